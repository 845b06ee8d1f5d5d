"""Quick search on both engines: the same answers to any words, also hostile ones, and after any change."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.criteria import RELEVANCE, Criteria, Sort, TextScope
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import Link, RecordRef
from palmyra_desktop.domain.text import index_text, words
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply
from palmyra_desktop.storage import fulltext
from palmyra_desktop.storage.unit_of_work import reading, writing
from tests.small_archive import write

Small = tuple[Archive, dict[str, RecordRef]]


def found(small: Small, kind: Kind, words: str, scope: TextScope = TextScope.FIELDS) -> set[str]:
    archive, refs = small
    by_ref = {ref: key for key, ref in refs.items()}
    return {by_ref[RecordRef(kind, number)] for number in archive.search(Criteria(kind, words, scope)).ids}


@pytest.mark.parametrize(
    ("kind", "searched", "expected"),
    [
        (Kind.EVENT, "temple", {"blown", "undated"}),
        (Kind.EVENT, "BLOWN temp", {"blown"}),
        (Kind.EVENT, "up blown", {"blown"}),
        (Kind.EVENT, "lown", set()),
        (Kind.EVENT, "etude", {"undated"}),
        (Kind.EVENT, "تدمر", {"taken", "undated"}),
        (Kind.EVENT, "تَدْمُر", {"taken", "undated"}),
        (Kind.EVENT, "daesh", {"taken", "blown"}),
        (Kind.MONUMENT, "baal", {"bel"}),
        (Kind.MONUMENT, "Ba'al", {"bel"}),
        (Kind.MONUMENT, "معبد", {"bel"}),
        (Kind.MONUMENT, "q797481", {"bel"}),
        (Kind.MONUMENT, "palmyra", {"palmyra", "bel"}),
        (Kind.CLAIM, "observatory", {"said", "state_of_bel"}),
        (Kind.CLAIM, "bbc", {"said", "state_of_bel"}),
        (Kind.SOURCE, "sons", {"bbc"}),
        (Kind.IMAGE, "getty", {"picture"}),
    ],
)
def test_all_fields_are_searched_with_the_names_of_what_is_linked(
    small: Small, kind: Kind, searched: str, expected: set[str]
) -> None:
    assert found(small, kind, searched) == expected


@pytest.mark.parametrize(
    ("kind", "searched", "expected"),
    [
        (Kind.EVENT, '"blown up"', {"blown"}),
        (Kind.EVENT, '"up blown"', set()),
        (Kind.EVENT, '"temple of b', {"blown", "undated"}),
        (Kind.EVENT, '"temple of b"', set()),
        (Kind.EVENT, '"daesh" «blown up»', {"blown"}),
        (Kind.EVENT, '"daes"', set()),
        (Kind.MONUMENT, "«معبد بل»", {"bel"}),
        (Kind.SOURCE, '"or"', set()),
    ],
)
def test_what_stands_in_quotation_marks_is_found_as_it_is(
    small: Small, kind: Kind, searched: str, expected: set[str]
) -> None:
    assert found(small, kind, searched) == expected


def test_a_phrase_is_found_whether_its_apostrophes_are_written_or_not(empty: Archive) -> None:
    titles = "The temple of Ba'al Shamin", "The temple of Baal Shamin"
    for number, title in enumerate(titles):
        edit = Edit(Action.CREATE, Kind.EVENT, -1 - number, values={"title": title})
        apply(empty, [edit], label="New")

    assert len(empty.search(Criteria(text='"of Ba\'al Shamin"')).ids) == 2
    assert len(empty.search(Criteria(text='"of Baal Shamin"')).ids) == 1  # the other has its parts between


def test_the_most_relevant_come_first_then_those_of_the_own_order(empty: Archive) -> None:
    events = [
        {"title": "Looted", "place": "Belgrade", "date": DateSpan("2010")},
        {"title": "Shelled", "place": "Bel", "date": DateSpan("2011")},
        {"title": "Belfry shelled", "date": DateSpan("2012")},
        {"title": "The arch near Bel", "date": DateSpan("2014")},
        {"title": "Temple of Bel", "date": DateSpan("2013")},
    ]
    edits = [Edit(Action.CREATE, Kind.EVENT, -1 - n, values=values) for n, values in enumerate(events)]
    apply(empty, edits, label="New")

    def titles(**wanted: Any) -> list[str]:
        found = empty.search(Criteria(**wanted, sort=Sort(RELEVANCE)), first=9)
        return [row.title for row in found.rows if isinstance(row, Event)]

    assert titles(text="bel") == [
        "Temple of Bel",
        "The arch near Bel",
        "Belfry shelled",
        "Shelled",
        "Looted",
    ]
    assert titles(text="bel shelled") == ["Belfry shelled", "Shelled"]
    assert titles() == [str(values["title"]) for values in sorted(events, key=lambda one: str(one["date"]))]


def test_titles_are_titles_and_other_names_alone(small: Small) -> None:
    assert found(small, Kind.EVENT, "temple", TextScope.TITLES) == {"blown"}
    assert found(small, Kind.MONUMENT, "tadmur", TextScope.TITLES) == {"palmyra"}


@pytest.mark.parametrize(
    ("kind", "searched", "expected"),
    [
        (Kind.SOURCE, "blown orient", {"bbc"}),
        (Kind.SOURCE, "stands", set()),
        (Kind.CLAIM, "columns", {"said", "state_of_bel"}),
        (Kind.EVENT, "temple was", {"blown"}),
        (Kind.EVENT, "columns", set()),
    ],
)
def test_texts_are_those_of_sources_and_the_exact_words_of_claims(
    small: Small, kind: Kind, searched: str, expected: set[str]
) -> None:
    assert found(small, kind, searched, TextScope.TEXTS) == expected


@pytest.mark.parametrize(
    "searched", ['foo"', "foo*", "foo) OR (bar", "'foo' & bar", "NEAR(foo bar)", "foo:bar", "-foo"]
)
@pytest.mark.parametrize("scope", TextScope)
def test_signs_of_query_languages_are_no_error_and_mean_nothing(
    small: Small, searched: str, scope: TextScope
) -> None:
    for kind in Kind:
        plain = " ".join(words(searched))
        assert found(small, kind, searched, scope) == found(small, kind, plain, scope)


@pytest.mark.parametrize("searched", ["", "  ", '"', "*", "—…"])
def test_a_search_without_a_word_hides_nothing(small: Small, searched: str) -> None:
    assert len(found(small, Kind.EVENT, searched)) == 5


def test_arabic_and_its_digits_are_found_however_they_are_written(empty: Archive) -> None:
    refs = write(empty, {"one": (Kind.EVENT, {"title": "أُعيد فتح القلعة عام ٢٠١٧"})})
    for searched in ("اعيد", "القلعه", "2017", "٢٠١٧", "إعيد القلـعة"):
        assert found((empty, refs), Kind.EVENT, searched) == {"one"}, searched


def test_a_word_longer_than_a_server_takes_is_kept_and_found(empty: Archive) -> None:
    refs = write(empty, {"one": (Kind.EVENT, {"title": "x" * 5000})})
    assert found((empty, refs), Kind.EVENT, "x" * 3000) == {"one"}


def test_a_new_name_is_found_at_once_in_all_that_shows_it(empty: Archive) -> None:
    refs = write(
        empty,
        {
            "arch": (Kind.MONUMENT, {"name": "Arch"}),
            "event": (Kind.EVENT, {"title": "Blast", "monuments": ("arch",)}),
            "claim": (Kind.CLAIM, {"proposition": "It stood", "subject": "event", "field": "occurrence"}),
        },
    )
    apply(empty, [Edit(Action.UPDATE, Kind.MONUMENT, refs["arch"].id, 1, {"name": "Gate"})], label="Rename")
    apply(empty, [Edit(Action.UPDATE, Kind.EVENT, refs["event"].id, 1, {"title": "Thunder"})], label="Rename")
    small = empty, refs
    assert (found(small, Kind.EVENT, "gate"), found(small, Kind.EVENT, "arch")) == ({"event"}, set())
    assert (found(small, Kind.CLAIM, "thunder"), found(small, Kind.CLAIM, "blast")) == ({"claim"}, set())
    assert consistent(empty)


def test_words_of_a_publisher_lead_to_the_claims_in_its_sources(empty: Archive) -> None:
    refs = write(
        empty,
        {
            "source": (Kind.SOURCE, {"title": "Report", "publisher": "Gazette"}),
            "claim": (
                Kind.CLAIM,
                {"proposition": "So", "subject": "source", "field": "remark", "source": "source"},
            ),
        },
    )
    apply(
        empty,
        [Edit(Action.UPDATE, Kind.SOURCE, refs["source"].id, 1, {"publisher": "Courier"})],
        label="Edit",
    )
    assert found((empty, refs), Kind.CLAIM, "courier") == {"claim"}
    assert consistent(empty)


def test_taking_a_link_away_takes_its_words_away(empty: Archive) -> None:
    refs = write(
        empty,
        {
            "arch": (Kind.MONUMENT, {"name": "Arch"}),
            "event": (Kind.EVENT, {"title": "Blast", "monuments": ("arch",)}),
        },
    )
    apply(empty, [Edit(Action.UPDATE, Kind.EVENT, refs["event"].id, 1, {"monuments": ()})], label="Edit")
    assert found((empty, refs), Kind.EVENT, "arch") == set()


def test_words_that_were_tampered_with_are_found_out_and_mended(empty: Archive) -> None:
    refs = write(empty, {"one": (Kind.EVENT, {"title": "Blast"}), "two": (Kind.EVENT, {"title": "Fire"})})
    with writing(empty.engine) as unit:
        unit.connection.execute(text("DELETE FROM search_event WHERE rowid = 1"))
    with reading(empty.engine) as connection:
        assert fulltext.check(connection) == (refs["one"],)
    with writing(empty.engine) as unit:
        fulltext.rebuild(unit.connection)
    assert consistent(empty)
    assert found((empty, refs), Kind.EVENT, "blast") == {"one"}


def test_thousands_of_records_are_indexed_and_searched(empty: Archive) -> None:
    edits = [
        Edit(Action.CREATE, Kind.EVENT, -n, None, {"title": f"Number {n} of many"}) for n in range(1, 3_001)
    ]
    apply(empty, edits, label="Many")
    assert len(empty.search(Criteria(text="number 299")).ids) == 11
    assert len(empty.search(Criteria(text="many of"), first=0).ids) == 3_000


@pytest.fixture(scope="module")
def growing(new_archive: Callable[[], Archive]) -> Archive:
    """An archive every example adds a record to."""
    return new_archive()


@given(title=st.text(min_size=1, max_size=30), searched=st.text(max_size=8))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_found_by_the_beginnings_of_its_own_words_and_by_no_others(
    growing: Archive, title: str, searched: str
) -> None:
    title = title.replace("\0", " ").encode("utf-8", "replace").decode() or "?"
    if not title.strip():
        return
    made = apply(growing, [Edit(Action.CREATE, Kind.EVENT, -1, None, {"title": title})], label="New")
    number = made.created[-1].id
    for query in (title[:12], searched):
        wanted = words(query)
        there = all(any(word.startswith(part) for word in index_text(title).split()) for part in wanted)
        assert (number in growing.search(Criteria(text=query), first=0).ids) is there, query


def consistent(archive: Archive) -> bool:
    with reading(archive.engine) as connection:
        return fulltext.check(connection) == ()


def test_claims_name_the_records_they_are_about(empty: Archive) -> None:
    made = apply(
        empty,
        [
            Edit(Action.CREATE, Kind.ACTOR, -1, None, {"name": "Patrol"}),
            Edit(
                Action.CREATE,
                Kind.CLAIM,
                -2,
                None,
                {"proposition": "So", "subject": Link(Kind.ACTOR, -1), "field": "remark"},
            ),
        ],
        label="New",
    )
    assert list(empty.search(Criteria(Kind.CLAIM, "patrol")).ids) == [made.created[-2].id]

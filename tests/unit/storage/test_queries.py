"""Searching on both engines: dates, order, numbers asked for, the trash, rows and what is counted."""

from threading import Timer
from typing import Any

import pytest
from sqlalchemy import event, select, text

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.criteria import RELEVANCE, Criteria, DateFilter, DateMode, FacetChoice, Sort
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import Cancelled
from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.monument import Monument
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link, Record, RecordRef
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply
from palmyra_desktop.storage.counts import counts
from palmyra_desktop.storage.unit_of_work import interruptible, reading
from tests.acts import ACTOR, MONUMENT, SOURCE, trash
from tests.small_archive import fill

Small = tuple[Archive, dict[str, RecordRef]]


def keys(small: Small, criteria: Criteria) -> list[str]:
    archive, refs = small
    by_ref = {ref: key for key, ref in refs.items()}
    return [by_ref[RecordRef(criteria.kind, number)] for number in archive.search(criteria).ids]


def record(small: Small, key: str) -> Record:
    return small[0].record(small[1][key])


def test_events_come_by_date_with_undated_ones_last(small: Small) -> None:
    assert keys(small, Criteria()) == ["either", "taken", "blown", "vague", "undated"]


def test_undated_events_come_last_in_the_other_direction_too(small: Small) -> None:
    descending = Criteria(sort=Sort("date", descending=True))
    assert keys(small, descending) == ["vague", "blown", "taken", "either", "undated"]


@pytest.mark.parametrize("first", [0, 1, 3, 4, 9])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("kind", Kind)
def test_the_first_ids_are_those_of_the_whole_list_in_any_order(
    small: Small, first: int, descending: bool, kind: Kind
) -> None:
    archive = small[0]
    sorts = [None, *(Sort(field.key, descending) for field in record_type(kind).columns)]
    for criteria in (
        *(Criteria(kind, sort=sort) for sort in sorts),
        Criteria(kind, text="temple"),
        Criteria(kind, text="temple", sort=Sort(RELEVANCE)),
        Criteria(kind, ids=(3, 1, 2)),
        Criteria(kind, trashed=True),
    ):
        assert list(archive.first_ids(criteria, first)) == list(archive.search(criteria, 0).ids[:first])


def test_titles_are_ordered_without_regard_to_accents(small: Small) -> None:
    assert keys(small, Criteria(sort=Sort("title"))) == ["either", "undated", "vague", "blown", "taken"]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_can_be_ordered_by_and_loses_no_record(
    small: Small, kind: Kind, descending: bool
) -> None:
    every = set(small[0].search(Criteria(kind)).ids)
    for field in record_type(kind).columns:
        found = small[0].search(Criteria(kind, sort=Sort(field.key, descending))).ids
        assert sorted(found) == sorted(every), field.key


def test_terms_are_ordered_as_in_their_list_and_none_comes_last(small: Small) -> None:
    assert keys(small, Criteria(sort=Sort("event_kind")))[:2] == ["taken", "blown"]


def test_conflicts_come_first_when_ordered_by_them(small: Small) -> None:
    assert keys(small, Criteria(sort=Sort("conflict", descending=True)))[0] == "blown"


def test_claims_are_ordered_by_the_title_of_what_they_are_about(small: Small) -> None:
    by_subject = keys(small, Criteria(Kind.CLAIM, sort=Sort("subject")))
    assert by_subject == ["held_is", "held_state", "said", "denied", "state_of_bel", "repeated"]


def test_most_claims_come_first_when_ordered_by_their_number(small: Small) -> None:
    assert keys(small, Criteria(Kind.MONUMENT, sort=Sort("claim_count", descending=True)))[2] == "museum"


@pytest.mark.parametrize(
    ("start", "end", "mode", "expected"),
    [
        ("2015-08", "2015-08", DateMode.CERTAIN, ["blown"]),
        ("2015-06", "2015-08", DateMode.POSSIBLE, ["blown"]),
        ("2015-12-31", None, DateMode.POSSIBLE, ["either", "vague"]),
        (None, "2015", DateMode.CERTAIN, ["either", "taken", "blown"]),
        ("2016-03-15", "2016-03-15", DateMode.POSSIBLE, ["vague"]),
        ("2016-03-15", "2016-03-15", DateMode.CERTAIN, []),
        ("2015-05-21", "2015-06", DateMode.CERTAIN, []),
        ("2015-05-21", "2015-06", DateMode.POSSIBLE, ["taken"]),
        ("1999", "1999", DateMode.POSSIBLE, []),
        (None, None, DateMode.POSSIBLE, ["either", "taken", "blown", "vague"]),
    ],
)
def test_a_range_of_dates_finds_what_may_or_must_lie_in_it(
    small: Small, start: str | None, end: str | None, mode: DateMode, expected: list[str]
) -> None:
    dates = DateFilter(start and DateSpan(start), end and DateSpan(end), mode)
    assert keys(small, Criteria(dates=dates)) == expected


def test_a_monument_is_dated_by_its_events(small: Small) -> None:
    in_august = DateFilter(DateSpan("2015-08"), DateSpan("2015-08"), DateMode.CERTAIN)
    assert keys(small, Criteria(Kind.MONUMENT, dates=in_august)) == ["bel"]
    assert keys(small, Criteria(Kind.ACTOR, dates=in_august)) == ["is"]


def test_records_asked_for_by_number_keep_their_order_and_nothing_else_counts(small: Small) -> None:
    archive, refs = small
    wanted = (refs["undated"].id, refs["blown"].id, 999, refs["undated"].id)
    found = archive.search(Criteria(text="nowhere", ids=wanted))
    assert list(found.ids) == [refs["undated"].id, refs["blown"].id]
    assert found.total == 5


def test_nothing_is_found_in_an_empty_archive(empty: Archive) -> None:
    for kind in Kind:
        found = empty.search(Criteria(kind, text="Bel"))
        assert (list(found.ids), found.rows, found.total, found.conflicts) == ([], (), 0, 0)


def test_rows_are_whole_records_with_titles_of_links_and_roles(small: Small) -> None:
    refs = small[1]
    blown = record(small, "blown")
    assert isinstance(blown, Event)
    assert blown.monuments == (Link(Kind.MONUMENT, refs["bel"].id, "Temple of Bel"),)
    assert [(link.title, link.role) for link in blown.actors] == [
        ("Islamic State", "perpetrator"),
        ("Observatory", "witness"),
    ]
    assert (blown.claim_count, blown.marks.stances, blown.conflict) == (
        2,
        (("asserts", 1), ("denies", 1)),
        True,
    )


def test_a_monument_has_its_names_counts_and_marks(small: Small) -> None:
    monument = record(small, "bel")
    assert isinstance(monument, Monument)
    assert [name.text for name in monument.names] == ["معبد بل", "Temple of Ba'al"]
    assert monument.site is not None and monument.site.title == "Palmyra"
    assert (monument.event_count, monument.claim_count) == (2, 2)
    assert (monument.marks.status, monument.conflict) == ("conflict", True)


def test_rows_come_in_the_order_asked_for_without_those_that_are_absent(small: Small) -> None:
    archive, refs = small
    wanted = (refs["state"].id, 12345, refs["is"].id)
    assert [row.id for row in archive.rows(Kind.ACTOR, wanted)] == [refs["state"].id, refs["is"].id]


def test_a_page_needs_as_many_queries_as_a_single_row(small: Small) -> None:
    archive = small[0]
    asked: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    every = archive.search(Criteria(Kind.CLAIM), first=0).ids
    event.listen(archive.engine, "before_cursor_execute", count)
    try:
        archive.rows(Kind.CLAIM, every[:1])
        one = len(asked)
        archive.rows(Kind.CLAIM, every)
    finally:
        event.remove(archive.engine, "before_cursor_execute", count)
    # Links of further kinds are looked up kind by kind, so a page may need some more, but never one per row.
    assert len(asked) - one <= one + len(Kind)


def test_what_lies_in_the_trash_is_found_only_there(empty: Archive) -> None:
    made = apply(empty, [Edit(Action.CREATE, Kind.EVENT, -1, None, {"title": "Gone"})], label="New")
    apply(empty, [Edit(Action.TRASH, Kind.EVENT, made.created[-1].id, 1)], label="Trash")
    assert list(empty.search(Criteria()).ids) == []
    in_trash = empty.search(Criteria(trashed=True))
    assert [row.trashed for row in in_trash.rows] == [True]
    assert (in_trash.total, empty.totals()[Kind.EVENT]) == (1, 0)


def test_a_search_cancelled_before_it_begins_asks_nothing(small: Small) -> None:
    cancel = Cancellation()
    cancel.cancel()
    with pytest.raises(Cancelled):
        small[0].search(Criteria(), cancel=cancel)


def test_between_two_queries_it_is_cancelled_too(small: Small) -> None:
    cancel = Cancellation()
    with pytest.raises(Cancelled), interruptible(small[0].engine, cancel) as connection:
        assert connection.execute(select(1)).scalar() == 1
        cancel.cancel()
        connection.execute(select(1))
        pytest.fail("a query was begun")


def test_rows_that_the_driver_gives_are_interrupted_as_well(small: Small) -> None:
    endless = text("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n")
    if small[0].engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL gives all rows at once")
    cancel = Cancellation()
    with pytest.raises(Cancelled), interruptible(small[0].engine, cancel) as connection:
        cursor: Any = connection.execute(endless).cursor
        for (number,) in cursor:
            if number == 1_000:
                cancel.cancel()


def test_a_query_under_way_is_interrupted(small: Small) -> None:
    endless = text("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n")
    cancel = Cancellation()
    timer = Timer(0.1, cancel.cancel)
    with pytest.raises(Cancelled), interruptible(small[0].engine, cancel) as connection:
        timer.start()
        connection.execute(endless)
    assert small[0].totals()[Kind.EVENT] == 5


def test_a_facet_without_meaning_for_the_kind_hides_nothing(small: Small) -> None:
    chosen = (FacetChoice("confidence", ("low",)), FacetChoice("no such facet", ("x",)))
    assert len(keys(small, Criteria(facets=chosen))) == 5


def test_of_many_records_as_much_is_counted_as_of_each(archive: Archive) -> None:
    refs = fill(archive)
    for gone in ("blown", "denied"):
        trash(archive, refs[gone])
    events, images, claims = "event_count", "image_count", "claim_count"
    counted = (ACTOR, events), (ACTOR, claims), (MONUMENT, events), (MONUMENT, images), (SOURCE, claims)
    with reading(archive.engine) as connection:
        for kind, field in counted:
            of_each = [counts(kind, field, [ref.id]) for ref in refs.values() if ref.kind is kind]
            expected = {row for one in of_each for row in connection.execute(one)}
            assert expected, (kind, field)
            assert set(connection.execute(counts(kind, field))) == expected, (kind, field)

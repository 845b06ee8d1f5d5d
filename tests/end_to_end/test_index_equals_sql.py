"""The index says what SQL says, for every facet, order, text and date, also while records are changed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.criteria import RELEVANCE, Criteria, DateFilter, DateMode, FacetChoice, Sort
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.monument import Monument
from palmyra_desktop.domain.reference import Link, RecordRef
from palmyra_desktop.services import editing
from palmyra_desktop.services.archive import Archive, facets_of
from palmyra_desktop.services.timeline import happened_between
from palmyra_desktop.storage import spans
from palmyra_desktop.storage.facet_index import affected, blobs, indexes
from palmyra_desktop.storage.facet_index import values as forms
from palmyra_desktop.storage.facet_index.affected import MOST
from palmyra_desktop.storage.unit_of_work import reading
from tests.benchmarks.generate import make

_KINDS = (Kind.EVENT, Kind.IMAGE, Kind.CLAIM)
_TEXTS = (
    *("aaa", "mmm zz", "mu ru za", '"" -'),
    *('"rusirshunqaa"', 'rusir "rusirshunqaa mefa', '"rusirshunqaa mefaqe"'),
)
_THROUGH = (Kind.MONUMENT, Kind.ACTOR, Kind.SOURCE)
"""Kinds that are found by the indexes of those."""


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, Archive]]:
    """The same archive twice: once with an index, once with SQL alone."""
    path = tmp_path_factory.mktemp("index") / "made.palmyra"
    make(path, 250)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(indexes, "LEAST", 1)
        patch.setattr(forms, "LARGE", 1)
        with Archive.open(path) as indexed, Archive.open(path) as plain:
            assert indexed.index() == _KINDS
            indexed.keep_index(_KINDS)
            yield indexed, plain


@st.composite
def wanted(draw: st.DrawFn) -> Criteria:
    """Criteria of every kind."""
    kind = draw(st.sampled_from((*_KINDS, *_THROUGH)))
    found = Criteria(kind)
    values: dict[str, tuple[Any, ...]] = {
        "event_kind": ("other", "statement", "demolition"),
        "damage": ("destroyed", "moderate"),
        "status": ("conflict", "accepted"),
        "stance": ("denies", "asserts"),
        "publisher": ("nobody",),
        "agency": ("nobody",),
        "condition": ("destroyed", "intact"),
    }
    for facet in draw(st.lists(st.sampled_from(facets_of(kind)), max_size=3, unique=True)):
        keys = st.lists(st.sampled_from(values.get(facet, (1, 2, 3, 7, 999))), max_size=2, unique=True)
        found = found.with_choice(FacetChoice(facet, tuple(draw(keys)), tuple(draw(keys))))
    ends = st.sampled_from((None, "2013", "2015-03", "2014-06-05", "2018"))
    start, end = draw(ends), draw(ends)
    if start or end:
        spans = (DateSpan(text) if text else None for text in (start, end))
        found = replace(found, dates=DateFilter(*spans, draw(st.sampled_from(DateMode))))
    fields = (
        *("date", "said", "published", "title", "name", "caption", "conflict", "status", "nothing"),
        *("claim_count", "event_count", "image_count", RELEVANCE, RELEVANCE),
    )
    sort = st.none() | st.builds(Sort, st.sampled_from(fields), st.booleans())
    return replace(found, sort=draw(sort), text=draw(st.sampled_from(("", "", "rusir", "said s", *_TEXTS))))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted(), st.sampled_from((0, 30, 1_000)), st.data())
def test_the_timeline_is_what_sql_says(
    pair: tuple[Archive, Archive], criteria: Criteria, most_bars: int, data: st.DataObject
) -> None:
    indexed, plain = pair
    kind = data.draw(st.sampled_from((criteria.kind, criteria.kind, Kind.MONUMENT, Kind.ACTOR)))
    criteria = replace(criteria, kind=kind)
    lanes = data.draw(st.sampled_from(("none", *facets_of(Kind.EVENT))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spans, "MOST_BARS", most_bars)
        ours, theirs = indexed.spans(criteria, lanes), plain.spans(criteria, lanes)
        assert ours == theirs
        assert ours.days.total + ours.undated == ours.total
        assert sum(lane.count for lane in ours.lanes) >= ours.days.total
        first = data.draw(st.integers(728_000, 740_000))
        window = criteria, lanes, first, first + data.draw(st.integers(0, 900))
        assert happened_between(indexed, *window) == happened_between(plain, *window)


def _says_the_same(pair: tuple[Archive, Archive], criteria: Criteria) -> None:
    indexed, plain = pair
    assert indexed.totals() == plain.totals()
    assert indexed.search(criteria, first=5) == plain.search(criteria, first=5)
    assert indexed.facet_counts(criteria, limit=12) == plain.facet_counts(criteria, limit=12)


def _shows_the_same(pair: tuple[Archive, Archive], ref: RecordRef) -> None:
    indexed, plain = pair
    assert indexed.rows(ref.kind, (ref.id,)) == plain.rows(ref.kind, (ref.id,))
    if plain.rows(ref.kind, (ref.id,)):
        assert indexed.detail(ref) == plain.detail(ref)


@pytest.mark.parametrize("kind", Kind)
def test_a_record_is_shown_with_all_that_sql_finds(pair: tuple[Archive, Archive], kind: Kind) -> None:
    for number in range(1, 12):
        _shows_the_same(pair, RecordRef(kind, number))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted())
def test_the_index_says_what_sql_says(pair: tuple[Archive, Archive], criteria: Criteria) -> None:
    _says_the_same(pair, criteria)


@st.composite
def _change(draw: st.DrawFn) -> tuple[Kind, int, dict[str, Any]]:
    kind = draw(st.sampled_from((*_KINDS, *_THROUGH)))
    number = draw(st.integers(1, 200))
    links = st.lists(st.integers(1, 9), max_size=3, unique=True)
    if kind is Kind.SOURCE:
        dates = None, DateSpan("2015-05"), DateSpan("2016")
        return kind, number, {"publisher": "nobody", "published": draw(st.sampled_from(dates))}
    if kind in _THROUGH:
        return kind, number, {"name": draw(st.sampled_from(("Aaa", "Mmm", "Zzz"))), "tags": ("seen",)}
    if kind is Kind.CLAIM:
        subject = Link(Kind.EVENT, draw(st.integers(1, 250)))
        return kind, number, {"subject": subject, "status": draw(st.sampled_from(("conflict", "accepted")))}
    dates = ("2014-06-05", "2013", "[2012,2017]", "2014-06/..", "../2015", None)
    text = draw(st.sampled_from(dates))
    monuments = tuple(Link(Kind.MONUMENT, each) for each in draw(links))
    return kind, number, {"date": text and DateSpan(text), "monuments": monuments}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_change(), min_size=1, max_size=4), st.booleans(), st.lists(wanted(), min_size=2, max_size=4))
def test_it_follows_what_is_changed_by_anybody(
    pair: tuple[Archive, Archive],
    changes: list[tuple[Kind, int, dict[str, Any]]],
    undone: bool,
    several: list[Criteria],
) -> None:
    _indexed, plain = pair
    for kind, number, values in changes:
        (record,) = plain.rows(kind, (number,)) or (None,)
        if record is not None:
            editing.apply(plain, [Edit(Action.UPDATE, kind, number, record.version, values)], label="Change")
    if undone:
        editing.undo(plain)

    for criteria in (*map(Criteria, Kind), *several):
        _says_the_same(pair, criteria)
    for kind, number, _values in changes:
        _shows_the_same(pair, RecordRef(kind, number))


@pytest.mark.parametrize("kind", _THROUGH)
def test_a_kind_without_an_index_is_found_by_those_of_the_others(
    pair: tuple[Archive, Archive], kind: Kind
) -> None:
    indexed, _plain = pair
    assert indexed.indexes is not None
    with reading(indexed.engine) as connection:
        assert indexed.indexes.view(connection, kind) is not None


def test_new_records_and_those_in_the_trash_are_followed(pair: tuple[Archive, Archive]) -> None:
    _indexed, plain = pair
    values = {"title": "New", "date": DateSpan("2014-06-05"), "monuments": (Link(Kind.MONUMENT, 3),)}
    created = editing.apply(plain, [Edit(Action.CREATE, Kind.EVENT, -1, values=values)], label="New").created
    _says_the_same(pair, Criteria())
    _says_the_same(pair, Criteria().only("monument", 3))

    edit = Edit(Action.TRASH, Kind.EVENT, created[-1].id, 1)
    editing.apply(plain, [edit], label="Trash")

    _says_the_same(pair, Criteria())
    _says_the_same(pair, Criteria(trashed=True))


@pytest.mark.parametrize(("most", "is_looked_at"), [(MOST, True), (5, False)])
def test_records_are_found_by_the_new_name_of_what_they_link_to(
    pair: tuple[Archive, Archive], most: int, is_looked_at: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed, plain = pair
    indexed.forget_index()
    indexed.index()
    indexed.keep_index(_KINDS)
    monkeypatch.setattr(affected, "MOST", most)
    ref = RecordRef(Kind.MONUMENT, 2)
    (record,) = plain.rows(ref.kind, (ref.id,))
    assert isinstance(record, Monument)
    new = f"Khorsabad {most}"
    edit = Edit(Action.UPDATE, ref.kind, ref.id, record.version, {"name": new})
    editing.apply(plain, [edit], label="Rename")

    for kind in _KINDS:
        for text in (new, record.name, f'"{new}"'):
            _says_the_same(pair, Criteria(kind, text=text))
            _says_the_same(pair, Criteria(kind, text=text, sort=Sort(RELEVANCE)))
    assert len(indexed.search(Criteria(text=new)).ids) > 5
    assert (indexed.index() == ()) is is_looked_at


def test_a_kept_index_is_read_back_as_it_was(pair: tuple[Archive, Archive]) -> None:
    indexed, _plain = pair
    indexed.keep_index(_KINDS)

    with Archive.open(indexed.location, read_only=True) as later:
        assert later.index() == ()  # nothing was made
        assert later.search(Criteria(), first=3) == indexed.search(Criteria(), first=3)


def test_a_kept_index_answers_from_the_first_question_on(
    pair: tuple[Archive, Archive], tmp_path: Path
) -> None:
    indexed, _plain = pair
    indexed.keep_index(_KINDS)

    with Archive.open(indexed.location, read_only=True) as later:
        later.load_index()
        assert later.indexes is not None
        assert {base.kind for base in later.indexes.bases()} == set(_KINDS)
        assert later.search(Criteria(), first=3) == indexed.search(Criteria(), first=3)
    with Archive.create(tmp_path / "small.palmyra") as small:
        small.load_index()
        assert small.indexes is None  # there is none, and nothing was imported for it


def test_bytes_that_are_cut_or_of_another_version_are_not_read(pair: tuple[Archive, Archive]) -> None:
    indexed, _plain = pair
    base = indexes.make(indexed.engine, Kind.EVENT)
    data = blobs.to_bytes(base)

    for wrong in (data[:-1], data[: len(data) // 2], b"", b"nonsense", data[:9] + b"x" + data[10:]):
        with pytest.raises(blobs.Unfit):
            blobs.from_bytes(wrong)
    assert np.array_equal(blobs.from_bytes(data).ids, base.ids)


def test_more_changes_than_can_be_followed_are_left_to_sql(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexes, "LEAST", 1)
    path = tmp_path / "many.palmyra"
    make(path, 20)
    with Archive.open(path) as archive, Archive.open(path) as plain:
        archive.index()
        edits = [
            Edit(Action.CREATE, Kind.EVENT, -1 - n, values={"title": f"New {n}"}) for n in range(MOST + 1)
        ]
        editing.apply(plain, edits, label="Many")
        assert archive.search(Criteria(), first=1) == plain.search(Criteria(), first=1)

        assert archive.index() == (Kind.EVENT,)
        assert archive.search(Criteria(), first=1) == plain.search(Criteria(), first=1)

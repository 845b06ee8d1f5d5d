"""Orders from the index: the same as SQL's, on both engines."""

from itertools import product
from typing import Any

import pytest

from palmyra_desktop.domain.criteria import Criteria, Sort
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link, RecordRef
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply
from palmyra_desktop.storage.facet_index import indexes, orders
from palmyra_desktop.storage.unit_of_work import reading
from tests.acts import ACTOR, CLAIM, EVENT, IMAGE, MONUMENT, SOURCE, change, claim_on, create, new, to, trash

_DATES = (
    "2015-08-30",
    "2015-08",
    "2015-08-30/..",
    "../2015-08-30",
    "2015-08-30",
    None,
    "{2015-01,2015-05}",
    "-0043",
    "[..2015]",
    "2015-08-30/2016",
    None,
    "2015-08/..",
)


def _latest_first(archive: Archive, criteria: Criteria) -> tuple[list[int], list[int]]:
    """Return the ids as the index orders them, and as SQL does."""
    assert archive.indexes is not None
    indexed = archive.search(criteria, first=0).ids
    with Archive.open(archive.location) as plain:
        return list(indexed), list(plain.search(criteria, first=0).ids)


def test_the_latest_come_first_as_sql_orders_them(empty: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexes, "LEAST", 1)
    every = Criteria(sort=Sort("date", descending=True))
    dates = [DateSpan(text) if text else None for text in _DATES]
    apply(
        empty,
        [new(EVENT, -1 - n, title=f"Event {n}", date=date) for n, date in enumerate(dates)],
        label="create",
    )
    empty.index()
    indexed, plain = _latest_first(empty, every)
    assert indexed == plain
    assert len(indexed) == len(_DATES)

    moved = create(empty, EVENT, title="New", date=DateSpan("2015-08-30"))
    change(empty, moved, date=DateSpan("2015-08-30/.."))
    create(empty, EVENT, title="New, undated")
    trash(empty, RecordRef(EVENT, indexed[0]))
    create(empty, EVENT, title="Newer", date=DateSpan("2015-08-30/.."))

    indexed, plain = _latest_first(empty, every)
    assert indexed == plain
    assert len(indexed) == len(_DATES) + 2  # three more, one less


_TEXTS = None, "Zebra", "apple", "Äpfel", "معبد بل", "zebra", "APPLE", "2", "10", "nil \U0001f3db", "\uffee"
_KINDS = "destruction", "theft", "a term of our own", None


@pytest.mark.parametrize("kind", [EVENT, IMAGE, CLAIM])
def test_every_order_is_that_of_sql(empty: Archive, monkeypatch: pytest.MonkeyPatch, kind: Kind) -> None:
    monkeypatch.setattr(indexes, "LEAST", 1)
    temples = [to(create(empty, MONUMENT, name=name)) for name in ("temple", "Arch", "TEMPLE")]
    actors = [to(create(empty, ACTOR, name=name)) for name in ("SANA", "سانا", "AFP")]
    sources = [
        to(create(empty, SOURCE, title="source", publisher=name)) for name in ("Zaman", "anadolu", None)
    ]
    values = [
        _values(kind, number, text, temples[number % 3 :], actors[number % 3 :: -1], sources[number % 3])
        for number, text in enumerate(_TEXTS)
    ]
    apply(empty, [new(kind, -1 - number, **told) for number, told in enumerate(values)], label="create")
    for number in () if kind is CLAIM else (1, 4, 4, 7, 7, 7):
        claim_on(empty, RecordRef(kind, number), "remark")
    empty.index()
    added = create(empty, kind, **values[2])
    trash(empty, RecordRef(kind, added.id - 3))
    change(empty, RecordRef(kind, added.id - 4), note="nota bene")
    with Archive.open(empty.location) as plain:
        for field, descending in product(record_type(kind).columns, (False, True)):
            every = Criteria(kind, sort=Sort(field.key, descending))
            indexed = list(empty.search(every, first=0).ids)
            assert indexed == list(plain.search(every, first=0).ids), every.sort
            assert len(indexed) == len(_TEXTS)


def test_of_a_column_of_many_texts_sql_tells_the_order(
    empty: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexes, "LEAST", 1)
    apply(empty, [new(EVENT, -1 - n, title="-", place=text) for n, text in enumerate(_TEXTS)], label="create")
    empty.index()
    assert empty.indexes is not None
    with reading(empty.engine) as connection:
        view = empty.indexes.view(connection, EVENT)
        assert view is not None
        assert orders.order(connection, view, Sort("place")) is not None
        monkeypatch.setattr(orders, "_MOST_TEXTS", 5)
        assert orders.order(connection, view, Sort("place")) is None


def _values(
    kind: Kind, number: int, text: str | None, temples: list[Link], actors: list[Link], source: Link
) -> dict[str, Any]:
    """Return the values of a record that has a text, or none, in several of its fields."""
    has_links, day = number % 4 > 0, (None, DateSpan("-0100"), DateSpan("-0043"))[number % 3]
    if kind is EVENT:
        terms = {"event_kind": _KINDS[number % 4], "cause": ("shelling", None)[number % 2]}
        links = {"monuments": tuple(temples), "actors": tuple(actors)} if has_links else {}
        return {"title": text or "-", "place": text, "description": text, **terms, **links}
    if kind is IMAGE:
        links = {"actors": tuple(actors), "source": source} if has_links else {}
        return {"caption": text or "-", "credit": text, "published": day, "alt_text": text, **links}
    links = {"claimants": tuple(actors), "source": source, "origin_actor": actors[0]} if has_links else {}
    told = {"proposition": text or "-", "value": text, "verb": text, "about": day, "subject": temples[0]}
    return told | {"stance": ("denies", "asserts")[number % 2], "field": "description", **links}

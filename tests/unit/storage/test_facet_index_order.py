"""The latest first, from the index: the same order as SQL's, on both engines."""

import pytest

from palmyra_desktop.domain.criteria import Criteria, Sort
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply
from palmyra_desktop.storage.facet_index import indexes
from tests.acts import EVENT, change, create, new, trash

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

"""What the index answers on both engines, for every kind: all is as SQL says."""

from dataclasses import replace
from typing import Any

import pytest

from palmyra_desktop.domain.criteria import (
    RELEVANCE,
    Criteria,
    DateFilter,
    DateMode,
    FacetChoice,
    Sort,
)
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage.facet_index import indexes
from palmyra_desktop.storage.unit_of_work import reading


def _asked(kind: Kind) -> tuple[Criteria, ...]:
    """Criteria of each sort for a kind."""
    dates = DateFilter(DateSpan("2015"), DateSpan("2015"))
    chosen = FacetChoice("monument", (1, 2)), FacetChoice("event_kind", (), ("other",))
    return (
        Criteria(kind, sort=Sort("claim_count", descending=True)),
        Criteria(kind, dates=dates, text='temple "of b', sort=Sort(RELEVANCE)),
        Criteria(kind, dates=replace(dates, mode=DateMode.CERTAIN), facets=chosen),
    )


def _answers(archive: Archive, kind: Kind) -> list[Any]:
    found: list[Any] = []
    for criteria in _asked(kind):
        found += [archive.search(criteria, first=50), archive.facet_counts(criteria)]
    ids = archive.search(Criteria(kind)).ids
    details = (archive.detail(RecordRef(kind, one)) for one in ids[:3])
    return [
        *found,
        archive.rows(kind, ids),
        *details,
        archive.spans(Criteria(kind, dates=_asked(kind)[1].dates)),
    ]


@pytest.mark.parametrize("kind", Kind)
def test_records_are_found_counted_and_shown_as_by_sql(
    small: tuple[Archive, dict[str, RecordRef]], kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, _refs = small
    by_sql = _answers(archive, kind)
    monkeypatch.setattr(indexes, "LEAST", 1)
    archive.index()
    try:
        with reading(archive.engine) as connection:
            assert archive.indexes is not None
            assert archive.indexes.view(connection, kind) is not None
        assert _answers(archive, kind) == by_sql
    finally:
        archive.forget_index()

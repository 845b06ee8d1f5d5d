"""Criteria to ids and first rows; the counts beside the facets."""

from array import array
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import FacetCounts, FacetValue, Found
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.storage import relations
from palmyra_desktop.storage.counts import in_conflict
from palmyra_desktop.storage.facets import Facet, facets_of
from palmyra_desktop.storage.fulltext import relevance
from palmyra_desktop.storage.ordering import by_date, is_by_date, ordered
from palmyra_desktop.storage.records import read, titles
from palmyra_desktop.storage.relations import KEY, RECORD
from palmyra_desktop.storage.schema import RECORD_TABLES
from palmyra_desktop.storage.selection import Selection, keys_of, select_by

if TYPE_CHECKING:  # brings numpy, which is imported in a worker once the window shows
    from palmyra_desktop.storage.facet_index.indexes import Indexes


def search(connection: Connection, criteria: Criteria, first: int, indexes: "Indexes | None" = None) -> Found:
    """Return all ids found, in order, and the first rows; conflicts are counted where rows are asked for.

    Args:
        indexes: those of the archive; where they have an answer, it is theirs.
    """
    indexed = indexes.answer(connection, criteria) if indexes else None
    if indexed is not None:
        if criteria.is_by_relevance:
            ids = indexed.by_relevance(connection, criteria.text)
        else:
            ids = indexed.ids(connection, criteria.sort)
        rows = read(connection, criteria.kind, ids[:first], indexes) if first else ()
        return Found(criteria.kind, ids, rows, indexed.total, indexed.conflicts if first else 0)
    kind, selection = criteria.kind, select_by(connection, criteria)
    by_conflict = criteria.sort is not None and criteria.sort.field == "conflict"
    contested = in_conflict(connection, kind, selection.ids()) if first or by_conflict else frozenset()
    ids = _found_ids(connection, criteria, selection, contested)
    return Found(
        kind,
        ids,
        read(connection, kind, ids[:first], indexes) if first else (),
        total(connection, kind, trashed=criteria.trashed),
        len(contested),
    )


def first_ids(connection: Connection, criteria: Criteria, first: int) -> Sequence[int]:
    """Return the first of the ids found, in order; of a list by date at once, if so many have a date."""
    kind, sort = criteria.kind, criteria.sort
    if criteria.is_by_relevance or criteria.ids is not None or (sort and sort.field == "conflict"):
        return search(connection, criteria, 0).ids[:first]
    statement = select_by(connection, criteria).ids()
    if is_by_date(kind, sort):
        dated = by_date(statement, kind, descending=sort is not None and sort.descending)
        ids = connection.execute(dated.limit(first)).scalars().all()
        if len(ids) == first:
            return ids
    return connection.execute(ordered(statement, kind, sort).limit(first)).scalars().all()


def _found_ids(
    connection: Connection, criteria: Criteria, selection: Selection, contested: Collection[int]
) -> "array[int]":
    """Return the ids found, in order; ids asked for by number keep the order given, unless another is."""
    statement = selection.ids()
    if criteria.is_by_relevance:
        best_first = statement.order_by(relevance(connection, criteria.kind, criteria.text).desc())
        return array("q", connection.execute(ordered(best_first, criteria.kind, None)).scalars())
    if criteria.ids is None or criteria.sort is not None:
        statement = ordered(statement, criteria.kind, criteria.sort, contested)
        return array("q", connection.execute(statement).scalars())
    there = set(connection.execute(statement).scalars())
    return array("q", (number for number in dict.fromkeys(criteria.ids) if number in there))


def totals(connection: Connection, indexes: "Indexes | None" = None) -> dict[Kind, int]:
    """Return how many records of each kind there are; `indexes` as for `search`."""
    found = {}
    for kind in Kind:
        told = indexes.total(connection, kind) if indexes else None
        found[kind] = total(connection, kind) if told is None else told
    return found


def total(connection: Connection, kind: Kind, *, trashed: bool = False) -> int:
    """Return how many records of a kind there are, or lie in the trash."""
    table = RECORD_TABLES[kind]
    state = table.c.trashed_at.is_not(None) if trashed else relations.live(table)
    return int(connection.execute(select(func.count()).select_from(table).where(state)).scalar_one())


def facet_counts(
    connection: Connection, criteria: Criteria, limit: int, indexes: "Indexes | None" = None
) -> tuple[FacetCounts, ...]:
    """Return every facet that has a meaning for the kind, counted without its own choice.

    Args:
        limit: values per facet; those chosen are always among them. indexes: as for `search`.
    """
    indexed = indexes.answer(connection, criteria) if indexes else None
    if indexed is not None:
        return tuple(
            _described(connection, facet, indexed.counts(connection, facet, limit), criteria)
            for facet in facets_of(criteria.kind)
        )
    selection = select_by(connection, criteria)
    return tuple(
        _described(connection, facet, _counts(connection, facet, selection, limit), criteria)
        for facet in facets_of(criteria.kind)
    )


def texts_of(connection: Connection, facet: Facet) -> tuple[str, ...]:
    """Return every value of a facet whose keys are terms or texts, of records of any kind."""
    found: set[str] = set()
    for kind in facet.kinds:
        pairs = facet.pairs(kind).subquery()
        found.update(connection.execute(select(pairs.c[KEY]).distinct()).scalars())
    return tuple(sorted(found))


def _described(
    connection: Connection, facet: Facet, counts: dict[int | str, int], criteria: Criteria
) -> FacetCounts:
    """Return a facet with its counts, the values chosen among them, and what they are called."""
    choice = criteria.choice(facet.key)
    for key in keys_of(facet, (*choice.taken, *choice.excluded)):
        counts.setdefault(key, 0)
    labels = _labels(connection, facet, tuple(counts))
    values = [FacetValue(key, labels[key], count) for key, count in counts.items() if key in labels]
    values.sort(key=lambda value: (-value.count, value.label))
    return FacetCounts(facet.key, facet.label, facet.vocabulary, tuple(values))


def _counts(connection: Connection, facet: Facet, selection: Selection, limit: int) -> dict[int | str, int]:
    pairs = facet.pairs(selection.kind).subquery()
    number = func.count(pairs.c[RECORD].distinct()).label("number")
    found = pairs.c[RECORD].in_(selection.ids(without=facet.key)), facet.offered(pairs.c[KEY])
    grouped = select(pairs.c[KEY], number).where(*found).group_by(pairs.c[KEY]).subquery()
    statement = select(grouped.c[KEY], grouped.c.number)
    if facet.target is not None:
        # Looked at after counting: as a second IN beside the first, SQLite tries every pair of the two.
        target = RECORD_TABLES[facet.target].alias()
        statement = statement.join(target, target.c.id == grouped.c[KEY]).where(target.c.trashed_at.is_(None))
    most_first = statement.order_by(grouped.c.number.desc(), grouped.c[KEY]).limit(limit)
    return {key: count for key, count in connection.execute(most_first)}  # noqa: C416  # a Row is no tuple of two


def _labels(connection: Connection, facet: Facet, keys: tuple[int | str, ...]) -> dict[int | str, str]:
    if facet.target is None:
        return {key: str(key) for key in keys}
    found = titles(connection, (RecordRef(facet.target, int(key)) for key in keys))
    return {ref.id: title for ref, title in found.items()}

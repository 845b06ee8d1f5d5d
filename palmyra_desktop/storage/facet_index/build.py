"""Tables to a base: a kind's order, dates and facets, read as plain numbers."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap
from sqlalchemy import Connection, Select, select

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.counts import in_conflict
from palmyra_desktop.storage.facet_index.base import Base, Bitmaps
from palmyra_desktop.storage.facet_index.dates import AFTER_ALL, BEFORE_ALL, Dates
from palmyra_desktop.storage.facet_index.packed import Ids
from palmyra_desktop.storage.facet_index.positions import to_positions
from palmyra_desktop.storage.facets import Facet, facets_of
from palmyra_desktop.storage.ordering import ordered
from palmyra_desktop.storage.relations import KEY, RECORD, live
from palmyra_desktop.storage.schema import RECORD_TABLES


def build(
    connection: Connection,
    kind: Kind,
    act: int,
    among_ids: Collection[int] | None = None,
    cancel: Cancellation | None = None,
) -> Base:
    """Return the base of a kind with a date, as the tables are now, after an act.

    Args:
        among_ids: of these records alone; None is all.

    Raises:
        Cancelled: if asked to stop meanwhile.
    """
    table, key = RECORD_TABLES[kind], record_type(kind).date_key
    assert key is not None, "only kinds with a date have an index"
    wanted = [live(table)] if among_ids is None else [live(table), among(table.c.id, among_ids)]
    columns = table.c.id, table.c[f"{key}_sort"], table.c[f"{key}_last"], table.c[key]
    statement = ordered(select(*columns).where(*wanted), kind, None)
    ids, firsts, lasts, sets = _dates(_rows(connection, statement))
    _check(cancel)
    ranks = _RankOf(ids)
    facets: dict[str, Bitmaps] = {}
    for facet in facets_of(kind):
        found = _bitmaps(connection, facet, kind, ranks, among_ids)
        # A monument without parts is the same as a site: one bitmap serves both.
        others = facets.get("monument", {})
        facets[facet.key] = {
            key: others[key] if others.get(key) == bitmap else bitmap for key, bitmap in found.items()
        }
        _check(cancel)
    disagreed = in_conflict(connection, kind, select(table.c.id).where(*wanted))
    contested = np.fromiter(disagreed, dtype=np.int64, count=len(disagreed))
    return Base(
        kind=kind,
        act=act,
        ids=Ids.of(ids),
        # Open starts sort before all days, so the first days are in order already; undated ones have none.
        dates=Dates.of(firsts, lasts),
        sets=sets,
        facets=facets,
        contested=BitMap(to_positions(ranks.of(contested))),
    )


class _RankOf:
    """The rank of each id."""

    def __init__(self, ids: NDArray[np.int64]) -> None:
        self._ranks = np.full(int(ids.max()) + 1 if len(ids) else 0, -1, dtype=np.int64)
        self._ranks[ids] = np.arange(len(ids))

    def of(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the ranks of ids, in order; ids that have none are left out."""
        found = self.each(ids)
        return np.sort(found[found >= 0])

    def each(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the rank of each id, -1 where it has none."""
        found = np.full(len(ids), -1, dtype=np.int64)
        known = (ids >= 0) & (ids < len(self._ranks))
        found[known] = self._ranks[ids[known]]
        return found


def _rows(connection: Connection, statement: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """Go through a query's rows as the driver gives them: millions of them, as plain tuples."""
    text = str(statement.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True}))
    cursor = connection.connection.cursor()
    try:
        cursor.execute(text)
        while some := cursor.fetchmany(10_000):
            yield from some
    finally:
        cursor.close()


def _dates(
    rows: Iterable[tuple[int, int | None, int | None, str | None]],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], tuple[tuple[int, str], ...]]:
    """Return ids, first and last days of the dated ones, and those dated by a set."""
    sets: list[tuple[int, str]] = []

    def numbers() -> Iterator[int]:
        for rank, (number, first, last, text) in enumerate(rows):
            if text is not None and text[0] in "[{":
                sets.append((rank, text))
            yield number
            yield AFTER_ALL + 1 if first is None else max(first, BEFORE_ALL)
            yield AFTER_ALL if last is None else last

    every = np.fromiter(numbers(), dtype=np.int64).reshape(-1, 3)
    dated = int(np.count_nonzero(every[:, 1] <= AFTER_ALL))
    return every[:, 0].copy(), every[:dated, 1], every[:dated, 2], tuple(sets)


def _bitmaps(
    connection: Connection, facet: Facet, kind: Kind, ranks: _RankOf, ids: Collection[int] | None
) -> dict[FacetKey, BitMap]:
    pairs = facet.pairs(kind).subquery()
    statement = select(pairs.c[RECORD], pairs.c[KEY]).where(pairs.c[KEY].is_not(None))
    if ids is not None:
        statement = statement.where(among(pairs.c[RECORD], ids))
    keys: list[FacetKey] = []
    codes: dict[FacetKey, int] = {}

    def coded() -> Iterator[tuple[int, int]]:
        for record, key in _rows(connection, statement):
            code = codes.get(key)
            if code is None:
                code = codes[key] = len(keys)
                keys.append(key)
            yield record, code

    every = np.fromiter(chain.from_iterable(coded()), dtype=np.int64).reshape(-1, 2)
    found = ranks.each(every[:, 0])
    known = found >= 0
    places, values = to_positions(found[known]), every[:, 1][known]
    order = np.lexsort((places, values))
    places, values = places[order], values[order]
    cuts = np.flatnonzero(np.diff(values)) + 1
    groups = zip(np.split(values, cuts), np.split(places, cuts), strict=True)
    return {keys[int(group[0])]: _bitmap(part) for group, part in groups if len(group)}


def _bitmap(places: NDArray[np.uint32]) -> BitMap:
    made = BitMap(places)
    made.run_optimize()
    made.shrink_to_fit()
    return made


def _check(cancel: Cancellation | None) -> None:
    if cancel is not None:
        cancel.check()

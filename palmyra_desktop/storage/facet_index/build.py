"""Tables to a base: a kind's order, dates and facets, read as plain numbers."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import count
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap
from sqlalchemy import ColumnElement, Connection, Select, case, func, or_, select

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

_AT_ONCE: Final = 4_000
_PLACES: Final = 32  # bits of a place; the number of a value lies above them


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
    table = RECORD_TABLES[kind]
    wanted = [live(table)] if among_ids is None else [live(table), among(table.c.id, among_ids)]
    ids, dates, sets = _in_order(connection, kind, wanted)
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
        dates=dates,
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


def _columns(connection: Connection, statement: Select[Any]) -> Iterator[tuple[tuple[Any, ...], ...]]:
    """Go through a query's rows as the driver gives them, some at a time, column by column.

    Of millions of rows, what is done for each in Python takes longer than reading them.
    """
    text = str(statement.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True}))
    cursor = connection.connection.cursor()
    try:
        cursor.execute(text)
        while some := cursor.fetchmany(_AT_ONCE):
            yield tuple(zip(*some, strict=True))
    finally:
        cursor.close()


def _joined(parts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)


def _in_order(
    connection: Connection, kind: Kind, wanted: Iterable[ColumnElement[bool]]
) -> tuple[NDArray[np.int64], Dates, tuple[tuple[int, str], ...]]:
    """Return the ids of records in the kind's own order, the days of the dated ones, those dated by a set."""
    table, key = RECORD_TABLES[kind], record_type(kind).date_key
    assert key is not None, "only kinds with a date have an index"
    first = func.coalesce(table.c[f"{key}_sort"], AFTER_ALL + 1)
    last = func.coalesce(table.c[f"{key}_last"], AFTER_ALL)
    is_set = or_(*(func.substr(table.c[key], 1, 1) == mark for mark in "[{"))
    statement = select(table.c.id, first, last, case((is_set, table.c[key]))).where(*wanted)
    parts: tuple[list[NDArray[np.int64]], ...] = ([], [], [])
    sets: list[tuple[int, str]] = []
    rank = 0
    for *numbers, texts in _columns(connection, ordered(statement, kind, None)):
        for part, column in zip(parts, numbers, strict=True):
            part.append(np.fromiter(column, np.int64, len(column)))
        sets += [(rank + place, text) for place, text in enumerate(texts) if text is not None]
        rank += len(texts)
    ids, firsts, lasts = map(_joined, parts)
    dated = int(np.count_nonzero(firsts <= AFTER_ALL))
    # Open starts sort before all days, so the first days are in order already; undated ones have none.
    return ids, Dates.of(np.maximum(firsts[:dated], BEFORE_ALL), lasts[:dated]), tuple(sets)


def _bitmaps(
    connection: Connection, facet: Facet, kind: Kind, ranks: _RankOf, ids: Collection[int] | None
) -> dict[FacetKey, BitMap]:
    pairs = facet.pairs(kind).subquery()
    wanted: list[ColumnElement[bool]] = [pairs.c[KEY].is_not(None)]
    if ids is not None:
        wanted.append(among(pairs.c[RECORD], ids))
    codes: dict[FacetKey, int] = defaultdict(count().__next__)
    records, keys = _lists(connection, pairs.c[RECORD], pairs.c[KEY], wanted)
    found = ranks.each(np.array(records, dtype=np.int64))
    values = np.fromiter(map(codes.__getitem__, keys), np.int64, len(keys))
    known = found >= 0
    every = values[known] << _PLACES | to_positions(found[known])
    every.sort()
    cuts = np.searchsorted(every, np.arange(len(codes) + 1) << _PLACES)
    places = (every & ((1 << _PLACES) - 1)).astype(np.uint32)
    groups = zip(codes, cuts[:-1], cuts[1:], strict=True)
    return {key: _bitmap(places[start:end]) for key, start, end in groups if start < end}


def _lists(
    connection: Connection,
    one: ColumnElement[Any],
    other: ColumnElement[Any],
    wanted: Iterable[ColumnElement[bool]],
) -> tuple[list[Any], list[Any]]:
    """Return two columns: each as one list that the engine makes, in half the time of as many rows."""
    gathered = func.json_group_array if connection.dialect.name == "sqlite" else func.json_agg
    found = connection.execute(select(gathered(one), gathered(other)).where(*wanted)).one()
    first, second = (json.loads(column) if isinstance(column, str) else column or [] for column in found)
    return first, second


def _bitmap(places: NDArray[np.uint32]) -> BitMap:
    made = BitMap(places)
    made.run_optimize()
    made.shrink_to_fit()
    return made


def _check(cancel: Cancellation | None) -> None:
    if cancel is not None:
        cancel.check()

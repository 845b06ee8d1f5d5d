"""Monuments, actors and sources by the indexes of what they have: events, claims, images.

They are few, but nearly all they are filtered by they have through these, which are many. How often a record
has a value through the records of a base is counted once; what changed since is taken off, and what it is
now is added. What a record has by itself, SQL tells.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap
from sqlalchemy import Column, ColumnElement, Connection, select
from typing_extensions import override

from palmyra_desktop.domain.criteria import DateFilter, FacetKey
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.storage.counts import in_conflict
from palmyra_desktop.storage.facet_index.base import Base, Bitmaps
from palmyra_desktop.storage.facet_index.build import in_order, own
from palmyra_desktop.storage.facet_index.columns import Columns
from palmyra_desktop.storage.facet_index.dates import Dates
from palmyra_desktop.storage.facet_index.packed import Ids, smallest
from palmyra_desktop.storage.facet_index.positions import (
    bitmap,
    parts,
    ranks_in_parts,
    to_positions,
    to_ranks,
)
from palmyra_desktop.storage.facet_index.view import View
from palmyra_desktop.storage.facets import Facet, facets_of
from palmyra_desktop.storage.ordering import ordered
from palmyra_desktop.storage.relations import Relation, Step, live
from palmyra_desktop.storage.schema import LINKS, RECORD_TABLES

THROUGH: Final[Mapping[Kind, tuple[Kind, ...]]] = {
    Kind.MONUMENT: (Kind.EVENT, Kind.IMAGE),
    Kind.ACTOR: (Kind.EVENT, Kind.IMAGE),
    Kind.SOURCE: (Kind.CLAIM, Kind.IMAGE),
}
"""The kinds without an index of their own, and those they lead to, of which the first must have one."""

COUNTED: Final[Mapping[tuple[Kind, str], tuple[Kind, str]]] = {
    (Kind.MONUMENT, "event_count"): (Kind.EVENT, "monument"),
    (Kind.ACTOR, "event_count"): (Kind.EVENT, "actor"),
    (Kind.ACTOR, "claim_count"): (Kind.CLAIM, "claimant"),
    (Kind.SOURCE, "claim_count"): (Kind.CLAIM, "source"),
    (Kind.SOURCE, "image_count"): (Kind.IMAGE, "source"),
}
"""Fields that count records of another kind, and the facet of these by which they belong to the record."""


_Shared = tuple[FacetKey, NDArray[np.int64], NDArray[Any]]
"""A value, records, and to each how many that have the value belong."""


class Through:
    """The view of one kind, by those of the kinds it leads to; kept until something changes."""

    def __init__(self, kind: Kind) -> None:
        """Have counted nothing yet."""
        self._kind = kind
        self._counted: dict[Kind, _Counted] = {}
        self._known: tuple[object, View] | None = None
        self._lock = Lock()

    def view(self, connection: Connection, act: int, views: Sequence[View]) -> View:
        """Return the view after an act, of which `views` are, too."""
        key = act, tuple(view.base.mark for view in views)
        with self._lock:
            if self._known is None or self._known[0] != key:
                self._known = key, View(self._base(connection, act, views), act, BitMap())
            return self._known[1]

    def tally(self, view: View, facet: str) -> dict[int, Counter[Any]]:
        """Return how many of what a view has of each record have each value of a facet."""
        found: dict[int, Counter[Any]] = defaultdict(Counter)
        with self._lock:
            for part in self._parts(view):
                for key, records, numbers in part.counted.shared(facet, part.left):
                    for record, number in zip(records.tolist(), numbers.tolist(), strict=True):
                        found[record][key] += number
        return found

    def _base(self, connection: Connection, act: int, views: Sequence[View]) -> Base:
        counted = {view.kind: self._parts(view) for view in views}
        ids, dates, sets = _in_order(connection, self._kind)
        placed = _placing(ids)
        facets = {
            facet.key: self._values(connection, facet, counted, placed) for facet in facets_of(self._kind)
        }
        every = select(RECORD_TABLES[self._kind].c.id).where(live(RECORD_TABLES[self._kind]))
        contested = placed(np.array(sorted(in_conflict(connection, self._kind, every)), dtype=np.int64))
        made = self._kind, act, Ids.of(ids), dates, sets, facets, contested
        if record_type(self._kind).date_key is not None:
            return Base(*made)
        of_events = counted[Kind.EVENT]

        def dated_so(dates: DateFilter) -> BitMap:
            return placed(np.concatenate([part.dated_so(dates) for part in of_events]))

        return _DatedByEvents(*made, by_events=dated_so)

    def _parts(self, view: View) -> "tuple[_Part, ...]":
        counted = self._counted.get(view.kind)
        if counted is None or counted.base is not view.base:
            counted = self._counted[view.kind] = _Counted(view.base, self._kind)
        found = _Part(counted, view.stale)
        if view.recent is None:
            return (found,)
        return found, _Part(_Counted(view.recent, self._kind), BitMap())

    def _values(
        self,
        connection: Connection,
        facet: Facet,
        counted: "Mapping[Kind, tuple[_Part, ...]]",
        placed: "_Placing",
    ) -> Bitmaps:
        """Return which records have each value of a facet."""
        leading: dict[ColumnElement[Any], Kind] = {_column(kind, self._kind): kind for kind in counted}
        ways = facet.pairs(self._kind).ways
        found: dict[FacetKey, list[NDArray[np.int64]]] = defaultdict(list)
        for kind in {leading[way[0].record] for way in ways if way[0].record in leading}:
            for part in counted[kind]:
                for key, records, _numbers in part.counted.shared(facet.key, part.left):
                    found[key].append(records)
        by_itself = tuple(way for way in ways if way[0].record not in leading)
        for key, records in _pairs(connection, by_itself):
            found[key].append(records)
        having = ((key, placed(np.concatenate(some))) for key, some in found.items())
        return {key: places for key, places in having if places}


@dataclass(frozen=True)
class _DatedByEvents(Base):
    """A base of records that have no date of their own: a range of time selects those with an event in it."""

    by_events: Callable[[DateFilter], BitMap] = field(default=lambda dates: BitMap())

    @override
    def dated_so(self, dates: DateFilter) -> BitMap:
        return self.by_events(dates)


class _Counted:
    """How many records of one base belong to each record of another kind, and with which values."""

    def __init__(self, base: Base, kind: Kind) -> None:
        """Look up to whom each record of the base belongs; values are counted when they are asked for."""
        self.base = base
        self._numbers: dict[str, dict[FacetKey, tuple[NDArray[Any], NDArray[Any]]]] = {}
        owned = {int(number): ranks for number, ranks in base.every_ranks(kind.value)}
        self._records = np.array(sorted(owned), dtype=np.int64)
        ends = np.zeros(base.count + 1, dtype=np.int64)
        for ranks in owned.values():
            ends[ranks] += 1
        # The owners of a rank lie side by side; each is put before those that are there.
        np.cumsum(ends, out=ends)
        self._owners = np.empty(ends[-1], dtype=smallest(len(owned)))
        for owner, number in enumerate(self._records.tolist()):
            ends[owned[number]] -= 1
            self._owners[ends[owned[number]]] = owner
        self._starts = ends.astype(smallest(len(self._owners)))

    def shared(self, facet: str, without: BitMap) -> Iterator[_Shared]:
        """Yield how many records have each value of a facet, of those that belong to each; without some."""
        if facet not in self._numbers:
            self._numbers[facet] = {key: self._few(ranks) for key, ranks in self.base.every_ranks(facet)}
        gone = self._gone(facet, without)
        for key, (owners, numbers) in self._numbers[facet].items():
            if key in gone:
                left = numbers - gone[key][owners]
                owners, numbers = owners[left > 0], left[left > 0]
            yield key, self._records[owners], numbers

    def _gone(self, facet: str, without: BitMap) -> dict[FacetKey, NDArray[np.int64]]:
        """Return how many of some records that belong to each have each value they have."""
        ranks = dict(zip(self.base.ids_of(without).tolist(), to_ranks(without).tolist(), strict=True))
        having: dict[FacetKey, list[int]] = defaultdict(list)
        for number, key in self.base.values(facet, without) if without else ():
            having[key].append(ranks[number])
        return {key: self._count([np.array(some, dtype=np.int64)]) for key, some in having.items()}

    def owning(self, places: BitMap) -> NDArray[np.int64]:
        """Return the records to which any of some places belongs."""
        return self._records[np.flatnonzero(self._count(ranks_in_parts(places)))]

    def _few(self, ranks: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return to whom some ranks belong, and how many to each."""
        numbers = self._count(ranks[part] for part in parts(len(ranks)))
        owners = np.flatnonzero(numbers)
        most = int(numbers.max(initial=0))
        return owners.astype(self._owners.dtype), numbers[owners].astype(smallest(most))

    def _count(self, some: Iterable[NDArray[Any]]) -> NDArray[np.int64]:
        """Return how many of some ranks, given in parts, belong to each record."""
        found = np.zeros(len(self._records), dtype=np.int64)
        for ranks in some:
            starts, ends = self._starts[ranks].astype(np.int64), self._starts[ranks + 1].astype(np.int64)
            often = ends - starts
            rows = np.arange(often.sum()) + np.repeat(ends - np.cumsum(often), often)
            found += np.bincount(self._owners[rows], minlength=len(found))
        return found


@dataclass(frozen=True)
class _Part:
    """Records counted, and the places of those that do not count any more."""

    counted: _Counted
    left: BitMap

    def dated_so(self, dates: DateFilter) -> NDArray[np.int64]:
        """Return the records to which any belongs that a range of time selects."""
        return self.counted.owning(self.counted.base.dated_so(dates) - self.left)


_Placing = Callable[[NDArray[np.int64]], BitMap]


def _placing(ids: NDArray[np.int64]) -> _Placing:
    """Return what leads from ids of records to their places; ids that are not there are left out."""

    def placed(wanted: NDArray[np.int64]) -> BitMap:
        return bitmap(to_positions(np.flatnonzero(np.isin(ids, wanted))))

    return placed


def _in_order(
    connection: Connection, kind: Kind
) -> tuple[NDArray[np.int64], Dates, tuple[tuple[int, str], ...]]:
    """Return the ids of the records that are not in the trash, in the kind's own order, and their days."""
    if record_type(kind).date_key is not None:
        return in_order(connection, kind, Columns(connection, own(kind)))
    table = RECORD_TABLES[kind]
    statement = ordered(select(table.c.id).where(live(table)), kind, None)
    nothing = np.zeros(0, dtype=np.int64)
    return (
        np.fromiter(connection.execute(statement).scalars(), dtype=np.int64),
        Dates.of(nothing, nothing),
        (),
    )


def _pairs(
    connection: Connection, ways: tuple[tuple[Step, ...], ...]
) -> Iterator[tuple[FacetKey, NDArray[np.int64]]]:
    """Yield what some ways lead to, each with the records they lead from."""
    if not ways:
        return
    pairs = Relation(ways).subquery()
    found: dict[FacetKey, list[int]] = defaultdict(list)
    for record, key in connection.execute(select(pairs)):
        found[key].append(record)
    for key, records in found.items():
        yield key, np.array(records, dtype=np.int64)


def _column(through: Kind, kind: Kind) -> Column[Any]:
    """Return the column of records of one kind, or of their links, that leads to another kind."""
    if kind is Kind.SOURCE:
        return RECORD_TABLES[through].c.source_id
    return LINKS[through, kind.plural].target_column

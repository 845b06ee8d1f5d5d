"""A base together with the records changed since: what questions are put to."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap
from sqlalchemy import Connection

from palmyra_desktop.domain.criteria import Criteria, FacetKey
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import DayCounts
from palmyra_desktop.storage.facet_index.affected import reworded
from palmyra_desktop.storage.facet_index.base import Base
from palmyra_desktop.storage.facet_index.build import build
from palmyra_desktop.storage.facet_index.by_day import summed
from palmyra_desktop.storage.facet_index.dates import AFTER_ALL, BEFORE_ALL
from palmyra_desktop.storage.facet_index.packed import Ids, as_array, taken
from palmyra_desktop.storage.facet_index.positions import Ranks, Selection, to_ranks


@dataclass(frozen=True)
class Selected:
    """What criteria select in one base, as bitmaps.

    Attributes:
        rest: what is not chosen in a facet: words, dates. by_facet: what is chosen in each.
    """

    base: Base
    rest: BitMap
    by_facet: tuple[tuple[str, BitMap], ...]

    def places(self, without: str | None = None) -> BitMap:
        """Return the records selected, leaving out what is chosen in one facet."""
        found = self.rest
        for facet, chosen in self.by_facet:
            if facet != without:
                found = found & chosen
        return found

    def counts(self, facet: str) -> dict[FacetKey, int]:
        """Return how many each value of a facet would give, without the facet's own choice."""
        if all(name != facet for name, _chosen in self.by_facet):
            return self.base.counts(facet, self._all)
        return self.base.counts(facet, self.base.selection(self.places(without=facet)))

    @cached_property
    def _all(self) -> Selection:
        return self.base.selection(self.places())


@dataclass(frozen=True)
class Hits:
    """The records that have the words of a search: in the base of a view, and among its recent records."""

    base: BitMap
    recent: BitMap


@dataclass(frozen=True)
class View:
    """The records of a kind as they are after an act.

    Attributes:
        base: those of an earlier act. act: the newest act known. stale: places in the base of records that
        may have changed since; recent: these, indexed anew; before: for each of them, how many of the
        base's records come before it. reworded: ids of others whose words may be others than when the base
        was made, because what they link to was renamed; None where they are too many.
    """

    base: Base
    act: int
    stale: BitMap
    recent: Base | None = None
    before: NDArray[np.int64] | None = None
    reworded: frozenset[int] | None = frozenset()

    @property
    def kind(self) -> Kind:
        """The kind of the records."""
        return self.base.kind

    @property
    def bases(self) -> tuple[Base, ...]:
        """Its base, and that of the recent records where there are any."""
        return (self.base,) if self.recent is None else (self.base, self.recent)

    @property
    def total(self) -> int:
        """How many records there are."""
        return self.base.count - len(self.stale) + (self.recent.count if self.recent else 0)

    @property
    def contested(self) -> NDArray[Any]:
        """The ids of the records that claims disagree on, in no order."""
        found = self.base.ids_of(self.base.contested - self.stale)
        return found if self.recent is None else np.append(found, self.recent.ids_of(self.recent.contested))

    def newest_first(self) -> NDArray[np.int64]:
        """Return the ids by date, the latest first; of one date by id, undated ones last.

        Where an open end stands, its connection's engine says: last of those that begin on a day if it comes
        first in the kind's own order, and the other way round.
        """
        ranks = self.base.newest_first()
        is_left = np.ones(self.base.count, dtype=bool)
        is_left[to_ranks(self.stale)] = False
        is_left = is_left[ranks]
        found = self.base.ids[ranks[is_left]]
        if self.recent is None:
            return found
        recent = self.recent.newest_first()
        places = np.append(0, np.cumsum(is_left))[self._before_newest_first()[recent]]
        return np.insert(found, places, self.recent.ids[recent])

    def _before_newest_first(self) -> NDArray[np.int64]:
        """Return, for each recent record, how many of the base's come before it, the latest first."""
        assert self.recent is not None
        assert self.before is not None
        dates, found = self.base.dates, self.before.copy()
        for rank, place in enumerate(self.before[: self.recent.dates.count].tolist()):
            alike = dates.alike(place, *self.recent.dates.days(rank))
            found[rank] = dates.count - alike.stop + place - alike.start
        return found

    def numbers(self, facet: str, keys: Collection[int]) -> dict[int, int]:
        """Return how many records have each of some values of a facet; those that none has are left out."""
        gone = Counter(key for _number, key in self.base.values(facet, self.stale))
        recent = self.recent.totals(facet) if self.recent else {}
        totals = self.base.totals(facet)
        numbers = {key: totals.get(key, 0) - gone[key] + recent.get(key, 0) for key in keys}
        return {key: number for key, number in numbers.items() if number}

    def knows(self, criteria: Criteria) -> bool:
        """Whether it can answer."""
        return self.base.knows(criteria)

    def select(self, criteria: Criteria, hits: "Hits | None") -> "Answer":
        """Return what criteria select.

        Args:
            hits: the records that have the words asked for; None where none are.
        """
        parts = [_selected(self.base, criteria, None if hits is None else hits.base, self.stale)]
        if self.recent is not None:
            parts.append(_selected(self.recent, criteria, None if hits is None else hits.recent, BitMap()))
        return Answer(self, tuple(parts))

    def among(self, ids: NDArray[Any]) -> "Answer":
        """Return these records; ids that are not there are left out."""
        parts = [Selected(self.base, self.base.places_of(ids) - self.stale, ())]
        if self.recent is not None:
            parts.append(Selected(self.recent, self.recent.places_of(ids), ()))
        return Answer(self, tuple(parts))


@dataclass(frozen=True)
class Answer:
    """What criteria select in a view: in the base, and among the recent records."""

    view: View
    parts: tuple[Selected, ...]

    @cached_property
    def _places(self) -> tuple[BitMap, ...]:
        return tuple(part.places() for part in self.parts)

    @property
    def _selected(self) -> Iterator[tuple[Selected, BitMap]]:
        return zip(self.parts, self._places, strict=True)

    @property
    def count(self) -> int:
        """How many records are selected."""
        return sum(map(len, self._places))

    @property
    def conflicts(self) -> int:
        """How many of them claims disagree on."""
        return sum(part.base.contested.intersection_cardinality(places) for part, places in self._selected)

    def ids(self) -> "array[int]":
        """Return the ids of the selected records in the kind's own order."""
        return as_array(self.in_order([base.ids for base in self.view.bases]))

    def in_order(self, by_rank: "Sequence[Ids | NDArray[Any]]") -> NDArray[Any]:
        """Return what the selected records have, in the kind's own order.

        Args:
            by_rank: what each record has, by its rank: of the base, and of the recent ones if there are any.
        """
        base = self.view.base
        is_all = len(self._places[0]) == base.count
        found: NDArray[Any] = by_rank[0][:] if is_all else taken(by_rank[0], self._places[0])
        if len(self.parts) > 1 and self._places[1]:
            before = self.view.before
            assert before is not None
            ranks = to_ranks(self._places[1])
            places = np.searchsorted(to_ranks(self._places[0]), before[ranks])
            found = np.insert(found, places, by_rank[1][ranks])
        return found

    def between(self, first_day: int, last_day: int, most: int) -> tuple[NDArray[Any], int] | None:
        """Return the ids of those selected that have any of these days, and how many are left out.

        They are in no order. Where they are more than `most`, those that count on one of the days, and the
        longest of the others; None where the first alone are too many.
        """
        there = [
            (part.base, (places & part.base.between(first_day, last_day)) - part.base.undated)
            for part, places in self._selected
        ]
        if sum(len(found) for _base, found in there) <= most:
            return np.concatenate([base.ids_of(found) for base, found in there]), 0
        counting = [found & base.counting(first_day, last_day) for base, found in there]
        room = most - sum(map(len, counting))
        if room < 0:
            return None
        others = [(base, found - some) for (base, found), some in zip(there, counting, strict=True)]
        ids = np.concatenate([base.ids_of(found) for base, found in others])
        lengths = np.concatenate([base.lengths(found) for base, found in others])
        longest = ids[np.lexsort((ids, -lengths))[:room]]
        some_ids = [base.ids_of(some) for (base, _found), some in zip(there, counting, strict=True)]
        return np.concatenate([*some_ids, longest]), len(ids) - len(longest)

    def undated(self) -> NDArray[Any]:
        """Return the ids of those selected that have no day at all, in no order."""
        return self._ids(lambda base: base.undated)

    def _ids(self, which: Callable[[Base], BitMap]) -> NDArray[Any]:
        found = [part.base.ids_of(places & which(part.base)) for part, places in self._selected]
        return np.concatenate(found)

    def latest(self) -> int | None:
        """Return the last day that any of those selected may mean; None where none has a last day."""
        days = (part.base.latest(places) for part, places in self._selected)
        return max((day for day in days if day is not None), default=None)

    def days(self) -> DayCounts:
        """Return when those selected count."""
        return _counted([part.base.days(places) for part, places in self._selected])

    def days_of_values(self, facet: str, left_out: Collection[FacetKey]) -> dict[FacetKey | None, DayCounts]:
        """Return when those selected of each value of a facet count; of None, those that have no value.

        Args:
            left_out: values that are as if they were not there.
        """
        of_base, *others = (
            part.base.days_of_values(facet, places, left_out) for part, places in self._selected
        )
        recent = {key: [days] for days_of in others for key, days in days_of}
        counted = {key: _counted([days, *recent.pop(key, ())]) for key, days in of_base}
        counted |= {key: _counted(days) for key, days in recent.items()}
        return {key: found for key, found in counted.items() if found.total}

    def values(
        self, facet: str, ids: Collection[int], left_out: Collection[FacetKey]
    ) -> list[tuple[int, FacetKey]]:
        """Return pairs of some records and each value of a facet they have, in order.

        Args:
            left_out: as for `days_of_values`.
        """
        wanted = np.fromiter(ids, dtype=np.int64)
        found: list[tuple[int, Any]] = [
            (number, key)
            for part in self.view.among(wanted).parts
            for number, key in part.base.values(facet, part.places())
            if key not in left_out
        ]
        return sorted(found)

    def counts(self, facet: str) -> dict[FacetKey, int]:
        """Return how many each value of a facet would give, without the facet's own choice."""
        first, *others = (part.counts(facet) for part in self.parts)
        for other in others:
            for key, count in other.items():
                first[key] = first.get(key, 0) + count
        return first


def _counted(parts: Sequence[tuple[Ranks, Ranks]]) -> DayCounts:
    """Return how many records count on each day, of the days and numbers of each part."""
    days, numbers = parts[0]
    if len(parts) > 1:
        days, numbers = summed(*(np.concatenate(some) for some in zip(*parts, strict=True)))
    return DayCounts(_array(days), _array(np.append(0, np.cumsum(numbers)))) if len(days) else DayCounts()


def _array(numbers: NDArray[np.int64]) -> "array[int]":
    """Return numbers as the domain has them: half as large where they allow it."""
    fits = len(numbers) == 0 or -(2**31) <= numbers[0] <= numbers[-1] < 2**31
    made = array("i" if fits else "q")
    made.frombytes(numbers.astype(np.int32 if fits else np.int64).tobytes())
    return made


def viewed(connection: Connection, base: Base, act: int, changed: Sequence[int]) -> View:
    """Return a base with the records changed since, as they are now, after an act."""
    other_words = reworded(connection, base.kind, base.act)
    others = None if other_words is None else frozenset(other_words.difference(changed))
    if not changed:
        return View(base, act, BitMap(), reworded=others)
    recent = build(connection, base.kind, act, changed)
    stale = base.places_of(np.asarray(changed, dtype=np.int64))
    return View(base, act, stale, recent, _before(connection, base, recent), others)


def _before(connection: Connection, base: Base, recent: Base) -> NDArray[np.int64]:
    """Return, for each recent record, how many of the base's come before it in the kind's own order."""
    # An open or unknown end is NULL, which SQLite puts first and PostgreSQL last (see ordering.py).
    open_end = BEFORE_ALL if connection.dialect.name == "sqlite" else AFTER_ALL

    def key(one: Base, rank: int) -> tuple[int, int]:
        _first, last = one.dates.days(rank)
        return open_end if last == AFTER_ALL else last, one.ids.at(rank)

    found = np.zeros(recent.count, dtype=np.int64)
    for rank in range(recent.count):
        if rank >= recent.dates.count:
            found[rank] = base.dates.count + np.searchsorted(
                base.ids[base.dates.count :], recent.ids.at(rank)
            )
            continue
        day, _last = recent.dates.days(rank)
        same_day = range(base.dates.rank_from(day), base.dates.rank_from(day + 1))
        found[rank] = same_day.start + bisect_left(same_day, key(recent, rank), key=partial(key, base))
    return found


def _selected(base: Base, criteria: Criteria, hits: BitMap | None, stale: BitMap) -> Selected:
    rest = base.all if hits is None else hits
    if stale:
        rest = rest - stale
    if criteria.dates is not None:
        rest = rest & base.dated_so(criteria.dates)
    by_facet = []
    for choice in criteria.facets:
        if choice.facet in base.facets:
            chosen = base.chosen(choice)
            if chosen is not None:
                by_facet.append((choice.facet, chosen))
    return Selected(base, rest, tuple(by_facet))

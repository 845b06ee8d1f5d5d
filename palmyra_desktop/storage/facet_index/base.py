"""One kind's values and dates as they were after one act: what a filter selects, and what it would give."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from palmyra_desktop.domain.criteria import Criteria, DateFilter, DateMode, FacetChoice, FacetKey
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.storage.facet_index.by_day import by_day, summed
from palmyra_desktop.storage.facet_index.by_record import ByRecord
from palmyra_desktop.storage.facet_index.dates import AFTER_ALL, BEFORE_ALL, Dates
from palmyra_desktop.storage.facet_index.packed import Ids, taken
from palmyra_desktop.storage.facet_index.positions import (
    Ranks,
    Selection,
    between,
    bitmap,
    position,
    ranks_in_parts,
    room,
    to_positions,
    to_rank,
    to_ranks,
    up_to,
)
from palmyra_desktop.storage.kept_dates import kept_date

Bitmaps = Mapping[FacetKey, BitMap]


@dataclass(frozen=True)
class Base:
    """The records of a kind that are not in the trash, in the kind's own order.

    Attributes:
        act: id of the newest group of changes it knows of.
        ids: the id of each rank. dates: of those that have a date; they come first.
        sets: ranks dated by a set, with its text: it may have days on both sides of a range and none in it.
        facets: for each facet the records of each of its values. contested: those that claims disagree on.
        mark: of this making, borne by what belongs to it alone.
    """

    kind: Kind
    act: int
    ids: Ids
    dates: Dates
    sets: tuple[tuple[int, str], ...]
    facets: Mapping[str, Bitmaps]
    contested: BitMap
    mark: str = field(default_factory=lambda: uuid4().hex)

    @property
    def count(self) -> int:
        """How many records there are."""
        return len(self.ids)

    @cached_property
    def all(self) -> BitMap:
        """The places of all records."""
        return up_to(self.count)

    @cached_property
    def undated(self) -> BitMap:
        """The places of records that have no date, or one that is open at both ends."""
        open_starts = self.dates.rank_from(BEFORE_ALL + 1)
        return between(self.dates.count, self.count) | self._ending(0, open_starts, AFTER_ALL, AFTER_ALL)

    @cached_property
    def _room(self) -> BitMap:
        return room(self.count)

    @cached_property
    def _totals(self) -> dict[str, dict[FacetKey, int]]:
        """How many records have each value of the facets that were asked for it."""
        return {}

    @property
    def bytes(self) -> int:
        """The memory it takes, in bytes."""
        facets = {id(values): values for values in self.facets.values()}.values()
        words = [values for values in facets if isinstance(values, ByRecord)]
        others = [values for values in facets if not isinstance(values, ByRecord)]
        others += [values.rest for values in words]
        bitmaps = {id(one): one for values in others for one in values.values()}
        kept = [one.get_statistics() for one in (*bitmaps.values(), self.contested)]
        return (
            self.ids.bytes
            + self.dates.bytes
            + sum(values.bytes for values in words)
            + sum(
                one["n_bytes_array_containers"]
                + one["n_bytes_run_containers"]
                + one["n_bytes_bitset_containers"]
                for one in kept
            )
        )

    def places_of(self, ids: NDArray[Any]) -> BitMap:
        """Return the places of records by id; those that are not there are left out."""
        return bitmap(to_positions(self.ids.among(ids)))

    def ids_of(self, selected: BitMap) -> NDArray[np.int64]:
        """Return the ids of selected records, in order."""
        return self.ids[:] if len(selected) == self.count else taken(self.ids, selected)

    def chosen(self, choice: FacetChoice) -> BitMap | None:
        """Return what is chosen in one facet; None where nothing is."""
        found = None
        if choice.taken:
            found = self._having(choice.facet, choice.taken)
        if choice.excluded:
            found = (self.all if found is None else found) - self._having(choice.facet, choice.excluded)
        return found

    def _having(self, facet: str, keys: Collection[FacetKey]) -> BitMap:
        """Return the records that have any of some values of a facet."""
        values = self.facets[facet]
        if isinstance(values, ByRecord):
            return values.any_of(keys)
        return BitMap.union(BitMap(), *(values[key] for key in keys if key in values))

    def dated_so(self, dates: DateFilter) -> BitMap:
        """Return the records that a range of time selects; those without a date never."""
        start = BEFORE_ALL if dates.start is None else _day(dates.start.earliest_day, BEFORE_ALL)
        end = AFTER_ALL if dates.end is None else _day(dates.end.latest_day, AFTER_ALL)
        if dates.mode is DateMode.CERTAIN:
            begun = self.dates.rank_from(start)
            if end == AFTER_ALL:
                return between(begun, self.dates.count)
            return self._ending(begun, self.dates.count, BEFORE_ALL, end)
        found = self.between(start, end)
        around = BitMap()
        for rank, text in self.sets:
            if position(rank) in found and not kept_date(text).possibly_within(
                None if start == BEFORE_ALL else start, None if end == AFTER_ALL else end
            ):
                around.add(position(rank))
        return found - around

    def _ending(self, start: int, end: int, first_day: int, last_day: int) -> BitMap:
        """Return the places of ranks from start on, end exclusive, whose last day is one of these."""
        return bitmap(to_positions(self.dates.ranks(start, end, first_day, last_day)))

    def selection(self, places: BitMap) -> Selection:
        """Return selected records, to be counted in one facet or several."""
        return Selection(places, self._room, self.count)

    def counts(self, facet: str, selection: Selection) -> dict[FacetKey, int]:
        """Return how many of the selected have each value of a facet; values of none are left out."""
        values = self.facets[facet]
        if len(selection.places) == self.count:
            return dict(self.totals(facet))
        if not isinstance(values, ByRecord):
            common = selection.common
            return {key: count for key, bitmap in values.items() if (count := common(bitmap))}
        known = selection.known.get(id(values))  # sites are the same as monuments where none has parts
        if known is None:
            known = selection.known[id(values)] = self._counted(facet, values, selection)
        return known.copy()

    def _counted(self, facet: str, values: ByRecord, selection: Selection) -> dict[FacetKey, int]:
        """Return the same of values by record: of the selected or of the others, whichever are fewer."""
        if 2 * len(selection.places) <= self.count:
            return values.counts(selection)
        others = values.counts(selection.others)
        left = ((key, count - others.get(key, 0)) for key, count in self.totals(facet).items())
        return {key: count for key, count in left if count}

    def totals(self, facet: str) -> Mapping[FacetKey, int]:
        """Return how many records have each value of a facet."""
        if facet not in self._totals:
            values = self.facets[facet]
            if isinstance(values, ByRecord):
                self._totals[facet] = values.counts()
            else:
                self._totals[facet] = {key: len(bitmap) for key, bitmap in values.items()}
        return self._totals[facet]

    def every(self, facet: str) -> Iterable[tuple[FacetKey, BitMap]]:
        """Return each value of a facet and its records."""
        values = self.facets[facet]
        return values.every() if isinstance(values, ByRecord) else values.items()

    def every_ranks(self, facet: str) -> Iterable[tuple[FacetKey, NDArray[Any]]]:
        """Return each value of a facet and the ranks of its records, in no order."""
        values = self.facets[facet]
        if isinstance(values, ByRecord):
            return values.every_ranks()
        return ((key, to_ranks(places)) for key, places in values.items())

    def values(self, facet: str, places: BitMap) -> Iterator[tuple[int, FacetKey]]:
        """Yield the id of each of some records and a value it has, in no order."""
        values = self.facets[facet]
        if isinstance(values, ByRecord):
            ids = self.ids_of(places)
            some, numbers = values.of_records(to_ranks(places))
            for number, place in zip(ids[some].tolist(), numbers.tolist(), strict=True):
                yield number, values.listed[place - 1]
            return
        for key, having in values.items():
            if places.intersect(having):
                for number in self.ids_of(places & having).tolist():
                    yield number, key

    def knows(self, criteria: Criteria) -> bool:
        """Whether it has what these criteria ask for."""
        is_plain = criteria.ids is None and not criteria.trashed and criteria.kind is self.kind
        return is_plain and all(choice.facet in self.facets for choice in criteria.facets)

    def days(self, selected: BitMap) -> tuple[Ranks, Ranks]:
        """Return the days on which any of the selected count, in order, and how many do on each.

        A record counts on its first day, or on its last where the first is open; one without either on none.
        """
        places, dates = np.asarray(selected.to_array()), self.dates
        bounds = to_positions(np.append(dates.starts, dates.count))
        if len(places) > len(bounds):
            numbers = np.diff(np.searchsorted(places, bounds))
        else:
            numbers = np.bincount(np.searchsorted(bounds, places, "right"), minlength=len(bounds) + 1)[1:-1]
        there = np.flatnonzero(numbers)
        days, numbers = dates.first_days[there], numbers[there]
        if not len(days) or days[0] != BEFORE_ALL:
            return days, numbers
        lasts = dates.lasts(to_rank(places[: numbers[0]]))
        lasts = lasts[lasts < AFTER_ALL]
        return summed(np.append(lasts, days[1:]), np.append(np.ones_like(lasts), numbers[1:]))

    def days_of_values(
        self, facet: str, selected: BitMap, left_out: Collection[FacetKey]
    ) -> Iterator[tuple[FacetKey | None, tuple[Ranks, Ranks]]]:
        """Yield each value of a facet with `days` of those selected that have it; None with the others.

        Args:
            left_out: values that are as if they were not there.
        """
        values = self.facets[facet]
        if isinstance(values, ByRecord):
            yield from by_day(values, self._dated(selected), left_out)
            return
        rest = selected
        for key, having in values.items():
            if key not in left_out:
                rest = rest - having
                yield key, self.days(selected & having)
        yield None, self.days(rest)

    def _dated(self, selected: BitMap) -> Iterator[tuple[Ranks, Ranks]]:
        """Yield the ranks of those selected that count on a day, in order, and that day; some at a time."""
        for ranks in ranks_in_parts(selected):
            days = self.day_of(ranks)
            there = days < AFTER_ALL
            yield ranks[there], days[there]

    def day_of(self, ranks: Ranks) -> Ranks:
        """Return the day on which each of some ranks, in order, counts; AFTER_ALL if on none."""
        found, dated = np.full(len(ranks), AFTER_ALL), ranks[: np.searchsorted(ranks, self.dates.count)]
        found[: len(dated)] = self.dates.firsts(dated)
        open_starts = dated[: np.searchsorted(found, BEFORE_ALL, "right")]
        found[: len(open_starts)] = self.dates.lasts(open_starts)
        return found

    def latest(self, selected: BitMap) -> int | None:
        """Return the last day that any of the selected may mean; None where none has a last day."""
        latest = BEFORE_ALL
        for ranks in ranks_in_parts(selected):
            lasts = self.dates.lasts(ranks[: np.searchsorted(ranks, self.dates.count)])
            latest = max(latest, int(lasts[lasts < AFTER_ALL].max(initial=BEFORE_ALL)))
        return latest if latest > BEFORE_ALL else None

    def between(self, first_day: int, last_day: int) -> BitMap:
        """Return the records that have, from their first day to their last, any of these days."""
        begun, inside = self.dates.rank_from(last_day + 1), self.dates.rank_from(first_day)
        inside = min(inside, begun)
        return between(inside, begun) | self._ending(0, inside, first_day, AFTER_ALL)

    def newest_first(self) -> NDArray[Any]:
        """Return the ranks with the latest days first, those of the same days in order; undated ones last."""
        return np.append(self.dates.newest_first(), np.arange(self.dates.count, self.count, dtype=np.int32))

    def counting(self, first_day: int, last_day: int) -> BitMap:
        """Return the records that count on one of these days."""
        rank_from = self.dates.rank_from
        by_last = self._ending(0, rank_from(BEFORE_ALL + 1), first_day, last_day)
        return between(rank_from(first_day), rank_from(last_day + 1)) | by_last

    def lengths(self, selected: BitMap) -> Ranks:
        """Return how long some dated records last, in days; with an open end, very long."""
        ranks = to_ranks(selected)
        firsts, lasts = self.dates.firsts(ranks), self.dates.lasts(ranks)
        found: Ranks = np.minimum(lasts, AFTER_ALL // 4) - np.maximum(firsts, BEFORE_ALL // 4)
        return found


def _day(day: int | None, open_end: int) -> int:
    return open_end if day is None else day

"""From record to record by keyboard: earlier and later in time, up and down between lanes.

One stands at a bar or in a stack. Where the records of a stack are known, one steps through them, and stands
in their stack meanwhile; where they are too many to be known, from stack to stack of the lane.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.found import Bar
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline.layout import LaneRows, Layout, Placed

Place = tuple[LaneRows, Placed]
"""A bar in one of its lanes."""


class Spot(NamedTuple):
    """Where one stands in a lane: at a bar, or in a stack.

    Attributes:
        bar: the record; None in a stack whose records are not known. placed: its bar; None in a stack.
        days: first and last of a stack; None at a bar.
    """

    lane: LaneRows
    bar: Bar | None = None
    placed: Placed | None = None
    days: tuple[int, int] | None = None

    @property
    def day(self) -> int:
        """The first of its days, of a stack the first on which a record counts."""
        if self.bar is not None or self.days is None:
            return self.bar.date.sort_key[0] if self.bar else 0
        listed = self.lane.lane.days.days
        return listed[bisect_left(listed, self.days[0])]


def find(layout: Layout, ref: RecordRef | None, lane: FacetKey | None = None) -> Place | None:
    """Where a record has its bar: in the lane given if it does, else in the first that has it."""
    places = list(places_of(layout, ref))
    return next((place for place in places if place[0].lane.key == lane), places[0] if places else None)


def places_of(layout: Layout, ref: RecordRef | None) -> Iterator[Place]:
    """Every bar of a record, the topmost first."""
    if ref is None:
        return
    for lane in layout.lanes:
        for row in lane.rows:
            yield from ((lane, one) for one in row.placed if one.bar.ref == ref)


@dataclass(frozen=True, slots=True)
class Walk:
    """One step from where one stands.

    Attributes:
        bars: the records that are known, whether they have bars or lie in stacks.
        ref: the current record. lane: the one it was reached in.
        day: of the stack that was reached, where its records are not known.
    """

    layout: Layout
    bars: Sequence[Bar] = ()
    ref: RecordRef | None = None
    lane: FacetKey | None = None
    day: int | None = None

    def here(self) -> Spot | None:
        """Where one stands; None if that is nowhere to be seen."""
        if self.day is not None:
            lane = next((one for one in self.layout.lanes if one.lane.key == self.lane), None)
            return _heap(lane, self.day) if lane else None
        bar = next((bar for bar in self.bars if bar.ref == self.ref), None)
        return self._spot(bar) if bar else None

    def along(self, step: int) -> Spot | None:
        """The next record later (1) or earlier (-1) in time, or the next stack of the lane."""
        bars = self._in_time()
        if not bars:
            here = self.here()
            if here is None or here.days is None:
                return self.end(step)
            return _beyond(here.lane, here.days[1 if step > 0 else 0], step) or here
        if self.day is not None:  # the stack one stood at has come apart
            bars = [bar for bar in bars if self.lane in bar.lanes] or bars
            at = bisect_left([bar.date.sort_key[0] for bar in bars], self.day) - (step > 0)
        else:
            nowhere = -1 if step > 0 else len(bars)
            at = next((number for number, bar in enumerate(bars) if bar.ref == self.ref), nowhere)
        return self._spot(bars[min(max(at + step, 0), len(bars) - 1)])

    def end(self, step: int) -> Spot | None:
        """The first record (1) or the last (-1), or such a stack of the lane."""
        bars = self._in_time()
        if bars:
            return self._spot(bars[0 if step > 0 else -1])
        lanes = [one for one in self.layout.lanes if one.grain is not None]
        lane = next((one for one in lanes if one.lane.key == self.lane), lanes[0] if lanes else None)
        listed = lane.lane.days.days if lane else ()
        return _heap(lane, listed[0 if step > 0 else -1]) if lane and listed else None

    def across(self, step: int) -> Spot | None:
        """The nearest in time in the row above (-1) or below (1), of the same lane or the next."""
        here = self.here()
        if here is None:
            return self.along(step)
        rows = enumerate(here.lane.rows) if here.placed else ()
        at = here.lane.top + next((number for number, row in rows if here.placed in row.placed), 0)
        there = self.layout.at_row(at + step)
        if there is None:
            return here
        lane, row = there
        if not row.placed:  # a row of stacks
            return self._in_stacks(lane, here.day)
        placed = min(row.placed, key=lambda one: abs(one.bar.date.sort_key[0] - here.day))
        return Spot(lane, placed.bar, placed)

    def beside(self, step: int) -> Spot | None:
        """The nearest in time in the lane below (1) or above (-1); None beyond the last and the first.

        From nowhere, the earliest of the first lane, or of the last.
        """
        here, lanes = self.here(), self.layout.lanes
        tops = [lane.top for lane in lanes]
        at = tops.index(here.lane.top) + step if here else 0 if step > 0 else len(lanes) - 1
        return self._nearest(lanes[at], here.day if here else None) if 0 <= at < len(lanes) else None

    def _in_time(self) -> list[Bar]:
        """The records known that stand in any lane."""
        shown = {lane.lane.key for lane in self.layout.lanes}
        return sorted((bar for bar in self.bars if not shown.isdisjoint(bar.lanes)), key=_by_time)

    def _spot(self, bar: Bar) -> Spot | None:
        """Where a record stands, in the lane one is in if it can be."""
        place = find(self.layout, bar.ref, self.lane)
        if place is not None and (place[0].lane.key == self.lane or self.lane not in bar.lanes):
            return Spot(place[0], bar, place[1])
        lanes = [one for one in self.layout.lanes if one.lane.key in bar.lanes]
        lanes.sort(key=lambda one: one.lane.key != self.lane)
        stacked = next((found for lane in lanes if (found := _stacked(lane, bar))), None)
        return stacked or (Spot(place[0], bar, place[1]) if place else None)

    def _nearest(self, lane: LaneRows, day: int | None) -> Spot | None:
        """What lies nearest to a day in a lane; the earliest if no day is given."""
        placed = [one for row in lane.rows for one in row.placed]
        if not placed:
            return self._in_stacks(lane, day)
        nearest = min(placed, key=lambda one: (_distance(one.bar.date.sort_key[0], day), *_by_time(one.bar)))
        return Spot(lane, nearest.bar, nearest)

    def _in_stacks(self, lane: LaneRows, day: int | None) -> Spot | None:
        """The record nearest to a day in the stacks of a lane, or the stack where none is known."""
        bars = [bar for bar in self.bars if lane.lane.key in bar.lanes]
        known = [found for bar in bars if (found := _stacked(lane, bar))]
        if known:
            return min(known, key=lambda spot: _distance(spot.day, day))
        listed = lane.lane.days.days
        day = day if day is not None else listed[0]
        around = (_beyond(lane, day - 1, 1), _beyond(lane, day + 1, -1))
        return min((spot for spot in around if spot), key=lambda spot: _distance(spot.day, day), default=None)


def _heap(lane: LaneRows, day: int) -> Spot | None:
    """The stack of a lane in which a day lies."""
    days = lane.grain.stack_of(lane.lane.days, day) if lane.grain else None
    return Spot(lane, days=days) if days else None


def _stacked(lane: LaneRows, bar: Bar) -> Spot | None:
    """A record in its stack of a lane."""
    heap = None if bar.day is None else _heap(lane, bar.day)
    return heap._replace(bar=bar) if heap else None


def _beyond(lane: LaneRows, day: int, step: int) -> Spot | None:
    """The first stack of a lane after a day (1), or the last before it (-1)."""
    listed = lane.lane.days.days
    at = bisect_right(listed, day) if step > 0 else bisect_left(listed, day) - 1
    while 0 <= at < len(listed):
        if (found := _heap(lane, listed[at])) is not None:
            return found
        at += step
    return None


def _distance(day: int, other: int | None) -> int:
    return abs(day - other) if other is not None else 0


def _by_time(bar: Bar) -> tuple[int, int, int]:
    return (*bar.date.sort_key, bar.ref.id)

"""Where more records begin at once than there is room for bars: stacks with a count, and strips of heat.

Time is divided in units of the calendar that are wide enough for a count. The records that count in a unit
all have their bars, or are one stack, or, where a stack would hold very many, a strip of smaller units. So
each record is in one place, and that depends on the scale alone, not on what part of time is in view.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, floor
from typing import Final, NamedTuple

from palmyra_desktop.domain.found import DayCounts
from palmyra_desktop.domain.timeline.scale import Scale
from palmyra_desktop.domain.timeline.units import Step, Unit, unit_at_least

STACK: Final = 44.0
"""The least width of a stack, which has its count written on it, in pixels of 13 px text."""
STRIP: Final = 12.0
"""The least width of a cell of a strip."""
_BAR: Final = 96.0
"""What a bar with its label takes, where they are cut to fit."""
_MANY: Final = 150
"""Records from which a stack is a strip: of so many one asks when, and no more how many."""
_WIDE_DAY: Final = 90.0
"""A day as wide as this is as near as one comes: its bars are drawn, below each other."""
_MOST_OF_DAY: Final = 400
_KEPT: Final = 32
"""Units whose stacks are counted at once."""
_MOST_KEPT: Final = 16
"""Such stretches that are kept of a lane."""


class Part(NamedTuple):
    """Records that count from first_day to last_day; a whole stack, or a cell of a strip.

    density: records in a day.
    """

    first_day: int
    last_day: int
    records: int
    is_strip: bool
    density: float


class Stack(NamedTuple):
    """A part as it is seen, from x0 to x1 pixels."""

    x0: int
    x1: int
    first_day: int
    last_day: int
    records: int
    is_strip: bool


@dataclass(frozen=True, slots=True)
class Grain:
    """How time is divided at a scale.

    Attributes:
        unit: of stacks. cell: of strips. most: records of a lane that have bars in one unit.
        few: a lane of no more has no stacks at all.
    """

    unit: Unit
    cell: Unit
    most: float
    few: int

    def without_bars(self) -> "Grain":
        """The same where no record has a bar of its own."""
        return replace(self, most=0, few=0)

    def is_stacked(self, days: DayCounts, day: int) -> bool:
        """Whether what counts on a day lies in a stack of its lane."""
        if days.total <= self.few:
            return False
        start = self.unit.floor(day)
        return days.between(start, self.unit.next(start) - 1) > self.most

    def stack_of(self, days: DayCounts, day: int) -> tuple[int, int] | None:
        """First and last day of the stack, or of the cell of a strip, in which a day of a lane lies."""
        if not self.is_stacked(days, day):
            return None
        start = self.unit.floor(day)
        end = self.unit.next(start) - 1
        if days.between(start, end) < _MANY or self.cell == self.unit:
            return start, end
        first = max(self.cell.floor(day), start)
        return first, min(self.cell.next(self.cell.floor(day)) - 1, end)

    def has_stacks(self, days: DayCounts, first_day: float, last_day: float) -> bool:
        """Whether any part of a lane from one day to another lies in a stack."""
        if days.total <= max(self.few, self.most):
            return False
        if not self.most:
            return True
        place = bisect_left(days.days, first_day)
        while place < len(days.days) and days.days[place] <= last_day:
            after = bisect_left(days.days, self.unit.next(self.unit.floor(days.days[place])), place)
            if days.before[after] - days.before[place] > self.most:
                return True
            place = after
        return False

    def stacks(self, days: DayCounts, scale: Scale) -> tuple[Stack, ...]:
        """The stacks of a lane that the scale shows, in time order; seen on whole pixels."""
        return tuple(_seen(part, scale) for part in self.parts(days, scale.start, scale.end))

    def parts(self, days: DayCounts, first_day: float, last_day: float) -> Sequence[Part]:
        """The stacks of a lane that have any of these days, in time order."""
        if days.total <= self.few:
            return ()
        size = ceil(self.unit.days * _KEPT)
        first, last = self.unit.floor(floor(first_day)), floor(last_day)
        kept = [self._kept(days, block, size) for block in range(first // size, last // size + 1)]
        found = kept[0] if len(kept) == 1 else [part for block in kept for part in block]
        return found[bisect_right(found, first_day, key=_end) : bisect_left(found, last_day, key=_first)]

    def _kept(self, days: DayCounts, block: int, size: int) -> Sequence[Part]:
        """The stacks of the units that begin in a stretch of so many days; counted but once."""
        # Frames that follow each other divide time alike, and differ in where they begin.
        key = self.unit, self.cell, self.most, block
        found: list[Part] | None = days.kept.get(key)
        if found is None:
            if len(days.kept) > _MOST_KEPT:
                days.kept.clear()
            found = days.kept[key] = list(self._counted(days, block * size, (block + 1) * size - 1))
        return found

    def _counted(self, days: DayCounts, first_day: int, last_day: int) -> Iterator[Part]:
        starts = self.unit.between(first_day, last_day)
        if not starts:
            return
        listed, before = days.days, days.before
        place = bisect_left(listed, starts[0])
        for start, end in pairwise((*starts, self.unit.next(starts[-1]))):
            after = bisect_left(listed, end, place)
            records = before[after] - before[place]
            if records > self.most:
                if records < _MANY or self.cell == self.unit:
                    yield Part(start, end - 1, records, False, records / (end - start))
                else:
                    yield from self._strip(days, start, end, place, after)
            place = after

    def _strip(self, days: DayCounts, start: int, end: int, place: int, after: int) -> Iterator[Part]:
        listed, before = days.days, days.before
        for first, last in pairwise((*self.cell.between(start, end - 1), end)):
            stop = bisect_left(listed, last, place, after)
            if stop > place:
                records = before[stop] - before[place]
                yield Part(first, last - 1, records, True, records / (last - first))
            place = stop


def _seen(part: Part, scale: Scale) -> Stack:
    """A stack as it is seen, cut just outside the view."""
    x0, x1 = max(scale.x(part.first_day), -1.0), min(scale.x(part.last_day + 1), scale.width + 1)
    return Stack(round(x0), round(x1), part.first_day, part.last_day, part.records, part.is_strip)


def _first(part: Part) -> int:
    return part.first_day


def _end(part: Part) -> int:
    return part.last_day + 1


def grain(days_per_pixel: float, rows: int, few: int, factor: float = 1.0) -> Grain:
    """Divide time at a scale.

    Args:
        rows: of bars in a lane, before they are too many. few: as of the grain.
        factor: of the sizes, 1 at 13 px text.
    """
    unit = unit_at_least(STACK * factor * days_per_pixel)
    cell = unit_at_least(STRIP * factor * days_per_pixel, of=unit)
    width = unit.days / days_per_pixel
    most = max(rows * width / (_BAR * factor), 1.0)
    if unit.step is Step.DAY and width >= _WIDE_DAY * factor:
        most = max(most, _MOST_OF_DAY)
    return Grain(unit, cell, most, few)

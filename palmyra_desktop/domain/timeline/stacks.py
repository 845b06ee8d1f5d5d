"""Where more records begin at once than there is room for bars: stacks with a count, and strips of heat.

Time is divided in units of the calendar that are wide enough for a count. The records that count in a unit
all have their bars, or are one stack, or, where a stack would hold very many, a strip of smaller units. So
each record is in one place, and that depends on the scale alone, not on what part of time is in view.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import floor
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


class Stack(NamedTuple):
    """Records that count from first_day to last_day, seen from x0 to x1 pixels; whole, or part of a strip."""

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
        return tuple(self._stacks(days, scale)) if days.total > self.few else ()

    def _stacks(self, days: DayCounts, scale: Scale) -> Iterator[Stack]:
        listed, before = days.days, days.before
        stretches = _divided(self.unit, self.cell, scale)
        place = bisect_left(listed, stretches[0].first_day)
        for first, last, x0, x1, cells in stretches:
            after = bisect_left(listed, last + 1, place)
            records = before[after] - before[place]
            if records <= self.most:
                place = after
            elif records < _MANY or not cells:
                yield Stack(x0, x1, first, last, records, False)
                place = after
            else:
                for cell_first, cell_last, cell_x0, cell_x1, _none in cells:
                    end = bisect_left(listed, cell_last + 1, place, after)
                    if end > place:
                        part = before[end] - before[place]
                        yield Stack(cell_x0, cell_x1, cell_first, cell_last, part, True)
                    place = end
                place = after


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


class _Stretch(NamedTuple):
    """A unit of time as the scale shows it, with the smaller units of it, if there are any."""

    first_day: int
    last_day: int
    x0: int
    x1: int
    cells: tuple["_Stretch", ...]


@lru_cache(maxsize=16)
def _divided(unit: Unit, cell: Unit, scale: Scale) -> tuple[_Stretch, ...]:
    """The units in view: the same for all lanes of a frame."""
    return tuple(
        stretch._replace(cells=tuple(_units(cell, scale, stretch.first_day, stretch.last_day)))
        if cell != unit
        else stretch
        for stretch in _units(unit, scale, floor(scale.start), floor(scale.end))
    )


def _units(unit: Unit, scale: Scale, first_day: int, last_day: int) -> Iterator[_Stretch]:
    """The units that hold these days, cut just outside the view."""
    starts = (unit.floor(first_day), *unit.between(first_day + 1, last_day))
    for start, end in pairwise((*starts, unit.next(starts[-1]))):
        x0, x1 = max(scale.x(start), -1.0), min(scale.x(end), scale.width + 1)
        if x1 > x0:
            yield _Stretch(start, end - 1, round(x0), round(x1), ())

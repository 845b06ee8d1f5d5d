"""How many records fall into each stretch of time, as a strip of cells from pale to dark."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, floor
from typing import Final, NamedTuple

from palmyra_desktop.domain.found import Bar
from palmyra_desktop.domain.timeline.scale import Scale
from palmyra_desktop.domain.timeline.units import unit_at_least

HEATS: Final = 5
"""The darkest of the steps from 0, nothing."""


class Cell(NamedTuple):
    """A stretch of time from x0 to x1 pixels and what begins in it; heat from 0 (nothing) to HEATS (most)."""

    x0: float
    x1: float
    first_day: int
    last_day: int
    records: int
    heat: int


def days_of(bars: Iterable[Bar]) -> tuple[int, ...]:
    """The day each bar counts on, in order: its earliest, or its latest where the earliest is open."""
    days = (bar.first_day if bar.first_day is not None else bar.last_day for bar in bars)
    return tuple(sorted(day for day in days if day is not None))


def density(days: Sequence[int], scale: Scale, least_width: float = 12.0) -> tuple[Cell, ...]:
    """Count the days in each unit of time the scale shows; a unit is at least so many pixels wide.

    The darkest cell is the fullest of those in view; where there are few in each, none is dark.
    """
    first, last = floor(scale.start), ceil(scale.end)
    unit = unit_at_least(least_width * scale.days_per_pixel)
    starts = [unit.floor(first), *unit.between(first + 1, last)]
    ends = [*starts[1:], unit.next(starts[-1])]
    cuts = [bisect_left(days, start) for start in (*starts, ends[-1])]
    counts = [after - before for before, after in pairwise(cuts)]
    most = max(HEATS, *counts)
    return tuple(
        Cell(scale.x(start), scale.x(end), start, end - 1, count, ceil(HEATS * count / most))
        for start, end, count in zip(starts, ends, counts, strict=True)
        if scale.x(end) > 0 and scale.x(start) < scale.width
    )

"""How many records fall into each stretch of time, as a strip of cells from pale to dark."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise
from math import ceil, floor
from typing import Final, NamedTuple

from palmyra_desktop.domain.found import Bar, DayCounts
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


def counted(bars: Iterable[Bar]) -> DayCounts:
    """Return when bars count."""
    return DayCounts.of(sorted(bar.day for bar in bars if bar.day is not None))


def heats(most: float) -> tuple[float, ...]:
    """What each step of the colours stands for at most, but the last, which is for `most`."""
    return tuple(most * (heat / HEATS) ** 2 for heat in range(HEATS))


def density(days: DayCounts, scale: Scale, least_width: float = 12.0) -> tuple[Cell, ...]:
    """Count the records in each unit of time the scale shows; a unit is at least so many pixels wide.

    The darkest cell is the fullest of those in view; where there are few in each, none is dark.
    """
    first, last = floor(scale.start), ceil(scale.end)
    unit = unit_at_least(least_width * scale.days_per_pixel)
    starts = [unit.floor(first), *unit.between(first + 1, last)]
    ends = [*starts[1:], unit.next(starts[-1])]
    before = [days.before[bisect_left(days.days, start)] for start in (*starts, ends[-1])]
    counts = [later - earlier for earlier, later in pairwise(before)]
    most = max(HEATS, *counts)
    return tuple(
        Cell(scale.x(start), scale.x(end), start, end - 1, count, ceil(HEATS * count / most))
        for start, end, count in zip(starts, ends, counts, strict=True)
        if scale.x(end) > 0 and scale.x(start) < scale.width
    )

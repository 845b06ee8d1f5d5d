"""The units time is divided by: days, weeks, months, and years in ones, twos, fives and tens."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from math import ceil
from typing import Final

from palmyra_desktop.domain.calendar import day_of, year_month_day

_KEPT: Final = 128
"""Beginnings that are found at once, and kept."""
DAYS_IN_YEAR: Final = 365.2425
"""Mean length of a year of the Gregorian calendar."""


class Step(Enum):
    """What a unit counts."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Unit:
    """So many days, weeks, months or years.

    Years are counted as they are named: tens of years begin in 20 BCE, 10 BCE, 1 CE, 10 CE.
    A week begins on Monday (ISO 8601).
    """

    step: Step
    count: int = 1

    @property
    def days(self) -> float:
        """Its mean length in days."""
        match self.step:
            case Step.DAY:
                return self.count
            case Step.WEEK:
                return 7 * self.count
            case Step.MONTH:
                return DAYS_IN_YEAR / 12 * self.count
        return DAYS_IN_YEAR * self.count

    def divides(self, other: "Unit") -> bool:
        """Whether each beginning of the other unit is a beginning of this one."""
        if self.step is other.step:
            return other.count % self.count == 0
        if self.step is Step.DAY:
            return self.count == 1
        return self.step is Step.MONTH and other.step is Step.YEAR

    def floor(self, day: int) -> int:
        """The day on which the unit begins that holds this day."""
        if self.step is Step.DAY:
            return day
        if self.step is Step.WEEK:
            return day - (day - 1) % 7
        year, month, _day = year_month_day(day)
        if self.step is Step.MONTH:
            return day_of(year, (month - 1) // self.count * self.count + 1, 1)
        return day_of(self._year_before(year), 1, 1)

    def next(self, start: int) -> int:
        """The beginning after this beginning."""
        if self.step is Step.DAY:
            return start + self.count
        if self.step is Step.WEEK:
            return start + 7 * self.count
        year, month, _day = year_month_day(start)
        if self.step is Step.MONTH:
            years, months = divmod(month - 1 + self.count, 12)
            return day_of(year + years, months + 1, 1)
        return day_of(self._year_after(year), 1, 1)

    def between(self, first_day: int, last_day: int) -> Sequence[int]:
        """The beginnings within these days, both included, in order."""
        # Frames that follow each other ask for nearly the same: what is kept begins and ends at even places.
        stretch = ceil(self.days * _KEPT)
        kept = _beginnings(self, first_day // stretch, last_day // stretch, stretch)
        return kept[bisect_left(kept, first_day) : bisect_right(kept, last_day)]

    def _year_before(self, year: int) -> int:
        """The year at or before this one with which the unit begins; year 0 is 1 BCE."""
        if year > 0:
            return max(year // self.count * self.count, 1)
        return 1 + (year - 1) // self.count * self.count

    def _year_after(self, year: int) -> int:
        if year > 0:
            return (year // self.count + 1) * self.count
        return 1 if self.count > 1 and year + self.count > 1 else min(year + self.count, 1)


def _year_counts() -> Iterator[int]:
    # Up to the farthest year a date may name.
    for power in range(17):
        yield from (10**power, 2 * 10**power, 5 * 10**power)


UNITS: Final = (
    Unit(Step.DAY),
    Unit(Step.WEEK),
    Unit(Step.MONTH),
    Unit(Step.MONTH, 3),
    Unit(Step.MONTH, 6),
    *(Unit(Step.YEAR, count) for count in _year_counts()),
)
"""All units, the shortest first."""


@lru_cache(maxsize=64)
def _beginnings(unit: Unit, first: int, last: int, stretch: int) -> tuple[int, ...]:
    """The beginnings in whole stretches of so many days, numbered from day 0."""
    start, end = unit.floor(first * stretch), (last + 1) * stretch
    found = []
    while start < end:
        if start >= first * stretch:
            found.append(start)
        start = unit.next(start)
    return tuple(found)


def unit_at_least(days: float, of: Unit | None = None) -> Unit:
    """The shortest unit of at least so many days; one that divides `of`, if given."""
    fitting = (unit for unit in UNITS if unit.days >= days and (of is None or unit.divides(of)))
    return next(fitting, of or UNITS[-1])

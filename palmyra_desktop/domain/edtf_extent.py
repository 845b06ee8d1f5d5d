"""The days one EDTF date may mean: its first and last possible day, and how precise it is.

Signs (? ~ %) do not widen an extent: nobody said by how much (LoC EDTF, level 1, "Qualification").
"""

from collections.abc import Iterator
from enum import IntEnum

from palmyra_desktop.domain.calendar import day_of, days_in_month
from palmyra_desktop.domain.edtf_faults import InvalidDate, fault
from palmyra_desktop.domain.edtf_grammar import PlainDate
from palmyra_desktop.i18n import _

FARTHEST_DAY = 2**63 - 2
"""Dates beyond this day, either way, are refused: a database keeps 64 bits, and "open" needs a number too."""


class Precision(IntEnum):
    """The unit a date is said in, finest first."""

    DAY = 1
    MONTH = 2
    SEASON = 3
    YEAR = 4
    DECADE = 5
    CENTURY = 6
    MILLENNIUM = 7
    AGE = 8


# First month and number of months (LoC EDTF, level 2, "Sub-year groupings"). The specification leaves
# the bounds of seasons open: these are the meteorological ones, northern where no hemisphere is
# said. The season over the turn of the year begins in the year that is named.
_NORTHERN = ((3, 3), (6, 3), (9, 3), (12, 3))
_SOUTHERN = ((9, 3), (12, 3), (3, 3), (6, 3))
_QUARTERS = ((1, 3), (4, 3), (7, 3), (10, 3))
_THIRDS_AND_HALVES = ((1, 4), (5, 4), (9, 4), (1, 6), (7, 6))
_SEASONS = dict(enumerate(_NORTHERN + _NORTHERN + _SOUTHERN + _QUARTERS + _THIRDS_AND_HALVES, start=21))

_YEAR_UNITS = (Precision.YEAR, Precision.DECADE, Precision.CENTURY, Precision.MILLENNIUM)


def extent(date: PlainDate) -> tuple[int | None, int | None]:
    """First and last day the date may mean, as day numbers; None for a date of which nothing is known.

    Raises:
        InvalidDate: the month or day does not exist, or is too far away to be counted.
    """
    year, month, day = date.year, date.month, date.day
    if "X" in year or "X" in month or "X" in day:
        return _extent_of_pattern(date)
    if not month:
        return _extent_of_years(date)
    number, month_number = int(year), int(month)
    if not 1 <= month_number <= 12:
        return _extent_of_season(date, number, number)
    length = days_in_month(number, month_number)
    first = day_of(number, month_number, 1)
    if not day:
        return first, first + length - 1
    day_number = int(day)
    if not 1 <= day_number <= length:
        raise _no_such_day(date, length)
    return first + day_number - 1, first + day_number - 1


def precision(date: PlainDate) -> Precision:
    """The finest unit the date says in full, reading from the year on."""
    unknown = date.year.lstrip("-")
    if "X" in unknown or date.significant:
        digits = unknown.index("X") if "X" in unknown else date.significant
        missing = len(unknown) - digits
        return _YEAR_UNITS[missing] if missing < len(_YEAR_UNITS) else Precision.AGE
    if not date.month or "X" in date.month:
        return Precision.YEAR
    if int(date.month) > 12:
        return Precision.SEASON
    return Precision.MONTH if not date.day or "X" in date.day else Precision.DAY


def _extent_of_years(date: PlainDate) -> tuple[int, int]:
    first = last = int(date.year)
    if date.significant:
        step = 10 ** (len(date.year.lstrip("-")) - date.significant)
        near = abs(first) // step * step
        first, last = (near, near + step - 1) if first >= 0 else (-near - step + 1, -near)
    days = day_of(first, 1, 1), day_of(last, 12, 31)
    if days[0] < -FARTHEST_DAY or days[1] > FARTHEST_DAY:
        raise fault(_("“{part}” is too far away to be counted in days."), date.year)
    return days


def _extent_of_season(date: PlainDate, first_year: int, last_year: int) -> tuple[int, int]:
    if int(date.month) not in _SEASONS or date.day:
        raise _no_such_month(date)
    month, months = _SEASONS[int(date.month)]
    years_on, last_month = divmod(month + months - 2, 12)
    last_year += years_on
    last_month += 1
    return day_of(first_year, month, 1), day_of(last_year, last_month, days_in_month(last_year, last_month))


def _extent_of_pattern(date: PlainDate) -> tuple[int | None, int | None]:
    """The extent of a date with unknown digits: each X may be any digit that gives a real date."""
    if set(date.year + date.month + date.day) == {"X"}:
        return None, None
    years = sorted(_numbers(date.year))
    if date.month.isdecimal() and int(date.month) > 12:
        return _extent_of_season(date, years[0], years[-1])
    months = sorted(number for number in _numbers(date.month or "XX") if 1 <= number <= 12)
    if not months:
        raise _no_such_month(date)
    days = sorted(number for number in _numbers(date.day or "XX") if 1 <= number <= 31)
    first = next(_real_days(years, months, days), None)
    last = next(_real_days(years[::-1], months[::-1], days[::-1]), None)
    if first is None:
        raise fault(_("“{day}” is no day of the month in “{part}”."), _written(date), day=date.day)
    return first, last


def _numbers(pattern: str) -> list[int]:
    """All numbers a pattern of digits and X may stand for; -0000 is none."""
    sign, digits = (-1, pattern[1:]) if pattern[0] == "-" else (1, pattern)
    numbers = [0]
    for digit in digits:
        choices = range(10) if digit == "X" else (int(digit),)
        numbers = [10 * number + choice for number in numbers for choice in choices]
    return [sign * number for number in numbers if sign > 0 or number]


def _real_days(years: list[int], months: list[int], days: list[int]) -> Iterator[int]:
    return (
        day_of(year, month, day)
        for year in years
        for month in months
        for day in days
        if day <= days_in_month(year, month)
    )


def _no_such_month(date: PlainDate) -> InvalidDate:
    if date.month.isdecimal() and int(date.month) in _SEASONS:
        return fault(_("“{part}”: no day can follow a season or a part of a year."), _written(date))
    return fault(
        _("“{month}” in “{part}” is neither a month (01 to 12) nor a season or part of a year (21 to 41)."),
        _written(date),
        month=date.month,
    )


def _no_such_day(date: PlainDate, length: int) -> InvalidDate:
    return fault(
        _("“{part}” does not exist: the days of {month} go from 01 to {last}."),
        _written(date),
        month=f"{date.year}-{date.month}",
        last=length,
    )


def _written(date: PlainDate) -> str:
    return "-".join(part for part in (date.year, date.month, date.day) if part)

"""Day numbers of the proleptic Gregorian calendar, for any year, in plain integers.

Day 1 is 0001-01-01, as in datetime.date.toordinal(), but with no lower or upper limit.
Years are astronomical: year 0 is 1 BCE, year -1 is 2 BCE (ISO 8601-1).
"""

_DAYS_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_MONTH_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_IN_400_YEARS = 146_097
# From 0000-03-01, where the years of days_to_date's formula begin, to 0001-01-01.
_FIRST_MARCH_TO_DAY_ZERO = 305


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Length of a month (1 to 12) in days."""
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month]


def day_of(year: int, month: int, day: int) -> int:
    """Day number of a date; the date must exist."""
    past = year - 1
    leap_day = 1 if month > 2 and is_leap(year) else 0
    return past * 365 + past // 4 - past // 100 + past // 400 + _DAYS_BEFORE_MONTH[month] + leap_day + day


def year_month_day(day: int) -> tuple[int, int, int]:
    """Year, month and day of a day number.

    Years are counted from 1 March, so that the leap day is the last of its year
    (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days).
    """
    era, of_era = divmod(day + _FIRST_MARCH_TO_DAY_ZERO, _DAYS_IN_400_YEARS)
    year_of_era = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    from_march = (5 * of_year + 2) // 153
    month = from_march + 3 if from_march < 10 else from_march - 9
    year = era * 400 + year_of_era + (1 if month <= 2 else 0)
    return year, month, of_year - (153 * from_march + 2) // 5 + 1


def days_to_iso(day: int) -> str:
    """ISO 8601 text of a day number: 2015-08-30, -0099-01-01, +170000002-01-01."""
    year, month, day_of_month = year_month_day(day)
    return f"{_iso_year(year)}-{month:02}-{day_of_month:02}"


def _iso_year(year: int) -> str:
    if 0 <= year <= 9999:
        return f"{year:04}"
    return f"{year:05}" if year < 0 else f"+{year}"

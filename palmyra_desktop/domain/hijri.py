"""The Islamic calendar by the rule of tables, as day numbers and names.

Months have 30 and 29 days in turn; in 11 years of 30 the last has 30 too. Day 1 of year 1 is 16 July 622 of
the Julian calendar, the civil epoch (E. M. Reingold and N. Dershowitz, "Calendrical Calculations", chapter
"The Islamic Calendar"). It is arithmetic, no sighting of the moon: a date that somebody declared may differ
by a day or two.
"""

from typing import Final

from palmyra_desktop.domain.calendar import day_of

FIRST_DAY: Final = day_of(622, 7, 19)
"""1 Muharram 1; the Gregorian calendar, reckoned back, calls it 19 July 622."""
_DAYS_IN_30_YEARS: Final = 10_631

_ENGLISH = (
    *("Muharram", "Safar", "Rabi I", "Rabi II", "Jumada I", "Jumada II"),
    *("Rajab", "Shaban", "Ramadan", "Shawwal", "Dhu al-Qidah", "Dhu al-Hijjah"),
)
_ARABIC = (
    *("محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة"),
    *("رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة"),
)


def is_leap(year: int) -> bool:
    """Whether the last month of a year has 30 days."""
    return (11 * year + 14) % 30 < 11


def days_in_month(year: int, month: int) -> int:
    """Length of a month (1 to 12) in days."""
    return 30 if month % 2 or (month == 12 and is_leap(year)) else 29


def day_of_hijri(year: int, month: int, day: int) -> int:
    """Day number of a date of the year 1 or later."""
    past = year - 1
    return FIRST_DAY + past * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1


def hijri_of(day: int) -> tuple[int, int, int]:
    """Year, month and day of a day number from FIRST_DAY on."""
    year = (30 * (day - FIRST_DAY) + 10_646) // _DAYS_IN_30_YEARS
    of_year = day - day_of_hijri(year, 1, 1)
    month = (11 * of_year + 330) // 325
    return year, month, day - day_of_hijri(year, month, 1) + 1


def month_name(month: int, language: str) -> str:
    """What a month (1 to 12) is called in Arabic, else in English letters."""
    return (_ARABIC if language.startswith("ar") else _ENGLISH)[month - 1]


def year_name(year: int, language: str) -> str:
    """A year with the sign of its era; digits are ASCII."""
    return f"{year} هـ" if language.startswith("ar") else f"{year} AH"

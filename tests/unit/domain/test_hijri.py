"""The Islamic calendar by the rule of tables, against dates that are known and against itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palmyra_desktop.domain.calendar import day_of
from palmyra_desktop.domain.hijri import (
    FIRST_DAY,
    day_of_hijri,
    days_in_month,
    hijri_of,
    is_leap,
    month_name,
    year_name,
)


@pytest.mark.parametrize(
    ("gregorian", "hijri"),
    [
        ((622, 7, 19), (1, 1, 1)),  # 16 July 622 of the Julian calendar
        ((1582, 10, 15), (990, 9, 17)),
        ((1903, 4, 19), (1321, 1, 21)),  # this and the next three: Reingold and Dershowitz, sample data
        ((1945, 11, 12), (1364, 12, 6)),
        ((1996, 2, 25), (1416, 10, 5)),
        ((2094, 7, 18), (1518, 3, 5)),
        ((2000, 1, 1), (1420, 9, 24)),
        ((2016, 3, 27), (1437, 6, 17)),
    ],
)
def test_known_dates(gregorian: tuple[int, int, int], hijri: tuple[int, int, int]) -> None:
    assert hijri_of(day_of(*gregorian)) == hijri
    assert day_of_hijri(*hijri) == day_of(*gregorian)


@given(st.integers(FIRST_DAY, FIRST_DAY + 10_000_000))
def test_a_day_and_its_date_are_the_same(day: int) -> None:
    year, month, day_of_month = hijri_of(day)
    assert 1 <= month <= 12
    assert 1 <= day_of_month <= days_in_month(year, month)
    assert day_of_hijri(year, month, day_of_month) == day


def test_eleven_years_of_thirty_are_leap() -> None:
    assert [year for year in range(1, 31) if is_leap(year)] == [2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29]
    assert day_of_hijri(31, 1, 1) - day_of_hijri(1, 1, 1) == 10_631


def test_months_and_years_have_names_in_both_languages() -> None:
    assert (month_name(10, "en"), month_name(10, "ar_SY")) == ("Shawwal", "شوال")
    assert (year_name(1436, "en"), year_name(1436, "ar")) == ("1436 AH", "1436 هـ")

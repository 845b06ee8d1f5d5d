import pytest

from palmyra_desktop.domain.calendar import day_of
from palmyra_desktop.domain.criteria import DateFilter, DateMode
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.timeline.ranges import range_days, range_filter, span_of
from palmyra_desktop.domain.timeline.scale import Scale


def drawn(per_pixel: float, x0: float, x1: float, year: int = 2015) -> tuple[str, str]:
    found = range_filter(Scale(day_of(year, 1, 1), per_pixel, 800), x0, x1)
    return str(found.start), str(found.end)


def test_a_range_is_drawn_in_either_direction() -> None:
    assert drawn(1, 10, 40) == drawn(1, 40, 10) == ("2015-01-11", "2015-02-10")


def test_small_months_and_years_are_taken_whole() -> None:
    assert drawn(5, 10, 40) == ("2015-02", "2015-07")
    assert drawn(60, 10, 40) == ("2016", "2021")


def test_a_range_before_the_common_era_and_of_far_years_is_a_date_too() -> None:
    assert drawn(1, 0, 3, year=-100) == ("-0100-01-01", "-0100-01-04")
    assert drawn(400, 0, 3, year=-17_000)[0] == "Y-17000"


def test_a_filter_keeps_its_mode_and_gives_its_days() -> None:
    found = range_filter(Scale(day_of(2015, 1, 1), 1, 800), 0, 5, DateMode.CERTAIN)
    assert found.mode is DateMode.CERTAIN
    assert range_days(found) == (day_of(2015, 1, 1), day_of(2015, 1, 6))
    assert range_days(DateFilter(None, DateSpan("2016"))) == (None, day_of(2016, 12, 31))


@pytest.mark.parametrize("name", ["2015-08-30", "2015-08", "2015", "-0099", "2015-08-30/2015-09-02"])
def test_days_get_the_shortest_name_they_have(name: str) -> None:
    span = DateSpan(name)
    assert span.earliest_day is not None
    assert span.latest_day is not None
    assert str(span_of(span.earliest_day, span.latest_day)) == name

from hypothesis import given, settings
from hypothesis import strategies as st

from palmyra_desktop.domain.calendar import day_of
from palmyra_desktop.domain.found import Bar, DayCounts
from palmyra_desktop.domain.timeline.density import HEATS, counted, density
from palmyra_desktop.domain.timeline.scale import Scale
from tests.unit.domain.timeline.samples import JANUARY_2015, bar, some_bars


@given(some_bars(), st.floats(0.5, 30))
@settings(max_examples=50)
def test_each_bar_counts_once(bars: tuple[Bar, ...], per_pixel: float) -> None:
    cells = density(counted(bars), Scale(JANUARY_2015 - 400, per_pixel, 2500 / per_pixel))
    assert sum(cell.records for cell in cells) == len(bars)


def test_a_record_counts_in_the_month_of_its_earliest_day() -> None:
    days = counted((bar(1, "2015-05-30/2015-09-01"), bar(2, "2015-05"), bar(3, "../2015-06-02")))
    cells = density(days, Scale(day_of(2015, 4, 1), 1, 120))
    months = [cell for cell in cells if cell.last_day - cell.first_day > 20]
    assert [cell.records for cell in months[:3]] == [0, 2, 1]


def test_the_fullest_is_darkest_and_the_empty_pale() -> None:
    days = counted(tuple(bar(number, "2015-05-03") for number in range(50)) + (bar(51, "2015-06-03"),))
    cells = density(days, Scale(day_of(2015, 4, 1), 1, 120))
    assert [cell.heat for cell in cells][:3] == [0, HEATS, 1]


def test_few_records_make_no_dark_cell() -> None:
    cells = density(counted((bar(1, "2015-05-03"),)), Scale(day_of(2015, 4, 1), 1, 120))
    assert max(cell.heat for cell in cells) == 1


def test_nothing_is_counted_as_nothing() -> None:
    assert {cell.records for cell in density(DayCounts(), Scale(735_000, 1, 300))} == {0}


@given(st.lists(st.integers(-50, 50)), st.integers(-60, 60), st.integers(-60, 60))
def test_counts_of_days_are_those_of_the_records(days: list[int], first: int, last: int) -> None:
    counts = DayCounts.of(sorted(days))
    assert counts.total == len(days)
    assert counts.between(first, last) == sum(first <= day <= last for day in days)

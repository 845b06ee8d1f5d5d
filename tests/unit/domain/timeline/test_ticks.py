import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palmyra_desktop.domain.calendar import day_of, year_month_day
from palmyra_desktop.domain.timeline.scale import Scale
from palmyra_desktop.domain.timeline.ticks import Axis, axis
from palmyra_desktop.domain.timeline.units import UNITS, Step, Unit
from tests.unit.domain.timeline.samples import width_of_text


def texts(found: Axis) -> list[str]:
    return [label.text for label in found.labels]


def years(first: int, last: int, width: float = 760) -> Scale:
    return Scale.fitting(day_of(first, 1, 1), day_of(last, 12, 31), width)


@given(
    start=st.integers(-3_000_000, 3_000_000),
    per_pixel=st.floats(0.01, 20_000),
    width=st.floats(40, 3000),
    language=st.sampled_from(("en", "ar")),
)
@settings(max_examples=80)
def test_no_two_words_of_the_axis_meet(start: int, per_pixel: float, width: float, language: str) -> None:
    found = axis(Scale(start, per_pixel, width), width_of_text, language)
    for before, after in zip(found.labels, found.labels[1:], strict=False):
        assert before.x + before.width < after.x
    assert all(label.x >= 0 and label.x + label.width <= width for label in found.labels)


@given(per_pixel=st.floats(0.01, 1e9))
@settings(max_examples=50)
def test_lines_stand_apart_at_every_scale(per_pixel: float) -> None:
    found = axis(Scale(735_000, per_pixel, 800), width_of_text)
    assert len(found.lines) < 2 * 800 / 12


@pytest.mark.parametrize("unit", UNITS[:12])
def test_the_beginnings_of_a_unit_follow_each_other(unit: Unit) -> None:
    start = unit.floor(day_of(-25, 5, 17))
    for _number in range(40):
        after = unit.next(start)
        assert after > start
        assert unit.floor(after) == after
        assert unit.floor(after - 1) == start
        start = after


def test_months_are_named_and_the_year_stands_bold_in_place_of_january() -> None:
    found = axis(Scale(day_of(2015, 10, 20), 0.7, 400), width_of_text)
    assert texts(found) == ["2015", "Dec", "2016", "Feb", "Mar", "Apr", "May", "Jun", "Jul"]
    assert [label.text for label in found.labels if label.is_strong] == ["2015", "2016"]
    assert found.labels[0].is_pinned


def test_days_say_in_which_month_they_are() -> None:
    found = axis(Scale(day_of(2015, 8, 28), 0.02, 400), width_of_text)
    assert texts(found) == ["Aug 2015", "30", "31", "Sep", "2", "3", "4"]


def test_weeks_begin_on_monday() -> None:
    scale = Scale(day_of(2015, 8, 5), 0.2, 400)
    found = axis(scale, width_of_text)
    assert found.label_unit == Unit(Step.WEEK)
    days = [round(scale.day(label.x - 4)) for label in found.labels if not label.is_strong]
    assert len(days) > 5
    assert {day % 7 for day in days} == {1}


def test_before_the_common_era_round_years_are_those_people_name() -> None:
    words = texts(axis(years(-249, 250), width_of_text))
    assert words == [
        "250 BCE",
        "200 BCE",
        "150 BCE",
        "100 BCE",
        "50 BCE",
        "1 CE",
        "50 CE",
        "100 CE",
        "150 CE",
        "200 CE",
    ]


def test_there_is_no_year_zero() -> None:
    names = [label.text for label in axis(years(-1, 2), width_of_text).labels if label.is_strong]
    assert names == ["2 BCE", "1 BCE", "1 CE", "2 CE"]


def test_decades_centuries_and_millennia_are_strong_among_their_parts() -> None:
    strong = {label.text for label in axis(years(1985, 2016), width_of_text).labels if label.is_strong}
    assert strong == {"1990", "2000", "2010"}
    labels = axis(years(-3000, 2000), width_of_text).labels
    assert {label.text for label in labels if label.is_strong} >= {"1 CE", "1000"}


def test_arabic_words_and_figures() -> None:
    found = axis(Scale(day_of(2015, 9, 20), 0.5, 600), width_of_text, "ar")
    assert texts(found)[0] == "٢٠١٥"
    assert "٢٠١٦" in texts(found)
    assert {"ت٢", "ك١", "حزيران"} <= set(texts(found))


def test_a_line_is_strong_where_a_year_begins() -> None:
    scale = Scale(day_of(2015, 11, 1), 1.5, 400)
    strong = [
        year_month_day(round(scale.day(line.x)))
        for line in axis(scale, width_of_text).lines
        if line.is_strong
    ]
    assert strong == [(2016, 1, 1), (2017, 1, 1)]


def test_a_view_too_narrow_for_any_word_has_none() -> None:
    assert axis(Scale(735_000, 1, 10), width_of_text).labels == ()

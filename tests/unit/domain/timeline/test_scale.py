import pytest
from hypothesis import given
from hypothesis import strategies as st

from palmyra_desktop.domain.calendar import day_of
from palmyra_desktop.domain.timeline.scale import LEAST_DAYS_PER_PIXEL, MOST_DAYS_PER_PIXEL, Scale

scales = st.builds(
    Scale,
    start=st.floats(-4_000_000, 4_000_000),
    days_per_pixel=st.floats(0.02, 1000),
    width=st.floats(50, 4000),
)


@given(scales, st.floats(-1, 2))
def test_a_pixel_is_the_day_it_was_made_of(scale: Scale, share: float) -> None:
    x = share * scale.width
    assert scale.x(scale.day(x)) == pytest.approx(x, abs=1e-3)


@given(scales, st.floats(1, 8), st.floats(0, 1))
def test_zooming_in_and_out_again_returns_the_same_picture(scale: Scale, factor: float, share: float) -> None:
    x = share * scale.width
    wide = Scale(scale.start, max(scale.days_per_pixel, 0.2), scale.width)
    back = wide.zoomed(factor, x).zoomed(1 / factor, x)
    assert back.days_per_pixel == pytest.approx(wide.days_per_pixel)
    assert wide.x(back.start) == pytest.approx(0, abs=1e-3)


@given(scales, st.floats(0.1, 10), st.floats(0, 1))
def test_the_day_under_the_pointer_stays_there_while_zooming(
    scale: Scale, factor: float, share: float
) -> None:
    x = share * scale.width
    assert scale.zoomed(factor, x).x(scale.day(x)) == pytest.approx(x, abs=1e-3)


def test_fitting_shows_both_days_within_the_margin() -> None:
    first, last = day_of(2015, 5, 1), day_of(2017, 3, 2)
    scale = Scale.fitting(first, last, 800, margin=20)
    assert scale.x(first) == pytest.approx(20)
    assert scale.x(last + 1) == pytest.approx(780)


def test_one_single_day_is_shown_in_the_middle_and_not_wider_than_can_be_read() -> None:
    day = day_of(2015, 8, 30)
    scale = Scale.fitting(day, day, 800, margin=20)
    assert scale.days_per_pixel == LEAST_DAYS_PER_PIXEL
    assert scale.x(day + 0.5) == pytest.approx(400)


def test_zooming_stops_at_both_ends() -> None:
    scale = Scale(735_000, 1, 800)
    assert scale.zoomed(1e9, 400).days_per_pixel == LEAST_DAYS_PER_PIXEL
    assert scale.zoomed(1e-9, 400).days_per_pixel == MOST_DAYS_PER_PIXEL


def test_dates_millions_of_years_ago_still_have_pixels_of_their_own() -> None:
    day = day_of(-17_000_000, 1, 1)
    scale = Scale.fitting(day, day, 800)
    assert scale.x(day + scale.days_per_pixel * 10) - scale.x(day) == pytest.approx(10, abs=0.5)


@pytest.mark.parametrize(
    ("first", "last", "moved"), [(-50, -40, True), (900, 950, True), (100, 200, False), (-500, 5000, False)]
)
def test_revealing_moves_no_farther_than_needed(first: float, last: float, moved: bool) -> None:
    scale = Scale(0, 1, 800)
    shown = scale.revealing(first, last, 20)
    assert (shown != scale) == moved
    assert shown.x(last) > 0
    assert shown.x(first) < shown.width

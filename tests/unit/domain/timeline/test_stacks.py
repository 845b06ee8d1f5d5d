"""Where records lie at a scale: each in one place, a bar or a stack, and the same one again."""

from collections import Counter
from dataclasses import replace
from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palmyra_desktop.domain.calendar import day_of
from palmyra_desktop.domain.found import Bar, DayCounts, Lane
from palmyra_desktop.domain.timeline.density import counted
from palmyra_desktop.domain.timeline.layout import Layout, Rules, layout
from palmyra_desktop.domain.timeline.scale import Scale
from palmyra_desktop.domain.timeline.shapes import Sizes
from palmyra_desktop.domain.timeline.stacks import Grain, grain
from palmyra_desktop.domain.timeline.units import Step
from tests.unit.domain.timeline.samples import JANUARY_2015, bar, some_bars, width_of_text

LANES = (1, 2, 3)


def lanes_of(bars: tuple[Bar, ...]) -> tuple[Lane, ...]:
    there = {key: counted(bar for bar in bars if key in bar.lanes) for key in LANES}
    return tuple(Lane(key, f"Lane {key}", days.total, days) for key, days in there.items())


def laid_out(bars: tuple[Bar, ...], scale: Scale, rows: int, few: int) -> Layout:
    found = grain(scale.days_per_pixel, rows, few)
    rules = Rules(Sizes(), lambda bar: width_of_text(bar.title), (-1e9, 1e9), 40, grain=found)
    return layout(bars, lanes_of(bars), scale.start, scale.days_per_pixel, rules)


def places(layout: Layout, scale: Scale) -> dict[int | str, tuple[Counter[int], int]]:
    """How often each bar stands in a lane, and how many records its stacks hold."""
    found = {}
    for lane in layout.lanes:
        bars = Counter(placed.bar.ref.id for row in lane.rows for placed in row.placed)
        stacks = lane.grain.stacks(lane.lane.days, scale) if lane.grain else ()
        found[lane.lane.key] = bars, sum(stack.records for stack in stacks)
    return found


def whole(days_per_pixel: float) -> Scale:
    """A scale that shows every day of the samples."""
    return Scale(JANUARY_2015 - 800, days_per_pixel, 3_000 / days_per_pixel)


@given(some_bars(most=120), st.floats(1 / 120, 90), st.integers(1, 4), st.integers(0, 20))
@settings(max_examples=60, deadline=None)
def test_every_record_is_in_one_place_of_its_lane(
    bars: tuple[Bar, ...], per_pixel: float, rows: int, few: int
) -> None:
    scale = whole(per_pixel)
    found = places(laid_out(bars, scale, rows, few), scale)
    for key in LANES:
        records = [one for one in bars if key in one.lanes and one.day is not None]
        standing, stacked = found.get(key, (Counter(), 0))
        assert set(standing.values()) <= {1}
        assert len(standing) + stacked == len(records)


@given(some_bars(most=80), st.floats(1 / 120, 90), st.floats(1.1, 50))
@settings(max_examples=40, deadline=None)
def test_zooming_in_and_out_gives_the_same_picture(
    bars: tuple[Bar, ...], per_pixel: float, factor: float
) -> None:
    scale = whole(per_pixel)
    there = scale.zoomed(factor, 200.0)
    back = there.zoomed(there.days_per_pixel / scale.days_per_pixel, 200.0)
    assert isclose(back.days_per_pixel, scale.days_per_pixel)
    back = replace(back, start=scale.start, days_per_pixel=scale.days_per_pixel)
    assert places(laid_out(bars, back, 2, 4), back) == places(laid_out(bars, scale, 2, 4), scale)


@given(some_bars(most=120), st.floats(1 / 120, 30), st.floats(-400, 900))
@settings(max_examples=40, deadline=None)
def test_a_stack_is_the_same_whatever_part_of_time_is_in_view(
    bars: tuple[Bar, ...], per_pixel: float, start: float
) -> None:
    lane, found = lanes_of(bars)[0], grain(per_pixel, 1, 0)
    scale = whole(per_pixel)
    every = {stack[2:] for stack in found.stacks(lane.days, scale)}
    some = {stack[2:] for stack in found.stacks(lane.days, Scale(JANUARY_2015 + start, per_pixel, 600))}
    assert some <= every


def test_a_burst_is_a_stack_and_what_lies_beside_it_keeps_its_bars() -> None:
    burst = tuple(bar(number, "2015-05-20", lanes=(1,)) for number in range(1, 31))
    bars = (*burst, bar(31, "2015-06-20", lanes=(1,)))
    scale = Scale(day_of(2015, 5, 1), 0.1, 800)
    (lane,) = laid_out(bars, scale, 12, 24).lanes
    assert lane.grain is not None
    assert [(stack.records, stack.is_strip) for stack in lane.grain.stacks(lane.lane.days, scale)] == [
        (30, False)
    ]
    assert [placed.bar.ref.id for row in lane.rows for placed in row.placed] == [31]
    assert lane.rows[0].placed == ()


def test_as_near_as_one_comes_even_a_burst_has_bars() -> None:
    bars = tuple(bar(number, "2015-05-20", lanes=(1,)) for number in range(1, 91))
    (lane,) = laid_out(bars, Scale(day_of(2015, 5, 18), 1 / 120, 800), 12, 24).lanes
    assert lane.grain is None
    assert sum(len(row.placed) for row in lane.rows) == 90


def test_of_very_many_there_is_a_strip_of_smaller_units() -> None:
    first = day_of(2015, 1, 1)
    days = DayCounts.numbered((first + number, 40) for number in range(365))
    found = grain(9.0, 12, 24)  # a year takes 40 pixels
    stacks = found.stacks(days, Scale(first, 9.0, 45))
    assert found.unit.step is Step.YEAR
    assert all(stack.is_strip for stack in stacks)
    assert len(stacks) == 2
    assert sum(stack.records for stack in stacks) == days.total


def test_without_bars_everything_lies_in_stacks() -> None:
    days = DayCounts.of([JANUARY_2015])
    found = grain(1.0, 12, 24)
    scale = Scale(JANUARY_2015 - 10, 1.0, 100)
    assert not found.has_stacks(days, scale.start, scale.end)
    assert found.without_bars().has_stacks(days, scale.start, scale.end)
    assert [stack.records for stack in found.without_bars().stacks(days, scale)] == [1]


@pytest.mark.parametrize("year", [-4999, -44, 0, 622, 2015])
@pytest.mark.parametrize("per_pixel", [1 / 120, 0.3, 4.0, 60.0, 4_000.0])
def test_before_the_common_era_as_after_it_a_stack_holds_its_days(year: int, per_pixel: float) -> None:
    first = day_of(year, 3, 1)
    days = DayCounts.of(range(first, first + 400))
    found: Grain = grain(per_pixel, 1, 0).without_bars()
    scale = Scale(first - 30 * per_pixel, per_pixel, 60 + 400 / per_pixel)
    stacks = found.stacks(days, scale)
    assert sum(stack.records for stack in stacks) == 400
    assert all(before.last_day < after.first_day for before, after in zip(stacks, stacks[1:], strict=False))
    assert all(days.between(stack.first_day, stack.last_day) == stack.records for stack in stacks)

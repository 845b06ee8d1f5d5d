from collections import Counter
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palmyra_desktop.domain.found import Bar, Lane
from palmyra_desktop.domain.timeline.layout import Layout, Placed, Rules, layout
from palmyra_desktop.domain.timeline.shapes import Sizes
from tests.unit.domain.timeline.samples import JANUARY_2015, bar, some_bars, width_of_text

LANES = tuple(Lane(number, f"Lane {number}", 1) for number in (1, 2, 3))
ALL = (Lane("", "", 1),)


def width_of(bar: Bar) -> float:
    return width_of_text(bar.title)


def laid_out(
    bars: tuple[Bar, ...],
    per_pixel: float = 1.0,
    lanes: tuple[Lane, ...] = ALL,
    most_rows: int = 12,
    bounds: tuple[float, float] = (-5000, 5000),
) -> Layout:
    rules = Rules(Sizes(), width_of, bounds, most_rows)
    return layout(
        tuple(sorted(bars, key=lambda one: one.date.sort_key)), lanes, JANUARY_2015, per_pixel, rules
    )


def all_placed(found: Layout) -> list[Placed]:
    return [one for lane in found.lanes for row in lane.rows for one in row.placed]


@given(some_bars(), st.floats(0.05, 50), st.integers(1, 12))
@settings(max_examples=80)
def test_no_two_labels_meet_and_none_runs_into_a_bar(
    bars: tuple[Bar, ...], per_pixel: float, most_rows: int
) -> None:
    for lane in laid_out(bars, per_pixel, LANES, most_rows, (-30, 1500)).lanes:
        for row in lane.rows:
            boxes = [
                (one.label_x, one.label_x + one.label_width, one) for one in row.placed if one.label_width
            ]
            for (_x0, end, _one), (start, _x1, _other) in zip(boxes, boxes[1:], strict=False):
                assert end <= start
            for x0, x1, one in boxes:
                others = [other for other in row.placed if other is not one]
                assert all(other.x1 <= x0 or other.x0 >= x1 for other in others)


@given(some_bars(), st.floats(0.05, 50), st.integers(1, 4))
@settings(max_examples=60)
def test_each_bar_is_in_one_place_of_each_of_its_lanes(
    bars: tuple[Bar, ...], per_pixel: float, most_rows: int
) -> None:
    found = laid_out(bars, per_pixel, LANES, most_rows)
    places = Counter(
        (lane.lane.key, one.bar.ref) for lane in found.lanes for row in lane.rows for one in row.placed
    )
    assert places == Counter((key, one.ref) for one in bars for key in one.lanes)


@given(some_bars(), st.floats(0.1, 10))
@settings(max_examples=30)
def test_the_places_of_a_scale_are_the_same_whatever_was_before(
    bars: tuple[Bar, ...], per_pixel: float
) -> None:
    before = laid_out(bars, per_pixel, LANES)
    laid_out(bars, per_pixel / 3, LANES)
    assert laid_out(bars, per_pixel, LANES) == before


@given(some_bars(), st.floats(0.1, 10), st.floats(-500, 1500), st.floats(1, 800))
@settings(max_examples=60)
def test_a_row_finds_all_that_is_in_view(
    bars: tuple[Bar, ...], per_pixel: float, start: float, width: float
) -> None:
    for lane in laid_out(bars, per_pixel, LANES, 2).lanes:
        for row in lane.rows:
            seen = row.within(start, start + width)
            missed = [one for one in row.placed if one not in seen]
            assert not any(one.end > start and one.start < start + width for one in missed)


def test_a_label_stands_after_its_bar() -> None:
    (placed,) = all_placed(laid_out((bar(1, "2015-06-01/2015-06-30", "Siege"),)))
    assert placed.label_x > placed.x1
    assert placed.label_width == width_of_text("Siege")


def test_a_label_without_room_after_its_bar_stands_before_it() -> None:
    (placed,) = all_placed(laid_out((bar(1, "2015-06-01/2015-06-30", "Siege"),), bounds=(-10, 190)))
    assert placed.label_x + placed.label_width < placed.x0


def test_a_label_without_room_on_either_side_is_cut() -> None:
    (placed,) = all_placed(
        laid_out((bar(1, "2015-02-01", "A very long title of an event"),), bounds=(0, 120))
    )
    assert 0 < placed.label_width < width_of_text("A very long title of an event")
    assert placed.label_x + placed.label_width <= 120


def test_a_bar_as_long_as_the_view_carries_its_label() -> None:
    (placed,) = all_placed(laid_out((bar(1, "2015", "The year"),), bounds=(-5, 370)))
    assert placed.x0 < placed.label_x < placed.x1


def test_a_cut_label_leaves_its_row_to_the_next_bar() -> None:
    bars = (bar(1, "2015-01-01", "x" * 30), bar(2, "2015-06-15", "next"))
    found = laid_out(bars)
    assert found.row_count == 1
    assert all_placed(found)[0].label_width < width_of_text("x" * 30)


def test_bars_at_the_same_time_are_stacked() -> None:
    found = laid_out(tuple(bar(number, "2015-06") for number in range(1, 6)))
    assert found.row_count == 5


def test_too_many_bars_share_the_last_row_without_labels() -> None:
    found = laid_out(tuple(bar(number, "2015-06") for number in range(1, 40)), most_rows=3)
    assert found.row_count == 3
    assert len(all_placed(found)) == 39
    assert sum(one.label_width > 0 for one in all_placed(found)) == 2


def test_nobody_follows_a_bar_without_end_in_its_row() -> None:
    found = laid_out((bar(1, "2015-02-01/..", "war"), bar(2, "2017-01-01", "peace")))
    assert found.row_count == 2
    assert all_placed(found)[0].x1 == inf


def test_lanes_without_bars_are_left_out_and_the_others_keep_their_order() -> None:
    found = laid_out((bar(1, "2015", lanes=(3,)), bar(2, "2016", lanes=(1, 3))), lanes=LANES)
    assert [lane.lane.key for lane in found.lanes] == [1, 3]
    assert found.at_row(0) == (found.lanes[0], found.lanes[0].rows[0])
    assert found.at_row(found.row_count) is None


@pytest.mark.parametrize("bars", [(), (bar(1, "2015", lanes=(99,)),)])
def test_nothing_to_lay_out_is_no_row(bars: tuple[Bar, ...]) -> None:
    assert laid_out(bars, lanes=LANES).row_count == 0

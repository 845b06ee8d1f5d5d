"""How lanes are looked at: order, pins, what is collapsed and hidden, and how that is kept."""

import json

import pytest

from palmyra_desktop.domain.found import DayCounts, Lane
from palmyra_desktop.domain.timeline.lanes import LaneOrder, LaneView
from palmyra_desktop.domain.timeline.layout import Rules, layout
from palmyra_desktop.domain.timeline.shapes import Sizes
from tests.unit.domain.timeline.samples import JANUARY_2015, bar, width_of_text

LANES = (
    Lane(1, "Zenobia", 5, DayCounts.of([30, 31])),
    Lane(2, "الأسد", 9, DayCounts.of([10])),
    Lane(3, "étude", 5),
    Lane("", "", 20, DayCounts.of([1])),
)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (LaneOrder.FIRST, [2, 1, 3, ""]),
        (LaneOrder.COUNT, [2, 1, 3, ""]),
        (LaneOrder.NAME, [3, 1, 2, ""]),
    ],
)
def test_lanes_are_ordered_and_that_of_no_value_is_last(order: LaneOrder, expected: list[object]) -> None:
    assert [lane.key for lane in LaneView(order).shown(LANES)] == expected


def test_pinned_lanes_come_first_in_the_order_they_were_pinned() -> None:
    view = LaneView().with_pinned("", True).with_pinned(1, True)
    assert [lane.key for lane in view.shown(LANES)] == ["", 1, 2, 3]
    assert [lane.key for lane in view.with_pinned("", False).shown(LANES)] == [1, 2, 3, ""]


def test_hidden_lanes_are_left_out_and_named_to_be_shown_again() -> None:
    view = LaneView().with_hidden((1, 2), True)
    assert [lane.key for lane in view.shown(LANES)] == [3, ""]
    assert [lane.key for lane in view.hidden_of(LANES)] == [1, 2]
    assert view.with_hidden((1, 2), False) == LaneView()


def test_a_collapsed_lane_is_one_row_without_labels() -> None:
    bars = [bar(number, "2015-06", "x" * 30, (1, 2)) for number in range(1, 9)]
    rules = Rules(Sizes(), lambda one: width_of_text(one.title), (0, 900), collapsed=frozenset({1}))
    closed, opened = layout(bars, LANES[:2], JANUARY_2015, 1.0, rules).lanes
    assert len(closed.rows) == 1 < len(opened.rows)
    assert {one.bar.ref.id for one in closed.rows[0].placed} == set(range(1, 9))
    assert all(one.label_width == 0 for one in closed.rows[0].placed)


def test_what_is_kept_is_understood_again() -> None:
    view = LaneView(LaneOrder.NAME, (3, "museum"), frozenset({1, "ثكنة"}), frozenset({""}))
    assert LaneView.from_json(json.loads(json.dumps(view.to_json()))) == view


@pytest.mark.parametrize(
    "stored",
    [
        None,
        7,
        [],
        {"order": "sideways"},
        {"order": ["x"]},
        {"pinned": 3, "hidden": {"a": 1}},
        {"pinned": [None, 1.5, True]},
    ],
)
def test_what_cannot_be_understood_is_as_if_nobody_had_chosen(stored: object) -> None:
    assert LaneView.from_json(stored) == LaneView()

from dataclasses import replace

import pytest

from palmyra_desktop.domain.found import Bar, Lane
from palmyra_desktop.domain.timeline import steps
from palmyra_desktop.domain.timeline.density import counted
from palmyra_desktop.domain.timeline.layout import Layout, Rules, layout
from palmyra_desktop.domain.timeline.shapes import Sizes
from palmyra_desktop.domain.timeline.stacks import Grain
from palmyra_desktop.domain.timeline.steps import Walk
from palmyra_desktop.domain.timeline.units import Step, Unit
from tests.unit.domain.timeline.samples import JANUARY_2015, bar

BARS = (
    bar(1, "2015-02-01", lanes=(1,)),
    bar(2, "2015-03-01", lanes=(1, 2)),
    bar(3, "2015-06-01", lanes=(2,)),
    bar(4, "2015-12-01", lanes=(1,)),
)
RULES = Rules(Sizes(), lambda _bar: 20.0, (-5000, 5000))
MONTHS = Grain(Unit(Step.MONTH), Unit(Step.MONTH), most=2, few=2)
"""Three records of a lane that begin in one month are a stack."""


@pytest.fixture
def two_lanes() -> Layout:
    return layout(BARS, (Lane(1, "One", 3), Lane(2, "Two", 2)), JANUARY_2015, 0.2, RULES)


STACKED = (
    bar(1, "2015-02-01", lanes=(1,)),
    bar(2, "2015-03-01", lanes=(1,)),
    bar(3, "2015-03-02", lanes=(1, 2)),
    bar(4, "2015-03-09", lanes=(1,)),
    bar(5, "2015-06-01", lanes=(2,)),
    *(bar(number, f"2015-07-{number}", lanes=(1,)) for number in (11, 12, 13)),
)


def with_stacks(bars: tuple[Bar, ...] = STACKED) -> Layout:
    """March and July of the first lane are stacks."""
    lanes = []
    for key in (1, 2):
        days = counted(one for one in STACKED if key in one.lanes)
        lanes.append(Lane(key, str(key), days.total, days))
    grain = MONTHS if bars else MONTHS.without_bars()
    return layout(bars, lanes, JANUARY_2015, 0.2, replace(RULES, grain=grain))


def number(spot: steps.Spot | None) -> int:
    assert spot is not None
    assert spot.bar is not None
    return spot.bar.ref.id


def test_steps_go_through_all_records_in_time_order(two_lanes: Layout) -> None:
    walk, seen = Walk(two_lanes, BARS), []
    for _step in range(5):
        spot = walk.along(1)
        seen.append(number(spot))
        walk = replace(walk, ref=bar(seen[-1], "2015").ref)
    assert seen == [1, 2, 3, 4, 4]


def test_without_a_current_record_steps_begin_at_the_ends(two_lanes: Layout) -> None:
    assert number(Walk(two_lanes, BARS).along(-1)) == 4
    assert number(Walk(two_lanes, BARS, bar(99, "2015").ref).along(1)) == 1
    assert number(Walk(two_lanes, BARS, bar(2, "2015").ref).end(1)) == 1
    assert number(Walk(two_lanes, BARS, bar(2, "2015").ref).end(-1)) == 4


def test_down_goes_to_the_nearest_in_the_next_lane(two_lanes: Layout) -> None:
    assert number(Walk(two_lanes, BARS, bar(4, "2015").ref, 1).across(1)) == 3
    assert number(Walk(two_lanes, BARS, bar(3, "2015").ref, 2).across(-1)) == 2


def test_at_the_last_lane_down_stays(two_lanes: Layout) -> None:
    assert number(Walk(two_lanes, BARS, bar(3, "2015").ref, 2).across(1)) == 3


def test_a_record_of_two_lanes_is_found_in_the_one_asked_for(two_lanes: Layout) -> None:
    place = steps.find(two_lanes, bar(2, "2015").ref, 2)
    assert place is not None
    assert place[0].lane.key == 2
    assert len(tuple(steps.places_of(two_lanes, bar(2, "2015").ref))) == 2


def test_steps_go_through_the_records_of_a_stack_and_on() -> None:
    walk, seen = Walk(with_stacks(), STACKED, lane=1), []
    for _step in STACKED:
        spot = walk.along(1)
        assert spot is not None
        seen.append((number(spot), spot.days is not None))
        walk = replace(walk, ref=bar(seen[-1][0], "2015").ref, lane=spot.lane.lane.key)
    assert [one for one, _is_stacked in seen] == [1, 2, 3, 4, 5, 11, 12, 13]
    assert [one for one, is_stacked in seen if is_stacked] == [2, 3, 4, 11, 12, 13]


def test_a_record_stands_in_the_stack_of_the_lane_one_is_in_and_by_its_bar_in_another() -> None:
    ref = bar(3, "2015").ref
    stacked, placed = (Walk(with_stacks(), STACKED, ref, lane).here() for lane in (1, 2))
    assert stacked and stacked.placed is None and stacked.lane.lane.key == 1
    assert stacked.days == (day("2015-03-01"), day("2015-03-31"))
    assert placed and placed.placed is not None and placed.lane.lane.key == 2


def test_up_from_a_bar_leads_into_the_stack_and_down_out_of_it() -> None:
    layout = with_stacks()
    up = Walk(layout, STACKED, bar(1, "2015").ref, 1).across(-1)
    assert number(up) == 2
    assert up and up.days
    down = Walk(layout, STACKED, bar(2, "2015").ref, 1).across(1)
    assert number(down) == 1
    assert down and down.placed


def test_where_no_records_are_known_steps_go_from_stack_to_stack_of_the_lane() -> None:
    layout, walk, seen = with_stacks(()), Walk(with_stacks(())), []
    for _step in range(4):
        spot = walk.along(1)
        assert spot is not None and spot.days is not None
        seen.append(spot.days[0])
        walk = Walk(layout, lane=spot.lane.lane.key, day=spot.days[0])
    assert seen == [day("2015-02-01"), day("2015-03-01"), day("2015-07-01"), day("2015-07-01")]
    back = walk.along(-1)
    assert back and back.days == (day("2015-03-01"), day("2015-03-31"))
    below, last = walk.beside(1), walk.end(-1)
    assert below and below.lane.lane.key == 2 and below.days == (day("2015-06-01"), day("2015-06-30"))
    assert last and last.days and last.days[0] == day("2015-07-01")
    assert Walk(layout, lane=2, day=day("2015-06-01")).beside(1) is None


def test_when_the_stack_one_stands_at_comes_apart_steps_begin_there(two_lanes: Layout) -> None:
    walk = Walk(two_lanes, BARS, lane=1, day=day("2015-03-01"))
    assert walk.here() is None
    assert number(walk.along(1)) == 2
    assert number(walk.along(-1)) == 1


def test_without_bars_there_is_no_step() -> None:
    walk = Walk(Layout(0, 1, ()))
    assert walk.along(1) is walk.across(1) is walk.beside(1) is walk.end(1) is None


def day(text: str) -> int:
    found = bar(0, text).first_day
    assert found is not None
    return found

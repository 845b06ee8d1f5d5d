import pytest

from palmyra_desktop.domain.found import Lane
from palmyra_desktop.domain.timeline import steps
from palmyra_desktop.domain.timeline.layout import Layout, Rules, layout
from palmyra_desktop.domain.timeline.shapes import Sizes
from tests.unit.domain.timeline.samples import JANUARY_2015, bar


@pytest.fixture
def two_lanes() -> Layout:
    bars = (
        bar(1, "2015-02-01", lanes=(1,)),
        bar(2, "2015-03-01", lanes=(1, 2)),
        bar(3, "2015-06-01", lanes=(2,)),
        bar(4, "2015-12-01", lanes=(1,)),
    )
    rules = Rules(Sizes(), lambda _bar: 20.0, (-5000, 5000))
    return layout(bars, (Lane(1, "One", 3), Lane(2, "Two", 2)), JANUARY_2015, 0.2, rules)


def number(place: steps.Place | None) -> int:
    assert place is not None
    return place[1].bar.ref.id


def test_steps_go_through_all_records_in_time_order(two_lanes: Layout) -> None:
    place = steps.along(two_lanes, None, 1)
    seen = [number(place)]
    for _step in range(4):
        assert place is not None
        place = steps.along(two_lanes, place[1].bar.ref, 1)
        seen.append(number(place))
    assert seen == [1, 2, 3, 4, 4]


def test_without_a_current_record_steps_begin_at_the_ends(two_lanes: Layout) -> None:
    assert number(steps.along(two_lanes, None, -1)) == 4
    assert number(steps.along(two_lanes, bar(99, "2015").ref, 1)) == 1


def test_down_goes_to_the_nearest_in_the_next_lane(two_lanes: Layout) -> None:
    assert number(steps.across(two_lanes, bar(4, "2015").ref, 1, 1)) == 3
    assert number(steps.across(two_lanes, bar(3, "2015").ref, 2, -1)) == 2


def test_at_the_last_lane_down_stays(two_lanes: Layout) -> None:
    assert number(steps.across(two_lanes, bar(3, "2015").ref, 2, 1)) == 3


def test_a_record_of_two_lanes_is_found_in_the_one_asked_for(two_lanes: Layout) -> None:
    place = steps.find(two_lanes, bar(2, "2015").ref, 2)
    assert place is not None
    assert place[0].lane.key == 2
    assert len(tuple(steps.places_of(two_lanes, bar(2, "2015").ref))) == 2


def test_without_bars_there_is_no_step() -> None:
    empty = Layout(0, 1, ())
    assert steps.along(empty, None, 1) is None
    assert steps.across(empty, None, None, 1) is None

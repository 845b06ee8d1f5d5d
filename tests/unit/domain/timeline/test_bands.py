from palmyra_desktop.domain.calendar import day_of
from palmyra_desktop.domain.timeline.bands import Holder, bands_in_view, holder_of, stretches
from palmyra_desktop.domain.timeline.scale import Scale
from tests.unit.domain.timeline.samples import band

ISLAMIC_STATE, ARMY = "Islamic State", "Syrian government"


def test_one_holder_follows_another_on_the_day_of_the_change() -> None:
    held = stretches(
        (band(ISLAMIC_STATE, "2015-05-20/2016-03-27", 1), band(ARMY, "2016-03-27/2016-12-11", 2))
    )
    assert [stretch.bands[0].holder.title for stretch in held] == [ISLAMIC_STATE, ARMY]
    assert held[0].end == held[1].start == day_of(2016, 3, 27)
    assert not any(stretch.is_contested for stretch in held)


def test_days_claimed_for_two_holders_are_contested() -> None:
    held = stretches(
        (band(ISLAMIC_STATE, "2015-05-20/2016-03-27", 1), band(ARMY, "2016-03-24/2016-12-11", 2))
    )
    assert [stretch.is_contested for stretch in held] == [False, True, False]
    assert [one.holder.title for one in held[1].bands] == [ISLAMIC_STATE, ARMY]


def test_a_shorter_claim_for_the_same_holder_adds_to_the_longer() -> None:
    held = stretches((band(ISLAMIC_STATE, "2015-05-21", 7), band(ISLAMIC_STATE, "2015-05-20/2016-03-27", 1)))
    assert len(held) == 1
    assert held[0].bands[0].claims == (1, 7)


def test_open_bands_reach_the_edges_of_the_view() -> None:
    held = stretches((band(ARMY, "../2015-05-20", 1), band(ISLAMIC_STATE, "2015-05-20/..", 2)))
    boxes = bands_in_view(held, Scale(day_of(2015, 5, 1), 1, 300))
    assert [(box.x0, box.x1) for box in boxes] == [(0, 19), (19, 300)]


def test_bands_out_of_view_are_not_drawn() -> None:
    held = stretches((band(ARMY, "2010-05-20/2010-06-20", 1),))
    assert bands_in_view(held, Scale(day_of(2015, 5, 1), 1, 300)) == ()
    assert stretches(()) == ()


def test_a_holder_is_known_in_both_languages() -> None:
    assert holder_of("Islamic State (IS)") is Holder.ISLAMIC_STATE
    assert holder_of("تنظيم الدولة الإسلامية") is Holder.ISLAMIC_STATE
    assert holder_of("Syrian army") is Holder.GOVERNMENT
    assert holder_of("الحكومة السورية") is Holder.GOVERNMENT
    assert holder_of("Tribal council") is Holder.OTHER

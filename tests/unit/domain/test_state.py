"""What claims say of one day: who speaks for it, who was last heard before it, and who does not say when."""

import pytest

from palmyra_desktop.domain.contradiction import disagreements
from palmyra_desktop.domain.corroboration import FieldClaims
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.state import State, as_of, holdings
from tests.unit.domain.test_corroboration import actor, claim, one_field

DGAM, UNOSAT, IS = actor(1, "DGAM"), actor(2, "UNOSAT"), actor(3, "IS")


@pytest.fixture
def tetrapylon() -> FieldClaims:
    return one_field(
        [
            claim(1, "good", claimants=(DGAM,), about="2016-03-28", said="2016-03-29"),
            claim(2, "fair", claimants=(DGAM,), about="2016-04", said="2016-05-01"),
            claim(3, "destroyed", claimants=(UNOSAT,), about="2017-01-10/..", said="2017-01-20"),
            claim(4, "destroyed", claimants=(DGAM,), about="2017-01-20", said="2017-01-20"),
            claim(5, "destroyed"),
            claim(6, "destroyed", stance="predicts", claimants=(IS,), about="2017-01-15"),
        ]
    )


def ids(state: State) -> tuple[list[int], list[int], list[int], int]:
    parts = (state.holding, state.before, state.undated)
    holding, before, undated = ([one.id for one in part] for part in parts)
    return holding, before, undated, state.later


def test_who_speaks_for_a_day_and_who_was_last_heard_before_it(tetrapylon: FieldClaims) -> None:
    assert ids(as_of(tetrapylon, DateSpan("2017-01-15"))) == ([3], [2], [5], 1)


def test_an_open_end_holds_no_longer_than_to_the_day_it_was_said(tetrapylon: FieldClaims) -> None:
    holding, before, _undated, later = ids(as_of(tetrapylon, DateSpan("2017-02-01")))
    assert (holding, sorted(before), later) == ([], [3, 4], 0)


def test_before_anybody_spoke_nothing_is_known(tetrapylon: FieldClaims) -> None:
    assert ids(as_of(tetrapylon, DateSpan("2015"))) == ([], [], [5], 4)


def test_who_holds_a_town_is_told_by_the_claims_whose_interval_has_the_day() -> None:
    held = one_field(
        [
            claim(1, "IS", field="held_by", claimants=(IS,), about="2016-12-11/2017-03-02"),
            claim(2, "Government", field="held_by", claimants=(DGAM,), about="2016-03-27/2016-12-11"),
            claim(3, "Government", field="held_by", claimants=(UNOSAT,), about="2017-03-02/.."),
        ]
    )
    assert [one.value for one in as_of(held, DateSpan("2017-01-15")).holding] == ["IS"]
    assert {one.value for one in as_of(held, DateSpan("2016-12-11")).holding} == {"IS", "Government"}
    assert [one.value for one in as_of(held, DateSpan("2018")).holding] == ["Government"]


def test_who_held_a_town_is_listed_stretch_by_stretch() -> None:
    claims = (
        claim(1, "IS", field="held_by", claimants=(IS,), about="2015-05/2016-03"),
        claim(2, "IS", field="held_by", claimants=(DGAM,), about="2015-05/2016-03"),
        claim(3, "Government", field="held_by", claimants=(UNOSAT,), about="2016-03/.."),
        claim(4, "Rebels", field="held_by", claimants=(UNOSAT,), about="2015-07"),
    )

    told = [(one.holder, str(one.date), len(one.claims), one.is_contested) for one in holdings(claims)]

    assert told == [
        ("IS", "2015-05/2016-03", 2, True),
        ("Rebels", "2015-07", 1, True),
        ("Government", "2016-03/..", 1, False),
    ]
    assert holdings((claim(5, "Nobody says when", field="held_by", claimants=(UNOSAT,)),)) == ()


def test_in_what_claims_disagree_is_told() -> None:
    found = disagreements(
        [
            claim(1, "destroyed"),
            claim(2, "good"),
            claim(3, "destroyed", stance="denies"),
            claim(4, "unknown"),
        ]
    )
    assert found == {
        1: frozenset({"value", "stance"}),
        2: frozenset({"value"}),
        3: frozenset({"stance"}),
    }

"""Counting reports and origins, and finding what contradicts what."""

from collections.abc import Iterable

import pytest

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.corroboration import FieldClaims, corroborate, marks
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import Link, Marks

BEL = Link(Kind.MONUMENT, 1, "Temple of Bel")
EVENT = Link(Kind.EVENT, 1, "Temple of Bel blown up")


def actor(number: int, title: str = "") -> Link:
    return Link(Kind.ACTOR, number, title or f"Actor {number}")


def source(number: int) -> Link:
    return Link(Kind.SOURCE, number, f"Source {number}")


def claim(number: int, value: str | None = None, **values: object) -> Claim:
    for name in ("said", "about"):
        if name in values:
            values[name] = DateSpan(str(values[name]))
    told = {"proposition": f"Claim {number}", "subject": BEL, "field": "condition"} | values
    return Claim(id=number, value=value, **told)  # type: ignore[arg-type]


def one_field(claims: Iterable[Claim]) -> FieldClaims:
    known = {claim.id: claim for claim in claims}
    (found,) = corroborate(known.values(), known.get)
    return found


def in_conflict(*claims: Claim) -> bool:
    return one_field(claims).conflict


def test_four_reports_of_three_origins_are_counted_by_who_the_information_comes_from() -> None:
    found = one_field(
        [
            claim(1, "destroyed", source=source(1), claimants=(actor(1, "UNOSAT"),)),
            claim(2, "destroyed", source=source(2), claimants=(actor(2, "SOHR"),)),
            claim(3, "destroyed", source=source(3), rests_on=Link(Kind.CLAIM, 2)),
            claim(4, "good", stance="asserts", source=source(4), claimants=(actor(3, "DGAM"),)),
        ]
    )
    assert (found.reports, len(found.origins), found.unknown) == (4, 3, 0)
    assert [(origin.label, origin.claim_ids) for origin in found.origins] == [
        ("UNOSAT", (1,)),
        ("SOHR", (2, 3)),
        ("DGAM", (4,)),
    ]


def test_an_unknown_origin_is_counted_apart_and_never_as_independent() -> None:
    found = one_field(
        [
            claim(1, "destroyed", source=source(1), claimants=(actor(1),)),
            claim(2, "destroyed", source=source(2)),
            claim(3, "destroyed", source=source(3), claimant_words="local media"),
        ]
    )
    assert (found.reports, len(found.origins), found.unknown) == (3, 1, 2)


def test_several_claims_in_one_source_are_one_report() -> None:
    found = one_field([claim(1, source=source(1)), claim(2, source=source(1)), claim(3)])
    assert found.reports == 1


def test_a_stated_origin_outweighs_the_one_who_speaks() -> None:
    found = one_field(
        [
            claim(1, claimants=(actor(1),), origin_actor=actor(9, "SOHR")),
            claim(2, claimants=(actor(2),), origin="  sohr "),
            claim(3, claimants=(actor(9, "SOHR"),)),
        ]
    )
    assert [origin.claim_ids for origin in found.origins] == [(1, 2, 3)]


def test_the_same_origin_spelled_otherwise_in_arabic_is_one_origin() -> None:
    found = one_field([claim(1, origin="وكالة الأنباء"), claim(2, origin="وكالةُ الانباء")])
    assert [origin.claim_ids for origin in found.origins] == [(1, 2)]


def test_claimants_speaking_together_are_one_origin_in_any_order() -> None:
    one, two = actor(1, "Syria"), actor(2, "Russia")
    found = one_field(
        [claim(1, claimants=(one, two)), claim(2, claimants=(two, one)), claim(3, claimants=(one,))]
    )
    assert [(origin.label, origin.claim_ids) for origin in found.origins] == [
        ("Syria; Russia", (1, 2)),
        ("Syria", (3,)),
    ]


def test_a_chain_of_claims_leads_to_its_first_also_outside_the_field() -> None:
    first = claim(10, field="remark", claimants=(actor(1, "An eyewitness"),))
    known = {
        10: first,
        11: claim(11, rests_on=Link(Kind.CLAIM, 10)),
        12: claim(12, rests_on=Link(Kind.CLAIM, 11)),
    }
    (found,) = corroborate([known[12]], known.get)
    assert [origin.label for origin in found.origins] == ["An eyewitness"]


def test_a_claim_resting_on_one_that_is_gone_has_an_unknown_origin() -> None:
    found = one_field([claim(1, claimants=(actor(1),), rests_on=Link(Kind.CLAIM, 99))])
    assert (found.origins, found.unknown, found.loop) == ((), 1, ())


def test_claims_resting_on_each_other_are_named_as_a_loop() -> None:
    found = one_field(
        [
            claim(1, rests_on=Link(Kind.CLAIM, 3)),
            claim(2, rests_on=Link(Kind.CLAIM, 1)),
            claim(3, rests_on=Link(Kind.CLAIM, 2)),
            claim(4, rests_on=Link(Kind.CLAIM, 2)),
        ]
    )
    assert found.loop == (1, 3, 2)
    assert (found.origins, found.unknown) == ((), 4)


def test_a_loop_through_another_field_names_all_who_are_in_it() -> None:
    ours = claim(1, "destroyed", claimants=(actor(1),), rests_on=Link(Kind.CLAIM, 2))
    theirs = claim(2, field="remark", claimants=(actor(2),), rests_on=Link(Kind.CLAIM, 1))
    (found,) = corroborate([ours], {1: ours, 2: theirs}.get)
    assert found.looping == (ours, theirs)


def test_a_claim_resting_on_itself_is_a_loop_of_one() -> None:
    assert one_field([claim(5, rests_on=Link(Kind.CLAIM, 5))]).loop == (5,)


@pytest.mark.parametrize(
    ("field", "one", "other", "expected"),
    [
        ("condition", "good", "destroyed", True),
        ("condition", "destroyed", "destroyed", False),
        ("condition", "unknown", "destroyed", False),
        ("built", "2015-08-30", "2015-08-31", True),
        ("built", "2015-08-30", "2015-08", False),
        ("built", "[2015-08-30,2015-09-02]", "2015-08-31", True),
        ("built", "no date", "2015-08-31", True),
        ("latitude", "34.5", "34.50", False),
        ("latitude", "30-40", "35", False),
        ("latitude", "30-40", "41", True),
        ("description", "A temple", "A large temple", False),
        ("remark", "brilliant", "a crime", False),
    ],
)
def test_asserted_values_conflict_when_they_exclude_each_other(
    field: str, one: str, other: str, expected: bool
) -> None:
    assert in_conflict(claim(1, one, field=field), claim(2, other, field=field)) is expected


def test_words_that_differ_by_case_and_vowel_marks_alone_agree() -> None:
    assert not in_conflict(
        claim(1, "تَدْمُر", subject=EVENT, field="place"), claim(2, "تدمر", subject=EVENT, field="place")
    )


@pytest.mark.parametrize(
    ("asserted", "denied", "expected"),
    [("2015-08-30", "2015-08", True), ("2015-08", "2015-08-30", False), ("2014", "2015", False)],
)
def test_denying_a_date_contradicts_who_names_a_day_within_it(
    asserted: str, denied: str, expected: bool
) -> None:
    said = [claim(1, asserted, field="built"), claim(2, denied, field="built", stance="denies")]
    assert in_conflict(*said) is expected


@pytest.mark.parametrize("stance", ["denies", "doubts"])
def test_a_denied_value_contradicts_who_asserts_it(stance: str) -> None:
    assert in_conflict(claim(1, "destroyed"), claim(2, "destroyed", stance=stance))
    assert not in_conflict(claim(1, "good"), claim(2, "destroyed", stance=stance))


@pytest.mark.parametrize("stance", ["predicts", "demands"])
def test_a_prediction_contradicts_nobody(stance: str) -> None:
    assert not in_conflict(claim(1, "good"), claim(2, "destroyed", stance=stance))


def test_an_occurrence_asserted_and_denied_is_a_conflict() -> None:
    said = [claim(1, subject=EVENT, field="occurrence"), claim(2, subject=EVENT, field="occurrence")]
    assert not in_conflict(*said)
    assert in_conflict(*said, claim(3, subject=EVENT, field="occurrence", stance="denies"))


def test_two_participants_do_not_exclude_each_other_but_one_may_be_denied() -> None:
    one = claim(1, subject=EVENT, field="actors", value_link=actor(1))
    two = claim(2, subject=EVENT, field="actors", value_link=actor(2))
    assert not in_conflict(one, two)
    assert in_conflict(
        one, two, claim(3, subject=EVENT, field="actors", value_link=actor(1), stance="denies")
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2015-05-20/2016-03-27", "2016-03-27/2016-12-11", False),
        ("2015-05-20/2016-03", "2016-03/2016-12-11", False),
        ("2015-05-20/2016-03-27", "2016-01-01/2016-12-11", True),
        ("2015-05-20/..", "2016-03-27/2016-12-11", True),
        ("2015-06-01", "2015-06-01", True),
    ],
)
def test_two_holders_contradict_each_other_only_for_the_same_time(
    one: str, other: str, expected: bool
) -> None:
    said = [
        claim(1, field="held_by", value_link=actor(1), about=one),
        claim(2, field="held_by", value_link=actor(2), about=other),
    ]
    assert in_conflict(*said) is expected


def test_an_open_end_reaches_no_further_than_the_day_it_was_said() -> None:
    said = [
        claim(1, field="held_by", value_link=actor(1), about="2015-05-20/..", said="2015-08-01"),
        claim(2, field="held_by", value_link=actor(2), about="2016-03-27/2016-12-11"),
    ]
    assert not in_conflict(*said)


def test_the_claims_that_disagree_are_named_and_no_other() -> None:
    found = one_field(
        [claim(1, "good"), claim(2, "destroyed"), claim(3, "unknown"), claim(4, stance="demands")]
    )
    assert found.disagreeing == {1, 2}


def test_a_claim_of_status_conflict_puts_its_field_in_conflict() -> None:
    found = one_field([claim(1, "good", status="conflict"), claim(2, "good")])
    assert found.conflict
    assert found.disagreeing == {1}


def test_values_are_grouped_in_the_order_said_with_their_stances() -> None:
    found = one_field(
        [
            claim(1, "destroyed", said="2015-09-01", stance="confirms"),
            claim(2, "good", said="2015-08-31"),
            claim(3, "Destroyed"),
        ]
    )
    assert [claim.id for claim in found.claims] == [2, 1, 3]
    assert [(group.value, group.claim_ids, group.stances) for group in found.values] == [
        ("good", (2,), ("asserts",)),
        ("destroyed", (1, 3), ("confirms", "asserts")),
    ]


def test_claims_are_gathered_by_subject_and_field_in_the_order_of_the_fields() -> None:
    said = [
        claim(1, field="remark"),
        claim(2, field="held_by"),
        claim(3, "good"),
        claim(4, field="built"),
        claim(5, field="occurrence"),
        claim(6, subject=EVENT, field="occurrence"),
    ]
    found = corroborate(said, {}.get)
    assert [(field.subject.kind, field.field) for field in found] == [
        ("event", "occurrence"),
        ("monument", "occurrence"),
        ("monument", "built"),
        ("monument", "condition"),
        ("monument", "held_by"),
        ("monument", "remark"),
    ]


def test_nothing_claimed_adds_up_to_nothing() -> None:
    assert corroborate([], {}.get) == ()


def test_marks_show_the_gravest_status() -> None:
    told = {"confirms": 1, "asserts": 2}, {"accepted", "work_needed", None}
    assert marks(*told, conflict=True) == Marks((("asserts", 2), ("confirms", 1)), "work_needed", True)
    assert marks({"denies": 1}, {None}, conflict=False) == Marks((("denies", 1),), None, False)


def test_ten_thousand_claims_on_one_field_are_compared_at_once() -> None:
    said = [
        claim(n, "good" if n % 2 else "destroyed", source=source(n), claimants=(actor(n % 7),))
        for n in range(10_000)
    ]
    found = one_field(said)
    assert (found.reports, len(found.origins), len(found.disagreeing)) == (10_000, 7, 10_000)

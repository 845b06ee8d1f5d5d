"""The state of a field on one day, as claims have it; nothing is concluded from what they do not say."""

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.contradiction import AFFIRMING, DENYING, disagreeing
from palmyra_desktop.domain.corroboration import FieldClaims
from palmyra_desktop.domain.dates import DateSpan


@dataclass(frozen=True, slots=True)
class State:
    """What claims say of one day.

    Attributes:
        holding: those that speak for that day. before: the last each origin said for an earlier day, where
            it says nothing for this one. undated: those that do not say when they hold.
        later: how many speak of later days alone.
    """

    day: DateSpan
    holding: tuple[Claim, ...]
    before: tuple[Claim, ...]
    undated: tuple[Claim, ...]
    later: int

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Those that speak for that day, then the last heard before it."""
        return (*self.holding, *self.before)


@dataclass(frozen=True, slots=True)
class Holding:
    """Who held a place for a time, as claimed; contested where a claim says otherwise for part of it."""

    holder: str
    date: DateSpan
    claims: tuple[Claim, ...]
    is_contested: bool


def holdings(claims: Collection[Claim]) -> tuple[Holding, ...]:
    """Return who held a place and when, by first day; claims of the same stretch are one."""
    stretches: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        holder = claim.value_link.title if claim.value_link else claim.value
        if claim.about is not None and holder and claim.stance in AFFIRMING:
            stretches.setdefault((holder, str(claim.about)), []).append(claim)
    against = disagreeing(claims)
    found = (
        Holding(holder, DateSpan(about), tuple(same), any(claim.id in against for claim in same))
        for (holder, about), same in stretches.items()
    )
    return tuple(sorted(found, key=lambda one: (one.date.sort_key, one.holder)))


def as_of(field: FieldClaims, day: DateSpan) -> State:
    """Return what the claims about one field say of a day (or a longer time).

    A claim holds for the time it is about, without one for the day it was said. An open end reaches to the
    day it was said, as in `contradiction.holds_for`: nobody speaks for the time after he spoke. Predictions
    and demands say nothing of what is.
    """
    speaking = [claim for claim in field.claims if claim.stance in AFFIRMING | DENYING]
    dated = [claim for claim in speaking if _time(claim) is not None]
    holding = tuple(claim for claim in dated if _covers(claim, day))
    origin_of = {id: origin.key for origin in field.origins for id in origin.claim_ids}
    heard = {origin_of[claim.id] for claim in holding if claim.id in origin_of}
    earlier = [claim for claim in dated if claim not in holding and _is_before(claim, day)]
    return State(
        day=day,
        holding=holding,
        before=tuple(_last_of_each(earlier, origin_of, heard)),
        undated=tuple(claim for claim in speaking if _time(claim) is None),
        later=len(dated) - len(holding) - len(earlier),
    )


def _time(claim: Claim) -> DateSpan | None:
    return claim.about or claim.said


def _covers(claim: Claim, day: DateSpan) -> bool:
    time = _time(claim)
    assert time is not None
    spoke = claim.said.latest_day if claim.said else None
    is_past = time.latest_day is None and spoke is not None and spoke < (day.earliest_day or spoke)
    return time.overlaps(day) and not is_past


def _is_before(claim: Claim, day: DateSpan) -> bool:
    time = _time(claim)
    assert time is not None
    return time.sort_key < day.sort_key


def _last_of_each(
    claims: Iterable[Claim], origin_of: Mapping[int, str], heard: Container[object]
) -> Iterable[Claim]:
    """Return the latest claims of each origin not heard yet; one of no known origin stands for itself."""
    last: dict[object, list[Claim]] = {}
    for claim in claims:
        key = origin_of.get(claim.id, claim.id)
        time = _time(claim)
        if key in heard or time is None:
            continue
        kept = last.get(key)
        newest = _time(kept[0]) if kept else None
        if newest is None or time.sort_key > newest.sort_key:
            last[key] = [claim]
        elif time.sort_key == newest.sort_key:
            last[key].append(claim)
    return (claim for same in last.values() for claim in same)

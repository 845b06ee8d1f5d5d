"""When two claims about one field cannot both be right. Nobody is said to be wrong: both sides disagree."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

from palmyra_desktop.domain.claim import HELD_BY, OCCURRENCE, REMARK, Claim
from palmyra_desktop.domain.dates import DateSpan, InvalidDate
from palmyra_desktop.domain.fields import FieldType, Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.text import name_key

AFFIRMING: Final = frozenset({"asserts", "confirms", "concedes"})
"""Stances that put a value forward."""
DENYING: Final = frozenset({"denies", "doubts"})
"""Stances that speak against a value. Predictions and demands do neither: they are not about what is."""
_SPEAKING: Final = AFFIRMING | DENYING
_ALL_TIME: Final = 10**18  # days; further than any date reaches
_UNKNOWN = "unknown"
_NUMBER = r"[-+]?\d+(?:\.\d+)?"
_RANGE = re.compile(rf"\s*({_NUMBER})\s*(?:(?:\.\.|-|–|/|to)\s*({_NUMBER})\s*)?(?:%\s*)?")

# Of these a record may have several at once, so that two values do not exclude each other.
_SEVERAL = frozenset(
    {FieldType.LONG_TEXT, FieldType.LINKS, FieldType.TEXTS, FieldType.NAMES, FieldType.IDENTIFIERS}
)

Disagreement = Literal["value", "stance"]
"""In what two claims disagree: values that exclude each other, or one denies what the other puts forward."""
Value = DateSpan | tuple[float, float] | str
"""A claimed value to compare: a date, a range of numbers, or folded text ("" without one)."""


@dataclass(frozen=True, slots=True)
class _Side:
    """What claims of one side say: the same value for the same time."""

    affirms: bool
    value: Value
    time: tuple[int, int]


def disagreeing(claims: Iterable[Claim]) -> frozenset[int]:
    """Return the ids of those claims, all about one field of one record, that contradict another of them."""
    return frozenset(disagreements(claims))


def disagreements(claims: Iterable[Claim]) -> dict[int, frozenset[Disagreement]]:
    """Return in what claims, all about one field of one record, contradict another of them, by their ids.

    Two contradict each other when both speak for the same time and either put forward values that exclude
    each other, or one denies or doubts what the other puts forward.
    """
    speaking = [claim for claim in claims if claim.field != REMARK and claim.stance in _SPEAKING]
    if len({(claim.value, claim.value_link, claim.stance in AFFIRMING) for claim in speaking}) < 2:
        return {}  # they say the same; dates and times need not be read, as for nearly all records
    sides: dict[_Side, list[Claim]] = {}
    for claim in speaking:
        side = _Side(claim.stance in AFFIRMING, comparable(claim), holds_for(claim))
        sides.setdefault(side, []).append(claim)
    found: dict[int, frozenset[Disagreement]] = {}
    for (one, ones), (other, others) in combinations(sides.items(), 2):
        if _contradict(one, other, ones[0]):
            way: Disagreement = "value" if one.affirms == other.affirms else "stance"
            for claim in (*ones, *others):
                found[claim.id] = found.get(claim.id, frozenset()) | {way}
    return found


def comparable(claim: Claim) -> Value:
    """Return what a claim puts forward, in a form two of which can be compared.

    What cannot be read as its field's type (a date that is no EDTF) is compared as text.
    """
    if claim.value_link is not None:
        return f"{claim.value_link.kind}:{claim.value_link.id}"
    text = claim.value or ""
    kind = field_type(claim.subject.kind, claim.field)
    if kind is FieldType.DATE and text:
        try:
            return DateSpan.parse(text)
        except InvalidDate:
            return name_key(text)
    number = _RANGE.fullmatch(text) if kind is FieldType.NUMBER else None
    if number:
        low, high = float(number[1]), float(number[2] or number[1])
        return min(low, high), max(low, high)
    return name_key(text)


def field_type(subject: Kind, field: str) -> FieldType:
    """Return the type of a claimed field; of a special or unknown one, what its values are."""
    described = record_type(subject)
    if described.has_field(field):
        return described.field(field).type
    return FieldType.LINK if field == HELD_BY else FieldType.TEXT


def holds_for(claim: Claim) -> tuple[int, int]:
    """Return first and last day for which a claim surely speaks.

    Of an interval that is its inside, from the last day it may begin to the first it may end: two that share
    a month in which one may have followed the other do not disagree. Nobody speaks for the time after he
    spoke: an end left open is the day it was said.
    """
    if claim.about is None:
        return -_ALL_TIME, _ALL_TIME
    first, last = _inside(claim.about)
    if last == _ALL_TIME and claim.said is not None and claim.said.latest_day is not None:
        last = max(claim.said.latest_day, first)
    return first, last


def same_time(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches of days share more than the day on which one follows the other."""
    return one == other or max(one[0], other[0]) < min(one[1], other[1])


def _inside(span: DateSpan) -> tuple[int, int]:
    if span.is_interval:
        first = span.start.latest_day if span.start else None
        last = span.end.earliest_day if span.end else None
        if first is None or last is None or first <= last:
            return _bounds(first, last)
    return _bounds(span.earliest_day, span.latest_day)


def _bounds(first: int | None, last: int | None) -> tuple[int, int]:
    return -_ALL_TIME if first is None else first, _ALL_TIME if last is None else last


def _contradict(one: _Side, other: _Side, example: Claim) -> bool:
    if not same_time(one.time, other.time):
        return False
    if one.affirms and other.affirms:
        several = field_type(example.subject.kind, example.field) in _SEVERAL
        return example.field != OCCURRENCE and not several and _exclude(one.value, other.value)
    if one.affirms == other.affirms:
        return False
    if example.field == OCCURRENCE:
        return True
    affirmed, denied = (one, other) if one.affirms else (other, one)
    return _implies(affirmed.value, denied.value)


def _exclude(one: Value, other: Value) -> bool:
    """Whether no state of the world fits both values; a date differs from another by more than precision."""
    if one in ("", _UNKNOWN) or other in ("", _UNKNOWN):
        return False
    if isinstance(one, DateSpan) and isinstance(other, DateSpan):
        return one.disagrees_with(other)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return max(one[0], other[0]) > min(one[1], other[1])
    return one != other


def _implies(affirmed: Value, denied: Value) -> bool:
    """Whether who is right in the first value cannot be right in denying the second."""
    if isinstance(affirmed, DateSpan) and isinstance(denied, DateSpan):
        return affirmed.certainly_within(denied.earliest_day, denied.latest_day)
    if isinstance(affirmed, tuple) and isinstance(denied, tuple):
        return denied[0] <= affirmed[0] and affirmed[1] <= denied[1]
    return affirmed != "" and affirmed == denied

"""Claims on one field together: how many report it, from how many origins, and whether they agree.

Reports are distinct sources; origins are who the information comes from, so that five outlets that
repeat one agency are five reports of one origin. No winner is ever chosen here.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from palmyra_desktop.domain.claim import HELD_BY, OCCURRENCE, REMARK, Claim
from palmyra_desktop.domain.contradiction import comparable, disagreeing
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link, Marks, RecordRef
from palmyra_desktop.domain.text import name_key

Lookup = Callable[[int], Claim | None]
"""Finds a claim by id, None where there is none; asked for claims that others rest on."""

GRAVEST_FIRST: Final = ("issue", "conflict", "work_needed", "accepted")
"""Keys of `claim_status`, the gravest first."""


@dataclass(frozen=True, slots=True)
class ValueGroup:
    """Claims that name the same value.

    Attributes:
        value: as the first of them says it, in file form; "" where no value is named.
        label: the value, or the title of the record claimed. stances: of `claim_ids`, in their order.
    """

    value: str
    label: str
    claim_ids: tuple[int, ...]
    stances: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Who a piece of information comes from.

    Attributes:
        key: the same for the same origin, within one archive. label: names, or the words of the claim.
    """

    key: str
    label: str
    claim_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FieldClaims:
    """The claims about one field of one record, counted and compared.

    Attributes:
        claims: in the order said (undated last), then by id. values: in the order of their first claims.
        reports: distinct sources. origins: distinct known ones. unknown: claims whose origin nobody knows;
            never counted as independent.
        conflict: whether they contradict each other, or one of them has the status conflict.
        disagreeing: ids of the claims that do. loop: ids of claims that rest on each other, in that order.
        looping: these claims; some may be about another field.
    """

    subject: RecordRef
    field: str
    claims: tuple[Claim, ...]
    values: tuple[ValueGroup, ...]
    reports: int
    origins: tuple[Origin, ...]
    unknown: int
    conflict: bool
    disagreeing: frozenset[int]
    loop: tuple[int, ...]
    looping: tuple[Claim, ...] = ()


def corroborate(claims: Iterable[Claim], lookup: Lookup) -> tuple[FieldClaims, ...]:
    """Return the claims gathered by subject and field, in the order of the subject's fields.

    That it happened comes first; who held it, and remarks, come last.
    """
    gathered = _gathered(claims)
    keys = sorted(gathered, key=lambda key: (key[0], field_place(*key), key[1]))
    return tuple(_field_claims(subject, field, gathered[subject, field], lookup) for subject, field in keys)


def marks(stances: Mapping[str, int], statuses: Collection[str | None], conflict: bool) -> Marks:
    """Return what the claims about one record add up to.

    Args:
        stances: how many have each. statuses: those they have. conflict: whether any of them disagree.
    """
    gravest = next((status for status in GRAVEST_FIRST if status in statuses), None)
    return Marks(tuple(sorted(stances.items(), key=lambda told: (-told[1], told[0]))), gravest, conflict)


def in_order_said(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims by the date they were said, undated last, then by id."""
    return tuple(sorted(claims, key=lambda claim: (claim.said is None, _day(claim.said), claim.id)))


def field_place(subject: RecordRef, field: str) -> int:
    """Return the place of a claimed field among those of its subject's kind."""
    if field == OCCURRENCE:
        return -1
    keys = [*(described.key for described in record_type(subject.kind).fields), HELD_BY, REMARK]
    return keys.index(field) if field in keys else len(keys)


def origin_key(label: str) -> str:
    """Return what an origin's label has in common with others of the same origin; never with a colon."""
    return name_key(label).replace(":", " ")


def _gathered(claims: Iterable[Claim]) -> dict[tuple[RecordRef, str], list[Claim]]:
    gathered: dict[tuple[RecordRef, str], list[Claim]] = {}
    for claim in claims:
        gathered.setdefault((claim.subject.ref, claim.field), []).append(claim)
    return gathered


def _day(span: DateSpan | None) -> tuple[int, int]:
    return (0, 0) if span is None else span.sort_key


def _field_claims(subject: RecordRef, field: str, claims: list[Claim], lookup: Lookup) -> FieldClaims:
    ordered = in_order_said(claims)
    origins, unknown, loop = _origins(ordered, lookup)
    by_id = {claim.id: claim for claim in ordered}
    looping = (by_id.get(number) or lookup(number) for number in loop)
    against = disagreeing(ordered) | {claim.id for claim in ordered if claim.status == "conflict"}
    return FieldClaims(
        subject=subject,
        field=field,
        claims=ordered,
        values=_values(ordered),
        reports=len({claim.source.id for claim in ordered if claim.source}),
        origins=origins,
        unknown=unknown,
        conflict=bool(against),
        disagreeing=against,
        loop=loop,
        looping=tuple(claim for claim in looping if claim is not None),
    )


def _values(claims: Sequence[Claim]) -> tuple[ValueGroup, ...]:
    groups: dict[object, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(comparable(claim), []).append(claim)
    return tuple(
        ValueGroup(
            value=same[0].value or "",
            label=same[0].value_link.title if same[0].value_link else same[0].value or "",
            claim_ids=tuple(claim.id for claim in same),
            stances=tuple(claim.stance for claim in same),
        )
        for same in groups.values()
    )


def _origins(claims: Sequence[Claim], lookup: Lookup) -> tuple[tuple[Origin, ...], int, tuple[int, ...]]:
    """Return the known origins, how many claims have none, and the claims that rest on each other."""
    roots, loops = zip(*(_root(claim, lookup) for claim in claims), strict=True)
    actors = {origin_key(label): key for key, label in filter(None, roots) if ":" in key}
    labels: dict[str, str] = {}
    resting: dict[str, list[int]] = {}
    for claim, root in zip(claims, roots, strict=True):
        if root:
            # An origin given in words is the actor of that name, where one is an origin here.
            key = actors.get(origin_key(root[1]), root[0])
            labels.setdefault(key, root[1])
            resting.setdefault(key, []).append(claim.id)
    known = tuple(Origin(key, labels[key], tuple(ids)) for key, ids in resting.items())
    return known, roots.count(None), tuple(dict.fromkeys(chain(*loops)))


def _root(claim: Claim, lookup: Lookup) -> tuple[tuple[str, str] | None, tuple[int, ...]]:
    """Return key and label of where a claim comes from, and the loop it ends in, if it does.

    A claim that rests on one the archive no longer has comes from nobody knows where.
    """
    path = [claim.id]
    while claim.rests_on is not None:
        if claim.rests_on.id in path:
            return None, _from_smallest(path[path.index(claim.rests_on.id) :])
        path.append(claim.rests_on.id)
        found = lookup(claim.rests_on.id)
        if found is None:
            return None, ()
        claim = found
    return _stated_origin(claim), ()


def _stated_origin(claim: Claim) -> tuple[str, str] | None:
    if claim.origin_actor is not None:
        return together((claim.origin_actor,))
    if claim.origin and claim.origin.strip():
        return origin_key(claim.origin), claim.origin
    return together(claim.claimants) if claim.claimants else None


def together(actors: Iterable[Link]) -> tuple[str, str]:
    """Return key and label of actors as one origin, whatever their order."""
    ordered = sorted({actor.id: actor for actor in actors}.values(), key=lambda actor: actor.id)
    key = "+".join(f"{Kind.ACTOR}:{actor.id}" for actor in ordered)
    return key, "; ".join(actor.title for actor in ordered)


def _from_smallest(loop: list[int]) -> tuple[int, ...]:
    start = loop.index(min(loop))
    return (*loop[start:], *loop[:start])

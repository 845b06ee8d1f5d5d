"""What is counted rather than entered: events, claims and images of a record, and where claims disagree."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.contradiction import AFFIRMING, disagreeing
from palmyra_desktop.domain.dates import date_span
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import Link
from palmyra_desktop.storage import relations
from palmyra_desktop.storage.relations import KEY, RECORD, Pairs, live, pair
from palmyra_desktop.storage.schema import claim, claim_claimant

_COMPARED = (
    "id",
    "subject_kind",
    "subject_id",
    "field",
    "value",
    "value_link_kind",
    "value_link_id",
    "stance",
    "said",
    "about",
    "status",
    "source_id",
)


def counted(kind: Kind, field: str) -> Pairs:
    """Return what a derived count of a kind counts, as pairs (record, what is counted).

    An actor's claims are those it makes, a source's those in it, of others those about it.
    """
    if field == "event_count":
        return relations.events(kind)
    if field == "image_count":
        return relations.images(kind)
    if kind is Kind.ACTOR:
        made = pair(claim_claimant.c.actor_id, claim_claimant.c.claim_id)
        return made.join(claim, claim.c.id == claim_claimant.c.claim_id).where(live(claim))
    return relations.claims(kind) if kind is Kind.SOURCE else relations.claims_about(kind)


def counts(kind: Kind, field: str, ids: Collection[int] | None = None) -> Select[Any]:
    """Return a select of (record, count); records that have none are left out. None is all records."""
    pairs = counted(kind, field).subquery()
    numbers = select(pairs.c[RECORD], func.count(pairs.c[KEY].distinct()).label("count"))
    among = [] if ids is None else [pairs.c[RECORD].in_(ids)]
    return numbers.where(*among).group_by(pairs.c[RECORD])


def compared_claims(connection: Connection, condition: ColumnElement[bool]) -> tuple[Claim, ...]:
    """Return claims with what is needed to compare and to count them, and no more."""
    columns = [claim.c[key] for key in _COMPARED]
    return tuple(map(_compared, connection.execute(select(*columns).where(condition, live(claim)))))


def in_conflict(connection: Connection, kind: Kind, ids: Select[Any]) -> frozenset[int]:
    """Return those of the records selected with a field that claims contradict each other on."""
    if kind is Kind.CLAIM:
        marked = select(claim.c.id).where(claim.c.status == "conflict", claim.c.id.in_(ids))
        return frozenset(connection.execute(marked).scalars())
    about = claim.c.subject_kind == kind.value, claim.c.subject_id.in_(ids), live(claim)
    return records_in_conflict(compared_claims(connection, and_(*about, _may_contradict(about))))


def contested(connection: Connection, kind: Kind, ids: Collection[int]) -> frozenset[int]:
    """Return those of some records, as many as one statement takes, that claims contradict each other on."""
    columns = [claim.c[key] for key in _COMPARED]
    about = claim.c.subject_kind == kind.value, claim.c.subject_id.in_(ids), live(claim)
    fields: dict[tuple[int, str], list[Any]] = defaultdict(list)
    for row in connection.execute(select(*columns).where(*about)).all():
        fields[row[2], row[3]].append(row)
    # Nearly all fields have one claim, or several that say the same: their dates need not be read.
    return records_in_conflict(
        _compared(row) for same in fields.values() if _is_doubtful(same) for row in same
    )


def _is_doubtful(claims: Collection[Any]) -> bool:
    """Whether rows of claims on one field are marked as a conflict, or do not all say the same."""
    said = {(row[4], row[6], row[7] in AFFIRMING, row[10] == "conflict") for row in claims}
    return len(said) > 1 or any(is_marked for *_value, is_marked in said)


def records_in_conflict(claims: Iterable[Claim]) -> frozenset[int]:
    """Return those subjects, all of one kind, on a field of which these claims contradict each other."""
    fields: dict[tuple[int, str], list[Claim]] = defaultdict(list)
    for each in claims:
        fields[each.subject.id, each.field].append(each)
    return frozenset(
        subject
        for (subject, _field), same in fields.items()
        if any(each.status == "conflict" for each in same) or disagreeing(same)
    )


def _may_contradict(about: Iterable[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Return the condition for claims marked as a conflict, or on a field with several answers."""
    differing = (claim.c.value, claim.c.value_link_kind, claim.c.value_link_id, claim.c.stance)
    fields = select(claim.c.subject_id, claim.c.field).where(*about)
    several = (
        fields.group_by(claim.c.subject_id, claim.c.field)
        .having(or_(*(func.count(column.distinct()) > 1 for column in differing)))
        .subquery()
    )
    same_field = and_(claim.c.subject_id == several.c.subject_id, claim.c.field == several.c.field)
    crowded = select(claim.c.id).join(several, same_field).where(*about)
    return or_(claim.c.status == "conflict", claim.c.id.in_(crowded))


def _compared(row: Any) -> Claim:
    linked = row.value_link_id is not None
    return Claim(
        id=row.id,
        proposition="",
        subject=Link(Kind(row.subject_kind), row.subject_id),
        field=row.field,
        value=row.value,
        value_link=Link(Kind(row.value_link_kind), row.value_link_id) if linked else None,
        stance=row.stance,
        said=None if row.said is None else date_span(row.said),
        about=None if row.about is None else date_span(row.about),
        status=row.status,
        source=None if row.source_id is None else Link(Kind.SOURCE, row.source_id),
    )

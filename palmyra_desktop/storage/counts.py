"""What is counted rather than entered: events, claims and images of a record, and where claims disagree."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.contradiction import AFFIRMING, disagreeing
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import Link
from palmyra_desktop.storage import relations
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.kept_dates import kept_date
from palmyra_desktop.storage.relations import KEY, RECORD, Relation, live
from palmyra_desktop.storage.schema import claim, claim_claimant

SAID = (
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
)
"""What tells whether claims contradict each other; keys of columns, and of plain values."""
_MANY = 250  # records, more than a list shows at once; of few, their rows are looked up sooner


def counted(kind: Kind, field: str) -> Relation:
    """Return what a derived count of a kind counts, as pairs (record, what is counted).

    An actor's claims are those it makes, a source's those in it, of others those about it.
    """
    if field == "event_count":
        return relations.events(kind)
    if field == "image_count":
        return relations.images(kind)
    if kind is Kind.ACTOR:
        made = relations.step(claim_claimant.c.actor_id, claim_claimant.c.claim_id)
        return made.then(relations.step(claim.c.id, claim.c.id, live(claim)))
    return relations.claims(kind) if kind is Kind.SOURCE else relations.claims_about(kind)


def counts(kind: Kind, field: str, ids: Collection[int] | None = None) -> Select[Any]:
    """Return a select of (record, count); records that have none are left out. None is all records."""
    relation = counted(kind, field)
    if ids is None or len(ids) >= _MANY:
        relation = relation.of_many()
    pairs = relation.subquery()
    key = pairs.c[KEY] if relation.is_once else pairs.c[KEY].distinct()
    numbers = select(pairs.c[RECORD], func.count(key).label("count"))
    wanted = [] if ids is None else [among(pairs.c[RECORD], ids)]
    return numbers.where(*wanted).group_by(pairs.c[RECORD])


def in_conflict(connection: Connection, kind: Kind, ids: Select[Any] | Collection[int]) -> frozenset[int]:
    """Return those of some records with a field that claims disagree on, or are marked so."""
    if kind is Kind.CLAIM:
        marked = select(claim.c.id).where(claim.c.status == "conflict", _in(claim.c.id, ids))
        return frozenset(connection.execute(marked).scalars())
    about = and_(claim.c.subject_kind == kind.value, live(claim))
    if not isinstance(ids, Select):
        return disagreed(said(connection, and_(about, among(claim.c.subject_id, ids))))
    doubtful = set(map(tuple, connection.execute(_doubtful(about, claim.c.subject_id.in_(ids)))))
    of_these = and_(about, among(claim.c.subject_id, {subject for subject, _field in doubtful}))
    return disagreed(row for row in said(connection, of_these) if (row[1], row[2]) in doubtful)


def said(connection: Connection, condition: ColumnElement[bool]) -> Sequence[Sequence[Any]]:
    """Return what claims say, the columns SAID of each."""
    cursor: Any = connection.execute(select(*(claim.c[key] for key in SAID)).where(condition)).cursor
    return list(cursor.fetchall())  # as the driver gives them: they are many


def disagreed(claims: Iterable[Sequence[Any]]) -> frozenset[int]:
    """Return those subjects, all of one kind, with a field that claims disagree on, or are marked so.

    Args:
        claims: the columns SAID of each.
    """
    every = list(claims)
    marked = {subject for _kind, subject, *_told, status in every if status == "conflict"}
    return frozenset(marked.union(subject for subject, _field in disputed(every)))


def disputed(claims: Iterable[Sequence[Any]]) -> frozenset[tuple[int, str]]:
    """Return the fields, as (subject, field), on which claims disagree, whatever they are marked.

    Args:
        claims: as for `disagreed`.
    """
    different: dict[tuple[int, str], set[tuple[Any, ...]]] = defaultdict(set)
    for kind, subject, field, value, end_kind, end, stance, at, about, _status in claims:
        # When something was said matters where a time is claimed.
        told = kind, field, value, end_kind, end, stance, about and at, about
        different[subject, field].add(told)
    doubtful = ((place, each) for place, each in different.items() if len(each) > 1)
    return frozenset(place for place, each in doubtful if _differ(frozenset(each)))


@lru_cache(maxsize=1 << 12)
def _differ(told: frozenset[tuple[Any, ...]]) -> bool:
    """Whether claims about one field that say this contradict each other; of many records it is the same."""
    return bool(disagreeing(_compared(number, each) for number, each in enumerate(told)))


def _doubtful(*about: ColumnElement[bool]) -> Select[Any]:
    """Return a select of the fields claims differ on or are marked on: (subject, field).

    Nearly all fields have one claim, or several that say the same; those claims need not be read.
    """
    differing = (
        claim.c.value,
        claim.c.value_link_kind,
        claim.c.value_link_id,
        case((claim.c.stance.in_(AFFIRMING), 1), else_=0),
    )
    marked = func.max(case((claim.c.status == "conflict", 1), else_=0))
    return (
        select(claim.c.subject_id, claim.c.field)
        .where(*about)
        .group_by(claim.c.subject_id, claim.c.field)
        .having(or_(marked == 1, *(func.min(column) != func.max(column) for column in differing)))
    )


def _in(column: ColumnElement[Any], ids: Select[Any] | Collection[int]) -> ColumnElement[bool]:
    return column.in_(ids) if isinstance(ids, Select) else among(column, ids)


def _compared(number: int, told: tuple[Any, ...]) -> Claim:
    its_kind, field, value, kind, linked, stance, said, about = told
    return Claim(
        id=number,
        proposition="",
        subject=Link(Kind(its_kind), 0),
        field=field,
        value=value,
        value_link=None if linked is None else Link(Kind(kind), linked),
        stance=stance,
        said=None if said is None else kept_date(said),
        about=None if about is None else kept_date(about),
    )

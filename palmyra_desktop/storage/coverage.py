"""The gaps of an archive, counted and listed; a few queries whatever its size, none of them writes."""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.corroboration import corroborate
from palmyra_desktop.domain.coverage import (
    LABELS,
    LOOPING,
    SINGLE_ORIGIN,
    UNCLAIMED,
    UNCLAIMED_LABELS,
    UNDATED,
    WITHOUT_CREDIT,
    WITHOUT_WORDS,
    Gap,
)
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link
from palmyra_desktop.storage.relations import live
from palmyra_desktop.storage.schema import LINKS, RECORD_TABLES, actor, claim, claim_claimant, event, image
from palmyra_desktop.storage.values import is_column

MOST_LISTED = 10_000
_PAGE = 2_000


def gaps(connection: Connection, check: Callable[[], None]) -> tuple[Gap, ...]:
    """Return every line of the report, also those that find nothing.

    Args:
        check: called again and again; raises where the report is not wanted any more.
    """
    unclaimed = (
        _gap(connection, UNCLAIMED, label, kind, _unclaimed(kind)) for kind, label in UNCLAIMED_LABELS.items()
    )
    return (
        *unclaimed,
        *_by_origin(connection, check),
        _gap(connection, WITHOUT_WORDS, LABELS[WITHOUT_WORDS], Kind.CLAIM, claim.c.words.is_(None)),
        _gap(connection, WITHOUT_CREDIT, LABELS[WITHOUT_CREDIT], Kind.IMAGE, image.c.credit.is_(None)),
        _gap(connection, UNDATED, LABELS[UNDATED], Kind.EVENT, event.c.date.is_(None)),
    )


def _gap(connection: Connection, code: str, label: str, kind: Kind, lacks: ColumnElement[bool]) -> Gap:
    table = RECORD_TABLES[kind]
    condition = and_(live(table), lacks)
    count = connection.execute(select(func.count()).select_from(table).where(condition)).scalar_one()
    ids = select(table.c.id).where(condition).order_by(table.c.id).limit(MOST_LISTED)
    return Gap(code, label, kind, count, tuple(connection.execute(ids).scalars()) if count else ())


def _unclaimed(kind: Kind) -> ColumnElement[bool]:
    """Return the condition that one of a record's claimable fields holds a value that no claim is about."""
    table, lacking = RECORD_TABLES[kind], []
    for field in record_type(kind).fields:
        if not field.claimable:
            continue
        if is_column(field):
            has_value: ColumnElement[bool] = table.c[field.key].is_not(None)
        else:
            links = LINKS[kind, field.key]
            has_value = exists().where(links.owner_column == table.c.id)
        claimed = exists().where(
            claim.c.subject_kind == kind.value,
            claim.c.subject_id == table.c.id,
            claim.c.field == field.key,
            live(claim),
        )
        lacking.append(and_(has_value, ~claimed))
    return or_(*lacking)


def _by_origin(connection: Connection, check: Callable[[], None]) -> tuple[Gap, Gap]:
    """Return the facts all claims about which come from one origin, listed by these claims, and the loops.

    The claims are read once, fact by fact, and never all in memory; those others rest on are.
    """
    names = {row.id: row.name for row in connection.execute(select(actor.c.id, actor.c.name))}
    bases = select(claim.c.rests_on_id).where(claim.c.rests_on_id.is_not(None))
    resting = claim.c.rests_on_id.is_not(None) | claim.c.id.in_(bases)
    known = {found.id: found for found in _claims(connection, names, resting)}
    single, listed, loops = 0, list[int](), dict[int, None]()
    for _fact, found in groupby(_claims(connection, names), key=lambda one: (one.subject, one.field)):
        same = tuple(found)
        check()
        if len(same) == 1 and same[0].rests_on is None:  # as nearly all: there is nothing to compare
            (only,) = same
            is_single = bool(only.claimants or only.origin_actor or (only.origin and only.origin.strip()))
        else:
            (field,) = corroborate(same, known.get)
            is_single = len(field.origins) == 1 and not field.unknown
            loops |= dict.fromkeys(field.loop)
        if is_single:
            single += 1
            listed += [one.id for one in same][: MOST_LISTED - len(listed)]
    return (
        Gap(SINGLE_ORIGIN, LABELS[SINGLE_ORIGIN], Kind.CLAIM, single, tuple(listed)),
        Gap(LOOPING, LABELS[LOOPING], Kind.CLAIM, len(loops), tuple(loops)[:MOST_LISTED]),
    )


def _claims(
    connection: Connection, names: Mapping[int, str], condition: ColumnElement[bool] | None = None
) -> Iterator[Claim]:
    """Yield claims by what they are about, with what tells where they come from and no more."""
    keys = ("id", "subject_kind", "subject_id", "field", "origin", "origin_actor_id", "rests_on_id")
    rows = select(*(claim.c[key] for key in keys), claim_claimant.c.actor_id).outerjoin(claim_claimant)
    rows = rows.where(live(claim), *([] if condition is None else [condition]))
    about = claim.c.subject_kind, claim.c.subject_id, claim.c.field, claim.c.id
    ordered = rows.order_by(*about, claim_claimant.c.position)
    found = connection.execution_options(yield_per=_PAGE).execute(ordered)
    for _number, same in groupby(found, key=lambda row: row.id):
        speaking = tuple(same)
        row = speaking[0]
        yield Claim(
            id=row.id,
            proposition="",
            subject=Link(Kind(row.subject_kind), row.subject_id),
            field=row.field,
            claimants=tuple(_actor(one.actor_id, names) for one in speaking if one.actor_id is not None),
            origin=row.origin,
            origin_actor=None if row.origin_actor_id is None else _actor(row.origin_actor_id, names),
            rests_on=None if row.rests_on_id is None else Link(Kind.CLAIM, row.rests_on_id),
        )


def _actor(number: int, names: Mapping[int, str]) -> Link:
    return Link(Kind.ACTOR, number, names.get(number, ""))

"""The gaps of an archive, counted and listed; a few queries whatever its size, none of them writes."""

from collections import defaultdict
from collections.abc import Iterator

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


def gaps(connection: Connection) -> tuple[Gap, ...]:
    """Return every line of the report, also those that find nothing."""
    unclaimed = (
        _gap(connection, UNCLAIMED, label, kind, _unclaimed(kind)) for kind, label in UNCLAIMED_LABELS.items()
    )
    return (
        *unclaimed,
        *_by_origin(connection),
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


def _by_origin(connection: Connection) -> tuple[Gap, Gap]:
    """Return the facts all claims about which come from one origin, listed by these claims, and the loops."""
    known = {found.id: found for found in _with_origins(connection)}
    fields = corroborate(known.values(), known.get)
    single = [field for field in fields if len(field.origins) == 1 and not field.unknown]
    claims = tuple(claim.id for field in single for claim in field.claims)[:MOST_LISTED]
    loops = tuple(dict.fromkeys(number for field in fields for number in field.loop))
    return (
        Gap(SINGLE_ORIGIN, LABELS[SINGLE_ORIGIN], Kind.CLAIM, len(single), claims),
        Gap(LOOPING, LABELS[LOOPING], Kind.CLAIM, len(loops), loops[:MOST_LISTED]),
    )


def _with_origins(connection: Connection) -> Iterator[Claim]:
    """Yield all claims with what tells where they come from, and no more."""
    names = {row.id: row.name for row in connection.execute(select(actor.c.id, actor.c.name))}
    speaking: dict[int, list[Link]] = defaultdict(list)
    for number, speaker in connection.execute(select(claim_claimant.c.claim_id, claim_claimant.c.actor_id)):
        speaking[number].append(_actor(speaker, names))
    columns = ("id", "subject_kind", "subject_id", "field", "origin", "origin_actor_id", "rests_on_id")
    for row in connection.execute(select(*(claim.c[key] for key in columns)).where(live(claim))):
        yield Claim(
            id=row.id,
            proposition="",
            subject=Link(Kind(row.subject_kind), row.subject_id),
            field=row.field,
            claimants=tuple(speaking.get(row.id, ())),
            origin=row.origin,
            origin_actor=None if row.origin_actor_id is None else _actor(row.origin_actor_id, names),
            rests_on=None if row.rests_on_id is None else Link(Kind.CLAIM, row.rests_on_id),
        )


def _actor(number: int, names: dict[int, str]) -> Link:
    return Link(Kind.ACTOR, number, names.get(number, ""))

"""A record with its claims, and with the records that point at it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, func, select

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.corroboration import field_place, in_order_said
from palmyra_desktop.domain.criteria import Criteria, FacetChoice
from palmyra_desktop.domain.fields import FieldType, Kind
from palmyra_desktop.domain.found import Detail, LinkedGroup
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link, Record, RecordRef
from palmyra_desktop.i18n import N_
from palmyra_desktop.storage import custody, relations
from palmyra_desktop.storage.ordering import ordered
from palmyra_desktop.storage.records import read, titles_of
from palmyra_desktop.storage.relations import live
from palmyra_desktop.storage.schema import (
    LINKS,
    RECORD_TABLES,
    actor_membership,
    chosen,
    claim,
    claim_claimant,
    image,
    monument,
    name,
)

if TYPE_CHECKING:  # brings numpy, which is imported in a worker once the window shows
    from palmyra_desktop.storage.facet_index.indexes import Indexes

_SHOWN = 200


def detail(connection: Connection, ref: RecordRef, indexes: "Indexes | None" = None) -> Detail | None:
    """Return a record with all that is linked to it, None where it is not there; `indexes` as for `read`."""
    records = read(connection, ref.kind, (ref.id,), indexes)
    if not records:
        return None
    claims = claims_about(connection, ref)
    return Detail(
        records[0],
        claims,
        _chosen(connection, ref),
        tuple(_groups(connection, ref, indexes)),
        _names(connection, records[0]),
        custody.of_record(connection, ref),
    )


def claims_about(connection: Connection, ref: RecordRef) -> tuple[Claim, ...]:
    """Return the claims about a record, by field, then date said; of a claim, those resting on it."""
    if ref.kind is Kind.CLAIM:
        condition = claim.c.rests_on_id == ref.id
    else:
        condition = (claim.c.subject_kind == ref.kind.value) & (claim.c.subject_id == ref.id)
    ids = connection.execute(select(claim.c.id).where(condition, live(claim))).scalars().all()
    said = in_order_said(record for record in read(connection, Kind.CLAIM, ids) if isinstance(record, Claim))
    return tuple(sorted(said, key=lambda one: (field_place(ref, one.field), one.field)))


def _chosen(connection: Connection, ref: RecordRef) -> dict[str, int]:
    rows = select(chosen.c.field, chosen.c.claim_id)
    found = connection.execute(rows.where(chosen.c.kind == ref.kind.value, chosen.c.record_id == ref.id))
    return {row.field: row.claim_id for row in found}


def _groups(connection: Connection, ref: RecordRef, indexes: "Indexes | None") -> Iterator[LinkedGroup]:
    for label, kind, ids, facet in _pointing(ref):
        chosen_so = Criteria(kind, facets=(FacetChoice(facet, (ref.id,)),))
        indexed = indexes.answer(connection, chosen_so) if indexes and facet else None
        if indexed is None:
            total, first = _counted(connection, kind, ids)
        else:
            total, first = indexed.count, indexed.ids(connection, None)[:_SHOWN]
        if total:
            titles = titles_of(connection, kind, first)
            links = tuple(Link(kind, number, titles[number]) for number in first)
            yield LinkedGroup(label, kind, links, total)


def _counted(connection: Connection, kind: Kind, ids: Select[Any]) -> tuple[int, Sequence[int]]:
    """Return how many of some records are not in the trash, and the first of them in the kind's own order."""
    table = RECORD_TABLES[kind]
    found = select(table.c.id).where(live(table), table.c.id.in_(ids))
    total = connection.execute(select(func.count()).select_from(found.subquery())).scalar_one()
    first = ordered(found, kind, None).limit(_SHOWN)
    return total, connection.execute(first).scalars().all() if total else ()


def _pointing(ref: RecordRef) -> Iterator[tuple[str, Kind, Select[Any], str]]:
    """Yield the groups of records that point at one of this kind: label, kind, select of ids.

    And the facet by which they are found, too; "" where there is none.
    """
    number = ref.id
    match ref.kind:
        case Kind.EVENT:
            yield N_("Images"), Kind.IMAGE, _through(Kind.IMAGE, "events", number), ""
        case Kind.MONUMENT:
            yield N_("Events"), Kind.EVENT, _through(Kind.EVENT, "monuments", number), "monument"
            yield N_("Images"), Kind.IMAGE, _through(Kind.IMAGE, "monuments", number), "monument"
            yield N_("Parts"), Kind.MONUMENT, select(monument.c.id).where(monument.c.site_id == number), ""
        case Kind.ACTOR:
            # In any role; the facet has none of those that only speak in it.
            yield N_("Events"), Kind.EVENT, _through(Kind.EVENT, "actors", number), ""
            made = select(claim_claimant.c.claim_id).where(claim_claimant.c.actor_id == number)
            yield N_("Claims made"), Kind.CLAIM, made, "claimant"
            yield N_("Claims naming it"), Kind.CLAIM, _naming(ref), ""
            yield N_("Images"), Kind.IMAGE, _through(Kind.IMAGE, "actors", number), "actor"
            members = select(actor_membership.c.actor_id).where(actor_membership.c.member_of_id == number)
            yield N_("Members"), Kind.ACTOR, members, ""
        case Kind.SOURCE:
            citing = select(claim.c.id).where(claim.c.source_id == number)
            yield N_("Claims citing it"), Kind.CLAIM, citing, "source"
            printed = select(image.c.id).where(image.c.source_id == number)
            yield N_("Images printed in it"), Kind.IMAGE, printed, "source"
            events = relations.events(Kind.SOURCE).subquery()
            of_it = select(events.c[relations.KEY]).where(events.c[relations.RECORD] == number)
            yield N_("Events it tells of"), Kind.EVENT, of_it, ""
        case Kind.CLAIM:
            resting = select(claim.c.id).where(claim.c.rests_on_id == number)
            yield N_("Claims resting on it"), Kind.CLAIM, resting, ""
        case Kind.IMAGE:
            pass  # nothing points at an image but the claims about it


def _through(kind: Kind, field: str, number: int) -> Select[Any]:
    links = LINKS[kind, field]
    return select(links.owner_column).where(links.target_column == number)


def _naming(ref: RecordRef) -> Select[Any]:
    named = (claim.c.value_link_kind == ref.kind.value) & (claim.c.value_link_id == ref.id)
    return select(claim.c.id).where(named | (claim.c.origin_actor_id == ref.id))


def _names(connection: Connection, record: Record) -> dict[RecordRef, str]:
    """Return for each linked monument and actor its first name in another script than the Latin."""
    links: list[Link] = []
    for field in record_type(record.kind).fields:
        value = getattr(record, field.key)
        if field.type is FieldType.LINKS:
            links += value
        elif field.type is FieldType.LINK and value is not None:
            links.append(value)
    found: dict[RecordRef, str] = {}
    for kind in (Kind.MONUMENT, Kind.ACTOR):
        ids = [link.id for link in links if link.kind is kind]
        rows = select(name.c.record_id, name.c.text).where(
            name.c.kind == kind.value, name.c.record_id.in_(ids)
        )
        rows = rows.where(name.c.script.is_not(None), name.c.script != "Latn")
        for number, text in connection.execute(rows.order_by(name.c.record_id, name.c.position)):
            found.setdefault(RecordRef(kind, number), text)
    return found

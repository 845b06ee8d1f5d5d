"""Which events, monuments, actors, sources, images and claims belong to a record of each kind.

Each function returns a select of two columns, RECORD and KEY: the record, and the id of what belongs to it.
A pair may come more than once. This is the one place that says what a filter means for each kind:

- event and image: their own links. claim: its subject, or the links of its subject.
- source: through the claims and images in it.
- monument and actor: linked through an event; on a list of monuments a monument itself, too.
- an actor belongs to an event it takes part in: in any role but claimant or witness.
- a claim belongs to the record it is about; to a monument or actor, too, when it is about one of its events.
- an image belongs to the events, monuments and actors it shows, and to the source it is printed in.

What lies in the trash belongs to nothing; the records themselves are not looked at.
"""

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import ColumnElement, CompoundSelect, Select, Table, or_, select, union_all

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.storage.schema import (
    LINKS,
    RECORD_TABLES,
    claim,
    claim_claimant,
    event,
    event_actor,
    image,
)

RECORD: Final = "record"
KEY: Final = "key"
Pairs = Select[Any] | CompoundSelect[Any]
Relation = Callable[[Kind], Pairs]
_NOT_PARTS: Final = ("claimant", "witness")


def pair(record: ColumnElement[Any], key: ColumnElement[Any]) -> Select[Any]:
    """Return a select of pairs."""
    return select(record.label(RECORD), key.label(KEY))


def live(table: Table) -> ColumnElement[bool]:
    """Return the condition that a record is not in the trash."""
    return table.c.trashed_at.is_(None)


def takes_part() -> ColumnElement[bool]:
    """Return the condition that an actor linked to an event takes part in it."""
    return or_(event_actor.c.role.is_(None), event_actor.c.role.not_in(_NOT_PARTS))


def events(kind: Kind) -> Pairs:
    """Return the events of records."""
    match kind:
        case Kind.EVENT:
            return _itself(kind)
        case Kind.MONUMENT | Kind.ACTOR:
            return _reversed(_own(Kind.EVENT, kind), event)
        case Kind.IMAGE:
            return _own(Kind.IMAGE, Kind.EVENT)
        case Kind.CLAIM:
            return union_all(_subjects(Kind.EVENT), _through_subject(Kind.IMAGE, events))
        case Kind.SOURCE:
            return _through_contents(events)


def monuments(kind: Kind) -> Pairs:
    """Return the monuments of records; of a monument itself, and those it shares an event with."""
    return _named(kind, Kind.MONUMENT, monuments)


def actors(kind: Kind) -> Pairs:
    """Return the actors that take part; of an actor itself, and those it shares an event with."""
    return _named(kind, Kind.ACTOR, actors)


def images(kind: Kind) -> Pairs:
    """Return the images of records."""
    match kind:
        case Kind.IMAGE:
            return _itself(kind)
        case Kind.SOURCE:
            return pair(image.c.source_id, image.c.id).where(live(image), image.c.source_id.is_not(None))
        case Kind.CLAIM:
            return _subjects(Kind.IMAGE)
        case _:
            return _reversed(_own(Kind.IMAGE, kind), image)


def claims(kind: Kind) -> Pairs:
    """Return the claims about records; of a source those in it, of a claim itself."""
    match kind:
        case Kind.CLAIM:
            return _itself(kind)
        case Kind.SOURCE:
            return pair(claim.c.source_id, claim.c.id).where(live(claim), claim.c.source_id.is_not(None))
        case Kind.EVENT | Kind.IMAGE:
            return claims_about(kind)
        case _:
            return union_all(claims_about(kind), _then(events(kind), claims_about(Kind.EVENT)))


def claims_about(kind: Kind) -> Select[Any]:
    """Return the claims whose subject is the record itself."""
    return pair(claim.c.subject_id, claim.c.id).where(claim.c.subject_kind == kind.value, live(claim))


def sources(kind: Kind) -> Pairs:
    """Return the sources of records: an image's own, else those of their claims; of a source itself."""
    match kind:
        case Kind.SOURCE:
            return _itself(kind)
        case Kind.IMAGE:
            return pair(image.c.id, image.c.source_id).where(image.c.source_id.is_not(None))
        case Kind.CLAIM:
            return pair(claim.c.id, claim.c.source_id).where(claim.c.source_id.is_not(None))
        case _:
            return _then(claims(kind), sources(Kind.CLAIM))


def claimants(kind: Kind) -> Pairs:
    """Return the actors that speak in the claims of records."""
    speakers = pair(claim_claimant.c.claim_id, claim_claimant.c.actor_id)
    return speakers if kind is Kind.CLAIM else _then(claims(kind), speakers)


def _named(kind: Kind, target: Kind, relation: Relation) -> Pairs:
    """Return the monuments, or the actors, of records."""
    match kind:
        case Kind.EVENT | Kind.IMAGE:
            return _own(kind, target)
        case Kind.CLAIM:
            by_event, by_image = (_through_subject(through, relation) for through in (Kind.EVENT, Kind.IMAGE))
            return union_all(_subjects(target), by_event, by_image)
        case Kind.SOURCE:
            return _through_contents(relation)
        case _:
            through_events = _then(events(kind), _own(Kind.EVENT, target))
            return union_all(_itself(kind), through_events) if kind is target else through_events


def _itself(kind: Kind) -> Select[Any]:
    table = RECORD_TABLES[kind]
    return pair(table.c.id, table.c.id)


def _own(kind: Kind, target: Kind) -> Select[Any]:
    """Return an event's or image's own links."""
    links = LINKS[kind, target.plural]
    found = pair(links.owner_column, links.target_column)
    if links.table is event_actor:
        return found.where(takes_part())
    return (
        found.join(event, event.c.id == links.target_column).where(live(event))
        if target is Kind.EVENT
        else found
    )


def _reversed(links: Select[Any], owner: Table) -> Select[Any]:
    """Return links from their other end, of owners that are not in the trash."""
    found = links.subquery()
    return (
        pair(found.c[KEY], found.c[RECORD])
        .join_from(found, owner, owner.c.id == found.c[RECORD])
        .where(live(owner))
    )


def _then(first: Pairs, second: Pairs) -> Select[Any]:
    """Return what belongs to that which belongs to a record."""
    one, two = first.subquery(), second.subquery()
    return pair(one.c[RECORD], two.c[KEY]).join_from(one, two, two.c[RECORD] == one.c[KEY])


def _subjects(kind: Kind) -> Select[Any]:
    return pair(claim.c.id, claim.c.subject_id).where(claim.c.subject_kind == kind.value)


def _through_subject(kind: Kind, relation: Relation) -> Select[Any]:
    return _then(_subjects(kind), relation(kind))


def _through_contents(relation: Relation) -> Pairs:
    """Return what belongs to the claims and images in sources."""
    return union_all(
        _then(claims(Kind.SOURCE), relation(Kind.CLAIM)), _then(images(Kind.SOURCE), relation(Kind.IMAGE))
    )

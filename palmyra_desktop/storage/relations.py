"""Which events, monuments, actors, sources, images and claims belong to a record of each kind.

Each function returns a `Relation`: pairs of a record and the id of what belongs to it. A pair may come more
than once. SQL joins the steps it consists of, the index of facets goes them with arrays; this is the one
place that says what a filter means for each kind:

- event and image: their own links. claim: its subject, or the links of its subject.
- source: through the claims and images in it.
- monument and actor: linked through an event; on a list of monuments a monument itself, too.
- an actor belongs to an event it takes part in: in any role but claimant or witness.
- a claim belongs to the record it is about; to a monument or actor, too, when it is about one of its events.
- an image belongs to the events, monuments and actors it shows, and to the source it is printed in.

What lies in the trash belongs to nothing; the records themselves are not looked at.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    FromClause,
    Select,
    Subquery,
    Table,
    and_,
    not_,
    or_,
    select,
    union_all,
)

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.storage.schema import (
    LINKS,
    RECORD_TABLES,
    claim,
    claim_claimant,
    event_actor,
    image,
)

RECORD: Final = "record"
KEY: Final = "key"
Pairs = Select[Any] | CompoundSelect[Any]
_NOT_PARTS: Final = ("claimant", "witness")


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """Two columns of one table, which lead from a record to what belongs to it; NULL leads nowhere.

    Attributes:
        conditions: on the rows of that table.
        parts: where it leads from a text to texts in it: what takes one apart as the table says.
    """

    record: ColumnElement[Any]
    key: ColumnElement[Any]
    conditions: tuple[ColumnElement[bool], ...] = ()
    parts: Callable[[str], Iterable[str]] | None = None

    @property
    def table(self) -> FromClause:
        """The table, or the subquery, it is in."""
        found: FromClause = self.record.table
        return found

    @property
    def pairs(self) -> Select[Any]:
        """Its pairs."""
        there = (self.key.is_not(None),) if getattr(self.key, "nullable", False) else ()
        return pair(self.record, self.key).where(*self.conditions, *there)


@dataclass(frozen=True, slots=True)
class Relation:
    """Pairs of records and what belongs to them.

    Attributes:
        ways: each a chain of steps, one beginning where the other ends; any of them leads to a pair.
    """

    ways: tuple[tuple[Step, ...], ...]

    def __or__(self, other: "Relation") -> "Relation":
        """Return what belongs by either."""
        return Relation(self.ways + other.ways)

    def then(self, other: "Relation") -> "Relation":
        """Return what belongs to that which belongs to a record."""
        return Relation(tuple(_linked(one, two) for one in self.ways for two in other.ways))

    def to(self, column: ColumnElement[Any]) -> "Relation":
        """Return the values that what belongs to a record has in a column of its own table."""
        return self.then(step(RECORD_TABLES[Kind(column.table.name)].c.id, column))

    @property
    def pairs(self) -> Pairs:
        """A select of the columns RECORD and KEY."""
        first, *others = map(_joined, self.ways)
        return union_all(first, *others) if others else first

    @property
    def is_once(self) -> bool:
        """Whether each pair comes once: there is one way, of one step that ends in each row's own id."""
        (first, *steps), *others = self.ways
        return not steps and not others and isinstance(first.key, Column) and _is_identity(first.key)

    def of_many(self) -> "Relation":
        """Return the same, found sooner for many records: what the last step leaves out is read once.

        Else SQL looks up the row of what belongs to a record, all over its table, for each pair.
        """
        return Relation(tuple(map(_left_out_once, self.ways)))

    def subquery(self) -> Subquery:
        """Return the same as something to select from."""
        return self.pairs.subquery()


def step(record: ColumnElement[Any], key: ColumnElement[Any], *conditions: ColumnElement[bool]) -> Relation:
    """Return a relation of one step."""
    return Relation(((Step(record, key, conditions),),))


def parted(pairs: Pairs, parts: Callable[[str], Iterable[str]]) -> Relation:
    """Return a relation from texts to texts in them, as SQL and as a function take them apart."""
    every = pairs.subquery()
    return Relation(((Step(every.c[RECORD], every.c[KEY], parts=parts),),))


def pair(record: ColumnElement[Any], key: ColumnElement[Any]) -> Select[Any]:
    """Return a select of pairs."""
    return select(record.label(RECORD), key.label(KEY))


def _linked(one: tuple[Step, ...], two: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return two chains as one; where both meet in a record, its row need not be looked up again."""
    (*before, last), (first, *behind) = one, two
    if last.key is first.record and isinstance(first.record, Column) and _is_identity(first.record):
        return (*before, Step(last.record, first.key, (*last.conditions, *first.conditions)), *behind)
    return one + two


def _left_out_once(way: tuple[Step, ...]) -> tuple[Step, ...]:
    *before, last = way
    if not before or last.key is not last.record:
        return way
    step = before.pop()
    left_out = select(last.key).where(not_(and_(*last.conditions)))
    return (*before, Step(step.record, step.key, (*step.conditions, step.key.not_in(left_out))))


def _is_identity(column: Column[Any]) -> bool:
    return isinstance(column.table, Table) and [*column.table.primary_key] == [column]


def _joined(way: tuple[Step, ...]) -> Select[Any]:
    if len(way) == 1:
        return way[0].pairs
    each = [one.pairs.subquery() for one in way]
    joined: FromClause = each[0]
    for one, two in pairwise(each):
        joined = joined.join(two, two.c[RECORD] == one.c[KEY])
    return pair(each[0].c[RECORD], each[-1].c[KEY]).select_from(joined)


def live(table: Table) -> ColumnElement[bool]:
    """Return the condition that a record is not in the trash."""
    return table.c.trashed_at.is_(None)


def takes_part() -> ColumnElement[bool]:
    """Return the condition that an actor linked to an event takes part in it."""
    return or_(event_actor.c.role.is_(None), event_actor.c.role.not_in(_NOT_PARTS))


def events(kind: Kind) -> Relation:
    """Return the events of records."""
    match kind:
        case Kind.EVENT:
            return _itself(kind)
        case Kind.MONUMENT | Kind.ACTOR:
            return _reversed(Kind.EVENT, kind)
        case Kind.IMAGE:
            return _own(Kind.IMAGE, Kind.EVENT)
        case Kind.CLAIM:
            return _subjects(Kind.EVENT) | _subjects(Kind.IMAGE).then(events(Kind.IMAGE))
        case Kind.SOURCE:
            return _through_contents(events(Kind.CLAIM), events(Kind.IMAGE))


def monuments(kind: Kind) -> Relation:
    """Return the monuments of records; of a monument itself, and those it shares an event with."""
    return _named(kind, Kind.MONUMENT)


def actors(kind: Kind) -> Relation:
    """Return the actors that take part; of an actor itself, and those it shares an event with."""
    return _named(kind, Kind.ACTOR)


def images(kind: Kind) -> Relation:
    """Return the images of records."""
    match kind:
        case Kind.IMAGE:
            return _itself(kind)
        case Kind.SOURCE:
            return step(image.c.source_id, image.c.id, live(image), image.c.source_id.is_not(None))
        case Kind.CLAIM:
            return _subjects(Kind.IMAGE)
        case _:
            return _reversed(Kind.IMAGE, kind)


def claims(kind: Kind) -> Relation:
    """Return the claims about records; of a source those in it, of a claim itself."""
    match kind:
        case Kind.CLAIM:
            return _itself(kind)
        case Kind.SOURCE:
            return step(claim.c.source_id, claim.c.id, live(claim), claim.c.source_id.is_not(None))
        case Kind.EVENT | Kind.IMAGE:
            return claims_about(kind)
        case _:
            return claims_about(kind) | events(kind).then(claims_about(Kind.EVENT))


def claims_about(kind: Kind) -> Relation:
    """Return the claims whose subject is the record itself."""
    return step(claim.c.subject_id, claim.c.id, claim.c.subject_kind == kind.value, live(claim))


def sources(kind: Kind) -> Relation:
    """Return the sources of records: an image's own, else those of their claims; of a source itself."""
    match kind:
        case Kind.SOURCE:
            return _itself(kind)
        case Kind.IMAGE:
            return step(image.c.id, image.c.source_id)
        case _:
            return claims(kind).to(claim.c.source_id)


def claimants(kind: Kind) -> Relation:
    """Return the actors that speak in the claims of records."""
    speakers = step(claim_claimant.c.claim_id, claim_claimant.c.actor_id)
    return speakers if kind is Kind.CLAIM else claims(kind).then(speakers)


def _named(kind: Kind, target: Kind) -> Relation:
    """Return the monuments, or the actors, of records."""
    match kind:
        case Kind.EVENT | Kind.IMAGE:
            return _own(kind, target)
        case Kind.CLAIM:
            of_event, of_image = (
                _subjects(through).then(_own(through, target)) for through in (Kind.EVENT, Kind.IMAGE)
            )
            return _subjects(target) | of_event | of_image
        case Kind.SOURCE:
            return _through_contents(_named(Kind.CLAIM, target), _named(Kind.IMAGE, target))
        case _:
            through_events = events(kind).then(_own(Kind.EVENT, target))
            return _itself(kind) | through_events if kind is target else through_events


def _itself(kind: Kind) -> Relation:
    table = RECORD_TABLES[kind]
    return step(table.c.id, table.c.id)


def _own(kind: Kind, target: Kind) -> Relation:
    """Return an event's or image's own links."""
    links = LINKS[kind, target.plural]
    is_meant = (takes_part(),) if links.table is event_actor else ()
    found = step(links.owner_column, links.target_column, *is_meant)
    return found.then(_live(target)) if target is Kind.EVENT else found


def _reversed(owner: Kind, target: Kind) -> Relation:
    """Return an event's or image's own links from their other end, of owners that are not in the trash."""
    links = LINKS[owner, target.plural]
    is_meant = (takes_part(),) if links.table is event_actor else ()
    return step(links.target_column, links.owner_column, *is_meant).then(_live(owner))


def _live(kind: Kind) -> Relation:
    """Return records that are not in the trash, each with itself."""
    table = RECORD_TABLES[kind]
    return step(table.c.id, table.c.id, live(table))


def _subjects(kind: Kind) -> Relation:
    return step(claim.c.id, claim.c.subject_id, claim.c.subject_kind == kind.value)


def _through_contents(of_claims: Relation, of_images: Relation) -> Relation:
    """Return what belongs to the claims and images in sources."""
    return claims(Kind.SOURCE).then(of_claims) | images(Kind.SOURCE).then(of_images)

"""What records can be filtered by: one small class per facet, and FACETS.

A facet says for a kind which values a record has, as a relation: pairs (record, key). From that one
expression follow the filter (any of the taken, none of the excluded), the counts beside the values, and the
index. What belongs to a record of each kind is decided in relations.py.
"""

import json
from collections.abc import Iterator
from typing import Any, ClassVar, Final

from sqlalchemy import (
    ColumnElement,
    case,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.i18n import N_
from palmyra_desktop.storage import relations
from palmyra_desktop.storage.relations import KEY, RECORD, Pairs, Relation, pair, step
from palmyra_desktop.storage.schema import RECORD_TABLES, actor, claim, event, image, monument, source

EVERY: Final = tuple(Kind)
_BETWEEN_AGENCIES: Final = "; "


class Facet:
    """One way to choose among records.

    Attributes:
        label: English, marked for translation. vocabulary: of its terms, or None.
        kinds: the kinds it has a meaning for.
        target: the kind of record its keys are the ids of; None where they are terms or texts.
    """

    key: ClassVar[str]
    label: ClassVar[str]
    vocabulary: ClassVar[str | None] = None
    kinds: ClassVar[tuple[Kind, ...]] = EVERY
    target: ClassVar[Kind | None] = None

    def pairs(self, kind: Kind) -> Relation:
        """Return which values records of a kind have; a pair may come more than once."""
        raise TypeError(f"{type(self).__name__} says nothing of {kind}")

    def offered(self, key: ColumnElement[Any]) -> ColumnElement[bool]:
        """Return the condition that a value is shown to choose from; every value can be chosen by name."""
        return key.is_not(None)


class MonumentFacet(Facet):
    """That very monument; a site does not include its parts."""

    key, label, target = "monument", N_("Monument"), Kind.MONUMENT

    def pairs(self, kind: Kind) -> Relation:
        """Return the monuments of records."""
        return relations.monuments(kind)


class SiteFacet(Facet):
    """A site with its parts, and theirs. A monument is of a site by itself, not through an event."""

    key, label, target = "site", N_("Site"), Kind.MONUMENT

    def pairs(self, kind: Kind) -> Relation:
        """Return the sites of records."""
        members = _site_members()
        return members if kind is Kind.MONUMENT else relations.monuments(kind).then(members)

    def offered(self, key: ColumnElement[Any]) -> ColumnElement[bool]:
        """Return the condition that a monument has parts."""
        return key.in_(select(monument.c.site_id).where(monument.c.site_id.is_not(None)))


def _site_members() -> Relation:
    """Return pairs of a monument and each site it is part of, itself included."""
    inside = (
        pair(monument.c.id, monument.c.site_id).where(monument.c.site_id.is_not(None)).cte(recursive=True)
    )
    # UNION, not UNION ALL: monuments said to be part of each other end the recursion, too.
    inside = inside.union(
        pair(inside.c[RECORD], monument.c.site_id)
        .join_from(inside, monument, monument.c.id == inside.c[KEY])
        .where(monument.c.site_id.is_not(None))
    )
    itself = pair(monument.c.id, monument.c.id)
    return _among(union_all(itself, select(inside.c[RECORD], inside.c[KEY])))


def _among(pairs: Pairs) -> Relation:
    """Return a relation of pairs that are no two columns of a table."""
    every = pairs.subquery()
    return step(every.c[RECORD], every.c[KEY])


class ActorFacet(Facet):
    """Who takes part, in any role but claimant or witness."""

    key, label, target = "actor", N_("Actor"), Kind.ACTOR

    def pairs(self, kind: Kind) -> Relation:
        """Return the actors that take part."""
        return relations.actors(kind)


class ClaimantFacet(Facet):
    """Who speaks in a claim about it."""

    key, label, target = "claimant", N_("Claimant"), Kind.ACTOR

    def pairs(self, kind: Kind) -> Relation:
        """Return the actors that speak."""
        return relations.claimants(kind)


class SourceFacet(Facet):
    """The document a claim about it, or the image itself, is printed in."""

    key, label, target = "source", N_("Source"), Kind.SOURCE

    def pairs(self, kind: Kind) -> Relation:
        """Return the sources of records."""
        return relations.sources(kind)


class PublisherFacet(Facet):
    """The publisher of such a source."""

    key, label = "publisher", N_("Publisher")

    def pairs(self, kind: Kind) -> Relation:
        """Return the publishers of records."""
        return relations.sources(kind).to(source.c.publisher)


class AgencyFacet(Facet):
    """An agency that provided an image of it; of several in one credit, each."""

    key, label = "agency", N_("Agency")

    def pairs(self, kind: Kind) -> Relation:
        """Return the agencies of records."""
        return relations.images(kind).to(image.c.agency).then(_agencies())


class EventKindFacet(Facet):
    """The kind of an event of it."""

    key, label, vocabulary = "event_kind", N_("Kind of event"), "event_kind"

    def pairs(self, kind: Kind) -> Relation:
        """Return the kinds of events of records."""
        return relations.events(kind).to(event.c.event_kind)


class PlaceFacet(Facet):
    """The place of an event of it, as it is written."""

    key, label = "place", N_("Place")

    def pairs(self, kind: Kind) -> Relation:
        """Return the places of events of records."""
        return relations.events(kind).to(event.c.place)


class DamageFacet(Facet):
    """The damage done in an event of it."""

    key, label, vocabulary = "damage", N_("Damage"), "damage"

    def pairs(self, kind: Kind) -> Relation:
        """Return the damage of events of records."""
        return relations.events(kind).to(event.c.damage)


class StatusFacet(Facet):
    """The status of a claim about it."""

    key, label, vocabulary = "status", N_("Claim status"), "claim_status"

    def pairs(self, kind: Kind) -> Relation:
        """Return the statuses of claims of records."""
        return relations.claims(kind).to(claim.c.status)


class StanceFacet(Facet):
    """The stance of a claim."""

    key, label, vocabulary, kinds = "stance", N_("Stance"), "stance", (Kind.CLAIM,)

    def pairs(self, kind: Kind) -> Relation:
        """Return the stances of claims."""
        return step(claim.c.id, claim.c.stance)


class ConfidenceFacet(Facet):
    """The confidence put in a claim."""

    key, label, vocabulary, kinds = "confidence", N_("Confidence"), "confidence", (Kind.CLAIM,)

    def pairs(self, kind: Kind) -> Relation:
        """Return the confidence of claims."""
        return step(claim.c.id, claim.c.confidence)


class ConditionFacet(Facet):
    """The condition of a monument."""

    key, label, vocabulary, kinds = "condition", N_("Condition"), "condition", (Kind.MONUMENT,)

    def pairs(self, kind: Kind) -> Relation:
        """Return the conditions of monuments."""
        return step(monument.c.id, monument.c.condition)


class MonumentKindFacet(Facet):
    """The kind of a monument."""

    key, label, vocabulary, kinds = "monument_kind", N_("Kind of monument"), "monument_kind", (Kind.MONUMENT,)

    def pairs(self, kind: Kind) -> Relation:
        """Return the kinds of monuments."""
        return step(monument.c.id, monument.c.monument_kind)


class ActorKindFacet(Facet):
    """The kind of an actor."""

    key, label, vocabulary, kinds = "actor_kind", N_("Kind of actor"), "actor_kind", (Kind.ACTOR,)

    def pairs(self, kind: Kind) -> Relation:
        """Return the kinds of actors."""
        return step(actor.c.id, actor.c.actor_kind)


class SourceKindFacet(Facet):
    """The kind of the document a claim stands in, or of the document itself."""

    key, label, vocabulary = "source_kind", N_("Kind of source"), "source_kind"
    kinds = (Kind.SOURCE, Kind.CLAIM, Kind.IMAGE)

    def pairs(self, kind: Kind) -> Relation:
        """Return the kinds of sources of records."""
        return relations.sources(kind).to(source.c.source_kind)


class SensitivityFacet(Facet):
    """What is to be considered before an image is shown."""

    key, label, vocabulary, kinds = "sensitivity", N_("Sensitivity"), "sensitivity", (Kind.IMAGE,)

    def pairs(self, kind: Kind) -> Relation:
        """Return the sensitivity of images."""
        return step(image.c.id, image.c.sensitivity)


class TagFacet(Facet):
    """A tag of the record itself."""

    key, label = "tag", N_("Tag")

    def pairs(self, kind: Kind) -> Relation:
        """Return the tags of records."""
        table = RECORD_TABLES[kind]
        each = each_text(table.c.tags).table_valued("value", joins_implicitly=True)
        every = pair(table.c.tags, each.c.value).select_from(table, each).distinct()
        single = relations.parted(every.where(table.c.tags.is_not(None)), json.loads)
        return step(table.c.id, table.c.tags).then(single)


FACETS: tuple[Facet, ...] = (
    MonumentFacet(),
    SiteFacet(),
    ActorFacet(),
    ClaimantFacet(),
    EventKindFacet(),
    PlaceFacet(),
    DamageFacet(),
    ConditionFacet(),
    MonumentKindFacet(),
    ActorKindFacet(),
    SourceKindFacet(),
    StatusFacet(),
    StanceFacet(),
    ConfidenceFacet(),
    PublisherFacet(),
    AgencyFacet(),
    SourceFacet(),
    SensitivityFacet(),
    TagFacet(),
)
"""Every facet, in the order shown."""


def facets_of(kind: Kind) -> tuple[Facet, ...]:
    """Return the facets that have a meaning for a kind, in the order shown."""
    return tuple(facet for facet in FACETS if kind in facet.kinds)


class strpos(GenericFunction[int]):  # noqa: N801  # named as in SQL
    """Position of a text within another, from 1; 0 where it is not. SQLite calls it instr."""

    inherit_cache = True


@compiles(strpos, "sqlite")
def _instr(element: strpos, compiler: Any, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


class each_text(GenericFunction[str]):  # noqa: N801  # named as in SQL
    """The members of a column of Texts, a row each."""

    inherit_cache = True


@compiles(each_text, "sqlite")
def _json_each(element: each_text, compiler: Any, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(each_text, "postgresql")
def _json_array_elements(element: each_text, compiler: Any, **options: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **options)} AS JSON))"


def agencies_in(text: str) -> Iterator[str]:
    """Yield each of the agencies in what is said of the agency of an image."""
    return filter(None, (part.strip(" ") for part in text.split(_BETWEEN_AGENCIES)))


def _agencies() -> Relation:
    """Return what is said of the agency of an image with each of the agencies in it."""
    # Nothing is made by substr, not written: a server asks for the column's own collation.
    nothing = func.substr(image.c.agency, 1, 0)
    start = select(image.c.agency.label(RECORD), nothing.label(KEY), image.c.agency.label("rest")).distinct()
    parts = start.where(image.c.agency.is_not(None)).cte(recursive=True)
    rest = parts.c.rest
    at = strpos(rest, literal(_BETWEEN_AGENCIES))
    following = select(
        parts.c[RECORD],
        func.trim(case((at > 0, func.substr(rest, 1, at - 1)), else_=rest)),
        case((at > 0, func.substr(rest, at + len(_BETWEEN_AGENCIES))), else_=func.substr(rest, 1, 0)),
    )
    parts = parts.union_all(following.where(rest != ""))
    pairs = select(parts.c[RECORD], parts.c[KEY]).where(parts.c[KEY] != "")
    return relations.parted(pairs, agencies_in)

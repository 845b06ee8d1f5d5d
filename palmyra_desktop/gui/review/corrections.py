"""A finding as the values of a form, and a finding put right from the values a reader entered. No widgets."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from palmyra_desktop.domain.dates import DateSpan, InvalidDate
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.findings import (
    CaptionFound,
    ClaimFound,
    DateFound,
    EntityFound,
    EventFound,
    Mention,
    SourceFound,
    Span,
)
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link
from palmyra_desktop.domain.review import CORRECTED, FindingRef, Part, Review, Verdict
from palmyra_desktop.i18n import N_

SEPARATOR = "; "
EVENT = Field("event", N_("About"), FieldType.TERM)
"""The event a claim tells of; its choices are the events of the article."""


def named(review: Review, place: int, role: str | None = None) -> Link:
    """Return the link that stands for a name of the article while it is edited."""
    entity = review.findings.entities[place]
    return Link(Kind(entity.kind), -1 - place, entity.name, role)


def same_as(kind: Kind) -> Field:
    """Return the field of the record of the archive that a finding is."""
    return Field("record", N_("The same as"), FieldType.LINK, links_to=(kind,))


def fields_of(review: Review, ref: FindingRef) -> tuple[Field, ...]:
    """Return the fields in which a finding can be put right, in the order of the form."""
    match review.finding(ref):
        case SourceFound():
            keys = ("title", "publisher", "authors", "published", "published_basis", "url", "language")
            return _fields(Kind.SOURCE, *keys)
        case ClaimFound():
            first = _fields(Kind.CLAIM, "claimants", "verb", "stance", "proposition")
            return (*first, EVENT, *_fields(Kind.CLAIM, "said", "via", "hedges"))
        case EntityFound(kind=kind):
            term = "actor_kind" if kind is Kind.ACTOR else "monument_kind"
            role = ("role",) if kind is Kind.ACTOR else ()
            return (same_as(kind), *_fields(kind, "name", term, *role))
        case CaptionFound():
            return _fields(Kind.IMAGE, "image_kind", "credit", "agency", "distributor")
        case EventFound():
            keys = ("title", "date", "event_kind", "actors", "monuments", "place", "damage")
            return (same_as(Kind.EVENT), *_fields(Kind.EVENT, *keys))
    return _fields(Kind.EVENT, "date")


def values_of(review: Review, ref: FindingRef) -> dict[str, Any]:
    """Return what a form shows of a finding, by the key of the field."""
    match review.finding(ref):
        case SourceFound() as source:
            found = {field.key: getattr(source, field.key) for field in fields_of(review, ref)}
            return {**found, "authors": SEPARATOR.join(source.authors), "published": _date(source.published)}
        case ClaimFound() as claim:
            return {
                "claimants": tuple(named(review, place) for place in claim.speakers),
                "verb": claim.verb,
                "stance": claim.stance,
                "proposition": claim.proposition,
                "event": claim.event,
                "said": _date(claim.said),
                "via": claim.via,
                "hedges": SEPARATOR.join(claim.hedges),
            }
        case EntityFound() as entity:
            return {
                "record": _record(entity.kind, entity.record_id, entity.name),
                "name": entity.name,
                "role": entity.role,
                "actor_kind": entity.term,
                "monument_kind": entity.term,
            }
        case CaptionFound() as caption:
            return {
                "image_kind": caption.kind,
                "credit": caption.credit,
                "agency": caption.agency,
                "distributor": caption.distributor,
            }
        case EventFound() as event:
            return {
                "record": _record(Kind.EVENT, event.record_id, event.title),
                "title": event.title,
                "date": _date(event.date),
                "event_kind": event.kind,
                "actors": tuple(named(review, place, role) for place, role in event.actors),
                "monuments": tuple(named(review, place) for place in event.monuments),
                "place": event.place,
                "damage": event.damage,
            }
        case date:
            return {"date": _date(date.edtf)}


def corrected(review: Review, ref: FindingRef, values: Mapping[str, Any]) -> Review:
    """Return the review with a finding put right.

    Args:
        values: those the reader changed, by the key of the field; a record of the archive that is named
            becomes a name of the article.
    """
    for kind, key in ((Kind.ACTOR, "claimants"), (Kind.ACTOR, "actors"), (Kind.MONUMENT, "monuments")):
        if key in values:
            review, links = _found(review, kind, values[key])
            values = {**values, key: links}
    return review.with_correction(ref, _put_right(review.finding(ref), values))


def with_words(review: Review, ref: FindingRef, span: Span) -> Review:
    """Return the review with a finding made of other words; a name gains them as one more place."""
    finding = review.finding(ref)
    if isinstance(finding, SourceFound):
        return review
    if isinstance(finding, EntityFound):
        mentions = sorted(
            (*review.findings.mentions, Mention(span, ref.place, CORRECTED)), key=lambda one: one.span
        )
        review = replace(review, findings=replace(review.findings, mentions=tuple(mentions)))
        return review.with_verdict(ref, Verdict.TAKEN)
    if isinstance(finding, ClaimFound):
        moved: Any = replace(finding, span=span, speaker_span=None, verb_span=None, rule=CORRECTED)
    elif isinstance(finding, EventFound):
        moved = replace(finding, span=span, mentions=(), rule=CORRECTED)
    else:
        moved = replace(finding, span=span, rule=CORRECTED)
    return review.with_correction(ref, moved)


def new_claim(review: Review, span: Span) -> tuple[Review, FindingRef]:
    """Return the review with a claim of the reader's own in some words, and its place."""
    words = review.findings.article.words(span)
    return review.with_added(Part.CLAIM, ClaimFound(span, " ".join(words.split()), CORRECTED))


def _put_right(finding: Any, values: Mapping[str, Any]) -> Any:
    """Return a finding with the values a reader changed."""
    changes = dict(values)
    for key in ("authors", "hedges"):
        if key in changes:
            changes[key] = tuple(filter(None, (part.strip() for part in (changes[key] or "").split(";"))))
    for key in ("published", "said", "date"):
        if key in changes:
            changes[key] = changes[key].text if changes[key] else None
    renamed = {"actor_kind": "term", "monument_kind": "term", "event_kind": "kind", "image_kind": "kind"}
    changes = {renamed.get(key, key): value for key, value in changes.items()}
    match finding:
        case SourceFound():
            return _source(finding, changes)
        case ClaimFound():
            if "claimants" in changes:
                changes["speakers"] = tuple(-1 - link.id for link in changes.pop("claimants"))
        case EventFound():
            changes["actors"] = _roles(changes["actors"]) if "actors" in changes else finding.actors
            if "monuments" in changes:
                changes["monuments"] = tuple(-1 - link.id for link in changes["monuments"])
            if "date" in changes:
                changes["date_rule"] = CORRECTED
        case DateFound():
            changes["edtf"] = changes.pop("date", finding.edtf)
    if "record" in changes:
        changes |= _same(changes.pop("record"))
    for key in ("title", "name", "proposition", "stance", "kind"):
        if key in changes and not changes[key]:
            del changes[key]
    return replace(finding, **changes, rule=CORRECTED)


def _source(source: SourceFound, changes: dict[str, Any]) -> SourceFound:
    if "published" in changes or "published_basis" in changes:
        changes["published_rule"] = CORRECTED
    if "publisher" in changes:
        changes["publisher_rule"] = CORRECTED
    changes["title"] = changes.get("title") or source.title
    changes["language"] = changes.get("language") or source.language
    return replace(source, **changes)


def _same(link: Link | None) -> dict[str, Any]:
    """Return that a finding is a record of the archive, or none of it."""
    if link is None:
        return {"record_id": None, "similar": ()}
    return {"record_id": link.id, "is_known": True} if link.kind is not Kind.EVENT else {"record_id": link.id}


def _roles(links: Iterable[Link]) -> tuple[tuple[int, str], ...]:
    return tuple((-1 - link.id, link.role or "participant") for link in links)


def _found(review: Review, kind: Kind, links: Iterable[Link]) -> tuple[Review, tuple[Link, ...]]:
    """Return the review with a name for each link, all of them taken in, and links to those names."""
    found = []
    for link in links:
        if link.id < 0:
            ref = FindingRef(Part.ENTITY, -1 - link.id)
            if review.verdict(ref) is not Verdict.TAKEN:
                review = review.with_verdict(ref, Verdict.TAKEN)
        else:
            entity = EntityFound(kind, link.title, CORRECTED, record_id=link.id, is_known=True)
            review, ref = review.with_added(Part.ENTITY, entity)
        found.append(replace(link, id=-1 - ref.place))
    return review, tuple(found)


def _fields(kind: Kind, *keys: str) -> tuple[Field, ...]:
    return tuple(record_type(kind).field(key) for key in keys)


def _record(kind: Kind, record_id: int | None, title: str) -> Link | None:
    return None if record_id is None else Link(kind, record_id, title)


def _date(edtf: str | None) -> DateSpan | None:
    try:
        return DateSpan.parse(edtf) if edtf else None
    except InvalidDate:
        return None

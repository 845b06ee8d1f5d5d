"""From reviewed articles to edits: the source, whom and what it names, what happened, and who says so.

Only what was taken in becomes a record, each claim with the status "work needed". Nothing is looked up
here and nothing is merged: a finding leads to a record of the archive only where it names that record's id.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from palmyra_desktop.domain.anchor import selector
from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.claim import HELD_BY, OCCURRENCE
from palmyra_desktop.domain.dates import DateSpan, InvalidDate
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import CaptionFound, ClaimFound, EventFound, KnownName, Span
from palmyra_desktop.domain.reference import Link, Name, RecordRef
from palmyra_desktop.domain.review import Part, Review
from palmyra_desktop.domain.text import name_key
from palmyra_desktop.i18n import _
from palmyra_desktop.services.article_subjects import subject
from palmyra_desktop.storage.values import text_sha256

_CONTROL = "control_of_territory"
_CONTROLLER = "controller"


@dataclass
class Edits:
    """The edits of one act; two articles in it that name the same new actor share the record.

    Attributes:
        known: the actors and monuments of the archive, by kind and `name_key` of any name.
    """

    known: Mapping[tuple[Kind, str], int]
    made: list[Edit] = field(default_factory=list)
    _new: dict[tuple[Kind, str], Link] = field(default_factory=dict)

    def add(self, kind: Kind, title: str, values: Mapping[str, Any]) -> Link:
        """Make a new record; return the link to it."""
        number = -1 - len(self.made)
        self.made.append(Edit(Action.CREATE, kind, number, values=values))
        return Link(kind, number, title)

    def named(self, kind: Kind, name: str, values: Mapping[str, Any]) -> Link:
        """Return the new record of a name, made where this act has none yet."""
        key = kind, name_key(name)
        if key not in self._new:
            self._new[key] = self.add(kind, name, {"name": name, **values})
        return self._new[key]

    def publisher(self, name: str) -> Link:
        """Return the actor that a publisher is, new or known by exactly this name."""
        record_id = self.known.get((Kind.ACTOR, name_key(name)))
        if record_id is not None:
            return Link(Kind.ACTOR, record_id, name)
        return self.named(Kind.ACTOR, name, {"actor_kind": "news_outlet"})


def by_name(names: Iterable[KnownName]) -> dict[tuple[Kind, str], int]:
    """Return records by kind and `name_key` of each of their names; of two of one name neither."""
    found: dict[tuple[Kind, str], set[int]] = {}
    for one in names:
        for text in (one.name, *one.other_names):
            found.setdefault((one.kind, name_key(text)), set()).add(one.record_id)
    return {key: ids.pop() for key, ids in found.items() if len(ids) == 1}


def add_article(edits: Edits, review: Review) -> None:
    """Add the edits of one reviewed article."""
    _Article(edits, review).add()


class _Article:
    """One article on its way into records."""

    def __init__(self, edits: Edits, review: Review) -> None:
        self._edits, self._review, self._findings = edits, review, review.findings
        self._article = review.findings.article
        self._source = Link(Kind.SOURCE, review.source_id or 0, self._article.source.title)
        self._sha256 = text_sha256(self._article.text)
        self._links: dict[int, Link | None] = {}
        self._events: dict[int, Link] = {}

    def add(self) -> None:
        if self._review.source_id is None:
            self._add_source()
        # Every name taken in is a record, also one that nothing else here speaks of.
        for place in range(len(self._findings.entities)):
            self._entity(place)
        for place, event in enumerate(self._findings.events):
            if self._review.takes(Part.EVENT, place):
                self._events[place] = self._event(event)
        for place, claim in enumerate(self._findings.claims):
            if self._review.takes(Part.CLAIM, place):
                self._add_claim(place, claim)
        for place, event in enumerate(self._findings.events):
            is_told_already = self._review.source_id is not None and event.record_id is not None
            if place in self._events and event.claim is None and not is_told_already:
                self._add_publishers_claim(event, self._events[place])
        for place, caption in enumerate(self._findings.captions):
            if self._review.takes(Part.CAPTION, place):
                self._add_image(caption)

    def _add_source(self) -> None:
        found = self._article.source
        title = found.title or self._article.name
        values = {
            "title": title,
            "publisher": found.publisher,
            "authors": found.authors,
            "published": _date(found.published),
            "published_basis": found.published_basis if found.published else None,
            "url": found.url,
            "language": found.language,
            "text_kind": "full_text",
            "text": self._article.text,
            "note": self._source_note(),
        }
        self._source = self._edits.add(Kind.SOURCE, title, values)

    def _source_note(self) -> str:
        found = self._article.source
        lines = [_("From “{file}”.").format(file=self._article.name)]
        if found.publisher and found.publisher_rule:
            lines.append(_("How the publisher is known: {rule}.").format(rule=found.publisher_rule))
        if found.published and found.published_rule:
            lines.append(_("How the date is known: {rule}.").format(rule=found.published_rule))
        return "\n".join(lines)

    def _entity(self, place: int) -> Link | None:
        """Return the record of a name, made where it is taken and new; None where it is not taken."""
        if place not in self._links:
            self._links[place] = self._made_entity(place)
        return self._links[place]

    def _made_entity(self, place: int) -> Link | None:
        if not self._review.takes(Part.ENTITY, place):
            return None
        found = self._findings.entities[place]
        if found.record_id is not None:
            return Link(found.kind, found.record_id, found.name)
        term = "actor_kind" if found.kind is Kind.ACTOR else "monument_kind"
        values: dict[str, Any] = {
            "names": tuple(Name(text) for text in _others(found.name, found.other_names)),
            term: found.term,
            "note": _rule_note(found.rule),
        }
        if found.kind is Kind.ACTOR:
            values["role"] = found.role
        return self._edits.named(found.kind, found.name, values)

    def _linked(self, places: Iterable[int]) -> tuple[Link, ...]:
        """Return the records of names, each once."""
        links = (self._entity(place) for place in places)
        return tuple({link.ref: link for link in links if link is not None}.values())

    def _within(self, span: Span, kind: Kind) -> tuple[Link, ...]:
        """Return the records named in a stretch of the text."""
        places = (mention.entity for mention in self._findings.mentions if span.holds(mention.span))
        return tuple(link for link in self._linked(places) if link.kind is kind)

    def _event(self, found: EventFound) -> Link:
        if found.record_id is not None:
            return Link(Kind.EVENT, found.record_id, found.title)
        roles: dict[RecordRef, Link] = {}
        for place, role in found.actors:
            link = self._entity(place)
            if link is not None:
                roles.setdefault(link.ref, Link(link.kind, link.id, link.title, role))
        values = {
            "title": found.title,
            "date": _date(self._review.date_of(found)),
            "date_words": self._article.words(found.date_span) if found.date_span else None,
            "event_kind": found.kind,
            "actors": tuple(roles.values()),
            "monuments": self._linked(found.monuments),
            "place": found.place,
            "damage": found.damage,
            "note": _rule_note(found.rule, found.date_rule),
        }
        return self._edits.add(Kind.EVENT, found.title, values)

    def _add_claim(self, place: int, claim: ClaimFound) -> None:
        event = self._event_of(place, claim)
        link = self._events[event] if event is not None else None
        told_of = self._told_of(place, claim)
        about = subject(self._findings, claim, link, told_of, self._entity, self._source)
        claimants = self._linked(claim.speakers)
        told = {
            **self._anchored(claim.span),
            "proposition": claim.proposition or self._article.words(claim.span),
            "stance": claim.stance,
            "claimants": claimants,
            "claimant_words": _as_printed(claim.speaker_text, claimants),
            "verb": claim.verb,
            "hedges": claim.hedges,
            "via": claim.via,
            "said": _date(claim.said),
            "about": self._time(claim, event),
            "note": _rule_note(claim.rule, claim.said_rule),
        }
        subject_values = {"subject": about.link, "field": about.field, "value": about.value}
        self._edits.add(Kind.CLAIM, claim.proposition, {**told, **subject_values})
        if event is not None:
            self._add_holder(self._findings.events[event], told)

    def _event_of(self, place: int, claim: ClaimFound) -> int | None:
        """Return the event, taken in, that a claim tells of; either of the two may name the other."""
        if claim.event in self._events:
            return claim.event
        told = (event for event in self._events if self._findings.events[event].claim == place)
        return next(told, None)

    def _told_of(self, place: int, claim: ClaimFound) -> EventFound | None:
        """Return the event that a claim tells of, taken in or not."""
        told = enumerate(self._findings.events)
        return next((one for number, one in told if number == claim.event or one.claim == place), None)

    def _time(self, claim: ClaimFound, event: int | None) -> DateSpan | None:
        """Return the time that the words of a claim say it was so; not the time at which it was said."""
        if event is None:
            return None
        found = self._findings.events[event]
        if found.date_span is None or not claim.span.holds(found.date_span) or found.date == claim.said:
            return None
        return _date(self._review.date_of(found))

    def _add_publishers_claim(self, event: EventFound, link: Link) -> None:
        """Keep that it is the publisher who tells of an event, as the claim its record rests on."""
        source = self._article.source
        told = {
            **self._anchored(event.span),
            "proposition": event.title,
            "claimants": (self._edits.publisher(source.publisher),) if source.publisher else (),
            "said": _date(source.published),
            "note": _rule_note(event.rule),
        }
        self._edits.add(Kind.CLAIM, event.title, {**told, "subject": link, "field": OCCURRENCE})
        self._add_holder(event, told)

    def _add_holder(self, event: EventFound, told: Mapping[str, Any]) -> None:
        """Keep who held a place, and when, as a claim about that place."""
        if event.kind != _CONTROL:
            return
        holders = self._linked(place for place, role in event.actors if role == _CONTROLLER)
        for held in self._linked(event.monuments):
            for holder in holders:
                values = {
                    **told,
                    "subject": held,
                    "field": HELD_BY,
                    "value_link": holder,
                    "about": _date(self._review.date_of(event)),
                }
                self._edits.add(Kind.CLAIM, event.title, values)

    def _anchored(self, span: Span) -> dict[str, Any]:
        """Return the exact words of a claim and where they stand in the archived text."""
        if span.start >= span.end:
            return {"source": self._source, "status": "work_needed"}
        recorded = selector(self._article.text, span.start, span.end)
        return {
            "source": self._source,
            "words": recorded.words,
            "start": span.start,
            "end": span.end,
            "prefix": recorded.prefix,
            "suffix": recorded.suffix,
            "anchor_sha256": self._sha256,
            "status": "work_needed",
        }

    def _add_image(self, found: CaptionFound) -> None:
        """Make the record of a picture; who made it is never taken from its credit line."""
        caption = self._article.words(found.span)
        values = {
            "caption": caption,
            "image_kind": found.kind,
            "credit": found.credit,
            "agency": found.agency,
            "distributor": found.distributor,
            "rights": found.licence,
            "published": _date(self._article.source.published),
            "source": self._source,
            "monuments": self._within(found.span, Kind.MONUMENT),
            "actors": self._within(found.span, Kind.ACTOR),
            "note": _rule_note(found.rule),
        }
        self._edits.add(Kind.IMAGE, caption, values)


def _date(edtf: str | None) -> DateSpan | None:
    """Return a date; None for none, and for what is no EDTF, which is nobody's date."""
    try:
        return DateSpan.parse(edtf) if edtf else None
    except InvalidDate:
        return None


def _others(name: str, other_names: Iterable[str]) -> tuple[str, ...]:
    """Return the other names of a record, each spelling once."""
    found = {name_key(text): text for text in reversed(tuple(other_names)) if name_key(text)}
    found.pop(name_key(name), None)
    return tuple(reversed(found.values()))


def _as_printed(words: str | None, claimants: Iterable[Link]) -> str | None:
    """Return the words printed for who speaks, where the names do not say as much."""
    return None if words in [link.title for link in claimants] else words


def _rule_note(*rules: str) -> str | None:
    """Return the note that names the rules a record was found by."""
    named = ", ".join(filter(None, rules))
    return _("Found by rule: {rules}").format(rules=named) if named else None

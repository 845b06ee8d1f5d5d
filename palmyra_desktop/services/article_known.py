"""What of an article the archive may have already: the source itself, its events, and what was taken from it.

Nothing is merged here: each likeness is told with its reason, and the reader decides.
"""

from dataclasses import replace

from palmyra_desktop.domain.claim import OCCURRENCE
from palmyra_desktop.domain.dates import DateSpan, InvalidDate
from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import Article, EventFound, Findings, Similar, SourceFound
from palmyra_desktop.domain.reference import Link, RecordRef
from palmyra_desktop.domain.review import AlreadyThere, FindingRef, Part, Review, Verdict
from palmyra_desktop.domain.shown import date_in_words, term
from palmyra_desktop.domain.source import Source
from palmyra_desktop.domain.text import name_key, words
from palmyra_desktop.i18n import _
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage.values import text_sha256

_NEAR = 14
"""Days between two dates of what may still be one event, reported by two outlets."""
_MOST = 3


def sources_there(archive: Archive, article: Article) -> tuple[AlreadyThere, ...]:
    """Return the sources of the archive that an article is or may be: of the same text first."""
    found, sha256 = article.source, text_sha256(article.text)
    there = []
    for source in archive.sources_like(sha256, found.url, found.title):
        is_same = source.text_sha256 == sha256
        reason = ""
        if is_same:
            reason = _("The archive has this text already, word for word.")
        elif found.url and source.url == found.url:
            reason = _("The archive has another text of the same address.")
        elif words(source.title) == words(found.title) and _is_same_publisher(source, found):
            reason = _("The archive has another text of the same title and publisher.")
        if reason:
            there.append(AlreadyThere(source.id, source.title, reason, is_same))
    return tuple(sorted(there, key=lambda one: not one.is_same_text))


def _is_same_publisher(source: Source, found: SourceFound) -> bool:
    return bool(source.publisher) and name_key(source.publisher or "") == name_key(found.publisher or "")


def with_similar_events(archive: Archive, findings: Findings) -> Findings:
    """Return the findings with the events of the archive that each event may be."""
    return replace(findings, events=tuple(_compared(archive, findings, one) for one in findings.events))


def added_to(archive: Archive, review: Review, source_id: int) -> Review:
    """Return the review as one of more findings in the text of a source that is there.

    What was taken from it before is left out, unless the reader asks for it again; events told before are
    those of the archive.
    """
    told = archive.claims_in(source_id)
    places = {(claim.start, claim.end) for claim in told}
    happened = {
        (claim.start, claim.end): claim.subject.id
        for claim in told
        if claim.field == OCCURRENCE and claim.subject.kind is Kind.EVENT
    }
    captions = {link.title for link in _images(archive, source_id)}
    findings, verdicts = review.findings, dict(review.verdicts)
    for place, claim in enumerate(findings.claims):
        if (claim.span.start, claim.span.end) in places:
            verdicts[FindingRef(Part.CLAIM, place)] = Verdict.REFUSED
    for place, caption in enumerate(findings.captions):
        if findings.article.words(caption.span) in captions:
            verdicts[FindingRef(Part.CAPTION, place)] = Verdict.REFUSED
    events = []
    for place, event in enumerate(findings.events):
        span = event.span if event.claim is None else findings.claims[event.claim].span
        record_id = happened.get((span.start, span.end))
        if record_id is not None:
            verdicts[FindingRef(Part.EVENT, place)] = Verdict.TAKEN
        events.append(event if record_id is None else replace(event, record_id=record_id, similar=()))
    return replace(
        review, findings=replace(findings, events=tuple(events)), verdicts=verdicts, source_id=source_id
    )


def _images(archive: Archive, source_id: int) -> tuple[Link, ...]:
    groups = archive.detail(RecordRef(Kind.SOURCE, source_id)).linked
    return tuple(link for group in groups for link in group.links if link.kind is Kind.IMAGE)


def _compared(archive: Archive, findings: Findings, found: EventFound) -> EventFound:
    """Return an event with those of the archive it may be: of its kind, at its monument, at its time."""
    there = (findings.entities[place].record_id for place in found.monuments)
    monuments = {record_id for record_id in there if record_id is not None}
    if found.record_id is not None or not monuments:
        return found
    date = _date(found.date)
    near = [
        (distance, event.id, event)
        for event in archive.events_like(found.kind, monuments)
        if (distance := _distance(date, event.date)) is not None
    ]
    similar = tuple(_similar(event, date, monuments) for _days, _id, event in sorted(near)[:_MOST])
    return replace(found, similar=similar)


def _similar(event: Event, date: DateSpan | None, monuments: set[int]) -> Similar:
    at = ", ".join(link.title for link in event.monuments if link.id in monuments)
    kind = term("event_kind", event.event_kind or "")
    reason = _("Both are of the kind “{kind}”, at {monuments}; this one is dated {date}.")
    if date is None:
        reason = _(
            "Both are of the kind “{kind}”, at {monuments}; the article gives no date, this one has {date}."
        )
    told = date_in_words(event.date) or _("undated")
    return Similar(event.id, event.title, reason.format(kind=kind, monuments=at, date=told))


def _distance(one: DateSpan | None, other: DateSpan | None) -> int | None:
    """Return the days between two dates, 0 where they overlap or one is unknown; None where they are far."""
    if one is None or other is None or one.overlaps(other):
        return 0
    gaps = [
        start - end
        for start, end in ((other.earliest_day, one.latest_day), (one.earliest_day, other.latest_day))
        if start is not None and end is not None and start > end
    ]
    return min((gap for gap in gaps if gap <= _NEAR), default=None)


def _date(edtf: str | None) -> DateSpan | None:
    try:
        return DateSpan.parse(edtf) if edtf else None
    except InvalidDate:
        return None

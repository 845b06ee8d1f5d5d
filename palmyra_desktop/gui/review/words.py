"""A finding in words: its row in the list, and all that is to be said of it below. No Qt."""

from collections.abc import Iterable
from dataclasses import dataclass

from palmyra_desktop.domain.dates import DateSpan, InvalidDate
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import (
    CaptionFound,
    ClaimFound,
    DateFound,
    EntityFound,
    EventFound,
    SourceFound,
)
from palmyra_desktop.domain.review import CORRECTED, FindingRef, Part, Review, Verdict
from palmyra_desktop.domain.shown import date_in_words, term
from palmyra_desktop.i18n import _, format_number, isolated, ngettext


@dataclass(frozen=True, slots=True)
class RowWords:
    """A row of the list.

    Attributes:
        head: set semibold. verb: behind it in the colour of the stance, "" for what is no claim.
        value: what it says. detail: the second line, muted.
    """

    head: str
    value: str
    detail: str
    verb: str = ""
    stance: str = ""

    @property
    def sentence(self) -> str:
        """The row as one sentence, for a screen reader."""
        first = " ".join(filter(None, (self.head, self.verb, self.value)))
        return ". ".join(filter(None, (first, self.detail)))


def row_words(review: Review, ref: FindingRef) -> RowWords:
    """Return the row of a finding."""
    match review.finding(ref):
        case SourceFound() as source:
            return _source(review, source)
        case ClaimFound() as claim:
            return _claim(review, claim)
        case EntityFound() as entity:
            return _entity(review, ref, entity)
        case CaptionFound() as caption:
            return _caption(review, caption)
        case EventFound() as event:
            return _event(review, ref, event)
        case date:
            return _date(review, date)


def rule_words(review: Review, ref: FindingRef) -> str:
    """Return how a finding was made, in words; "" for the source."""
    finding = review.finding(ref)
    if isinstance(finding, SourceFound):
        return ""
    if finding.rule == CORRECTED:
        return _("Corrected by hand")
    rules = [finding.rule]
    if isinstance(finding, EventFound) and finding.date_rule:
        rules.append(finding.date_rule)
    if isinstance(finding, ClaimFound) and finding.said_rule:
        rules.append(finding.said_rule)
    return _("Found by rule: {rules}").format(rules=", ".join(rules))


def doubt_words(review: Review, ref: FindingRef) -> str:
    """Return why a finding is asked about; "" where there is nothing to ask."""
    finding = review.finding(ref)
    if isinstance(finding, EntityFound | EventFound) and review.likeness(ref) is not None:
        return "\n".join(
            _("“{title}”: {reason}").format(title=one.title, reason=one.reason) for one in finding.similar
        )
    if isinstance(finding, ClaimFound) and finding.is_optional:
        return _("A belief, an epithet or words in quotation marks: not a statement.")
    if isinstance(finding, EntityFound) and finding.is_generic and finding.record_id is None:
        return _("An unnamed group, a place or a credit: no record unless you keep it.")
    if isinstance(finding, SourceFound) or finding.is_certain:
        return ""
    return _("The rule is not certain here.")


def verdict_words(verdict: Verdict) -> str:
    """Return a verdict in a word."""
    return {
        Verdict.TAKEN: _("kept"),
        Verdict.OPEN: _("to decide"),
        Verdict.REFUSED: _("left out"),
    }[verdict]


def speakers(review: Review, claim: ClaimFound) -> str:
    """Return who speaks: the names found, else the words printed, else that nobody is named."""
    names = [entity.name for entity in review.speakers(claim)]
    if len(names) > 1:
        return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
    return names[0] if names else claim.speaker_text or _("speaker not named")


def dated(edtf: str | None) -> str:
    """Return a date in words; "" for none, what is no EDTF as it stands."""
    try:
        return date_in_words(DateSpan.parse(edtf)) if edtf else ""
    except InvalidDate:
        return edtf or ""


def source_facts(review: Review) -> str:
    """Return the facts of the article for the head of the page."""
    article = review.findings.article
    count = len(article.text)
    length = ngettext("{count} character", "{count} characters", count).format(count=format_number(count))
    source = article.source
    looks = ""
    if source.publisher:
        words = _("looks like {publisher}") if source.publisher_rule != CORRECTED else "{publisher}"
        looks = words.format(publisher=source.publisher)
    return _joined((article.name, looks, length, _("nothing is saved until you add it")))


def _source(review: Review, source: SourceFound) -> RowWords:
    published = dated(source.published)
    if published and source.published_basis == "inferred":
        published = _("{date}, inferred").format(date=published)
    elif not published:
        published = _("no date of publication")
    how = _("how: {rule}").format(rule=source.published_rule) if source.published_rule else ""
    return RowWords(
        source.publisher or _("publisher not known"),
        source.title,
        _joined((published, how, ", ".join(source.authors), source.url or "")),
    )


def _claim(review: Review, claim: ClaimFound) -> RowWords:
    head = speakers(review, claim)
    verb = _("{verb}:").format(verb=claim.verb) if claim.verb else ""
    printed = claim.speaker_text if claim.speaker_text != head else None
    event = review.findings.events[claim.event].title if claim.event is not None else ""
    detail = _joined(
        (
            _("“{words}”").format(words=printed) if printed else "",
            _("via {source}").format(source=claim.via) if claim.via else "",
            dated(claim.said),
            ", ".join(claim.hedges),
            _("about: {event}").format(event=event) if event else "",
        )
    )
    return RowWords(head, claim.proposition, detail or _in_quotes(review, claim), verb, claim.stance)


def _in_quotes(review: Review, claim: ClaimFound) -> str:
    return _("“{words}”").format(words=review.findings.article.words(claim.span))


def _entity(review: Review, ref: FindingRef, entity: EntityFound) -> RowWords:
    if entity.record_id is not None:
        value = _("known, the same record")
    elif entity.similar and review.verdict(ref) is Verdict.OPEN:
        value = _("is it {title}?").format(title=entity.similar[0].title)
    else:
        value = _joined((_("new"), entity.role or ""), ", ")
    kind = term("actor_kind" if entity.kind is Kind.ACTOR else "monument_kind", entity.term or "")
    forms = [form for form in entity.forms if form != entity.name]
    places = sum(mention.entity == ref.place for mention in review.findings.mentions)
    count = ngettext("{count} place", "{count} places", places).format(count=format_number(places))
    listed = _("in the built-in list") if entity.is_known and entity.record_id is None else ""
    return RowWords(entity.name, value, _joined((kind, listed, count, ", ".join(forms))))


def _caption(review: Review, caption: CaptionFound) -> RowWords:
    words = review.findings.article.words(caption.span)
    agency = _("agency: {name}").format(name=caption.agency) if caption.agency else ""
    label = "" if caption.is_labelled else _("not called a caption in the text")
    detail = _joined((term("image_kind", caption.kind), agency, label))
    return RowWords(caption.credit or _("no credit line"), words, detail)


def _event(review: Review, ref: FindingRef, event: EventFound) -> RowWords:
    value = dated(review.date_of(event)) or _("undated")
    if event.record_id is not None:
        same = _("known, the same record")
        value = _joined((value, same))
    elif event.similar and review.verdict(ref) is Verdict.OPEN:
        value = _joined((value, _("is it {title}?").format(title=event.similar[0].title)))
    names = [review.findings.entities[place].name for place in event.monuments]
    if event.claim is not None:
        told = _("says {speaker}").format(speaker=speakers(review, review.findings.claims[event.claim]))
    else:
        told = _("says the publisher")
    return RowWords(event.title, value, _joined((term("event_kind", event.kind), ", ".join(names), told)))


def _date(review: Review, date: object) -> RowWords:
    assert isinstance(date, DateFound)
    published = dated(review.findings.article.source.published)
    relative = _("told from {date}").format(date=published) if date.is_relative and published else ""
    used = next((event.title for event in review.findings.events if event.date_span == date.span), "")
    return RowWords(
        review.findings.article.words(date.span),
        date.edtf or _("says no date"),
        _joined((dated(date.edtf), relative, used)),
    )


def _joined(parts: Iterable[str], between: str = " · ") -> str:
    """Return the parts that say something, each in its own direction."""
    return between.join(isolated(part) for part in parts if part)


def counted(review: Review) -> tuple[int, int]:
    """Return how many findings are kept, and how many are still to decide."""
    return review.count(Verdict.TAKEN), review.count(Verdict.OPEN)


def summary(review: Review) -> str:
    """Return how many findings there are of each part, in words."""
    found = review.findings
    actors = sum(entity.kind is Kind.ACTOR for entity in found.entities)
    pieces = (
        (len(found.claims), ngettext("{count} claim", "{count} claims", len(found.claims))),
        (len(found.captions), ngettext("{count} caption", "{count} captions", len(found.captions))),
        (actors, ngettext("{count} actor", "{count} actors", actors)),
        (
            len(found.entities) - actors,
            ngettext("{count} monument", "{count} monuments", len(found.entities) - actors),
        ),
        (len(found.events), ngettext("{count} event", "{count} events", len(found.events))),
        (len(found.dates), ngettext("{count} date", "{count} dates", len(found.dates))),
    )
    return " · ".join(words.format(count=format_number(count)) for count, words in pieces)


def group_words(review: Review, refs: Iterable[FindingRef]) -> tuple[str, bool]:
    """Return what is still to do in a group, in words, and whether there is anything."""
    refs = tuple(refs)
    if refs and refs[0].part is Part.SOURCE:
        return "", False
    count = sum(review.verdict(ref) is Verdict.OPEN for ref in refs)
    if not count:
        return _("all decided"), False
    return ngettext("{count} to decide", "{count} to decide", count).format(count=format_number(count)), True

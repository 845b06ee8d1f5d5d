"""The five sorts of findings a reader sees: their names, their keys, and how each is lit in the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import Article, ClaimFound, EventFound, Span
from palmyra_desktop.domain.review import FindingRef, Part, Review
from palmyra_desktop.gui.paragraph import UnderlineStyle
from palmyra_desktop.i18n import N_


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of finding.

    Attributes:
        label: English, marked for translation. color: the role of its highlight's ground; the line's is that
            with "_line".
    """

    key: str
    label: str
    color: str
    style: UnderlineStyle


SORTS: tuple[Sort, ...] = (
    Sort("claim", N_("claims"), "h_claim", "solid"),
    Sort("actor", N_("actors"), "h_actor", "solid"),
    Sort("monument", N_("monuments"), "h_monument", "dashed"),
    Sort("date", N_("events and dates"), "h_date", "dotted"),
    Sort("caption", N_("captions"), "h_caption", "thin"),
)
"""In the order of the chips and of their keys, 1 to 5."""

_FAR = 3
"""How much longer than the other the claimed side of a claim is, for its words to be told apart."""
_BY_KEY = {sort.key: sort for sort in SORTS}
_OF_PART = {Part.CLAIM: "claim", Part.CAPTION: "caption", Part.EVENT: "date", Part.DATE: "date"}


def sort_of(review: Review, ref: FindingRef) -> Sort | None:
    """Return the sort of a finding; None for the source, which is no words of the text."""
    if ref.part is Part.SOURCE:
        return None
    if ref.part is Part.ENTITY:
        return _BY_KEY[review.findings.entities[ref.place].kind.value]
    return _BY_KEY[_OF_PART[ref.part]]


def groups(review: Review) -> Iterator[tuple[str, Sort | None, tuple[FindingRef, ...]]]:
    """Yield the groups of the list: title, English, marked for translation; sort; findings by their place."""
    found = review.findings
    yield N_("Source"), None, (FindingRef(Part.SOURCE),)
    yield N_("Claims"), _BY_KEY["claim"], _refs(Part.CLAIM, range(len(found.claims)))
    for title, key, kind in (
        (N_("Actors"), "actor", Kind.ACTOR),
        (N_("Captions"), "caption", None),
        (N_("Monuments"), "monument", Kind.MONUMENT),
    ):
        if kind is None:
            yield title, _BY_KEY[key], _refs(Part.CAPTION, range(len(found.captions)))
            continue
        places = [place for place, one in enumerate(found.entities) if one.kind is kind]
        yield title, _BY_KEY[key], _refs(Part.ENTITY, places)
    yield N_("Events"), _BY_KEY["date"], _refs(Part.EVENT, range(len(found.events)))
    yield N_("Dates"), _BY_KEY["date"], _refs(Part.DATE, range(len(found.dates)))


def spans_of(review: Review, ref: FindingRef) -> tuple[Span, ...]:
    """Return the words a finding was made of, the first its main place; none for the source."""
    if ref.part is Part.SOURCE:
        return ()
    if ref.part is Part.ENTITY:
        return tuple(one.span for one in review.findings.mentions if one.entity == ref.place)
    finding = review.finding(ref)
    if isinstance(finding, ClaimFound):
        return (claimed_words(review.findings.article, finding),)
    span: Span = finding.span  # type: ignore[union-attr]  # all but entity and source have one
    return (span, *(finding.mentions if isinstance(finding, EventFound) else ()))


def claimed_words(article: Article, claim: ClaimFound) -> Span:
    """Return the words of a claim without those that say who speaks, where these stand at one end."""
    whole = claim.span
    spoken = [span for span in (claim.speaker_span, claim.verb_span) if span and whole.holds(span)]
    if not spoken:
        return whole
    first, last = min(span.start for span in spoken), max(span.end for span in spoken)
    before, behind = Span(whole.start, first), Span(last, whole.end)
    if _length(behind) >= _FAR * _length(before):
        return _trimmed(article, behind)
    return _trimmed(article, before) if _length(before) >= _FAR * _length(behind) else whole


def _length(span: Span) -> int:
    return span.end - span.start


def _trimmed(article: Article, span: Span) -> Span:
    words = article.words(span)
    start = span.start + len(words) - len(words.lstrip(" ,:"))
    return Span(start, max(start, span.end - len(words) + len(words.rstrip(" ,"))))


def _refs(part: Part, places: "range | list[int]") -> tuple[FindingRef, ...]:
    return tuple(FindingRef(part, place) for place in places)

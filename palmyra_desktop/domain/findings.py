"""What is found in an article before anything is written: captions, names, dates, claims, events.

Offsets count code points of `Article.text`, ends exclusive; `Article.original` leads them back to the file as
it was decoded. A finding names the rule that made it, so that whoever reviews it can judge the rule, too, and
says whether it is certain: what is not is asked about and never taken in silently.
"""

from array import array
from dataclasses import dataclass
from enum import StrEnum

from palmyra_desktop.domain.fields import Kind


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: code points, `end` exclusive."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether they share a code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class BlockKind(StrEnum):
    """What a block of an article is."""

    METADATA = "metadata"  # header lines, front matter
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CAPTION = "caption"
    CREDIT = "credit"
    ASIDE = "aside"  # labels, share buttons, related topics: nobody's statement


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article's text, without the blank lines around it."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class SourceFound:
    """What an article says of itself.

    Attributes:
        published: EDTF; published_basis: a key of `date_basis` ("stated", "inferred"), None without a date.
        published_rule, publisher_rule: how they were known.
    """

    title: str
    publisher: str | None = None
    publisher_rule: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_basis: str | None = None
    published_rule: str = ""
    url: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it was read.

    Attributes:
        raw: the file as decoded, before any cleaning (of HTML, the markup; no byte-order mark).
        text: what is read, shown and archived: `raw` without markup, its lines ended by line feeds alone.
        raw_positions: for each code point of `text` its place in `raw`; None where the two are one.
        raw_ends: where what stands for it in `raw` ends: an entity is longer than the letter it is.
        format: "text", "html" or "markdown". encoding: what it was decoded from.
        blocks: in the order of the text; between them is only white space, or what is nobody's text.
        captions: of its pictures and videos, in the order of the text.
    """

    name: str
    raw: str
    text: str
    format: str
    encoding: str
    source: SourceFound
    blocks: tuple[Block, ...]
    raw_positions: "array[int] | None" = None
    raw_ends: "array[int] | None" = None
    captions: "tuple[CaptionFound, ...]" = ()

    def words(self, span: Span) -> str:
        """Return the words of a stretch."""
        return self.text[span.start : span.end]

    def original(self, span: Span) -> Span:
        """Return where a stretch stands in the file as decoded."""
        if self.raw_positions is None or self.raw_ends is None or span.start >= span.end:
            return span
        return Span(self.raw_positions[span.start], self.raw_ends[span.end - 1])


@dataclass(frozen=True, slots=True)
class CaptionFound:
    """The caption of a picture or video.

    Attributes:
        kind: a key of `image_kind`. credit: as printed without its label ("Image source,"), or None.
        agency, photographer, distributor, licence: what the credit names (several joined by "; ").
        is_labelled: whether the text or the markup calls it a caption.
    """

    span: Span
    kind: str
    rule: str
    credit: str | None = None
    credit_span: Span | None = None
    agency: str | None = None
    photographer: str | None = None
    distributor: str | None = None
    licence: str | None = None
    is_labelled: bool = True
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for an actor or a monument; `entity` is its place in `Findings.entities`."""

    span: Span
    entity: int
    rule: str
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class Similar:
    """A record that a finding may be the same as; `reason` is a translated sentence."""

    record_id: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class KnownName:
    """A record of the archive as a text may name it; `term` is its actor_kind or monument_kind."""

    kind: Kind
    record_id: int
    name: str
    other_names: tuple[str, ...] = ()
    term: str | None = None


@dataclass(frozen=True, slots=True)
class EntityFound:
    """An actor or monument that the text names.

    Attributes:
        kind: ACTOR or MONUMENT. name: its canonical name, of the archive, the built-in list, or as printed.
        forms: the words that stand for it in this text, each once, in the order of their first place.
        term: a key of `actor_kind` or `monument_kind`, None where unknown.
        record_id: the record of the archive, None for one that is not there.
        is_known: whether the archive or the built-in list has it; else it is proposed.
        is_generic: an unnamed group, a settlement, or a name met only in a credit or byline.
        role: as printed ("Syria's Ambassador to the United Nations").
    """

    kind: Kind
    name: str
    rule: str
    forms: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    term: str | None = None
    record_id: int | None = None
    is_known: bool = False
    is_generic: bool = False
    is_certain: bool = True
    role: str | None = None
    similar: tuple[Similar, ...] = ()


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in words, and what they say as EDTF, never more precisely than they do.

    Attributes:
        edtf: None where the words carry no date that can be told.
        is_relative: whether it was told from the date of publication.
    """

    span: Span
    edtf: str | None
    rule: str
    is_relative: bool = False
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class ClaimFound:
    """One attributed statement.

    Attributes:
        span: the exact words. proposition: what is claimed, in plain words.
        speakers: places in `Findings.entities`; empty where nobody is named. speaker_text: as printed.
        verb: as printed, with its negation; None for a bare quotation. hedges: as printed.
        via: the chain as printed. stance: a key of `stance`. quotation: direct, indirect, mixed, impersonal.
        said: EDTF of when it was said. event: place in `Findings.events` of what it is about, or None.
        is_optional: a belief report, an epithet, scare quotes: offered, never taken in unasked.
    """

    span: Span
    proposition: str
    rule: str
    speakers: tuple[int, ...] = ()
    speaker_text: str | None = None
    speaker_span: Span | None = None
    verb: str | None = None
    verb_span: Span | None = None
    hedges: tuple[str, ...] = ()
    via: str | None = None
    stance: str = "asserts"
    quotation: str = "indirect"
    said: str | None = None
    said_rule: str = ""
    event: int | None = None
    is_optional: bool = False
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class EventFound:
    """A physical act that the text tells of.

    Attributes:
        kind: a key of `event_kind`. date: EDTF, None where the text carries none; date_rule: how it was told.
        actors: places in `Findings.entities`, each with a key of `actor_role`. monuments: places there.
        damage: a key of `damage`. claim: place in `Findings.claims` of who says so; None: the publisher.
        mentions: further places that tell of the same act.
        record_id: the event of the archive it is, None for one that is not there.
        similar: events of the archive it may be; filled in where an archive is at hand.
    """

    span: Span
    title: str
    kind: str
    rule: str
    date: str | None = None
    date_rule: str = ""
    date_span: Span | None = None
    is_relative: bool = False
    actors: tuple[tuple[int, str], ...] = ()
    monuments: tuple[int, ...] = ()
    place: str | None = None
    damage: str | None = None
    claim: int | None = None
    mentions: tuple[Span, ...] = ()
    is_certain: bool = True
    record_id: int | None = None
    similar: tuple[Similar, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one article, each part in the order of the text; nothing is written yet."""

    article: Article
    captions: tuple[CaptionFound, ...] = ()
    entities: tuple[EntityFound, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateFound, ...] = ()
    claims: tuple[ClaimFound, ...] = ()
    events: tuple[EventFound, ...] = ()

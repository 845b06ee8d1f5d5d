"""Claims: one assertion, by one claimant, several together, or nobody named, in one source."""

from dataclasses import dataclass

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Field, FieldType, Kind, RecordType
from palmyra_desktop.domain.reference import Link, Record
from palmyra_desktop.domain.tags import TAGS
from palmyra_desktop.i18n import N_

OCCURRENCE = "occurrence"
"""The claimed field of a claim that its subject happened at all."""
HELD_BY = "held_by"
"""The claimed field of a claim about who controls a site; `about` says when."""
REMARK = "remark"
"""The claimed field of a judgement without a value."""

SPECIAL_FIELDS: tuple[tuple[str, str], ...] = (
    (OCCURRENCE, N_("That it happened")),
    (HELD_BY, N_("Held by")),
    (REMARK, N_("Remark")),
)
"""Claimed fields that are no field of the subject, with their labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """One assertion about one field of one record.

    Attributes:
        proposition: what is claimed, in our words; always kept.
        subject: the record it is about. field: a field of it, or OCCURRENCE, HELD_BY, REMARK.
        value: the value claimed, as the field's file form (EDTF, term key, text); None without one.
        value_link: the record claimed, where the field is a link (an actor said to hold a town).
        claimants: who speaks; empty where nobody is named. claimant_words: as printed ("the two allies").
        verb: as printed, with its negation. hedges: keys of `hedge`, or words as printed.
        via: the chain as printed.
        publisher: of the source, looked up.
        said: when it was said. about: the time the value holds for.
        words: the exact words; start, end: their place in the source's text, code points, end exclusive.
        prefix, suffix: the words around them; anchor_sha256: the text they were anchored in.
        origin: who the information comes from, in words; origin_actor: as a record.
        rests_on: the claim it repeats.
        credibility: Admiralty figure 1-6; None where nobody judged it, which counts as 6.
        grade: the source's letter and this figure ("B2"), looked up; None where neither was judged.
    """

    kind = Kind.CLAIM

    proposition: str
    subject: Link
    field: str
    value: str | None = None
    value_link: Link | None = None
    stance: str = "asserts"
    claimants: tuple[Link, ...] = ()
    claimant_words: str | None = None
    verb: str | None = None
    hedges: tuple[str, ...] = ()
    via: str | None = None
    source: Link | None = None
    publisher: str | None = None
    said: DateSpan | None = None
    about: DateSpan | None = None
    words: str | None = None
    start: int | None = None
    end: int | None = None
    prefix: str | None = None
    suffix: str | None = None
    anchor_sha256: str | None = None
    origin: str | None = None
    origin_actor: Link | None = None
    rests_on: Link | None = None
    confidence: str | None = None
    credibility: str | None = None
    grade: str | None = None
    status: str = "accepted"
    note: str | None = None


CLAIM = RecordType(
    kind=Kind.CLAIM,
    label=N_("Claim"),
    label_plural=N_("Claims"),
    icon="claim",
    title_key="proposition",
    date_key="said",
    fields=(
        Field("said", N_("Said"), FieldType.DATE, shown=True, width=130),
        Field("claimants", N_("Claimants"), FieldType.LINKS, links_to=(Kind.ACTOR,), shown=True, width=160),
        Field("verb", N_("Verb"), FieldType.QUOTE, searched=True, shown=True, width=90),
        Field("proposition", N_("Proposition"), searched=True, shown=True, width=0, required=True),
        Field(
            "subject", N_("About"), FieldType.LINK, links_to=tuple(Kind), shown=True, width=150, required=True
        ),
        Field("field", N_("Field"), width=100, required=True),
        Field("value", N_("Value"), searched=True, width=110),
        Field("value_link", N_("Value, as a record"), FieldType.LINK, links_to=tuple(Kind), width=120),
        Field("stance", N_("Stance"), FieldType.TERM, "stance", width=90),
        Field("claimant_words", N_("Claimant as printed"), FieldType.QUOTE, searched=True, width=140),
        Field("hedges", N_("Hedges"), FieldType.TEXTS, vocabulary="hedge", width=110),
        Field("via", N_("Via"), searched=True, width=130),
        Field("source", N_("Source"), FieldType.LINK, links_to=(Kind.SOURCE,), width=180),
        Field("publisher", N_("Publisher"), derived=True, shown=True, width=140),
        Field("about", N_("Holds for"), FieldType.DATE, width=130),
        Field("words", N_("Exact words"), FieldType.QUOTE, searched=True, width=220),
        Field("start", N_("Start"), FieldType.COUNT, in_table=False),
        Field("end", N_("End"), FieldType.COUNT, in_table=False),
        Field("prefix", N_("Words before"), FieldType.QUOTE, in_table=False),
        Field("suffix", N_("Words after"), FieldType.QUOTE, in_table=False),
        Field("anchor_sha256", N_("SHA-256 of the anchored text"), FieldType.HASH, in_table=False),
        Field("origin", N_("Origin"), searched=True, width=140),
        Field("origin_actor", N_("Origin, as a record"), FieldType.LINK, links_to=(Kind.ACTOR,), width=130),
        Field("rests_on", N_("Rests on"), FieldType.LINK, links_to=(Kind.CLAIM,), width=150),
        Field("confidence", N_("Confidence"), FieldType.TERM, "confidence", width=90),
        Field(
            "credibility",
            N_("Credibility"),
            FieldType.TERM,
            "information_credibility",
            width=90,
            private=True,
        ),
        Field("grade", N_("Grade"), derived=True, width=60, private=True),
        Field("status", N_("Status"), FieldType.TERM, "claim_status", shown=True, width=132),
        TAGS,
        Field("note", N_("Note"), FieldType.LONG_TEXT, searched=True, width=200),
    ),
)

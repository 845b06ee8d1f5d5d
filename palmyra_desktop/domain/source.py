"""Sources: the documents claims and captions are printed in."""

from dataclasses import dataclass

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Field, FieldType, Kind, RecordType
from palmyra_desktop.domain.reference import Record
from palmyra_desktop.domain.tags import TAGS
from palmyra_desktop.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A document: news report, statement, dataset, satellite analysis.

    Its text is long and is read on its own (`SourceText`).

    Attributes:
        authors: in the order printed. published_basis: how the date is known (`date_basis`).
        text_kind: what the archived text is (`text_kind`: full text, excerpt, or an abstract in our words).
        text_sha256: SHA-256 of the archived text's UTF-8 bytes; None where there is none.
        file_name: original name of the attached file; file_sha256: its content, found under `files/`.
        reliability: Admiralty letter A-F; None where nobody judged it, which counts as F.
    """

    kind = Kind.SOURCE

    title: str
    source_kind: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: DateSpan | None = None
    published_basis: str | None = None
    accessed: DateSpan | None = None
    url: str | None = None
    archive_url: str | None = None
    language: str | None = None
    rights: str | None = None
    text_kind: str | None = None
    text_sha256: str | None = None
    reliability: str | None = None
    file_name: str | None = None
    file_sha256: str | None = None
    media_type: str | None = None
    note: str | None = None
    claim_count: int = 0
    image_count: int = 0


@dataclass(frozen=True, slots=True)
class SourceText:
    """The archived text of a source. Offsets into it count Unicode code points."""

    source_id: int
    text: str
    text_kind: str | None
    sha256: str


SOURCE = RecordType(
    kind=Kind.SOURCE,
    label=N_("Source"),
    label_plural=N_("Sources"),
    icon="source",
    title_key="title",
    date_key="published",
    fields=(
        Field("published", N_("Published"), FieldType.DATE, shown=True, width=130, claimable=True),
        Field("title", N_("Title"), searched=True, shown=True, width=0, required=True),
        Field("publisher", N_("Publisher"), searched=True, shown=True, width=170),
        Field("authors", N_("Authors"), FieldType.TEXTS, searched=True, width=150),
        Field("source_kind", N_("Kind"), FieldType.TERM, "source_kind", shown=True, width=120),
        Field("published_basis", N_("How the date is known"), FieldType.TERM, "date_basis", width=110),
        Field("accessed", N_("Accessed"), FieldType.DATE, width=110),
        Field("url", N_("Link"), FieldType.URL, searched=True, width=180),
        Field("archive_url", N_("Archived link"), FieldType.URL, searched=True, width=180),
        Field("language", N_("Language"), width=80),
        Field("rights", N_("Rights"), width=140),
        Field("text_kind", N_("Archived text"), FieldType.TERM, "text_kind", width=120),
        Field("text_sha256", N_("SHA-256 of the text"), FieldType.HASH, derived=True, width=120),
        Field("file_name", N_("File"), width=140, searched=True),
        Field("file_sha256", N_("SHA-256 of the file"), FieldType.HASH, width=120),
        Field("media_type", N_("Type of file"), width=100),
        Field("reliability", N_("Reliability"), FieldType.TERM, "source_reliability", width=90, private=True),
        TAGS,
        Field("note", N_("Note"), FieldType.LONG_TEXT, searched=True, width=200),
        Field("claim_count", N_("Claims"), FieldType.COUNT, derived=True, shown=True, width=150),
        Field("image_count", N_("Images"), FieldType.COUNT, derived=True, width=70),
        Field("conflict", N_("Conflict"), FieldType.FLAG, derived=True, width=70),
    ),
)

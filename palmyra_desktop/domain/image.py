"""Images: captions of pictures and videos, with or without the file (IPTC's field names)."""

from dataclasses import dataclass

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Field, FieldType, Kind, RecordType
from palmyra_desktop.domain.reference import Link, Record
from palmyra_desktop.domain.tags import TAGS
from palmyra_desktop.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(Record):
    """A caption of a picture or video, with or without the file.

    Attributes:
        credit: the credit line as printed, None where none was printed.
        agency: who provided it (several joined by "; "); never taken for the creator.
        date: when it was made; published: when it was printed.
        source: the document it was printed in.
        file_name: original name of the attached file; file_sha256: its content, found under `files/`.
    """

    kind = Kind.IMAGE

    caption: str
    image_kind: str | None = None
    credit: str | None = None
    agency: str | None = None
    distributor: str | None = None
    creator: str | None = None
    caption_writer: str | None = None
    headline: str | None = None
    date: DateSpan | None = None
    published: DateSpan | None = None
    monuments: tuple[Link, ...] = ()
    actors: tuple[Link, ...] = ()
    events: tuple[Link, ...] = ()
    source: Link | None = None
    rights: str | None = None
    sensitivity: str | None = None
    alt_text: str | None = None
    file_name: str | None = None
    file_sha256: str | None = None
    media_type: str | None = None
    note: str | None = None
    claim_count: int = 0


IMAGE = RecordType(
    kind=Kind.IMAGE,
    label=N_("Image"),
    label_plural=N_("Images"),
    icon="image",
    title_key="caption",
    date_key="date",
    fields=(
        Field("date", N_("Date made"), FieldType.DATE, shown=True, width=130, claimable=True),
        Field("caption", N_("Caption"), FieldType.QUOTE, searched=True, shown=True, width=0, required=True),
        Field("credit", N_("Credit line"), FieldType.QUOTE, searched=True, shown=True, width=180),
        Field("agency", N_("Agency"), searched=True, shown=True, width=110),
        Field("distributor", N_("Distributor"), searched=True, width=110),
        Field("creator", N_("Creator"), searched=True, width=130),
        Field("caption_writer", N_("Caption writer"), searched=True, width=130),
        Field("headline", N_("Headline"), searched=True, width=180),
        Field("image_kind", N_("Kind"), FieldType.TERM, "image_kind", width=80),
        Field("published", N_("Published"), FieldType.DATE, width=110),
        Field(
            "monuments", N_("Monuments"), FieldType.LINKS, links_to=(Kind.MONUMENT,), shown=True, width=150
        ),
        Field("actors", N_("Actors"), FieldType.LINKS, links_to=(Kind.ACTOR,), width=130),
        Field("events", N_("Events"), FieldType.LINKS, links_to=(Kind.EVENT,), width=150),
        Field("source", N_("Printed in"), FieldType.LINK, links_to=(Kind.SOURCE,), width=180),
        Field("rights", N_("Rights"), width=140),
        Field("sensitivity", N_("Sensitivity"), FieldType.TERM, "sensitivity", width=120),
        Field("alt_text", N_("Alternative text"), FieldType.LONG_TEXT, searched=True, width=180),
        Field("file_name", N_("File"), width=140, searched=True),
        Field("file_sha256", N_("SHA-256 of the file"), FieldType.HASH, width=120),
        Field("media_type", N_("Type of file"), width=100),
        TAGS,
        Field("note", N_("Note"), FieldType.LONG_TEXT, searched=True, width=200),
        Field("claim_count", N_("Claims"), FieldType.COUNT, derived=True, width=120),
        Field("conflict", N_("Conflict"), FieldType.FLAG, derived=True, width=70),
    ),
)

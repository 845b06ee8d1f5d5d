"""Monuments: buildings, sites, museums and objects."""

from dataclasses import dataclass

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Field, FieldType, Kind, RecordType
from palmyra_desktop.domain.reference import Identifier, Link, Name, Record
from palmyra_desktop.domain.tags import TAGS
from palmyra_desktop.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Monument(Record):
    """A building, site, museum or object.

    Attributes:
        names: every other name, in any language and script.
        site: the monument it is part of. latitude, longitude: degrees, WGS 84.
        identifiers: in other registers (wikidata, pleiades, geonames, unesco ...).
    """

    kind = Kind.MONUMENT

    name: str
    names: tuple[Name, ...] = ()
    monument_kind: str | None = None
    site: Link | None = None
    built: DateSpan | None = None
    latitude: float | None = None
    longitude: float | None = None
    place_precision: str | None = None
    coordinate_source: str | None = None
    condition: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    description: str | None = None
    note: str | None = None
    event_count: int = 0
    claim_count: int = 0


MONUMENT = RecordType(
    kind=Kind.MONUMENT,
    label=N_("Monument"),
    label_plural=N_("Monuments"),
    icon="monument",
    title_key="name",
    date_key=None,
    fields=(
        Field("name", N_("Name"), searched=True, shown=True, width=0, required=True),
        Field("names", N_("Other names"), FieldType.NAMES, searched=True, shown=True, width=220),
        Field("monument_kind", N_("Kind"), FieldType.TERM, "monument_kind", shown=True, width=130),
        Field("site", N_("Part of"), FieldType.LINK, links_to=(Kind.MONUMENT,), width=130),
        Field("built", N_("Built"), FieldType.DATE, width=110, claimable=True),
        Field(
            "condition", N_("Condition"), FieldType.TERM, "condition", shown=True, width=100, claimable=True
        ),
        Field("latitude", N_("Latitude"), FieldType.NUMBER, width=90),
        Field("longitude", N_("Longitude"), FieldType.NUMBER, width=90),
        Field("place_precision", N_("Precision of place"), FieldType.TERM, "place_precision"),
        Field("coordinate_source", N_("Coordinates from"), width=140),
        Field("identifiers", N_("Identifiers"), FieldType.IDENTIFIERS, searched=True, width=160),
        Field(
            "description", N_("Description"), FieldType.LONG_TEXT, searched=True, width=260, claimable=True
        ),
        TAGS,
        Field("note", N_("Note"), FieldType.LONG_TEXT, searched=True, width=200),
        Field("event_count", N_("Events"), FieldType.COUNT, derived=True, shown=True, width=70),
        Field("claim_count", N_("Claims"), FieldType.COUNT, derived=True, shown=True, width=150),
        Field("conflict", N_("Conflict"), FieldType.FLAG, derived=True, width=70),
    ),
)

"""All kinds of record in one place."""

from palmyra_desktop.domain.actor import ACTOR, Actor
from palmyra_desktop.domain.claim import CLAIM, SPECIAL_FIELDS, Claim
from palmyra_desktop.domain.event import EVENT, Event
from palmyra_desktop.domain.fields import Field, FieldType, Kind, RecordType
from palmyra_desktop.domain.image import IMAGE, Image
from palmyra_desktop.domain.monument import MONUMENT, Monument
from palmyra_desktop.domain.reference import Identifier, Link, Marks, Name, Record, RecordRef
from palmyra_desktop.domain.source import SOURCE, Source, SourceText

__all__ = [
    "Actor",
    "Claim",
    "Event",
    "Field",
    "FieldType",
    "Identifier",
    "Image",
    "Kind",
    "Link",
    "Marks",
    "Monument",
    "Name",
    "RECORD_CLASSES",
    "RECORD_TYPES",
    "Record",
    "RecordRef",
    "RecordType",
    "SPECIAL_FIELDS",
    "Source",
    "SourceText",
    "claimed_field_label",
    "heading",
    "record_type",
]

RECORD_TYPES: tuple[RecordType, ...] = (EVENT, MONUMENT, IMAGE, ACTOR, SOURCE, CLAIM)
"""Every kind of record, in the order of the sidebar."""

_BY_KIND = {found.kind: found for found in RECORD_TYPES}

RECORD_CLASSES: dict[Kind, type[Record]] = {
    cls.kind: cls for cls in (Event, Monument, Image, Actor, Source, Claim)
}


def record_type(kind: Kind) -> RecordType:
    """Return the description of a kind of record."""
    return _BY_KIND[kind]


def heading(record: Record) -> str:
    """Return what names a record: its title, name, caption or proposition."""
    return str(getattr(record, record_type(record.kind).title_key))


def claimed_field_label(subject: Kind, field: str) -> str:
    """Return the English label, marked for translation, of a field that a claim is about."""
    special = dict(SPECIAL_FIELDS)
    if field in special:
        return special[field]
    described = record_type(subject)
    return described.field(field).label if described.has_field(field) else field

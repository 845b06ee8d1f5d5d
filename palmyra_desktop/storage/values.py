"""A record's values in file form, as the change log keeps them, and what becomes of them in columns.

File form is plain JSON: a date is its EDTF text, a term its key, texts a list; a link is an id, or
{"kind", "id"} where it may lead to several kinds; links are a list of ids, or of {"id", "role"} for the
actors of an event; names are {"text", "language", "script"}, identifiers {"scheme", "value"}.
Absent is None or []. Beside its fields a record has TEXT (a source's archived text), TRASHED, and
CHOSEN + FIELD (the claim that the shown value of a field rests on, or None).
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from palmyra_desktop.domain.dates import date_span
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.storage.schema import LINKS, folded_name

Values = dict[str, Any]
TEXT = "text"
TRASHED = "trashed"
CHOSEN = "chosen:"

_SEVERAL = (FieldType.TEXTS, FieldType.LINKS, FieldType.NAMES, FieldType.IDENTIFIERS)
ROLES = (Kind.EVENT, "actors")
"""The one LINKS field whose links have roles."""


@cache
def stored_fields(kind: Kind) -> tuple[Field, ...]:
    """Return the fields whose values the archive keeps, in order."""
    return record_type(kind).entered


def nothing(field: Field) -> Any:
    """Return the file form of an absent value."""
    return [] if field.type in _SEVERAL else None


def leads_to_several_kinds(field: Field) -> bool:
    """Whether the link's kind is kept beside its id."""
    return field.type is FieldType.LINK and len(field.links_to) > 1


def is_column(field: Field) -> bool:
    """Whether the value lies in the record's own row."""
    return field.type not in (FieldType.LINKS, FieldType.NAMES, FieldType.IDENTIFIERS)


def columns(kind: Kind, values: Mapping[str, Any], at_utc: str) -> dict[str, Any]:
    """Return the columns of a record's own row for those of its values that lie there.

    Args:
        at_utc: the time a record that is trashed by these values goes to the trash.
    """
    plain, others, title_key = _columns_of(kind)
    found: dict[str, Any] = {}
    for key, value in values.items():
        if key in plain:
            found[key] = value
            if key == title_key:
                found["folded"] = folded_name(value)
        elif key in others:
            found |= _field_columns(others[key], value)
        elif key == TRASHED:
            found["trashed_at"] = at_utc if value else None
        elif key == TEXT:
            found["text_sha256"] = None if value is None else text_sha256(value)
    return found


@cache
def _columns_of(kind: Kind) -> tuple[frozenset[str], Mapping[str, Field], str]:
    """Return keys of fields that are columns as they stand, the other fields of a row, the title's key."""
    in_row = {field.key: field for field in stored_fields(kind) if is_column(field)}
    special = (FieldType.DATE, FieldType.LINK, FieldType.TEXTS)
    others = {key: field for key, field in in_row.items() if field.type in special}
    return frozenset(in_row.keys() - others.keys()), others, record_type(kind).title_key


def from_columns(field: Field, row: Mapping[str, Any]) -> Any:
    """Return the file form of a value that lies in the record's own row."""
    if leads_to_several_kinds(field):
        number = row[f"{field.key}_id"]
        return None if number is None else {"kind": row[f"{field.key}_kind"], "id": number}
    if field.type is FieldType.LINK:
        return row[f"{field.key}_id"]
    value = row[field.key]
    return list(value) if field.type is FieldType.TEXTS else value


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def link_ids(kind: Kind, field: Field, value: Any) -> list[tuple[Kind, int]]:
    """Return where the links of a value in file form lead."""
    if value is None or not field.is_link:
        return []
    if leads_to_several_kinds(field):
        return [(Kind(value["kind"]), value["id"])]
    if field.type is FieldType.LINK:
        return [(field.links_to[0], value)]
    target = LINKS[kind, field.key].target_kind
    return [(target, link["id"] if isinstance(link, dict) else link) for link in value]


def _field_columns(field: Field, value: Any) -> dict[str, Any]:
    key = field.key
    if field.type is FieldType.DATE:
        span = None if value is None else date_span(value)
        return {
            key: value,
            f"{key}_first": span and span.earliest_day,
            f"{key}_last": span and span.latest_day,
            f"{key}_sort": span and span.sort_key[0],
        }
    if leads_to_several_kinds(field):
        link = value or {"kind": None, "id": None}
        return {f"{key}_kind": link["kind"], f"{key}_id": link["id"]}
    if field.type is FieldType.LINK:
        return {f"{key}_id": value}
    return {key: tuple(value) if field.type is FieldType.TEXTS else value}

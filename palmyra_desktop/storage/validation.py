"""What a record may hold: an edit's values to file form, each fault named at its field.

Terms are free: a user's own are allowed. Text is composed (NFC); the words of a source (QUOTE fields and
archived texts) stay code point for code point, because places in them are counted and their hash is kept.
Nothing is trimmed; an empty text is an absent one.
"""

import dataclasses
import math
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from palmyra_desktop.domain.claim import SPECIAL_FIELDS
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import InvalidRecord
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.record import RECORD_CLASSES, record_type
from palmyra_desktop.domain.reference import Identifier, Link, Name
from palmyra_desktop.domain.text import is_sha256
from palmyra_desktop.i18n import _
from palmyra_desktop.storage.values import (
    ROLES,
    TEXT,
    Values,
    leads_to_several_kinds,
    nothing,
    stored_fields,
)

Resolve = Callable[[Kind, int], int]
"""Finds the id of a record by the caller's own negative number; ids pass unchanged."""

_T = TypeVar("_T")
_VERBATIM = (FieldType.QUOTE, FieldType.HASH, FieldType.URL)
_TOO_FAR = 2**31  # what a column INTEGER can hold on every engine
_NOT_A_TEXT = "\x00"  # PostgreSQL cannot keep it


def file_form(kind: Kind, values: Mapping[str, Any], resolve: Resolve) -> Values:
    """Return an edit's values in file form.

    Raises:
        InvalidRecord: for an unknown field, or a value the field cannot hold.
    """
    return {key: _one(kind, key, value, resolve) for key, value in values.items()}


@cache
def defaults(kind: Kind) -> Mapping[str, str]:
    """Return the values a new record has where nothing else is said, other than absent ones."""
    fields = {field.key for field in stored_fields(kind)}
    every = ((each.name, each.default) for each in dataclasses.fields(RECORD_CLASSES[kind]))
    return {key: default for key, default in every if key in fields and isinstance(default, str)}


def check_whole(kind: Kind, record_id: int, values: Values) -> None:
    """Look at what only the whole record can tell.

    Raises:
        InvalidRecord: at the field that is wrong.
    """
    for field in _needed(kind):
        if _is_blank(values[field.key]):
            raise InvalidRecord(field.key, _("{field} is missing.").format(field=_(field.label)))
    if kind is Kind.MONUMENT:
        _check_range("latitude", values["latitude"], 90)
        _check_range("longitude", values["longitude"], 180)
        if values["site"] == record_id:
            raise InvalidRecord("site", _("A monument cannot be part of itself."))
    if kind is Kind.ACTOR and record_id in values["member_of"]:
        raise InvalidRecord("member_of", _("An actor cannot be a member of itself."))
    if kind is Kind.CLAIM:
        _check_claim(record_id, values)


def claimable(subject: Kind, key: str) -> bool:
    """Whether a claim can be about this field: any of the subject's own, or one of the special ones."""
    return key in dict(SPECIAL_FIELDS) or record_type(subject).has_field(key)


def _check_range(key: str, value: float | None, limit: int) -> None:
    if value is not None and not -limit <= value <= limit:
        words = _("{field} is not between {low} and {high} degrees.")
        label = _(record_type(Kind.MONUMENT).field(key).label)
        raise InvalidRecord(key, words.format(field=label, low=-limit, high=limit))


def _check_claim(record_id: int, values: Values) -> None:
    if values["rests_on"] == record_id:
        raise InvalidRecord("rests_on", _("A claim cannot rest on itself."))
    if not claimable(Kind(values["subject"]["kind"]), values["field"]):
        words = _("“{name}” is not a field of the record the claim is about.")
        raise InvalidRecord("field", words.format(name=values["field"]))
    start, end = values["start"], values["end"]
    if (start is None) != (end is None):
        missing = "end" if end is None else "start"
        raise InvalidRecord(missing, _("A place in a text needs a start and an end."))
    if start is not None and not 0 <= start < end < _TOO_FAR:
        words = _("The place in the text must begin at 0 or later and end after it begins.")
        raise InvalidRecord("start", words)


def _one(kind: Kind, key: str, value: Any, resolve: Resolve) -> Any:
    field = _fillable(kind).get(key)
    if field is None:
        raise InvalidRecord(key, _("There is no field “{name}” to fill in here.").format(name=key))
    if value is None:
        return nothing(field)
    if field.type is FieldType.DATE:
        return _must(field, value, DateSpan).text
    if field.type in (FieldType.NUMBER, FieldType.COUNT):
        return _number(field, value)
    if field.type is FieldType.LINK:
        return _link(field, value, resolve)
    if field.type is FieldType.LINKS:
        return _links(kind, field, value, resolve)
    if field.type is FieldType.TEXTS:
        return [text for text in (_text(field, part) for part in _parts(field, value)) if text is not None]
    if field.type is FieldType.NAMES:
        return [_name(field, part) for part in _parts(field, value)]
    if field.type is FieldType.IDENTIFIERS:
        return [_identifier(field, part) for part in _parts(field, value)]
    if field.type is FieldType.HASH and not is_sha256(value):
        raise _unfit(field, value)
    return _text(field, value)


@cache
def _fillable(kind: Kind) -> Mapping[str, Field]:
    """Return what an edit may hold, by key: the fields that are entered and, of a source, its text."""
    fields = {field.key: field for field in stored_fields(kind)}
    if kind is Kind.SOURCE:
        fields[TEXT] = Field(TEXT, fields["text_kind"].label, FieldType.QUOTE)
    return fields


@cache
def _needed(kind: Kind) -> tuple[Field, ...]:
    """Return the fields that may not be blank."""
    return tuple(field for field in stored_fields(kind) if field.required or field.key in defaults(kind))


def _must(field: Field, value: Any, wanted: type[_T]) -> _T:
    if not isinstance(value, wanted):
        raise _unfit(field, value)
    return value


def _unfit(field: Field, value: Any) -> InvalidRecord:
    words = _("{field} cannot hold “{value}”.")
    return InvalidRecord(field.key, words.format(field=_(field.label), value=value))


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _text(field: Field, value: Any) -> str | None:
    if value is None:
        return None
    text = _must(field, value, str)
    if _NOT_A_TEXT in text or not _is_encodable(text):
        words = _("{field} has a character that is part of no text.")
        raise InvalidRecord(field.key, words.format(field=_(field.label)))
    is_kept = text.isascii() or field.type in _VERBATIM
    return (text if is_kept else unicodedata.normalize("NFC", text)) or None


def _is_encodable(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a pair of surrogates
        return False
    return True


def _number(field: Field, value: Any) -> float | int:
    whole = field.type is FieldType.COUNT
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        raise _unfit(field, value)
    if not math.isfinite(value):
        raise _unfit(field, value)
    return value if whole else float(value)


def _parts(field: Field, value: Any) -> tuple[Any, ...]:
    if not isinstance(value, tuple | list):
        raise _unfit(field, value)
    return tuple(value)


def _link(field: Field, value: Any, resolve: Resolve) -> Any:
    link = _must(field, value, Link)
    if link.kind not in field.links_to:
        raise _unfit(field, link.title or link.kind)
    number = resolve(link.kind, link.id)
    return {"kind": link.kind.value, "id": number} if leads_to_several_kinds(field) else number


def _links(kind: Kind, field: Field, value: Any, resolve: Resolve) -> list[Any]:
    with_roles = (kind, field.key) == ROLES
    found: list[Any] = []
    for link in _parts(field, value):
        number = _link(field, link, resolve)
        found.append({"id": number, "role": link.role} if with_roles else number)
    if any(member in found[:place] for place, member in enumerate(found)):
        words = _("{field} names the same record twice.")
        raise InvalidRecord(field.key, words.format(field=_(field.label)))
    return found


def _name(field: Field, value: Any) -> dict[str, str | None]:
    name = _must(field, value, Name)
    text = _text(field, name.text)
    if _is_blank(text):
        raise InvalidRecord(field.key, _("A name is empty."))
    return {"text": text, "language": _text(field, name.language), "script": _text(field, name.script)}


def _identifier(field: Field, value: Any) -> dict[str, str | None]:
    found = _must(field, value, Identifier)
    scheme, number = _text(field, found.scheme), _text(field, found.value)
    if _is_blank(scheme) or _is_blank(number):
        raise InvalidRecord(field.key, _("An identifier needs the name of its register and its value there."))
    return {"scheme": scheme, "value": number}

"""Changing a field of many records at once: what is to be done, and what becomes of a value in file form."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.i18n import N_

_SEVERAL = (FieldType.LINKS, FieldType.NAMES, FieldType.IDENTIFIERS, FieldType.TEXTS)
_WRITTEN = (FieldType.TEXT, FieldType.LONG_TEXT, FieldType.URL, FieldType.TEXTS)
_OF_ONE_RECORD = ("start", "end", "prefix", "suffix", "words", "subject", "field")


class How(StrEnum):
    """What is done to a field."""

    SET = "set"
    CLEAR = "clear"
    ADD = "add"
    """Members to the end of a list, if it has them not yet."""
    REMOVE = "remove"
    """Members from a list."""
    REPLACE = "replace"
    """Words by others, wherever they stand in a text; capitals count."""


LABELS = {
    How.SET: N_("Set to"),
    How.CLEAR: N_("Clear"),
    How.ADD: N_("Add"),
    How.REMOVE: N_("Take away"),
    How.REPLACE: N_("Replace words"),
}
"""English, marked for translation."""


@dataclass(frozen=True, slots=True)
class BulkChange:
    """One thing to do to each of many records.

    Attributes:
        value: for SET, ADD and REMOVE, as the dataclass holds it. find, by: for REPLACE; find is not empty.
    """

    key: str
    how: How
    value: Any = None
    find: str = ""
    by: str = ""


def ways(field: Field) -> tuple[How, ...]:
    """Return what can be done to a field."""
    found = [How.SET]
    found += [] if field.required else [How.CLEAR]
    found += [How.ADD, How.REMOVE] if field.type in _SEVERAL else []
    found += [How.REPLACE] if field.type in _WRITTEN else []
    return tuple(found)


def bulk_fields(kind: Kind) -> tuple[Field, ...]:
    """Return the fields that several records can share: what tells one record from others is left out."""
    return tuple(
        field
        for field in record_type(kind).entered
        if field.type is not FieldType.HASH and field.in_table and field.key not in _OF_ONE_RECORD
    )


def changed(change: BulkChange, given: Any, value: Any) -> Any:
    """Return what becomes of a value in file form.

    Args:
        given: the change's own value in file form.
    """
    match change.how:
        case How.SET | How.CLEAR:
            return given
        case How.ADD:
            known = [_identity(member) for member in value]
            return [*value, *(member for member in given if _identity(member) not in known)]
        case How.REMOVE:
            gone = [_identity(member) for member in given]
            return [member for member in value if _identity(member) not in gone]
        case How.REPLACE:
            if isinstance(value, list):
                return [part for text in value if (part := text.replace(change.find, change.by))]
            return value and (value.replace(change.find, change.by) or None)


def _identity(member: Any) -> Any:
    """Return what makes a member of a list the same: of an actor of an event not its role."""
    return member["id"] if isinstance(member, dict) and "id" in member else member

"""Two people wrote into one record: where their values differ, and what becomes of both.

"Both" loses nothing: lists are joined, long texts follow each other. Of any other value theirs stays, and
yours becomes a claim on the field where claims are made on it, else a line of the note.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.record import heading, record_type
from palmyra_desktop.domain.reference import Link, Record
from palmyra_desktop.domain.shown import shown
from palmyra_desktop.i18n import _

_LISTS = (FieldType.LINKS, FieldType.NAMES, FieldType.IDENTIFIERS, FieldType.TEXTS)
_NOTE = "note"


class Stays(StrEnum):
    """Which of two values stays."""

    YOURS = "yours"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that both wrote something else into."""

    field: Field
    yours: Any
    theirs: Any


def differences(
    fields: Sequence[Field], before: Mapping[str, Any], yours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[Difference, ...]:
    """Return the fields that you changed and that now hold something else, which is not what you wrote.

    Args:
        before: what both began with. yours: what you changed. theirs: what stands there now.
    """
    return tuple(
        Difference(field, yours[field.key], theirs[field.key])
        for field in fields
        if field.key in yours
        and theirs[field.key] != before[field.key]
        and theirs[field.key] != yours[field.key]
    )


def both_in_words(kind: Kind, difference: Difference) -> str:
    """Return what "both" does with a field, in words; "" where only one value can stay."""
    field = difference.field
    if difference.yours in (None, ()) or not record_type(kind).has_field(field.key):
        return ""
    if field.type in _LISTS:
        return _("all of both lists")
    if field.type is FieldType.LONG_TEXT and difference.theirs:
        return _("theirs, and yours below it")
    if field.claimable:
        return _("theirs is shown, yours is kept as a claim")
    if field.key == record_type(kind).title_key or not record_type(kind).has_field(_NOTE):
        return ""
    return _("theirs is shown, yours is kept in the note")


def reconciled(
    record: Record, yours: Mapping[str, Any], found: Sequence[Difference], stays: Mapping[str, Stays]
) -> tuple[dict[str, Any], tuple[Edit, ...]]:
    """Return the values to write into the newer record, and edits that make claims of what is kept beside.

    Args:
        record: as it stands now. yours: all that you changed, also where nobody else did.
        stays: by key of each difference.
    """
    values = dict(yours)
    claims: list[Edit] = []
    lines: list[str] = []
    for one in found:
        key, field = one.field.key, one.field
        if stays[key] is Stays.YOURS:
            continue
        del values[key]
        if stays[key] is Stays.THEIRS:
            continue
        if field.type in _LISTS:
            values[key] = _joined(one.theirs, one.yours)
        elif field.type is FieldType.LONG_TEXT and one.theirs:
            values[key] = f"{one.theirs}\n\n{one.yours}"
        elif field.claimable:
            claims.append(_claim(record, one, -1 - len(claims)))
        else:
            lines.append(f"{_(field.label)}: {shown(field, one.yours)}")
    if lines:
        note = values.get(_NOTE, getattr(record, _NOTE))
        values[_NOTE] = "\n".join(filter(None, (note, *lines)))
    return values, tuple(claims)


def _joined(theirs: tuple[Any, ...], yours: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return both lists; a record linked by both keeps the other's role."""
    known = {_identity(member) for member in theirs}
    return (*theirs, *(member for member in yours if _identity(member) not in known))


def _identity(member: Any) -> Any:
    return member.ref if isinstance(member, Link) else member


def _claim(record: Record, one: Difference, number: int) -> Edit:
    words = _("{field} of {title}: {value}")
    values = {
        "proposition": words.format(
            field=_(one.field.label), title=heading(record), value=shown(one.field, one.yours)
        ),
        "subject": Link(record.kind, record.id),
        "field": one.field.key,
        "value": str(one.yours),
        "status": "work_needed",
        "note": _("Written while somebody else wrote another value; nobody is named as its source yet."),
    }
    return Edit(Action.CREATE, Kind.CLAIM, number, None, values)

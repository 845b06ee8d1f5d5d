"""What the log holds in file form, in words: links as titles, terms as labels, dates with their EDTF."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from palmyra_desktop.domain.changes import Action, Change, Told, ToldValue
from palmyra_desktop.domain.dates import DateSpan, InvalidDate
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.record import claimed_field_label, record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.shown import date_in_words, term
from palmyra_desktop.i18n import _, format_number, ngettext
from palmyra_desktop.storage import removal
from palmyra_desktop.storage.change_log import changes_of
from palmyra_desktop.storage.records import titles
from palmyra_desktop.storage.values import CHOSEN, TEXT, TRASHED, link_ids, stored_fields

_SEPARATOR = "; "
_LONGEST = 2_000
"""Characters of a value that are told."""


def told(connection: Connection, changes: Iterable[Change]) -> tuple[Told, ...]:
    """Return changes in words, in their order."""
    every = tuple(changes)
    refs = {RecordRef(change.kind, change.record_id) for change in every}
    named = titles(connection, refs | {ref for change in every for ref in _ends(change)})
    named |= (gone := _titles_then(connection, refs - named.keys()))
    return tuple(_told(change, named, gone) for change in every)


def _told(change: Change, named: Mapping[RecordRef, str], gone: Mapping[RecordRef, str]) -> Told:
    ref = RecordRef(change.kind, change.record_id)
    before, after = change.before or {}, change.after or {}
    is_removal = change.action is Action.REMOVE
    values = tuple(
        ToldValue(
            key,
            label_of(change.kind, key),
            _words(change.kind, key, before.get(key), named),
            _words(change.kind, key, after.get(key), named),
        )
        for key in ({} if is_removal else dict.fromkeys((*before, *after)))
    )
    return Told(change, named.get(ref, ""), values, ref in named and ref not in gone)


def values_in_words(
    connection: Connection, kind: Kind, several: Sequence[Mapping[str, Any]]
) -> tuple[dict[str, str], ...]:
    """Return the values of records of a kind, in file form, in words, by field."""
    fields = stored_fields(kind)
    ends = {
        RecordRef(*end)
        for values in several
        for field in fields
        for end in link_ids(kind, field, values[field.key])
    }
    named = titles(connection, ends)
    return tuple(
        {field.key: _words(kind, field.key, values[field.key], named) for field in fields}
        for values in several
    )


def label_of(kind: Kind, key: str) -> str:
    """Return the name of what a key of the log holds."""
    described = record_type(kind)
    if key == TRASHED:
        return _("Trash")
    if key == TEXT:
        return _("Text")
    if key.startswith(CHOSEN):
        field = _(claimed_field_label(kind, key.removeprefix(CHOSEN)))
        return _("{field}: rests on").format(field=field)
    return _(described.field(key).label) if described.has_field(key) else key


def _ends(change: Change) -> Iterator[RecordRef]:
    """Yield the records that the values of a change lead to."""
    described = record_type(change.kind)
    for values in (change.before or {}, change.after or {}):
        for key, value in values.items():
            if key.startswith(CHOSEN) and value is not None:
                yield RecordRef(Kind.CLAIM, value)
            elif described.has_field(key):
                yield from (RecordRef(*end) for end in link_ids(change.kind, described.field(key), value))


def _titles_then(connection: Connection, refs: Iterable[RecordRef]) -> dict[RecordRef, str]:
    """Return the last titles of records that were removed."""
    acts = removal.removed(connection, refs)
    found: dict[RecordRef, str] = {}
    for group_id in {*acts.values()}:
        for change in changes_of(connection, group_id):
            ref = RecordRef(change.kind, change.record_id)
            if ref in acts and change.before:
                found[ref] = str(change.before.get(record_type(ref.kind).title_key, ""))
    return found


def _words(kind: Kind, key: str, value: Any, named: Mapping[RecordRef, str]) -> str:
    if value is None or value == []:
        return ""
    if key == TRASHED:
        return _("in the trash") if value else _("not in the trash")
    if key.startswith(CHOSEN):
        return named.get(RecordRef(Kind.CLAIM, value), f"#{value}")
    described = record_type(kind)
    if not described.has_field(key):
        return shortened(str(value))
    return shortened(_field_words(kind, described.field(key), value, named))


def _field_words(kind: Kind, field: Field, value: Any, named: Mapping[RecordRef, str]) -> str:
    match field.type:
        case FieldType.DATE:
            return _date(value)
        case FieldType.TERM:
            return term(field.vocabulary, value)
        case FieldType.TEXTS:
            return _SEPARATOR.join(term(field.vocabulary, text) for text in value)
        case FieldType.LINK | FieldType.LINKS:
            ends = (RecordRef(*end) for end in link_ids(kind, field, value))
            words = [named.get(ref, f"#{ref.id}") for ref in ends]
            if field.type is FieldType.LINKS and isinstance(value[0], Mapping):
                roles = [term("actor_role", link["role"]) if link["role"] else "" for link in value]
                words = [f"{one} ({role})" if role else one for one, role in zip(words, roles, strict=True)]
            return _SEPARATOR.join(words)
        case FieldType.NAMES:
            return _SEPARATOR.join(
                f"{name['text']} ({name['language']})" if name["language"] else name["text"] for name in value
            )
        case FieldType.IDENTIFIERS:
            return _SEPARATOR.join(f"{found['scheme']} {found['value']}" for found in value)
        case _:
            return str(value)


def _date(text: str) -> str:
    try:
        words = date_in_words(DateSpan.parse(text))
    except InvalidDate:
        return text
    return text if words == text else f"{words} ({text})"


def shortened(words: str, longest: int = _LONGEST) -> str:
    """Return words, cut where they are too long; what is left out is counted."""
    left = len(words) - longest
    if left <= 0:
        return words
    rest = ngettext("… and {count} character more", "… and {count} characters more", left)
    return f"{words[:longest].rstrip()} {rest.format(count=format_number(left))}"

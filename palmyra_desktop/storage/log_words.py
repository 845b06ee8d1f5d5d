"""What the log holds in file form, in words: links as titles, terms as labels, dates with their EDTF."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from palmyra_desktop.domain.changes import Action, Change, Told, ToldValue
from palmyra_desktop.domain.dates import DateSpan, InvalidDate
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.record import claimed_field_label, record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.shown import date_in_words, term
from palmyra_desktop.i18n import _, format_number, ngettext
from palmyra_desktop.storage import logged_values, removal, rows
from palmyra_desktop.storage.change_log import changes_of
from palmyra_desktop.storage.records import titles
from palmyra_desktop.storage.values import CHOSEN, TEXT, TRASHED, link_ids, stored_fields

_SEPARATOR = "; "
_LONGEST = 2_000
"""Characters of a value that are told."""
_Values = Mapping[str, Any]


def told(connection: Connection, changes: Iterable[Change]) -> tuple[Told, ...]:
    """Return changes of records in words, in order; of a created record, the values it began with."""
    every = tuple(changes)
    refs = {_ref(change) for change in every}
    begun = _begun(connection, [_ref(change) for change in every if change.action is Action.CREATE])
    ends = {
        end
        for change in every
        for values in _sides(change, begun)
        for end in _ends(_ref(change).kind, values)
    }
    named = titles(connection, refs | ends)
    named |= (gone := _titles_then(connection, (refs | ends) - named.keys()))
    return tuple(_told(change, _sides(change, begun), named, gone) for change in every)


def _told(
    change: Change,
    sides: tuple[_Values, _Values],
    named: Mapping[RecordRef, str],
    gone: Mapping[RecordRef, str],
) -> Told:
    ref, (before, after) = _ref(change), sides
    values = tuple(
        ToldValue(
            key,
            label_of(ref.kind, key),
            _words(ref.kind, key, before.get(key), named),
            _words(ref.kind, key, after.get(key), named),
        )
        for key in dict.fromkeys((*before, *after))
    )
    return Told(change, named.get(ref, ""), values, ref in named and ref not in gone)


def _sides(change: Change, begun: Mapping[RecordRef, _Values]) -> tuple[_Values, _Values]:
    """Return what is told to have stood before a change and after it, in file form."""
    if change.action is Action.REMOVE:
        return {}, {}
    if change.action is Action.CREATE:
        return {}, begun[_ref(change)]
    return change.before or {}, change.after or {}


def _begun(connection: Connection, created: Collection[RecordRef]) -> dict[RecordRef, _Values]:
    """Return the values that records were created with, in file form, absent ones left out.

    The log keeps none of them: what was not changed since stands in the record.
    """
    now: dict[RecordRef, _Values] = {}
    for kind in {ref.kind for ref in created}:
        ids = [ref.id for ref in created if ref.kind is kind]
        texts = ids if kind is Kind.SOURCE else ()
        now |= {state.ref: state.values for state in rows.load(connection, kind, ids, texts).values()}
    replaced = logged_values.at_first(connection, created)
    found: dict[RecordRef, _Values] = {}
    for ref in created:
        values = {**now.get(ref, {}), **replaced.get(ref, {})}
        keys = (*(field.key for field in stored_fields(ref.kind)), TEXT)
        found[ref] = {key: values[key] for key in keys if values.get(key) not in (None, [])}
    return found


def _ref(change: Change) -> RecordRef:
    return change.ref


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


def _ends(kind: Kind, values: _Values) -> Iterator[RecordRef]:
    """Yield the records that values in file form lead to."""
    described = record_type(kind)
    for key, value in values.items():
        if key.startswith(CHOSEN) and value is not None:
            yield RecordRef(Kind.CLAIM, value)
        elif described.has_field(key):
            yield from (RecordRef(*end) for end in link_ids(kind, described.field(key), value))


def _titles_then(connection: Connection, refs: Iterable[RecordRef]) -> dict[RecordRef, str]:
    """Return the last titles of records that were removed."""
    acts = removal.removed(connection, refs)
    found: dict[RecordRef, str] = {}
    for group_id in {*acts.values()}:
        for change in changes_of(connection, group_id):
            ref = _ref(change)
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

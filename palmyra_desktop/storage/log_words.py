"""What the log holds in file form, in words: links as titles, terms as labels, dates with their EDTF."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from palmyra_desktop.domain.changes import Action, Change, Told, ToldValue
from palmyra_desktop.domain.dates import DateSpan, InvalidDate
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.record import claimed_field_label, record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.shown import date_in_words, term
from palmyra_desktop.i18n import _, format_number, isolated, left_to_right, ngettext, side_by_side
from palmyra_desktop.storage import logged_values, removal, rows
from palmyra_desktop.storage.change_log import changes_of
from palmyra_desktop.storage.records import titles
from palmyra_desktop.storage.values import CHOSEN, ROLES, TEXT, TRASHED, link_ids, stored_fields

_SEPARATOR = "; "
_LONGEST = 2_000
"""Characters of a value that are told."""
_Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Speech:
    """How values are told: the titles of the records they lead to, and whether on the screen.

    There each of several words keeps its own direction, by marks that no file should have.
    """

    named: Mapping[RecordRef, str]
    on_screen: bool

    def joined(self, several: Sequence[str]) -> str:
        if len(several) == 1:
            return several[0]
        return side_by_side(several, _SEPARATOR) if self.on_screen else _SEPARATOR.join(several)

    def date(self, text: str) -> str:
        try:
            words = date_in_words(DateSpan.parse(text))
        except InvalidDate:
            return text
        edtf = left_to_right(text) if self.on_screen else text
        return text if words == text else f"{words} ({edtf})"

    def with_addition(self, words: str, addition: str) -> str:
        if not addition:
            return words
        return f"{isolated(words) if self.on_screen else words} ({addition})"


def told(connection: Connection, changes: Iterable[Change], on_screen: bool = False) -> tuple[Told, ...]:
    """Return changes of records in words, in order; of a created record, the values it began with."""
    every = tuple(changes)
    refs = {_ref(change) for change in every}
    begun = _begun(connection, [_ref(change) for change in every if change.action is Action.CREATE])
    removed = [_ref(change) for change in every if change.action is Action.REMOVE]
    ended = logged_values.at_last(connection, removed)
    known = [(change, _sides(change, begun, ended)) for change in every]
    ends = {end for change, both in known for values in both for end in _ends(_ref(change).kind, values)}
    named = titles(connection, refs | ends)
    removals = _removals(connection, (refs | ends) - named.keys())
    named |= {ref: _title_then(removal) for ref, removal in removals.items()}
    speech = _Speech(named, on_screen)
    return tuple(_told(change, both, speech, removals.get(_ref(change))) for change, both in known)


def _told(change: Change, sides: tuple[_Values, _Values], speech: _Speech, removal: Change | None) -> Told:
    ref, (before, after) = _ref(change), sides
    values = tuple(
        _told_value(ref.kind, key, before.get(key), after.get(key), speech)
        for key in dict.fromkeys((*before, *after))
    )
    is_there = ref in speech.named and removal is None
    return Told(change, speech.named.get(ref, ""), values, is_there, removal)


def _told_value(kind: Kind, key: str, before: Any, after: Any, speech: _Speech) -> ToldValue:
    """Return what became of one value; where links got other roles alone, of those links and roles."""
    label = label_of(kind, key)
    if (kind, key) == ROLES and before and after and _ids(before) == _ids(after):
        label = _("{field}: role").format(field=label)
        other = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
        before, after = [old for old, _new in other], [new for _old, new in other]
    return ToldValue(key, label, _words(kind, key, before, speech), _words(kind, key, after, speech))


def _ids(links: Sequence[Mapping[str, Any]]) -> list[int]:
    return [link["id"] for link in links]


def _sides(
    change: Change, begun: Mapping[RecordRef, _Values], ended: Mapping[RecordRef, _Values]
) -> tuple[_Values, _Values]:
    """Return what is told to have stood before a change and after it, in file form.

    Of a record removed for good that is what is known of it: what was never changed in it went with it.
    """
    if change.action is Action.REMOVE:
        return _in_order(_ref(change).kind, ended.get(_ref(change), {})), {}
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
        found[ref] = _in_order(ref.kind, {**now.get(ref, {}), **replaced.get(ref, {})})
    return found


def _in_order(kind: Kind, values: _Values) -> _Values:
    """Return the values of fields that hold something, in the order of the fields."""
    keys = (*(field.key for field in stored_fields(kind)), TEXT)
    return {key: values[key] for key in keys if values.get(key) not in (None, [])}


def _ref(change: Change) -> RecordRef:
    return change.ref


def values_in_words(
    connection: Connection, kind: Kind, several: Sequence[Mapping[str, Any]], on_screen: bool = False
) -> tuple[dict[str, str], ...]:
    """Return the values of records of a kind, in file form, in words, by field."""
    fields = stored_fields(kind)
    ends = {
        RecordRef(*end)
        for values in several
        for field in fields
        for end in link_ids(kind, field, values[field.key])
    }
    speech = _Speech(titles(connection, ends), on_screen)
    return tuple(
        {field.key: _words(kind, field.key, values[field.key], speech) for field in fields}
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


def _removals(connection: Connection, refs: Iterable[RecordRef]) -> dict[RecordRef, Change]:
    """Return the changes that removed records for good, of those that were."""
    acts = removal.removed(connection, refs)
    changes = (change for group_id in {*acts.values()} for change in changes_of(connection, group_id))
    return {_ref(change): change for change in changes if _ref(change) in acts}


def _title_then(removed: Change) -> str:
    return str((removed.before or {}).get(record_type(_ref(removed).kind).title_key, ""))


def _words(kind: Kind, key: str, value: Any, speech: _Speech) -> str:
    if value is None or value == []:
        return ""
    if key == TRASHED:
        return _("in the trash") if value else _("not in the trash")
    if key.startswith(CHOSEN):
        return speech.named.get(RecordRef(Kind.CLAIM, value), f"#{value}")
    described = record_type(kind)
    if not described.has_field(key):
        return shortened(str(value))
    return shortened(_field_words(kind, described.field(key), value, speech))


def _field_words(kind: Kind, field: Field, value: Any, speech: _Speech) -> str:
    match field.type:
        case FieldType.DATE:
            return speech.date(value)
        case FieldType.TERM:
            return term(field.vocabulary, value)
        case FieldType.TEXTS:
            return speech.joined([term(field.vocabulary, text) for text in value])
        case FieldType.LINK | FieldType.LINKS:
            ends = (RecordRef(*end) for end in link_ids(kind, field, value))
            words = [speech.named.get(ref, f"#{ref.id}") for ref in ends]
            if field.type is FieldType.LINKS and isinstance(value[0], Mapping):
                roles = [term("actor_role", link["role"]) if link["role"] else "" for link in value]
                words = [*map(speech.with_addition, words, roles)]
            return speech.joined(words)
        case FieldType.NAMES:
            return speech.joined([speech.with_addition(one["text"], one["language"]) for one in value])
        case FieldType.IDENTIFIERS:
            return speech.joined([f"{found['scheme']} {found['value']}" for found in value])
        case _:
            return str(value)


def shortened(words: str, longest: int = _LONGEST) -> str:
    """Return words, cut where they are too long; what is left out is counted."""
    left = len(words) - longest
    if left <= 0:
        return words
    rest = ngettext("… and {count} character more", "… and {count} characters more", left)
    return f"{words[:longest].rstrip()} {rest.format(count=format_number(left))}"

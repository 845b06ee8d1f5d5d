"""Making one record of two: the values chosen, everything that pointed at the one pointing at the other.

The one that goes is moved to the trash with a note where it went, so one undo brings all of it back.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, select

from palmyra_desktop.domain.anchor import Selector, find, selector
from palmyra_desktop.domain.changes import Action, ChangeSet
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.shown import brief
from palmyra_desktop.i18n import _
from palmyra_desktop.storage.batch import Batch
from palmyra_desktop.storage.pointers import Pointer, pointers_to
from palmyra_desktop.storage.schema import claim
from palmyra_desktop.storage.unit_of_work import Writing
from palmyra_desktop.storage.values import (
    CHOSEN,
    TEXT,
    TRASHED,
    Values,
    leads_to_several_kinds,
    stored_fields,
)

STAYING, GOING, BOTH = "staying", "going", "both"
"""Whose value of a field is kept."""
LISTS: Final = (FieldType.LINKS, FieldType.NAMES, FieldType.IDENTIFIERS, FieldType.TEXTS)
_LONG: Final = (FieldType.LONG_TEXT,)
_NOTE: Final = "note"
_TOGETHER: Final[Mapping[str, tuple[str, ...]]] = {
    "longitude": ("latitude",),
    "file_name": ("file_sha256",),
    "media_type": ("file_sha256",),
    "source": ("words",),
    "field": ("subject",),
    "value": ("subject", "field"),
    "value_link": ("subject", "field"),
    **dict.fromkeys(("start", "end", "prefix", "suffix", "anchor_sha256"), ("words", "source")),
}
_TOLD_WITH: Final = ("longitude", "file_name", "source", "field", "value", "value_link")
"""Of those that are led: what a reader can judge by."""


def can_be_both(field: Field) -> bool:
    """Whether the values of two records can both be kept: members of lists, and texts one below the other."""
    return field.type in LISTS or field.type in _LONG


def leader(key: str, staying: Values, going: Values) -> str | None:
    """Return the field whose choice decides about this one, too; None where it is chosen by itself.

    Exact words stand at a place of one source, a file has one name, a place two coordinates: from two records
    together they would be wrong.
    """
    return next((other for other in _TOGETHER.get(key, ()) if staying.get(other) != going.get(other)), None)


def told_with(key: str, fields: Iterable[Field], staying: Values, going: Values) -> tuple[Field, ...]:
    """Return those of the fields that are told with the one that decides about them."""
    return tuple(
        field for field in fields if field.key in _TOLD_WITH and leader(field.key, staying, going) == key
    )


def words_without_place(connection: Connection, source_id: int, text: str) -> int:
    """Return how many claims have exact words in a source that do not stand, or stand twice, in a text."""
    columns = claim.c
    placed = columns.source_id == source_id, columns.words.is_not(None), columns.start.is_not(None)
    found = select(columns.words, columns.start, columns.prefix, columns.suffix).where(*placed)
    wanted = (
        Selector(words, start, prefix or "", suffix or "")
        for words, start, prefix, suffix in connection.execute(found)
    )
    return sum(len(find(text, one)) != 1 for one in wanted)


def at_first(field: Field, staying: Any, going: Any) -> str:
    """Return whose value is kept if nobody chooses: nothing is lost where both can be."""
    if staying in (None, []):
        return GOING
    return BOTH if can_be_both(field) and going not in (None, []) else STAYING


def merge(unit: Writing, staying: RecordRef, going: RecordRef, choices: Mapping[str, str]) -> ChangeSet:
    """Make one record of two of a kind.

    Args:
        choices: by field, whose value is kept; where none is named, `at_first` decides.

    Raises:
        KnownError: if they are one record, of two kinds, or not there.
        InvalidRecord: if what comes out could not be kept.
    """
    if staying == going or staying.kind is not going.kind:
        raise KnownError(_("Two records of one kind are needed to make one of them."))
    connection = unit.connection
    pointers = [one for one in pointers_to(connection, going.kind, [going.id]) if one.owner != going]
    batch = Batch(unit)
    texts = {staying, going} if going.kind is Kind.SOURCE else set()
    batch.load({staying, going, *(one.owner for one in pointers)}, texts)
    before, old = dict(batch.state(staying).values), dict(batch.state(going).values)
    batch.change(staying, Action.UPDATE, dict(_merged(batch, staying, old, choices)))
    for pointer in pointers:
        _repoint(batch, pointer, staying)
    _choose(batch, staying, before, old)
    _leave(batch, staying, going)
    refs = batch.write()
    return ChangeSet(unit.group_id, unit.label, refs, {}, unit.initiator)


def _merged(
    batch: Batch, staying: RecordRef, old: Values, choices: Mapping[str, str]
) -> Iterator[tuple[str, Any]]:
    """Yield the values of the record that stays."""
    ours = batch.state(staying).values
    described = record_type(staying.kind)
    title_key = described.title_key
    for field in stored_fields(staying.kind):
        key = field.key
        one, other = ours[key], old[key]
        led_by = described.field(leader(key, ours, old) or key)
        chosen = choices.get(led_by.key) or at_first(led_by, ours[led_by.key], old[led_by.key])
        value = one if chosen == STAYING else other
        if chosen == BOTH and can_be_both(field):
            value = _both(field, one, other)
        if field.is_link:
            value = _without(field, value, staying, old)
        if key == "names":
            gone = ours[title_key] if choices.get(title_key) == GOING else old[title_key]
            kept = old[title_key] if choices.get(title_key) == GOING else ours[title_key]
            if gone != kept and gone not in [name["text"] for name in value]:
                value = [*value, {"text": gone, "language": None, "script": None}]
        yield key, value
    if staying.kind is Kind.SOURCE and ours.get(TEXT) is None and old.get(TEXT) is not None:
        yield TEXT, old[TEXT]


def _both(field: Field, one: Any, other: Any) -> Any:
    if field.type in LISTS:
        known = [_identity(member) for member in one]
        return [*one, *(member for member in other if _identity(member) not in known)]
    return "\n\n".join(dict.fromkeys(filter(None, (one, other)))) or None


def _identity(member: Any) -> Any:
    return member["id"] if isinstance(member, dict) and "id" in member else member


def _without(field: Field, value: Any, staying: RecordRef, old: Values) -> Any:
    """Return links without one to the record itself: a part of itself, a claim that rests on itself."""
    own_kind = staying.kind in field.links_to
    if not own_kind or value in (None, []):
        return value
    if field.type is FieldType.LINKS:
        return [member for member in value if _identity(member) != staying.id]
    return None if not leads_to_several_kinds(field) and value == staying.id else value


def _repoint(batch: Batch, pointer: Pointer, staying: RecordRef) -> None:
    """Let what pointed at the one point at the other."""
    owner, key = pointer.owner, pointer.key
    value = batch.state(owner).values.get(key)
    if key.startswith(CHOSEN):
        batch.change(owner, Action.CHOOSE, {key: staying.id})
        return
    field = record_type(owner.kind).field(key)
    new: Any = staying.id
    if field.type is FieldType.LINKS:
        new = []
        for member in value or ():
            is_it = _identity(member) == pointer.target.id
            moved = (
                ({**member, "id": staying.id} if isinstance(member, dict) else staying.id)
                if is_it
                else member
            )
            if moved not in new and not (owner == staying and _identity(moved) == staying.id):
                new.append(moved)
    elif leads_to_several_kinds(field):
        new = {"kind": staying.kind.value, "id": staying.id}
    elif owner == staying:
        new = None
    values = {key: new}
    if owner.kind is Kind.CLAIM and key == "source":
        values |= _anchored(batch, owner, staying)
    batch.change(owner, Action.UPDATE, values)


def _anchored(batch: Batch, owner: RecordRef, source: RecordRef) -> Values:
    """Return where a claim's words stand in the text of the source it is moved to; nowhere if they do not."""
    values, text = batch.state(owner).values, batch.state(source).values.get(TEXT) or ""
    if values["words"] is None or values["start"] is None:
        return {}
    wanted = Selector(values["words"], values["start"], values["prefix"] or "", values["suffix"] or "")
    found = find(text, wanted)
    if len(found) != 1:
        return dict.fromkeys(("start", "end", "prefix", "suffix", "anchor_sha256"))
    place = found[0]
    made = selector(text, place.start, place.end)
    return {
        "words": made.words,
        "start": place.start,
        "end": place.end,
        "prefix": made.prefix or None,
        "suffix": made.suffix or None,
        "anchor_sha256": sha256(text.encode()).hexdigest(),
    }


def _choose(batch: Batch, staying: RecordRef, before: Values, old: Values) -> None:
    """Let values that came with the other record rest on the claims they rested on, or on none."""
    now = dict(batch.state(staying).values)
    for key in dict.fromkeys(key for key in (*before, *old) if key.startswith(CHOSEN)):
        field = key.removeprefix(CHOSEN)
        is_same = field not in old or now[field] == old[field]
        has_come = field in old and is_same and before[field] != old[field]
        if has_come or (is_same and before.get(key) is None):
            batch.change(staying, Action.CHOOSE, {key: old.get(key)})


def _leave(batch: Batch, staying: RecordRef, going: RecordRef) -> None:
    """Move the other record to the trash, with a note where it went; its values rest on no claim any more."""
    values = batch.state(going).values
    title = batch.state(staying).values[record_type(staying.kind).title_key]
    line = _("Merged into “{title}” (#{number}).").format(title=brief(title), number=staying.id)
    chosen = {key: None for key, claim in values.items() if key.startswith(CHOSEN) and claim is not None}
    if chosen:
        batch.change(going, Action.CHOOSE, chosen)
    batch.change(going, Action.UPDATE, {_NOTE: "\n".join(filter(None, (values[_NOTE], line)))})
    batch.change(going, Action.TRASH, {TRASHED: True})

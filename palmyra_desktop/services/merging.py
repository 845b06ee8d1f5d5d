"""The same thing twice: suggestions, both side by side, and one made of two."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.record import heading
from palmyra_desktop.domain.reference import Link, RecordRef
from palmyra_desktop.domain.shown import brief
from palmyra_desktop.i18n import _, left_to_right, side_by_side
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import duplicates, log_words, merging, rows
from palmyra_desktop.storage.furnishing import apart
from palmyra_desktop.storage.furnishing import changes as furnishing
from palmyra_desktop.storage.merging import BOTH as BOTH
from palmyra_desktop.storage.merging import GOING as GOING
from palmyra_desktop.storage.merging import STAYING as STAYING
from palmyra_desktop.storage.pointers import pointers_to
from palmyra_desktop.storage.records import titles
from palmyra_desktop.storage.unit_of_work import interruptible, reading, writing
from palmyra_desktop.storage.values import TEXT, Values, stored_fields


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two records that may be one, the older first; reasons are English, marked for translation."""

    first: Link
    second: Link
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A field of two records, in words; `choice` is whose value is kept if nobody chooses.

    Attributes:
        can_be_both: whether both values can be kept.
    """

    key: str
    label: str
    staying: str
    going: str
    choice: str
    can_be_both: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records side by side.

    Attributes:
        sides: the fields that differ. same: how many hold the same, other than nothing.
        pointing: how many places point at the one that goes, and would point at the one that stays.
        has_other_text: whether both are sources with a text, and the one that goes has another.
        words_lost: how many claims have words in that text that do not stand in the one that stays.
    """

    staying: Link
    going: Link
    sides: tuple[Side, ...]
    same: int
    pointing: int
    has_other_text: bool = False
    words_lost: int = 0


def suggestions(archive: Archive, kind: Kind, cancel: Cancellation | None = None) -> tuple[Suggestion, ...]:
    """Return records of a kind that may be the same, those with most in common first.

    Raises:
        Cancelled: on request.
    """
    with interruptible(archive.engine, cancel) as connection:
        found = duplicates.pairs(connection, kind, cancel.check if cancel else lambda: None)
        refs = {RecordRef(kind, number) for pair in found for number in (pair.first, pair.second)}
        named = titles(connection, refs)
    return tuple(
        Suggestion(
            Link(kind, pair.first, named[RecordRef(kind, pair.first)]),
            Link(kind, pair.second, named[RecordRef(kind, pair.second)]),
            pair.reasons,
        )
        for pair in found
    )


def tell_apart(
    archive: Archive, one: RecordRef, other: RecordRef, *, author: str = "", initiator: str = "window"
) -> ChangeSet:
    """Remember, as an act, that two records of a kind are not the same: they are not suggested again."""
    names = {"one": _title(archive, one), "other": _title(archive, other)}
    label = _("Tell “{one}” and “{other}” apart").format(**names)
    with writing(archive.engine, label, author, initiator) as unit:
        furnishing.put(unit, {apart.key_of(one, other): True})
    return ChangeSet(unit.group_id, unit.label, initiator=initiator)


def compared(archive: Archive, staying: RecordRef, going: RecordRef) -> Comparison:
    """Return two records of a kind side by side.

    Raises:
        KnownError: if one of them is not there.
    """
    named = {ref: archive.record(ref) for ref in (staying, going)}
    with reading(archive.engine) as connection:
        texts = (staying.id, going.id) if staying.kind is Kind.SOURCE else ()
        states = rows.load(connection, staying.kind, (staying.id, going.id), texts)
        ours, theirs = states[staying.id].values, states[going.id].values
        fields = [field for field in stored_fields(staying.kind) if ours[field.key] != theirs[field.key]]
        words = log_words.values_in_words(connection, staying.kind, (ours, theirs), on_screen=True)
        pointing = sum(1 for one in pointers_to(connection, going.kind, [going.id]) if one.owner != going)
        text, other = ours.get(TEXT), theirs.get(TEXT)
        has_other = bool(text and other) and text != other
        lost = merging.words_without_place(connection, going.id, str(text)) if has_other else 0
    same = sum(
        1
        for field in stored_fields(staying.kind)
        if field not in fields and ours[field.key] not in (None, [])
    )
    stays, goes = (Link(ref.kind, ref.id, heading(record)) for ref, record in named.items())
    sides = tuple(_sides(fields, ours, theirs, words))
    return Comparison(stays, goes, sides, same, pointing, has_other, lost)


def _sides(
    fields: Sequence[Field], ours: Values, theirs: Values, words: Sequence[Mapping[str, str]]
) -> Iterator[Side]:
    """Yield the fields that are chosen by themselves, each with those that go with it."""
    for field in fields:
        key = field.key
        if merging.leader(key, ours, theirs) is None:
            with_it = merging.told_with(key, fields, ours, theirs)
            # Nobody judges by a hash where the files have names.
            together = with_it if field.type is FieldType.HASH and with_it else (field, *with_it)
            label = ", ".join(_(part.label) for part in together)
            one, other = (_told(field, [side[part.key] for part in together]) for side in words)
            can_be_both = merging.can_be_both(field) and bool(ours[key]) and bool(theirs[key])
            yield Side(key, label, one, other, merging.at_first(field, ours[key], theirs[key]), can_be_both)


def _told(field: Field, values: Sequence[str]) -> str:
    """Return what is chosen together with a field, in words; "" where nothing is there."""
    several = [*filter(None, values)]
    if field.type is FieldType.NUMBER:
        return left_to_right(", ".join(several)) if several else ""
    return side_by_side(several, ", ") if len(several) > 1 else "".join(several)


def merge(
    archive: Archive,
    staying: RecordRef,
    going: RecordRef,
    choices: Mapping[str, str],
    *,
    author: str = "",
    initiator: str = "window",
) -> ChangeSet:
    """Make one record of two, as one act: links, claims and chosen values move, the other goes to the trash.

    Args:
        choices: by field, STAYING, GOING or BOTH; the others are as `Side.choice` says.

    Raises:
        KnownError: if they cannot be made one. InvalidRecord: if what comes out could not be kept.
    """
    label = _("Merge “{going}” into “{staying}”").format(
        going=_title(archive, going), staying=_title(archive, staying)
    )
    with writing(archive.engine, label, author, initiator) as unit:
        return merging.merge(unit, staying, going, choices)


def _title(archive: Archive, ref: RecordRef) -> str:
    return brief(heading(archive.record(ref)))

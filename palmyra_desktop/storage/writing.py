"""Applying edits: from what a user wants to what the archive holds, as one act."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import uuid4

from sqlalchemy import select

from palmyra_desktop.domain.changes import Action, ChangeSet, Edit, NewRefs
from palmyra_desktop.domain.errors import Conflict, InvalidRecord
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.i18n import _
from palmyra_desktop.storage.among import among_texts
from palmyra_desktop.storage.batch import WORDS, Batch
from palmyra_desktop.storage.rows import State
from palmyra_desktop.storage.schema import RECORD_TABLES
from palmyra_desktop.storage.unit_of_work import Writing
from palmyra_desktop.storage.validation import Resolve, defaults, file_form
from palmyra_desktop.storage.values import CHOSEN, TEXT, TRASHED, Values

_UID = "uid"
_CUSTODY = "custody"
_ROOM = 2_000  # characters that a record takes beside its texts, about
_LARGEST = 12_000_000  # characters in a part: some 5 000 records
_OFTEN = 1_000  # edits between two words about how far it is
_READ = 0.2  # the part of the whole it takes to look at the edits; the rest is writing


def apply(unit: Writing, edits: Sequence[Edit]) -> ChangeSet:
    """Write edits in order, as one act; a record edited twice is changed twice.

    A new record may bring its own uid, as the value "uid"; else it gets one. What is told of how it was kept
    before, as the value "custody", is logged as its first steps.

    Raises:
        InvalidRecord: for a value a record cannot hold, or a link that leads nowhere.
        Conflict: if a record was changed since the version an edit was made on.
        KnownError: if a record is not in the archive.
    """
    batch = Batch(unit)
    created = _new_refs(batch, edits)
    _check_uids(unit, edits)
    there = [edit for edit in edits if edit.id not in created]
    batch.load((edit.ref for edit in there), (edit.ref for edit in there if TEXT in edit.values))

    def resolve(kind: Kind, number: int) -> int:
        if number >= 0:
            return number
        ref = created.get(number)
        if ref is None or ref.kind is not kind:
            words = _("A link names a new {kind} that is not among the records to be written.")
            raise InvalidRecord("", words.format(kind=kind.value))
        return ref.id

    for place, edit in enumerate(edits):
        if place % _OFTEN == 0:
            unit.tick(_READ * place / len(edits))
        _apply_one(batch, edit, created.get(edit.id, edit.ref), resolve)
    refs = batch.write()
    return ChangeSet(unit.group_id, unit.label, refs, created, unit.initiator)


def bring_in(unit: Writing, kinds: Sequence[Kind], there: Sequence[int], edits: Iterable[Edit]) -> ChangeSet:
    """Write new records, as many as there may be, part by part and none kept in memory, as one act.

    Args:
        kinds: of the records, by the numbers that edits and links know them by: -1, -2, ...
        there: ids, in that order, of those that the archive has already, which are left as they are; else 0.
        edits: a CREATE of each record, in any order, then edits that choose claims of theirs.

    Returns:
        What was changed; it does not tell which number became which record.

    Raises:
        InvalidRecord: as `apply`.
    """
    batch = Batch(unit)
    ids = array("q", (known or batch.new_id(kind) for known, kind in zip(there, kinds, strict=True)))

    def resolve(kind: Kind, number: int) -> int:
        return number if number >= 0 else ids[-1 - number]

    done = 0
    for part in _parts(edit for edit in edits if not there[-1 - edit.id]):
        _check_uids(unit, part)
        refs = [RecordRef(edit.kind, ids[-1 - edit.id]) for edit in part]
        batch.load(ref for ref, edit in zip(refs, part, strict=True) if edit.action is not Action.CREATE)
        for ref, edit in zip(refs, part, strict=True):
            _apply_one(batch, edit, ref, resolve)
        batch.write_part()
        done += len(part)
        unit.tick(WORDS * min(1, done / len(kinds)))
    batch.finish()
    return ChangeSet(unit.group_id, unit.label, NewRefs(batch.new), {}, unit.initiator)


def _parts(edits: Iterable[Edit]) -> Iterator[Sequence[Edit]]:
    """Return edits in parts that fit into memory, however long the texts they bring."""
    part, room = [], 0
    for edit in edits:
        part.append(edit)
        room += _ROOM + sum(len(value) for value in edit.values.values() if isinstance(value, str))
        if room >= _LARGEST:
            yield part
            part, room = [], 0
    if part:
        yield part


def _new_refs(batch: Batch, edits: Sequence[Edit]) -> dict[int, RecordRef]:
    """Give every new record its id, by the caller's negative number."""
    created: dict[int, RecordRef] = {}
    for edit in edits:
        if edit.action is Action.CREATE:
            if edit.id >= 0 or edit.id in created:
                raise ValueError(f"a new record needs a negative number of its own, not {edit.id}")
            created[edit.id] = RecordRef(edit.kind, batch.new_id(edit.kind))
    return created


def _check_uids(unit: Writing, edits: Sequence[Edit]) -> None:
    """Two records of a kind cannot bear one uid."""
    for kind, table in RECORD_TABLES.items():
        brought = Counter(
            edit.values[_UID]
            for edit in edits
            if edit.kind is kind and edit.action is Action.CREATE and _UID in edit.values
        )
        taken = [uid for uid, count in brought.items() if count > 1 or not uid]
        if brought:
            there = select(table.c.uid).where(among_texts(table.c.uid, brought))
            taken += unit.connection.execute(there).scalars()
        if taken:
            words = _("The archive has the record “{uid}” already.")
            raise InvalidRecord(_UID, words.format(uid=taken[0]))


def _apply_one(batch: Batch, edit: Edit, ref: RecordRef, resolve: Resolve) -> None:
    if edit.action is Action.CREATE:
        given = dict(edit.values)
        uid = given.pop(_UID, None) or uuid4().hex
        told = given.pop(_CUSTODY, ())
        batch.create(ref, uid, {**defaults(ref.kind), **file_form(ref.kind, given, resolve)}, told)
        return
    state = batch.state(ref)
    wanted = _wanted(edit, resolve)
    is_ours = ref.id in batch.new.get(ref.kind, ())
    if not is_ours and edit.version not in (state.stored_version, state.version):
        raise _conflict(state, wanted)
    batch.change(ref, edit.action, wanted)


def _wanted(edit: Edit, resolve: Resolve) -> Values:
    """Return the values an edit of an existing record asks for."""
    if edit.action is Action.UPDATE:
        return file_form(edit.kind, edit.values, resolve)
    if edit.action is Action.CHOOSE:
        claim_id = edit.values["claim_id"]
        resolved = None if claim_id is None else resolve(Kind.CLAIM, claim_id)
        return {f"{CHOSEN}{edit.values['field']}": resolved}
    return {TRASHED: edit.action is Action.TRASH}


def _conflict(state: State, wanted: Mapping[str, object]) -> Conflict:
    title = state.values[record_type(state.ref.kind).title_key]
    return Conflict(
        _("“{title}” was changed by somebody else since you opened it.").format(title=title),
        yours=dict(wanted),
        theirs={key: state.values.get(key) for key in wanted},
        hint=_("Nothing was written. Look at the newer version and decide which values stay."),
    )

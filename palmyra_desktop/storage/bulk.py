"""One change to many records: worked out first, looked at, then written as one act."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from palmyra_desktop.domain.bulk import BulkChange, How, changed
from palmyra_desktop.domain.changes import Action, Change, ChangeSet
from palmyra_desktop.domain.errors import Conflict, InvalidRecord, KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.i18n import _
from palmyra_desktop.storage import rows
from palmyra_desktop.storage.batch import WORDS, Batch
from palmyra_desktop.storage.rows import State, chunks
from palmyra_desktop.storage.unit_of_work import Writing
from palmyra_desktop.storage.validation import check_whole, file_form
from palmyra_desktop.storage.values import Values

_OFTEN = 1_000
_AT_ONCE = 5_000  # records written at once


def worked_out(
    connection: Connection,
    kind: Kind,
    ids: Sequence[int],
    wanted: Sequence[BulkChange],
    done: Callable[[int], None],
) -> tuple[tuple[Change, ...], dict[RecordRef, KnownError]]:
    """Return what would change, in the order of the ids, and why others cannot; nothing is written.

    Args:
        done: told now and then how many were looked at; what it raises ends the work.

    Raises:
        InvalidRecord: if a value is none of its field.
    """
    given = [(change, file_form(kind, {change.key: _given(change)}, _same)[change.key]) for change in wanted]
    changes: list[Change] = []
    refused: dict[RecordRef, KnownError] = {}
    looked_at = 0
    for some in chunks(ids):
        states = rows.load(connection, kind, some)
        for number in some:
            looked_at += 1
            if looked_at % _OFTEN == 0:
                done(looked_at)
            if number not in states:
                continue
            try:
                found = _change(states[number], given)
            except InvalidRecord as error:
                refused[RecordRef(kind, number)] = error
                continue
            if found is not None:
                changes.append(found)
    return tuple(changes), refused


def write(unit: Writing, changes: Sequence[Change]) -> ChangeSet:
    """Write what was worked out, as one act; of the records no more than a part is in memory.

    Raises:
        Conflict: if one of the records was changed since; nothing is written then.
    """
    batch = Batch(unit)
    refs: list[RecordRef] = []
    for part in chunks(changes, _AT_ONCE):
        unit.tick(WORDS * len(refs) / len(changes))
        batch.load(change.ref for change in part)
        for change in part:
            _check_same(batch.state(change.ref), change)
            batch.change(change.ref, Action.UPDATE, change.after or {})
        refs += batch.write_part()
    batch.finish()
    return ChangeSet(unit.group_id, unit.label, tuple(refs), {}, unit.initiator)


def _check_same(state: State, change: Change) -> None:
    if state.version != change.version - 1:
        title = state.values[record_type(state.ref.kind).title_key]
        raise Conflict(
            _("“{title}” was changed since you looked at what would be changed.").format(title=title),
            yours=change.after,
            theirs=state.values,
            hint=_("Nothing was written. Look at it once more."),
        )


def _given(change: BulkChange) -> object:
    if change.how in (How.CLEAR, How.REPLACE):
        return None
    return change.value


def _same(kind: Kind, number: int) -> int:
    return number


def _change(state: State, given: Sequence[tuple[BulkChange, object]]) -> Change | None:
    """Return what becomes of a record; None if nothing does."""
    values: Values = dict(state.values)
    for change, value in given:
        values[change.key] = changed(change, value, values[change.key])
    after = {key: value for key, value in values.items() if value != state.values[key]}
    if not after:
        return None
    check_whole(state.ref.kind, state.ref.id, values)
    before = {key: state.values[key] for key in after}
    at = (state.ref.kind, state.ref.id, state.version + 1, Action.UPDATE, "", "", "")
    return Change(0, *at, before, after)

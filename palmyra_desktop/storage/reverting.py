"""Giving one field the value it had before a change, whatever came after: a new act like any other."""

from typing import Any

from palmyra_desktop.domain.changes import Action, ChangeSet
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.i18n import _
from palmyra_desktop.storage.batch import Batch
from palmyra_desktop.storage.change_log import changes_of
from palmyra_desktop.storage.unit_of_work import Writing
from palmyra_desktop.storage.values import CHOSEN, TRASHED


def value_before(unit: Writing, group_id: int, ref: RecordRef | None, key: str) -> Any:
    """Return, in file form, what stood in a field of a record, or of the archive itself, before an act.

    Raises:
        KnownError: if the act did not change it.
    """
    for change in changes_of(unit.connection, group_id):
        of = None if change.kind is None else change.ref
        if of == ref and change.before and key in change.before:
            return change.before[key]
    raise KnownError(_("This change did not touch that field."))


def revert(unit: Writing, ref: RecordRef, key: str, value: Any) -> ChangeSet:
    """Give a record's field a value in file form; nothing is logged where it stands so already.

    Raises:
        KnownError: if the record is not there. InvalidRecord: if the value leads to what is not there.
    """
    batch = Batch(unit)
    batch.load((ref,))
    action = Action.CHOOSE if key.startswith(CHOSEN) else Action.UPDATE
    if key == TRASHED:
        action = Action.TRASH if value else Action.RESTORE
    batch.change(ref, action, {key: value})
    refs = batch.write()
    return ChangeSet(unit.group_id, unit.label, refs, {}, unit.initiator)

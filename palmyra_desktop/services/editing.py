"""Every way to change an archive: edits, undo, files; and what was done so far."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from palmyra_desktop.collecting import no_collecting
from palmyra_desktop.domain.backup import Occasion
from palmyra_desktop.domain.changes import Action, Change, ChangeGroup, ChangeSet, Edit
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.i18n import _
from palmyra_desktop.services import backups
from palmyra_desktop.services.anchoring import moved_with
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import change_log, writing
from palmyra_desktop.storage import undo as undoing
from palmyra_desktop.storage.attached import files_of
from palmyra_desktop.storage.unit_of_work import Tick, Writing, reading
from palmyra_desktop.storage.unit_of_work import writing as unit_of_writing


def apply(
    archive: Archive,
    edits: Sequence[Edit],
    *,
    label: str,
    author: str = "",
    initiator: str = "window",
    tick: Tick = lambda part: None,
    beside: Callable[[Writing], None] = lambda unit: None,
) -> ChangeSet:
    """Write edits as one act, in one transaction, so that one undo takes them back.

    Claims in a text that is changed move with their words. Before many records change, a backup is made.

    Args:
        tick: told now and then which part is written, 0 to 1; what it raises ends the act, nothing is kept.
        beside: writes what belongs to no record in the same transaction.

    Raises:
        InvalidRecord: for a value a record cannot hold. Conflict: if a record has moved on meanwhile.
        KnownError: if the archive cannot be written.
    """
    edits = (*edits, *moved_with(archive, edits))
    if sum(edit.action is not Action.CREATE for edit in edits) >= backups.BULK:
        backups.before(archive, Occasion.BULK)
    with no_collecting(), unit_of_writing(archive.engine, label, author, initiator, tick=tick) as unit:
        done = writing.apply(unit, edits)
        beside(unit)
        return replace(done, group_id=unit.group_id, label=unit.label)


def bring_in(
    archive: Archive,
    kinds: Sequence[Kind],
    there: Sequence[int],
    edits: Iterable[Edit],
    *,
    label: str,
    author: str,
    initiator: str,
    tick: Tick,
    beside: Callable[[Writing], None],
) -> ChangeSet:
    """Write new records, as many as there may be, as one act, in one transaction; see `writing.bring_in`.

    Raises:
        InvalidRecord, KnownError: as `apply`; also what `edits` raises ends the act, nothing is kept.
    """
    with no_collecting(), unit_of_writing(archive.engine, label, author, initiator, tick=tick) as unit:
        done = writing.bring_in(unit, kinds, there, edits)
        beside(unit)
        return replace(done, group_id=unit.group_id, label=unit.label)


def attach_file(
    archive: Archive, ref: RecordRef, path: Path, *, author: str = "", initiator: str = "window"
) -> ChangeSet:
    """Copy a file into the archive's folder of files and name it in an image or a source, as one act.

    Raises:
        KnownError: if the file cannot be read, or the archive or its folder cannot be written.
    """
    found, values = archive.record(ref), copy_in(archive, path)
    edit = Edit(Action.UPDATE, ref.kind, ref.id, found.version, values)
    label = _("Attach {name}").format(name=path.name)
    return apply(archive, (edit,), label=label, author=author, initiator=initiator)


def copy_in(archive: Archive, path: Path) -> Mapping[str, Any]:
    """Copy a file into the archive's folder of files; return the values that name it in a record.

    The file itself stays as it is.

    Raises:
        KnownError: if the file cannot be read, or the folder cannot be written.
    """
    return {
        "file_name": path.name,
        "file_sha256": files_of(archive.engine, archive.files_folder, writes=True).store(path),
        "media_type": guess_type(path.name)[0],
    }


def undo(
    archive: Archive,
    group_id: int | None = None,
    *,
    partly: bool = False,
    author: str = "",
    initiator: str = "window",
    tick: Tick = lambda part: None,
) -> ChangeSet:
    """Take back an act, the newest in effect if none is named.

    Args:
        partly: leave what later acts changed again as it is. tick: as for `apply`.

    Raises:
        KnownError: if there is nothing to undo. BuiltOn: if later acts changed the same values.
    """
    with no_collecting(), unit_of_writing(archive.engine, "", author, initiator, tick=tick) as unit:
        return undoing.undo(unit, group_id, partly=partly)


def undo_with_later(
    archive: Archive, group_id: int, *, author: str = "", initiator: str = "window"
) -> ChangeSet:
    """Take back an act after all later ones that build on it, in one transaction; each can be redone.

    Raises:
        KnownError: if it is taken back already. BuiltOn: if a record was removed for good meanwhile.
    """
    with unit_of_writing(archive.engine, "", author, initiator) as unit:
        return undoing.undo_with_later(unit, group_id)


def redo(
    archive: Archive,
    group_id: int | None = None,
    *,
    author: str = "",
    initiator: str = "window",
    tick: Tick = lambda part: None,
) -> ChangeSet:
    """Bring back an act that was taken back, the last one if none is named.

    Args:
        tick: as for `apply`.

    Raises:
        KnownError: if there is nothing to redo. BuiltOn: if later acts changed the same values.
    """
    with no_collecting(), unit_of_writing(archive.engine, "", author, initiator, tick=tick) as unit:
        return undoing.redo(unit, group_id)


def undoable(archive: Archive) -> ChangeGroup | None:
    """Return the act that undo takes back, or None."""
    with reading(archive.engine) as connection:
        return undoing.undoable(connection)


def redoable(archive: Archive) -> ChangeGroup | None:
    """Return the act that redo brings back, or None."""
    with reading(archive.engine) as connection:
        return undoing.redoable(connection)


def history(archive: Archive, ref: RecordRef, limit: int = 200) -> tuple[Change, ...]:
    """Return what was done to a record, the newest first."""
    with reading(archive.engine) as connection:
        return change_log.history(connection, ref, limit)


def groups(archive: Archive, limit: int = 200) -> tuple[ChangeGroup, ...]:
    """Return the acts, the newest first."""
    with reading(archive.engine) as connection:
        return undoing.groups(connection, limit)


def verify_log(archive: Archive) -> tuple[str, ...]:
    """Return what is wrong with the log of changes, in words; nothing where it is whole."""
    with reading(archive.engine) as connection:
        return change_log.verify(connection)

"""Acts of a user, in few words, for tests of what is written."""

from typing import Any

from palmyra_desktop.domain.changes import Action, ChangeSet, Edit
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import Link, RecordRef
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply
from palmyra_desktop.storage import rows
from palmyra_desktop.storage.rows import State
from palmyra_desktop.storage.unit_of_work import reading

EVENT, MONUMENT, IMAGE, ACTOR, SOURCE, CLAIM = Kind


def new(kind: Kind, number: int = -1, **values: Any) -> Edit:
    return Edit(Action.CREATE, kind, number, None, values)


def to(ref: RecordRef, role: str | None = None) -> Link:
    return Link(ref.kind, ref.id, role=role)


def create(archive: Archive, kind: Kind, **values: Any) -> RecordRef:
    """Write one new record and return its address."""
    return apply(archive, (new(kind, **values),), label="create").created[-1]


def edit(archive: Archive, ref: RecordRef, action: Action = Action.UPDATE, **values: Any) -> Edit:
    """Return an edit of a record as it stands now."""
    return Edit(action, ref.kind, ref.id, state(archive, ref).version, values)


def change(archive: Archive, ref: RecordRef, label: str = "change", **values: Any) -> ChangeSet:
    return apply(archive, (edit(archive, ref, **values),), label=label)


def trash(archive: Archive, ref: RecordRef) -> ChangeSet:
    return apply(archive, (edit(archive, ref, Action.TRASH),), label="trash")


def claim_on(archive: Archive, ref: RecordRef, field: str, **values: Any) -> RecordRef:
    return create(archive, CLAIM, proposition=f"on {field}", subject=to(ref), field=field, **values)


def state(archive: Archive, ref: RecordRef, text: bool = False) -> State:
    """Return a record as the archive keeps it, in file form."""
    with reading(archive.engine) as connection:
        return rows.load(connection, ref.kind, [ref.id], [ref.id] if text else ())[ref.id]

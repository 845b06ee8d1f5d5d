"""Emptying the trash: the one way a record leaves the archive, and the memory of those that did.

A record goes only if nothing that stays points at it, so no link is ever left without its end. The log keeps
its rows; each removed record gets a last one, with its title. There is no way back.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from palmyra_desktop.domain.changes import Action, ChangeSet
from palmyra_desktop.domain.fields import FieldType, Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.storage import change_log, fulltext
from palmyra_desktop.storage.change_log import LogRow
from palmyra_desktop.storage.pointers import Pointer, pointers_to
from palmyra_desktop.storage.rows import chunks
from palmyra_desktop.storage.schema import (
    LINKS,
    RECORD_TABLES,
    chosen,
    draft,
    identifier,
    name,
    source_text,
)
from palmyra_desktop.storage.schema import change_log as log
from palmyra_desktop.storage.schema import removed as removed_table
from palmyra_desktop.storage.unit_of_work import Writing
from palmyra_desktop.storage.values import stored_fields


@dataclass(frozen=True, slots=True)
class InTrash:
    """What lies in the trash: what could go, and what has to stay with a pointer that keeps it."""

    removable: tuple[RecordRef, ...]
    kept: Mapping[RecordRef, Pointer]


def in_trash(connection: Connection) -> InTrash:
    """Look through the trash, in the order of kinds and ids."""
    trashed = {
        RecordRef(kind, number): None
        for kind, table in RECORD_TABLES.items()
        for number in connection.execute(
            select(table.c.id).where(table.c.trashed_at.is_not(None)).order_by(table.c.id)
        ).scalars()
    }
    by_owner: dict[RecordRef, list[Pointer]] = defaultdict(list)
    kept: dict[RecordRef, Pointer] = {}
    for kind in Kind:
        ids = [ref.id for ref in trashed if ref.kind is kind]
        for pointer in pointers_to(connection, kind, ids):
            if pointer.owner in trashed:
                by_owner[pointer.owner].append(pointer)
            else:
                kept.setdefault(pointer.target, pointer)
    pending = list(kept)
    while pending:  # what stays keeps what it points at
        for pointer in by_owner[pending.pop()]:
            if pointer.target not in kept:
                kept[pointer.target] = pointer
                pending.append(pointer.target)
    return InTrash(tuple(ref for ref in trashed if ref not in kept), kept)


def remove(unit: Writing, refs: Sequence[RecordRef]) -> ChangeSet:
    """Remove records of the trash for good, as one act; those among them that have to stay are left."""
    connection = unit.connection
    free = set(in_trash(connection).removable)
    gone = [ref for ref in refs if ref in free]
    if not gone:
        return ChangeSet()
    unit.open_group()
    rows = []
    for kind in Kind:
        ids = [ref.id for ref in gone if ref.kind is kind]
        rows += list(_last_rows(connection, kind, ids))
        _delete_parts(connection, kind, ids)
    change_log.append(unit, rows)
    for kind, table in RECORD_TABLES.items():  # foreign keys are looked at when all are gone
        for some in chunks(ref.id for ref in gone if ref.kind is kind):
            connection.execute(delete(table).where(table.c.id.in_(some)))
    marks = [{"kind": ref.kind.value, "record_id": ref.id, "group_id": unit.group_id} for ref in gone]
    connection.execute(insert(removed_table), marks)
    fulltext.update(connection, gone)
    return ChangeSet(unit.group_id, unit.label, tuple(gone), {}, unit.initiator)


def removed(connection: Connection, refs: Iterable[RecordRef]) -> dict[RecordRef, int]:
    """Return those of these records that were removed, with the act that removed them."""
    by_kind: dict[Kind, list[int]] = defaultdict(list)
    for ref in refs:
        by_kind[ref.kind].append(ref.id)
    found: dict[RecordRef, int] = {}
    for kind, ids in by_kind.items():
        columns = removed_table.c
        for some in chunks(ids):
            rows = select(columns.record_id, columns.group_id).where(
                columns.kind == kind.value, columns.record_id.in_(some)
            )
            found |= {RecordRef(kind, number): group for number, group in connection.execute(rows)}
    return found


def acts_on_removed(connection: Connection) -> set[int]:
    """Return the ids of all groups that changed a record that was removed since, and of the removals."""
    of_removed = (log.c.kind == removed_table.c.kind) & (log.c.record_id == removed_table.c.record_id)
    groups = select(log.c.group_id).join_from(removed_table, log, of_removed).distinct()
    return set(connection.execute(groups).scalars())


def _last_rows(connection: Connection, kind: Kind, ids: Sequence[int]) -> Iterable[LogRow]:
    table, title = RECORD_TABLES[kind], record_type(kind).title_key
    for some in chunks(ids):
        found = select(table.c.id, table.c.version, table.c[title]).where(table.c.id.in_(some))
        for number, version, words in connection.execute(found.order_by(table.c.id)):
            yield LogRow(RecordRef(kind, number), version + 1, Action.REMOVE, {title: words}, {})


def _delete_parts(connection: Connection, kind: Kind, ids: Sequence[int]) -> None:
    """Delete what lies beside the rows of records."""
    for some in chunks(ids):
        for field in stored_fields(kind):
            if field.type is FieldType.LINKS:
                links = LINKS[kind, field.key]
                connection.execute(delete(links.table).where(links.owner_column.in_(some)))
        for table in (name, chosen, draft):
            ours = table.c.kind == kind.value, table.c.record_id.in_(some)
            connection.execute(delete(table).where(*ours))
        if kind is Kind.MONUMENT:
            connection.execute(delete(identifier).where(identifier.c.monument_id.in_(some)))
        if kind is Kind.SOURCE:
            connection.execute(delete(source_text).where(source_text.c.source_id.in_(some)))

"""The log of every change: appended to, never altered, each row bound to the one before by its hash.

The hash of a row is the SHA-256 of the hash before it (none for the first) and the row as canonical JSON
with its group: keys sorted, no spaces, UTF-8. `before` and `after` are in file form (values.py) and hold what
changed alone. A created record has neither: its row tells what was created, and what is changed in it later
stands in the `before` of that change. What an archive has beside its records is logged as one more record,
the archive itself, with a key for each value: see furnishing/.
"""

import hashlib
import json
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, insert, select

from palmyra_desktop.domain.changes import Action, Change
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.i18n import _
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.rows import chunks
from palmyra_desktop.storage.schema import RECORD_TABLES, archive, change_group, change_log
from palmyra_desktop.storage.unit_of_work import Writing

ARCHIVE = "archive"
"""What stands as the kind of the archive itself; its number is 0."""
VERSION = "furnishing_version"
"""Key of the archive's value that counts its own changes; none where there were none."""
_AT_ONCE = 20_000  # records whose changes are read together

_GROUP = (
    change_group.c.at_utc,
    change_group.c.author,
    change_group.c.label,
    change_group.c.initiator,
    change_group.c.reverts_group_id,
)


@dataclass(frozen=True, slots=True)
class LogRow:
    """One record's change, to be logged; `version` is the record's after it."""

    ref: RecordRef
    version: int
    action: Action
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """A change as it is kept: its number in the log, its hash, and from where the act was done."""

    number: int
    hash: str
    initiator: str
    change: Change


def append(unit: Writing, rows: Sequence[LogRow]) -> int:
    """Log an act's changes, in order; return the id of its group, 0 if there are none."""
    for some in chunks(rows):
        _append(
            unit,
            (
                _row(row.ref.kind.value, row.ref.id, row.version, row.action, row.before, row.after)
                for row in some
            ),
        )
    return unit.group_id if rows else 0


def append_of_archive(unit: Writing, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Log a change of what the archive has beside its records, and count it."""
    version = version_of_archive(unit.connection) + 1
    unit.connection.execute(delete(archive).where(archive.c.key == VERSION))
    unit.connection.execute(insert(archive), {"key": VERSION, "value": str(version)})
    _append(unit, (_row(ARCHIVE, 0, version, Action.UPDATE, before, after),))


def _row(
    kind: str, number: int, version: int, action: Action, before: object, after: object
) -> dict[str, Any]:
    return {
        "kind": kind,
        "record_id": number,
        "version": version,
        "action": action.value,
        "before": _json(before),
        "after": _json(after),
    }


def _append(unit: Writing, rows: Iterable[dict[str, Any]]) -> None:
    group_id = unit.open_group()
    number, last_hash = _newest(unit.connection)
    group = [unit.at_utc, unit.author, unit.label, unit.initiator, unit.reverts]
    written = []
    for row in rows:
        number += 1
        values = {"id": number, "group_id": group_id, **row}
        last_hash = _hash(last_hash, values, group)
        written.append(values | {"hash": last_hash})
    unit.connection.execute(insert(change_log), written)


def history(connection: Connection, ref: RecordRef, limit: int) -> tuple[Change, ...]:
    """Return the changes of one record, the newest first."""
    of_record = change_log.c.kind == ref.kind.value, change_log.c.record_id == ref.id
    rows = connection.execute(_changes().where(*of_record).order_by(change_log.c.id.desc()).limit(limit))
    return tuple(_change(row) for row in rows)


def last_change(connection: Connection, ref: RecordRef) -> Change | None:
    """Return what was done to a record last, None if it is as it came."""
    of_record = change_log.c.kind == ref.kind.value, change_log.c.record_id == ref.id
    came = select(func.min(change_log.c.group_id)).where(*of_record).scalar_subquery()
    later = _changes().where(*of_record, change_log.c.group_id > came)
    row = connection.execute(later.order_by(change_log.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else _change(row)


def changes_of(connection: Connection, group_id: int) -> tuple[Change, ...]:
    """Return the changes of one group, in the order they were made."""
    rows = connection.execute(_changes().where(change_log.c.group_id == group_id).order_by(change_log.c.id))
    return tuple(_change(row) for row in rows)


def changes_of_archive(connection: Connection, group_id: int) -> tuple[Change, ...]:
    """Return what a group changed beside the records, in the order it was made."""
    ours = change_log.c.kind == ARCHIVE, change_log.c.group_id == group_id
    rows = connection.execute(_changes().where(*ours).order_by(change_log.c.id))
    return tuple(_change(row) for row in rows)


def changes_of_some(connection: Connection, group_id: int, refs: Collection[RecordRef]) -> tuple[Change, ...]:
    """Return the changes of some records in one group, in the order they were made."""
    columns = change_log.c
    rows: list[Row[Any]] = []
    for kind in {ref.kind for ref in refs}:
        ids = among(columns.record_id, (ref.id for ref in refs if ref.kind is kind))
        # By their records: the group may be a million of changes, so its own index is of no use.
        ours = columns.kind == kind.value, ids, columns.group_id + 0 == group_id
        rows += connection.execute(_changes().add_columns(columns.id).where(*ours))
    return tuple(_change(row) for row in sorted(rows, key=attrgetter("id")))


def changed_by(connection: Connection, group_id: int) -> Iterator[Sequence[RecordRef]]:
    """Yield the records that a group changed, the last changed first, in parts that fit into memory."""
    columns, kinds, ids = change_log.c, list[Kind](), array("q")
    of_group = columns.group_id == group_id, columns.kind != ARCHIVE
    found = select(columns.kind, columns.record_id).where(*of_group).group_by(columns.kind, columns.record_id)
    for kind, number in connection.execute(found.order_by(func.max(columns.id).desc())):
        kinds.append(Kind(kind))
        ids.append(number)
    for start in range(0, len(ids), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        yield tuple(map(RecordRef, kinds[part], ids[part]))


def logged_where(connection: Connection, where: ColumnElement[bool], limit: int) -> tuple[Logged, ...]:
    """Return the changes of a condition as they are kept, the newest first."""
    found = _changes().add_columns(change_log.c.id, change_log.c.hash, change_group.c.initiator).where(where)
    rows = connection.execute(found.order_by(change_log.c.id.desc()).limit(limit))
    return tuple(Logged(row.id, row.hash, row.initiator, _change(row)) for row in rows)


def newest_act(connection: Connection) -> int:
    """Return the id of the newest act, 0 where there is none."""
    return connection.execute(select(func.max(change_group.c.id))).scalar_one() or 0


def version_of_archive(connection: Connection) -> int:
    """Return how often what it has beside its records was changed."""
    stored = connection.execute(select(archive.c.value).where(archive.c.key == VERSION)).scalar()
    return int(stored) if stored is not None and stored.isdecimal() else 0


def verify(connection: Connection) -> tuple[str, ...]:
    """Return what is wrong with the log, in words; nothing if every row is as it was written.

    Also whether the log tells of each record's newest version, so that rows cut off its end are missed.
    """
    return (*_broken_chain(connection), *_unlogged(connection))


def _changes() -> Select[Any]:
    columns = change_log.c
    return select(
        columns.group_id,
        columns.kind,
        columns.record_id,
        columns.version,
        columns.action,
        change_group.c.at_utc,
        change_group.c.author,
        change_group.c.label,
        columns.before,
        columns.after,
    ).join_from(change_log, change_group)


def _change(row: Row[Any]) -> Change:
    return Change(
        group_id=row.group_id,
        kind=None if row.kind == ARCHIVE else Kind(row.kind),
        record_id=row.record_id,
        version=row.version,
        action=Action(row.action),
        at_utc=row.at_utc,
        author=row.author,
        label=row.label,
        before=None if row.before is None else json.loads(row.before),
        after=None if row.after is None else json.loads(row.after),
    )


def _newest(connection: Connection) -> tuple[int, str]:
    newest = select(change_log.c.id, change_log.c.hash).order_by(change_log.c.id.desc()).limit(1)
    row = connection.execute(newest).one_or_none()
    return (row.id, row.hash) if row else (0, "")


def _json(values: object) -> str | None:
    if values is None:
        return None
    return _canonical(values)


_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def chained(last_hash: str, values: Mapping[str, Any]) -> str:
    """Return the hash of values that come behind those of another hash; "" for the first."""
    return hashlib.sha256(f"{last_hash}{_json(values)}".encode()).hexdigest()


def _hash(last_hash: str, row: Mapping[str, Any], group: Sequence[Any]) -> str:
    return chained(last_hash, {**row, "group": list(group)})


def _broken_chain(connection: Connection) -> Iterator[str]:
    """Yield the first row that is not as it was written; all after it would differ for the same reason."""
    in_order = (
        select(change_log, *(column.label(f"of_group_{column.name}") for column in _GROUP))
        .join_from(change_log, change_group)
        .order_by(change_log.c.id)
    )
    last_hash = ""
    with connection.execute(in_order, execution_options={"yield_per": 5_000}) as rows:
        for expected, row in enumerate(rows.mappings(), 1):
            if row["id"] != expected:
                words = _("Change {number} is missing from the log.")
                yield words.format(number=expected)
                return
            values = {column.name: row[column.name] for column in change_log.c if column.name != "hash"}
            last_hash = _hash(last_hash, values, [row[f"of_group_{column.name}"] for column in _GROUP])
            if row["hash"] != last_hash:
                words = _("Change {number} of the log was altered after it was written.")
                yield words.format(number=expected)
                return


def _unlogged(connection: Connection) -> Iterator[str]:
    newest = (
        select(change_log.c.kind, change_log.c.record_id, func.max(change_log.c.version).label("version"))
        .group_by(change_log.c.kind, change_log.c.record_id)
        .subquery()
    )
    for kind, table in RECORD_TABLES.items():
        logged = (newest.c.kind == kind.value) & (newest.c.record_id == table.c.id)
        differing = (
            select(table.c.id)
            .select_from(table.outerjoin(newest, logged))
            .where(table.c.version != func.coalesce(newest.c.version, 0))
            .order_by(table.c.id)
        )
        for number in connection.execute(differing).scalars():
            words = _("The log does not tell of the newest change of {kind} #{number}.")
            yield words.format(kind=kind.value, number=number)
    of_archive = select(newest.c.version).where(newest.c.kind == ARCHIVE)
    if (connection.execute(of_archive).scalar() or 0) != version_of_archive(connection):
        yield _("The log does not tell of the newest change beside the records.")

"""What the log says of a record's values: those it had at first, and whether it has those it was last given.

A value that was there from the beginning and never changed is not in the log, and cannot be compared.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.storage import rows
from palmyra_desktop.storage.schema import RECORD_TABLES, change_log
from palmyra_desktop.storage.values import TEXT


def differing(connection: Connection) -> Iterator[tuple[RecordRef, str]]:
    """Yield each record with the key of a value that is not the one it was last given."""
    for kind, table in RECORD_TABLES.items():
        changed = select(table.c.id).where(table.c.version > 1).order_by(table.c.id)
        for some in rows.chunks(connection.execute(changed).scalars()):
            last = given(connection, kind, list(some))
            texts = [number for number, values in last.items() if TEXT in values]
            for number, state in rows.load(connection, kind, list(last), texts).items():
                for key, value in last[number].items():
                    if state.values.get(key) != value:
                        yield RecordRef(kind, number), key


def given(connection: Connection, kind: Kind, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return for each record that was changed the values it was last given, by key."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    columns = change_log.c
    of_these = columns.kind == kind.value, columns.record_id.in_(ids), columns.after.is_not(None)
    in_order = select(columns.record_id, columns.after).where(*of_these).order_by(columns.id)
    for number, after in connection.execute(in_order):
        found[number] |= _read(after)
    return found


def at_first(connection: Connection, refs: Iterable[RecordRef]) -> dict[RecordRef, dict[str, Any]]:
    """Return the values that records had before they were changed; those never changed are left out.

    Of a record that was removed for good its title is among them.
    """
    by_kind: dict[Kind, list[int]] = defaultdict(list)
    for ref in refs:
        by_kind[ref.kind].append(ref.id)
    found: dict[RecordRef, dict[str, Any]] = defaultdict(dict)
    columns = change_log.c
    for kind, ids in by_kind.items():
        for some in rows.chunks(ids):
            of_these = columns.kind == kind.value, columns.record_id.in_(some), columns.before.is_not(None)
            replaced = select(columns.record_id, columns.before).where(*of_these).order_by(columns.id)
            for number, before in connection.execute(replaced):
                ref = RecordRef(kind, number)
                found[ref] = {**json.loads(before), **found[ref]}
    return found


def at_last(connection: Connection, refs: Collection[RecordRef]) -> dict[RecordRef, dict[str, Any]]:
    """Return the last values that records are known to have had, though they are not there any more."""
    found = {ref: dict(values) for ref, values in at_first(connection, refs).items()}
    for kind in {ref.kind for ref in refs}:
        for some in rows.chunks(ref.id for ref in refs if ref.kind is kind):
            for number, values in given(connection, kind, some).items():
                found.setdefault(RecordRef(kind, number), {}).update(values)
    return found


def _read(after: str) -> dict[str, Any]:
    """Return values of the log; none where they cannot be read, which its chain tells of."""
    try:
        values = json.loads(after)
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}

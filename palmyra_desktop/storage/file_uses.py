"""Which attached files an archive may still need: for a record, a form, or a change that can be undone."""

import re
from collections.abc import Iterator

from sqlalchemy import Connection, Table, exists, inspect, select

from palmyra_desktop.storage.schema import change_log, draft, image, removed, source

_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_KEY = "file_sha256"


def needed(connection: Connection) -> set[str]:
    """Return the SHA-256 of all files needed, of records in the trash, too; of an older schema as well.

    The log of a record that was removed for good needs none: nothing of it can be undone.
    """
    there = inspect(connection)
    names = set(there.get_table_names())
    found: set[str] = set()
    for table in (image, source):
        if _KEY in {column["name"] for column in there.get_columns(table.name)}:
            column = table.c[_KEY]
            found.update(connection.execute(select(column).where(column.is_not(None))).scalars())
    for table in (change_log, draft):
        if table.name in names:
            for text in _texts(connection, table, removed.name in names):
                found.update(_DIGEST.findall(text))
    return found


def _texts(connection: Connection, table: Table, knows_removed: bool) -> Iterator[str]:
    """Yield what a table says in texts where files may be named."""
    for column in (table.c.before, table.c.after) if table is change_log else (table.c.states,):
        rows = select(column).where(column.like(f"%{_KEY}%"))
        if table is change_log and knows_removed:
            of_removed = (removed.c.kind == table.c.kind) & (removed.c.record_id == table.c.record_id)
            rows = rows.where(~exists().where(of_removed))
        yield from connection.execute(rows).scalars()

"""Forms that are not saved yet. They are no part of the records: no change is logged for them."""

import json

from sqlalchemy import Connection, delete, insert, select

from palmyra_desktop.domain.draft import Draft
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.storage.schema import draft as table
from palmyra_desktop.storage.unit_of_work import now_utc


def keep(connection: Connection, draft: Draft) -> None:
    """Keep what is written in a form, in the place of what was kept of it before."""
    drop(connection, draft.id)
    row = {
        "id": draft.id,
        "kind": draft.kind.value,
        "record_id": draft.record_id,
        "version": draft.version,
        "states": json.dumps(dict(draft.states), ensure_ascii=False),
        "at_utc": now_utc(),
    }
    connection.execute(insert(table), row)


def drop(connection: Connection, id: str) -> None:
    """Forget a draft; nothing happens where it is not there."""
    connection.execute(delete(table).where(table.c.id == id))


def every(connection: Connection) -> tuple[Draft, ...]:
    """Return all drafts, the newest first."""
    rows = connection.execute(select(table).order_by(table.c.at_utc.desc(), table.c.id))
    return tuple(
        Draft(row.id, Kind(row.kind), row.record_id, row.version, json.loads(row.states), row.at_utc)
        for row in rows
    )

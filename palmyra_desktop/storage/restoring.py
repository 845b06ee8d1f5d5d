"""An archive back to how it was in a copy: prepared beside, then put in place at once."""

from pathlib import Path

from sqlalchemy import Connection, Engine, insert

from palmyra_desktop.storage import archive_file, backup
from palmyra_desktop.storage.engine import beside
from palmyra_desktop.storage.schema import change_group
from palmyra_desktop.storage.undo import RESTORED
from palmyra_desktop.storage.unit_of_work import now_utc, reading, writing


def restore(engine: Engine, copy: Path, label: str, author: str) -> int:
    """Put a copy's contents in the archive's place, and log that as an act; return the act's number.

    The archive is written in one transaction; killed before its end, nothing has happened.

    Raises:
        KnownError: if the copy is not whole, or the archive cannot be written; it is then as it was.
    """
    with backup.unfinished(copy.parent) as path:
        original = archive_file.look_into(engine, copy)
        try:
            backup.copy(original, path)
        finally:
            original.dispose()
        prepared = beside(engine, path)
        try:
            archive_file.bring_up_to_date(prepared)
            with reading(engine) as connection:
                newest = backup.state(connection).act
            with writing(prepared) as unit:
                act = log_restored(unit.connection, newest, label, author)
            backup.overwrite(prepared, engine)
        finally:
            prepared.dispose()
    return act


def log_restored(connection: Connection, newest: int, label: str, author: str) -> int:
    """Log as an act that a whole archive was put in place; return the act's number.

    Args:
        newest: number of the newest act of the archive before.
    """
    # A number no act had before: other programs tell by it that what they know is of another past.
    act = max(newest, backup.state(connection).act) + 1
    row = {"id": act, "at_utc": now_utc(), "author": author, "label": label, "initiator": RESTORED}
    connection.execute(insert(change_group), row)
    return act

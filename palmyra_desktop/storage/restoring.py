"""An archive back to how it was in a copy: prepared beside, then put in place at once."""

from pathlib import Path

from sqlalchemy import Connection, Engine, insert

from palmyra_desktop.storage import archive_file, attached, backup, conversion
from palmyra_desktop.storage.engine import beside, key_of
from palmyra_desktop.storage.schema import change_group
from palmyra_desktop.storage.undo import RESTORED
from palmyra_desktop.storage.unit_of_work import now_utc, reading, writing


def restore(engine: Engine, copy: Path, label: str, author: str, passphrase: str | None = None) -> int:
    """Put a copy's contents in the archive's place, and log that as an act; return the act's number.

    The archive is written in one transaction; killed before its end, nothing has happened.

    Args:
        passphrase: of the copy, where it had another; what is restored is under the archive's own.

    Raises:
        PassphraseNeeded: if it had another that is missing or wrong.
        KnownError: if the copy is not whole, or the archive cannot be written; it is then as it was.
    """
    with backup.unfinished(copy.parent) as path:
        original = archive_file.look_into_older(engine, copy, passphrase)
        try:
            if key_of(original) == key_of(engine):
                backup.copy(original, path)
            else:
                conversion.rewrite(copy, key_of(original), path, key_of(engine))
        finally:
            original.dispose()
        prepared = beside(engine, path)
        try:
            archive_file.bring_up_to_date(prepared)
            with reading(engine) as connection:
                newest = backup.state(connection).act
            with writing(prepared) as unit:
                attached.keep_key(unit.connection, engine)
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

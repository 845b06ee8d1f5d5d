"""An archive's file under another key, or none: written anew beside, compared, then put in its place."""

import contextlib
import glob
import os
import shutil
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.i18n import _
from palmyra_desktop.open_files import alone, reading
from palmyra_desktop.storage import backup
from palmyra_desktop.storage.archive_file import backups_beside
from palmyra_desktop.storage.engine import unlock
from palmyra_desktop.storage.failures import in_words
from palmyra_desktop.storage.keys import Key, cipher_driver, salt_of

_BEFORE = "-before"
_PLAIN = "''"  # SQLCipher's key of a file that is not encrypted
_COMPARED_AT_ONCE = 1_000
_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"
_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
)


def convert(path: Path, old: Key | None, new: Key | None, cancel: Cancellation | None = None) -> Path:
    """Write an archive's file anew under another key, put it in its place, and return the old one, kept.

    Nobody may have it open. Until the last step, which is one renaming, the archive is as it was.

    Raises:
        KnownError: if it is open elsewhere, or the new file cannot be written or is not the same.
        Cancelled: if asked to stop meanwhile; the archive is then as it was.
    """
    with in_words(), backup.unfinished(path.parent) as made, alone(path), _alone(path, old) as connection:
        _write(connection, made, new, cancel)
        kept = _keep(path)
        made.replace(path)
    return kept


def rewrite(path: Path, old: Key | None, made: Path, new: Key | None) -> None:
    """Write what a file holds into another under another key, and compare; the file is left as it is.

    Raises:
        KnownError: if it cannot be read, or the new file cannot be written or is not the same.
    """
    uri = f"{path.absolute().as_uri()}?mode=rw"  # for reading only, nothing could be attached for writing
    with (
        in_words(),
        contextlib.closing(cipher_driver().connect(uri, uri=True, isolation_level=None)) as connection,
    ):
        if old is not None:
            unlock(connection, old)
        _write(connection, made, new, None)


def others(path: Path, key: Key | None) -> tuple[Path, ...]:
    """Return the earlier copies of an archive that do not open with its key: of `convert`, or backups."""
    salt = key.salt if key else b""
    found = [*earlier(path), *backups_beside(path).glob(f"*{path.suffix}")]
    return tuple(sorted(one for one in found if one.is_file() and salt_of(one) != salt))


def earlier(path: Path) -> tuple[Path, ...]:
    """Return the old files of an archive that `convert` kept beside it."""
    return tuple(path.parent.glob(f"{glob.escape(path.stem)}{_BEFORE}*{path.suffix}"))


@contextlib.contextmanager
def _alone(path: Path, key: Key | None) -> Iterator[Any]:
    """Open a file that nobody else has open, and keep everybody out until the end."""
    module = cipher_driver()  # which opens either kind
    connection = module.connect(str(path), timeout=1, isolation_level=None, check_same_thread=False)
    try:
        if key is not None:
            unlock(connection, key)
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")  # the lock is kept
        except module.OperationalError as error:
            if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise KnownError(
                    _("The archive is open in another program."),
                    _("Nothing was changed. Close it there and try again."),
                ) from error
            raise
        yield connection
    finally:
        connection.close()


def _write(connection: Any, made: Path, key: Key | None, cancel: Cancellation | None) -> None:
    """Write all that a connection's file holds into a new one, and compare the two."""
    connection.execute("PRAGMA temp_store=MEMORY")  # one of the two is encrypted
    connection.execute(f"ATTACH ? AS made KEY {key.literal if key else _PLAIN}", (str(made),))
    connection.execute("SELECT sqlcipher_export('made')")
    for pragma in ("application_id", "user_version"):
        value = connection.execute(f"PRAGMA main.{pragma}").fetchone()[0]
        connection.execute(f"PRAGMA made.{pragma}={value}")
    connection.execute("DETACH made")
    _compare(connection, made, key, cancel)


def _compare(connection: Any, made: Path, key: Key | None, cancel: Cancellation | None) -> None:
    """Read the new file as anybody would, and compare it with the old one row by row.

    Raises:
        KnownError: if there is a difference.
    """
    module = cipher_driver()
    with contextlib.closing(module.connect(str(made), isolation_level=None)) as written:
        if key is not None:
            unlock(written, key)
        is_same = written.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        is_same &= _all(connection, _SCHEMA) == _all(written, _SCHEMA)
        for (table,) in _all(connection, _TABLES) if is_same else ():
            statement = f'SELECT * FROM "{table}"'
            pairs = zip_longest(connection.execute(statement), written.execute(statement))
            for number, (one, other) in enumerate(pairs):
                is_same &= one == other
                if cancel is not None and number % _COMPARED_AT_ONCE == 0:
                    cancel.check()
    if not is_same:
        raise KnownError(
            _("The new file of the archive is not the same as the old one."),
            _("Nothing was changed. Check the archive before you go on."),
        )


def _all(connection: Any, statement: str) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = connection.execute(statement).fetchall()
    return rows


def _keep(path: Path) -> Path:
    """Give the file that stands there a second name, which stays when the first is taken from it."""
    number, kept = 1, path.with_stem(f"{path.stem}{_BEFORE}")
    while os.path.lexists(kept):
        number += 1
        kept = path.with_stem(f"{path.stem}{_BEFORE}-{number}")
    try:
        os.link(path, kept)
    except (OSError, NotImplementedError):  # a drive that knows no second names, such as FAT
        with reading(path) as old, kept.open("xb") as new:  # closing the file itself would unlock it
            shutil.copyfileobj(old, new)
    return kept

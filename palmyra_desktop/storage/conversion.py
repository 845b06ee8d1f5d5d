"""An archive under another key, or none: file and attached files are written anew, then put in their place.

All is written beside what is there, and compared, before anything is touched. Killed before the archive's
file is replaced, nothing has happened; killed later, attached files lie in both forms, and both are read.
"""

import contextlib
import glob
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from palmyra_desktop.domain.cancel import Cancellation, Progress
from palmyra_desktop.domain.errors import Cancelled, KnownError
from palmyra_desktop.i18n import _
from palmyra_desktop.open_files import alone, reading
from palmyra_desktop.storage import attached, left_behind, sealed
from palmyra_desktop.storage.archive_file import backups_beside, folder_beside
from palmyra_desktop.storage.attached import Files, Tick
from palmyra_desktop.storage.backup import unfinished
from palmyra_desktop.storage.engine import unlock
from palmyra_desktop.storage.failures import in_words
from palmyra_desktop.storage.keys import Key, cipher_driver, salt_of
from palmyra_desktop.storage.sealed import FilesKey

_BEFORE = "-before"
_PLAIN = "''"  # SQLCipher's key of a file that is not encrypted
_COMPARED_AT_ONCE = 1_000
_STEPS = 100_000  # of SQLite's machine, between two looks whether to stop
_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"
_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
)


@dataclass(frozen=True, slots=True)
class Target:
    """What is to become of an archive.

    Attributes:
        key: of its file; None for none. files: the folder of its attached files.
    """

    key: Key | None
    files: Path


def convert(
    path: Path, old: Key | None, new: Target, cancel: Cancellation | None, progress: Progress
) -> Path:
    """Write an archive anew under another key, put it in its place, and return the old file, kept.

    Nobody may have it open. Until the last step, which is one renaming, the archive is as it was.

    Raises:
        KnownError: if it is open elsewhere, or cannot be written anew or is not the same.
        Cancelled: if asked to stop meanwhile; the archive is then as it was.
    """
    folder = folder_beside(path, "")
    made, prepared = left_behind.anew(path, folder)
    with contextlib.ExitStack() as kept_out:
        kept_out.enter_context(in_words())
        kept_out.enter_context(alone(path))
        connection = kept_out.enter_context(_alone(path, old))
        kept_out.enter_context(_clearing(path, folder))
        files = _files_of(connection, new)
        both = files, files.aside
        sizes = [attached.size_of(one) for some in both for one in some.astray()]
        # The file is read twice, to be written and to be compared.
        tick = attached.ticking(2 * attached.size_of(path) + sum(sizes), cancel, progress)
        _write(connection, made, new.key, tick)
        astray = [some.prepare(prepared / some.folder.name, tick) for some in both]
        kept_out.enter_context(alone(made))
        written = kept_out.enter_context(_alone(made, new.key))
        if files.key is not None:
            written.execute("DELETE FROM archive WHERE key = ?", (attached.KEY,))
            row = attached.KEY, files.key.text
            written.execute("INSERT INTO archive (key, value) VALUES (?, ?)", row)
        tick(0)
        kept = _keep(path)
        made.replace(path)
        with contextlib.suppress(OSError):  # what is left is taken over when the archive is opened
            for some, ones in zip(both, astray, strict=True):
                some.take_over(prepared / some.folder.name, ones)
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
        _write(connection, made, new, attached.ticking(0, None, lambda done, total: None))


def others(path: Path, key: Key | None) -> tuple[Path, ...]:
    """Return the earlier copies of an archive that do not open with its key: of `convert`, or backups."""
    salt = key.salt if key else b""
    found = [*earlier(path), *backups_beside(path).glob(f"*{path.suffix}")]
    return tuple(sorted(one for one in found if one.is_file() and salt_of(one) != salt))


def earlier(path: Path) -> tuple[Path, ...]:
    """Return the old files of an archive that `convert` kept beside it."""
    return tuple(path.parent.glob(f"{glob.escape(path.stem)}{_BEFORE}*{path.suffix}"))


@contextlib.contextmanager
def _clearing(path: Path, folder: Path) -> Iterator[None]:
    """Leave nothing half-written behind, of an earlier time either."""
    left_behind.clear_anew(path, folder)
    try:
        yield
    finally:
        left_behind.clear_anew(path, folder)


def _files_of(connection: Any, new: Target) -> Files:
    """Return the attached files as they are to be; with a new key where they are to be sealed first."""
    row = connection.execute("SELECT value FROM archive WHERE key = ?", (attached.KEY,)).fetchone()
    text = row[0] if row else sealed.new_key() if new.key is not None else None
    return Files(new.files, FilesKey.read(text) if text else None, is_sealing=new.key is not None)


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


def _write(connection: Any, made: Path, key: Key | None, tick: Tick) -> None:
    """Write all that a connection's file holds into a new one, and compare the two."""
    connection.execute("PRAGMA temp_store=MEMORY")  # one of the two is encrypted
    connection.execute(f"ATTACH ? AS made KEY {key.literal if key else _PLAIN}", (str(made),))
    with _stopping(connection, made, tick):
        connection.execute("SELECT sqlcipher_export('made')")
    for pragma in ("application_id", "user_version"):
        value = connection.execute(f"PRAGMA main.{pragma}").fetchone()[0]
        connection.execute(f"PRAGMA made.{pragma}={value}")
    connection.execute("DETACH made")
    _compare(connection, made, key, tick)


@contextlib.contextmanager
def _stopping(connection: Any, made: Path, tick: Tick) -> Iterator[None]:
    """Look now and then, while a long statement runs, whether to stop, and how large its file is.

    Raises:
        Cancelled: if the statement was stopped, by Ctrl+C too.
    """
    written = 0

    def look() -> int:
        nonlocal written
        size = attached.size_of(made)
        try:
            tick(size - written)
        except Cancelled:
            return 1
        written = size
        return 0

    connection.set_progress_handler(look, _STEPS)
    try:
        yield
    except cipher_driver().OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise Cancelled from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
    tick(attached.size_of(made) - written)  # what was in memory yet


def _compare(connection: Any, made: Path, key: Key | None, tick: Tick) -> None:
    """Read the new file as anybody would, and compare it with the old one row by row.

    Raises:
        KnownError: if there is a difference.
    """
    module = cipher_driver()
    with contextlib.closing(module.connect(str(made), isolation_level=None)) as written:
        if key is not None:
            unlock(written, key)
        with _stopping(written, made, lambda _count: tick(0)):
            is_same = written.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        is_same &= _all(connection, _SCHEMA) == _all(written, _SCHEMA)
        counts = {name: _count(written, name) for (name,) in _all(connection, _TABLES)} if is_same else {}
        share = attached.size_of(made) * _COMPARED_AT_ONCE // max(sum(counts.values()), 1)
        for table, count in counts.items():
            statement = f'SELECT * FROM "{table}"'
            pairs = zip_longest(connection.execute(statement), written.execute(statement))
            for number, (one, other) in enumerate(pairs, 1):
                is_same &= one == other
                if number % _COMPARED_AT_ONCE == 0:
                    tick(share)
            tick(share * (count % _COMPARED_AT_ONCE) // _COMPARED_AT_ONCE)
    if not is_same:
        raise KnownError(
            _("The new file of the archive is not the same as the old one."),
            _("Nothing was changed. Check the archive before you go on."),
        )


def _all(connection: Any, statement: str) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = connection.execute(statement).fetchall()
    return rows


def _count(connection: Any, table: str) -> int:
    number: int = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
    return number


def _keep(path: Path) -> Path:
    """Give the file that stands there a second name, which stays when the first is taken from it."""
    number, kept = 1, path.with_stem(f"{path.stem}{_BEFORE}")
    while os.path.lexists(kept):
        number += 1
        kept = path.with_stem(f"{path.stem}{_BEFORE}-{number}")
    try:
        os.link(path, kept)
    except (OSError, NotImplementedError):  # a drive that knows no second names, such as FAT
        with unfinished(path.parent) as copy:
            with reading(path) as old, copy.open("xb") as new:  # closing the file itself would unlock it
                shutil.copyfileobj(old, new)
            copy.rename(kept)
    return kept

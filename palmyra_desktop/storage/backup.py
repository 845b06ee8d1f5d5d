"""Whole copies of an archive's file, looked at before they are believed; and the way back from one."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from palmyra_desktop.domain.cancel import Cancellation, Progress
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.i18n import _
from palmyra_desktop.paths import made
from palmyra_desktop.storage import integrity, left_behind
from palmyra_desktop.storage.engine import BUSY_MILLISECONDS, beside
from palmyra_desktop.storage.failures import in_words, locked
from palmyra_desktop.storage.schema import (
    RECORD_TABLES,
    change_group,
    change_log,
    saved_search,
    user_term,
)
from palmyra_desktop.storage.unit_of_work import reading

_PAGES = 2_000  # copied at once; between them the work can be cancelled


@dataclass(frozen=True, slots=True)
class State:
    """By what a copy is told to be the same: how many rows users made, newest act, newest row of the log."""

    counts: tuple[int, ...]
    act: int
    log_id: int
    log_hash: str


def state(connection: Connection) -> State:
    """Return the state of an archive."""
    tables = *RECORD_TABLES.values(), saved_search, user_term
    counts = tuple(connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables)
    act = connection.execute(select(func.max(change_group.c.id))).scalar_one() or 0
    newest = select(change_log.c.id, change_log.c.hash).order_by(change_log.c.id.desc()).limit(1)
    row = connection.execute(newest).one_or_none()
    return State(counts, act, row.id if row else 0, row.hash if row else "")


def copy(
    engine: Engine,
    target: Path,
    cancel: Cancellation | None = None,
    progress: Progress = lambda done, total: None,
) -> None:
    """Copy an archive's file as it stands at this moment, look at the copy, and only then give it its name.

    SQLite's own way of copying is used; others may read and write meanwhile.

    Raises:
        KnownError: if there is such a file, the copy cannot be written, or is not the same.
        Cancelled: if asked to stop meanwhile; nothing is left.
    """
    if target.exists():
        raise KnownError(_("{path} is there already.").format(path=target), _("Choose another name."))
    with in_words(), unfinished(made(target.parent)) as path:
        with reading(engine) as connection:
            expected = state(connection)  # begins the reading, so that the copy is of the same moment
            path.touch(exist_ok=False)
            _write(connection, beside(engine, path), cancel, progress)
        _look_at(engine, path, expected)
        path.rename(target)


@contextmanager
def unfinished(folder: Path) -> Iterator[Path]:
    """Give a hidden name in a folder for a file to be made; what still bears it at the end is removed."""
    path = left_behind.name_in(folder)
    try:
        yield path
    finally:
        left_behind.remove(path)


def overwrite(source: Engine, target: Engine) -> None:
    """Put the contents of one archive's file in the place of another's, as one transaction of the latter.

    Raises:
        KnownError: if it cannot be written; it is then as it was.
    """
    ends = time.monotonic() + BUSY_MILLISECONDS / 1000

    def check(status: int, remaining: int, total: int) -> None:
        # The driver itself would wait for another program's write for ever.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > ends:
            raise locked()

    with in_words(), source.connect() as one, target.connect() as other:
        _driver(one).backup(_driver(other), pages=-1, progress=check)


def _write(connection: Connection, target: Engine, cancel: Cancellation | None, progress: Progress) -> None:
    def tell(status: int, remaining: int, total: int) -> None:
        if cancel is not None:
            cancel.check()
        progress(total - remaining, total)

    try:
        with target.connect() as written:
            _driver(connection).backup(_driver(written), pages=_PAGES, progress=tell)
            _driver(written).execute("PRAGMA journal_mode=DELETE")  # one file, without companions
    finally:
        target.dispose()


def _look_at(engine: Engine, path: Path, expected: State) -> None:
    """Open a copy anew and compare it with what was copied."""
    copied = beside(engine, path, read_only=True)
    try:
        with reading(copied) as connection:
            # What can be made anew may be wrong in the archive already, and is no reason to have no copy.
            is_whole = all(map(integrity.is_derived, integrity.damage(connection, quickly=True)))
            is_same = is_whole and state(connection) == expected
    finally:
        copied.dispose()
    if not is_same:
        raise KnownError(
            _("The copy of the archive is not whole."),
            _("The archive was left as it is. Check it before you go on."),
        )


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection

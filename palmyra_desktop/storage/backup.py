"""Whole copies of an archive's file, looked at before they are believed."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.i18n import _
from palmyra_desktop.paths import made
from palmyra_desktop.storage.failures import in_words


def copy(archive: Path, folder: Path, output: Path | None = None) -> Path:
    """Copy an archive into a folder, under its name and the time, or to a name given; return the copy.

    SQLite's own way of copying is used: it takes in what other programs have written just now.

    Raises:
        KnownError: if the copy cannot be written, or is not the same.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    target = output or folder / f"{archive.stem}-{stamp}{archive.suffix}"
    if target.exists():
        raise KnownError(_("{path} is there already.").format(path=target), _("Choose another name."))
    unfinished = target.with_suffix(".unfinished")
    with in_words():
        made(target.parent)
        try:
            _copy(archive, unfinished)
            unfinished.rename(target)
        finally:
            unfinished.unlink(missing_ok=True)
    return target


def _copy(archive: Path, target: Path) -> None:
    uri = f"{archive.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as source, closing(sqlite3.connect(target)) as copied:
        source.backup(copied)
        copied.execute("PRAGMA journal_mode=DELETE")  # one file, without companions
        found = copied.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise KnownError(
            _("The copy of the archive is not whole."),
            _("The archive was left as it is. Check it before you go on."),
        )

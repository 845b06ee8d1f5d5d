"""What the drivers of SQLite and PostgreSQL report, in words for the user, with a way out: the one place.

What is not known here is a fault of ours and passes unchanged.
"""

import errno
import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from palmyra_desktop.domain.errors import Damaged, KnownError
from palmyra_desktop.i18n import N_, _

_FREE_SPACE = N_("Nothing of this change was written. Free some space and try again.")
_LOCKED = (
    N_("The archive is being written by another program."),
    N_("Nothing of this change was written. Wait a moment, or close the other program, and try again."),
)
_READ_ONLY = (
    N_("The archive can be read but not written here."),
    N_("Ask for the right to write the file and its folder, or copy the archive to a folder of your own."),
)
_UNREADABLE = (
    N_("The archive cannot be opened."),
    N_("Look whether the file and its folder are there and whether you may read them."),
)
_BROKEN_DRIVE = (
    N_("The drive the archive lies on reports an error, or has no room left."),
    N_("Nothing of this change was written. Look whether the drive is connected and has free space."),
)
_DAMAGED = (
    N_("The archive is damaged."),
    N_("Do not write to it. Copy the file, then open the newest copy in the backups folder beside it."),
)
_NO_ARCHIVE = (
    N_("The file is not an archive of this program, or it is damaged."),
    N_("Choose another file, or open the newest copy in the backups folder beside it."),
)
_NO_TEXT = "Could not decode to UTF-8"  # of Python's driver, which gives it no code
_FULL = (N_("The drive the archive lies on is full."), _FREE_SPACE)

_MOVED = (
    N_("The file of the archive was moved or replaced while it was open."),
    N_("Nothing of this change was written. Open the archive where it is now."),
)

_SQLITE = {
    1032: _MOVED,  # SQLITE_READONLY_DBMOVED, which Python names from 3.11 on only with a newer SQLite
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_IOERR: _BROKEN_DRIVE,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CANTOPEN: _UNREADABLE,
    sqlite3.SQLITE_NOTADB: _NO_ARCHIVE,
}
_SERVER = (  # beginnings of SQLSTATE, the longer ones first
    ("25006", _READ_ONLY),
    ("42501", _READ_ONLY),
    ("53100", (N_("The server's drive is full."), _FREE_SPACE)),
    ("55P03", _LOCKED),
    ("40", _LOCKED),
    (
        "28",
        (
            N_("The server refused the name or the password."),
            N_("Look at the name in the archive's address and at the password in your .pgpass file."),
        ),
    ),
    (
        "3D",
        (
            N_("There is no database of that name on the server."),
            N_("Look at the archive's address, or ask for the database to be made."),
        ),
    ),
    (
        "53",
        (
            N_("The server has no more room for this."),
            N_("Try again later, or ask the person who looks after it."),
        ),
    ),
)
_UNREACHABLE = (
    N_("The server does not answer."),
    N_("Look at the archive's address and at the network, and try again."),
)
_FILES = {
    errno.EAGAIN: _LOCKED,  # of `open_files`
    errno.EINVAL: _UNREADABLE,  # of `open_files`, too
    errno.ENAMETOOLONG: _UNREADABLE,
    errno.ELOOP: _UNREADABLE,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
    errno.EIO: _BROKEN_DRIVE,
    errno.ENODEV: _BROKEN_DRIVE,
    errno.ENXIO: _BROKEN_DRIVE,
    errno.ESTALE: _BROKEN_DRIVE,
}


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what goes wrong in the world into a KnownError; let faults of ours pass.

    Raises:
        KnownError: the archive is locked, full, read-only, damaged, or out of reach.
    """
    try:
        yield
    except DBAPIError as error:
        raise _known(error.orig) or error from error
    except PoolTimeout as error:
        raise _said(_LOCKED) from error
    except _of_the_world() as error:
        raise _known(error) or error from error
    except (json.JSONDecodeError, RecursionError) as error:  # of what the archive keeps as JSON
        if isinstance(error, RecursionError) and "JSON" not in str(error):
            raise
        raise _said(_DAMAGED) from error


def locked() -> KnownError:
    """Return the words for an archive that another program has been writing for too long."""
    return _said(_LOCKED)


def _of_the_world() -> tuple[type[Exception], ...]:
    return (OSError, *driver_errors())


def driver_errors() -> tuple[type[Exception], ...]:
    """The errors of the drivers of files; that of encrypted ones counts once something has imported it."""
    encrypted: Any = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.Error, encrypted.Error) if encrypted else (sqlite3.Error,)


def _known(error: BaseException | None) -> KnownError | None:
    if isinstance(error, OSError):
        words = _FILES.get(error.errno or 0)
    elif isinstance(error, driver_errors()):
        # Extended codes keep the plain one in their lowest byte; an error of the driver's own has none.
        code = getattr(error, "sqlite_errorcode", 0)
        words = _SQLITE.get(code) or _SQLITE.get(code & 0xFF)
        if words is None and str(error).startswith(_NO_TEXT):
            words = _DAMAGED
    else:
        words = _server_words(error)
    return _said(words) if words else None


def _server_words(error: BaseException | None) -> tuple[str, str] | None:
    if type(error).__name__ not in ("OperationalError", "InterfaceError") and not hasattr(error, "sqlstate"):
        return None
    state = getattr(error, "sqlstate", None)
    if state is None or state.startswith(("08", "57P")):
        # psycopg gives no state where no connection came about, and tells the reason in its message alone.
        message = str(error)
        if "authentication failed" in message or "no password supplied" in message:
            state = "28"
        elif "does not exist" in message:
            state = "3D"
        else:
            return _UNREACHABLE if _is_operational(error) else None
    return next((words for start, words in _SERVER if state.startswith(start)), None)


def _is_operational(error: BaseException | None) -> bool:
    return any(cls.__name__ == "OperationalError" for cls in type(error).__mro__)


def _said(words: tuple[str, str]) -> KnownError:
    of_file = Damaged if words is _DAMAGED else KnownError  # of which a part may still be read
    return of_file(_(words[0]), _(words[1]))

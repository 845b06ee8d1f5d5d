"""The program's log, and the mark that tells the next start of an unclean end.

The log holds ids, never names of people or texts of claims, because users send it with
their reports. For the same reason an error is written with its frames and its type, and
with its message only where the message cannot hold a user's text.
"""

import faulthandler
import logging
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO

from palmyra_desktop.i18n import _

if sys.platform != "win32":
    import fcntl

LOG_NAME = "palmyra-desktop.log"
CRASH_NAME = "last-crash.txt"
_MARKER = "running-{pid}.txt"
_SIZE, _KEPT = 1_000_000, 3  # bytes of one file; older files kept
_logger = logging.getLogger("palmyra_desktop")

# Errors whose messages Python itself words, from names in the code.
_SPEAK_OF_CODE = (AttributeError, ImportError, MemoryError, NameError, RecursionError, TypeError)


class _Discreet(logging.Formatter):
    """Writes an error without the values it speaks of."""

    def formatException(self, ei: object) -> str:
        """Return the frames and types of an error and of those it came from, the first cause first."""
        error = ei[1] if isinstance(ei, tuple) else None
        return "\n".join(_described(one) for one in reversed(list(_chain(error))))


@dataclass(slots=True)
class Log:
    """A log that was started; give it back with `stop`."""

    path: Path | None
    """The log's file; None where it could not be written."""
    crash: Path | None
    """What is left of a run that did not end orderly (may be empty); None where the last one did."""
    _handler: logging.Handler
    _marker: TextIO | None

    def stop(self) -> None:
        """Close the log and remove the mark: the program ends orderly. May be called twice."""
        _logger.removeHandler(self._handler)
        self._handler.close()
        if self._marker:
            faulthandler.disable()
            self._marker.close()
            Path(self._marker.name).unlink(missing_ok=True)
            self._marker = None


def start(log_folder: Path) -> Log:
    """Log to a file in the folder, look for an unclean end before, and mark this run.

    Where the folder cannot be written the log goes to stderr instead, which says so.
    """
    _logger.setLevel(logging.INFO)
    try:
        log_folder.mkdir(parents=True, exist_ok=True)
        file = log_folder / LOG_NAME
        handler: logging.Handler = RotatingFileHandler(file, "a", _SIZE, _KEPT, encoding="utf-8")
    except OSError as error:
        handler = logging.StreamHandler() if sys.stderr else logging.NullHandler()
        _attach(handler)
        words = _("The log cannot be written to {folder}: {reason}")
        _logger.warning(words.format(folder=log_folder, reason=error.strerror))
        return Log(None, None, handler, None)
    _attach(handler)
    crash = _find_crash(log_folder)
    if crash:
        _logger.warning("the run before did not end orderly; see %s", crash.name)
    return Log(file, crash, handler, _mark(log_folder))


def report_unexpected(
    exc_type: type[BaseException], exc: BaseException | None, tb: TracebackType | None
) -> None:
    """Log an error nobody expected, with its traceback; fits sys.excepthook."""
    _logger.critical("unexpected error", exc_info=(exc_type, exc or exc_type(), tb))


def _attach(handler: logging.Handler) -> None:
    formatter = _Discreet("%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s")
    handler.setFormatter(formatter)
    _logger.addHandler(handler)


def _mark(folder: Path) -> TextIO | None:
    """Open this run's mark and keep it open; Python writes there where a fatal signal struck."""
    try:
        marker = (folder / _MARKER.format(pid=os.getpid())).open("w", encoding="utf-8")
    except OSError:
        return None
    if sys.platform != "win32":
        with suppress(OSError):  # some network drives know no locks: then no crash is ever found
            fcntl.flock(marker, fcntl.LOCK_SH | fcntl.LOCK_NB)
    faulthandler.enable(marker)
    return marker


def _find_crash(folder: Path) -> Path | None:
    """Move the mark of a run that is no more to CRASH_NAME and return it."""
    found = None
    for marker in sorted(folder.glob(_MARKER.format(pid="*"))):
        # On Windows the move fails while the file is open in the program that made it.
        with suppress(OSError):
            if not _is_held(marker):
                found = marker.replace(folder / CRASH_NAME)
    return found


def _is_held(marker: Path) -> bool:
    """Say whether the program that made the mark still runs, where locks can tell."""
    if sys.platform != "win32":
        with marker.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return True
    return False


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error, what it came from, and so on."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _described(error: BaseException) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__))
    words = type(error).__qualname__
    if isinstance(error, OSError):
        words += f" {error.errno}: {error.strerror}"
    elif isinstance(error, _SPEAK_OF_CODE):
        words += f": {error}"
    return frames + words

"""Cells to a workbook's file, here or in a process of its own; texts and numbers, no formula and no link."""

import errno
import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

Cell = str | int | float
Page = Sequence[Sequence[Cell]]
_PAUSE: Final = 0.1
"""Seconds between two looks whether to stop."""


def write(path: Path, pages: Iterable[Page]) -> None:
    """Write pages of rows, the first row being headings, which stay in sight.

    Raises:
        OSError: if the file cannot be written.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it has no stubs
    from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

    options = {
        "constant_memory": True,
        "tmpdir": str(path.parent),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    try:
        with Workbook(str(path), options) as book:
            book.use_zip64()
            _fill(book.add_worksheet(), pages)
    except FileCreateError as error:
        raise error.args[0] from error


def _fill(sheet: Any, pages: Iterable[Page]) -> None:
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(chain.from_iterable(pages)):
        for column, value in enumerate(row):
            if isinstance(value, str):
                if value:
                    sheet.write_string(number, column, value)
            else:
                sheet.write_number(number, column, value)


def write_beside(path: Path, pages: Iterable[Page], check: Callable[[], None]) -> None:
    """Write in another process, page by page as it takes them.

    Args:
        path: in a folder of its own, which the process removes if it is left alone.
        check: raises if the work is to stop; asked while the other process works on.

    Raises:
        OSError: what the other process met, or that it ended.
    """
    context = multiprocessing.get_context("spawn")  # a fork would take the window's threads and locks along
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, path), daemon=True)
    process.start()
    theirs.close()
    try:
        with suppress(BrokenPipeError):  # it has ended, and has left word why
            for page in pages:
                ours.send(page)
            ours.send(None)
        while not ours.poll(_PAUSE):
            check()
        problem = ours.recv()
    except (EOFError, ConnectionResetError):
        problem = errno.EPIPE
    finally:
        ours.close()
        process.terminate()
        process.join()
    if problem:
        raise OSError(problem, os.strerror(problem))


def _work(connection: Connection, path: Path) -> None:
    """Write what comes through a connection, then say how it went: 0, or the number of an error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that asked; it stops this one
    try:
        connection.send(_problem(path, connection))
    except (EOFError, ConnectionError):  # nobody is there any more
        shutil.rmtree(path.parent, ignore_errors=True)


def _problem(path: Path, connection: Connection) -> int:
    try:
        write(path, _received(connection))
    except ConnectionError:
        raise
    except OSError as error:
        return error.errno or errno.EIO
    return 0


def _received(connection: Connection) -> Iterator[Page]:
    while (page := connection.recv()) is not None:
        yield page

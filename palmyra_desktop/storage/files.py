"""Attached files: whole copies named by the SHA-256 of their bytes, so that none is kept twice or changed."""

import errno
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.text import is_sha256
from palmyra_desktop.i18n import _
from palmyra_desktop.open_files import reading
from palmyra_desktop.paths import made
from palmyra_desktop.storage.failures import in_words
from palmyra_desktop.storage.left_behind import name_in

PIECE = 1 << 20
"""Bytes held in memory at once."""


def store(folder: Path, original: Path) -> str:
    """Copy a file into the folder, under its SHA-256, and return that; the same bytes may be there already.

    Raises:
        KnownError: if the file cannot be read, or the folder cannot be written.
    """
    with opened(original) as stream:
        return write(folder, iter(lambda: stream.read(PIECE), b""))


def write(folder: Path, pieces: Iterable[bytes]) -> str:
    """Write bytes into the folder, under their SHA-256, and return that.

    Raises:
        KnownError: if the folder cannot be written.
    """
    with in_words():
        unfinished = name_in(made(folder))
        try:
            with unfinished.open("xb") as copy:
                copy.writelines(pieces)
                copy.flush()
                os.fsync(copy.fileno())  # what it is copied from may be removed next
            # Of the copy, not of the original, which another program may be writing.
            sha256 = digest(unfinished)
            unfinished.replace(folder / sha256)
        finally:
            unfinished.unlink(missing_ok=True)
    return sha256


@contextmanager
def opened(original: Path) -> Iterator[BinaryIO]:
    """Read a file that is to be taken in.

    Raises:
        KnownError: if it cannot be read.
    """
    with ExitStack() as kept:
        try:
            stream = kept.enter_context(reading(original))
        except OSError as error:
            words = _("{path} cannot be read: {reason}.").format(path=original, reason=error.strerror)
            raise KnownError(words, _("Look whether it is there and whether you may read it.")) from error
        yield stream


def path_of(folder: Path, sha256: str) -> Path:
    """Return where an attached file lies: in the folder and nowhere else, whatever the archive says.

    Raises:
        FileNotFoundError: if the name is no SHA-256, or a link to a file elsewhere has it.
    """
    path = folder / sha256
    if not is_sha256(sha256) or path.is_symlink():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    return path


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal.

    Raises:
        OSError: if it cannot be read.
    """
    with reading(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()

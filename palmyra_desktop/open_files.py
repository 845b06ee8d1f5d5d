"""Reading the bytes of a file that SQLite may have open in this process, without harm to its locks.

POSIX gives a lock to a process and a file, not to a descriptor: closing any descriptor of a file drops all
locks the process has on it, those of SQLite too ("How To Corrupt An SQLite Database File", 2.2, sqlite.org).
Another program could then write at the same time. So whoever opens an archive says so with `hold`, and
whatever may be one is read with `reading`: its descriptor is closed only when nobody holds the file.
"""

import errno
import gc
import io
import os
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

_Identity = tuple[int, int]  # device and number of a file


@dataclass(slots=True)
class _File:
    """A file in use, and the descriptors that are closed with its last use."""

    held: int = 0
    read: int = 0
    is_alone: bool = False
    descriptors: list[int] = field(default_factory=list)


_files: dict[_Identity, _File] = {}
_lock = threading.RLock()  # a connection may be let go wherever memory is cleared


def hold(path: Path) -> Callable[[], None]:
    """Say that SQLite opens a file that is there; call what is returned once it is closed again.

    Raises:
        OSError: if the file is not there, or somebody has it alone (EAGAIN).
    """
    with _lock:
        found = path.stat()
        identity = found.st_dev, found.st_ino
        file = _files.setdefault(identity, _File())
        if file.is_alone:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN), str(path))
        file.held += 1
    return lambda: _let_go(identity, held=1)


@contextmanager
def alone(path: Path, seconds: float = 1) -> Iterator[None]:
    """Wait until nobody in this process holds a file, and let nobody hold it until the end.

    The locks of a process do not keep out the process itself, where two libraries read one file.

    Raises:
        OSError: if the file is not there, or is still held after so many seconds (EAGAIN).
    """
    found = path.stat()
    identity = found.st_dev, found.st_ino
    with _lock:
        file = _files.setdefault(identity, _File())
        file.read += 1
        was_alone, file.is_alone = file.is_alone, True
    try:
        if was_alone or not _is_free(file, seconds):
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN), str(path))
        yield
    finally:
        file.is_alone = was_alone
        _let_go(identity, read=1)


@contextmanager
def reading(path: Path, *, buffering: int = io.DEFAULT_BUFFER_SIZE) -> Iterator[io.BufferedReader]:
    """Read a file's bytes; with a buffering of 0 not one more is read than asked for.

    Raises:
        OSError: if it cannot be opened.
    """
    if "\0" in str(path):  # no file has such a name, and the system is not asked for it
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    if not hasattr(os, "preadv"):  # Windows: its locks are those of a descriptor
        with path.open("rb", buffering) as stream:
            yield cast(io.BufferedReader, stream)
        return
    identity, descriptor = _descriptor(path)
    raw = _Shared(descriptor)
    try:
        yield io.BufferedReader(raw, buffering) if buffering else cast(io.BufferedReader, raw)
    finally:
        raw.close()
        _let_go(identity, read=1)


def _is_free(file: _File, seconds: float) -> bool:
    ends = time.monotonic() + seconds
    while file.held and time.monotonic() < ends:
        gc.collect()  # a connection that was in use when its pool was closed goes when the pool does
        time.sleep(0.01)
    return not file.held


def _descriptor(path: Path) -> tuple[_Identity, int]:
    with _lock:
        found = path.stat()
        file = _files.get((found.st_dev, found.st_ino))
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(found.st_mode):  # a pipe would be waited for, a device may have no end
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        if file is None or not file.descriptors:
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            found = os.fstat(descriptor)  # another may have taken the name meanwhile
            file = _files.setdefault((found.st_dev, found.st_ino), _File())
            file.descriptors.append(descriptor)
        file.read += 1
        return (found.st_dev, found.st_ino), file.descriptors[-1]


def _let_go(identity: _Identity, *, held: int = 0, read: int = 0) -> None:
    with _lock:
        file = _files[identity]
        file.held -= held
        file.read -= read
        if not file.held and not file.read:
            del _files[identity]
            for descriptor in file.descriptors:
                os.close(descriptor)


class _Shared(io.RawIOBase):
    """Reads with a place of its own through a descriptor that is not its own."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor, self._place = descriptor, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = os.preadv(self._descriptor, [buffer], self._place)
        self._place += count
        return count

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        starts = {os.SEEK_SET: 0, os.SEEK_CUR: self._place}
        start = os.fstat(self._descriptor).st_size if whence == os.SEEK_END else starts[whence]
        self._place = start + offset
        return self._place

    def tell(self) -> int:
        return self._place

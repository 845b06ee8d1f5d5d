"""Sealed files: an attached file of an encrypted archive, kept as a small SQLCipher database of its own.

The cipher is SQLCipher's, page by page, each page with a code that tells whether it was changed. The key is
made by chance once and kept inside the archive, so that another passphrase leaves these files as they are.
"""

import errno
import hmac
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from palmyra_desktop.storage.keys import cipher_driver

ENDING = ".sealed"
_HALF = 32  # bytes; of a key of AES-256, and of one of HMAC-SHA-256
_OTHER = "another file is in its place"
_TABLES = (
    "CREATE TABLE piece (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)",
    "CREATE TABLE file (sha256 TEXT NOT NULL)",
)


@dataclass(frozen=True, slots=True, repr=False)
class FilesKey:
    """What opens the sealed files of one archive, and what names them; neither is ever shown or logged."""

    cipher: bytes
    names: bytes

    def __repr__(self) -> str:
        """Return nothing that could be used."""
        return "FilesKey(…)"

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the key an archive keeps."""
        raw = bytes.fromhex(text)
        return cls(raw[:_HALF], raw[_HALF:])

    @property
    def text(self) -> str:
        """The key as an archive keeps it."""
        return (self.cipher + self.names).hex()

    def name(self, sha256: str) -> str:
        """Return a file's name in the folder, from which nobody without the key tells which file it is."""
        return f"{hmac.digest(self.names, sha256.encode(), 'sha256').hex()}{ENDING}"


def new_key() -> str:
    """Return a new key as an archive keeps it."""
    return secrets.token_hex(2 * _HALF)


class Sealing:
    """A sealed file while it is written: pieces in their order, then the SHA-256 of them all."""

    def __init__(self, path: Path, key: FilesKey) -> None:
        """Make the file; `close` ends it."""
        self._opened = _connect(path, key, "rwc")
        self._opened.execute("PRAGMA journal_mode=OFF")  # what is not finished is thrown away
        self._opened.execute("BEGIN")
        for statement in _TABLES:
            self._opened.execute(statement)

    def write(self, pieces: Iterable[bytes]) -> None:
        """Append pieces."""
        self._opened.executemany("INSERT INTO piece (bytes) VALUES (?)", ((piece,) for piece in pieces))

    def finish(self, sha256: str) -> None:
        """Write down which file it is; all is on the drive then."""
        self._opened.execute("INSERT INTO file (sha256) VALUES (?)", (sha256,))
        self._opened.execute("COMMIT")

    def close(self) -> None:
        """Let go of it; what is not finished is of no use."""
        self._opened.close()


class Spoilt(OSError):
    """A sealed file that was changed, sealed with another key, or put in another's place."""


def pieces(path: Path, key: FilesKey, sha256: str | None = None) -> Iterator[bytes]:
    """Yield what a sealed file holds, in pieces.

    Args:
        sha256: of the file it must be; None where it has no name of its own yet.

    Raises:
        FileNotFoundError: if it is not there. Spoilt: if it cannot be read, or is another file.
    """
    is_other = sha256 is not None and (sha256_of(path, key), path.name) != (sha256, key.name(sha256))
    if is_other:
        raise Spoilt(_OTHER)
    with _reading(path, key) as opened:
        for (piece,) in opened.execute("SELECT bytes FROM piece ORDER BY id"):
            yield piece


def sha256_of(path: Path, key: FilesKey) -> str:
    """Return the SHA-256 of the file that a sealed one is.

    Raises:
        FileNotFoundError: if it is not there. Spoilt: if it cannot be read.
    """
    with _reading(path, key) as opened:
        rows = opened.execute("SELECT sha256 FROM file").fetchall()
    if len(rows) != 1:
        raise Spoilt(_OTHER)
    return str(rows[0][0])


@contextmanager
def _reading(path: Path, key: FilesKey) -> Iterator[Any]:
    if path.is_symlink() or not path.is_file():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    try:
        with closing(_connect(path, key, "ro&immutable=1")) as opened:  # nobody writes it a second time
            yield opened
    except cipher_driver().Error as error:
        raise Spoilt(str(error)) from error


def _connect(path: Path, key: FilesKey, mode: str) -> Any:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    opened = cipher_driver().connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    opened.execute("PRAGMA cipher_log_level=NONE")  # it would write to standard error
    opened.execute(f"PRAGMA key=\"x'{key.cipher.hex()}'\"")
    return opened

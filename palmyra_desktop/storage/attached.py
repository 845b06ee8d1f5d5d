"""The attached files of an archive, read and written as the archive is: encrypted, or as they came.

While an archive changes from one to the other, some files lie in the one form and some in the other. Both
are read meanwhile; `settle` brings all of them to the archive's own, and may be stopped and begun again.
"""

import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, select

from palmyra_desktop.domain.cancel import Cancellation, Progress
from palmyra_desktop.domain.text import is_sha256
from palmyra_desktop.paths import made
from palmyra_desktop.storage import files, left_behind, schema, sealed
from palmyra_desktop.storage.engine import key_of
from palmyra_desktop.storage.failures import in_words
from palmyra_desktop.storage.sealed import FilesKey, Sealing
from palmyra_desktop.storage.unit_of_work import reading, writing

ASIDE = "unneeded"
"""The folder, beside that of the files, of those that nothing needs any more."""
KEY = "files_key"
"""Of the key of sealed files, in what an archive knows of itself."""
Tick = Callable[[int], None]
"""Told of bytes read, one piece after the other; raises Cancelled where the work is to stop."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one archive.

    Attributes:
        folder: where they lie; it may not be there yet.
        key: of the sealed ones; None where there are none. is_sealing: whether the archive is encrypted.
    """

    folder: Path
    key: FilesKey | None = None
    is_sealing: bool = False

    @property
    def aside(self) -> "Files":
        """The files that were put aside."""
        return replace(self, folder=self.folder.parent / ASIDE)

    def names(self, sha256: str) -> tuple[str, ...]:
        """Return the names a file may lie under."""
        return (sha256,) if self.key is None else (sha256, self.key.name(sha256))

    def has(self, sha256: str) -> bool:
        """Whether a file is there.

        Raises:
            FileNotFoundError: if the name is no SHA-256.
        """
        return self._find(sha256).exists()

    def store(self, original: Path) -> str:
        """Copy a file into the folder and return its SHA-256; the same bytes may be there already.

        Raises:
            KnownError: if the file cannot be read, or the folder cannot be written.
        """
        if not self.is_sealing:
            return files.store(self.folder, original)
        with files.opened(original) as stream:
            return self._seal(iter(lambda: stream.read(files.PIECE), b""))

    def take(self, other: "Files", sha256: str) -> None:
        """Copy a file of another folder.

        Raises:
            KnownError: if the folder cannot be written. OSError: as `pieces`, of the other's.
        """
        pieces = other.pieces(sha256)
        if self.is_sealing:
            self._seal(pieces)
        else:
            files.write(self.folder, pieces)

    def content(self, sha256: str, limit: int) -> bytes:
        """Return a file's bytes.

        Raises:
            OSError: as `pieces`; and if there are more bytes than the limit.
        """
        found = bytearray()
        for piece in self.pieces(sha256):
            found += piece
            if len(found) > limit:
                raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        return bytes(found)

    def pieces(self, sha256: str) -> Iterator[bytes]:
        """Return a file's bytes, in pieces.

        Raises:
            OSError: if it is not there or cannot be read; `sealed.Spoilt` if it was sealed and is damaged.
        """
        path = self._find(sha256)
        if self.key is not None and path.name.endswith(sealed.ENDING):
            return sealed.pieces(path, self.key, sha256)
        return _pieces_of(path)

    def is_as_it_was(self, sha256: str) -> bool:
        """Whether a file has the bytes it was taken in with; read as a whole for it.

        Raises:
            OSError: if it is not there or cannot be read.
        """
        try:
            return _digest(self.pieces(sha256)) == sha256
        except sealed.Spoilt:
            return False

    def astray(self) -> tuple[Path, ...]:
        """Return the files that do not lie as the archive's own form is: plain ones in an encrypted one."""
        if not self.folder.is_dir() or self.key is None and not self.is_sealing:
            return ()
        found = (path for path in self.folder.iterdir() if path.is_file() and not path.is_symlink())
        if self.is_sealing:
            return tuple(sorted(path for path in found if is_sha256(path.name)))
        return tuple(sorted(path for path in found if path.name.endswith(sealed.ENDING)))

    def bring_home(self, tick: Tick) -> int:
        """Write those astray anew in the archive's own form, and remove them; return how many are left.

        Each new file is read again and compared before the other is removed. What cannot be read stays.

        Raises:
            KnownError: if the folder cannot be written. Cancelled: if asked to stop meanwhile.
        """
        left = 0
        for path in self.astray():
            with suppress(FileNotFoundError):  # another program was quicker
                if self._take_anew(path, tick):
                    path.unlink()
                else:
                    left += 1
        if self.is_sealing:
            left_behind.clear(self.folder)
        return left

    def prepare(self, folder: Path, tick: Tick) -> tuple[Path, ...]:
        """Write those astray anew in another folder, and return them; they stay until `take_over`.

        Raises:
            KnownError: if the folder cannot be written. Cancelled: if asked to stop meanwhile.
        """
        prepared = replace(self, folder=folder)
        return tuple(path for path in self.astray() if prepared._take_anew(path, tick))

    def take_over(self, folder: Path, astray: Iterable[Path]) -> None:
        """Take in the files that were prepared in a folder, then remove those they were made of.

        Raises:
            OSError: if one cannot be moved or removed; `bring_home` does the rest another time.
        """
        for path in folder.iterdir() if folder.is_dir() else ():
            path.replace(self.folder / path.name)
        for path in astray:
            path.unlink(missing_ok=True)

    def _find(self, sha256: str) -> Path:
        """Return where a file lies: first where it may be leaving, then where it has gone by then."""
        plain = files.path_of(self.folder, sha256)
        if self.key is None:
            return plain
        kept = self.folder / self.key.name(sha256)
        if self.is_sealing:
            return plain if plain.is_file() else kept
        return kept if kept.is_file() else plain

    def _take_anew(self, path: Path, tick: Tick) -> bool:
        """Write a file of the other form in this folder; return whether it could be read."""
        tick(0)
        if self.is_sealing:
            self._seal(_watched(_pieces_of(path), tick), path.name)
            return True
        assert self.key is not None
        try:
            sha256 = sealed.sha256_of(path, self.key)
            watched = _watched(sealed.pieces(path, self.key, sha256), tick)
            return files.write(self.folder, watched) == sha256
        except sealed.Spoilt:
            return False

    def _seal(self, pieces: Iterator[bytes], sha256: str = "") -> str:
        """Write a sealed file and return its SHA-256; a name it bears already is kept, right or wrong."""
        assert self.key is not None
        with in_words():
            unfinished = left_behind.name_in(made(self.folder))
            try:
                found = hashlib.sha256()
                with closing(Sealing(unfinished, self.key)) as sealing:
                    sealing.write(_hashed(pieces, found))
                    sealing.finish(sha256 or found.hexdigest())
                if _digest(sealed.pieces(unfinished, self.key)) != found.hexdigest():
                    raise OSError(errno.EIO, os.strerror(errno.EIO))
                unfinished.replace(self.folder / self.key.name(sha256 or found.hexdigest()))
            finally:
                unfinished.unlink(missing_ok=True)
        return sha256 or found.hexdigest()


def files_of(engine: Engine, folder: Path, *, writes: bool = False) -> Files:
    """Return the files of an archive; `writes` makes the key of the sealed ones where there is none yet.

    Raises:
        KnownError: if the archive cannot be read, or a key cannot be written.
    """
    is_sealing = key_of(engine) is not None
    with reading(engine) as connection:
        text = _key(connection)
    if text is None and is_sealing and writes:
        with writing(engine) as unit:
            text = _key(unit.connection) or sealed.new_key()
            _keep(unit.connection, text)
    key = FilesKey.read(text) if text else None
    return Files(folder, key, is_sealing)


def settle(
    engine: Engine,
    folder: Path,
    cancel: Cancellation | None = None,
    progress: Progress = lambda done, total: None,
) -> int:
    """Bring all files to the archive's own form; return how many could not be read and stay as they are.

    Raises:
        KnownError: if the folder or the archive cannot be written. Cancelled: if asked to stop meanwhile.
    """
    found = files_of(engine, folder, writes=True)
    tick = ticking(sum(map(size_of, (*found.astray(), *found.aside.astray()))), cancel, progress)
    left = found.bring_home(tick) + found.aside.bring_home(tick)
    if not left and found.key is not None and not found.is_sealing:
        with writing(engine) as unit:  # what is not encrypted is to hold no key
            _keep(unit.connection, None)
    return left


def ticking(total: int, cancel: Cancellation | None, progress: Progress) -> Tick:
    """Return what tells how many of so many bytes are done, and stops the work when asked to."""
    done = 0

    def tick(count: int) -> None:
        nonlocal done
        if cancel is not None:
            cancel.check()
        done += count
        if total:
            progress(min(done, total), total)

    return tick


def size_of(path: Path) -> int:
    """Return the bytes of a file; 0 where it is gone."""
    with suppress(OSError):
        return path.stat().st_size
    return 0


def keep_key(connection: Connection, engine: Engine) -> None:
    """Give an archive that is to take the place of another's contents the other's key of files."""
    with reading(engine) as other:
        _keep(connection, _key(other))


def _key(connection: Connection) -> str | None:
    about = schema.archive.c
    found: str | None = connection.execute(select(about.value).where(about.key == KEY)).scalar_one_or_none()
    return found


def _keep(connection: Connection, text: str | None) -> None:
    connection.execute(delete(schema.archive).where(schema.archive.c.key == KEY))
    if text is not None:
        connection.execute(schema.archive.insert(), {"key": KEY, "value": text})


def _pieces_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        yield from iter(lambda: stream.read(files.PIECE), b"")


def _watched(pieces: Iterator[bytes], tick: Tick) -> Iterator[bytes]:
    for piece in pieces:
        tick(len(piece))
        yield piece


def _hashed(pieces: Iterator[bytes], found: "hashlib._Hash") -> Iterator[bytes]:
    for piece in pieces:
        found.update(piece)
        yield piece


def _digest(pieces: Iterator[bytes]) -> str:
    found = hashlib.sha256()
    for _piece in _hashed(pieces, found):
        pass
    return found.hexdigest()

"""Attached files that nothing needs any more: found, put aside, and brought back when a record misses one.

Nothing is removed. A backup kept elsewhere may need a file of which nobody here knows.
"""

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.text import is_sha256
from palmyra_desktop.paths import SUFFIX, made
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import archive_file, conversion, file_uses, integrity, sealed
from palmyra_desktop.storage.attached import Files, files_of
from palmyra_desktop.storage.engine import is_url
from palmyra_desktop.storage.failures import in_words
from palmyra_desktop.storage.unit_of_work import reading, writing

_NEW = 86_400  # seconds; a younger file may belong to a record that is just being saved


def unneeded(archive: Archive) -> tuple[str, ...]:
    """Return the names of files that no record, draft, change or backup in its place needs, in order.

    None where a backup cannot be read: what it needs is not known.

    Raises:
        KnownError: if the archive or the folder cannot be read.
    """
    stored = files_of(archive.engine, archive.files_folder)
    with in_words():
        found = set(_old(stored.folder))
    if not found:
        return ()
    with reading(archive.engine) as connection:
        found -= _names(stored, file_uses.needed(connection))
    for copy in _copies(archive) if found else ():
        try:
            opened = archive_file.look_into(archive.engine, copy)
            try:
                with reading(opened) as connection:
                    found -= _names(stored, file_uses.needed(connection))
            finally:
                opened.dispose()
        except KnownError:
            return ()
    return tuple(sorted(found))


def put_aside(archive: Archive) -> None:
    """Move the files that are not needed into a folder of their own.

    Raises:
        KnownError: if one cannot be moved.
    """
    names, stored = unneeded(archive), files_of(archive.engine, archive.files_folder)
    with in_words(), writing(archive.engine) as unit:
        still = set(names) - _names(stored, file_uses.needed(unit.connection))  # nobody else writes now
        for name in still:
            (stored.folder / name).replace(made(stored.aside.folder) / name)


def bring_back(archive: Archive) -> None:
    """Give records their files again that were put aside: of those that a restored backup brought back.

    Raises:
        KnownError: if one cannot be copied.
    """
    with reading(archive.engine) as connection:
        wanted = {sha256 for _ref, sha256 in integrity.attachments(connection)}
    stored = files_of(archive.engine, archive.files_folder, writes=True)
    for sha256 in wanted:
        if is_aside(stored, sha256):
            stored.take(stored.aside, sha256)


def is_aside(stored: Files, sha256: str) -> bool:
    """Whether a file is not in its place, but was put aside and is as it was taken in."""
    with suppress(OSError):
        return not stored.has(sha256) and stored.aside.is_as_it_was(sha256)
    return False


def _names(stored: Files, needed: set[str]) -> set[str]:
    return {name for sha256 in needed for name in stored.names(sha256)}


def _old(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        for path in folder.iterdir():
            is_ours = is_sha256(path.name) or path.name.endswith(sealed.ENDING)
            if is_ours and path.is_file() and time.time() - path.stat().st_mtime > _NEW:
                yield path.name


def _copies(archive: Archive) -> Iterator[Path]:
    """Yield every copy of the archive in its backups folder, and those a passphrase was set for."""
    if not is_url(archive.location):
        path = Path(archive.location)
        yield from archive_file.backups_beside(path).glob(f"*{SUFFIX}")
        yield from conversion.earlier(path)

"""The bytes of an archive's attached files, as its readers want them: whether they lie encrypted or not."""

from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage.attached import files_of

LIMIT = 512 << 20
"""Bytes of the largest file that is read into memory as a whole."""


def content(archive: Archive, sha256: str) -> bytes:
    """Return the bytes of an attached file; nothing of them is written anywhere.

    Raises:
        OSError: if it is not there, cannot be read, is damaged, or is too large.
        KnownError: if the archive cannot be read.
    """
    return files_of(archive.engine, archive.files_folder).content(sha256, LIMIT)

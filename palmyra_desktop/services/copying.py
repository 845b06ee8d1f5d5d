"""A whole copy of an archive elsewhere, with its attached files: to take along, or to save what is left."""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from palmyra_desktop.domain.cancel import Cancellation, Progress
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.i18n import _
from palmyra_desktop.services import backups
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import archive_file, integrity
from palmyra_desktop.storage.attached import Files, files_of
from palmyra_desktop.storage.unit_of_work import reading


def save_copy(
    archive: Archive,
    target: Path,
    cancel: Cancellation | None = None,
    progress: Progress = lambda done, total: None,
) -> tuple[str, ...]:
    """Copy an archive and its attached files to a place where nothing of that name is.

    The archive may have been moved or taken away meanwhile: what is still open of it is read.

    Returns:
        Attached files that could not be read, in words; the copy is without them.

    Raises:
        KnownError: if it is on a server, cannot be read, or the copy cannot be written; nothing is left then.
        Cancelled: if asked to stop meanwhile; nothing is left.
    """
    folder = archive_file.folder_beside(target, "")
    is_new = not folder.exists()
    backups.back_up(archive, output=target, cancel=cancel, progress=progress)
    try:
        old = files_of(archive.engine, archive.files_folder)
        new = replace(old, folder=folder / archive.files_folder.name)
        with reading(archive.engine) as connection:
            attached = tuple(integrity.attachments(connection))
        return tuple(copy_files(attached, old, new, cancel))
    except BaseException:
        target.unlink(missing_ok=True)
        if is_new:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def copy_files(
    attached: Iterable[tuple[RecordRef, str]], old: Files, new: Files, cancel: Cancellation | None = None
) -> Iterator[str]:
    """Copy the attached files that are as they were; yield the others in words.

    Raises:
        KnownError: if one cannot be written. Cancelled: if asked to stop meanwhile.
    """
    for ref, sha256 in attached:
        if cancel is not None:
            cancel.check()
        try:
            is_whole = old.is_as_it_was(sha256)
        except OSError:
            is_whole = False
        if is_whole:
            new.take(old, sha256)
        else:
            words = _("The file of {kind} #{number} is lost.")
            yield words.format(kind=ref.kind.value, number=ref.id)

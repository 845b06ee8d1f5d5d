"""Backups of an archive: made, listed, looked at before one is restored, restored, and cleared away.

Only the archive's file is copied. Attached files are never changed or removed, so the copies share them;
those that no copy needs can be put aside: see unneeded.py.
"""

import logging
import sys
from pathlib import Path

from palmyra_desktop.domain.backup import Backup, Keep, Occasion, Preview
from palmyra_desktop.domain.cancel import Cancellation, Progress
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.i18n import _
from palmyra_desktop.services import unneeded
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import archive_file, backup, backup_shelf, restoring, since
from palmyra_desktop.storage.engine import is_url
from palmyra_desktop.storage.unit_of_work import reading

BULK = 500
"""Records changed by one act from which on a backup is made before it."""

_log = logging.getLogger(__name__)


def folder(archive: Archive) -> Path:
    """Return the folder of an archive's backups; it may not be there yet.

    Raises:
        KnownError: if the archive is on a server.
    """
    if is_url(archive.location):
        raise KnownError(
            _("An archive on a server is copied by the server."), _("Ask who looks after it, or use pg_dump.")
        )
    return archive_file.backups_beside(Path(archive.location))


def backups(archive: Archive) -> tuple[Backup, ...]:
    """Return an archive's backups, the latest first.

    Raises:
        KnownError: if the archive is on a server, or the folder cannot be read.
    """
    return backup_shelf.backups(folder(archive))


def back_up(
    archive: Archive,
    occasion: Occasion = Occasion.HAND,
    output: Path | None = None,
    cancel: Cancellation | None = None,
    progress: Progress = lambda done, total: None,
) -> Path:
    """Copy the archive's file, check the copy and return it; into its backups folder if no name is given.

    Raises:
        KnownError: if it is on a server, or the copy cannot be written or is not whole.
        Cancelled: if asked to stop meanwhile; nothing is left.
    """
    place = folder(archive)
    path = output or backup_shelf.next_path(place, Path(archive.location).stem, occasion)
    backup.copy(archive.engine, path, cancel, progress)
    return path


def keep_up(
    archive: Archive, keep: Keep, cancel: Cancellation | None = None, occasion: Occasion = Occasion.AUTOMATIC
) -> Path | None:
    """Make a backup if something was changed since the newest one, and clear away those it supersedes.

    Returns:
        The backup made; None where the newest is of this state.

    Raises:
        KnownError, Cancelled: as `back_up`.
    """
    there = backups(archive)
    if there and _is_of_now(archive, there[0]):
        return None
    path = back_up(archive, occasion, cancel=cancel)
    backup_shelf.clear_away(folder(archive), keep)
    return path


def before(archive: Archive, occasion: Occasion) -> Path | None:
    """Make a backup before something is done to the archive, unless the newest is of this state.

    Returns:
        The backup made; None where none is needed, or the archive is on a server.

    Raises:
        KnownError: if it cannot be made: what was to be done is better left.
    """
    # How many automatic ones stay is for the user's settings to say, not here.
    every = Keep(hourly=sys.maxsize, size=sys.maxsize)
    return None if is_url(archive.location) else keep_up(archive, every, occasion=occasion)


def preview(archive: Archive, copy: Path, passphrase: str | None = None) -> Preview:
    """Return what restoring a backup would change.

    Args:
        passphrase: of the backup, if it is from when the archive had another than now.

    Raises:
        PassphraseNeeded: if it is from such a time, and its passphrase is missing or wrong.
        KnownError: if the file is not whole, or a backup of another archive.
    """
    opened = archive_file.look_into_older(archive.engine, copy, passphrase)
    try:
        with reading(archive.engine) as now, reading(opened) as then:
            if archive_file.about(now).get(archive_file.UID) != archive_file.about(then).get(
                archive_file.UID
            ):
                raise KnownError(
                    _("{name} is a copy of another archive.").format(name=copy.name),
                    _("Open it by itself, or choose a backup of this one."),
                )
            return since.preview(now, then)
    finally:
        opened.dispose()


def restore(archive: Archive, copy: Path, *, author: str = "", passphrase: str | None = None) -> Preview:
    """Bring the archive back to how it was in a backup; a backup of how it is now is made first.

    What shows the archive is to be read anew. Other programs that have it open see the change as any other.
    It keeps the passphrase it has now, whichever the backup has.

    Returns:
        What was changed by it.

    Raises:
        PassphraseNeeded: as `preview`.
        KnownError: if the backup is not whole, or of another archive, or the archive cannot be written.
    """
    if archive.read_only:
        raise KnownError(_("This archive can only be read."), _("Open it for writing, and restore then."))
    changes = preview(archive, copy, passphrase)
    before(archive, Occasion.RESTORE)
    label = _("Restore the backup {name}").format(name=copy.name)
    act = restoring.restore(archive.engine, copy, label, author, passphrase)
    unneeded.bring_back(archive)
    _log.info("a backup was restored as act %d", act)
    return changes


def _is_of_now(archive: Archive, newest: Backup) -> bool:
    """Whether a backup holds what the archive holds; a backup that cannot be read does not."""
    try:
        opened = archive_file.look_into(archive.engine, newest.path)
    except KnownError:
        return False
    try:
        with reading(archive.engine) as now, reading(opened) as then:
            return backup.state(now) == backup.state(then)
    finally:
        opened.dispose()

"""Opening, creating and leaving archives, in a worker; which one to begin with."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from palmyra_desktop import paths
from palmyra_desktop.domain.errors import (
    Cancelled,
    Damaged,
    KnownError,
    OnlyReadable,
    PassphraseNeeded,
)
from palmyra_desktop.gui.tasks import Job, Tasks
from palmyra_desktop.i18n import _
from palmyra_desktop.settings import Settings

if TYPE_CHECKING:
    from palmyra_desktop.services.archive import Archive
    from palmyra_desktop.services.salvaging import Salvage


@dataclass(frozen=True, slots=True)
class Refusal:
    """An archive that could not be opened or made.

    Attributes:
        location: path or URL. words, hint: for the user. may_read: whether opening it for reading may work.
        may_salvage: whether a part of it may still be read.
        needs_passphrase: it opens with the right passphrase. read_only: it was asked for so.
    """

    location: str
    words: str
    hint: str
    may_read: bool
    may_salvage: bool = False
    needs_passphrase: bool = False
    read_only: bool = False


class Opening(QObject):
    """Open archives one after the other; the window hears of each by a signal."""

    began = Signal(str)
    """The location of what is being opened."""
    opened = Signal(object)
    """Archive."""
    salvaged = Signal(object)
    """Salvage: a new archive was made of what could be read of a damaged one."""
    salvage_locked = Signal(object)
    """PassphraseNeeded: nothing was saved, the damaged archive is encrypted."""
    refused = Signal(object)
    """Refusal: nothing was opened, and nothing written to the file."""
    unchanged = Signal(str)
    """The archive was not written anew, as the user wished; it is open again. Words that say so."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        """Open nothing yet."""
        super().__init__(parent)
        self._tasks = tasks
        self._is_locked: Callable[[str], bool] = lambda location: False

    def heed_locks(self, is_locked: Callable[[str], bool]) -> None:
        """Open for reading only what the user locked; `is_locked` is asked with a location."""
        self._is_locked = is_locked

    def begin(self, wanted: str | None, settings: Settings) -> None:
        """Open what the program starts with: what was asked for, else the last archive, else the sample."""
        last = settings.last_archive if settings.reopen_last else ""
        location = wanted or last
        if location:
            self.open(location)
            return
        place = paths.default_archive()
        self._run(str(place), functools.partial(_open_or_build, place), _("Opening the sample"))

    def open(self, location: str, read_only: bool = False, passphrase: str = "") -> None:
        """Open the archive at a path or URL; an encrypted one with its passphrase."""
        is_locked = self._is_locked(location)
        work = functools.partial(_open, location, read_only, is_locked, passphrase)
        self._run(location, work, _("Opening the archive"), read_only)

    def create(self, path: Path, passphrase: str = "") -> None:
        """Make a new, empty archive where no file is yet; with a passphrase, an encrypted one."""
        self._run(str(path), functools.partial(_create, path, passphrase))

    def convert(self, archive: "Archive", present: str, new: str) -> None:
        """Close an archive, write it anew under another passphrase ("" for none), and open it again.

        What keeps it from being written anew, or the user, leaves it as it was; it is open again then, too.
        """
        location = str(archive.location)
        self.began.emit(location)
        self._tasks.write(
            functools.partial(_convert, archive, present, new),
            self._on_converted,
            functools.partial(self._on_failed, location, False),
            _("Writing the archive anew"),
        )

    def open_sample(self) -> None:
        """Build a fresh copy of the sample beside the archives nobody chose a place for, and open it."""
        self._run(str(paths.default_archive()), _build_copy, _("Copying the sample"))

    def salvage(self, damaged: str, target: Path, passphrase: str = "") -> None:
        """Save what can be read of a damaged archive, encrypted or not, into a new one."""
        work = functools.partial(_salvage, Path(damaged), target, passphrase)
        label = _("Saving what can be read")
        self._tasks.write(work, self.salvaged.emit, self._on_not_salvaged, label)

    def close(self, archive: "Archive") -> None:
        """Close an archive after all writes that still wait for their turn."""
        self._tasks.write(functools.partial(_close, archive))

    def _run(
        self, location: str, work: Callable[[Job], "Archive"], label: str = "", read_only: bool = False
    ) -> None:
        self.began.emit(location)
        failed = functools.partial(self._on_failed, location, read_only)
        self._tasks.write(work, self._on_opened, failed, label)

    def _on_not_salvaged(self, error: Exception) -> None:
        if isinstance(error, PassphraseNeeded):
            self.salvage_locked.emit(error)
        elif not isinstance(error, Cancelled):
            self._tasks.failed.emit(error)

    def _on_opened(self, archive: "Archive") -> None:
        self.opened.emit(archive)

    def _on_converted(self, done: "tuple[Archive, Exception | None]") -> None:
        archive, error = done
        self.opened.emit(archive)
        if isinstance(error, Cancelled):
            self.unchanged.emit(_("You stopped it. The archive is as it was."))
        elif error is not None:
            self._tasks.failed.emit(error)

    def _on_failed(self, location: str, read_only: bool, error: Exception) -> None:
        if isinstance(error, Cancelled):
            words = _("You stopped it before the archive was open.")
            refusal = Refusal(location, words, _("Nothing was written."), False)
        elif isinstance(error, PassphraseNeeded):
            refusal = Refusal(
                location, error.message, error.hint, False, needs_passphrase=True, read_only=read_only
            )
        elif isinstance(error, KnownError):
            is_damaged = isinstance(error, Damaged)
            may_read = Path(location).is_file() and not is_damaged
            refusal = Refusal(location, error.message, error.hint, may_read, is_damaged)
        else:
            words = _("The archive could not be opened because of a fault in the program.")
            refusal = Refusal(location, words, _("The archive was left as it is. The log says more."), False)
        self.refused.emit(refusal)


# Each imports the services where it runs: they bring SQLAlchemy, which takes longer to import
# than the window takes to show.


def _open(location: str, read_only: bool, is_locked: bool, passphrase: str, job: Job) -> "Archive":
    where = location if "://" in location else Path(location)
    return _opened(where, read_only, is_locked, passphrase, job)


def _salvage(damaged: Path, target: Path, passphrase: str, job: Job) -> "Salvage":
    from palmyra_desktop.services.salvaging import salvage

    return salvage(damaged, target, passphrase=passphrase)


def _opened(where: Path | str, read_only: bool, is_locked: bool, passphrase: str, job: Job) -> "Archive":
    from palmyra_desktop.services.archive import Archive

    open_now = functools.partial(
        Archive.open, where, passphrase=passphrase, cancel=job, progress=job.progress
    )
    try:
        if is_locked:
            # What an update of the program changes is no change of the user's.
            open_now(read_only=False).close()
        return open_now(read_only=read_only or is_locked)
    except OnlyReadable as error:
        archive = open_now(read_only=True)
        archive.warning = _("{reason} It is open for reading only.").format(reason=error.message)
        return archive


def _create(path: Path, passphrase: str, job: Job) -> "Archive":
    from palmyra_desktop.services.archive import Archive

    paths.made(path.parent)
    return Archive.create(path, title=path.stem, passphrase=passphrase)


def _convert(
    archive: "Archive", present: str, new: str, job: Job
) -> "tuple[Archive, KnownError | Cancelled | None]":
    """Return the archive, open again, and what kept it from being written anew."""
    from palmyra_desktop.services import encryption

    archive.close()
    location = str(archive.location)
    try:
        encryption.set_passphrase(archive.location, present, new or None, job, job.progress)
    except PassphraseNeeded:
        raise
    except (KnownError, Cancelled) as error:
        try:
            return _open(location, False, False, present, job), error
        except PassphraseNeeded:  # it failed only once the new file was in its place
            return _open(location, False, False, new, job), error
    return _open(location, False, False, new, job), None


def _open_or_build(place: Path, job: Job) -> "Archive":
    if place.exists():
        return _open(str(place), False, False, "", job)
    return _build(place, job)


def _build_copy(job: Job) -> "Archive":
    return _build(_free(paths.default_archive()), job)


def _build(place: Path, job: Job) -> "Archive":
    from palmyra_desktop.services.sample import build_sample

    return build_sample(place, job, job.progress)


def _close(archive: "Archive", job: Job) -> None:
    archive.close()


def _free(path: Path) -> Path:
    """Return a path where nothing is: this one, or with a number behind the name."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free

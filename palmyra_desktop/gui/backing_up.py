"""Backups in the window: made by themselves while work goes on, listed, and put back after a look at them."""

import functools
import logging
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from palmyra_desktop.domain.backup import Backup, Keep, Preview
from palmyra_desktop.domain.errors import PassphraseNeeded
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.backups import BackupsDialog, when
from palmyra_desktop.gui.dialogs.restore import RestoreDialog
from palmyra_desktop.gui.dialogs.unlock import UnlockDialog
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.i18n import _

FIRST, FIRST_OF_LARGE, PAUSE = 2_000, 30_000, 3_600_000
"""Milliseconds to the first automatic backup after an archive was opened, and between two of them.

The first is to hold what was there before anything is changed; the copy of a large archive would hold up
the list."""

_log = logging.getLogger(__name__)


class BackingUp(QObject):
    """Serve "Backups"; what is copied is copied on a thread of reading, so that nobody waits who writes."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Begin to look after backups; dialogs open over the window."""
        super().__init__(window)
        self._context, self._window = context, window
        self._dialog: BackupsDialog | None = None
        self._chosen: Backup | None = None
        self._passphrase = ""
        self._listed: tuple[Backup, ...] = ()
        context.actions.handle("backups", self._on_backups)
        self._timer = QTimer(self, interval=FIRST_OF_LARGE if context.archive.awaits_index else FIRST)
        self._timer.timeout.connect(self.keep_up)
        if not context.archive.read_only and "://" not in str(context.archive.location):
            self._timer.start()

    def keep_up(self) -> None:
        """Make a backup if it is wanted, and something was changed since the last."""
        self._timer.setInterval(PAUSE)
        settings = self._context.settings.value
        if settings.backups_automatic:
            counts = settings.backups_hourly, settings.backups_daily, settings.backups_weekly
            keep = Keep(*counts, size=settings.backups_gigabytes * 10**9)
            work = functools.partial(_keep_up, self._context, keep)
            self._context.tasks.read(work, self._on_kept_up, self._on_not_kept_up, key="keep_up")

    def _on_kept_up(self, made: Path | None) -> None:
        if made is not None and self._dialog is not None:
            self._read()

    def _on_not_kept_up(self, error: Exception) -> None:
        _log.warning("no automatic backup was made: %s", type(error).__name__)
        self._context.workspace.say(
            _("No automatic backup could be made: {why}").format(why=error), "backups"
        )

    def _on_backups(self) -> None:
        self._read()

    def _read(self) -> None:
        self._context.tasks.read(functools.partial(_backups, self._context), self._on_read, key="backups")

    def _on_read(self, found: tuple[Backup, ...]) -> None:
        self._listed = found
        if self._dialog is None:
            may_restore = not self._context.archive.read_only
            self._dialog = BackupsDialog(
                self._context.theme, self._context.settings, may_restore, self._window
            )
            self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._dialog.back_up_wanted.connect(self._on_back_up_wanted)
            self._dialog.folder_wanted.connect(self._on_folder_wanted)
            self._dialog.restore_wanted.connect(self._on_restore_wanted)
            self._dialog.finished.connect(self._on_finished)
            self._dialog.open()
        self._dialog.show_backups(found)

    def _on_finished(self) -> None:
        self._dialog = None

    def _on_back_up_wanted(self) -> None:
        work = functools.partial(_back_up, self._context)
        self._context.tasks.read(work, self._on_backed_up, label=_("Backing up"))

    def _on_backed_up(self, made: Path) -> None:
        self._context.workspace.say(_("Copied and checked: {path}").format(path=made.name), "backups")
        if self._dialog is not None:
            self._read()

    def _on_folder_wanted(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._listed[0].path.parent)))

    def _on_restore_wanted(self, path: Path) -> None:
        self._chosen = next(one for one in self._listed if one.path == path)
        self._look("")

    def _look(self, passphrase: str) -> None:
        """Look at the chosen backup; with its passphrase, if it has another than the archive."""
        if self._chosen is not None:
            self._passphrase = passphrase
            work = functools.partial(_preview, self._context, self._chosen.path, passphrase)
            self._context.tasks.read(work, self._on_previewed, self._on_not_previewed, key="backups")

    def _on_not_previewed(self, error: Exception) -> None:
        if not isinstance(error, PassphraseNeeded):
            self._context.tasks.failed.emit(error)
            return
        dialog = UnlockDialog(self._context.theme, error, self._dialog or self._window)
        dialog.entered.connect(self._look)
        dialog.open()

    def _on_previewed(self, changes: Preview) -> None:
        if self._chosen is None:
            return
        dialog = RestoreDialog(self._context.theme, when(self._chosen), changes, self._dialog or self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._on_restore_accepted)
        dialog.open()

    def _on_restore_accepted(self) -> None:
        if self._chosen is not None:
            work = functools.partial(_restore, self._context, self._chosen.path, self._passphrase)
            self._context.tasks.write(work, self._on_restored, label=_("Restoring the backup"))

    def _on_restored(self, changes: Preview) -> None:
        self._passphrase = ""
        if self._dialog is not None:
            self._dialog.close()
        self._context.workspace.archive_changed.emit()
        words = _("Restored. How the archive was before is in the newest backup.")
        self._context.workspace.say(words, "backups")


# Each imports the service where it runs: it brings SQLAlchemy.


def _keep_up(context: Context, keep: Keep, job: Job) -> Path | None:
    from palmyra_desktop.services import backups

    return backups.keep_up(context.archive, keep, job)


def _backups(context: Context, job: Job) -> tuple[Backup, ...]:
    from palmyra_desktop.services import backups

    return backups.backups(context.archive)


def _back_up(context: Context, job: Job) -> Path:
    from palmyra_desktop.services import backups

    return backups.back_up(context.archive, cancel=job, progress=job.progress)


def _preview(context: Context, path: Path, passphrase: str, job: Job) -> Preview:
    from palmyra_desktop.services import backups

    return backups.preview(context.archive, path, passphrase)


def _restore(context: Context, path: Path, passphrase: str, job: Job) -> Preview:
    from palmyra_desktop.services import backups

    author = context.settings.value.author
    return backups.restore(context.archive, path, author=author, passphrase=passphrase)

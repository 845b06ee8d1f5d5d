"""The composition root of the window: settings, look, window; then log, faults and the archive.

The window shows first, empty; all else is imported once it is painted, and SQLAlchemy and the archive come
in a worker behind it.
"""

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from palmyra_desktop import __version__, assets, collecting, paths, settings
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.look import Look
from palmyra_desktop.gui.main_window import MainWindow
from palmyra_desktop.gui.opening import Opening
from palmyra_desktop.gui.tasks import Tasks
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.errors import Faults
    from palmyra_desktop.logs import Log

_UNSEEN = 1_000
"""Milliseconds after which a window is built that is not painted, because nobody sees it yet."""
_STARTING = 3_000
"""Milliseconds by which an archive is shown, as a rule."""


def run(archive: str | None) -> int:
    """Open the window and return the exit code once it is closed.

    Args:
        archive: path or URL; None opens the last one, at the first start the sample.
    """
    app = application()
    tasks = Tasks(app)
    kept = CurrentSettings(settings.load(paths.settings_file()), paths.settings_file(), tasks, app)
    window = MainWindow(tasks, kept, Look(app, kept, app), Opening(tasks, app))
    beginning = _Beginning(window, archive)
    try:
        window.show()
        code = app.exec()
        window.leave()
        tasks.close()
        kept.flush()
        return code
    finally:
        beginning.end()


class _Beginning(QObject):
    """What follows the first sight of the window: the log, what catches faults, the archive."""

    def __init__(self, window: MainWindow, archive: str | None) -> None:
        """Wait until the window is painted."""
        super().__init__(window)
        self._window, self._archive = window, archive
        self._log: Log | None = None
        self._faults: Faults | None = None
        window.painted.connect(self._begin_soon)
        QTimer.singleShot(_UNSEEN, self, self._begin)

    def _begin_soon(self) -> None:
        QTimer.singleShot(0, self, self._begin)  # not while the window paints

    def _begin(self) -> None:
        from PySide6.QtGui import QIcon

        from palmyra_desktop import logs
        from palmyra_desktop.gui.errors import Faults, open_log_folder

        if self._log is not None:
            return
        window = self._window
        QApplication.setWindowIcon(QIcon(str(assets.path("icons", "app.svg"))))
        self._log = logs.start(paths.log_folder())
        self._faults = Faults(window)
        self._faults.install()
        window.tasks.failed.connect(self._faults.report)
        window.build()
        if self._log.crash is not None:
            window.notice.tell(
                _("The program did not end orderly the last time. Everything that was saved is there."),
                _("Open the log folder"),
                open_log_folder,
            )
        QTimer.singleShot(_STARTING, collecting.collect_now)
        window.opening.begin(self._archive, window.settings.value)

    def end(self) -> None:
        """Let nothing more be caught, and close the log."""
        if self._faults is not None:
            self._faults.uninstall()
        if self._log is not None:
            self._log.stop()


def application() -> QApplication:
    """Return the application object, with its names."""
    # Qt would ask a running desktop for its own look; ours is the same everywhere.
    os.environ.setdefault("QT_QPA_PLATFORMTHEME", "")
    app = QApplication(sys.argv[:1])
    app.setApplicationName(paths.APPLICATION)
    app.setApplicationDisplayName(_("Palmyra Desktop"))
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(paths.APPLICATION)
    return app

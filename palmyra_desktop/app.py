"""The composition root of the window: settings, log, language, look, tasks, window, archive.

The window shows first; SQLAlchemy and the archive come in a worker behind it.
"""

import os
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from palmyra_desktop import __version__, assets, collecting, logs, paths, settings
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.errors import Faults, open_log_folder
from palmyra_desktop.gui.look import Look
from palmyra_desktop.gui.main_window import MainWindow
from palmyra_desktop.gui.opening import Opening
from palmyra_desktop.gui.tasks import Tasks
from palmyra_desktop.i18n import _

_STARTING = 3_000
"""Milliseconds by which an archive is shown, as a rule."""


def run(archive: str | None) -> int:
    """Open the window and return the exit code once it is closed.

    Args:
        archive: path or URL; None opens the last one, at the first start the sample.
    """
    log = logs.start(paths.log_folder())
    try:
        app = application()
        tasks = Tasks(app)
        kept = CurrentSettings(settings.load(paths.settings_file()), paths.settings_file(), tasks, app)
        faults = Faults(app)
        faults.install()
        tasks.failed.connect(faults.report)
        window = MainWindow(tasks, kept, Look(app, kept, app), Opening(tasks, app))
        if log.crash is not None:
            window.notice.tell(
                _("The program did not end orderly the last time. Everything that was saved is there."),
                _("Open the log folder"),
                open_log_folder,
            )
        window.show()
        QTimer.singleShot(_STARTING, collecting.collect_now)
        window.opening.begin(archive, kept.value)
        code = app.exec()
        window.leave()
        tasks.close()
        kept.flush()
        faults.uninstall()
        return code
    finally:
        log.stop()


def application() -> QApplication:
    """Return the application object, with its names and its icon."""
    # Qt would ask a running desktop for its own look; ours is the same everywhere.
    os.environ.setdefault("QT_QPA_PLATFORMTHEME", "")
    app = QApplication(sys.argv[:1])
    app.setApplicationName(paths.APPLICATION)
    app.setApplicationDisplayName(_("Palmyra Desktop"))
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(paths.APPLICATION)
    app.setWindowIcon(QIcon(str(assets.path("icons", "app.svg"))))
    return app

"""Parts of the window for benchmarks: a theme, tasks that answer at once, settings nobody keeps."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QMainWindow  # the platform is chosen on import

from palmyra_desktop.gui.actions import Actions
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.tasks import ImmediateTasks
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.workspace import Workspace
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.settings import Settings


@contextmanager
def context_of(archive: Archive) -> Iterator[Context]:
    """Give what a panel is given, for an archive."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme, tasks, window = Theme(app), ImmediateTasks(), QMainWindow()
    theme.apply()
    with tempfile.TemporaryDirectory() as folder:
        settings = CurrentSettings(Settings(language="en"), Path(folder) / "settings.json", tasks)
        yield Context(archive, tasks, Workspace(), settings, theme, Actions(theme, window))
        tasks.close()

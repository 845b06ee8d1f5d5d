"""What the stories stand on: the window as the program makes it, with threads, on the sample."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.look import Look
from palmyra_desktop.gui.main_window import MainWindow
from palmyra_desktop.gui.opening import Opening
from palmyra_desktop.gui.tasks import Tasks
from palmyra_desktop.services.sample import build_sample
from palmyra_desktop.settings import Settings

OpenWindow = Callable[..., MainWindow]


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive, built once; to be copied, not opened."""
    path = tmp_path_factory.mktemp("sample") / "Sample.palmyra"
    build_sample(path).close()
    return path


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot, sample_file: Path, tmp_path: Path) -> Iterator[OpenWindow]:
    """Return what opens a copy of the sample: in a size, with settings; everything is put back at the end."""
    made: list[tuple[MainWindow, Look]] = []

    def open_one(size: tuple[int, int] = (1440, 900), **values: object) -> MainWindow:
        tasks = Tasks(qapp)
        settings = CurrentSettings(Settings(language="en"), tmp_path / "settings.json", tasks, qapp)
        settings.change(**values)
        look = Look(qapp, settings, qapp)
        window = MainWindow(tasks, settings, look, Opening(tasks, qapp))
        window.build()
        made.append((window, look))
        window.resize(*size)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.opening.open(str(shutil.copy(sample_file, tmp_path / "Sample.palmyra")))
        qtbot.waitUntil(lambda: window.context is not None and window.workspace.found is not None)
        wait_until_idle(window, qtbot)
        return window

    yield open_one
    for window, look in made:
        window.settings.change(language="en", theme="light", text_scale=1.0)
        window.close()
        window.leave()
        window.tasks.close()
        for part in (window, window.opening, look.theme, look, window.settings, window.tasks):
            part.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def wait_until_idle(window: MainWindow, qtbot: QtBot) -> None:
    """Let every answer arrive and be shown."""
    qtbot.waitUntil(lambda: not window.tasks.is_busy)
    qtbot.wait(1)
    qtbot.waitUntil(lambda: not window.tasks.is_busy)

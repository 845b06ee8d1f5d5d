"""What the tests of the window stand on: a theme, tasks of both kinds, and the parts of a context."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow

from palmyra_desktop.gui.actions import Actions
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.tasks import ImmediateTasks, Tasks
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.workspace import Workspace
from palmyra_desktop.settings import Settings


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The light theme, applied once for all tests."""
    theme = Theme(qapp)
    theme.apply()
    return theme


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[ImmediateTasks]:
    """Tasks that answer at once."""
    tasks = ImmediateTasks()
    yield tasks
    tasks.close()


@pytest.fixture
def real_tasks(qapp: QApplication) -> Iterator[Tasks]:
    """Tasks with threads; wait for what they do with qtbot."""
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def workspace(qapp: QApplication) -> Workspace:
    """A workspace that looks at all events."""
    return Workspace()


@pytest.fixture
def settings(tasks: ImmediateTasks, tmp_path: Path) -> CurrentSettings:
    """Default settings, kept in a file of this test."""
    return CurrentSettings(Settings(language="en"), tmp_path / "settings.json", tasks)


@pytest.fixture
def actions(theme: Theme) -> Iterator[Actions]:
    """All actions, in a window without anything else."""
    window = QMainWindow()
    yield Actions(theme, window)
    window.deleteLater()

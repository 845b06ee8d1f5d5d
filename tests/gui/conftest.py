"""What the tests of the window stand on: a theme, tasks of both kinds, and the parts of a context."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow

from palmyra_desktop.gui.actions import Actions
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.tasks import ImmediateTasks, Tasks
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.workspace import Workspace
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.sample import build_sample
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


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive, built once; to be copied, not opened."""
    path = tmp_path_factory.mktemp("sample") / "Sample.palmyra"
    build_sample(path).close()
    return path


@pytest.fixture(scope="module")
def sample_archive(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The sample archive, one copy for all tests of a file, which leave it as it is."""
    copy = shutil.copy(sample_file, tmp_path_factory.mktemp("sample") / "Sample.palmyra")
    with Archive.open(Path(copy)) as archive:
        yield archive


@pytest.fixture
def archive(sample_file: Path, tmp_path: Path) -> Iterator[Archive]:
    """The sample archive, a copy of this test's own."""
    archive = Archive.open(Path(shutil.copy(sample_file, tmp_path / "Sample.palmyra")))
    yield archive
    archive.close()


@pytest.fixture
def context(
    archive: Archive,
    tasks: ImmediateTasks,
    workspace: Workspace,
    settings: CurrentSettings,
    theme: Theme,
    actions: Actions,
) -> Context:
    """What a panel or a part is given, for the sample archive; nothing is listed yet."""
    return Context(archive, tasks, workspace, settings, theme, actions)


@pytest.fixture
def context_of(
    real_tasks: Tasks,
    workspace: Workspace,
    settings: CurrentSettings,
    theme: Theme,
    actions: Actions,
) -> Callable[[Archive], Context]:
    """Return what makes the context of an archive whose work is done by threads."""
    return lambda archive: Context(archive, real_tasks, workspace, settings, theme, actions)


@pytest.fixture
def window(actions: Actions) -> QMainWindow:
    """The window over which dialogs open."""
    window = actions.parent()
    assert isinstance(window, QMainWindow)
    return window

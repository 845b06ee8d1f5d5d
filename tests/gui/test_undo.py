"""Keys that are quicker than the log: each takes back what was newest when it was pressed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.gui.actions import Actions
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.tasks import Tasks
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.trash import Trash
from palmyra_desktop.gui.undo import Undo
from palmyra_desktop.gui.workspace import Workspace
from palmyra_desktop.gui.workspace_actions import WorkspaceActions
from palmyra_desktop.services import editing
from palmyra_desktop.services.archive import Archive


@pytest.fixture
def working(
    sample_file: Path,
    tmp_path: Path,
    real_tasks: Tasks,
    workspace: Workspace,
    settings: CurrentSettings,
    theme: Theme,
    actions: Actions,
    window: QMainWindow,
    qtbot: QtBot,
) -> Iterator[Context]:
    """A context whose work takes its time, with one monument in the trash."""
    with Archive.open(Path(shutil.copy(sample_file, tmp_path / "a.palmyra"))) as archive:
        context = Context(archive, real_tasks, workspace, settings, theme, actions)
        Undo(context, window), WorkspaceActions(context, window), Trash(context, window)
        workspace.set_kind(Kind.MONUMENT)
        trash(context)
        qtbot.waitUntil(lambda: actions["undo"].isEnabled())
        yield context
        qtbot.waitUntil(lambda: not real_tasks.is_busy)


def trash(context: Context) -> None:
    """Begin to move the first record to the trash."""
    found = context.archive.search(Criteria(Kind.MONUMENT))
    context.workspace.set_found(found)
    context.workspace.set_selection(tuple(found.ids[:1]))
    context.actions["trash"].trigger()


def labels(context: Context) -> list[str]:
    return [group.label for group in editing.groups(context.archive)]


def test_undo_pressed_while_a_change_is_written_takes_that_change_back(
    working: Context, qtbot: QtBot
) -> None:
    first = labels(working)[0]
    trash(working)
    working.actions["undo"].trigger()
    qtbot.waitUntil(lambda: not working.tasks.is_busy)
    undone, second, *_others = labels(working)
    assert undone == f"Undo: {second}"
    assert second != first


def test_undo_and_redo_pressed_without_a_pause_each_take_one_step(working: Context, qtbot: QtBot) -> None:
    failures: list[object] = []
    working.tasks.failed.connect(failures.append)
    for _number in range(3):
        trash(working)
        qtbot.waitUntil(lambda: not working.tasks.is_busy)
    there = len(working.archive.search(Criteria(Kind.MONUMENT)).ids)
    for _number in range(6):  # two more than there are acts
        working.actions["undo"].trigger()
    qtbot.waitUntil(lambda: not working.tasks.is_busy)
    assert len(working.archive.search(Criteria(Kind.MONUMENT)).ids) == there + 4
    for _number in range(2):
        working.actions["redo"].trigger()
    qtbot.waitUntil(lambda: not working.tasks.is_busy)
    assert len(working.archive.search(Criteria(Kind.MONUMENT)).ids) == there + 2
    assert failures == []

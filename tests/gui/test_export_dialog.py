import csv
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.export import ExportDialog
from palmyra_desktop.gui.exporting import Exporting
from palmyra_desktop.gui.workspace_actions import WorkspaceActions


def listed(context: Context, window: QMainWindow, criteria: Criteria) -> tuple[int, ...]:
    """Let the workspace show what criteria find, as the list does."""
    Exporting(context, window)
    WorkspaceActions(context, window)
    context.workspace.set_criteria(criteria)
    found = context.archive.search(criteria)
    context.workspace.set_found(found)
    return tuple(found.ids)


def opened(window: QMainWindow) -> ExportDialog:
    (dialog,) = window.findChildren(ExportDialog)
    return dialog


def said(context: Context) -> list[str]:
    words: list[str] = []
    context.workspace.said.connect(lambda text, _action: words.append(text))
    return words


def test_the_rows_written_are_those_of_the_list_in_its_order(
    context: Context, window: QMainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    ids = listed(context, window, Criteria(Kind.EVENT, text="temple"))
    told = said(context)
    context.actions["export"].trigger()
    dialog = opened(window)
    assert dialog.heading.text() == f"Export {len(ids)} events"
    assert dialog.primary.text() == f"Export {len(ids)} rows"
    dialog.file.setText(str(tmp_path / "out.csv"))
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.file, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert tuple(int(row["id"]) for row in rows) == ids
    assert told and str(tmp_path / "out.csv") in told[-1]
    assert context.settings.value.export_folder == str(tmp_path)


def test_export_selected_writes_the_selected_rows_alone(
    context: Context, window: QMainWindow, tmp_path: Path
) -> None:
    ids = listed(context, window, Criteria(Kind.MONUMENT))
    context.workspace.set_selection(ids[1:3])
    context.actions["export_selected"].trigger()
    dialog = opened(window)
    dialog.cards.choose("json")
    assert dialog.heading.text() == "Export 2 monuments"
    dialog.file.setText(str(tmp_path / "two.json"))
    dialog.primary.click()
    written = json.loads((tmp_path / "two.json").read_text(encoding="utf-8"))
    assert [record["id"] for record in written["records"]] == list(ids[1:3])


def test_the_ending_follows_the_format(context: Context, window: QMainWindow) -> None:
    listed(context, window, Criteria(Kind.EVENT))
    context.actions["export"].trigger()
    dialog = opened(window)
    assert dialog.file.text().endswith(".csv")
    dialog.cards.choose("html")
    assert dialog.file.text().endswith(".html")
    assert not dialog.columns.isVisible()


def test_columns_can_be_those_of_the_list_or_chosen(
    context: Context, window: QMainWindow, tmp_path: Path
) -> None:
    listed(context, window, Criteria(Kind.EVENT))
    context.actions["export"].trigger()
    dialog = opened(window)
    assert dialog.columns.keys is None
    dialog.columns.choice.choose("own")
    for row in range(dialog.columns.boxes.count()):
        item = dialog.columns.boxes.item(row)
        is_wanted = item.text() in ("title", "date")
        item.setCheckState(Qt.CheckState.Checked if is_wanted else Qt.CheckState.Unchecked)
    dialog.file.setText(str(tmp_path / "narrow.csv"))
    dialog.primary.click()
    assert (tmp_path / "narrow.csv").read_text(encoding="utf-8").splitlines()[0] == "date,title"


def test_a_file_that_is_there_stays_until_the_user_says_so(
    context: Context, window: QMainWindow, tmp_path: Path
) -> None:
    listed(context, window, Criteria(Kind.EVENT))
    there = tmp_path / "there.csv"
    there.write_text("mine", encoding="utf-8")
    context.actions["export"].trigger()
    dialog = opened(window)
    dialog.file.setText(str(there))
    dialog.primary.click()
    assert there.read_text(encoding="utf-8") == "mine"
    assert dialog.isVisible()
    promise = dialog.findChild(QWidget, "promise")
    assert promise is not None and "is there already" in promise.accessibleName()
    dialog.replace.setChecked(True)
    dialog.primary.click()
    assert there.read_text(encoding="utf-8").startswith("id,")


@pytest.mark.parametrize("text", ["", "   "])
def test_without_a_file_name_nothing_is_written(context: Context, window: QMainWindow, text: str) -> None:
    listed(context, window, Criteria(Kind.EVENT))
    context.actions["export"].trigger()
    dialog = opened(window)
    dialog.file.setText(text)
    dialog.primary.click()
    assert dialog.isVisible()


def test_all_that_asks_can_be_named_by_a_screen_reader(context: Context, window: QMainWindow) -> None:
    listed(context, window, Criteria(Kind.EVENT))
    context.actions["export"].trigger()
    dialog = opened(window)
    for widget in (*dialog.findChildren(QAbstractButton), *dialog.findChildren(QLineEdit)):
        assert widget.objectName()
        assert widget.accessibleName() or getattr(widget, "text", str)()

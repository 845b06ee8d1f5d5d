import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.result import ResultDialog
from palmyra_desktop.gui.dropping import dropped_files
from palmyra_desktop.gui.importing import Importing
from palmyra_desktop.gui.undo import Undo
from palmyra_desktop.gui.workspace_actions import WorkspaceActions
from palmyra_desktop.services.exporting import export


def file_of(path: Path, kind: str, *records: dict[str, object]) -> str:
    whole = {"palmyra": 1, "kind": kind, "count": len(records), "records": records}
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return str(path)


@pytest.fixture
def importing(context: Context, window: QMainWindow) -> Importing:
    Undo(context, window)
    WorkspaceActions(context, window)
    return Importing(context, window)


def result(window: QMainWindow) -> ResultDialog:
    return window.findChildren(ResultDialog)[-1]


def test_new_records_come_in_as_one_act_that_undo_takes_back(
    context: Context, importing: Importing, window: QMainWindow, tmp_path: Path
) -> None:
    before = context.archive.totals()[Kind.MONUMENT]
    records = [
        {"id": number, "kind": "monument", "name": name} for number, name in enumerate(("حمام", "Stoa"), 1)
    ]
    importing.bring_in([file_of(tmp_path / "two.json", "monuments", *records)])
    assert context.archive.totals()[Kind.MONUMENT] == before + 2
    assert result(window).heading.text() == "2 new records were imported"
    assert "Monuments: 2" in result(window).facts
    context.actions["undo"].trigger()
    assert context.archive.totals()[Kind.MONUMENT] == before


def test_what_is_in_the_archive_already_is_recognised(
    context: Context, importing: Importing, window: QMainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "again.json"
    exported = export(context.archive, Criteria(Kind.MONUMENT), format="json", output=path)
    importing.bring_in([str(path)])
    assert result(window).heading.text() == "Nothing new was imported"
    assert "in the archive already" in result(window).facts[0]
    assert context.archive.totals()[Kind.MONUMENT] == exported.count


def test_what_cannot_be_taken_in_is_listed(
    context: Context, importing: Importing, window: QMainWindow, tmp_path: Path
) -> None:
    record = {"id": 1, "kind": "event", "title": "Somewhen", "date": "in spring"}
    importing.bring_in([file_of(tmp_path / "odd.json", "events", record)])
    assert len(result(window).lines) == 1
    assert "in spring" in result(window).lines[0]


def test_a_file_of_no_known_format_brings_in_nothing(
    context: Context, importing: Importing, window: QMainWindow, tmp_path: Path
) -> None:
    errors: list[Exception] = []
    context.tasks.failed.connect(errors.append)
    (tmp_path / "poem.json").write_text("Zabda", encoding="utf-8")
    before = context.archive.totals()
    importing.bring_in([str(tmp_path / "poem.json")])
    assert "poem.json" in str(errors[0])
    assert context.archive.totals() == before and not window.findChildren(ResultDialog)


def test_the_action_asks_for_files(context: Context, importing: Importing, window: QMainWindow) -> None:
    context.actions["import"].trigger()
    (dialog,) = window.findChildren(QFileDialog)
    assert "*.json" in dialog.nameFilters()[0]


def test_files_that_are_dragged_over_the_window_are_known_by_their_paths(tmp_path: Path) -> None:
    local, elsewhere = QUrl.fromLocalFile(str(tmp_path / "a.json")), QUrl("https://example.org/a.json")
    assert dropped_files(dropped(local)) == (str(tmp_path / "a.json"),)
    assert dropped_files(dropped(local, elsewhere)) == ()
    assert dropped_files(dropped()) == ()


def dropped(*urls: QUrl) -> QDropEvent:
    data = QMimeData()
    data.setUrls(urls)
    dropped.kept = data  # type: ignore[attr-defined]  # the event does not own it
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QDropEvent(QPointF(1, 1), Qt.DropAction.CopyAction, data, buttons, keys)

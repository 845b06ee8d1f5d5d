"""Cells of the table are edited in place."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.monument import Monument
from palmyra_desktop.domain.reference import Record
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.forms.editor import LineEditor
from palmyra_desktop.gui.forms.grounds import GroundsDialog
from palmyra_desktop.gui.forms.record_form import RecordForm
from palmyra_desktop.gui.forms.terms import TermEditor
from palmyra_desktop.gui.panels.records import RecordsPanel
from palmyra_desktop.gui.record_work import RecordWork
from palmyra_desktop.gui.records.cell_editing import CellBox
from palmyra_desktop.gui.undo import Undo
from palmyra_desktop.gui.workspace_actions import WorkspaceActions


@pytest.fixture
def panel(context: Context, window: QMainWindow, qtbot: QtBot) -> Iterator[RecordsPanel]:
    """The list, in a window that has the keyboard."""
    Undo(context, window)
    WorkspaceActions(context, window)
    RecordWork(context, window)
    panel = RecordsPanel(context)
    window.setCentralWidget(panel)
    window.addActions(list(context.actions))
    window.resize(1300, 500)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield panel
    window.hide()


def box_of(context: Context, panel: RecordsPanel, kind: Kind, key: str) -> CellBox | None:
    """Press F2 on a cell of the first row."""
    context.workspace.set_kind(kind)
    table = panel.table
    table.showColumn(panel.model.column(key))
    table.setCurrentIndex(panel.model.index(0, panel.model.column(key)))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    boxes = [box for box in table.findChildren(CellBox) if box.isVisible()]
    return boxes[-1] if boxes else None


def first(context: Context, panel: RecordsPanel) -> Record:
    return context.archive.rows(panel.model.kind, panel.model.ids[:1])[0]


def line(box: CellBox) -> QLineEdit:
    editor = box.editor
    if isinstance(editor, TermEditor):
        found = editor.box.lineEdit()
        assert found is not None
        return found
    assert isinstance(editor, LineEditor)
    return editor.line


def write(box: CellBox, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    edited = line(box)
    edited.setText(text)
    QTest.keyClick(edited, key)


def test_a_title_is_edited_in_place_as_one_act(context: Context, panel: RecordsPanel) -> None:
    before = first(context, panel)
    box = box_of(context, panel, Kind.SOURCE, "title")
    before = first(context, panel)
    assert box is not None
    write(box, "عنوان آخر")
    assert context.archive.record(before.ref).title == "عنوان آخر"  # type: ignore[attr-defined]
    context.actions["undo"].trigger()
    assert context.archive.record(before.ref).title == before.title  # type: ignore[attr-defined]
    assert panel.table.hasFocus()


def test_escape_leaves_the_cell_as_it_was(context: Context, panel: RecordsPanel) -> None:
    box = box_of(context, panel, Kind.SOURCE, "title")
    assert box is not None
    before = first(context, panel)
    write(box, "Another", Qt.Key.Key_Escape)
    assert context.archive.record(before.ref) == before and not box.isVisible()


def test_what_is_no_date_is_said_below_the_cell_and_nothing_is_written(
    context: Context, panel: RecordsPanel
) -> None:
    box = box_of(context, panel, Kind.EVENT, "date")
    assert box is not None
    before = first(context, panel)
    write(box, "31 June 2015")
    assert box.isVisible() and "does not exist" in box.editor._note.text()
    assert context.archive.record(before.ref) == before


def test_a_missing_title_is_said_below_the_cell(context: Context, panel: RecordsPanel) -> None:
    box = box_of(context, panel, Kind.SOURCE, "title")
    assert box is not None
    line(box).clear()
    QTest.keyClick(line(box), Qt.Key.Key_Return)
    assert box.isVisible() and "missing" in box.editor._note.text()


def test_a_term_is_chosen_in_place(context: Context, panel: RecordsPanel) -> None:
    box = box_of(context, panel, Kind.MONUMENT, "monument_kind")
    assert box is not None
    monument = first(context, panel)
    write(box, "Museum")
    changed = context.archive.record(monument.ref)
    assert isinstance(changed, Monument) and changed.monument_kind == "museum"


def test_a_value_claims_speak_of_asks_what_it_rests_on(
    context: Context, panel: RecordsPanel, window: QMainWindow
) -> None:
    context.workspace.set_kind(Kind.MONUMENT)
    ref = context.archive.find(Kind.MONUMENT, "Temple of Bel")
    context.workspace.set_text("Temple of Bel")
    row = panel.model.row_of(ref.id)
    assert row is not None
    panel.table.setCurrentIndex(panel.model.index(row, panel.model.column("condition")))
    QTest.keyClick(panel.table, Qt.Key.Key_F2)
    (box,) = panel.table.findChildren(CellBox)
    write(box, "Fair")
    (dialog,) = window.findChildren(GroundsDialog)
    before = context.archive.record(ref)
    assert isinstance(before, Monument) and before.condition != "fair"
    dialog._by_archive.setChecked(True)
    dialog.primary.click()
    after = context.archive.record(ref)
    assert isinstance(after, Monument) and after.condition == "fair"


@pytest.mark.parametrize("key", ["monuments", "claim_count", "description"])
def test_what_is_not_simple_opens_the_form(
    context: Context, panel: RecordsPanel, window: QMainWindow, key: str
) -> None:
    assert box_of(context, panel, Kind.EVENT, key) is None
    QApplication.processEvents()
    assert window.findChildren(RecordForm)


def test_an_archive_only_for_reading_is_not_edited_in_place(context: Context, panel: RecordsPanel) -> None:
    context.archive.read_only = True
    assert box_of(context, panel, Kind.EVENT, "title") is None

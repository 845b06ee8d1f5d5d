import pytest
from PySide6.QtWidgets import QMainWindow, QTreeWidgetItem

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.gui.bulk.dialog import BulkDialog
from palmyra_desktop.gui.bulk.row import BulkRow
from palmyra_desktop.gui.bulk_editing import BulkEditing
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.forms.editor import LineEditor
from palmyra_desktop.gui.undo import Undo
from palmyra_desktop.gui.workspace_actions import WorkspaceActions
from palmyra_desktop.services import bulk
from tests.acts import change


@pytest.fixture(autouse=True)
def parts(context: Context, window: QMainWindow) -> tuple[object, ...]:
    return Undo(context, window), WorkspaceActions(context, window), BulkEditing(context, window)


def opened(context: Context, window: QMainWindow, count: int, kind: Kind = Kind.EVENT) -> BulkDialog:
    """Select the first records of a kind and edit them."""
    context.workspace.set_criteria(Criteria(kind))
    found = context.archive.search(Criteria(kind))
    context.workspace.set_found(found)
    context.workspace.set_selection(tuple(found.ids[:count]))
    context.actions["edit_selected"].trigger()
    return window.findChildren(BulkDialog)[-1]


def choose(row: BulkRow, field: str, how: str) -> None:
    row.field.setCurrentIndex(row.field.findData(field))
    row.how.setCurrentIndex(row.how.findData(how))


def write(row: BulkRow, words: str) -> None:
    editor = row.findChildren(LineEditor)[-1]
    editor.line.setText(words)


def texts(item: QTreeWidgetItem | None) -> list[str]:
    assert item is not None
    return [item.text(column) for column in range(4)]


def places(context: Context) -> set[str | None]:
    return {
        record.place
        for record in context.archive.rows(Kind.EVENT, context.workspace.selection)
        if isinstance(record, Event)
    }


def test_what_would_change_is_shown_and_written_as_one_act(context: Context, window: QMainWindow) -> None:
    dialog = opened(context, window, 5)
    assert not dialog.primary.isEnabled()
    before = places(context)
    choose(dialog.rows[0], "place", "set")
    write(dialog.rows[0], "تدمر القديمة")
    dialog.ask()
    assert dialog.preview.topLevelItemCount() == 5
    assert texts(dialog.preview.topLevelItem(0))[1:] == ["Place", "Palmyra", "تدمر القديمة"]
    assert dialog.primary.text() == "Change 5 records"
    dialog.primary.click()
    assert places(context) == {"تدمر القديمة"}
    context.actions["undo"].trigger()
    assert places(context) == before


def test_several_fields_are_changed_together_and_one_can_be_left_out_again(
    context: Context, window: QMainWindow
) -> None:
    dialog = opened(context, window, 2)
    choose(dialog.rows[0], "place", "clear")
    dialog.another.click()
    choose(dialog.rows[1], "note", "set")
    dialog.another.click()
    dialog.rows[2].remove.click()
    dialog.ask()
    assert dialog.plan is not None and len(dialog.rows) == 2
    assert {key for one in dialog.plan.changes for key in one.after or {}} == {"place"}


def test_rows_that_cannot_change_are_named_with_the_reason(context: Context, window: QMainWindow) -> None:
    dialog = opened(context, window, 50, Kind.MONUMENT)
    choose(dialog.rows[0], "name", "replace")
    dialog.rows[0].these.setText("Temple of Bel")
    dialog.ask()
    assert texts(dialog.preview.topLevelItem(0)) == [
        "Temple of Bel", "cannot be changed", "", "Name is missing.",
    ]  # fmt: skip
    assert "1 cannot be changed so and is left." in dialog.summary.text()


def test_what_is_no_value_is_said_at_its_editor(context: Context, window: QMainWindow) -> None:
    dialog = opened(context, window, 2)
    choose(dialog.rows[0], "date", "set")
    write(dialog.rows[0], "neverwhen")
    dialog.ask()
    assert dialog.plan is None and not dialog.primary.isEnabled()
    assert dialog.rows[0].findChildren(LineEditor)[-1].accessibleDescription()


def test_many_changes_are_shown_a_part_at_a_time(
    context: Context, window: QMainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("palmyra_desktop.gui.bulk_editing._SHOWN", 3)
    dialog = opened(context, window, 5)
    choose(dialog.rows[0], "place", "clear")
    dialog.ask()
    assert dialog.preview.topLevelItemCount() == 3
    dialog.more.click()
    assert dialog.preview.topLevelItemCount() == 5 and dialog.more.isHidden()


def test_a_change_that_another_program_overtook_is_worked_out_again(
    context: Context, window: QMainWindow
) -> None:
    dialog = opened(context, window, 2)
    choose(dialog.rows[0], "place", "clear")
    dialog.ask()
    assert isinstance(dialog.plan, bulk.Plan)
    ref = context.archive.rows(Kind.EVENT, context.workspace.selection)[0].ref
    change(context.archive, ref, note="theirs")
    dialog.primary.click()
    assert dialog.isVisible() and "changed since" in dialog.summary.text()
    dialog.ask()
    dialog.primary.click()
    assert places(context) == {None}

import pytest
from PySide6.QtWidgets import QMainWindow, QTreeWidgetItem

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.monument import Monument
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.history import HistoryDialog
from palmyra_desktop.gui.history import History
from palmyra_desktop.gui.undo import Undo
from palmyra_desktop.gui.workspace_actions import WorkspaceActions
from palmyra_desktop.services import editing


@pytest.fixture(autouse=True)
def parts(context: Context, window: QMainWindow) -> tuple[object, ...]:
    return Undo(context, window), WorkspaceActions(context, window), History(context, window)


def changed(context: Context, **values: object) -> RecordRef:
    """Change a monument, as one act for each value."""
    ref = context.archive.find(Kind.MONUMENT, "Temple of Bel")
    for key, value in values.items():
        version = context.archive.record(ref).version
        edit = Edit(Action.UPDATE, ref.kind, ref.id, version, {key: value})
        editing.apply(context.archive, [edit], label=f"Edit {key}", author="Khaled")
    return ref


def opened(context: Context, window: QMainWindow) -> HistoryDialog:
    context.actions["history"].trigger()
    return window.findChildren(HistoryDialog)[-1]


def row(dialog: HistoryDialog, number: int, record: bool = False) -> QTreeWidgetItem:
    item = (dialog.changes if record else dialog.groups).topLevelItem(number)
    assert item is not None
    return item


def monument(context: Context, ref: RecordRef) -> Monument:
    record = context.archive.record(ref)
    assert isinstance(record, Monument)
    return record


def test_every_act_is_listed_the_newest_first(context: Context, window: QMainWindow) -> None:
    changed(context, note="one", description="two")
    dialog = opened(context, window)
    first, second = row(dialog, 0), row(dialog, 1)
    assert (first.text(1), second.text(1)) == ("Edit description", "Edit note")
    assert "Khaled" in first.text(2)


def test_a_record_s_changes_are_shown_field_by_field(context: Context, window: QMainWindow) -> None:
    context.workspace.go_to(changed(context, note="قبل", condition="ruin"))
    context.workspace.go_to(changed(context, note="بعد"))
    dialog = opened(context, window)
    dialog.choice.choose("record")
    field = row(dialog, 0, record=True).child(0)
    assert field is not None
    assert [field.text(column) for column in range(3)] == ["Note", "قبل", "بعد"]


def test_an_older_act_can_be_taken_back_by_itself(context: Context, window: QMainWindow) -> None:
    ref = changed(context, note="wrong", description="right")
    dialog = opened(context, window)
    dialog.groups.setCurrentItem(row(dialog, 1))
    dialog.revert.click()
    assert (monument(context, ref).note, monument(context, ref).description) != ("wrong", "right")
    assert monument(context, ref).description == "right"
    assert "Edit note (taken back)" in [row(dialog, number).text(1) for number in range(3)]


def test_what_is_taken_back_already_and_the_sample_itself_stay(context: Context, window: QMainWindow) -> None:
    dialog = opened(context, window)
    assert not dialog.revert.isEnabled()
    changed(context, note="once")
    editing.undo(context.archive)
    dialog = opened(context, window)
    for number in range(dialog.groups.topLevelItemCount()):
        dialog.groups.setCurrentItem(row(dialog, number))
        assert not dialog.revert.isEnabled()

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow, QTreeWidget, QTreeWidgetItem

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.monument import Monument
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.built_on import BuiltOnDialog
from palmyra_desktop.gui.dialogs.history import HistoryDialog
from palmyra_desktop.gui.history import History
from palmyra_desktop.gui.undo import Undo
from palmyra_desktop.gui.workspace_actions import WorkspaceActions
from palmyra_desktop.services import editing, trash


@pytest.fixture(autouse=True)
def history(context: Context, window: QMainWindow) -> History:
    parts = Undo(context, window), WorkspaceActions(context, window), History(context, window)
    return parts[-1]


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


def labels(dialog: HistoryDialog) -> list[str]:
    return [row(dialog.acts, number).text(1) for number in range(dialog.acts.topLevelItemCount())]


def row(tree: QTreeWidget, number: int) -> QTreeWidgetItem:
    item = tree.topLevelItem(number)
    assert item is not None
    return item


def value(dialog: HistoryDialog, number: int = 0) -> QTreeWidgetItem:
    item = row(dialog.values, 0).child(number)
    assert item is not None
    return item


def monument(context: Context, ref: RecordRef) -> Monument:
    record = context.archive.record(ref)
    assert isinstance(record, Monument)
    return record


def test_every_act_is_listed_the_newest_first(context: Context, window: QMainWindow) -> None:
    changed(context, note="one", description="two")
    dialog = opened(context, window)
    assert labels(dialog)[:2] == ["Edit description", "Edit note"]
    assert "Khaled" in row(dialog.acts, 0).text(2)


def test_the_changes_of_one_record_are_shown_field_by_field(context: Context, window: QMainWindow) -> None:
    context.workspace.go_to(changed(context, note="قبل", condition="ruin"))
    context.workspace.go_to(changed(context, note="بعد"))
    dialog = opened(context, window)
    dialog.choice.choose("record")
    assert labels(dialog)[:3] == ["Edit note", "Edit condition", "Edit note"]
    assert [value(dialog).text(column) for column in range(3)] == ["Note", "قبل", "بعد"]


def test_the_history_of_a_record_is_opened_at_once(context: Context, window: QMainWindow) -> None:
    context.workspace.go_to(changed(context, note="one"))
    context.actions["record_history"].trigger()
    dialog = window.findChildren(HistoryDialog)[-1]
    assert dialog.is_of_record and len(labels(dialog)) == 2


def test_the_log_is_narrowed_by_kind_field_author_and_words(context: Context, window: QMainWindow) -> None:
    changed(context, note="one", description="two")
    dialog = opened(context, window)
    filters = dialog.filters
    filters.author.setCurrentIndex(filters.author.findText("Khaled"))
    assert labels(dialog) == ["Edit description", "Edit note"]
    filters.kind.setCurrentIndex(filters.kind.findData(Kind.MONUMENT))
    filters.field.setCurrentIndex(filters.field.findData("note"))
    filters.time.setCurrentIndex(1)
    assert labels(dialog) == ["Edit note"]
    filters.kind.setCurrentIndex(filters.kind.findData(Kind.EVENT))
    assert labels(dialog) == []
    assert not dialog.revert.isEnabled()
    assert dialog.values.topLevelItemCount() == 0


def test_older_acts_are_listed_below_when_asked_for(
    context: Context, window: QMainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("palmyra_desktop.gui.history._AT_ONCE", 2)
    changed(context, note="1", description="2")
    changed(context, note="3")
    dialog = opened(context, window)
    assert labels(dialog) == ["Edit note", "Edit description"]
    dialog.older.click()
    assert labels(dialog)[:3] == ["Edit note", "Edit description", "Edit note"]
    assert dialog.older.isHidden()


def test_an_older_act_can_be_taken_back_by_itself(context: Context, window: QMainWindow) -> None:
    ref = changed(context, note="wrong", description="right")
    dialog = opened(context, window)
    dialog.acts.setCurrentItem(row(dialog.acts, 1))
    dialog.revert.click()
    assert monument(context, ref).note != "wrong"
    assert monument(context, ref).description == "right"
    assert "Edit note (taken back)" in labels(dialog)


def test_one_value_can_be_put_back(context: Context, window: QMainWindow) -> None:
    ref = changed(context, note="one", description="two")
    changed(context, note="three")
    dialog = opened(context, window)
    assert not dialog.revert_value.isEnabled()
    dialog.values.setCurrentItem(value(dialog))
    dialog.revert_value.click()
    assert (monument(context, ref).note, monument(context, ref).description) == ("one", "two")
    assert labels(dialog)[0] == "Revert Note of “Temple of Bel”"


@pytest.mark.parametrize(("how", "note"), [("follow", None), ("partly", "second")])
def test_an_act_that_later_ones_build_on_says_so_and_offers_what_can_be_done(
    context: Context, window: QMainWindow, how: str, note: str | None
) -> None:
    ref = context.archive.find(Kind.MONUMENT, "Temple of Bel")
    before = monument(context, ref)
    first = Edit(Action.UPDATE, ref.kind, ref.id, before.version, {"note": "first", "description": "first"})
    editing.apply(context.archive, [first], label="First")
    changed(context, note="second")
    dialog = opened(context, window)
    dialog.acts.setCurrentItem(row(dialog.acts, 1))
    dialog.revert.click()
    asked = window.findChildren(BuiltOnDialog)[-1]
    assert [row(asked.later, 0).text(1), row(asked.later, 0).text(2)] == [
        "Edit note",
        "\u2068Khaled\u2069, in the window",
    ]
    assert monument(context, ref).note == "second"
    (asked.follow if how == "follow" else asked.partly).setChecked(True)
    asked.primary.click()
    assert (monument(context, ref).note, monument(context, ref).description) == (
        note or before.note,
        before.description,
    )
    assert "First (taken back)" in labels(dialog)


def test_what_is_taken_back_already_and_the_sample_itself_stay(context: Context, window: QMainWindow) -> None:
    dialog = opened(context, window)
    assert not dialog.revert.isEnabled()
    changed(context, note="once")
    editing.undo(context.archive)
    dialog = opened(context, window)
    for number in range(dialog.acts.topLevelItemCount()):
        dialog.acts.setCurrentItem(row(dialog.acts, number))
        assert not dialog.revert.isEnabled()


def test_what_is_listed_is_written_to_a_file(
    context: Context, window: QMainWindow, history: History, tmp_path: Path
) -> None:
    said: list[str] = []
    context.workspace.said.connect(lambda words, action: said.append(words))
    changed(context, note="one", description="two")
    dialog = opened(context, window)
    dialog.filters.author.setCurrentIndex(dialog.filters.author.findText("Khaled"))
    history.export(str(tmp_path / "log.json"))
    assert len(json.loads((tmp_path / "log.json").read_text("utf-8"))["changes"]) == 2
    assert said[-1].startswith("2 changes were written to")


def test_the_changes_of_one_field_of_a_record_are_found(context: Context, window: QMainWindow) -> None:
    context.workspace.go_to(changed(context, note="one", condition="ruin"))
    dialog = opened(context, window)
    dialog.choice.choose("record")
    assert not dialog.filters.kind.isVisibleTo(dialog)
    field = dialog.filters.field
    assert field.isEnabled()
    field.setCurrentIndex(field.findData("note"))
    assert labels(dialog) == ["Edit note", "Import of 320 records"]
    dialog.choice.choose("archive")
    assert dialog.filters.kind.isVisibleTo(dialog) and dialog.filters.kind.currentData() is None
    assert labels(dialog)[:2] == ["Edit condition", "Edit note"]


def test_a_creation_tells_its_values_and_none_of_them_is_put_back(
    context: Context, window: QMainWindow
) -> None:
    edit = Edit(Action.CREATE, Kind.ACTOR, -1, values={"name": "لواء \u202exyz", "role": "guard"})
    editing.apply(context.archive, [edit], label="New")
    dialog = opened(context, window)
    told = [(value(dialog, number).text(0), value(dialog, number).text(2)) for number in range(2)]
    assert told == [("Name", "لواء ⇤xyz"), ("Role", "guard")]
    dialog.values.setCurrentItem(value(dialog))
    assert not dialog.revert_value.isEnabled() and dialog.revert.isEnabled()


def test_a_removed_record_says_so_and_all_that_is_known_of_it_is_listed(
    context: Context, window: QMainWindow
) -> None:
    create = Edit(Action.CREATE, Kind.ACTOR, -1, values={"name": "لواء", "role": "guard"})
    ref = editing.apply(context.archive, [create], label="New").created[-1]
    for action, values in ((Action.UPDATE, {"role": "حارس"}), (Action.TRASH, {})):
        edit = Edit(action, ref.kind, ref.id, context.archive.record(ref).version, values)
        editing.apply(context.archive, [edit], label=action.value)
    trash.empty(context.archive, (ref,), author="Amal")
    dialog = opened(context, window)
    head = row(dialog.values, 0)
    assert "removed for good on" in head.text(0) and "by \u2068Amal\u2069" in head.text(0)
    told = [[value(dialog, number).text(column) for column in range(3)] for number in range(2)]
    assert told == [["Name", "لواء", ""], ["Role", "حارس", ""]]
    dialog.values.setCurrentItem(value(dialog))
    assert not dialog.revert_value.isEnabled() and not dialog.revert.isEnabled()
    dialog.values.itemActivated.emit(head, 0)
    assert dialog.is_of_record and labels(dialog)[1:] == ["trash", "update", "New"]
    assert "removed for good on" in row(dialog.values, 0).text(0)

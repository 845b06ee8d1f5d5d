"""Saved searches in the window: kept, replaced only when asked, removed, and all of it undone."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow, QMessageBox
from sqlalchemy import text

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.tags import Tag
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.history import HistoryDialog
from palmyra_desktop.gui.dialogs.save_search import SaveSearchDialog
from palmyra_desktop.gui.history import History
from palmyra_desktop.gui.panels.saved import SavedSearchesPanel
from palmyra_desktop.gui.tagging import Tagging
from palmyra_desktop.gui.undo import Undo
from palmyra_desktop.gui.watch import Watch
from palmyra_desktop.gui.workspace_actions import WorkspaceActions
from palmyra_desktop.i18n import isolated
from palmyra_desktop.services import editing, searches, tagging
from palmyra_desktop.services.archive import Archive


@pytest.fixture
def panel(context: Context, window: QMainWindow) -> SavedSearchesPanel:
    """The panel in a window that undoes."""
    Undo(context, window), WorkspaceActions(context, window)
    context.settings.change(author="Amal")
    return SavedSearchesPanel(context, window)


def shown(panel: SavedSearchesPanel) -> list[str]:
    return [panel._list.item(row).text() for row in range(panel._list.count())]


def asked(panel: SavedSearchesPanel) -> SaveSearchDialog:
    (dialog,) = [one for one in panel.window().findChildren(SaveSearchDialog) if one.isVisible()]
    return dialog


def test_where_no_search_is_kept_the_words_have_the_room(panel: SavedSearchesPanel) -> None:
    assert panel._nothing.isVisibleTo(panel) and panel._list.minimumHeight() == 1
    panel.save("Tombs")
    assert not panel._nothing.isVisibleTo(panel) and panel._list.minimumHeight() > 1


def test_a_search_is_kept_under_a_name_and_led_back_to(context: Context, panel: SavedSearchesPanel) -> None:
    context.workspace.set_criteria(Criteria(text="tomb"))
    context.actions["save_search"].trigger()
    dialog = asked(panel)
    assert not dialog.primary.isEnabled()
    dialog.line.setText("  Tombs & مدافن ")
    dialog.primary.click()
    context.workspace.clear_filters()
    panel._on_chosen(panel._list.item(0))
    assert context.workspace.criteria.text == "tomb"
    assert context.actions["undo"].text() == "&Undo: Save the search “Tombs && مدافن”"
    assert editing.groups(context.archive)[0].author == "Amal"


def test_a_search_for_what_this_version_does_not_know_is_told_and_changes_nothing(
    context: Context, panel: SavedSearchesPanel
) -> None:
    panel.save("Tombs")
    with context.archive.engine.begin() as connection:
        connection.execute(text("""UPDATE saved_search SET criteria = '{"kind": "comets"}'"""))
    context.workspace.archive_changed.emit()
    said: list[str] = []
    context.workspace.said.connect(lambda words, action: said.append(words))
    before = context.workspace.criteria
    panel._on_chosen(panel._list.item(0))
    assert said == ["“Tombs” looks for what this version of the program does not know."]
    assert context.workspace.criteria == before


def test_a_name_that_is_taken_is_replaced_only_when_the_button_says_so(
    context: Context, panel: SavedSearchesPanel
) -> None:
    panel.save("Tombs")
    context.workspace.set_criteria(Criteria(text="tomb"))
    context.actions["save_search"].trigger()
    dialog = asked(panel)
    dialog.line.setText("Tomb")
    assert (dialog.primary.text(), dialog.note.text()) == ("Save", "")
    dialog.line.setText("Tombs")
    assert dialog.primary.text() == "Replace" and "another name" in dialog.note.text()
    assert dialog.line.accessibleDescription() == dialog.note.text()
    dialog.primary.click()
    (kept,) = searches.every(context.archive)
    assert Criteria.from_json(kept.criteria) == Criteria(text="tomb")
    context.actions["undo"].trigger()
    (kept,) = searches.every(context.archive)
    assert Criteria.from_json(kept.criteria) == Criteria()


def test_a_name_that_another_program_took_meanwhile_is_asked_for_again(
    context: Context, panel: SavedSearchesPanel
) -> None:
    context.workspace.set_criteria(Criteria(text="tomb"))
    context.actions["save_search"].trigger()
    asked(panel).line.setText("Tombs")
    searches.save(context.archive, "Tombs", Criteria(text="theirs"))
    asked(panel).primary.click()
    again = asked(panel)
    assert (again.name, again.primary.text()) == ("Tombs", "Replace")
    again.reject()
    (kept,) = searches.every(context.archive)
    assert Criteria.from_json(kept.criteria) == Criteria(text="theirs")
    assert shown(panel) == ["Tombs"]


def test_what_else_goes_wrong_is_told(
    context: Context, panel: SavedSearchesPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise KnownError("The drive is full.")

    told: list[object] = []
    context.tasks.failed.connect(told.append)
    monkeypatch.setattr(searches, "save", fail)
    panel.save("Tombs")
    assert [str(error) for error in told] == ["The drive is full."]


def test_a_search_is_removed_without_a_question_and_undo_is_offered(
    context: Context, panel: SavedSearchesPanel
) -> None:
    said: list[tuple[str, str]] = []
    context.workspace.said.connect(lambda words, action: said.append((words, action)))
    for name in ("a", "بل", "c"):
        panel.save(name, replaces=True)
    panel._list.setCurrentRow(1)
    panel._on_delete()
    assert panel.window().findChild(QMessageBox) is None
    assert shown(panel) == ["a", "بل"] and panel._list.currentRow() == 1
    assert said[-1] == ("Remove the saved search “c”", "undo")
    context.actions["undo"].trigger()
    assert shown(panel) == ["a", "c", "بل"]
    context.actions["redo"].trigger()
    assert shown(panel) == ["a", "بل"]


def test_a_list_that_stays_the_same_keeps_what_is_chosen_in_it(
    context: Context, panel: SavedSearchesPanel
) -> None:
    panel.save("a")
    panel.save("b", replaces=True)
    panel._list.setCurrentRow(1)
    kept = panel._list.item(1)
    context.workspace.archive_changed.emit()
    assert panel._list.currentItem() is kept
    searches.save(context.archive, "of another program", Criteria())
    context.workspace.archive_changed.emit()
    assert shown(panel) == ["a", "b", "of another program"]


def test_what_another_program_keeps_and_takes_back_is_seen(
    context: Context, panel: SavedSearchesPanel, window: QMainWindow
) -> None:
    Tagging(context, window)
    watch = Watch(context, window)
    watch.look()
    with Archive.open(Path(context.archive.location)) as theirs:
        searches.save(theirs, "theirs", Criteria())
        tagging.set_looks(theirs, (Tag("للمراجعة", "amber", 1),))
        watch.look()
        assert shown(panel) == ["theirs"]
        assert context.actions["tag_1"].text() == "1: للمراجعة"
        assert context.actions["undo"].text() == "&Undo: Change the tag “للمراجعة”"
        context.actions["undo"].trigger()
        assert tagging.looks(theirs) == ()
        editing.undo(theirs)
        watch.look()
        assert shown(panel) == []


def test_history_shows_what_a_search_looks_for_and_puts_one_back(
    context: Context, panel: SavedSearchesPanel, window: QMainWindow
) -> None:
    History(context, window)
    context.workspace.set_criteria(Criteria(text="مدافن"))
    panel.save("Tombs")
    panel.forget("Tombs")
    context.actions["history"].trigger()
    (dialog,) = window.findChildren(HistoryDialog)
    head = dialog.values.topLevelItem(0)
    assert head is not None and head.text(0) == f"Archive: {isolated('Palmyra 2015-2017')} (changed)"
    row = head.child(0)
    words = "\u2068Events\u2069; \u2068Fields contain: مدافن\u2069"
    assert [row.text(column) for column in range(3)] == ["Saved search “Tombs”", words, ""]
    dialog.filters.kind.setCurrentIndex(dialog.filters.kind.findData("archive"))
    assert not dialog.filters.field.isEnabled()
    assert [dialog.acts.topLevelItem(row).text(1) for row in range(dialog.acts.topLevelItemCount())] == [
        "Remove the saved search “Tombs”",
        "Save the search “Tombs”",
    ]
    head = dialog.values.topLevelItem(0)
    assert head is not None
    row = head.child(0)
    dialog.values.itemActivated.emit(head, 0)
    assert dialog.isVisible()
    dialog.values.setCurrentItem(row)
    dialog.revert_value.click()
    assert shown(panel) == ["Tombs"]
    assert context.actions["undo"].text() == "&Undo: Revert: Saved search “Tombs”"

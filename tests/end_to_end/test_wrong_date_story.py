"""A wrong date is mended, found in the history under a name, and taken back after opening anew."""

from PySide6.QtWidgets import QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.detail.rich_label import RichLabel
from palmyra_desktop.gui.dialogs.history import HistoryDialog
from palmyra_desktop.gui.forms.grounds import GroundsDialog
from palmyra_desktop.gui.forms.record_form import RecordForm
from palmyra_desktop.gui.main_window import MainWindow
from tests.end_to_end.conftest import OpenWindow, wait_until_idle

TITLE = "Temple of Bel blown up"


def look_at(window: MainWindow, qtbot: QtBot) -> RecordRef:
    assert window.archive is not None
    ref = window.archive.find(Kind.EVENT, TITLE)
    window.workspace.go_to(ref)
    wait_until_idle(window, qtbot)
    return ref


def date(window: MainWindow, ref: RecordRef) -> str:
    assert window.archive is not None
    event = window.archive.record(ref)
    assert isinstance(event, Event)
    return str(event.date)


def test_a_date_is_changed_found_in_the_history_and_taken_back_later(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(author="أمل")
    ref = look_at(window, qtbot)
    before = date(window, ref)
    window.all_actions["edit"].trigger()
    qtbot.waitUntil(lambda: window.findChild(RecordForm) is not None)
    form = window.findChild(RecordForm)
    assert form is not None
    line = form.findChild(QLineEdit, "date_field")
    assert line is not None
    line.setText("2015-09-01")
    form.primary.click()
    qtbot.waitUntil(lambda: form.findChild(GroundsDialog) is not None)
    grounds = form.findChild(GroundsDialog)
    assert grounds is not None
    by_archive = grounds.findChild(QRadioButton, "by_archive")
    assert by_archive is not None
    by_archive.setChecked(True)
    grounds.primary.click()
    qtbot.waitUntil(lambda: date(window, ref) == "2015-09-01")
    wait_until_idle(window, qtbot)

    assert window.archive is not None
    old = window.archive
    window.opening.open(str(old.location))
    qtbot.waitUntil(lambda: window.archive is not old and window.workspace.found is not None)
    wait_until_idle(window, qtbot)
    look_at(window, qtbot)
    changed = window.findChild(RichLabel, "changed_line")
    assert changed is not None and "أمل" in changed.text()
    window.all_actions["record_history"].trigger()
    qtbot.waitUntil(lambda: window.findChild(HistoryDialog) is not None)
    wait_until_idle(window, qtbot)
    dialog = window.findChild(HistoryDialog)
    assert dialog is not None
    act, told = dialog.acts.topLevelItem(0), dialog.values.topLevelItem(0)
    assert act is not None and told is not None and told.child(0) is not None
    assert "أمل" in act.text(2)
    assert [told.child(0).text(column) for column in (0, 2)] == ["Date", "1 September 2015 (2015-09-01)"]
    dialog.revert.click()
    qtbot.waitUntil(lambda: date(window, ref) == before)
    wait_until_idle(window, qtbot)
    dialog.accept()

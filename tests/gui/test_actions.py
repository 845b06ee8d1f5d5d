from collections import Counter

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from palmyra_desktop import assets
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.actions import Actions, key_sequences
from palmyra_desktop.gui.commands import ACTIONS
from palmyra_desktop.gui.conditions import Situation
from palmyra_desktop.gui.theme import Theme

EVENT = RecordRef(Kind.EVENT, 1)
OPEN = Situation(has_archive=True, found=3)


class Doer(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.done: list[object] = []

    def do(self) -> None:
        self.done.append("done")

    def switch(self, checked: bool) -> None:
        self.done.append(checked)


@pytest.mark.parametrize(
    ("keys", "id"),
    [
        ("Ctrl+F", "find"), ("/", "find"), ("Ctrl+1", "list_events"), ("Ctrl+6", "list_claims"),
        ("Ctrl+N", "new"), ("F2", "edit"), ("Return", "open"), ("Space", "preview"), ("Ctrl+I", "import"),
        ("Ctrl+Shift+E", "export"), ("Ctrl+Z", "undo"), ("Ctrl+H", "history"), ("Del", "trash"),
        ("Alt+Left", "back"), ("Alt+Right", "forward"), ("Ctrl+Shift+L", "clear_filters"),
        ("Ctrl+K", "palette"), ("F11", "full_screen"), ("F1", "help"), ("Ctrl+P", "print"),
        ("Ctrl+C", "copy"), ("Ctrl+A", "select_all"), ("Ctrl+Q", "quit"), ("Ctrl+O", "open_archive"),
        ("F6", "next_panel"),
    ],
)  # fmt: skip
def test_the_habits_have_their_keys(actions: Actions, keys: str, id: str) -> None:
    assert QKeySequence(keys) in actions[id].shortcuts()


def test_no_two_actions_share_an_id_or_a_key(qapp: object) -> None:
    keys = Counter(sequence.toString() for command in ACTIONS for sequence in key_sequences(command))
    assert [key for key, count in keys.items() if count > 1] == []
    assert len({command.id for command in ACTIONS}) == len(ACTIONS)


def test_no_two_actions_of_a_menu_share_a_letter() -> None:
    letters: Counter[tuple[object, object, str]] = Counter()
    for command in ACTIONS:
        mark = command.title.find("&")
        if mark >= 0:
            letters[command.menu, command.submenu, command.title[mark + 1].lower()] += 1
    assert [letter for letter, count in letters.items() if count > 1] == []


def test_every_icon_is_there() -> None:
    for command in ACTIONS:
        if command.icon:
            assets.path("icons", f"{command.icon}.svg")


def test_an_action_nobody_handles_is_disabled_and_says_so(actions: Actions) -> None:
    actions.update_situation(OPEN)
    assert not actions["export"].isEnabled()
    assert actions["export"].statusTip() == "This cannot be done here."


def test_a_disabled_action_says_why(actions: Actions) -> None:
    actions.handle("trash", Doer().do)
    expected = {
        Situation(): "Open an archive first.",
        Situation(has_archive=True, is_read_only=True, found=3, selected=1): "This archive can only be read.",
        OPEN: "Select records in the list first.",
        Situation(has_archive=True, found=3, selected=1, in_trash=True): "These records are in the trash.",
        Situation(has_archive=True, found=3, selected=1): "",
    }
    for situation, reason in expected.items():
        actions.update_situation(situation)
        assert (actions["trash"].statusTip(), actions["trash"].isEnabled()) == (reason, not reason)


def test_a_handled_action_is_done_by_its_handler_alone(actions: Actions) -> None:
    first, second = Doer(), Doer()
    actions.handle("about", first.do)
    actions.handle("about", second.do)
    actions["about"].trigger()
    assert (first.done, second.done) == ([], ["done"])


def test_a_switch_tells_its_state(actions: Actions) -> None:
    doer = Doer()
    actions.handle("full_screen", doer.switch)
    actions["full_screen"].trigger()
    actions["full_screen"].trigger()
    assert doer.done == [True, False]


def test_checking_an_action_does_not_do_it(actions: Actions) -> None:
    doer = Doer()
    actions.handle("list_images", doer.switch)
    actions.check("list_images")
    assert actions["list_images"].isChecked()
    actions.check("list_events")
    assert not actions["list_images"].isChecked()
    assert doer.done == []


def test_the_lists_delete_key_leaves_other_widgets_alone(qtbot: QtBot, theme: Theme) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions, doer = Actions(theme, window), Doer()
    content = QWidget()
    layout, records, other = QVBoxLayout(content), QWidget(), QLineEdit("x")
    records.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    layout.addWidget(records)
    layout.addWidget(other)
    window.setCentralWidget(content)
    window.menuBar().addAction(actions["trash"])
    actions.handle("trash", doer.do)
    actions.add_to(records, "trash")
    actions.update_situation(Situation(has_archive=True, found=1, selected=1, current=EVENT))
    with qtbot.waitActive(window):
        window.show()
    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_Delete)
    assert doer.done == []
    records.setFocus()
    qtbot.keyClick(records, Qt.Key.Key_Delete)
    assert doer.done == ["done"]

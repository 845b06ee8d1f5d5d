import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.command_palette import CommandPalette, entries, matching, pasted_view
from palmyra_desktop.gui.menus import MenuBar
from palmyra_desktop.gui.workspace_actions import WorkspaceActions


@pytest.fixture
def menus(context: Context, qtbot: QtBot) -> MenuBar:
    menus = MenuBar(context.actions)
    qtbot.addWidget(menus)
    return menus


@pytest.fixture
def palette(context: Context, menus: MenuBar, qtbot: QtBot) -> CommandPalette:
    context.actions.parts = WorkspaceActions(context)  # type: ignore[attr-defined]  # kept alive with them
    palette = CommandPalette(menus, context.theme, context)
    qtbot.addWidget(palette)
    palette.show()
    return palette


def field(palette: CommandPalette) -> QLineEdit:
    found = palette.findChild(QLineEdit)
    assert found is not None
    return found


def shown(palette: CommandPalette) -> list[str]:
    rows = palette.findChild(QListWidget)
    assert rows is not None
    return [rows.item(row).text() for row in range(rows.count())]


def test_an_action_is_found_by_a_part_of_its_name_and_done(palette: CommandPalette, context: Context) -> None:
    field(palette).setText("monum")
    assert shown(palette)[0] == "View: Monuments (Ctrl+2)"
    field(palette).returnPressed.emit()
    assert context.workspace.criteria.kind == Kind.MONUMENT
    assert not palette.isVisible()


def test_actions_that_cannot_be_taken_are_not_offered(palette: CommandPalette) -> None:
    field(palette).setText("undo")
    assert not any("Undo" in words for words in shown(palette))


@pytest.mark.parametrize("words", ["baalshamin", "بعل شمين"])
def test_a_record_is_found_by_any_of_its_names_and_gone_to(
    palette: CommandPalette, context: Context, qtbot: QtBot, words: str
) -> None:
    field(palette).setText(words)
    qtbot.waitUntil(lambda: any(row.startswith("Monument: Temple of Baal") for row in shown(palette)))
    rows = palette.findChild(QListWidget)
    assert rows is not None
    place = next(n for n, row in enumerate(shown(palette)) if row.startswith("Monument: Temple of Baal"))
    while rows.currentRow() < place:
        qtbot.keyClick(field(palette), Qt.Key.Key_Down)
    qtbot.keyClick(field(palette), Qt.Key.Key_Return)
    assert context.workspace.current is not None
    assert context.workspace.current.kind == Kind.MONUMENT
    assert context.workspace.criteria.kind == Kind.MONUMENT


def test_what_nobody_is_called_finds_nothing_and_enter_does_nothing(
    palette: CommandPalette, qtbot: QtBot
) -> None:
    field(palette).setText("qqqqqq")
    qtbot.wait(200)
    assert shown(palette) == []
    qtbot.keyClick(field(palette), Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_copied_view_is_seen_again(palette: CommandPalette, context: Context, qtbot: QtBot) -> None:
    view = Criteria(kind=Kind.CLAIM, text="قال").toggled("monument", 3)
    context.workspace.set_criteria(view)
    context.actions["copy_view"].trigger()
    context.workspace.clear_filters()
    field(palette).paste()
    qtbot.keyClick(field(palette), Qt.Key.Key_Return)
    assert context.workspace.criteria == view


@pytest.mark.parametrize("text", ["{", "[]", '{"kind": "dragons"}', "temple", "3"])
def test_other_text_is_no_view(text: str) -> None:
    assert pasted_view(text) is None


def test_words_are_looked_for_in_the_menus_names_too(menus: MenuBar) -> None:
    found = matching(entries(menus), "colours dark")
    assert [entry.action.objectName() for entry in found] == ["theme_dark"]

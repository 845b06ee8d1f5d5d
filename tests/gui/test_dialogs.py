import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from palmyra_desktop import __version__, i18n
from palmyra_desktop.gui.actions import Actions
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.dialogs.about import AboutDialog
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.dialogs.first_screen import FirstScreen, shown_location
from palmyra_desktop.gui.dialogs.preferences import PreferencesDialog
from palmyra_desktop.gui.dialogs.shortcuts import ShortcutsDialog
from palmyra_desktop.gui.opening import Refusal
from palmyra_desktop.gui.signing import SignDialog
from palmyra_desktop.gui.theme import Theme


def test_about_tells_what_a_report_needs_and_copies_it(theme: Theme, qtbot: QtBot) -> None:
    dialog = AboutDialog(theme, "/archives/Palmyra.palmyra")
    qtbot.addWidget(dialog)
    dialog.show()
    copy = dialog.findChild(QPushButton, "copy_button")
    assert copy is not None
    copy.click()
    copied = QGuiApplication.clipboard().text()
    for words in (f"Version: {__version__}", "GPL-3.0", "Qt: 6.", "/archives/Palmyra.palmyra", "log"):
        assert words in copied


def test_preferences_take_effect_at_once_and_are_kept(
    settings: CurrentSettings, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = PreferencesDialog(settings, theme)
    qtbot.addWidget(dialog)
    colours = dialog.findChild(QComboBox, "theme_setting")
    reopen = dialog.findChild(QCheckBox, "reopen_last_setting")
    author = dialog.findChild(QLineEdit, "author_setting")
    assert colours and reopen and author
    colours.setCurrentIndex(colours.findData("dark"))
    colours.activated.emit(colours.currentIndex())
    reopen.click()
    author.setText(" زنوبيا ")
    author.editingFinished.emit()
    assert (settings.value.theme, settings.value.reopen_last, settings.value.author) == (
        "dark",
        False,
        "زنوبيا",
    )
    settings.flush()
    assert json.loads((tmp_path / "settings.json").read_text())["author"] == "زنوبيا"


def test_every_preference_is_named_for_a_screen_reader(
    settings: CurrentSettings, theme: Theme, qtbot: QtBot
) -> None:
    dialog = PreferencesDialog(settings, theme)
    qtbot.addWidget(dialog)
    fields = [*dialog.findChildren(QComboBox), *dialog.findChildren(QCheckBox)]
    assert len(fields) == 5
    assert all(field.accessibleName() and field.accessibleDescription() for field in fields)


def test_help_lists_the_keys_of_every_action_that_has_one(
    actions: Actions, theme: Theme, qtbot: QtBot
) -> None:
    dialog = ShortcutsDialog(actions, theme)
    qtbot.addWidget(dialog)
    page = dialog.findChild(QTextBrowser)
    assert page is not None
    words = page.toPlainText()
    for keys in ("Ctrl+F, /", "Ctrl+Shift+L", "Ctrl+K", "F6"):
        assert keys in words


@pytest.mark.parametrize("language", ["ar", i18n.PSEUDO])
def test_the_first_screen_speaks_other_languages(theme: Theme, qtbot: QtBot, language: str) -> None:
    i18n.set_language(language)
    try:
        screen = FirstScreen(theme, ("/a/بل.palmyra",), Refusal("/x", "words", "hint", True), "تدمر")
    finally:
        i18n.set_language("en")
    qtbot.addWidget(screen)
    screen.show()
    assert len(screen.findChildren(QPushButton)) == 7


def test_a_password_is_never_shown() -> None:
    shown = shown_location("postgresql+psycopg://reader:secret@db.example/palmyra")
    assert shown == "postgresql+psycopg://db.example/palmyra"


def test_the_first_screen_shows_no_password_of_a_recent_archive(theme: Theme, qtbot: QtBot) -> None:
    screen = FirstScreen(theme, ("postgresql+psycopg://reader:secret@db.example/palmyra",))
    qtbot.addWidget(screen)
    words = [label.text() for label in screen.findChildren(QLabel)]
    tips = [button.toolTip() for button in screen.findChildren(QPushButton)]
    assert any("db.example" in shown for shown in words)
    assert not any("secret" in shown for shown in (*words, *tips))


def test_the_home_folder_is_shown_short(home: Path) -> None:
    assert shown_location(str(home / "archives")) == "~/archives"
    assert shown_location("/srv/archives") == "/srv/archives"


def test_a_dialog_larger_than_the_screen_keeps_its_buttons_on_it(theme: Theme, qtbot: QtBot) -> None:
    dialog = ActionDialog(theme, "large_dialog", "Large", "Save")
    qtbot.addWidget(dialog)
    dialog.body.addWidget(QWidget(), 1)
    room = dialog.screen().availableGeometry()
    dialog.resize(room.width() + 500, room.height() + 500)
    dialog.show()
    assert dialog.height() <= room.height() and dialog.width() <= room.width()
    dialog.grab()
    assert dialog.rect().contains(dialog.primary.geometry())


def test_the_keyboard_begins_in_the_body_of_a_dialog_and_ends_at_its_buttons(
    theme: Theme, qtbot: QtBot
) -> None:
    dialog = SignDialog(theme, "")
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.open()
        dialog.activateWindow()
    assert dialog.focusWidget() is dialog.line
    qtbot.keyClicks(QApplication.focusWidget(), "Zainab")
    assert dialog.line.text() == "Zainab"
    for button in (dialog.cancel, dialog.primary):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget() is button

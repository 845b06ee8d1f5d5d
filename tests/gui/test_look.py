from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStyleHints
from PySide6.QtWidgets import QApplication

from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.look import Look
from palmyra_desktop.gui.theme import Theme


@pytest.fixture
def system(
    settings: CurrentSettings, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> Iterator[CurrentSettings]:
    """Settings that leave the colours to a system of dark ones; the application is light again after."""
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda hints: Qt.ColorScheme.Dark)
    settings.change(theme="system")
    yield settings
    theme.apply()


@pytest.mark.parametrize("was_dark", [False, True])
def test_before_the_system_is_asked_a_window_is_as_dark_as_it_was_last(
    was_dark: bool, system: CurrentSettings, qapp: QApplication
) -> None:
    system.change(was_dark=was_dark)
    look = Look(qapp, system)
    assert look.theme.is_dark == was_dark

    look.begin()
    assert (look.theme.is_dark, system.value.was_dark) == (True, True)
    look.deleteLater()


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_a_users_own_choice_needs_neither_the_system_nor_what_was(
    choice: str, system: CurrentSettings, qapp: QApplication
) -> None:
    system.change(theme=choice, was_dark=choice == "light")
    look = Look(qapp, system)
    assert look.theme.is_dark == (choice == "dark")

    look.begin()
    assert look.theme.is_dark == (choice == "dark") == system.value.was_dark
    look.deleteLater()

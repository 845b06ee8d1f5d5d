"""The main job by keyboard alone: every step is a key pressed in the widget that has the focus."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.filters.facet_list import Row, RowRole, Shape
from palmyra_desktop.gui.main_window import MainWindow
from palmyra_desktop.gui.reader.text_view import TextView
from tests.end_to_end.conftest import OpenWindow, wait_until_idle

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CTRL, ALT = Modifier.ControlModifier, Modifier.AltModifier
CTRL_SHIFT = CTRL | Modifier.ShiftModifier


class Keyboard:
    """Somebody who has no mouse: presses keys, and sees what the window shows."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot

    @property
    def focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the keyboard"
        return focus

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        QTest.keyClick(self.focus, key, modifiers)
        wait_until_idle(self.window, self._qtbot)

    def type(self, words: str) -> None:
        QTest.keyClicks(self.focus, words)

    def has(self, panel: str) -> bool:
        """Say whether a panel has the keyboard."""
        return self.window.panels[panel].isAncestorOf(self.focus)

    def walk_to(self, panel: str) -> None:
        """Press F6 until the panel has the keyboard."""
        for _step in self.window.panels:
            if self.has(panel):
                return
            self.press(Key.Key_F6)
        assert self.has(panel), f"F6 does not lead to {panel}"

    def take_filter(self, facet: str, label: str) -> Row:
        """Go down the filters to a value, open its facet where it is hidden, and take it."""
        self.walk_to("filters")
        self._to_row(lambda row: row.shape is Shape.VALUE and (row.facet, row.label) == (facet, label), facet)
        found = self._row()
        assert found is not None
        self.press(Key.Key_Space)
        return found

    def _row(self) -> Row | None:
        row: Row | None = self.focus.currentIndex().data(RowRole)  # type: ignore[attr-defined]  # a view
        return row

    def _to_row(self, wanted: Callable[[Row], bool], facet: str) -> None:
        self.press(Key.Key_Home)
        for _step in range(200):
            row = self._row()
            if row is not None and wanted(row):
                return
            if row is not None and row.facet == facet and row.shape is Shape.MORE:
                before = self.focus.model().rowCount()  # type: ignore[attr-defined]
                self.press(Key.Key_Space)
                assert self.focus.model().rowCount() > before  # type: ignore[attr-defined]
            else:
                self.press(Key.Key_Down)
        pytest.fail("the arrow keys do not lead to the value")

    def wait_for_window(self, name: str) -> None:
        """Wait until a window, a dialog or the main one, has the keyboard."""

        def is_there() -> bool:
            window = QApplication.activeWindow()
            return window is not None and window.objectName() == name

        self.wait(is_there)

    def wait_for_no_dialog(self) -> None:
        """Wait until the last dialog is gone, and do what a window manager does then."""
        self.wait(lambda: QApplication.activeModalWidget() is None)
        self.window.activateWindow()
        self.wait_for_window("main_window")

    def wait(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition)
        wait_until_idle(self.window, self._qtbot)

    @property
    def ids(self) -> tuple[int, ...]:
        found = self.window.workspace.found
        assert found is not None
        return tuple(found.ids)


@pytest.fixture
def user(open_window: OpenWindow, qtbot: QtBot) -> Keyboard:
    return Keyboard(open_window(), qtbot)


def test_the_list_has_the_keyboard_and_ctrl_and_a_number_list_each_kind(user: Keyboard) -> None:
    assert user.has("records")
    archive = user.window.archive
    assert archive is not None
    totals = archive.totals()
    for number, kind in enumerate(Kind, Key.Key_1.value):
        user.press(Key(number), CTRL)
        assert user.window.workspace.criteria.kind == kind
        assert len(user.ids) == totals[kind] > 0
        assert user.has("records")


def test_words_are_searched_cleared_and_left_for_the_list(user: Keyboard) -> None:
    everything = user.ids
    user.press(Key.Key_F, CTRL)
    assert user.focus is user.window.header.search
    user.type("temple")
    user.wait(lambda: user.window.workspace.criteria.text == "temple")
    assert 0 < len(user.ids) < len(everything)
    user.press(Key.Key_Escape)
    assert user.ids == everything
    user.type("temple")
    user.press(Key.Key_Down)
    assert user.has("records")
    assert 0 < len(user.ids) < len(everything)


def test_monument_and_actor_are_filtered_cleared_and_found_again(user: Keyboard) -> None:
    everything = user.ids
    actor = user.take_filter("actor", "Islamic State")
    assert 0 < len(user.ids) == actor.count < len(everything)
    monument = user.take_filter("monument", "Temple of Bel")
    filtered, criteria = user.ids, user.window.workspace.criteria
    assert 0 < len(filtered) == monument.count < actor.count
    user.press(Key.Key_L, CTRL_SHIFT)
    assert user.ids == everything
    user.press(Key.Key_Left, ALT)
    assert user.window.workspace.criteria == criteria
    assert user.ids == filtered
    user.press(Key.Key_Right, ALT)
    assert user.ids == everything


def test_enter_opens_a_record_and_a_claim_opens_the_reader_at_its_words(user: Keyboard) -> None:
    user.press(Key.Key_2, CTRL)
    user.press(Key.Key_F, CTRL)
    user.type("Temple of Bel")
    user.press(Key.Key_Return)
    user.wait(lambda: user.has("records"))
    user.press(Key.Key_Home, CTRL)
    archive = user.window.archive
    assert archive is not None
    bel = archive.find(Kind.MONUMENT, "Temple of Bel")
    assert user.window.workspace.current == bel
    user.press(Key.Key_Return)
    assert user.has("detail")

    user.walk_to("attribution")
    user.press(Key.Key_Home)
    user.press(Key.Key_Down)
    user.press(Key.Key_Return)
    reader = user.window.findChild(TextView)
    assert reader is not None and reader.current is not None
    claim = archive.record(RecordRef(Kind.CLAIM, reader.current))
    assert isinstance(claim, Claim) and claim.words
    assert claim.subject.ref == bel
    lit = next(one for one in reader._stretches if one.claim is not None and one.claim.id == claim.id)
    assert archive.source_text(claim.source.id).text[lit.start : lit.end] == claim.words  # type: ignore[union-attr]
    assert reader.visibleRegion().boundingRect().height() > 0


def test_what_is_listed_is_exported_row_by_row(user: Keyboard, tmp_path: Path) -> None:
    user.take_filter("actor", "Islamic State")
    listed = user.ids
    output = tmp_path / "destroyed.csv"

    user.press(Key.Key_E, CTRL_SHIFT)
    user.wait_for_window("export_dialog")
    for _step in range(60):
        if user.focus.objectName() == "export_file":
            break
        user.press(Key.Key_Tab)
    assert user.focus.objectName() == "export_file", "Tab does not lead to the file"
    user.press(Key.Key_A, CTRL)
    user.type(str(output))
    user.press(Key.Key_Return, CTRL)
    user.wait(output.exists)

    user.wait_for_no_dialog()
    with output.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    titles = [user.window.archive.record(RecordRef(Kind.EVENT, id)).title for id in listed]  # type: ignore[union-attr]
    assert [row.get("title", row.get("Title")) for row in rows] == titles


def test_a_record_goes_to_the_trash_and_comes_back(user: Keyboard) -> None:
    before = user.ids
    assert user.has("records")
    user.press(Key.Key_Delete)
    user.wait(lambda: len(user.ids) == len(before) - 1)
    assert before[0] not in user.ids
    user.press(Key.Key_Z, CTRL)
    user.wait(lambda: user.ids == before)
    user.press(Key.Key_Z, CTRL_SHIFT)
    user.wait(lambda: len(user.ids) == len(before) - 1)


def test_the_palette_does_what_is_written_in_it(user: Keyboard) -> None:
    user.press(Key.Key_K, CTRL)
    user.wait_for_window("command_palette")
    user.press(Key.Key_Escape)
    user.wait_for_no_dialog()
    user.press(Key.Key_K, CTRL)
    user.wait_for_window("command_palette")
    user.type("claims")
    user.press(Key.Key_Return)
    user.wait(lambda: user.window.workspace.criteria.kind == Kind.CLAIM)


def test_help_opens_and_closes(user: Keyboard) -> None:
    user.press(Key.Key_F1)
    user.wait_for_window("shortcuts_dialog")
    user.press(Key.Key_Escape)
    user.wait_for_no_dialog()
    assert user.has("records")


def test_f11_fills_the_screen_and_leaves_it(user: Keyboard) -> None:
    user.press(Key.Key_F11)
    assert user.window.isFullScreen()
    user.press(Key.Key_F11)
    assert not user.window.isFullScreen()

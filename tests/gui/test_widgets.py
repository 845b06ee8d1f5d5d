"""The small widgets work with mouse and keyboard, and say what they are."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from palmyra_desktop import i18n
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.buttons import IconButton, LinkButton, PrimaryButton
from palmyra_desktop.gui.widgets.chip import Chip
from palmyra_desktop.gui.widgets.dock_title import DockTitle
from palmyra_desktop.gui.widgets.empty_state import EmptyLine, EmptyState
from palmyra_desktop.gui.widgets.labels import HeadingLabel, Label, PillLabel
from palmyra_desktop.gui.widgets.segmented import Segment, Segmented


@pytest.fixture
def arabic(qapp: QApplication) -> Iterator[None]:
    i18n.set_language("ar")
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    i18n.set_language("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


MAKERS: list[Callable[[Theme], QWidget]] = [
    lambda theme: Chip(theme, "Date", "2015"),
    lambda theme: PillLabel(theme, "conflict", "conflict"),
    lambda theme: IconButton(theme, "search", "Search"),
    lambda theme: DockTitle(theme, "Detail"),
    lambda theme: Segmented(theme, "Rows", (Segment("all", "All"),)),
]


@pytest.mark.parametrize("make", MAKERS)
def test_every_widget_has_a_name_for_code_and_one_for_a_screen_reader(
    theme: Theme, qtbot: QtBot, make: Callable[[Theme], QWidget]
) -> None:
    widget = make(theme)
    qtbot.addWidget(widget)
    assert widget.objectName()
    assert widget.accessibleName()


@pytest.mark.parametrize("make", MAKERS)
def test_every_widget_grows_with_the_text(
    theme: Theme, qtbot: QtBot, make: Callable[[Theme], QWidget]
) -> None:
    widget = make(theme)
    qtbot.addWidget(widget)
    before = widget.sizeHint().height()
    theme.switch(dark=True, scale=1.5)
    grown = widget.sizeHint().height()
    theme.switch(dark=False, scale=1.0)
    assert grown > before


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_removes_a_chip(theme: Theme, qtbot: QtBot, key: Qt.Key) -> None:
    chip = shown(qtbot, Chip(theme, "Kind of event", "killing"))
    assert isinstance(chip, Chip)
    with qtbot.waitSignal(chip.removed, timeout=1000), qtbot.assertNotEmitted(chip.clicked):
        qtbot.keyClick(chip, key)


def test_a_click_on_the_cross_removes_a_chip_and_any_other_click_opens_it(theme: Theme, qtbot: QtBot) -> None:
    chip = shown(qtbot, Chip(theme, "Kind of event", "killing"))
    assert isinstance(chip, Chip)
    cross = QPoint(chip.width() - theme.px(14), chip.height() // 2)
    with qtbot.waitSignal(chip.removed, timeout=1000), qtbot.assertNotEmitted(chip.clicked):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=cross)
    with qtbot.waitSignal(chip.clicked, timeout=1000), qtbot.assertNotEmitted(chip.removed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(12, chip.height() // 2))


def test_the_cross_of_a_chip_is_on_the_left_when_read_from_the_right(
    arabic: None, theme: Theme, qtbot: QtBot
) -> None:
    chip = shown(qtbot, Chip(theme, "التاريخ", "٢٠١٥"))
    assert isinstance(chip, Chip)
    with qtbot.waitSignal(chip.removed, timeout=1000):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(theme.px(14), chip.height() // 2))


def test_a_press_that_leaves_the_cross_removes_nothing(theme: Theme, qtbot: QtBot) -> None:
    chip = shown(qtbot, Chip(theme, "Date", "2015"))
    assert isinstance(chip, Chip)
    cross = QPoint(chip.width() - theme.px(14), chip.height() // 2)
    with qtbot.assertNotEmitted(chip.removed):
        qtbot.mousePress(chip, Qt.MouseButton.LeftButton, pos=cross)
        qtbot.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=QPoint(-40, 200))


def test_the_shortcut_of_an_icon_button_is_in_its_tool_tip(theme: Theme, qtbot: QtBot) -> None:
    button = IconButton(theme, "search", "Search", "Ctrl+F")
    qtbot.addWidget(button)
    assert button.toolTip() == "Search (Ctrl+F)"
    button.set_text("Find")
    assert (button.toolTip(), button.accessibleName()) == ("Find (Ctrl+F)", "Find")


def test_a_link_is_pressed_with_the_space_bar(theme: Theme, qtbot: QtBot) -> None:
    link = shown(qtbot, LinkButton(theme, "Clear all"))
    assert isinstance(link, LinkButton)
    with qtbot.waitSignal(link.clicked, timeout=1000):
        qtbot.keyClick(link, Qt.Key.Key_Space)


def test_markup_in_a_label_is_shown_as_it_is_written(theme: Theme, qtbot: QtBot) -> None:
    label = Label(theme, "<b>Bel</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_heading_wraps_where_it_is_narrow(theme: Theme, qtbot: QtBot) -> None:
    heading = HeadingLabel(theme, "Twelve more tower tombs destroyed in the valley", "title")
    qtbot.addWidget(heading)
    assert heading.heightForWidth(120) > heading.heightForWidth(900)


def test_a_label_follows_the_colours(theme: Theme, qtbot: QtBot) -> None:
    label = Label(theme, "Bel", color_role="muted")
    qtbot.addWidget(label)
    theme.switch(dark=True, scale=1.0)
    dark = label.palette().windowText().color()
    theme.switch(dark=False, scale=1.0)
    assert dark != theme.color("muted")
    assert label.palette().windowText().color() == theme.color("muted")


def segments(theme: Theme, qtbot: QtBot) -> Segmented:
    choices = (
        Segment("list", "The list", 17),
        Segment("selected", "Selected", 1),
        Segment("all", "All", 2140),
    )
    widget = shown(qtbot, Segmented(theme, "Rows", choices))
    assert isinstance(widget, Segmented)
    return widget


def test_the_first_choice_is_taken_until_another_is_clicked(theme: Theme, qtbot: QtBot) -> None:
    rows = segments(theme, qtbot)
    assert rows.chosen == "list"
    with qtbot.waitSignal(rows.chosen_changed, timeout=1000) as told:
        qtbot.mouseClick(rows.findChild(QWidget, "segment_all"), Qt.MouseButton.LeftButton)
    assert told.args == ["all"]
    assert rows.chosen == "all"


def test_arrow_keys_move_between_choices(theme: Theme, qtbot: QtBot) -> None:
    rows = segments(theme, qtbot)
    first = rows.findChild(QWidget, "segment_list")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert rows.chosen == "selected"


def test_a_choice_says_its_number(arabic: None, theme: Theme, qtbot: QtBot) -> None:
    rows = segments(theme, qtbot)
    assert rows.findChild(QWidget, "segment_all").accessibleName() == "All ٢٬١٤٠"
    rows.set_count("all", None)
    assert rows.findChild(QWidget, "segment_all").accessibleName() == "All"
    with pytest.raises(KeyError):
        rows.choose("none")


def test_a_dock_title_leaves_room_for_itself_and_lies_beside_its_content(theme: Theme, qtbot: QtBot) -> None:
    window = QMainWindow()
    dock = QDockWidget(window)
    title = DockTitle(theme, "Timeline")
    content = QWidget()
    dock.setTitleBarWidget(title)
    dock.setWidget(content)
    window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
    window.resize(600, 400)
    shown(qtbot, window)
    assert title.height() == theme.px(34)
    assert not title.geometry().intersects(content.geometry())


def test_the_menu_of_a_dock_title_shows_once_there_is_one(theme: Theme, qtbot: QtBot) -> None:
    title = DockTitle(theme, "Timeline")
    shown(qtbot, title)
    more = title.findChild(QToolButton, "more_button")
    assert not more.isVisible()
    title.set_menu(QMenu(title))
    assert more.isVisible()
    assert more.accessibleName() == "More for Timeline"


def test_a_note_stands_beside_the_title_and_controls_at_the_end(theme: Theme, qtbot: QtBot) -> None:
    title = DockTitle(theme, "Timeline")
    link = LinkButton(theme, "Undated: 3")
    title.add_widget(link, at_end=True)
    title.set_note("by monument")
    title.resize(600, theme.px(34))
    shown(qtbot, title)
    note = next(label for label in title.findChildren(QLabel) if label.text() == "by monument")
    assert note.x() < 300 < link.x()


LINES = (
    EmptyLine("Without Damage: slight", "14 events"),
    EmptyLine("Without Actor: UNESCO", "none, another filter hides them too", can_remove=False),
    EmptyLine("Without Search: “tetrapylon”", "3 events"),
)


def empty(theme: Theme, qtbot: QtBot) -> EmptyState:
    state = EmptyState(theme)
    state.show_state("No event matches", "One filter hides them.", LINES, "Clear all filters", "Ctrl Shift L")
    state.resize(700, 600)
    shown(qtbot, state)
    return state


def test_a_line_can_be_removed_only_where_that_would_show_something(theme: Theme, qtbot: QtBot) -> None:
    state = empty(theme, qtbot)
    links = state.findChildren(LinkButton)
    assert [link.accessibleName() for link in links] == [
        "Remove: Without Damage: slight",
        "Remove: Without Search: “tetrapylon”",
    ]
    with qtbot.waitSignal(state.removed, timeout=1000) as told:
        qtbot.mouseClick(links[1], Qt.MouseButton.LeftButton)
    assert told.args == [2]


def test_the_primary_button_tells_it_was_clicked(theme: Theme, qtbot: QtBot) -> None:
    state = empty(theme, qtbot)
    with qtbot.waitSignal(state.primary_clicked, timeout=1000):
        qtbot.mouseClick(state.findChild(PrimaryButton), Qt.MouseButton.LeftButton)


def test_lines_shown_again_replace_those_before(theme: Theme, qtbot: QtBot) -> None:
    state = empty(theme, qtbot)
    state.show_state("Choose a record to see it here")
    qtbot.waitUntil(lambda: not state.findChildren(LinkButton))
    assert state.accessibleName() == "Choose a record to see it here"
    assert not state.findChild(QPushButton, "primary").isVisible()

"""The window in each language, look and size: nothing that is written is cut."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.review import AlreadyThere, begun
from palmyra_desktop.gui.actions import Actions
from palmyra_desktop.gui.detail.pill_button import PillButton
from palmyra_desktop.gui.dialogs.format_cards import _Card as FormatCard
from palmyra_desktop.gui.main_window import MainWindow
from palmyra_desktop.gui.records.table_view import TableView
from palmyra_desktop.gui.review.form import FindingForm
from palmyra_desktop.gui.review.page import ReviewPage
from palmyra_desktop.gui.search_field import SearchField
from palmyra_desktop.gui.status_bar import StatusBar
from palmyra_desktop.gui.widgets.chip import Chip
from palmyra_desktop.gui.widgets.labels import ElidedLabel
from tests import article_findings
from tests.end_to_end.conftest import OpenWindow, wait_until_idle

SMALL, MIDDLE, LARGE, FULL_HD = (1024, 700), (1440, 900), (1600, 1000), (1920, 1080)
FITTING = (Chip, ElidedLabel, PillButton, FormatCard)
"""They shorten or break their words themselves and tell all of them in their tool tip."""


def cut(window: QWidget) -> list[str]:
    """Return each label and button whose words need more room than there is, in words for the tester."""
    return [
        f"{type(widget).__name__} {_path(widget)} {widget.text()[:40]!r}: {reason}"
        for widget in _written(window)
        for reason in (_lack(widget), _hidden_part(widget))
        if reason
    ]


def _written(window: QWidget) -> Iterator[QLabel | QAbstractButton]:
    for kind in (QLabel, QAbstractButton):
        for widget in window.findChildren(kind):
            if widget.isVisible() and not isinstance(widget, FITTING) and widget.text():
                yield widget


def _lack(widget: QLabel | QAbstractButton) -> str:
    """Say what a widget lacks of its own size hint; paragraphs only need the height of their width."""
    if isinstance(widget, QLabel) and widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        return f"{needed} high, has {widget.height()}" if needed > widget.height() else ""
    needed = widget.sizeHint().width()
    return f"{needed} wide, has {widget.width()}" if needed > widget.width() else ""


def _hidden_part(widget: QWidget) -> str:
    """Say whether a widget reaches out of what it stands in; in a scroll area only sideways counts."""
    place, above = QRect(widget.rect()), widget
    while (parent := above.parentWidget()) is not None and not above.isWindow():
        place.translate(above.pos())
        above = parent
        area = above.parentWidget()
        is_scrolled = isinstance(area, QAbstractScrollArea) and area.viewport() is above
        if place.left() < 0 or place.right() >= above.width():
            return f"reaches out of {above.objectName() or type(above).__name__} sideways"
        if is_scrolled:
            return ""
        if place.top() < 0 or place.bottom() >= above.height():
            return f"reaches out of {above.objectName() or type(above).__name__}"
    return ""


def _path(widget: QWidget) -> str:
    names = []
    above: QWidget | None = widget
    while above is not None and not above.isWindow():
        names.append(above.objectName())
        above = above.parentWidget()
    return "/".join(filter(None, reversed(names)))


def settle() -> None:
    """Let layouts in layouts find their sizes: paragraphs first, what holds them afterwards."""
    for _round in range(3):
        QApplication.processEvents()


def cut_on_a_tour(window: MainWindow, qtbot: QtBot) -> list[str]:
    """Look at each kind, a filter, a search without an answer, a message; return what is cut anywhere."""
    archive, workspace = window.archive, window.workspace
    assert archive is not None
    found: dict[str, None] = {}

    def look() -> None:
        wait_until_idle(window, qtbot)
        QApplication.processEvents()
        found.update(dict.fromkeys(cut(window)))

    for kind in Kind:
        workspace.set_kind(kind)
        look()
    bel, group = archive.find(Kind.MONUMENT, "Temple of Bel"), archive.find(Kind.ACTOR, "Islamic State")
    workspace.go_to(bel)
    look()
    workspace.set_criteria(Criteria(text="temple").only("monument", bel.id).toggled("actor", group.id))
    look()
    workspace.set_criteria(Criteria(text="nothing holds these words").only("monument", bel.id))
    look()
    workspace.clear_filters()
    status = window.statusBar()
    assert isinstance(status, StatusBar)
    status.tell(window.all_actions["find"].text(), "clear_filters")
    look()
    return list(found)


LOOKS = [
    pytest.param(SMALL, {}, id="english-small"),
    pytest.param(SMALL, {"language": "ar"}, id="arabic-small"),
    pytest.param(SMALL, {"theme": "dark"}, id="dark-small"),
    pytest.param(LARGE, {"language": "xx"}, id="pseudo-large"),
    pytest.param(MIDDLE, {"text_scale": 1.5}, id="text-150"),
    pytest.param(MIDDLE, {"language": "ar", "text_scale": 1.5}, id="arabic-text-150"),
    pytest.param(FULL_HD, {"text_scale": 2.0}, id="text-200"),
]


@pytest.mark.parametrize(("size", "values"), LOOKS)
def test_no_words_in_the_window_are_cut(
    open_window: OpenWindow, qtbot: QtBot, size: tuple[int, int], values: dict[str, object]
) -> None:
    window = open_window(size, **values)
    found = cut_on_a_tour(window, qtbot)
    assert (found, (window.width(), window.height())) == ([], size)


@pytest.mark.parametrize(("size", "values"), LOOKS)
def test_no_words_of_a_review_are_cut(
    open_window: OpenWindow, qtbot: QtBot, size: tuple[int, int], values: dict[str, object]
) -> None:
    window = open_window(size, **values)
    assert window.context is not None
    there = AlreadyThere(
        1, article_findings.TITLE, "The archive has another text of the same address.", False
    )
    page = ReviewPage(window.context, begun(article_findings.findings(), (there,)), 1, 12)
    before = window.size()
    window.show_page(page)
    found: dict[str, None] = {}
    for ref in page.findings.model_.refs:
        page.findings.make_current(ref)
        page.article.selectAll()
        settle()
        found.update(dict.fromkeys(cut(window)))
        page.act("correct")
        settle()
        form = page.findChildren(FindingForm)[-1]
        found.update(dict.fromkeys(cut(form)))
        assert form.width() <= size[0] and form.height() <= size[1], ref
        form.reject()
    assert (list(found), window.size()) == ([], before)
    window.leave_page()


def test_a_long_note_beside_the_title_of_a_dock_is_elided(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(SMALL)
    assert window.archive is not None
    found = window.archive.search(Criteria(kind=Kind.SOURCE)).ids
    sources = window.archive.rows(Kind.SOURCE, found)
    longest = max(sources, key=lambda source: len(source.publisher or ""))  # type: ignore[attr-defined]
    window.workspace.go_to(longest.ref)
    wait_until_idle(window, qtbot)
    (note,) = window.docks["reader"].titleBarWidget().findChildren(ElidedLabel)
    assert note.text().endswith("…")
    assert note.toolTip() == note.accessibleName() != note.text()


@pytest.mark.parametrize(("size", "values"), LOOKS)
def test_no_words_in_dialogs_are_cut_and_dialogs_fit_the_window(
    open_window: OpenWindow, qtbot: QtBot, size: tuple[int, int], values: dict[str, object]
) -> None:
    window = open_window(size, **values)
    found: dict[str, list[str]] = {}
    for action in ("export", "preferences", "help", "about", "palette", "columns"):
        window.all_actions[action].trigger()
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
        wait_until_idle(window, qtbot)
        dialog = QApplication.activeModalWidget()
        assert dialog is not None and dialog.layout() is not None
        # Qt opens no dialog larger than two thirds of the screen, and this one has 800 x 800 pixels.
        dialog.resize(
            dialog.width(), max(dialog.height(), dialog.layout().totalHeightForWidth(dialog.width()))
        )
        QApplication.processEvents()
        found[action] = cut(dialog)
        if dialog.width() > window.width() or dialog.height() > window.height():
            found[action].append(f"is {dialog.width()} x {dialog.height()}")
        dialog.close()
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert {action: words for action, words in found.items() if words} == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_window_fits_a_small_screen(open_window: OpenWindow, language: str) -> None:
    window = open_window(SMALL, language=language)
    least = window.minimumSizeHint()
    assert (window.width(), window.height()) == SMALL
    assert least.width() <= SMALL[0] and least.height() <= SMALL[1]


def test_the_search_keeps_room_for_words_in_a_small_window(open_window: OpenWindow) -> None:
    window = open_window(SMALL)
    search = window.findChild(SearchField)
    assert search is not None
    assert search.width() >= window.look.theme.px(160)


def test_arabic_is_read_from_right_to_left(open_window: OpenWindow) -> None:
    window = open_window(language="ar")
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert [key for key, panel in window.panels.items() if not panel.isRightToLeft()] == []
    assert window.header.menus.geometry().center().x() > window.width() / 2
    table = window.findChild(TableView)
    assert table is not None
    header = table.horizontalHeader()
    first, second = (header.sectionViewportPosition(header.logicalIndex(place)) for place in (0, 1))
    assert first > second


def test_the_language_changes_while_the_window_is_open(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(SMALL)
    title = window.all_actions["export"].text()
    hidden = [key for key, panel in window.panels.items() if not panel.isVisible()]
    assert hidden == ["coverage"]
    for language in ("ar", "xx", "en"):
        before = window.all_actions
        window.settings.change(language=language)
        qtbot.waitUntil(partial(is_rebuilt, window, before))
        wait_until_idle(window, qtbot)
        assert (window.all_actions["export"].text() == title) == (language == "en")
        assert window.workspace.found is not None and len(window.workspace.found.ids) == 23
        assert window.isRightToLeft() == (language == "ar")
        assert [key for key, panel in window.panels.items() if not panel.isVisible()] == hidden


def is_rebuilt(window: MainWindow, before: Actions) -> bool:
    """Say whether the window has other actions than before and an answer in its list."""
    return window.all_actions is not before and window.workspace.found is not None

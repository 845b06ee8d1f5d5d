"""The rows of the table as pictures: kept while they hold, made anew when they do not."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.delegates.row import RowPictures
from palmyra_desktop.gui.models.record_pages import page_of
from palmyra_desktop.gui.models.records_model import RecordsModel
from palmyra_desktop.gui.records.table_view import TableView


@pytest.fixture
def view(context: Context, qtbot: QtBot) -> TableView:
    """The table of all events of the sample, shown low enough to scroll."""
    model = RecordsModel(context.archive, context.tasks)
    found = context.archive.search(Criteria(), first=200)
    model.show_found(found, page_of(context.archive, found.rows))
    view = TableView(context, model)
    qtbot.addWidget(view)
    view.resize(1000, 200)
    view.show()
    return view


def _pictures(view: TableView) -> RowPictures:
    return view._pictures


def _image(view: TableView, row: int) -> QImage:
    return _pictures(view).picture(row).toImage()


def test_rows_that_come_next_are_painted_while_nothing_else_is_to_do(view: TableView, qtbot: QtBot) -> None:
    below = view.rowAt(view.viewport().height() - 1) + 2

    qtbot.waitUntil(lambda: _pictures(view).has(below))


def test_a_row_painted_before_is_not_painted_again(view: TableView) -> None:
    first = _pictures(view).picture(0)

    assert _pictures(view).picture(0).cacheKey() == first.cacheKey()


def test_a_selected_row_is_another_picture(view: TableView) -> None:
    plain = _image(view, 1)

    view.selectRow(1)

    assert _image(view, 1) != plain


def test_a_wider_column_makes_other_pictures(view: TableView) -> None:
    model = view.model()
    assert isinstance(model, RecordsModel)
    before = _image(view, 0)

    view.setColumnWidth(model.column("date"), 90)

    assert _image(view, 0) != before


def test_words_searched_for_are_lit(view: TableView) -> None:
    before = _image(view, 0)

    view.light(Criteria(text="palmyra"))

    assert _image(view, 0) != before


def test_a_row_reads_from_right_to_left_with_its_icon_at_the_right(view: TableView, context: Context) -> None:
    left_to_right = _image(view, 0)
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        _pictures(view).forget()
        assert _image(view, 0) != left_to_right
    finally:
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_row_on_its_way_has_bars_where_its_words_will_be(view: TableView, context: Context) -> None:
    found = context.archive.search(Criteria(), first=200)
    model = view.model()
    assert isinstance(model, RecordsModel)
    model.show_found(found, page_of(context.archive, ()))

    image = _image(view, 0)

    bar = context.theme.color("grid")
    across = [image.pixelColor(x, image.height() // 2) == bar for x in range(image.width())]
    begins = sum(is_bar and not before for before, is_bar in pairwise([False, *across]))
    assert begins == len(view.shown_keys)
    assert not any(across[: context.theme.px(8)]) and not all(across[-context.theme.px(40) :])

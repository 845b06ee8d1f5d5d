"""The timeline when things were said, dates claimed otherwise, the undated strip, and the way about."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline import steps
from palmyra_desktop.domain.timeline.reports import Turn
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.panels.records import RecordsPanel
from palmyra_desktop.gui.panels.timeline import TimelinePanel
from palmyra_desktop.gui.timeline.head import HAPPENED, SAID, SAID_OF
from palmyra_desktop.gui.timeline.hit import Zone
from palmyra_desktop.gui.timeline.legend_card import LegendCard
from palmyra_desktop.gui.timeline.words import bar_words

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(context: Context, qtbot: QtBot) -> TimelinePanel:
    panel = TimelinePanel(context)
    qtbot.addWidget(panel)
    panel.resize(940, 420)
    panel.show()
    return panel


def called(panel: TimelinePanel, title: str) -> RecordRef:
    return next(bar.ref for bar in panel.view.chart.spans.bars if bar.title == title)


def test_what_was_said_of_all_that_is_listed_stands_at_the_time_it_was_said(panel: TimelinePanel) -> None:
    happened = panel.view.chart.scale
    next(one for one in panel.head.time_menu().actions() if "all that is listed" in one.text()).trigger()
    chart = panel.view.chart
    assert {bar.ref.kind for bar in chart.spans.bars} == {Kind.CLAIM}
    assert {"asserts", "confirms", "denies"} <= {mark.stance for mark in chart.notes.marks.values()}
    assert panel.head.time.text() == "When it was said"
    assert chart.scale != happened
    assert not panel.view.grab().isNull()
    panel.head.time_chosen.emit(HAPPENED)
    assert {bar.ref.kind for bar in chart.spans.bars} == {Kind.EVENT}


def test_what_was_said_of_one_record_follows_the_record_but_not_its_reports(panel: TimelinePanel) -> None:
    workspace, bel = panel.context.workspace, called(panel, "Temple of Bel blown up")
    workspace.set_current(bel)
    panel.head.time_chosen.emit(SAID_OF)
    reports = [bar.ref for bar in panel.view.chart.spans.bars]
    assert len(reports) == 8
    workspace.set_current(reports[3])
    assert [bar.ref for bar in panel.view.chart.spans.bars] == reports
    workspace.set_current(RecordRef(Kind.EVENT, bel.id + 1))
    assert [bar.ref for bar in panel.view.chart.spans.bars] != reports


def test_the_first_to_say_so_is_named_and_a_denial_painted_in_its_colour(panel: TimelinePanel) -> None:
    panel.context.workspace.set_current(called(panel, "Temple of Bel blown up"))
    panel.head.time_chosen.emit(SAID_OF)
    chart = panel.view.chart
    first = [bar.title for bar in chart.spans.bars if chart.notes.marks[bar.ref].turn is Turn.FIRST]
    assert first
    assert all(title.startswith("First: ") for title in first)
    image: QImage = panel.view.viewport().grab().toImage()
    colors = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert panel.context.theme.color("denies").name() in colors


def test_in_that_time_a_drawn_range_is_shown_and_filters_nothing(panel: TimelinePanel, qtbot: QtBot) -> None:
    panel.head.time_chosen.emit(SAID)
    viewport, y = panel.view.viewport(), round(panel.view.chart.axis_y[0]) + 4
    before = panel.view.chart.scale.days_per_pixel
    qtbot.mousePress(viewport, Left, pos=QPoint(400, y))
    qtbot.mouseMove(viewport, QPoint(450, y))
    qtbot.mouseMove(viewport, QPoint(500, y))
    qtbot.mouseRelease(viewport, Left, pos=QPoint(500, y))
    assert not panel.context.workspace.criteria.is_filtered
    assert panel.view.chart.scale.days_per_pixel < before


def test_a_list_of_which_nothing_was_said_says_so(panel: TimelinePanel) -> None:
    panel.head.time_chosen.emit(SAID)
    panel.context.workspace.set_criteria(Criteria(text="no such words anywhere"))
    assert panel.view.accessibleDescription().startswith("Nobody is known to have said")


def test_a_date_claimed_otherwise_is_told_with_who_claims_it(panel: TimelinePanel) -> None:
    chart = panel.view.chart
    lion = next(bar for bar in chart.spans.bars if bar.title == "Lion of Al-lat smashed")
    assert [str(date) for date in chart.ghosts(lion)] == ["2015-05"]
    words = bar_words(lion, chart.notes)
    assert "May 2015 (2015-05): syrian-heritage.com, Reclaiming" in words
    assert words.endswith("Sources disagree about the date.")
    bel = next(bar for bar in chart.spans.bars if bar.title == "Temple of Bel blown up")
    assert "disagree" not in bar_words(bel, chart.notes)


def test_the_undated_stand_in_a_strip_and_are_chosen_by_mouse_and_keyboard(
    panel: TimelinePanel, qtbot: QtBot
) -> None:
    workspace, view, chart = panel.context.workspace, panel.view, panel.view.chart
    workspace.set_kind(Kind.IMAGE)
    boxes, links = chart.undated_boxes(), chart.spans.undated_links
    assert len(links) >= len(boxes) > 1
    y = round(chart.height - chart.undated_height / 2)
    qtbot.mouseClick(view.viewport(), Left, pos=QPoint(round(chart.names_width + boxes[1].x0) + 5, y))
    assert workspace.current == links[1].ref
    hit = chart.hit(boxes[0].x0 + 2, y, 0)
    assert (hit.zone, hit.undated) == (Zone.UNDATED, links[0])
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert workspace.current == links[0].ref
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    last = chart.layout.row_count - 1
    assert chart.row_y(last, view.verticalScrollBar().value()) + chart.row_height <= y
    workspace.set_criteria(Criteria(text="Lion of Al-lat smashed"))
    assert chart.undated_height == 0


def test_the_strip_of_counts_shows_where_one_is_and_leads_elsewhere(
    panel: TimelinePanel, qtbot: QtBot
) -> None:
    view, chart = panel.view, panel.view.chart
    assert chart.window() is None
    view.zoom(8.0, 100.0)
    window = chart.window()
    assert window is not None
    strip, width = chart.cells(), window[1] - window[0]
    assert width == pytest.approx(chart.chart_width / 8, rel=0.02)
    qtbot.mouseClick(view.viewport(), Left, pos=QPoint(round(chart.names_width + 500), 8))
    window = chart.window()
    assert window is not None
    assert (window[0] + window[1]) / 2 == pytest.approx(500, abs=1)
    assert chart.cells() == strip
    assert not panel.context.workspace.criteria.is_filtered


def test_what_is_selected_is_shown_whole(panel: TimelinePanel, qtbot: QtBot) -> None:
    workspace, chart = panel.context.workspace, panel.view.chart
    some = [bar for bar in chart.spans.bars if "Bel blown" in bar.title or "Lion" in bar.title]
    workspace.set_selection(tuple(bar.ref.id for bar in some))
    qtbot.keyClick(panel.view, Qt.Key.Key_S)
    days = [day for bar in some for day in (bar.first_day, bar.last_day) if day is not None]
    assert 0 < chart.scale.x(min(days)) < 60
    assert chart.chart_width - 60 < chart.scale.x(max(days) + 1) < chart.chart_width


def test_the_legend_names_every_mark_and_closes_with_a_key(panel: TimelinePanel, qtbot: QtBot) -> None:
    card = LegendCard(panel.context.theme, panel)
    words = card.accessibleDescription()
    for word in ("certain", "claimed otherwise", "held, but contested", "a band of your own", "denies"):
        assert word in words
    painted = card.grab().toImage()
    assert painted.pixelColor(2, 2) == panel.context.theme.color("raised")
    assert panel.context.theme.color("denies").name() in {
        painted.pixelColor(x, y).name() for x in range(painted.width()) for y in range(painted.height())
    }
    card.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))
    assert card.isHidden()


def _point_at(widget: QWidget, point: QPointF) -> None:
    """Move the pointer as far as the widget knows; where the test before left it does not matter."""
    none, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    move = QMouseEvent(QEvent.Type.MouseMove, point, widget.mapToGlobal(point), none, none, keys)
    QApplication.sendEvent(widget, move)


def test_what_the_pointer_is_on_is_told_and_lit_both_ways(
    panel: TimelinePanel, context: Context, qtbot: QtBot
) -> None:
    records = RecordsPanel(context)
    qtbot.addWidget(records)
    records.resize(900, 400)
    records.show()
    view, chart, told = panel.view, panel.view.chart, []
    context.workspace.pointed_changed.connect(told.append)
    bel = called(panel, "Temple of Bel blown up")
    lane, placed = next(steps.places_of(chart.layout, bel))
    x = round(chart.names_width + chart.offset + (placed.x0 + placed.x1) / 2)
    row = next(number for number, row in enumerate(lane.rows) if placed in row.placed)
    view.bring_into_sight()
    view.verticalScrollBar().setValue(round((lane.top + row) * chart.row_height))
    y = round(chart.row_y(lane.top + row, view.verticalScrollBar().value()) + chart.row_height / 2)
    before = records.table.viewport().grab().toImage()
    _point_at(view.viewport(), QPointF(x, y))
    assert told == [bel]
    assert records.table.viewport().grab().toImage() != before
    _point_at(records.table.viewport(), QPointF(30, 5))
    first = RecordRef(Kind.EVENT, records.model.ids[0])
    assert told[-1] == first
    assert view._pointed == first

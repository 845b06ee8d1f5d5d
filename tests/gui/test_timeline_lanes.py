"""Lanes of the timeline on the real sample: what they stand for, order, pins, folds and hiding."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.timeline import steps
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.panels.timeline import TimelinePanel
from palmyra_desktop.gui.timeline.head import LANES

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def build(context: Context, qtbot: QtBot) -> Callable[[], TimelinePanel]:
    """Make the panel, 940 x 420, as it is opened."""

    def built() -> TimelinePanel:
        panel = TimelinePanel(context)
        qtbot.addWidget(panel)
        panel.resize(940, 420)
        panel.show()
        return panel

    return built


@pytest.fixture
def panel(build: Callable[[], TimelinePanel]) -> TimelinePanel:
    return build()


def labels(panel: TimelinePanel) -> list[str]:
    return [lane.lane.label for lane in panel.view.chart.layout.lanes]


def keys(panel: TimelinePanel) -> list[FacetKey]:
    return [lane.lane.key for lane in panel.view.chart.layout.lanes]


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text().replace("&", "").startswith(text)).trigger()


def point_of_lane(panel: TimelinePanel, number: int, x: int = 60) -> QPoint:
    chart = panel.view.chart
    top = chart.row_y(chart.layout.lanes[number].top, panel.view.verticalScrollBar().value())
    return QPoint(x, round(top + chart.row_height / 2))


@pytest.mark.parametrize("lanes", [key for key in LANES if key != "none"])
def test_every_choice_of_lanes_has_lanes_with_names(panel: TimelinePanel, lanes: str) -> None:
    panel.head.lanes_chosen.emit(lanes)
    named = [label for label in labels(panel) if label]
    assert named
    assert panel.view.chart.has_lanes
    assert panel.head.lanes.text() == LANES[lanes][0]
    assert not panel.view.grab().isNull()


def test_kinds_of_event_are_named_in_words(panel: TimelinePanel) -> None:
    panel.head.lanes_chosen.emit("event_kind")
    assert "killing" in labels(panel)
    assert not any("_" in label for label in labels(panel))


def test_a_click_on_a_lane_filters_by_what_it_stands_for(panel: TimelinePanel, qtbot: QtBot) -> None:
    panel.head.lanes_chosen.emit("event_kind")
    lane = panel.view.chart.layout.lanes[1].lane
    qtbot.mouseClick(panel.view.viewport(), Left, pos=point_of_lane(panel, 1))
    criteria = panel.context.workspace.criteria
    assert criteria.choice("event_kind").taken == (lane.key,)
    assert len(panel.view.chart.spans.bars) == lane.count


def test_lanes_are_put_in_order_by_the_menu(panel: TimelinePanel) -> None:
    choose(panel.head.lanes_menu(), "Order by name")
    assert labels(panel) == sorted(labels(panel), key=lambda label: (not label, label.casefold()))
    choose(panel.head.lanes_menu(), "Order by first date")
    chart = panel.view.chart
    days = [
        min(one.bar.date.sort_key[0] for row in lane.rows for one in row.placed)
        for lane in chart.layout.lanes
    ]
    assert days[:-1] == sorted(days[:-1])


def test_a_click_before_the_name_collapses_a_lane_and_another_opens_it(
    panel: TimelinePanel, qtbot: QtBot
) -> None:
    rows = len(panel.view.chart.layout.lanes[0].rows)
    assert rows > 1
    qtbot.mouseClick(panel.view.viewport(), Left, pos=point_of_lane(panel, 0, x=6))
    assert len(panel.view.chart.layout.lanes[0].rows) == 1
    assert not panel.context.workspace.criteria.is_filtered
    qtbot.mouseClick(panel.view.viewport(), Left, pos=point_of_lane(panel, 0, x=6))
    assert len(panel.view.chart.layout.lanes[0].rows) == rows


def test_a_pinned_lane_stays_at_the_top_while_the_others_scroll(panel: TimelinePanel) -> None:
    last = panel.view.chart.layout.lanes[-2].lane
    choose(panel._lane_menu(last), "Pin")
    chart, bar = panel.view.chart, panel.view.verticalScrollBar()
    assert chart.layout.lanes[0].lane.key == last.key
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    hit = chart.hit(-20, chart.lanes_top + 4, bar.value())
    assert hit.lane is not None
    assert hit.lane.lane.key == last.key
    hit = chart.hit(-20, chart.pinned_bottom + 4, bar.value())
    assert hit.lane is not None
    assert hit.lane.lane.key not in (last.key, chart.layout.lanes[1].lane.key)
    assert not panel.view.grab().isNull()


def test_a_hidden_lane_is_counted_and_shown_again(panel: TimelinePanel) -> None:
    before = keys(panel)
    choose(panel._lane_menu(panel.view.chart.layout.lanes[1].lane), "Hide")
    assert keys(panel) == [before[0], *before[2:]]
    assert panel.head.lanes.text() == "Lanes: monument (1 hidden)"
    choose(panel.head.lanes_menu(), "Show the hidden lane")
    assert keys(panel) == before


def test_all_lanes_are_collapsed_and_opened(panel: TimelinePanel) -> None:
    choose(panel.head.lanes_menu(), "Collapse all")
    assert {len(lane.rows) for lane in panel.view.chart.layout.lanes} == {1}
    choose(panel.head.lanes_menu(), "Open all")
    assert max(len(lane.rows) for lane in panel.view.chart.layout.lanes) > 1


def test_how_lanes_are_looked_at_and_the_place_are_remembered(
    panel: TimelinePanel, build: Callable[[], TimelinePanel]
) -> None:
    panel.head.lanes_chosen.emit("actor")
    choose(panel.head.lanes_menu(), "Order by name")
    choose(panel._lane_menu(panel.view.chart.layout.lanes[2].lane), "Hide")
    panel.view.zoom(3.0, 200.0)
    panel._on_left()
    again = build()
    assert labels(again) == labels(panel)
    assert again.view.chart.scale == panel.view.chart.scale
    again.view.fit()
    again._on_left()
    assert build().view.chart.is_fitted


def test_another_archive_is_looked_at_in_its_own_way(panel: TimelinePanel) -> None:
    panel.head.lanes_chosen.emit("actor")
    kept = panel.context.settings.value.timeline
    assert list(kept) == [panel.context.archive.shown_location]
    for number in range(12):
        panel.context.settings.change(
            timeline={**panel.context.settings.value.timeline, f"other {number}": {}}
        )
    panel.head.lanes_chosen.emit("place")
    assert len(panel.context.settings.value.timeline) == 10


def test_tab_goes_from_lane_to_lane_and_leaves_after_the_last(context: Context, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    before, panel = QPushButton("before", window), TimelinePanel(context, window)
    after = QPushButton("after", window)
    for widget in (before, panel, after):
        layout.addWidget(widget)
    window.resize(940, 500)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    before.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    view, lanes = panel.view, panel.view.chart.layout.lanes
    assert view.hasFocus()
    seen = []
    for _lane in lanes:
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        place = steps.find(view.chart.layout, context.workspace.current, view._lane)
        assert place is not None
        seen.append(place[0].lane.key)
    assert seen == [lane.lane.key for lane in lanes]
    qtbot.keyClick(view, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert view._lane == lanes[-2].lane.key
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_the_menu_of_a_lane_is_asked_for_on_its_name_and_within_that_of_a_bar(
    panel: TimelinePanel, qtbot: QtBot
) -> None:
    view, point = panel.view, point_of_lane(panel, 0)
    view.lane_menu_requested.disconnect()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point))
    with qtbot.waitSignal(view.lane_menu_requested) as asked:
        QApplication.sendEvent(view.viewport(), event)
    assert asked.args is not None
    assert asked.args[0] == view.chart.layout.lanes[0].lane
    qtbot.keyClick(view, Qt.Key.Key_Home)
    current = panel.context.workspace.current
    assert current is not None
    lane = view.lane_of(current)
    assert lane is not None
    assert panel._bar_menu(current).actions()[-1].text() == lane.label

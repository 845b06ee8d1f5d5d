"""The timeline where there are too many records for bars: stacks, and bars where one looks closely."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.timeline import steps
from palmyra_desktop.domain.timeline.notes import Notes
from palmyra_desktop.domain.timeline.stacks import Stack
from palmyra_desktop.gui.actions import Actions
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.panels.timeline import TimelinePanel
from palmyra_desktop.gui.tasks import ImmediateTasks
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.timeline import chart
from palmyra_desktop.gui.timeline.hit import Zone
from palmyra_desktop.gui.timeline.words import tip
from palmyra_desktop.gui.workspace import Workspace
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import spans


@pytest.fixture
def panel(
    sample_archive: Archive,
    tasks: ImmediateTasks,
    workspace: Workspace,
    settings: CurrentSettings,
    theme: Theme,
    actions: Actions,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> TimelinePanel:
    """The panel, where even the few records of the sample are too many."""
    monkeypatch.setattr(spans, "MOST_BARS", 12)
    monkeypatch.setattr(chart, "_MOST_IN_VIEW", 6)
    made = TimelinePanel(Context(sample_archive, tasks, workspace, settings, theme, actions))
    qtbot.addWidget(made)
    made.resize(940, 420)
    made.show()
    return made


def stacks_of(panel: TimelinePanel) -> list[Stack]:
    scale = panel.view.chart.scale
    lanes = panel.view.chart.layout.lanes
    return [one for lane in lanes if lane.grain for one in lane.grain.stacks(lane.lane.days, scale)]


def bars_of(panel: TimelinePanel) -> int:
    return sum(len(row.placed) for lane in panel.view.chart.layout.lanes for row in lane.rows)


def test_all_records_lie_in_stacks_where_they_are_too_many(panel: TimelinePanel) -> None:
    seen = panel.view.chart
    assert not seen.has_bars
    assert bars_of(panel) == 0
    assert sum(stack.records for stack in stacks_of(panel)) == sum(lane.count for lane in seen.spans.lanes)
    assert not panel.view.grab().isNull()


def test_a_click_on_a_stack_enlarges_it_until_its_bars_are_seen(panel: TimelinePanel, qtbot: QtBot) -> None:
    view = panel.view
    for _click in range(8):
        if view.chart.has_bars:
            break
        lane = view.chart.layout.lanes[0]
        assert lane.grain is not None
        stack = lane.grain.stacks(lane.lane.days, view.chart.scale)[0]
        x = view.chart.names_width + (max(stack.x0, 0) + min(stack.x1, view.chart.chart_width)) / 2
        point = QPoint(round(x), round(view.chart.lanes_top + view.chart.row_height / 2))
        hit = view._hit(point)
        assert hit.stack is not None and hit.zone is Zone.LANES
        assert str(hit.stack.records) in tip(hit)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
        qtbot.wait(1)
    assert view.chart.has_bars
    assert bars_of(panel) > 0
    assert not view.grab().isNull()


def test_bars_of_data_that_is_no_longer_shown_are_dropped(panel: TimelinePanel) -> None:
    view = panel.view
    old = view.chart.spans
    panel._read()
    view.show_bars(old, (0, 10**6), ())
    assert not view.chart.has_bars


def test_a_note_says_how_many_that_go_on_from_before_are_left_out(panel: TimelinePanel) -> None:
    view = panel.view
    view.bars_wanted.disconnect()
    view.zoom_in()
    view._refresh()
    days = round(view.chart.scale.start) - 1, round(view.chart.scale.end) + 1
    seen = []
    for number in (0, 0, 3):
        view.show_bars(view.chart.spans, days, (), Notes(left_out=number))
        seen.append(view.grab().toImage())
    assert seen[0] == seen[1] != seen[2]


def test_where_even_the_bars_of_some_days_are_too_many_they_are_asked_for_once(panel: TimelinePanel) -> None:
    view, asked = panel.view, []
    view.bars_wanted.disconnect()
    view.bars_wanted.connect(asked.append)
    while not asked:
        view.zoom_in()
        view._refresh()
    view.show_bars(view.chart.spans, asked[0], None)
    view._refresh()
    assert len(asked) == 1
    assert not view.chart.has_bars


def test_a_record_in_a_stack_is_shown_by_coming_near(panel: TimelinePanel, workspace: Workspace) -> None:
    (found,) = panel.context.archive.search(Criteria(text="Bel blown up"), first=1).rows
    workspace.timeline_requested.emit(found.ref)
    place = steps.find(panel.view.chart.layout, found.ref)
    assert place is not None
    assert 0 <= place[1].x0 + panel.view.chart.offset < panel.view.chart.chart_width


def test_a_record_without_a_date_leaves_the_view_where_it_is(
    panel: TimelinePanel, workspace: Workspace
) -> None:
    workspace.set_criteria(Criteria(Kind.IMAGE))
    scale = panel.view.chart.scale
    workspace.timeline_requested.emit(panel.view.chart.spans.undated_links[0].ref)
    assert panel.view.chart.scale == scale


def test_the_keyboard_goes_from_stack_to_stack_and_enter_enlarges_until_records_are_reached(
    panel: TimelinePanel, workspace: Workspace, qtbot: QtBot
) -> None:
    view, key = panel.view, Qt.Key
    qtbot.keyClick(view, key.Key_Home)
    first = view.shown().stack
    assert first is not None
    assert "Enter enlarges it" in view.accessibleDescription()
    assert workspace.current is None
    qtbot.keyClick(view, key.Key_Right)
    second = view.shown().stack
    assert second is not None
    assert (second.lane, second.first_day > first.last_day) == (first.lane, True)
    qtbot.keyClick(view, key.Key_Tab)
    assert view.shown().stack.lane == view.chart.layout.lanes[1].lane.key  # type: ignore[union-attr]
    assert not view.grab().isNull()
    for _press in range(12):
        if view.chart.has_bars:
            break
        qtbot.keyClick(view, key.Key_Return)
        qtbot.wait(1)
    assert view.chart.has_bars
    assert workspace.current is not None, "the first record of the stack that came apart"
    assert view.shown().stack is None
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, key.Key_Return)
    assert opened.args == [workspace.current]


def test_arrow_keys_step_through_the_records_of_a_stack_and_enter_enlarges_it(
    panel: TimelinePanel, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spans, "MOST_BARS", 5_000)
    monkeypatch.setattr(chart, "_ROWS_OF_LANE", 1)
    panel._read()
    view, seen, opened = panel.view, [], []
    view.opened.connect(opened.append)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    while view.shown().stack is None and len(seen) < 20:
        seen.append(workspace.current)
        qtbot.keyClick(view, Qt.Key.Key_Right)
    stack, days = view.shown().stack, view.chart.scale.days_per_pixel
    assert stack is not None
    assert workspace.current not in seen
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened == []
    assert view.chart.scale.days_per_pixel < days
    assert view.chart.scale.start <= stack.first_day <= stack.last_day <= view.chart.scale.end


def test_home_and_end_lead_to_the_ends_of_the_lane_where_not_all_records_are_known(
    panel: TimelinePanel, workspace: Workspace, qtbot: QtBot
) -> None:
    view = panel.view
    (found,) = panel.context.archive.search(Criteria(text="Bel blown up"), first=1).rows
    workspace.timeline_requested.emit(found.ref)
    assert view.chart.has_bars
    for pressed, end in ((Qt.Key.Key_End, -1), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(view, pressed)
        lane = next(lane for lane in view.chart.spans.lanes if lane.key == view._lane)
        day = lane.days.days[end]
        assert view.chart.scale.start <= day <= view.chart.scale.end
        spot = view.spot()
        assert spot is not None and spot.lane.lane.key == lane.key
        assert spot.days[0] <= day <= spot.days[1] if spot.days else spot.day == day

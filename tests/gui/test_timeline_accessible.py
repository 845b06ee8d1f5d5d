"""The timeline as a screen reader finds it: a list of lanes, each a group of the bars in view."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Bar, Lane, Spans
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline.density import counted
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.panels.timeline import TimelinePanel

Role, Text = QAccessible.Role, QAccessible.Text


@pytest.fixture
def panel(context: Context, qtbot: QtBot) -> TimelinePanel:
    panel = TimelinePanel(context)
    qtbot.addWidget(panel)
    panel.resize(940, 900)
    panel.show()
    return panel


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[QAccessible.Event, str]]]:
    """What a screen reader is told: each event, and the name of what it is about."""
    found: list[tuple[QAccessible.Event, str]] = []

    def tell(event: QAccessibleEvent) -> None:
        found.append((event.type(), event.accessibleInterface().text(Text.Name)))

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", tell)
    yield found


def tree(panel: TimelinePanel) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(panel.view)


def children(parent: QAccessibleInterface) -> list[QAccessibleInterface]:
    return [parent.child(number) for number in range(parent.childCount())]


def lane_of(panel: TimelinePanel, name: str) -> QAccessibleInterface:
    return next(lane for lane in children(tree(panel)) if lane.text(Text.Name) == name)


def bel(panel: TimelinePanel) -> RecordRef:
    return next(bar.ref for bar in panel.view.chart.spans.bars if bar.title == "Temple of Bel blown up")


def test_the_lanes_are_groups_of_items_with_title_date_and_lane(panel: TimelinePanel) -> None:
    lane = lane_of(panel, "Temple of Bel")
    assert (tree(panel).role(), lane.role()) == (Role.List, Role.Grouping)
    (bar,) = children(lane)
    assert bar.role() == Role.ListItem
    assert bar.text(Text.Name) == "Temple of Bel blown up, 30 August 2015, lane Temple of Bel"
    assert bar.text(Text.Description) == "2015-08-30"


def test_every_part_knows_its_parent_and_its_number(panel: TimelinePanel) -> None:
    top = tree(panel)
    for number, lane in enumerate(children(top)):
        assert lane.parent() is top
        assert top.indexOfChild(lane) == number
        for place, bar in enumerate(children(lane)):
            assert bar.parent() is lane
            assert lane.indexOfChild(bar) == place


def test_bars_stand_in_time_order(panel: TimelinePanel) -> None:
    lane = lane_of(panel, "Palmyra (site)")
    dates = [DateSpan.parse(bar.text(Text.Description)).sort_key for bar in children(lane)]
    assert len(dates) > 5
    assert dates == sorted(dates)


def test_a_bar_is_found_where_it_is_seen(panel: TimelinePanel) -> None:
    lane = lane_of(panel, "Temple of Bel")
    (bar,) = children(lane)
    middle = bar.rect().center()
    assert tree(panel).childAt(middle.x(), middle.y()) is lane
    assert lane.childAt(middle.x(), middle.y()) is bar


def test_only_what_is_in_view_is_a_child(panel: TimelinePanel) -> None:
    date = DateSpan.parse("2015-08-30")
    day = date.earliest_day
    bars = tuple(Bar(RecordRef(Kind.EVENT, n), f"{n:04}", date, day, day, (n,)) for n in range(1, 5_001))
    lanes = tuple(Lane(bar.ref.id, bar.title, 1) for bar in bars)
    panel.view.show_spans(Spans(bars, lanes, (), 0, len(bars), day, day), True, "", "")
    seen = [lane.text(Text.Name) for lane in children(tree(panel))]
    assert seen[0] == "0001"
    assert len(seen) < 40
    panel.view.verticalScrollBar().setValue(100 * round(panel.view.chart.row_height))
    assert [lane.text(Text.Name) for lane in children(tree(panel))][0] == "0101"


def test_stacks_say_how_many_records_of_when(panel: TimelinePanel) -> None:
    date = DateSpan.parse("2015-08-30")
    day = date.earliest_day
    assert day is not None
    bars = tuple(Bar(RecordRef(Kind.EVENT, n), f"{n}", date, day, day, (1,)) for n in range(1, 5_001))
    lane = Lane(1, "It", 5_000, counted(bars))
    panel.view.show_spans(Spans(bars, (lane,), (), 0, len(bars), 0, 1_000_000), True, "", "")
    (group,) = children(tree(panel))
    items = [item.text(Text.Name) for item in children(group)]
    assert any(item.startswith("5,000 records, ") and item.endswith(", It") for item in items)
    assert group.text(Text.Description) == "5,000 records"
    middle = group.child(0).rect().center()
    assert group.childAt(middle.x(), middle.y()) is group.child(0)


def test_choosing_another_record_is_told(
    panel: TimelinePanel, context: Context, told: list[tuple[QAccessible.Event, str]]
) -> None:
    context.workspace.set_current(bel(panel))
    name = "Temple of Bel blown up, 30 August 2015, lane Temple of Bel"
    assert (QAccessible.Event.Selection, name) in told


def test_the_keyboard_moves_the_focus_of_the_reader(
    panel: TimelinePanel, qtbot: QtBot, told: list[tuple[QAccessible.Event, str]]
) -> None:
    panel.view.activateWindow()
    panel.view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(panel.view.hasFocus)
    qtbot.keyClick(panel.view, Qt.Key.Key_End)
    kind, name = told[-1]
    assert kind == QAccessible.Event.Focus
    focused = tree(panel).focusChild()
    assert focused.text(Text.Name) == name
    assert focused.state().focused
    assert focused.state().selected


def test_nothing_dated_is_an_empty_list_that_says_so(panel: TimelinePanel, context: Context) -> None:
    context.workspace.set_criteria(Criteria(text="nothing is called so"))
    assert children(tree(panel)) == []
    assert tree(panel).text(Text.Description)


def test_parts_are_gone_with_what_they_stood_for(panel: TimelinePanel, context: Context) -> None:
    lanes = children(tree(panel))
    bars = [bar for lane in lanes for bar in children(lane)]
    context.workspace.set_criteria(Criteria(text="nothing is called so"))
    children(tree(panel))
    assert not any(map(shiboken6.isValid, [*lanes, *bars]))


def test_all_is_gone_with_the_view(context: Context) -> None:
    for _again in range(3):
        panel = TimelinePanel(context)
        panel.resize(940, 900)
        panel.show()
        lanes = children(tree(panel))
        bars = [bar for lane in lanes for bar in children(lane)]
        assert bars
        shiboken6.delete(panel)
        assert not any(map(shiboken6.isValid, [*lanes, *bars]))

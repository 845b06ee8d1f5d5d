"""The timeline on the real sample: choosing, walking, zooming, filtering, and nothing to show."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from palmyra_desktop import i18n
from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.criteria import Criteria, DateFilter
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Bar, Lane, Spans
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline import steps
from palmyra_desktop.domain.timeline.ranges import range_days
from palmyra_desktop.gui.actions import Actions
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.panels.timeline import TimelinePanel
from palmyra_desktop.gui.tasks import ImmediateTasks
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.timeline.hit import Zone
from palmyra_desktop.gui.timeline.widget import TimelineView
from palmyra_desktop.gui.timeline.words import tip
from palmyra_desktop.gui.widgets.dock_title import DockTitle
from palmyra_desktop.gui.workspace import Workspace
from palmyra_desktop.services.archive import Archive

Key, Left = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def build(
    sample_archive: Archive,
    tasks: ImmediateTasks,
    workspace: Workspace,
    settings: CurrentSettings,
    theme: Theme,
    actions: Actions,
    qtbot: QtBot,
) -> Callable[[], TimelinePanel]:
    """Make the panel, 940 x 420, as it is opened."""

    def built() -> TimelinePanel:
        panel = TimelinePanel(Context(sample_archive, tasks, workspace, settings, theme, actions))
        qtbot.addWidget(panel)
        panel.resize(940, 420)
        panel.show()
        return panel

    return built


@pytest.fixture
def panel(build: Callable[[], TimelinePanel]) -> TimelinePanel:
    return build()


def bel(panel: TimelinePanel) -> RecordRef:
    return next(bar.ref for bar in panel.view.chart.spans.bars if bar.title == "Temple of Bel blown up")


def point_of(view: TimelineView, ref: RecordRef) -> QPoint:
    """Where a bar is seen, in the middle of it."""
    lane, placed = next(steps.places_of(view.chart.layout, ref))
    number = next(number for number, row in enumerate(lane.rows) if placed in row.placed)
    x = view.chart.names_width + view.chart.offset + (placed.x0 + placed.x1) / 2
    y = view.chart.lanes_top + (lane.top + number + 0.5) * view.chart.row_height
    return QPoint(round(x), round(y - view.verticalScrollBar().value()))


def drag(qtbot: QtBot, view: TimelineView, start: QPoint, end: QPoint, shift: bool = False) -> None:
    keys = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    qtbot.mousePress(view.viewport(), Left, keys, start)
    qtbot.mouseMove(view.viewport(), (start + end) / 2)
    qtbot.mouseMove(view.viewport(), end)
    qtbot.mouseRelease(view.viewport(), Left, keys, end)


def turn_wheel(
    view: TimelineView, point: QPoint, notches: int, keys: Any = Qt.KeyboardModifier.NoModifier
) -> None:
    place = QPointF(point)
    scroll = QPoint(0, notches * 120)
    event = QWheelEvent(
        *(place, view.viewport().mapToGlobal(place), QPoint(), scroll),
        *(Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(view.viewport(), event)


def test_it_opens_with_a_lane_for_each_monument_and_all_bars_in_sight(panel: TimelinePanel) -> None:
    chart = panel.view.chart
    labels = [lane.lane.label for lane in chart.layout.lanes]
    assert {"Temple of Bel", "Roman Theatre"} <= set(labels)
    first, last = chart.extent
    assert chart.scale.x(first) >= 0
    assert chart.scale.x(last + 1) <= chart.chart_width
    assert chart.has_bands


def test_a_click_on_a_bar_selects_the_record_everywhere(
    panel: TimelinePanel, workspace: Workspace, qtbot: QtBot
) -> None:
    ref = bel(panel)
    panel.view.set_current(ref)
    panel.view.set_current(None)
    qtbot.mouseClick(panel.view.viewport(), Left, pos=point_of(panel.view, ref))
    assert workspace.current == ref


def test_a_record_chosen_elsewhere_is_brought_into_sight(panel: TimelinePanel, workspace: Workspace) -> None:
    view = panel.view
    view.chart.zoom(30, 0)
    view.verticalScrollBar().setValue(0)
    last = view.chart.spans.bars[-1].ref
    workspace.set_current(last)
    point = point_of(view, last)
    assert view.chart.names_width < point.x() < view.viewport().width()
    assert view.chart.lanes_top < point.y() < view.viewport().height()


def test_arrow_keys_go_from_record_to_record_in_time(
    panel: TimelinePanel, workspace: Workspace, qtbot: QtBot
) -> None:
    qtbot.keyClick(panel.view, Key.Key_Home)
    seen = []
    for _step in range(5):
        assert workspace.current is not None
        seen.append(workspace.current)
        qtbot.keyClick(panel.view, Key.Key_Right)
    days = {bar.ref: bar.date.sort_key for bar in panel.view.chart.spans.bars}
    assert len(set(seen)) == 5
    assert [days[ref] for ref in seen] == sorted(days[ref] for ref in seen)
    qtbot.keyClick(panel.view, Key.Key_Left)
    assert workspace.current == seen[-1]
    qtbot.keyClick(panel.view, Key.Key_End)
    assert (
        workspace.current == max(panel.view.chart.bars, key=lambda bar: (bar.date.sort_key, bar.ref.id)).ref
    )


def test_down_goes_to_another_lane(panel: TimelinePanel, workspace: Workspace, qtbot: QtBot) -> None:
    qtbot.keyClick(panel.view, Key.Key_Home)
    first = workspace.current
    for _step in range(8):
        qtbot.keyClick(panel.view, Key.Key_Down)
    assert workspace.current != first


def test_enter_opens_the_current_record_in_its_list(
    panel: TimelinePanel, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.set_kind(Kind.MONUMENT)
    workspace.set_current(bel(panel))
    qtbot.keyClick(panel.view, Key.Key_Return)
    assert workspace.criteria.kind == Kind.EVENT
    assert workspace.current == bel(panel)


def test_keys_zoom_pan_and_fit(panel: TimelinePanel, qtbot: QtBot) -> None:
    chart = panel.view.chart
    fitted = chart.scale
    qtbot.keyClick(panel.view, Key.Key_Plus)
    assert chart.scale.days_per_pixel < fitted.days_per_pixel
    qtbot.keyClick(panel.view, Key.Key_Minus)
    assert chart.scale.days_per_pixel == pytest.approx(fitted.days_per_pixel)
    qtbot.keyClick(panel.view, Key.Key_PageDown)
    assert chart.scale.start > fitted.start
    qtbot.keyClick(panel.view, Key.Key_0)
    assert chart.scale == fitted


def test_the_wheel_zooms_about_the_pointer(panel: TimelinePanel) -> None:
    view, chart = panel.view, panel.view.chart
    point = QPoint(500, round(chart.axis_y[0]) + 4)
    day = chart.scale.day(500 - chart.names_width)
    turn_wheel(view, point, 3)
    assert chart.scale.x(day) == pytest.approx(500 - chart.names_width)
    before = chart.scale.days_per_pixel
    turn_wheel(view, QPoint(500, 300), 3, Qt.KeyboardModifier.ControlModifier)
    assert chart.scale.days_per_pixel == pytest.approx(before / 2)


def test_the_wheel_scrolls_more_lanes_than_fit(panel: TimelinePanel) -> None:
    before = panel.view.chart.scale
    turn_wheel(panel.view, QPoint(500, 300), -1)
    assert panel.view.verticalScrollBar().value() > 0
    assert panel.view.chart.scale == before


def test_drawing_on_the_axis_filters_by_the_range(
    panel: TimelinePanel, workspace: Workspace, qtbot: QtBot
) -> None:
    view, chart = panel.view, panel.view.chart
    scale = chart.scale
    y = round(chart.axis_y[0]) + 5
    drag(qtbot, view, QPoint(300, y), QPoint(420, y))
    dates = workspace.criteria.dates
    assert dates is not None
    first, last = range_days(dates)
    assert first == int(scale.day(300 - chart.names_width))
    assert last == int(scale.day(420 - chart.names_width))
    assert chart.scale == scale, "the view stays where the range was drawn"
    assert 0 < len(chart.spans.bars) < 23
    qtbot.keyClick(view, Key.Key_Escape)
    assert workspace.criteria.dates is None


def test_shift_draws_a_range_on_the_lanes_and_no_shift_pans(
    panel: TimelinePanel, workspace: Workspace, qtbot: QtBot
) -> None:
    view = panel.view
    start = view.chart.scale.start
    drag(qtbot, view, QPoint(700, 400), QPoint(600, 400))
    assert view.chart.scale.start > start
    assert workspace.criteria.dates is None
    drag(qtbot, view, QPoint(700, 400), QPoint(600, 400), shift=True)
    assert workspace.criteria.dates is not None


def test_escape_gives_up_a_range_half_drawn(panel: TimelinePanel, workspace: Workspace, qtbot: QtBot) -> None:
    view = panel.view
    qtbot.mousePress(view.viewport(), Left, pos=QPoint(300, 25))
    qtbot.mouseMove(view.viewport(), QPoint(400, 25))
    qtbot.keyClick(view, Key.Key_Escape)
    qtbot.mouseRelease(view.viewport(), Left, pos=QPoint(400, 25))
    assert workspace.criteria.dates is None


def test_a_click_on_the_name_of_a_lane_filters_by_it_and_again_no_more(
    panel: TimelinePanel, workspace: Workspace, qtbot: QtBot
) -> None:
    lane = panel.view.chart.layout.lanes[0]
    point = QPoint(40, round(panel.view.chart.lanes_top) + 8)
    qtbot.mouseClick(panel.view.viewport(), Left, pos=point)
    assert workspace.criteria.choice("monument").taken == (lane.lane.key,)
    assert all(lane.lane.key in bar.lanes for bar in panel.view.chart.spans.bars)
    panel.view.lane_chosen.emit(lane.lane.key)
    assert not workspace.criteria.is_filtered


def test_the_undated_are_counted_and_named(panel: TimelinePanel, workspace: Workspace, theme: Theme) -> None:
    title, menu = DockTitle(theme, "Timeline"), QMenu(panel)
    panel.furnish_title(title, menu)
    workspace.set_kind(Kind.IMAGE)
    spans = panel.view.chart.spans
    assert spans.undated > 0
    assert str(spans.undated) in panel.head.undated.text()
    popup = panel.head.undated_menu()
    assert [action.text() for action in popup.actions()][0][:20] == spans.undated_links[0].title[:20]
    popup.actions()[0].trigger()
    assert workspace.current == spans.undated_links[0].ref
    title.deleteLater()


def test_monuments_show_their_events(panel: TimelinePanel, workspace: Workspace) -> None:
    workspace.set_kind(Kind.MONUMENT)
    assert {bar.ref.kind for bar in panel.view.chart.spans.bars} == {Kind.EVENT}


def test_nothing_dated_is_said_in_a_sentence(
    panel: TimelinePanel, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.set_criteria(Criteria(text="no such words anywhere"))
    assert panel.view.chart.spans.bars == ()
    assert panel.view.accessibleDescription() == "Nothing that is listed has a date."
    qtbot.mouseClick(panel.view.viewport(), Left, pos=QPoint(400, 200))
    qtbot.keyClick(panel.view, Key.Key_Right)
    assert workspace.current is None


def test_a_screen_reader_hears_the_current_bar(panel: TimelinePanel, workspace: Workspace) -> None:
    assert "dated records" in panel.view.accessibleDescription()
    workspace.set_current(bel(panel))
    assert panel.view.accessibleDescription() == "Temple of Bel blown up, 30 August 2015, lane Temple of Bel"


def test_a_tip_names_the_date_in_words_and_as_edtf(panel: TimelinePanel) -> None:
    view = panel.view
    view.set_current(bel(panel))
    hit = view.chart.hit(
        point_of(view, bel(panel)).x() - view.chart.names_width,
        point_of(view, bel(panel)).y(),
        view.verticalScrollBar().value(),
    )
    assert tip(hit) == "Temple of Bel blown up\n30 August 2015\n2015-08-30"
    bands = view.chart.hit(view.chart.chart_width / 4, view.chart.bands_y[0] + 2, 0)
    assert bands.zone is Zone.BANDS
    assert "Islamic State" in tip(bands)


def test_changed_records_are_read_anew(panel: TimelinePanel, workspace: Workspace) -> None:
    panel.view.show_spans(Spans((), (), (), 0, 0, None, None), True, "", "")
    workspace.tell_changes(ChangeSet(refs=(RecordRef(Kind.EVENT, 1),)))
    assert panel.view.chart.spans.bars


def test_show_on_timeline_brings_a_record_into_sight(panel: TimelinePanel, workspace: Workspace) -> None:
    panel.view.chart.zoom(40, 0)
    workspace.show_on_timeline(bel(panel))
    assert (
        0 < point_of(panel.view, bel(panel)).x() - panel.view.chart.names_width < panel.view.chart.chart_width
    )


@pytest.mark.parametrize("rtl", [False, True])
def test_the_current_bar_is_painted_in_the_accent_where_it_is_hit(
    panel: TimelinePanel, theme: Theme, qapp: QApplication, rtl: bool
) -> None:
    ltr_direction = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else ltr_direction)
    try:
        panel.view.set_current(bel(panel))
        point = point_of(panel.view, bel(panel))
        if rtl:
            point.setX(panel.view.viewport().width() - point.x())
        image: QImage = panel.view.viewport().grab().toImage()
        assert image.pixelColor(point) == theme.color("accent")
    finally:
        qapp.setLayoutDirection(ltr_direction)


def test_in_arabic_the_left_arrow_leads_to_later_days(
    panel: TimelinePanel, workspace: Workspace, qapp: QApplication, qtbot: QtBot
) -> None:
    direction = qapp.layoutDirection()
    i18n.set_language("ar")
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        qtbot.keyClick(panel.view, Key.Key_Home)
        first = workspace.current
        qtbot.keyClick(panel.view, Key.Key_Left)
        assert workspace.current != first
        assert "٢٠١٥" in panel.view.accessibleDescription()
        assert any("٢٠١٦" in label.text for label in panel.view.chart.axis().labels)
    finally:
        i18n.set_language("en")
        qapp.setLayoutDirection(direction)


def test_every_kind_of_date_and_twenty_thousand_bars_can_be_painted(theme: Theme, qtbot: QtBot) -> None:
    texts = [
        "2015",
        "2015-06",
        "2015-06-03?",
        "2015-06~",
        "2015-06-03/..",
        "../2015-06-03",
        "2015-06-03/",
        "/2015-06-03",
        "XXXX",
    ]
    texts += [
        "[2015-06,2015-08-03]",
        "[2015-11..]",
        "{2015-03-01,2015-06}",
        "2015-03/2015-11",
        "-0099",
        "2015%",
    ]
    spans = [DateSpan(text) for text in texts] + [
        DateSpan(f"{1000 + number % 1000}-{number % 12 + 1:02}") for number in range(20_000)
    ]
    bars = tuple(
        Bar(RecordRef(Kind.EVENT, number), "حدث", date, date.earliest_day, date.latest_day, ("",))
        for number, date in enumerate(sorted(spans, key=lambda date: date.sort_key), 1)
    )
    days = [day for bar in bars for day in (bar.first_day, bar.last_day) if day is not None]
    view = TimelineView(theme)
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show_spans(
        Spans(bars, (Lane("", "", len(bars)),), (), 0, len(bars), min(days), max(days)), False, "", ""
    )
    for factor in (1.0, 50.0, 50.0):
        view.zoom(factor)
        assert not view.grab().isNull()


def test_a_range_without_end_can_be_shown(panel: TimelinePanel, workspace: Workspace) -> None:
    workspace.set_criteria(Criteria(dates=DateFilter(DateSpan("2016"), None)))
    assert not panel.view.grab().isNull()
    assert all((bar.last_day or 10**9) >= 735_964 for bar in panel.view.chart.spans.bars)


def test_a_narrow_panel_keeps_names_and_bars(panel: TimelinePanel) -> None:
    panel.resize(320, 200)
    chart = panel.view.chart
    assert chart.names_width < 0.3 * 320
    assert chart.scale.x(chart.extent[1] + 1) <= chart.chart_width


def test_hijri_dates_stand_below_the_axis_and_are_remembered(
    build: Callable[[], TimelinePanel], actions: Actions, settings: CurrentSettings
) -> None:
    panel = build()
    actions.amend_situation(has_archive=True)
    top = panel.view.chart.lanes_top
    assert panel.view.chart.hijri_labels() == ()

    actions["hijri_axis"].trigger()

    assert panel.view.chart.lanes_top > top
    assert any("1437" in label.text for label in panel.view.chart.hijri_labels())
    assert settings.value.hijri
    assert build().view.chart.has_hijri

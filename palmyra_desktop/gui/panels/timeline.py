"""The timeline's panel: asks for what is listed as bars, and leads the workspace by what is chosen."""

from dataclasses import replace
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.criteria import Criteria, DateFilter, FacetKey
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Bar, Lane, Spans
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline.lanes import OF_NONE, LaneView
from palmyra_desktop.domain.timeline.notes import Notes
from palmyra_desktop.domain.timeline.ranges import range_days
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.panels import Panel
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.timeline.head import HAPPENED, SAID_OF, TimelineHead
from palmyra_desktop.gui.timeline.hijri_switch import HijriSwitch
from palmyra_desktop.gui.timeline.lane_menu import fill_lane_menu
from palmyra_desktop.gui.timeline.made_bands import MadeBands
from palmyra_desktop.gui.timeline.memory import TimelineMemory
from palmyra_desktop.gui.timeline.pictures import Pictures
from palmyra_desktop.gui.timeline.widget import TimelineView
from palmyra_desktop.gui.timeline.words import named, turned
from palmyra_desktop.gui.widgets.dock_title import DockTitle
from palmyra_desktop.i18n import N_, _
from palmyra_desktop.services import timeline

_BAR_MENU = ("open_words", "show_on_timeline", "-", "edit", "filter_by", "exclude")
_NOTHING_DATED = N_("Nothing that is listed has a date.")
_NOTHING_SAID = N_("Nobody is known to have said anything of this at a known time.")
_EMPTY = {
    Kind.MONUMENT: N_("No dated event is linked to these monuments."),
    Kind.ACTOR: N_("No dated event is linked to these actors."),
}
_LEFT = 400
"""Milliseconds a view stands still before its place is remembered."""


class _Answer(NamedTuple):
    """What was asked for and what it gave: bars at a time (a key of TIMES), in lanes (a key of LANES)."""

    criteria: Criteria
    lanes: str
    time: str
    spans: Spans
    notes: Notes


class TimelinePanel(Panel):
    """What is listed, in time."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Build the view and ask for what it shows."""
        super().__init__(context, parent)
        self.setObjectName("timeline_panel")
        self.view = TimelineView(context.theme, self)
        self.head = TimelineHead(context.theme, self)
        self.pictures = Pictures(context, self.view, self)
        self.hijri = HijriSwitch(context, self.view)
        self.bands = MadeBands(context, self.view, self)
        self.setFocusProxy(self.view)
        self._memory = TimelineMemory(context.settings, context.archive.shown_location)
        self._left = QTimer(self, singleShot=True, interval=_LEFT)
        self._shown: Criteria | None = None
        self._subject = context.workspace.current
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._recall()
        self._connect()
        self.view.set_current(context.workspace.current)
        self._read()

    @override
    def furnish_title(self, title: DockTitle, menu: QMenu) -> None:
        self.head.furnish(title)
        for text, keys, slot in (
            (N_("Zoom in"), "+", self.view.zoom_in),
            (N_("Zoom out"), "-", self.view.zoom_out),
            (N_("Show all"), "0", self.view.fit),
            (N_("Show what is selected"), "S", self._on_selection_wanted),
            (N_("Drop the range of time"), "Esc", self._on_range_dropped),
        ):
            # Behind a tab, as menus show keys: the view takes these keys itself, while it has the focus.
            menu.addAction(f"{_(text)}\t{keys}", slot)
        menu.addAction(_("Legend"), self.head.show_legend)
        menu.addAction(self.context.actions["hijri_axis"])
        menu.addAction(self.context.actions["timeline_bands"])
        self.pictures.add_to(menu)

    def _connect(self) -> None:
        workspace, view = self.context.workspace, self.view
        workspace.criteria_changed.connect(self._read)
        workspace.records_changed.connect(self._on_records_changed)
        workspace.archive_changed.connect(self._read)
        workspace.current_changed.connect(self._on_current_changed)
        workspace.timeline_requested.connect(self._on_timeline_requested)
        view.chosen.connect(workspace.set_current)
        view.pointed.connect(workspace.point_at)
        workspace.pointed_changed.connect(view.set_pointed)
        view.opened.connect(workspace.go_to)
        view.lane_chosen.connect(self._on_lane_chosen)
        view.lane_folded.connect(self._on_lane_folded)
        view.lane_menu_requested.connect(self._on_lane_menu_requested)
        view.left.connect(self._left.start)
        view.bars_wanted.connect(self._read_bars)
        self._left.timeout.connect(self._on_left)
        view.range_chosen.connect(self._on_range_chosen)
        view.range_dropped.connect(self._on_range_dropped)
        view.menu_requested.connect(self._on_menu_requested)
        view.selection_wanted.connect(self._on_selection_wanted)
        view.undated_wanted.connect(self.head.show_undated)
        self.head.time_chosen.connect(self._on_time_chosen)
        self.head.lanes_chosen.connect(self._on_lanes_chosen)
        self.head.view_changed.connect(self._on_view_changed)
        self.head.undated_chosen.connect(workspace.set_current)

    def _recall(self) -> None:
        kept = self._memory.value
        self.head.show_lanes(kept.lanes, kept.view)
        self.head.show_time(kept.time)
        self.view.look_at(kept.view)
        if kept.place is not None:
            self.view.recall(*kept.place)

    def _read(self) -> None:
        archive, criteria = self.context.archive, self.context.workspace.criteria
        lanes = self._memory.value.lanes
        # What is listed is filtered by when it happened.
        self.view.set_range(criteria.dates if self._memory.value.time == HAPPENED else None)

        time, about = self._memory.value.time, self._subject

        def work(job: Job) -> _Answer:
            if time == HAPPENED:
                spans, notes = timeline.happened(archive, criteria, lanes, job)
            else:
                of = about if time == SAID_OF else None
                spans, notes = timeline.said(archive, criteria, lanes, of, job)
            return _Answer(criteria, lanes, time, named(spans, lanes), notes)

        self.context.tasks.read(work, self._on_read, key="timeline")

    def _on_read(self, answer: _Answer) -> None:
        criteria, spans = answer.criteria, turned(answer.spans, answer.notes)
        happened = _(_EMPTY.get(criteria.kind, _NOTHING_DATED))
        empty = happened if answer.time == HAPPENED else _(_NOTHING_SAID)
        no_lane = _(OF_NONE[answer.lanes]) if answer.lanes in OF_NONE else ""
        old, self._shown = self._shown, criteria
        may_move = not _is_other_range(old, criteria)
        self.view.show_spans(spans, answer.lanes != "none", no_lane, empty, may_move, answer.notes)
        self.head.show_spans(spans)

    def _read_bars(self, days: tuple[int, int]) -> None:
        archive, spans, lanes = self.context.archive, self.view.chart.spans, self._memory.value.lanes
        criteria = self._shown or self.context.workspace.criteria
        time, about = self._memory.value.time, self._subject

        def work(job: Job) -> tuple[tuple[Bar, ...] | None, Notes]:
            if time == HAPPENED:
                return timeline.happened_between(archive, criteria, lanes, *days, job)
            of = about if time == SAID_OF else None
            return timeline.said_between(archive, criteria, lanes, *days, of, job)

        self.context.tasks.read(work, partial(self._on_bars_read, spans, days), key="timeline_bars")

    def _on_bars_read(
        self, spans: Spans, days: tuple[int, int], answer: tuple[tuple[Bar, ...] | None, Notes]
    ) -> None:
        self.view.show_bars(spans, days, *answer)

    def _on_records_changed(self, changes: ChangeSet) -> None:
        self._read()

    def _on_timeline_requested(self, ref: RecordRef) -> None:
        self.view.set_current(ref)
        if self.view.bring_into_sight():
            return
        archive = self.context.archive

        def work(job: Job) -> Spans:
            return archive.spans(Criteria(ref.kind, ids=(ref.id,)), cancel=job)

        self.context.tasks.read(work, partial(self._come_near, ref), key="timeline_sought")

    def _come_near(self, ref: RecordRef, spans: Spans) -> None:
        """Come so near to a record that lies in a stack that it has a bar."""
        day = next((bar.day for bar in spans.bars if bar.ref == ref), None)
        if day is not None:
            self.view.come_near(day)

    def _on_selection_wanted(self) -> None:
        """Show the time of the records selected in the list, else of the current one."""
        workspace = self.context.workspace
        refs = {RecordRef(workspace.criteria.kind, number) for number in workspace.selection}
        self.view.show_records(refs | {workspace.current} if len(refs) < 2 else refs)

    def _on_lanes_chosen(self, lanes: str) -> None:
        self._memory.keep(replace(self._memory.value, lanes=lanes))
        self._look()
        self._read()

    def _on_time_chosen(self, time: str) -> None:
        self._memory.keep(replace(self._memory.value, time=time, place=None))
        self.head.show_time(time)
        self.view.fit()
        self._read()

    def _on_current_changed(self, ref: RecordRef | None) -> None:
        """Show it; what is said of it, too, unless it is one of those reports itself."""
        is_shown = any(bar.ref == ref for bar in self.view.chart.spans.bars)
        if ref is not None and not (is_shown and ref.kind is Kind.CLAIM):
            self._subject = ref
            if self._memory.value.time == SAID_OF:
                self._read()
        self.view.set_current(ref)

    def _on_view_changed(self, view: LaneView) -> None:
        self._memory.keep(self._memory.value.looked_at(view))
        self._look()

    def _look(self) -> None:
        kept = self._memory.value
        self.head.show_lanes(kept.lanes, kept.view)
        self.view.look_at(kept.view)

    def _on_left(self) -> None:
        scale, is_fitted = self.view.chart.scale, self.view.chart.is_fitted
        place = None if is_fitted else (scale.start, scale.days_per_pixel)
        self._memory.keep(replace(self._memory.value, place=place))

    def _on_lane_chosen(self, key: FacetKey) -> None:
        workspace = self.context.workspace
        workspace.set_criteria(workspace.criteria.toggled(self._memory.value.lanes, key))

    def _on_lane_folded(self, key: FacetKey) -> None:
        view = self._memory.value.view
        self._on_view_changed(view.with_collapsed((key,), key not in view.collapsed))

    def _on_lane_menu_requested(self, lane: Lane, point: QPoint) -> None:
        _popup(self._lane_menu(lane), point)

    def _lane_menu(self, lane: Lane) -> QMenu:
        kept = self._memory.value
        name = lane.label or _(OF_NONE[kept.lanes])
        menu = QMenu(name.replace("&", "&&"), self)
        fill_lane_menu(menu, lane, name, kept.view, self._on_view_changed, self._on_lane_chosen)
        return menu

    def _on_range_chosen(self, dates: DateFilter) -> None:
        workspace = self.context.workspace
        if self._memory.value.time == HAPPENED:
            workspace.set_criteria(replace(workspace.criteria, dates=dates))
            return
        first, last = range_days(dates)
        if first is not None and last is not None:
            self.view.show_days(first, last)

    def _on_range_dropped(self) -> None:
        workspace = self.context.workspace
        workspace.set_criteria(replace(workspace.criteria, dates=None))

    def _on_menu_requested(self, ref: RecordRef, point: QPoint) -> None:
        self.context.workspace.set_current(ref)
        _popup(self._bar_menu(ref), point)

    def _bar_menu(self, ref: RecordRef) -> QMenu:
        menu = self.context.actions.menu(self, *_BAR_MENU)
        lane = self.view.lane_of(ref)
        if lane is not None:
            menu.addSeparator()
            menu.addMenu(self._lane_menu(lane))
        return menu

    @override
    def sizeHint(self) -> QSize:
        px = self.context.theme.px
        return QSize(px(640), px(262))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.context.theme.color("raised"))


def _popup(menu: QMenu, point: QPoint) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(point)


def _is_other_range(old: Criteria | None, criteria: Criteria) -> bool:
    """Say whether nothing but the range of time is different: then the view stays where it is."""
    return old is not None and old.dates != criteria.dates and replace(old, dates=criteria.dates) == criteria

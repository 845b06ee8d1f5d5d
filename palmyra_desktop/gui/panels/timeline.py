"""The timeline's panel: asks for what is listed as bars, and leads the workspace by what is chosen."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.criteria import Criteria, DateFilter, FacetKey
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Spans
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.panels import Panel
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.timeline.head import LANES, TimelineHead
from palmyra_desktop.gui.timeline.hijri_switch import HijriSwitch
from palmyra_desktop.gui.timeline.pictures import Pictures
from palmyra_desktop.gui.timeline.widget import TimelineView
from palmyra_desktop.gui.widgets.dock_title import DockTitle
from palmyra_desktop.i18n import N_, _

_BAR_MENU = ("open_words", "show_on_timeline", "-", "edit", "filter_by", "exclude")
_NOTHING_DATED = N_("Nothing that is listed has a date.")
_EMPTY = {
    Kind.MONUMENT: N_("No dated event is linked to these monuments."),
    Kind.ACTOR: N_("No dated event is linked to these actors."),
}
_NO_LANE = {"monument": N_("No monument"), "actor": N_("No actor")}


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
        self.setFocusProxy(self.view)
        self._lanes = context.settings.value.lanes if context.settings.value.lanes in LANES else "monument"
        self._shown: Criteria | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.head.show_lanes(self._lanes)
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
            (N_("Drop the range of time"), "Esc", self._on_range_dropped),
        ):
            # Behind a tab, as menus show keys: the view takes these keys itself, while it has the focus.
            menu.addAction(f"{_(text)}\t{keys}", slot)
        menu.addAction(self.context.actions["hijri_axis"])
        self.pictures.add_to(menu)

    def _connect(self) -> None:
        workspace, view = self.context.workspace, self.view
        workspace.criteria_changed.connect(self._read)
        workspace.records_changed.connect(self._on_records_changed)
        workspace.archive_changed.connect(self._read)
        workspace.current_changed.connect(view.set_current)
        workspace.timeline_requested.connect(self._on_timeline_requested)
        view.chosen.connect(workspace.set_current)
        view.opened.connect(workspace.go_to)
        view.lane_chosen.connect(self._on_lane_chosen)
        view.range_chosen.connect(self._on_range_chosen)
        view.range_dropped.connect(self._on_range_dropped)
        view.menu_requested.connect(self._on_menu_requested)
        self.head.lanes_chosen.connect(self._on_lanes_chosen)
        self.head.undated_chosen.connect(workspace.set_current)

    def _read(self) -> None:
        archive, criteria, lanes = self.context.archive, self.context.workspace.criteria, self._lanes
        self.view.set_range(criteria.dates)

        def work(job: Job) -> tuple[Criteria, str, Spans]:
            return criteria, lanes, archive.spans(criteria, lanes, job)

        self.context.tasks.read(work, self._on_read, key="timeline")

    def _on_read(self, answer: tuple[Criteria, str, Spans]) -> None:
        criteria, lanes, spans = answer
        empty = _(_EMPTY.get(criteria.kind, _NOTHING_DATED))
        no_lane = _(_NO_LANE.get(lanes, ""))
        self.view.show_spans(
            spans, lanes != "none", no_lane, empty, may_move=not self._is_other_range(criteria)
        )
        self._shown = criteria
        self.head.show_spans(spans)

    def _is_other_range(self, criteria: Criteria) -> bool:
        """Say whether nothing but the range of time is different: then the view stays where it is."""
        old = self._shown
        return (
            old is not None and old.dates != criteria.dates and replace(old, dates=criteria.dates) == criteria
        )

    def _on_records_changed(self, changes: ChangeSet) -> None:
        self._read()

    def _on_timeline_requested(self, ref: RecordRef) -> None:
        self.view.set_current(ref)
        self.view.bring_into_sight()

    def _on_lanes_chosen(self, lanes: str) -> None:
        self._lanes = lanes
        self.context.settings.change(lanes=lanes)
        self._read()

    def _on_lane_chosen(self, key: FacetKey) -> None:
        workspace = self.context.workspace
        workspace.set_criteria(workspace.criteria.toggled(self._lanes, key))

    def _on_range_chosen(self, dates: DateFilter) -> None:
        workspace = self.context.workspace
        workspace.set_criteria(replace(workspace.criteria, dates=dates))

    def _on_range_dropped(self) -> None:
        workspace = self.context.workspace
        workspace.set_criteria(replace(workspace.criteria, dates=None))

    def _on_menu_requested(self, ref: RecordRef, point: QPoint) -> None:
        self.context.workspace.set_current(ref)
        menu = self.context.actions.menu(self, *_BAR_MENU)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(point)

    @override
    def sizeHint(self) -> QSize:
        px = self.context.theme.px
        return QSize(px(640), px(262))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.context.theme.color("raised"))

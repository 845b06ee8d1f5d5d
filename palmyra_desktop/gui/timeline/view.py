"""The timeline as a widget: a chart that scrolls, pans and zooms. What mouse and keys do is in widget.py."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget
from typing_extensions import override

from palmyra_desktop.domain.criteria import DateFilter, FacetKey
from palmyra_desktop.domain.found import Bar, Spans
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline import steps
from palmyra_desktop.domain.timeline.lanes import LaneView
from palmyra_desktop.domain.timeline.layout import Layout
from palmyra_desktop.domain.timeline.made_bands import MadeBand
from palmyra_desktop.domain.timeline.notes import Notes
from palmyra_desktop.domain.timeline.ranges import range_days
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.timeline import accessible
from palmyra_desktop.gui.timeline.chart import NO_NOTES, Chart
from palmyra_desktop.gui.timeline.current_stack import ShownStack
from palmyra_desktop.gui.timeline.drag import Drag
from palmyra_desktop.gui.timeline.hit import Hit, Zone
from palmyra_desktop.gui.timeline.painter import Shown, TimelinePainter
from palmyra_desktop.gui.timeline.words import spoken, spoken_stack
from palmyra_desktop.i18n import _

_KEY_ZOOM = 1.5
_NEAR = 4
"""Days shown beside one that is come near to."""
_FAR = 1e7
"""Beyond any view, in pixels: where a range without bound ends."""


class ChartView(QAbstractScrollArea):
    """Show a chart. It changes nothing by itself but scale and scroll; what is current is told to it."""

    left = Signal()
    """The scale or the place is another."""
    bars_wanted = Signal(object)
    """Pair of days: the bars from one to the other are wanted and are not there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self.chart = Chart(theme)
        self._current: RecordRef | None = None
        self._lane: FacetKey | None = None
        # Of the stack the keyboard is at, where the records in it are not known.
        self._day: int | None = None
        # What it was found for, because each frame asks for it, and it is found among thousands of bars.
        self._stack_of: tuple[Layout, tuple[object, ...], ShownStack | None] | None = None
        self._dates: DateFilter | None = None
        self._drag: Drag | None = None
        self._hover = Hit(Zone.LANES)
        self._pointed: RecordRef | None = None
        self._no_lane = self._empty = ""
        self._by_keyboard = self._is_sought = False
        # A turned wheel sends more events than many bars can be laid out for: once they are through.
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._refresh)
        self.setObjectName("timeline_view")
        self.setAccessibleName(_("Timeline"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        accessible.install()
        theme.changed.connect(self._on_theme_changed)

    def show_spans(
        self,
        spans: Spans,
        has_lanes: bool,
        no_lane: str,
        empty: str,
        may_move: bool = True,
        notes: Notes = NO_NOTES,
    ) -> None:
        """Show other data.

        Args:
            no_lane: name of the lane of bars that belong to none. empty: said where nothing is dated.
            may_move: False keeps the scale.
        """
        self._no_lane, self._empty = no_lane, empty
        self.chart.show(spans, has_lanes, may_move, notes)
        self._refresh()
        self._describe()

    def show_bars(
        self,
        spans: Spans,
        days: tuple[int, int],
        bars: tuple[Bar, ...] | None,
        notes: Notes = NO_NOTES,
    ) -> None:
        """Show the bars of a stretch of days, if the data is still shown; None: too many."""
        if spans is self.chart.spans:
            self.chart.show_bars(days, bars, notes)
            self._refresh()
            if self._is_sought:
                self._is_sought = False
                self.bring_into_sight()
            self._describe()

    def show_made(self, bands: Sequence[MadeBand]) -> None:
        """Show the user's own bands."""
        self.chart.show_made(bands)
        self._refresh()

    def look_at(self, view: LaneView) -> None:
        """Order, pin, collapse and hide the lanes in another way."""
        self.chart.look_at(view)
        self._refresh()

    def recall(self, start: float, days_per_pixel: float) -> None:
        """Begin where the view was left: with this day at the edge, at this scale."""
        self.chart.recall(start, days_per_pixel)
        self._refresh()

    def set_current(self, ref: RecordRef | None) -> None:
        """Mark a record, and bring it into sight if it has a bar."""
        if ref != self._current:
            self._current, self._day = ref, None
            self.bring_into_sight()
            self._describe()

    def bring_into_sight(self) -> bool:
        """Scroll and pan as little as shows the current bar, or its stack; False if it has no bar."""
        spot = self.spot()
        if spot is not None:
            bar = spot.bar
            days = spot.days or ((bar.date.earliest_day, bar.date.latest_day) if bar else (None, None))
            self.chart.reveal(*days)
            self._refresh()
            self._scroll_to(spot)
        self.viewport().update()
        return spot is not None and spot.placed is not None

    def walk(self) -> steps.Walk:
        """Where the keyboard is, to go on from."""
        return steps.Walk(self.chart.layout, self.chart.bars, self._current, self._lane, self._day)

    def spot(self) -> steps.Spot | None:
        """Where the current record, or the stack the keyboard is at, is seen; None if it is not."""
        return self.walk().here()

    def come_near(self, day: int) -> None:
        """Enlarge a day until its records have bars; then bring the current one into sight."""
        self._is_sought = True
        self.enlarge(day - _NEAR, day + _NEAR)
        if self.chart.has_bars:
            self._is_sought = not self.bring_into_sight()

    def set_pointed(self, ref: RecordRef | None) -> None:
        """Show which record is under the pointer, elsewhere."""
        self._pointed = ref
        self.viewport().update()

    def set_range(self, dates: DateFilter | None) -> None:
        """Show the range of time that filters."""
        self._dates = dates
        self.viewport().update()

    def set_hijri(self, is_shown: bool) -> None:
        """Show the Islamic calendar below the axis, or not."""
        self.chart.has_hijri = is_shown
        self._refresh()

    def enlarge(self, first_day: int, last_day: int) -> None:
        """Show these days as large as they fit."""
        self.chart.enlarge(first_day, last_day)
        self._refresh()

    def fit(self) -> None:
        """Show all bars."""
        self.chart.fit()
        self._refresh()

    def show_days(self, first_day: int, last_day: int) -> None:
        """Show these days, and a little before and after."""
        self.chart.show_days(first_day, last_day)
        self._refresh()

    def show_records(self, refs: Collection[RecordRef | None]) -> None:
        """Show the time of these records, as far as they have bars; nothing changes if none has."""
        bars = [bar for bar in self.chart.spans.bars if bar.ref in refs]
        days = [day for bar in bars for day in (bar.first_day, bar.last_day) if day is not None]
        if days:
            self.show_days(min(days), max(days))

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Enlarge about a logical pixel, else about the current bar, else about the middle."""
        if x is None:
            spot, middle = self.spot(), self.chart.chart_width / 2
            x = self._x_of(spot) if spot else middle
            x = x if 0 <= x <= self.chart.chart_width else middle
        self.chart.zoom(factor, x)
        self._settle.start()

    def zoom_in(self) -> None:
        """Enlarge by a step."""
        self.zoom(_KEY_ZOOM)

    def zoom_out(self) -> None:
        """Make smaller by a step."""
        self.zoom(1 / _KEY_ZOOM)

    def pan(self, pixels: float) -> None:
        """Move towards later days."""
        self.chart.pan(pixels)
        self._refresh()

    def _refresh(self) -> None:
        height = self.viewport().height() - self.chart.lanes_top - self.chart.undated_height
        content = self.chart.layout.row_count * self.chart.row_height
        bar = self.verticalScrollBar()
        bar.setPageStep(max(round(height), 1))
        bar.setSingleStep(round(self.chart.row_height))
        bar.setRange(0, max(round(content - height), 0))
        self.left.emit()
        days = self.chart.days_wanted()
        if days is not None:
            self.bars_wanted.emit(days)
        self.viewport().update()

    def _x_of(self, spot: steps.Spot) -> float:
        """Where a bar begins, or the middle of a stack."""
        if spot.placed is not None:
            return spot.placed.x0 + self.chart.offset
        return self.chart.scale.x(sum(spot.days or ()) / 2)

    def _scroll_to(self, spot: steps.Spot) -> None:
        lane = spot.lane
        rows = enumerate(lane.rows) if spot.placed else ()
        number = next((number for number, row in rows if spot.placed in row.placed), 0)
        if lane.top + number < self.chart.pinned_rows:
            return
        top = (lane.top + number) * self.chart.row_height
        above = self.chart.pinned_rows * self.chart.row_height
        bar = self.verticalScrollBar()
        if top - above < bar.value():
            bar.setValue(round(top - above))
        elif top + self.chart.row_height > bar.value() + bar.pageStep():
            bar.setValue(round(top + self.chart.row_height - bar.pageStep()))

    def _describe(self) -> None:
        spot = self.spot()
        bar, lane = (spot.bar, spot.lane.lane.label) if spot else (None, "")
        said = "" if spot and spot.days and not bar else spoken(self.chart.spans, bar, lane)
        words = (said, spoken_stack(spot) if spot else "")
        self.setAccessibleDescription(
            self._empty if self.chart.spans.is_empty else " ".join(filter(None, words))
        )
        accessible.tell_current(self)

    def _on_theme_changed(self) -> None:
        self.chart.forget_sizes()
        size = self.viewport().size()
        self.chart.resize(size.width(), size.height())
        self._refresh()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.viewport().size()
        self.chart.resize(size.width(), size.height())
        self._refresh()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        area = QRectF(self.viewport().rect())
        TimelinePainter(painter, area, self.chart, self._theme, self.shown()).paint()

    def shown(self) -> Shown:
        """What beside the data is to be seen just now."""
        hovered = self._hover.placed if self._drag is None else None
        lane = self._hover.lane if self._hover.zone is Zone.NAMES else None
        return Shown(
            current=self._current,
            scrolled=self.verticalScrollBar().value(),
            range_x=self._range_x(),
            has_focus=self.hasFocus() and self._by_keyboard,
            hovered=hovered.bar.ref if hovered else self._pointed,
            hovered_lane=lane.lane.key if lane else None,
            no_lane=self._no_lane,
            empty=self._empty,
            stack=self._stack(),
        )

    def _stack(self) -> ShownStack | None:
        """The stack in which the current record lies, or which the keyboard is at."""
        of = self._current, self._lane, self._day
        if self._stack_of is None or self._stack_of[0] is not self.chart.layout or self._stack_of[1] != of:
            spot = self.spot()
            found = ShownStack(spot.lane.lane.key, *spot.days) if spot and spot.days else None
            self._stack_of = self.chart.layout, of, found
        return self._stack_of[2]

    def _range_x(self) -> tuple[float, float] | None:
        if self._drag is not None and (drawn := self._drag.range_x()):
            return drawn
        if self._dates is None:
            return None
        first, last = range_days(self._dates)
        scale = self.chart.scale
        return (-_FAR if first is None else scale.x(first)), (_FAR if last is None else scale.x(last + 1))

    def _x(self, point: QPointF | QPoint) -> float:
        """A point's logical x, counted from where the chart begins."""
        width = self.viewport().width()
        return (width - point.x() if self._theme.is_rtl else point.x()) - self.chart.names_width

    def _hit(self, point: QPointF | QPoint) -> Hit:
        return self.chart.hit(self._x(point), point.y(), self.verticalScrollBar().value())

"""The timeline led by hand: what mouse, wheel and keys do, and what it tells of that."""

from math import exp2

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from typing_extensions import override

from palmyra_desktop.domain.criteria import DateMode
from palmyra_desktop.domain.found import Bar, Lane, Spans
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline import steps
from palmyra_desktop.domain.timeline.notes import Notes
from palmyra_desktop.domain.timeline.ranges import range_filter
from palmyra_desktop.gui.timeline.chart import NO_NOTES
from palmyra_desktop.gui.timeline.drag import Drag
from palmyra_desktop.gui.timeline.hit import Hit, Zone
from palmyra_desktop.gui.timeline.view import ChartView
from palmyra_desktop.gui.timeline.words import tip

_PAGE = 0.8
_CHEVRON = 16
"""Room before the name of a lane, where a click collapses it; pixels of the design."""
_ZOOM_ANGLE = 360
"""Eighths of a degree the wheel turns to show everything twice as large: three notches."""
_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
"""How the focus comes by the keyboard; OTHER where a key of the window gives it."""


class TimelineView(ChartView):
    """Tell what is chosen, opened, and filtered by; nothing is changed here but scale and scroll."""

    chosen = Signal(object)
    """RecordRef: a bar or the holder of a band was clicked, or reached by the keyboard."""
    pointed = Signal(object)
    """RecordRef | None: the record under the pointer."""
    opened = Signal(object)
    """RecordRef: a bar was double-clicked, or Enter pressed on it."""
    lane_chosen = Signal(object)
    """FacetKey: the name of a lane was clicked."""
    lane_menu_requested = Signal(object, object)
    """Lane and QPoint on the screen: a context menu of a lane is asked for."""
    lane_folded = Signal(object)
    """FacetKey: the lane is to be collapsed, or opened if it was."""
    range_chosen = Signal(object)
    """DateFilter: a range of time was drawn."""
    selection_wanted = Signal()
    """The time of what is selected is to be shown."""
    made_wanted = Signal()
    """One of the user's own bands was clicked."""
    undated_wanted = Signal()
    """All records without a date are to be named."""
    range_dropped = Signal()
    """The range is no longer wanted."""
    menu_requested = Signal(object, object)
    """RecordRef and QPoint on the screen: a context menu of a bar is asked for; `lane_of` tells its lane."""

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = False
        if event.button() != Qt.MouseButton.LeftButton or self.chart.spans.is_empty:
            return
        hit, x = self._hit(event.position()), self._x(event.position())
        in_head = hit.zone in (Zone.DENSITY, Zone.AXIS) and x >= 0
        has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        moves = hit.zone is Zone.DENSITY and x >= 0 and not self.chart.is_fitted
        draws = (in_head and not moves) or (has_shift and x >= 0)
        self._drag = Drag(event.position(), hit, draws, x, x, event.position().y(), moves)
        if moves:
            self._look_from(x)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drag, point = self._drag, event.position()
        if drag is None:
            self._hover_at(point)
            return
        far = (point - drag.pressed).manhattanLength() >= QApplication.startDragDistance()
        if not (drag.is_moving or far):
            return
        drag.is_moving = True
        x = self._x(point)
        if drag.moves_window:
            self._look_from(x)
        elif not drag.draws_range and drag.hit.zone not in (Zone.NAMES, Zone.UNDATED):
            self.chart.pan(drag.x - x)
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(drag.y - point.y()))
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        drag.x, drag.y = x, point.y()
        self._refresh()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if drag is None or event.button() != Qt.MouseButton.LeftButton:
            return
        drawn = drag.range_x()
        if drawn is not None:
            mode = self._dates.mode if self._dates else DateMode.POSSIBLE
            width = self.chart.chart_width - 1
            self.range_chosen.emit(
                range_filter(self.chart.scale, max(drawn[0], 0), min(drawn[1], width), mode)
            )
        elif not drag.is_moving:
            self._click(drag.hit, drag.start_x)
        self._hover_at(event.position())

    def _look_from(self, x: float) -> None:
        self.chart.look_from(x)
        self._refresh()

    def _click(self, hit: Hit, x: float) -> None:
        if hit.placed and hit.lane:
            self._lane = hit.lane.lane.key
            self.chosen.emit(hit.placed.bar.ref)
        elif hit.stack:
            self.enlarge(hit.stack.first_day, hit.stack.last_day)
        elif hit.undated:
            self.chosen.emit(hit.undated.ref)
        elif hit.zone is Zone.UNDATED and x >= 0:
            self.undated_wanted.emit()
        elif hit.made:
            self.made_wanted.emit()
        elif hit.band and hit.band.bands[0].holder.id:
            self.chosen.emit(hit.band.bands[0].holder.ref)
        elif hit.zone is Zone.NAMES and hit.lane and self.chart.has_lanes:
            if x + self.chart.names_width < self._theme.px(_CHEVRON):
                self.lane_folded.emit(hit.lane.lane.key)
            elif hit.lane.lane.label:
                self.lane_chosen.emit(hit.lane.lane.key)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        placed = self._hit(event.position()).placed
        if placed is not None:
            self.opened.emit(placed.bar.ref)

    def _hover_at(self, point: QPointF) -> None:
        hit = Hit(Zone.LANES) if self.chart.spans.is_empty else self._hit(point)
        is_name = hit.zone is Zone.NAMES and bool(hit.lane and hit.lane.lane.label) and self.chart.has_lanes
        in_head = hit.zone in (Zone.DENSITY, Zone.AXIS) and self._x(point) >= 0
        shape = Qt.CursorShape
        is_link = bool(hit.placed or hit.stack or hit.band or is_name or hit.undated or hit.made)
        wanted = shape.PointingHandCursor if is_link else shape.IBeamCursor if in_head else shape.ArrowCursor
        if self.viewport().cursor().shape() != wanted:
            self.viewport().setCursor(wanted)
        if hit != self._hover:
            self._hover = hit
            self.pointed.emit(hit.placed.bar.ref if hit.placed else None)
            self.viewport().update()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        delta, keys = event.angleDelta(), event.modifiers()
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        along = delta.x() or (delta.y() if keys & shift else 0)
        in_head = event.position().y() < self.chart.lanes_top
        scrolls = self.verticalScrollBar().maximum() > 0 and not in_head
        if keys & control or not (along or scrolls):
            self.zoom(exp2(delta.y() / _ZOOM_ANGLE), max(self._x(event.position()), 0.0))
        elif along:
            self.pan(along if self._theme.is_rtl and not keys & shift else -along)
        else:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - round(delta.y() / 120 * self.chart.row_height * 2))
        self._hover_at(event.position())
        event.accept()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hit = self._hit(event.pos())
            text = "" if self.chart.spans.is_empty else tip(hit, self.chart.notes)
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover = Hit(Zone.LANES)
            self.pointed.emit(None)
            self.viewport().update()
        return super().viewportEvent(event)

    @override
    def show_bars(
        self,
        spans: Spans,
        days: tuple[int, int],
        bars: tuple[Bar, ...] | None,
        notes: Notes = NO_NOTES,
    ) -> None:
        super().show_bars(spans, days, bars, notes)
        if self._day is not None:
            self._arrive()

    def lane_of(self, ref: RecordRef) -> Lane | None:
        """The lane a record was reached in; None without lanes."""
        place = steps.find(self.chart.layout, ref, self._lane) if self.chart.has_lanes else None
        return place[0].lane if place else None

    # Keyboard

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Go with Tab from lane to lane; from the last to the next widget."""
        spot = None
        if self._by_keyboard and self.chart.has_lanes and self._undated_place() is None:
            spot = self.walk().beside(1 if next else -1)
        elif self._by_keyboard and not next:
            spot = steps.Walk(self.chart.layout, self.chart.bars).beside(-1)
        if spot is not None:
            self._go(spot)
        elif next and self._by_keyboard and self._undated_place() is None and self.chart.undated_height:
            self.chosen.emit(self.chart.spans.undated_links[0].ref)
        else:
            return super().focusNextPrevChild(next)
        return True

    def _undated_place(self) -> int | None:
        """Where in the strip of the undated the current record stands; None if it does not."""
        refs = [link.ref for link in self.chart.spans.undated_links]
        return refs.index(self._current) if self._current in refs else None

    def _step_undated(self, step: int) -> bool:
        """Go on along the strip of the undated; False if the current record is none."""
        at, links = self._undated_place(), self.chart.spans.undated_links
        if at is not None:
            self.chosen.emit(links[min(max(at + step, 0), len(links) - 1)].ref)
        return at is not None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if plain and not self.chart.spans.is_empty and self._key(event.key()):
            self._by_keyboard = True
            self.viewport().update()
            return
        event.ignore()

    def _key(self, pressed: int) -> bool:
        """Do what a key is for; False if it is for nothing here."""
        key = Qt.Key
        later, earlier = (
            (key.Key_Left, key.Key_Right) if self._theme.is_rtl else (key.Key_Right, key.Key_Left)
        )
        match pressed:
            case key.Key_Up | key.Key_Down:
                self._go(self.walk().across(1 if pressed == key.Key_Down else -1))
            case key.Key_Home | key.Key_End:
                self._go_to_end(1 if pressed == key.Key_Home else -1)
            case key.Key_PageUp | key.Key_PageDown:
                self.pan(self.chart.chart_width * (_PAGE if pressed == key.Key_PageDown else -_PAGE))
            case key.Key_Plus | key.Key_Equal:
                self.zoom_in()
            case key.Key_Minus:
                self.zoom_out()
            case key.Key_0:
                self.fit()
            case key.Key_S:
                self.selection_wanted.emit()
            case key.Key_Return | key.Key_Enter:
                return self._open()
            case key.Key_Escape:
                return self._escape()
            case _ if pressed in (later, earlier):
                if self._step_undated(1 if pressed == later else -1):
                    return True
                self._go(self.walk().along(1 if pressed == later else -1))
            case _:
                return False
        return True

    def _open(self) -> bool:
        """Enlarge the stack one stands in, else open the current record; False if there is neither."""
        spot = self.spot()
        if spot is not None and spot.days is not None:
            self.enlarge(*spot.days)
            self.bring_into_sight()
            self._describe()
        elif self._current is not None:
            self.opened.emit(self._current)
        else:
            return False
        return True

    def _go(self, spot: steps.Spot | None) -> None:
        if spot is None:
            return
        self._lane = spot.lane.lane.key
        if spot.bar is not None:
            self.chosen.emit(spot.bar.ref)
        self._day = spot.day if spot.bar is None else None
        self.bring_into_sight()
        self._describe()

    def _go_to_end(self, step: int) -> None:
        """Go to the first record (1) or the last; of the lane, where not all are known."""
        lanes = self.chart.spans.lanes
        if self.chart.spans.has_all_bars or not lanes:
            self._go(self.walk().end(step))
            return
        lane = next((one for one in lanes if one.key == self._lane), lanes[0])
        self._lane, self._day = lane.key, lane.days.days[0 if step > 0 else -1]
        self.chart.reveal(self._day, self._day)
        self._refresh()
        self._arrive()

    def _arrive(self) -> None:
        """Stand at the stack of the day one came to, or at its record if it has come apart."""
        if self.chart.bars and self.spot() is None:
            self._go(self.walk().along(1))
        else:
            self.bring_into_sight()
            self._describe()

    def _escape(self) -> bool:
        """Put away a range half drawn, else the one that filters."""
        if self._drag is not None:
            self._drag = None
        elif self._dates is not None:
            self.range_dropped.emit()
        else:
            return False
        return True

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in (*_BY_KEYS, Qt.FocusReason.MouseFocusReason):
            self._by_keyboard = event.reason() in _BY_KEYS
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at_pointer = event.reason() == QContextMenuEvent.Reason.Mouse
        hit = self._hit(event.pos())
        if at_pointer and hit.zone is Zone.NAMES and hit.lane and self.chart.has_lanes:
            self.lane_menu_requested.emit(hit.lane.lane, event.globalPos())
            return
        placed = hit.placed if at_pointer else None
        self._lane = hit.lane.lane.key if placed and hit.lane else self._lane
        ref = placed.bar.ref if placed else None if at_pointer else self._current
        if ref is not None:
            self.menu_requested.emit(ref, event.globalPos())

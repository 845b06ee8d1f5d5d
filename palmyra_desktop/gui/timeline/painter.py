"""Draw the timeline: counts, axis, bands, lanes and bars, the current one, and a range of days."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline.layout import LaneRows, Placed
from palmyra_desktop.domain.timeline.shapes import Piece, PieceKind, kind_of, pieces, solid_piece
from palmyra_desktop.domain.timeline.steps import places_of
from palmyra_desktop.gui.fonts import REGULAR, SEMIBOLD, FontRole
from palmyra_desktop.gui.painting import Align, Canvas, paint_focus_ring
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.timeline.bar_painter import BarPainter
from palmyra_desktop.gui.timeline.beside import (
    paint_ghosts,
    paint_lane_marks,
    paint_left_out,
    paint_made_ground,
    paint_mark,
    paint_roles,
    paint_undated,
)
from palmyra_desktop.gui.timeline.chart import Chart
from palmyra_desktop.gui.timeline.current_stack import ShownStack, paint_current_stack
from palmyra_desktop.gui.timeline.head_painter import HeadPainter
from palmyra_desktop.gui.timeline.stack_painter import StackPainter, fill_plainly

_TINT = 0.55
"""How much of the selection's colour the current lane has."""
_LEAST_ON_BAR = 60
_INSET = 16
"""Before the names, pixels of the design."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What beside the data is to be seen.

    Attributes:
        scrolled: pixels the lanes are scrolled down by.
        range_x: the range of the filter, or of the hand that draws one; pixels, may be out of view.
        has_focus: the keyboard is here, and came by it. hovered: the bar or lane under the pointer.
        stack: in which the current record lies.
    """

    current: RecordRef | None = None
    scrolled: float = 0.0
    range_x: tuple[float, float] | None = None
    has_focus: bool = False
    hovered: RecordRef | None = None
    hovered_lane: FacetKey | None = None
    no_lane: str = ""
    empty: str = ""
    stack: ShownStack | None = None


def _top(lane: LaneRows) -> int:
    return lane.top


class TimelinePainter:
    """Draw a chart once; made for each painting."""

    def __init__(self, painter: QPainter, area: QRectF, chart: Chart, theme: Theme, shown: Shown) -> None:
        """Draw into an area that begins at the painter's corner."""
        self._painter, self._area, self._chart, self._theme, self._shown = painter, area, chart, theme, shown
        self._all = Canvas(painter, area, theme)
        names = chart.names_width
        self._inside = self._all.rect(names, 0, chart.chart_width, area.height())
        self._canvas = Canvas(painter, self._inside, theme)
        self._current_places = tuple(places_of(chart.layout, shown.current))
        self._letters = chart.lettering
        # Asked for each row; the chart works them out each time.
        self._lanes_top, self._row = chart.lanes_top, chart.row_height
        self._pinned_bottom = chart.pinned_bottom
        self._names_width = names - theme.px(_INSET) - theme.px(8)
        self._stacks = StackPainter(self._canvas, theme.font("legend"), chart.numbers, chart.scale)

    def paint(self) -> None:
        """Draw everything."""
        self._painter.fillRect(self._area, self._theme.color("raised"))
        if self._chart.spans.is_empty:
            self._empty()
            return
        head = HeadPainter(self._all, self._canvas, self._chart, self._theme)
        self._lanes_ground()
        paint_made_ground(self._canvas, self._chart, self._theme)
        head.grid()
        self._lanes()
        head.paint()
        self._range()
        self._edges()
        paint_left_out(self._canvas, self._chart, self._theme)
        shown = self._shown
        paint_undated(self._all, self._canvas, self._chart, self._theme, shown.current, shown.has_focus)

    def _empty(self) -> None:
        height = self._theme.px(26)
        top = (self._area.height() - height) / 2
        self._all.text(
            0, top, self._area.width(), height, self._shown.empty, self._theme.font("body"), "muted", "center"
        )
        if self._shown.has_focus:
            paint_focus_ring(self._painter, self._area, self._theme)

    def _y(self, row: int) -> float:
        scrolled = 0 if row < self._chart.pinned_rows else self._shown.scrolled
        return self._lanes_top + row * self._row - scrolled

    def _visible_lanes(self, pinned: bool) -> Sequence[LaneRows]:
        chart, scrolled = self._chart, self._shown.scrolled
        lanes, pinned_rows = chart.layout.lanes, chart.pinned_rows
        start = bisect_left(lanes, pinned_rows, key=_top)
        if pinned:
            return lanes[:start]
        first = max(chart.row_at(self._pinned_bottom, scrolled), pinned_rows)
        last = chart.row_at(max(self._area.height(), self._pinned_bottom), scrolled)
        start = max(bisect_right(lanes, first, key=_top) - 1, start)
        return lanes[start : bisect_right(lanes, last, key=_top)]

    def _is_current_lane(self, lane: LaneRows) -> bool:
        stack, keys = self._shown.stack, [place[0].lane.key for place in self._current_places]
        return self._chart.has_lanes and lane.lane.key in (*keys, stack and stack.lane)

    def _room_of(self, pinned: bool) -> QRectF:
        """Where the lanes that are pinned, or those that scroll, are seen."""
        top = self._lanes_top if pinned else self._pinned_bottom
        bottom = self._pinned_bottom if pinned else self._area.height()
        return QRectF(0, top, self._area.width(), max(bottom - top, 0))

    def _lanes_ground(self) -> None:
        self._painter.save()
        for pinned in (False, True):
            self._painter.setClipRect(self._room_of(pinned))
            lines = []
            for lane in self._visible_lanes(pinned):
                top, height = self._y(lane.top), self._row * len(lane.rows)
                if self._is_current_lane(lane):
                    self._all.fill(0, top, self._area.width(), height, self._ground(lane))
                lines.append(QRectF(0, round(top + height - 1), self._area.width(), self._theme.hairline))
            if self._chart.has_lanes:
                fill_plainly(self._painter, (("grid", lines),), self._theme)
        self._painter.restore()

    def _lanes(self) -> None:
        self._painter.save()
        for pinned in (False, True):
            self._stacks.find(self._visible_lanes(pinned))
        for pinned in (False, True):
            room = self._room_of(pinned)
            self._painter.setClipRect(room)
            for lane in self._visible_lanes(pinned):
                self._name(lane)
            self._painter.setClipRect(room & self._inside)
            self._current_line()
            lanes, half = self._visible_lanes(pinned), self._row / 2
            self._stacks.paint((lane, self._y(lane.top) + half) for lane in lanes)
            for lane in lanes:
                if len(lane.rows) > 1 or lane.grain is None:
                    self._bars(lane)
            paint_current_stack(self._canvas, self._chart, self._shown)
        self._painter.restore()

    def _name(self, lane: LaneRows) -> None:
        px, key, view, label = self._theme.px, lane.lane.key, self._chart.lane_view, lane.lane.label
        is_current, is_hovered = self._is_current_lane(lane), self._shown.hovered_lane == key
        is_link = is_hovered and bool(label)
        color = "text" if is_current else "link" if is_link else "text2" if label else "muted"
        # The name stays in sight as long as any row of its lane does.
        last = self._y(lane.top + len(lane.rows) - 1)
        first = self._lanes_top if lane.top < self._chart.pinned_rows else self._pinned_bottom
        top, width = min(max(self._y(lane.top), first), last), self._names_width
        if self._chart.has_lanes:
            if is_hovered or key in view.collapsed or key in view.pinned:
                paint_lane_marks(self._all, self._chart, self._theme, key, top, is_hovered)
            label = label or self._shown.no_lane
        width -= px(16) if key in view.pinned else 0
        weight = SEMIBOLD if is_current else REGULAR
        written = self._letters.write(
            self._all, px(_INSET), top, width, self._row, label, "secondary", color, weight, is_link=is_link
        )
        if self._chart.notes.roles:
            x, room = px(_INSET) + written + px(6), width - written - px(6)
            paint_roles(self._all, self._chart, self._theme, key, x, top, room)

    def _current_line(self) -> None:
        if self._current_places:
            placed = self._current_places[0][1]
            is_short = placed.x1 - placed.x0 <= self._theme.px(24)
            x = (placed.x0 + placed.x1) / 2 if is_short else max(placed.x0, -self._chart.offset)
            line = self._theme.color("accent", 0.55)
            self._canvas.vline(x + self._chart.offset - 0.5, 0, self._area.height(), line)

    def _bars(self, lane: LaneRows) -> None:
        height, offset = self._row, self._chart.offset
        ground = self._theme.faint(self._ground(lane), 0.85)
        for number, row in enumerate(lane.rows):
            top = self._y(lane.top + number)
            if not row.placed or top > self._area.height() or top + height < self._lanes_top:
                continue
            seen: set[tuple[int, int]] = set()
            for placed in row.within(-offset - 8, self._chart.chart_width - offset + 8):
                place = (round(placed.x0) if placed.x0 > -1e9 else 0, round(min(placed.x1, 1e9)))
                if place not in seen or placed.bar.ref == self._shown.current:
                    seen.add(place)
                    self._bar(placed, top + height / 2)
            for placed in row.within(-offset, self._chart.chart_width - offset):
                self._label(placed, top, ground)

    def _color(self, placed: Placed) -> str:
        return "accent" if placed.bar.ref == self._shown.current else "bar"

    def _bar(self, placed: Placed, middle: float) -> None:
        chart = self._chart
        color = self._theme.color(self._color(placed))
        paint_ghosts(self._canvas, chart, placed.bar, middle, color)
        bars = BarPainter(self._canvas, chart.sizes, color)
        mark = chart.notes.marks.get(placed.bar.ref)
        is_short = mark is not None and placed.x1 - placed.x0 < 2 * chart.sizes.least
        for piece in () if is_short else self._pieces(placed):
            bars.paint(piece, middle)
        if mark is not None:
            paint_mark(self._canvas, chart, self._theme, placed, mark, middle)
        if placed.bar.ref == self._shown.hovered or (
            self._shown.has_focus and placed.bar.ref == self._shown.current
        ):
            self._ring(placed, middle)

    def _pieces(self, placed: Placed) -> tuple[Piece, ...]:
        """The pieces of a bar that are in view."""
        chart, edge = self._chart, self._theme.px(6)
        return pieces(placed.bar.date, chart.scale.x, chart.sizes, edge, chart.chart_width - edge)

    def _ring(self, placed: Placed, middle: float) -> None:
        """The ring of the keyboard, or the fainter one under the pointer."""
        offset, out = self._chart.offset, self._theme.px(3)
        x0, height = max(placed.x0 + offset, 0) - out, self._chart.sizes.bar + 2 * out
        x1 = min(placed.x1 + offset, self._chart.chart_width) + out
        if self._shown.has_focus and placed.bar.ref == self._shown.current:
            rect = self._canvas.rect(x0, middle - height / 2, x1 - x0, height)
            paint_focus_ring(self._painter, rect, self._theme, self._theme.px(4))
        else:
            self._canvas.frame(x0, middle - height / 2, x1 - x0, height, "ctl", self._theme.px(4))

    def _label(self, placed: Placed, top: float, ground: QColor) -> None:
        """Write the title where the layout has put it, or on the bar where that place is out of view."""
        if not placed.label_width:
            return
        chart, gap = self._chart, self._chart.sizes.gap
        x, width = placed.label_x + chart.offset, placed.label_width
        x0, x1 = max(placed.x0 + chart.offset, 0.0), min(placed.x1 + chart.offset, chart.chart_width)
        is_before, is_on_bar = placed.label_x < placed.x0, x0 <= x < x1
        if is_on_bar or x < 0 or x + gap > chart.chart_width:
            if x1 - x0 < self._theme.px(_LEAST_ON_BAR):
                return
            x, width, is_before, is_on_bar = x0 + gap, min(width, x1 - x0 - 2 * gap), False, True
        width = min(width, chart.chart_width - x - 2)
        block = solid_piece(self._pieces(placed)) if is_on_bar else None
        is_short = block.x1 - block.x0 < chart.sizes.least_label if block else bool(chart.ghosts(placed.bar))
        if is_on_bar and is_short:  # beside the block, over what is thin
            start = max(block.x1, x0) if block and block.x1 < x1 - chart.sizes.least_label else x0
            x, width, block, is_on_bar = start + gap, min(width, x1 - start - 2 * gap), None, False
        color = "raised" if block else "text2"
        if block:  # beside it the bar is thin, and words of that colour would be lost
            x, width = max(x, block.x0 + gap), min(width, block.x1 - gap - max(x, block.x0 + gap))
            top -= self._theme.px(1)  # what hangs below the line stays on the block
        if not is_on_bar or kind_of(placed.bar.date) is not PieceKind.BLOCK:
            self._halo(placed, x, width, top, ground, is_before)
        is_current = placed.bar.ref == self._shown.current
        # On a block the words must not be higher than it.
        role: FontRole = "legend" if color == "raised" else "secondary"
        weight = SEMIBOLD if is_current else REGULAR
        color = "text" if is_current and color != "raised" else color
        align: Align = "end" if is_before else "start"
        title, height = placed.bar.title, chart.row_height
        self._letters.write(self._canvas, x, top, width, height, title, role, color, weight, align)

    def _halo(
        self, placed: Placed, x: float, width: float, top: float, ground: QColor, is_before: bool
    ) -> None:
        """The ground behind a label, so that no line runs through its letters."""
        height, pad = self._row, self._theme.px(2)
        shown = min(self._letters.width(placed.bar.title), width)
        start = x + width - shown if is_before else x
        self._canvas.fill(start - pad, top + pad * 2, shown + 2 * pad, height - pad * 4, ground, 3)

    def _ground(self, lane: LaneRows) -> QColor:
        """The colour of a lane."""
        plain = self._theme.color("raised")
        if not self._is_current_lane(lane):
            return plain
        tint = self._theme.color("selection")
        channels = ((tint.red(), plain.red()), (tint.green(), plain.green()), (tint.blue(), plain.blue()))
        return QColor(*(round(a * _TINT + b * (1 - _TINT)) for a, b in channels))

    def _range(self) -> None:
        if self._shown.range_x is None:
            return
        x0, x1 = (min(max(x, -4.0), self._chart.chart_width + 4) for x in self._shown.range_x)
        self._painter.save()
        self._painter.setClipRect(self._inside)
        height, top = self._area.height(), self._chart.axis_y[1]
        self._canvas.fill(x0, 0, x1 - x0, height, self._theme.color("accent", 0.07))
        self._canvas.fill(x0, top - 2, x1 - x0, 3, "accent")
        for x in (x0, x1 - 1):
            self._canvas.vline(x, 0, height, self._theme.color("accent", 0.7))
        self._painter.restore()

    def _edges(self) -> None:
        width, height = self._area.width(), self._area.height()
        self._all.hline(0, self._chart.axis_y[1], width, "line")
        if self._chart.has_bands:
            self._all.hline(0, self._chart.lanes_top - 1, width, "grid")
        if self._chart.pinned_rows:
            self._all.hline(0, self._chart.pinned_bottom - 1, width, "line_strong")
        self._all.vline(self._chart.names_width, 0, height, "line")
        if self._shown.has_focus and not (self._current_places or self._shown.stack):
            paint_focus_ring(self._painter, self._area, self._theme)

"""Draw the timeline: counts, axis, bands, lanes and bars, the current one, and a range of days."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline.bands import BandBox, Holder
from palmyra_desktop.domain.timeline.density import HEATS
from palmyra_desktop.domain.timeline.layout import LaneRows, Placed
from palmyra_desktop.domain.timeline.shapes import Piece, PieceKind, kind_of, pieces, solid_piece
from palmyra_desktop.domain.timeline.steps import places_of
from palmyra_desktop.gui.fonts import REGULAR, SEMIBOLD, FontRole
from palmyra_desktop.gui.painting import Align, Canvas, paint_focus_ring, text_width
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.timeline.bar_painter import BarPainter
from palmyra_desktop.gui.timeline.beside import (
    paint_ghosts,
    paint_head_names,
    paint_lane_marks,
    paint_made,
    paint_made_ground,
    paint_mark,
    paint_roles,
    paint_undated,
    paint_window,
)
from palmyra_desktop.gui.timeline.chart import Chart
from palmyra_desktop.gui.timeline.stack_painter import StackPainter, fill_by_heat

_CONTESTED = Qt.BrushStyle.DiagCrossPattern
_PATTERNS = {
    Holder.ISLAMIC_STATE: Qt.BrushStyle.BDiagPattern,
    Holder.OTHER: Qt.BrushStyle.HorPattern,
}
"""What tells holders apart without colour; a band of the government is plain."""
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
    """

    current: RecordRef | None = None
    scrolled: float = 0.0
    range_x: tuple[float, float] | None = None
    has_focus: bool = False
    hovered: RecordRef | None = None
    hovered_lane: FacetKey | None = None
    no_lane: str = ""
    empty: str = ""


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
        self._labels = theme.font("secondary")
        self._stacks = StackPainter(self._canvas, theme.font("legend"), chart.numbers)

    def paint(self) -> None:
        """Draw everything."""
        self._painter.fillRect(self._area, self._theme.color("raised"))
        if self._chart.spans.is_empty:
            self._empty()
            return
        self._lanes_ground()
        paint_made_ground(self._canvas, self._chart, self._theme)
        self._grid()
        self._lanes()
        self._head()
        self._range()
        self._edges()
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
        return self._chart.row_y(row, self._shown.scrolled)

    def _visible_lanes(self, pinned: bool) -> Sequence[LaneRows]:
        chart, scrolled = self._chart, self._shown.scrolled
        lanes, pinned_rows = chart.layout.lanes, chart.pinned_rows
        start = bisect_left(lanes, pinned_rows, key=_top)
        if pinned:
            return lanes[:start]
        first = max(chart.row_at(chart.pinned_bottom, scrolled), pinned_rows)
        last = chart.row_at(max(self._area.height(), chart.pinned_bottom), scrolled)
        start = max(bisect_right(lanes, first, key=_top) - 1, start)
        return lanes[start : bisect_right(lanes, last, key=_top)]

    def _is_current_lane(self, lane: LaneRows) -> bool:
        return self._chart.has_lanes and any(
            place[0].lane.key == lane.lane.key for place in self._current_places
        )

    def _room_of(self, pinned: bool) -> QRectF:
        """Where the lanes that are pinned, or those that scroll, are seen."""
        top = self._chart.lanes_top if pinned else self._chart.pinned_bottom
        bottom = self._chart.pinned_bottom if pinned else self._area.height()
        return QRectF(0, top, self._area.width(), max(bottom - top, 0))

    def _lanes_ground(self) -> None:
        self._painter.save()
        for pinned in (False, True):
            self._painter.setClipRect(self._room_of(pinned))
            for lane in self._visible_lanes(pinned):
                top, height = self._y(lane.top), self._chart.row_height * len(lane.rows)
                if self._is_current_lane(lane):
                    self._all.fill(0, top, self._area.width(), height, self._ground(lane))
                if self._chart.has_lanes:
                    self._all.hline(0, top + height - 1, self._area.width(), "grid")
        self._painter.restore()

    def _grid(self) -> None:
        self._painter.save()
        self._painter.setClipRect(self._inside)
        top = self._chart.axis_y[0]
        below, bottom = self._chart.axis_y[1], self._area.height()
        by_role: dict[str, list[QRectF]] = {"grid": [], "grid_strong": []}
        for line in self._chart.axis().lines:
            start = top if line.is_strong else below
            place = self._canvas.rect(round(line.x), start, self._theme.hairline, bottom - start)
            by_role["grid_strong" if line.is_strong else "grid"].append(place)
        self._painter.setPen(Qt.PenStyle.NoPen)
        for role, lines in by_role.items():
            self._painter.setBrush(self._theme.color(role))
            self._painter.drawRects(lines)
        self._painter.restore()

    def _head(self) -> None:
        paint_head_names(self._all, self._chart, self._theme)
        self._painter.save()
        self._painter.setClipRect(self._inside)
        self._density()
        for label in self._chart.axis().labels:
            font = self._theme.font("secondary", SEMIBOLD if label.is_strong else REGULAR)
            top, bottom = self._chart.axis_y[0], self._chart.hijri_y[0]
            color = "text" if label.is_strong else "text2"
            self._canvas.text(label.x, top, label.width + 2, bottom - top, label.text, font, color)
        self._hijri()
        for box in self._chart.bands():
            self._band(box)
        paint_made(self._canvas, self._chart, self._theme)
        self._painter.restore()

    def _hijri(self) -> None:
        """The second line of the axis, quieter than the first: most read the other calendar."""
        top, bottom = self._chart.hijri_y
        rise, font = self._theme.px(4), self._theme.font("secondary")
        for label in self._chart.hijri_labels():
            width, color = label.width + 2, "text2" if label.is_strong else "muted"
            if not label.is_pinned:
                self._canvas.vline(label.x - rise, bottom - rise, rise, "grid_strong")
            # The lines of the other calendar run through here, and not through these words.
            self._canvas.fill(label.x - 2, top - rise, width, bottom - top, "raised")
            self._canvas.text(label.x, top - rise, width, bottom - top, label.text, font, color)

    def _density(self) -> None:
        top, bottom = self._chart.density_y
        blocks: list[list[QRectF]] = [[] for _heat in range(HEATS + 1)]
        for cell in self._chart.cells():
            width = max(cell.x1 - cell.x0 - 2, 1)
            blocks[cell.heat].append(self._canvas.rect(cell.x0 + 1, top, width, bottom - top))
        fill_by_heat(self._canvas, blocks)
        paint_window(self._canvas, self._chart, self._theme)

    def _band(self, box: BandBox) -> None:
        px, theme = self._theme.px, self._theme
        top, bottom = self._chart.bands_y
        # A hairline stays between neighbours; what is too short for that is still to be seen.
        width, height = max(box.x1 - box.x0 - 1, 2.0), bottom - top
        self._canvas.fill(box.x0, top, width, height, f"band_{box.holder.value}", 2)
        if box.other_holder:
            other = theme.color(f"band_{box.other_holder.value}")
            self._hatch(box.x0, top, width, height, QBrush(other, Qt.BrushStyle.Dense4Pattern))
            self._hatch(box.x0, top, width, height, QBrush(theme.color("text", 0.3), _CONTESTED))
        elif pattern := _PATTERNS.get(box.holder):
            strength = 0.4 if theme.is_high_contrast else 0.16
            self._hatch(box.x0, top, width, height, QBrush(theme.color("text", strength), pattern))
        room = width - 2 * px(8)
        title = " / ".join(band.holder.title for band in box.bands)
        if room >= min(self._chart.measure(title), px(44)):
            shown = min(self._chart.measure(title), room)
            fill = f"band_{box.holder.value}"  # behind the words, so that no pattern runs through them
            self._canvas.fill(box.x0 + px(8) - 2, top + 2, shown + 4, height - 4, fill, 3)
            self._canvas.text(box.x0 + px(8), top, room, height, title, self._labels, "text")

    def _hatch(self, x: float, y: float, width: float, height: float, brush: QBrush) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(brush)
        self._painter.drawRoundedRect(self._canvas.rect(x, y, width, height), 2, 2)

    def _lanes(self) -> None:
        self._painter.save()
        for pinned in (False, True):
            self._stacks.find(self._visible_lanes(pinned), self._chart.scale)
        for pinned in (False, True):
            room = self._room_of(pinned)
            self._painter.setClipRect(room)
            for lane in self._visible_lanes(pinned):
                self._name(lane)
            self._painter.setClipRect(room & self._inside)
            self._current_line()
            for lane in self._visible_lanes(pinned):
                self._stacks.paint(lane, self._y(lane.top) + self._chart.row_height / 2)
                self._bars(lane)
        self._painter.restore()

    def _name(self, lane: LaneRows) -> None:
        px = self._theme.px
        is_current = self._is_current_lane(lane)
        font = self._theme.font("secondary", SEMIBOLD if is_current else REGULAR)
        text = lane.lane.label or (self._shown.no_lane if self._chart.has_lanes else "")
        is_link = self._shown.hovered_lane == lane.lane.key and bool(lane.lane.label)
        font.setUnderline(is_link)
        color = "text" if is_current else "link" if is_link else "text2" if lane.lane.label else "muted"
        width = self._chart.names_width - px(_INSET) - px(8)
        height = self._chart.row_height
        # The name stays in sight as long as any row of its lane does.
        last = self._y(lane.top + len(lane.rows) - 1)
        first = self._chart.lanes_top if lane.top < self._chart.pinned_rows else self._chart.pinned_bottom
        top = min(max(self._y(lane.top), first), last)
        if self._chart.has_lanes:
            is_hovered = self._shown.hovered_lane == lane.lane.key
            paint_lane_marks(self._all, self._chart, self._theme, lane.lane.key, top, is_hovered)
        width -= px(16) if lane.lane.key in self._chart.lane_view.pinned else 0
        written = self._all.text(px(_INSET), top, width, height, text, font, color)
        x, room = px(_INSET) + written + px(6), width - written - px(6)
        paint_roles(self._all, self._chart, self._theme, lane.lane.key, x, top, room)

    def _current_line(self) -> None:
        if self._current_places:
            placed = self._current_places[0][1]
            is_short = placed.x1 - placed.x0 <= self._theme.px(24)
            x = (placed.x0 + placed.x1) / 2 if is_short else max(placed.x0, -self._chart.offset)
            line = self._theme.color("accent", 0.55)
            self._canvas.vline(x + self._chart.offset - 0.5, 0, self._area.height(), line)

    def _bars(self, lane: LaneRows) -> None:
        height, offset = self._chart.row_height, self._chart.offset
        ground = self._ground(lane)
        ground.setAlphaF(0.85)
        for number, row in enumerate(lane.rows):
            top = self._y(lane.top + number)
            if top > self._area.height() or top + height < self._chart.lanes_top:
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
        x0 = max(placed.x0 + offset, 0) - out
        x1 = min(placed.x1 + offset, self._chart.chart_width) + out
        height = self._chart.sizes.bar + 2 * out
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
        color = "raised" if block else "text2"
        if block:  # beside it the bar is thin, and words of that colour would be lost
            x, width = max(x, block.x0 + gap), min(width, block.x1 - gap - max(x, block.x0 + gap))
        if not is_on_bar or kind_of(placed.bar.date) is not PieceKind.BLOCK:
            self._halo(placed, x, width, top, ground, is_before)
        is_current = placed.bar.ref == self._shown.current
        # On a block the words must not be higher than it.
        role: FontRole = "legend" if color == "raised" else "secondary"
        font = self._theme.font(role, SEMIBOLD if is_current else REGULAR)
        color = "text" if is_current and color != "raised" else color
        align: Align = "end" if is_before else "start"
        self._canvas.text(x, top, width, chart.row_height, placed.bar.title, font, color, align)

    def _halo(
        self, placed: Placed, x: float, width: float, top: float, ground: QColor, is_before: bool
    ) -> None:
        """The ground behind a label, so that no line runs through its letters."""
        height, pad = self._chart.row_height, self._theme.px(2)
        shown = min(text_width(self._labels, placed.bar.title), width)
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
        x0 = min(max(self._shown.range_x[0], -4.0), self._chart.chart_width + 4)
        x1 = min(max(self._shown.range_x[1], -4.0), self._chart.chart_width + 4)
        self._painter.save()
        self._painter.setClipRect(self._inside)
        height = self._area.height()
        self._canvas.fill(x0, 0, x1 - x0, height, self._theme.color("accent", 0.07))
        top = self._chart.axis_y[1]
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
        is_without = not self._current_places
        if self._shown.has_focus and is_without:
            paint_focus_ring(self._painter, self._area, self._theme)

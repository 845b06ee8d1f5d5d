"""Draw the timeline: counts, axis, bands, lanes and bars, the current one, and a range of days."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline.bands import BandBox, Holder
from palmyra_desktop.domain.timeline.layout import LaneRows, Placed
from palmyra_desktop.domain.timeline.shapes import pieces
from palmyra_desktop.domain.timeline.steps import places_of
from palmyra_desktop.gui.fonts import REGULAR, SEMIBOLD
from palmyra_desktop.gui.painting import Align, Canvas, paint_focus_ring
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.timeline.bar_painter import BarPainter
from palmyra_desktop.gui.timeline.chart import Chart
from palmyra_desktop.i18n import _

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

    def paint(self) -> None:
        """Draw everything."""
        self._painter.fillRect(self._area, self._theme.color("raised"))
        if not self._chart.spans.bars:
            self._empty()
            return
        self._lanes_ground()
        self._grid()
        self._lanes()
        self._head()
        self._range()
        self._edges()

    def _empty(self) -> None:
        height = self._theme.px(26)
        top = (self._area.height() - height) / 2
        self._all.text(
            0, top, self._area.width(), height, self._shown.empty, self._theme.font("body"), "muted", "center"
        )
        if self._shown.has_focus:
            paint_focus_ring(self._painter, self._area, self._theme)

    def _y(self, row: int) -> float:
        return self._chart.lanes_top + row * self._chart.row_height - self._shown.scrolled

    def _visible_lanes(self) -> tuple[LaneRows, ...]:
        bottom, height = self._area.height(), self._chart.row_height
        return tuple(
            lane
            for lane in self._chart.layout.lanes
            if self._y(lane.top) < bottom
            and self._y(lane.top) + height * len(lane.rows) > self._chart.lanes_top
        )

    def _is_current_lane(self, lane: LaneRows) -> bool:
        return self._chart.has_lanes and any(
            place[0].lane.key == lane.lane.key for place in self._current_places
        )

    def _below_head(self) -> QRectF:
        top = self._chart.lanes_top
        return QRectF(0, top, self._area.width(), max(self._area.height() - top, 0))

    def _lanes_ground(self) -> None:
        self._painter.save()
        self._painter.setClipRect(self._below_head())
        for lane in self._visible_lanes():
            top, height = self._y(lane.top), self._chart.row_height * len(lane.rows)
            if self._is_current_lane(lane):
                ground = self._theme.color("selection", 0.55)
                self._all.fill(0, top, self._area.width(), height, ground)
            if self._chart.has_lanes:
                self._all.hline(0, top + height - 1, self._area.width(), "grid")
        self._painter.restore()

    def _grid(self) -> None:
        self._painter.save()
        self._painter.setClipRect(self._inside)
        top = self._chart.axis_y[0]
        for line in self._chart.axis().lines:
            role = "grid_strong" if line.is_strong else "grid"
            start = top if line.is_strong else self._chart.axis_y[1]
            self._canvas.vline(line.x, start, self._area.height() - start, role)
        self._painter.restore()

    def _head(self) -> None:
        self._names_of_head()
        self._painter.save()
        self._painter.setClipRect(self._inside)
        self._density()
        for label in self._chart.axis().labels:
            font = self._theme.font("secondary", SEMIBOLD if label.is_strong else REGULAR)
            top, bottom = self._chart.axis_y
            color = "text" if label.is_strong else "text2"
            self._canvas.text(label.x, top, label.width + 2, bottom - top, label.text, font, color)
        for box in self._chart.bands():
            self._band(box)
        self._painter.restore()

    def _names_of_head(self) -> None:
        px, chart = self._theme.px, self._chart
        width = chart.names_width - px(_INSET) - px(6)
        top, bottom = chart.density_y
        font = self._theme.font("legend")
        self._all.text(px(_INSET), top - px(4), width, bottom - top + px(8), _("Density"), font, "muted")
        if chart.band_rows:
            height = self._theme.px(20)
            self._all.text(
                px(_INSET), chart.band_y(0), width, height, _("Town held by"), self._labels, "text2"
            )

    def _density(self) -> None:
        top, bottom = self._chart.density_y
        for cell in self._chart.cells():
            width = max(cell.x1 - cell.x0 - 2, 1)
            self._canvas.fill(cell.x0 + 1, top, width, bottom - top, f"heat_{cell.heat}", 2)

    def _band(self, box: BandBox) -> None:
        px = self._theme.px
        top, width, height = self._chart.band_y(box.row), box.x1 - box.x0 - 1, self._chart.sizes.band
        self._canvas.fill(box.x0, top, width, height, f"band_{box.holder.value}", 2)
        if box.holder is Holder.ISLAMIC_STATE or box.band.contested:
            hatch = self._theme.color("text", 0.12 if box.holder is Holder.ISLAMIC_STATE else 0.2)
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(QBrush(hatch, Qt.BrushStyle.BDiagPattern))
            self._painter.drawRoundedRect(self._canvas.rect(box.x0, top, width, height), 2, 2)
        room = width - 2 * px(8)
        title = box.band.holder.title
        if room >= min(self._chart.measure(title), px(44)):
            self._canvas.text(box.x0 + px(8), top, room, height, title, self._labels, "text")

    def _lanes(self) -> None:
        self._painter.save()
        self._painter.setClipRect(self._below_head())
        for lane in self._visible_lanes():
            self._name(lane)
        self._painter.setClipRect(self._below_head() & self._inside)
        self._current_line()
        for lane in self._visible_lanes():
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
        self._all.text(px(_INSET), self._y(lane.top), width, self._chart.row_height, text, font, color)

    def _current_line(self) -> None:
        if self._current_places:
            placed = self._current_places[0][1]
            is_short = placed.x1 - placed.x0 <= self._theme.px(24)
            x = (placed.x0 + placed.x1) / 2 if is_short else max(placed.x0, -self._chart.offset)
            line = self._theme.color("accent", 0.55)
            self._canvas.vline(x + self._chart.offset - 0.5, 0, self._area.height(), line)

    def _bars(self, lane: LaneRows) -> None:
        height, offset = self._chart.row_height, self._chart.offset
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
                self._label(placed, top)

    def _color(self, placed: Placed) -> str:
        return "accent" if placed.bar.ref == self._shown.current else "bar"

    def _bar(self, placed: Placed, middle: float) -> None:
        chart = self._chart
        bars = BarPainter(self._canvas, chart.sizes, self._theme.color(self._color(placed)))
        edge = self._theme.px(6)
        for piece in pieces(placed.bar.date, chart.scale.x, chart.sizes, -edge, chart.chart_width - edge):
            bars.paint(piece, middle)
        if placed.bar.ref == self._shown.hovered or (
            self._shown.has_focus and placed.bar.ref == self._shown.current
        ):
            self._ring(placed, middle)

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

    def _label(self, placed: Placed, top: float) -> None:
        if not placed.label_width:
            return
        is_current = placed.bar.ref == self._shown.current
        font = self._theme.font("secondary", SEMIBOLD if is_current else REGULAR)
        x, width = placed.label_x + self._chart.offset, placed.label_width
        x0, x1 = placed.x0 + self._chart.offset, placed.x1 + self._chart.offset
        inset = self._chart.sizes.gap
        if x0 < 0 and x1 > self._chart.chart_width / 3 and (x < 0 or x + width > self._chart.chart_width):
            # Longer than the view: the words stay in sight, on the bar.
            x, width = inset, min(self._chart.label_width(placed.bar), x1 - 2 * inset)
        elif x < 0 < x1 and x0 <= x:
            x = inset
        is_before = placed.label_x < placed.x0
        if not x0 <= x < x1:
            self._halo(placed, x, width, top)
        align: Align = "end" if is_before else "start"
        color = "text" if is_current else "text2"
        height = self._chart.row_height
        self._canvas.text(x, top, width, height, placed.bar.title, font, color, align)

    def _halo(self, placed: Placed, x: float, width: float, top: float) -> None:
        """The ground behind a label, so that no line runs through its letters."""
        height, pad = self._chart.row_height, self._theme.px(2)
        shown = min(self._chart.measure(placed.bar.title), width)
        start = x + width - shown if placed.label_x < placed.x0 else x
        ground = self._theme.color("raised", 0.82)
        if placed.bar.ref == self._shown.current and self._chart.has_lanes:
            return
        self._canvas.fill(start - pad, top + pad * 2, shown + 2 * pad, height - pad * 4, ground, 3)

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
        if self._chart.band_rows:
            self._all.hline(0, self._chart.lanes_top - 1, width, "grid")
        self._all.vline(self._chart.names_width, 0, height, "line")
        is_without = not self._current_places
        if self._shown.has_focus and is_without:
            paint_focus_ring(self._painter, self._area, self._theme)

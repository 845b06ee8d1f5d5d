"""Draw the head of the timeline: counts of all time, the axis with its grid, and who held the place."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush

from palmyra_desktop.domain.timeline.bands import BandBox, Holder
from palmyra_desktop.domain.timeline.density import HEATS
from palmyra_desktop.gui.fonts import REGULAR, SEMIBOLD
from palmyra_desktop.gui.painting import Canvas
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.timeline.beside import paint_head_names, paint_made, paint_window
from palmyra_desktop.gui.timeline.chart import Chart
from palmyra_desktop.gui.timeline.stack_painter import fill_by_heat, fill_plainly

_CONTESTED = Qt.BrushStyle.DiagCrossPattern
_PATTERNS = {
    Holder.ISLAMIC_STATE: Qt.BrushStyle.BDiagPattern,
    Holder.OTHER: Qt.BrushStyle.HorPattern,
}
"""What tells holders apart without colour; a band of the government is plain."""


class HeadPainter:
    """Draw what stands above the lanes, and the lines that go down from it."""

    def __init__(self, names: Canvas, canvas: Canvas, chart: Chart, theme: Theme) -> None:
        """Draw on a canvas of all, and on one that begins where the chart does."""
        self._all, self._canvas, self._chart, self._theme = names, canvas, chart, theme
        self._painter, self._inside, self._write = canvas.painter, canvas.area, chart.lettering.write

    def grid(self) -> None:
        """Draw the lines of the axis, down to the foot."""
        self._painter.save()
        self._painter.setClipRect(self._inside)
        top = self._chart.axis_y[0]
        below, bottom = self._chart.axis_y[1], self._inside.height()
        rect, thickness = self._canvas.rect, self._theme.hairline
        faint, strong = [], []
        for line in self._chart.axis().lines:
            if line.is_strong:
                strong.append(rect(round(line.x), top, thickness, bottom - top))
            else:
                faint.append(rect(round(line.x), below, thickness, bottom - below))
        fill_plainly(self._painter, (("grid", faint), ("grid_strong", strong)), self._theme)
        self._painter.restore()

    def paint(self) -> None:
        """Draw the head."""
        paint_head_names(self._all, self._chart, self._theme)
        self._painter.save()
        self._painter.setClipRect(self._inside)
        self._density()
        top, height = self._chart.axis_y[0], self._chart.hijri_y[0] - self._chart.axis_y[0]
        for label in self._chart.axis().labels:
            color, weight = ("text", SEMIBOLD) if label.is_strong else ("text2", REGULAR)
            width = label.width + 2
            self._write(self._canvas, label.x, top, width, height, label.text, "secondary", color, weight)
        self._hijri()
        for box in self._chart.bands():
            self._band(box)
        paint_made(self._canvas, self._chart, self._theme)
        self._painter.restore()

    def _hijri(self) -> None:
        """The second line of the axis, quieter than the first: most read the other calendar."""
        top, bottom = self._chart.hijri_y
        rise, height = self._theme.px(4), bottom - top
        for label in self._chart.hijri_labels():
            width, color = label.width + 2, "text2" if label.is_strong else "muted"
            if not label.is_pinned:
                self._canvas.vline(label.x - rise, bottom - rise, rise, "grid_strong")
            # The lines of the other calendar run through here, and not through these words.
            self._canvas.fill(label.x - 2, top - rise, width, height, "raised")
            self._write(self._canvas, label.x, top - rise, width, height, label.text, color=color)

    def _density(self) -> None:
        top, bottom = self._chart.density_y
        blocks: list[list[QRectF]] = [[] for _heat in range(HEATS + 1)]
        for cell in self._chart.cells():
            x0 = round(cell.x0) + 1
            width = max(round(cell.x1) - 1 - x0, 1)
            blocks[cell.heat].append(self._canvas.rect(x0, top, width, bottom - top))
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
            self._write(self._canvas, box.x0 + px(8), top, room, height, title)

    def _hatch(self, x: float, y: float, width: float, height: float, brush: QBrush) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(brush)
        self._painter.drawRoundedRect(self._canvas.rect(x, y, width, height), 2, 2)

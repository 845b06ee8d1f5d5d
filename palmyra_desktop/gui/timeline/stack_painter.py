"""Draw the stacks of lanes: a block with its count, or, of very many, a strip of cells from pale to dark."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.timeline.density import heat_of
from palmyra_desktop.domain.timeline.layout import LaneRows
from palmyra_desktop.domain.timeline.stacks import Stack
from palmyra_desktop.gui.painting import Canvas
from palmyra_desktop.gui.timeline.chart import Chart
from palmyra_desktop.i18n import format_number

_HEIGHT = 17
_DARK = 4
"""The heat from which words on it have the colour of the ground."""


class StackPainter:
    """Draw stacks of a chart once; the fullest of those in view is the darkest."""

    def __init__(self, canvas: Canvas, chart: Chart) -> None:
        """Draw on a canvas that begins where the chart does."""
        self._canvas, self._chart = canvas, chart
        self._found: dict[FacetKey, tuple[Stack, ...]] = {}
        self._most = 0.0
        self._area, self._is_rtl = canvas.area, canvas.theme.is_rtl
        self._font = canvas.theme.font("legend")
        self._metrics = QFontMetricsF(self._font)

    def find(self, lanes: Iterable[LaneRows]) -> None:
        """Count what lies in the stacks of the lanes in view."""
        for lane in lanes:
            if lane.grain is not None:
                found = lane.grain.stacks(lane.lane.days, self._chart.scale)
                self._found[lane.lane.key] = found
                self._most = max(self._most, *(stack.density for stack in found), 0.0)

    def paint(self, lane: LaneRows, top: float) -> None:
        """Draw the stacks of a lane, in the row that begins at `top`."""
        # Some hundred stacks a frame: what is the same for many of them is told to the painter once.
        height = self._canvas.theme.px(_HEIGHT)
        top += (self._chart.row_height - height) / 2
        by_heat: dict[int, list[Stack]] = {}
        for stack in self._found.get(lane.lane.key, ()):
            by_heat.setdefault(heat_of(stack.density, self._most), []).append(stack)
        for heat, stacks in by_heat.items():
            self._blocks(stacks, top, height, heat)
        for color, are_dark in (("text", False), ("raised", True)):
            self._counts(
                [one for heat, some in by_heat.items() if (heat >= _DARK) is are_dark for one in some],
                top + height / 2,
                color,
            )

    def _blocks(self, stacks: Sequence[Stack], top: float, height: float, heat: int) -> None:
        painter = self._canvas.painter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._canvas.theme.color(f"heat_{heat}"))
        cells = []
        for one in stacks:
            x0, x1 = self._seen(one)
            if one.is_strip:
                cells.append(QRectF(x0, top, x1 - x0, height))
            else:
                painter.drawRoundedRect(QRectF(x0 + 1, top, x1 - x0 - 2, height), 3, 3)
        painter.drawRects(cells)

    def _counts(self, stacks: Sequence[Stack], middle: float, color: str) -> None:
        painter, metrics = self._canvas.painter, self._metrics
        painter.setPen(self._canvas.theme.color(color))
        painter.setFont(self._font)
        baseline = middle + metrics.capHeight() / 2
        for one in stacks:
            if one.is_strip:
                continue
            words, (x0, x1) = format_number(one.records), self._seen(one)
            width = metrics.horizontalAdvance(words)
            if x1 - x0 >= width:
                painter.drawText(QPointF((x0 + x1 - width) / 2, baseline), words)

    def _seen(self, stack: Stack) -> tuple[float, float]:
        """From where to where a stack is seen, as the painter counts."""
        x0, x1 = max(stack.x0, -1.0), min(stack.x1, self._area.width() + 1)
        if self._is_rtl:
            x0, x1 = self._area.width() - x1, self._area.width() - x0
        return self._area.x() + x0, self._area.x() + x1

"""Draw the stacks of lanes: a block with its count, or, of very many, a strip of cells from pale to dark."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.timeline.density import HEATS, heats
from palmyra_desktop.domain.timeline.layout import LaneRows
from palmyra_desktop.domain.timeline.scale import Scale
from palmyra_desktop.domain.timeline.stacks import Part
from palmyra_desktop.gui.painting import Canvas
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import format_number

_HEIGHT = 17
_DARK = 4
"""The heat from which words on it have the colour of the ground."""

Numbers = Callable[[int], "Number"]
_Counts = tuple[list[tuple[QPointF, QStaticText]], list[tuple[QPointF, QStaticText]]]
"""Figures and their places, those on pale stacks first."""


class Number(NamedTuple):
    """A number in figures, laid out, and its size in pixels."""

    text: QStaticText
    width: float
    height: float


def numbers(font: QFont) -> Numbers:
    """Numbers in a font; each is laid out once, for there are hundreds in a frame."""
    metrics = QFontMetricsF(font)

    @lru_cache(maxsize=10_000)
    def number(value: int) -> Number:
        words = format_number(value)
        text = QStaticText(words)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.prepare(font=font)
        return Number(text, metrics.horizontalAdvance(words), text.size().height())

    return number


class StackPainter:
    """Draw the stacks of one frame; the fullest of those in view is the darkest."""

    def __init__(self, canvas: Canvas, font: QFont, numbers: Numbers, scale: Scale) -> None:
        """Draw on a canvas that begins where the chart does."""
        self._canvas, self._font, self._numbers = canvas, font, numbers
        self._x, self._width, self._is_rtl = canvas.area.x(), canvas.area.width(), canvas.theme.is_rtl
        self._scale, self._height = scale, canvas.theme.px(_HEIGHT)
        self._colors = [canvas.theme.color(f"heat_{heat}") for heat in range(HEATS + 1)]
        self._found: dict[FacetKey, Sequence[Part]] = {}
        self._most = 0.0

    def find(self, lanes: Iterable[LaneRows]) -> None:
        """Count what lies in the stacks of the lanes in view."""
        for lane in lanes:
            if lane.grain is not None:
                found = lane.grain.parts(lane.lane.days, self._scale.start, self._scale.end)
                self._found[lane.lane.key] = found
                self._most = max(self._most, max(map(_density, found), default=0.0))

    def paint(self, lanes: Iterable[tuple[LaneRows, float]]) -> None:
        """Draw the stacks of lanes, each about the middle of its first row."""
        counts: _Counts = ([], [])
        painter = self._canvas.painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # all stand on whole pixels
        for lane, middle in lanes:
            if lane.grain is not None:
                self._fill(self._found[lane.lane.key], middle, counts)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        for color, some in zip(("text", "raised"), counts, strict=True):
            painter.setPen(self._canvas.theme.color(color))
            for place, text in some:
                painter.drawStaticText(place, text)

    def _fill(self, parts: Sequence[Part], middle: float, counts: _Counts) -> None:
        """Fill the stacks of a lane, and find where their counts go."""
        # Hundreds of them in a frame: the shortest way for each.
        fill, colors, limits = self._canvas.painter.fillRect, self._colors, heats(self._most)
        height, edge, is_rtl = self._height, round(self._width), self._is_rtl
        top, before = round(middle - height / 2), round(self._x)
        start, per_pixel = self._scale.start, self._scale.days_per_pixel
        for first, last, records, is_strip, density in parts:
            heat = bisect_left(limits, density)
            x0, x1 = round((first - start) / per_pixel), round((last + 1 - start) / per_pixel)
            if x0 < 0 or x1 > edge:  # cut, so that its count stands in the middle of what is seen
                x0, x1 = max(x0, -1), min(x1, edge + 1)
            left, width = before + (edge - x1 if is_rtl else x0), x1 - x0
            if is_strip:
                fill(left, top, width, height, colors[heat])
                continue
            fill(left + 1, top, width - 2, height, colors[heat])
            number = self._numbers(records)
            if number.width <= width:
                place = QPointF(left + (width - number.width) / 2, middle - number.height / 2)
                counts[heat >= _DARK].append((place, number.text))


def _density(part: Part) -> float:
    return part.density


def fill_by_heat(canvas: Canvas, blocks: Sequence[Sequence[QRectF]]) -> None:
    """Fill rectangles of the painter, those of each heat in its colour, from 0 on."""
    fill_plainly(canvas.painter, ((f"heat_{heat}", some) for heat, some in enumerate(blocks)), canvas.theme)


def fill_plainly(painter: QPainter, by_role: Iterable[tuple[str, Sequence[QRectF]]], theme: Theme) -> None:
    """Fill rectangles that stand on whole pixels, each with the colour of its role."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    for role, rects in by_role:
        if rects:
            painter.setBrush(theme.color(role))
            painter.drawRects(rects)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)

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
from palmyra_desktop.domain.timeline.stacks import Stack
from palmyra_desktop.gui.painting import Canvas
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import format_number

_HEIGHT = 17
_DARK = 4
"""The heat from which words on it have the colour of the ground."""

Numbers = Callable[[int], "Number"]


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

    def __init__(self, canvas: Canvas, font: QFont, numbers: Numbers) -> None:
        """Draw on a canvas that begins where the chart does."""
        self._canvas, self._font, self._numbers = canvas, font, numbers
        self._x, self._width, self._is_rtl = canvas.area.x(), canvas.area.width(), canvas.theme.is_rtl
        self._found: dict[FacetKey, tuple[Stack, ...]] = {}
        self._most = 0.0

    def find(self, lanes: Iterable[LaneRows], scale: Scale) -> None:
        """Count what lies in the stacks of the lanes in view."""
        for lane in lanes:
            if lane.grain is not None:
                found = self._found[lane.lane.key] = lane.grain.stacks(lane.lane.days, scale)
                densities = (records / (last - first + 1) for _x0, _x1, first, last, records, _is in found)
                self._most = max(self._most, max(densities, default=0.0))

    def paint(self, lanes: Iterable[tuple[LaneRows, float]]) -> None:
        """Draw the stacks of lanes, each about the middle of its first row."""
        # Hundreds of them in a frame: each is looked at once, and all of a colour are drawn at once.
        blocks: list[list[QRectF]] = [[] for _heat in range(HEATS + 1)]
        counts: tuple[list[tuple[QPointF, QStaticText]], ...] = ([], [])
        for lane, middle in lanes:
            if lane.grain is not None:
                self._sort(self._found[lane.lane.key], middle, blocks, counts)
        fill_by_heat(self._canvas, blocks)
        self._write(counts)

    def _sort(
        self,
        stacks: Iterable[Stack],
        middle: float,
        blocks: Sequence[list[QRectF]],
        counts: Sequence[list[tuple[QPointF, QStaticText]]],
    ) -> None:
        """Sort the blocks and the counts of a lane by their colour."""
        height, limits, right = self._canvas.theme.px(_HEIGHT), heats(self._most), self._x + self._width
        top = round(middle - height / 2)
        for x0, x1, first, last, records, is_strip in stacks:
            heat = bisect_left(limits, records / (last - first + 1))
            left, width = right - x1 if self._is_rtl else self._x + x0, x1 - x0
            if is_strip:
                blocks[heat].append(QRectF(left, top, width, height))
                continue
            blocks[heat].append(QRectF(left + 1, top, width - 2, height))
            number = self._numbers(records)
            if number.width <= width:
                place = QPointF(left + (width - number.width) / 2, middle - number.height / 2)
                counts[heat >= _DARK].append((place, number.text))

    def _write(self, counts: Iterable[Iterable[tuple[QPointF, QStaticText]]]) -> None:
        painter = self._canvas.painter
        painter.setFont(self._font)
        for color, some in zip(("text", "raised"), counts, strict=True):
            painter.setPen(self._canvas.theme.color(color))
            for place, text in some:
                painter.drawStaticText(place, text)


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

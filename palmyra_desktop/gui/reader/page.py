"""A source's text, painted paragraph by paragraph, with the words of its claims lit under it.

Plain text only: nothing in a source is run or fetched. Ranges are code points outside, UTF-16 units inside.
"""

from bisect import bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from typing_extensions import override

from palmyra_desktop.domain.text import to_utf16
from palmyra_desktop.gui.painting import text_width
from palmyra_desktop.gui.paragraph import Highlight, Paragraph
from palmyra_desktop.gui.theme import Theme

_LINE_HEIGHT = 1.72
_MOST_LETTERS = 68


@dataclass(frozen=True, slots=True)
class Lit:
    """Words of a claim: code points of the text, end exclusive."""

    claim_id: int
    start: int
    end: int


@dataclass(slots=True)
class _Block:
    """A paragraph of the text: where it begins, and its lines once they were needed."""

    start: int
    text: str
    top: float = 0.0
    made: Paragraph | None = None


class Page(QAbstractScrollArea):
    """Shows a text; a click on lit words tells which claim's they are."""

    claim_clicked = Signal(object)
    """int: id of the claim."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show no text."""
        super().__init__(parent)
        self.setObjectName("reader_page")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self._blocks: list[_Block] = []
        self._lit: tuple[Lit, ...] = ()
        self._current: int | None = None
        theme.changed.connect(self._lay_out)

    @property
    def text(self) -> str:
        """The text shown."""
        return "\n".join(block.text for block in self._blocks)

    def show_text(self, text: str, lit: tuple[Lit, ...]) -> None:
        """Show a text from its beginning."""
        self._blocks, start = [], 0
        for line in text.split("\n"):
            self._blocks.append(_Block(start, line))
            start += len(line) + 1
        self._lit, self._current = lit, None
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def show_current(self, claim_id: int | None) -> None:
        """Fill the words of a claim and bring them into sight."""
        self._current = claim_id
        found = next((lit for lit in self._lit if lit.claim_id == claim_id), None)
        if found is not None:
            block = self._blocks[self._block_of(found.start)]
            self.verticalScrollBar().setValue(max(0, round(block.top - self._theme.px(40))))
        self.viewport().update()

    def _width(self) -> float:
        letters = text_width(self._theme.font("reader"), "n" * _MOST_LETTERS)
        return max(self._theme.px(120), min(letters, self.viewport().width() - 2 * self._theme.px(16)))

    def _lay_out(self) -> None:
        font, width, top = self._theme.font("reader"), self._width(), float(self._theme.px(8))
        gap = self._theme.px(10)
        for block in self._blocks:
            block.made = Paragraph(block.text, font, width, self._theme, _LINE_HEIGHT)
            block.top = top
            top += block.made.height + gap
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, round(top) - self.viewport().height() + self._theme.px(16)))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._theme.px(24))
        self.viewport().update()

    def _left(self) -> float:
        return max(float(self._theme.px(16)), (self.viewport().width() - self._width()) / 2)

    def _block_of(self, start: int) -> int:
        return bisect_right([block.start for block in self._blocks], start) - 1

    def _highlights(self, block: _Block) -> list[Highlight]:
        end = block.start + len(block.text)
        found = []
        for lit in sorted(self._lit, key=lambda one: one.claim_id == self._current):
            if lit.start < end and lit.end > block.start:
                first, last = max(lit.start, block.start) - block.start, min(lit.end, end) - block.start
                is_current = lit.claim_id == self._current
                found.append(
                    Highlight(
                        to_utf16(block.text, first),
                        to_utf16(block.text, last),
                        "h_claim" if is_current else None,
                        "h_claim_line",
                        "solid" if is_current else "thin",
                    )
                )
        return found

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.color("raised"))
        offset = self.verticalScrollBar().value()
        left, high = self._left(), self.viewport().height()
        for block in self._blocks:
            y = block.top - offset
            if block.made is not None and block.text and y < high and y + block.made.height > 0:
                block.made.paint(painter, QPointF(left, y), "text", self._highlights(block))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position() + QPointF(0, self.verticalScrollBar().value())
        for block in self._blocks:
            if block.made is None or not block.top <= place.y() <= block.top + block.made.height:
                continue
            inside = place - QPointF(self._left(), block.top)
            for lit in self._lit:
                rects = self._rects(block, lit)
                if any(rect.contains(inside) for rect in rects):
                    self.claim_clicked.emit(lit.claim_id)
                    return

    def _rects(self, block: _Block, lit: Lit) -> tuple[QRectF, ...]:
        end = block.start + len(block.text)
        if block.made is None or lit.start >= end or lit.end <= block.start:
            return ()
        first, last = max(lit.start, block.start) - block.start, min(lit.end, end) - block.start
        return block.made.rects(to_utf16(block.text, first), to_utf16(block.text, last))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)

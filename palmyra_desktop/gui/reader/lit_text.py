"""Text for reading: plain text in the serif, lines of a length read with ease, words lit underneath.

Marks nobody sees, which turn the order of letters around, are seen here: overrides as arrows that are not
obeyed, the others as small flags at their place. What is copied is the text as it is written.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget
from typing_extensions import override

from palmyra_desktop.domain import hidden_marks
from palmyra_desktop.domain.text import from_utf16, to_utf16
from palmyra_desktop.gui.marks import paint_hidden_mark
from palmyra_desktop.gui.paragraph import Highlight, highlight_rects, paint_highlight, place_in
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import _

LINE_HEIGHT = 1.72
"""Of a line, as a multiple of the font's pixel size."""
_LETTERS, _INSET = 68, 16
_NEAR = Qt.HitTestAccuracy.FuzzyHit
_MEAN_LETTER = "the quick brown fox jumps over the lazy dog "


class LitText(QTextEdit):
    """Shows a document that a subclass makes; whatever markup its text holds is shown as it is written."""

    clicked = Signal(int)
    """The position of a click that selected nothing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._pressed = QPoint()
        self._own: QTextDocument | None = None
        self._written = ""
        self._marks: list[tuple[int, str]] = []
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setMouseTracking(True)

    def lit_between(self, start: int, end: int) -> Iterable[Highlight]:
        """Return what is lit between two positions of the document, both included, the lowest first."""
        return ()

    def font_of(self, block: QTextBlock) -> QFont:
        """Return the font a block is set in."""
        return self._theme.font("reader")

    def is_link(self, position: int) -> bool:
        """Whether a click on the words at a position leads anywhere."""
        return False

    def position_at(self, place: QPoint) -> int:
        """Return the position of the words at a place of the viewport; -1 where there are none."""
        point = QPointF(place.x() + self.horizontalScrollBar().value(), place.y() + self._scrolled)
        return self.document().documentLayout().hitTest(point, Qt.HitTestAccuracy.ExactHit)

    def show_document(self, document: QTextDocument, written: str) -> None:
        """Show a document, formatted already so that it is laid out once.

        Args:
            written: the text with the marks that are arrows in the document, its lines as blocks of it.
        """
        self._written, self._marks = written, [*_placed(written)]
        self.setDocument(document)
        if self._own is not None:
            self._own.deleteLater()
        self._own = document
        self._fit()

    def reveal(self, position: int) -> None:
        """Scroll so that the words at a position stand in the upper third."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        top = self.cursorRect(cursor).top() + self._scrolled
        self.verticalScrollBar().setValue(top - self.viewport().height() // 3)

    def line_height(self, font: QFont) -> int:
        """Return the height of a line set in a font, in pixels."""
        return round(QFontInfo(font).pixelSize() * LINE_HEIGHT)

    @property
    def _scrolled(self) -> int:
        return self.verticalScrollBar().value()

    def _fit(self) -> None:
        """Keep lines to a length that is read with ease, in the middle of a wide panel."""
        metrics = QFontMetricsF(self._theme.font("reader"))
        most = round(metrics.horizontalAdvance(_MEAN_LETTER) / len(_MEAN_LETTER) * _LETTERS)
        inset = self._theme.px(_INSET)
        side = max(inset, (self.width() - most) // 2)
        self.setViewportMargins(side, 0, side - self.verticalScrollBar().width() // 2, 0)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        cursor, data = self.textCursor(), QMimeData()
        ends = (from_utf16(self._written, at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        data.setText(self._written[slice(*ends)])
        return data

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            words = self._mark_near(self.position_at(event.pos()))
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def _mark_near(self, position: int) -> str:
        """Return what is to be said of a mark beside a position; "" where there is none."""
        place = from_utf16(self._written, max(0, position))
        names = (hidden_marks.name_of(sign) for sign in self._written[max(0, place - 1) : place + 2])
        name = next(filter(None, names), "") if position >= 0 else ""
        return _("A mark nobody sees: {name}").format(name=name) if name else ""

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        leads = self.is_link(self.position_at(event.position().toPoint()))
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        is_click = (place - self._pressed).manhattanLength() < 4 and not self.textCursor().hasSelection()
        if event.button() == Qt.MouseButton.LeftButton and is_click:
            self.clicked.emit(self.position_at(place))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_under(event)
        super().paintEvent(event)

    def _paint_under(self, event: QPaintEvent) -> None:
        """Paint what lies under the text, block by block as far as it is seen."""
        painter = QPainter(self.viewport())
        painter.translate(0, -self._scrolled)
        seen = event.rect().translated(0, self._scrolled)
        layout = self.document().documentLayout()
        block = self.document().findBlock(max(0, layout.hitTest(QPointF(seen.topLeft()), _NEAR)))
        end = max(0, layout.hitTest(QPointF(seen.bottomRight()), _NEAR)) + 1
        lit = tuple(self.lit_between(block.position(), end))
        while block.isValid() and block.position() <= end:
            self._paint_block(painter, block, layout.blockBoundingRect(block).topLeft(), lit)
            block = block.next()

    def _paint_block(
        self, painter: QPainter, block: QTextBlock, place: QPointF, lit: tuple[Highlight, ...]
    ) -> None:
        start, end = block.position(), block.position() + block.length()
        font = self.font_of(block)
        for one in lit:
            if one.start < end and one.end > start:
                here = replace(one, start=max(0, one.start - start), end=one.end - start)
                for rect in highlight_rects(block.layout(), font, here.start, here.end, block.text()):
                    paint_highlight(painter, rect.translated(place), here, self._theme)
        first = bisect_left(self._marks, (start, ""))
        for position, name in self._marks[first : bisect_left(self._marks, (end, ""))]:
            top = place_in(block.layout(), font, position - start)
            paint_hidden_mark(painter, top + place, name, self._theme)


def _placed(text: str) -> Iterator[tuple[int, str]]:
    """Yield the marks of a text that are not arrows, with their places as Qt counts them."""
    position = last = 0
    for index, name in hidden_marks.obeyed(text):
        between = text[last:index]
        position, last = position + to_utf16(between, len(between)), index
        yield position, name

"""A source's text for reading: plain text, the words of its claims lit underneath."""

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFontInfo,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget
from typing_extensions import override

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.text import from_utf16
from palmyra_desktop.gui.painting import first_letter_direction
from palmyra_desktop.gui.paragraph import Highlight, highlight_rects, paint_highlight
from palmyra_desktop.gui.reader.reading import Stretch
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import _

_LINE_HEIGHT, _LETTERS, _INSET = 1.72, 68, 16
_NEAR = Qt.HitTestAccuracy.FuzzyHit
_MEAN_LETTER = "the quick brown fox jumps over the lazy dog "


class TextView(QTextEdit):
    """Show plain text in the serif; whatever markup it holds is shown as it is written."""

    claim_clicked = Signal(object)
    """The id of the claim whose words were clicked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._stretches: tuple[Stretch, ...] = ()
        self._found: tuple[Stretch, ...] = ()
        self._current: int | None = None
        self._pressed = QPoint()
        self._text = ""
        self._own: QTextDocument | None = None
        self.setObjectName("reader_text")
        self.setAccessibleName(_("Text of the source"))
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setMouseTracking(True)
        theme.changed.connect(self._on_theme_changed)

    @property
    def current(self) -> int | None:
        """The id of the claim whose words are lit."""
        return self._current

    def show_text(self, text: str, stretches: tuple[Stretch, ...], found: tuple[Stretch, ...]) -> None:
        """Show a text with the words of its claims and those searched; nothing is current."""
        self._stretches, self._found, self._current = stretches, found, None
        if text != self._text:
            self._text = text
            self._fill()
        self.viewport().update()

    def light(self, claim_id: int | None) -> None:
        """Light the words of a claim and bring them into sight; of a claim without a place, none."""
        self._current = claim_id
        stretch = next((one for one in self._stretches if _id(one) == claim_id), None)
        if stretch is not None:
            self._reveal(stretch)
        self.viewport().update()

    def _fill(self) -> None:
        """Put the text into a document of its own; formatted before it is shown, it is laid out once."""
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(self._theme.font("reader"))
        document.setDocumentMargin(0)
        option = document.defaultTextOption()
        option.setTextDirection(first_letter_direction(self._text, self._theme.direction))
        document.setDefaultTextOption(option)
        document.setPlainText(self._text)
        format = QTextBlockFormat()
        size = self._theme.font("reader")
        height = round(QFontInfo(size).pixelSize() * _LINE_HEIGHT)
        format.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(format)
        self.setDocument(document)
        if self._own is not None:
            self._own.deleteLater()
        self._own = document
        self._fit()

    def _fit(self) -> None:
        """Keep lines to a length that is read with ease, in the middle of a wide panel."""
        metrics = QFontMetricsF(self._theme.font("reader"))
        most = round(metrics.horizontalAdvance(_MEAN_LETTER) / len(_MEAN_LETTER) * _LETTERS)
        inset = self._theme.px(_INSET)
        side = max(inset, (self.width() - most) // 2)
        self.setViewportMargins(side, 0, side - self.verticalScrollBar().width() // 2, 0)

    def _reveal(self, stretch: Stretch) -> None:
        """Scroll so that the words stand in the upper third."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(stretch.start)
        self.setTextCursor(cursor)
        top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(top - self.viewport().height() // 3)

    def _on_theme_changed(self) -> None:
        current = self._current
        self._fill()
        self.light(current)

    def claim_at(self, place: QPoint) -> Claim | None:
        """Return the claim whose words stand at a place of the viewport; the shortest of several."""
        position = (
            self.document()
            .documentLayout()
            .hitTest(
                QPointF(place.x() + self.horizontalScrollBar().value(), place.y() + self._scrolled),
                Qt.HitTestAccuracy.ExactHit,
            )
        )
        here = [one for one in self._stretches if one.start <= position < one.end]
        return min(here, key=lambda one: one.end - one.start).claim if here else None

    @property
    def _scrolled(self) -> int:
        return self.verticalScrollBar().value()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self.claim_at(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        is_click = (place - self._pressed).manhattanLength() < 4 and not self.textCursor().hasSelection()
        claim = self.claim_at(place) if event.button() == Qt.MouseButton.LeftButton and is_click else None
        if claim is not None:
            self.claim_clicked.emit(claim.id)

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
        block = self.document().findBlock(_inside(layout.hitTest(QPointF(seen.topLeft()), _NEAR)))
        end = _inside(layout.hitTest(QPointF(seen.bottomRight()), _NEAR)) + 1
        start = block.position()
        lit = [one for one in (*self._found, *self._stretches) if one.start <= end and one.end > start]
        while block.isValid() and block.position() <= end:
            self._paint_block(painter, block, layout.blockBoundingRect(block).topLeft(), lit)
            block = block.next()

    def _paint_block(self, painter: QPainter, block: QTextBlock, place: QPointF, lit: list[Stretch]) -> None:
        start, end = block.position(), block.position() + block.length()
        font = self._theme.font("reader")
        for stretch in lit:
            if stretch.start < end and stretch.end > start:
                highlight = self._highlight(stretch, start)
                for rect in highlight_rects(
                    block.layout(), font, highlight.start, highlight.end, block.text()
                ):
                    paint_highlight(painter, rect.translated(place), highlight, self._theme)

    def _highlight(self, stretch: Stretch, block_start: int) -> Highlight:
        start, end = max(0, stretch.start - block_start), stretch.end - block_start
        if stretch.claim is None:
            return Highlight(start, end, "h_found", "h_found", "thin")
        is_current = stretch.claim.id == self._current
        fill, style = ("h_claim", "solid") if is_current else (None, "thin")
        return Highlight(start, end, fill, "h_claim_line", style)  # type: ignore[arg-type]


def selected(text: str, cursor: QTextCursor) -> tuple[int, int] | None:
    """Return the words selected in a text, in code points, without blanks at their ends; None for none."""
    start, end = from_utf16(text, cursor.selectionStart()), from_utf16(text, cursor.selectionEnd())
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    return (start, end) if start < end else None


def _id(stretch: Stretch) -> int | None:
    return stretch.claim.id if stretch.claim else None


def _inside(position: int) -> int:
    """Return a position the layout found, the beginning where it found none."""
    return max(0, position)

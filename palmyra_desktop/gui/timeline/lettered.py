"""Painters for what is no screen: in files and on paper words are text, or, where that goes wrong, shapes."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QStaticText
from typing_extensions import override

_RLM, _LRM = "\u200f", "\u200e"
"""Invisible letters that give a line its direction."""
_AS_LAID = int(
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
) | int(Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip)


class TextPainter(QPainter):
    """Draw words that were laid out for the screen as text, so that a PDF file can be searched."""

    @override
    def drawStaticText(self, place: QPointF, words: QStaticText) -> None:  # type: ignore[override]  # of its many
        direction, text = words.textOption().textDirection(), words.text()
        is_rtl = direction == Qt.LayoutDirection.RightToLeft
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
        size = QSizeF(QFontMetricsF(self.font()).horizontalAdvance(text) + 1, words.size().height())
        self.drawText(QRectF(place, size), _AS_LAID, text)


class OutlinePainter(TextPainter):
    """Draw words as shapes.

    A print preview and an SVG file take each run of text as a string of its own, set from left to right, in
    a font its reader may not have: the spaces at the ends of a run in Arabic are lost, a colon is on the
    wrong side, words run into their bars (QPicture::exec, QSvgGenerator; Qt 6).
    """

    @override
    def drawText(self, rect: QRectF, flags: int, text: str) -> None:  # type: ignore[override]  # of its many
        metrics, align = QFontMetricsF(self.font()), Qt.AlignmentFlag(flags)
        left, right = align & Qt.AlignmentFlag.AlignLeft, align & Qt.AlignmentFlag.AlignRight
        before = (rect.width() - metrics.horizontalAdvance(text)) * (0.0 if left else 1.0 if right else 0.5)
        base = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
        mark = _RLM if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else _LRM
        path = QPainterPath()
        path.addText(rect.x() + before, base, self.font(), mark + text)
        self.fillPath(path, self.pen().color())

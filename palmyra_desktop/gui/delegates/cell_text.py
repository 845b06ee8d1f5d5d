"""A line of text in a cell, with the words that were searched for lit."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from palmyra_desktop.domain.hidden_marks import with_arrows
from palmyra_desktop.domain.search_terms import Term, hits
from palmyra_desktop.domain.text import to_utf16
from palmyra_desktop.gui.painting import Canvas, text_direction
from palmyra_desktop.gui.paragraph import highlight_rects


def paint_line(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    height: float,
    text: str,
    font: QFont,
    color: str,
    query: Sequence[Term] = (),
) -> float:
    """Write one line from the starting edge, elided where it does not fit; return its width.

    Args:
        query: what is searched for; lit where it stands.
    """
    text = with_arrows(text)
    found = hits(text, query) if query else ()
    if not found:
        return canvas.text(x, y, width, height, text, font, color)
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width + 0.5)
    rect = canvas.rect(x, y, width, height)
    layout = _laid_out(shown, font, width, canvas)
    place = QPointF(rect.x(), rect.center().y() - layout.lineAt(0).height() / 2)
    kept = len(shown) if shown == text else len(shown) - 1
    for start, end in found:
        for lit in highlight_rects(layout, font, to_utf16(text, start), to_utf16(text, min(end, kept))):
            _light(canvas, lit.translated(place))
    canvas.painter.setPen(canvas.color(color))
    layout.draw(canvas.painter, place)
    return layout.lineAt(0).naturalTextWidth()


def _laid_out(text: str, font: QFont, width: float, canvas: Canvas) -> QTextLayout:
    is_rtl = canvas.theme.is_rtl
    option = QTextOption(
        (Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft)
        | Qt.AlignmentFlag.AlignAbsolute
    )
    option.setTextDirection(text_direction(text, canvas.theme.direction))
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine().setLineWidth(width)
    layout.endLayout()
    return layout


def _light(canvas: Canvas, rect: QRectF) -> None:
    canvas.painter.setPen(Qt.PenStyle.NoPen)
    canvas.painter.setBrush(canvas.color("h_found"))
    canvas.painter.drawRoundedRect(rect.adjusted(-1, 0, 1, 0), 3, 3)

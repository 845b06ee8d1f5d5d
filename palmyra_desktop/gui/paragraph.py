"""A wrapped paragraph with a line height of our choosing and highlights painted under its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from palmyra_desktop.domain.hidden_marks import with_arrows
from palmyra_desktop.gui.painting import first_letter_direction

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

UnderlineStyle = Literal["solid", "dashed", "dotted", "thin"]

_PENS: dict[UnderlineStyle, tuple[Qt.PenStyle, float]] = {
    "solid": (Qt.PenStyle.SolidLine, 2.0),
    "dashed": (Qt.PenStyle.DashLine, 2.0),
    "dotted": (Qt.PenStyle.DotLine, 1.8),
    "thin": (Qt.PenStyle.SolidLine, 1.2),
}
_MANY = 10_000
_LETTERS = 1.02
"""Of the font's pixel size: how far letters reach above their line."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words to bring out.

    start, end: UTF-16 units as Qt counts them, end exclusive.
    fill: colour role of the ground, None for an underline alone.
    line: colour role of the underline.
    """

    start: int
    end: int
    fill: str | None
    line: str
    style: UnderlineStyle = "solid"


def paint_highlight(painter: QPainter, rect: QRectF, highlight: Highlight, theme: "Theme") -> None:
    """Draw one line's worth of a highlight, to be called before the text is drawn on it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if highlight.fill is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(highlight.fill))
        painter.drawRoundedRect(rect.adjusted(-1.5, 0, 1.5, 0), 3, 3)
    style, width = _PENS[highlight.style]
    painter.setPen(QPen(theme.color(highlight.line), width, style))
    painter.drawLine(QPointF(rect.left(), rect.bottom() - 0.5), QPointF(rect.right(), rect.bottom() - 0.5))
    painter.restore()


def highlight_rects(
    layout: QTextLayout, font: QFont, start: int, end: int, text: str | None = None
) -> tuple[QRectF, ...]:
    """Return the rectangles of a range, one per line, without the blanks a line ends in.

    Args:
        layout: a finished layout; the rectangles are in its coordinates.
        start, end: UTF-16 units, end exclusive.
        text: the words laid out; a layout that belongs to a text document does not tell them itself.

    A character format's background would fill the whole height of the line instead.
    """
    size = QFontInfo(font).pixelSize()
    utf16 = (layout.text() if text is None else text).encode("utf-16-le")
    rects = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        while last > first and utf16[2 * (last - 1) : 2 * last] == b" \x00":
            last -= 1
        if first >= last:
            continue
        left, right = sorted((_x(line.cursorToX(first)), _x(line.cursorToX(last))))
        baseline = line.y() + line.ascent()
        rects.append(QRectF(left, baseline - size * _LETTERS, right - left, size * 1.36))
    return tuple(rects)


def place_in(layout: QTextLayout, font: QFont, position: int) -> QPointF:
    """Return where a letter begins, at the top of the letters, in the layout's coordinates."""
    line = layout.lineForTextPosition(position)
    top = line.y() + line.ascent() - QFontInfo(font).pixelSize() * _LETTERS
    return QPointF(_x(line.cursorToX(position)), top)


def _x(answer: object) -> float:
    # PySide returns the pair (x, cursor position) where C++ returns x.
    return float(answer[0]) if isinstance(answer, tuple) else float(str(answer))


class Paragraph:
    """Text broken into lines for one width; made once, asked for its height, painted often."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        theme: "Theme",
        line_height: float = 1.4,
        max_lines: int = _MANY,
    ) -> None:
        """Break the text.

        Args:
            width: in pixels.
            line_height: as a multiple of the font's pixel size (not of its own line spacing,
                which differs from family to family).
            max_lines: the last line is elided where there is more.

        The text runs in the direction of its own first letter and starts at the edge that goes
        with it, whatever the direction of the window; figures alone follow the window.
        """
        self._theme, self._font, self._width = theme, font, width
        self._step = QFontInfo(font).pixelSize() * line_height
        # A layout breaks at the line separator alone; one unit for one, so ranges stay true.
        text = with_arrows(text).replace("\n", "\u2028")
        self._layout = self._broken(text)
        if self._layout.lineCount() > max_lines:
            self._layout = self._broken(self._elided(text, max_lines), max_lines)

    def _broken(self, text: str, max_lines: int = _MANY) -> QTextLayout:
        option = QTextOption()
        direction = first_letter_direction(text, self._theme.direction)
        is_rtl = direction == Qt.LayoutDirection.RightToLeft
        option.setTextDirection(direction)
        edge = Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(text, self._font)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0.0
        for _number in range(max_lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(self._width)
            line.setPosition(QPointF(0, y + (self._step - line.height()) / 2))
            y += self._step
        layout.endLayout()
        return layout

    def _elided(self, text: str, max_lines: int) -> str:
        units = text.encode("utf-16-le")
        start = 2 * self._layout.lineAt(max_lines - 1).textStart()
        rest = units[start:].decode("utf-16-le")
        shown = QFontMetricsF(self._font).elidedText(rest, Qt.TextElideMode.ElideRight, self._width)
        return units[:start].decode("utf-16-le") + shown

    @property
    def height(self) -> float:
        """The height of all lines in pixels; 0 for an empty text."""
        return self._layout.lineCount() * self._step if self._layout.text() else 0.0

    @property
    def line_count(self) -> int:
        """How many lines there are; 0 for an empty text."""
        return self._layout.lineCount() if self._layout.text() else 0

    @property
    def text(self) -> str:
        """The words shown, an ellipsis at their end where some were cut."""
        return self._layout.text()

    def paint(
        self,
        painter: QPainter,
        place: QPointF,
        color: str | QColor = "text",
        highlights: Sequence[Highlight] = (),
    ) -> None:
        """Draw the lines, the highlights under them.

        Args:
            place: the upper left corner, in the painter's own coordinates.
        """
        for highlight in highlights:
            for rect in highlight_rects(self._layout, self._font, highlight.start, highlight.end):
                paint_highlight(painter, rect.translated(place), highlight, self._theme)
        painter.setPen(self._theme.color(color) if isinstance(color, str) else color)
        self._layout.draw(painter, place)

"""Painting in the direction of reading: shapes, single lines of text, pills, chips and bars.

Rectangles are mirrored right to left, the painter never is: letters, ticks and digits stay as
they are. Text of several lines is paragraph.py, stances and statuses are marks.py.
"""

import unicodedata
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from palmyra_desktop.domain.direction import is_set_right_to_left
from palmyra_desktop.domain.hidden_marks import with_arrows
from palmyra_desktop.gui.fonts import MEDIUM

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

Align = Literal["start", "end", "center"]

_LEFT, _RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
_PILL_PADDING, _PILL_ICON, _PILL_GAP = 8, 14, 3
_CHIP_PADDING, _CHIP_GAP, _CHIP_CROSS, _CHIP_END = 11, 4, 14, 28


def text_width(font: QFont, text: str) -> float:
    """Return the width of a line of text in pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)


def text_direction(text: str, reading: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """Return the direction a line is set in, within an interface read in the given direction."""
    return _RIGHT if is_set_right_to_left(text, reading == _RIGHT) else _LEFT


def first_letter_direction(text: str, reading: Qt.LayoutDirection) -> Qt.LayoutDirection:
    """Return the direction of the first letter, as a source's own words are set.

    Words without any letter follow the interface. Source: Unicode Standard Annex 9, rules P2 and P3.
    """
    for character in text:
        match unicodedata.bidirectional(character):
            case "L":
                return _LEFT
            case "R" | "AL":
                return _RIGHT
    return reading


def paint_focus_ring(painter: QPainter, rect: QRectF, theme: "Theme", radius: float | None = None) -> None:
    """Draw the 2 px ring of the keyboard focus just inside a rectangle, for rows and painted items."""
    radius = theme.px(6) if radius is None else radius
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


class Canvas:
    """A painter whose x grows from the edge where reading starts.

    All measures are in pixels from the area's starting edge and from the painter's own top.
    A colour is a role of the palette or a QColor.
    """

    def __init__(self, painter: QPainter, area: QRectF, theme: "Theme") -> None:
        """Paint within an area given in the painter's own (left to right) coordinates."""
        self.painter, self.area, self.theme = painter, area, theme
        # Asked hundreds of times in a frame.
        self._left, self._width, self._is_rtl = area.x(), area.width(), theme.is_rtl
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)

    def rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        """Return the painter's rectangle of one given in the direction of reading."""
        left = self._width - x - width if self._is_rtl else x
        return QRectF(self._left + left, y, width, height)

    def point(self, x: float, y: float) -> QPointF:
        """Return the painter's point of one given in the direction of reading."""
        return self.rect(x, y, 0, 0).topLeft()

    def color(self, color: str | QColor) -> QColor:
        """Return a colour given by role or as it is."""
        return self.theme.color(color) if isinstance(color, str) else color

    def fill(
        self, x: float, y: float, width: float, height: float, color: str | QColor, radius: float = 0
    ) -> None:
        """Fill a rectangle, its corners rounded by a radius."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.color(color))
        self.painter.drawRoundedRect(self.rect(x, y, width, height), radius, radius)

    def frame(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        color: str | QColor,
        radius: float = 0,
        thickness: float = 1,
    ) -> None:
        """Draw the outline of a rectangle, all of it inside."""
        inset = thickness / 2
        self.painter.setPen(QPen(self.color(color), thickness))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        rect = self.rect(x, y, width, height).adjusted(inset, inset, -inset, -inset)
        self.painter.drawRoundedRect(rect, radius, radius)

    def hline(self, x: float, y: float, width: float, color: str | QColor = "line") -> None:
        """Draw a hairline across; y is rounded, or it would blur over two pixels."""
        self.painter.fillRect(self.rect(x, round(y), width, self.theme.hairline), self.color(color))

    def vline(self, x: float, y: float, height: float, color: str | QColor = "line") -> None:
        """Draw a hairline down; x is rounded."""
        self.painter.fillRect(self.rect(round(x), y, self.theme.hairline, height), self.color(color))

    def text(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        text: str,
        font: QFont,
        color: str | QColor = "text",
        align: Align = "start",
    ) -> float:
        """Write one line, centred in height and elided where it does not fit; return its width."""
        text = with_arrows(text)
        metrics = QFontMetricsF(font)
        # Half a pixel more: a rectangle made from the text's own width must not elide it.
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width + 0.5)
        painter = self.painter
        painter.setLayoutDirection(text_direction(text, self.theme.direction))
        painter.setFont(font)
        painter.setPen(self.color(color))
        flags = self._alignment(align) | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        rect = self.rect(x, y, width, height)
        painter.drawText(rect, int(flags) | int(Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip), shown)
        return metrics.horizontalAdvance(shown)

    def _alignment(self, align: Align) -> Qt.AlignmentFlag:
        if align == "center":
            return Qt.AlignmentFlag.AlignHCenter
        is_left = (align == "start") != self._is_rtl
        return Qt.AlignmentFlag.AlignLeft if is_left else Qt.AlignmentFlag.AlignRight

    def icon(self, x: float, y: float, size: float, name: str, role: str = "text2") -> None:
        """Draw an icon."""
        self.theme.icons.paint(self.painter, self.rect(x, y, size, size), name, role)

    def soft_bar(
        self, x: float, y: float, width: float, height: float, share: float, color: str = "facet_fill"
    ) -> None:
        """Draw a bar as long as a share (0 to 1) of the width; nothing for 0, at least 4 px else."""
        if share > 0:
            length = max(self.theme.px(4), width * min(share, 1.0))
            self.fill(x, y, length, height, color, self.theme.px(4))

    def pill(
        self, x: float, y: float, height: float, text: str, mark: str, width: float | None = None
    ) -> float:
        """Draw words in a mark's colour on its soft ground, its icon before them if it has one.

        Args:
            mark: "conflict", "work" or "issue" (with icon), a stance or "accepted" (without).
            width: the room there is; longer words are elided.

        Returns:
            The width taken.
        """
        px = self.theme.px
        font = pill_font(self.theme)
        taken = pill_width(self.theme, text, mark)
        if width is not None:
            taken = min(taken, width)
        self.fill(x, y, taken, height, f"{mark}_bg", height / 2)
        start = x + px(_PILL_PADDING)
        if mark in PILL_ICONS:
            self.icon(start - 1, y + (height - px(_PILL_ICON)) / 2, px(_PILL_ICON), mark, mark)
            start += px(_PILL_ICON + _PILL_GAP)
        self.text(start, y, x + taken - px(_PILL_PADDING) - start, height, text, font, mark)
        return taken

    def chip(self, x: float, y: float, height: float, field: str, value: str, width: float) -> QRectF:
        """Draw a filter as a chip, "field: value" and a cross; return the rectangle of the cross.

        Args:
            field: the words before the value, their colon included; may be empty.
            width: all the chip may take; the value is elided into it (see `chip_width`).
        """
        px = self.theme.px
        self.fill(x, y, width, height, "raised", height / 2)
        self.frame(x, y, width, height, "selection_line", height / 2 - 0.5)
        start, end = x + px(_CHIP_PADDING), x + width - px(_CHIP_END)
        if field:
            font = self.theme.font("secondary")
            start += self.text(start, y, end - start, height, field, font, "muted") + px(_CHIP_GAP)
        self.text(start, y, max(0.0, end - start), height, value, self.theme.font("secondary", MEDIUM))
        cross = px(_CHIP_CROSS)
        left = x + width - px(22)
        self.icon(left, y + (height - cross) / 2, cross, "x", "muted")
        return self.rect(left - px(4), y, px(26), height)


PILL_ICONS = frozenset({"conflict", "work", "issue"})
"""Marks that have an icon of the same name."""


def pill_font(theme: "Theme") -> QFont:
    """Return the font of the words in a pill."""
    return theme.font("secondary", MEDIUM)


def pill_width(theme: "Theme", text: str, mark: str) -> float:
    """Return the width a pill takes where there is room."""
    icon = theme.px(_PILL_ICON + _PILL_GAP) if mark in PILL_ICONS else 0
    return text_width(pill_font(theme), text) + 2 * theme.px(_PILL_PADDING) + icon + 1


def chip_width(theme: "Theme", field: str, value: str) -> float:
    """Return the width a chip takes where there is room."""
    words = text_width(theme.font("secondary"), field) + theme.px(_CHIP_GAP) if field else 0
    value_width = text_width(theme.font("secondary", MEDIUM), value)
    return words + value_width + theme.px(_CHIP_PADDING) + theme.px(_CHIP_END) + 1

"""Words laid out once: frames that follow each other write nearly the same ones, at other places."""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QStaticText, QTextOption

from palmyra_desktop.gui.fonts import REGULAR, FontRole
from palmyra_desktop.gui.painting import Align, Canvas, text_direction
from palmyra_desktop.gui.theme import Theme

_KEPT = 2_000


class _Line(NamedTuple):
    """A line laid out, and its size in pixels."""

    text: QStaticText
    width: float
    height: float


class Lettering:
    """Writes lines in the fonts of a theme; to be made anew where these are others."""

    def __init__(self, theme: Theme) -> None:
        """Have written nothing yet."""
        self._theme = theme
        # By themselves, because a method's own cache would keep this object for ever.
        self._font = lru_cache(maxsize=64)(self._new_font)
        self._metrics = lru_cache(maxsize=64)(self._new_metrics)
        self._laid = lru_cache(maxsize=_KEPT)(self._lay)

    def write(
        self,
        canvas: Canvas,
        x: float,
        y: float,
        width: float,
        height: float,
        text: str,
        role: FontRole = "secondary",
        color: str | QColor = "text",
        weight: QFont.Weight = REGULAR,
        align: Align = "start",
        is_link: bool = False,
    ) -> float:
        """Write one line as `Canvas.text` does; return its width.

        Args:
            is_link: underlined.
        """
        direction = self._theme.direction
        line = self._laid(text, role, weight, is_link, direction, None)
        if line.width > width + 0.5:
            line = self._laid(text, role, weight, is_link, direction, width + 0.5)
        rect = canvas.rect(x, y, width, height)
        spare = rect.width() - line.width
        is_left = (align == "start") != (direction == Qt.LayoutDirection.RightToLeft)
        left = rect.x() + (spare / 2 if align == "center" else 0 if is_left else spare)
        canvas.painter.setFont(self._font(role, weight, is_link))
        canvas.painter.setPen(canvas.color(color))
        canvas.painter.drawStaticText(QPointF(left, y + (height - line.height) / 2), line.text)
        return line.width

    def width(self, text: str, role: FontRole = "secondary", weight: QFont.Weight = REGULAR) -> float:
        """Return the width of a line in pixels."""
        return self._laid(text, role, weight, False, self._theme.direction, None).width

    def _new_font(self, role: FontRole, weight: QFont.Weight, is_link: bool) -> QFont:
        font = self._theme.font(role, weight)
        font.setUnderline(is_link)
        return font

    def _new_metrics(self, role: FontRole, weight: QFont.Weight) -> QFontMetricsF:
        return QFontMetricsF(self._font(role, weight, False))

    def _lay(
        self,
        text: str,
        role: FontRole,
        weight: QFont.Weight,
        is_link: bool,
        direction: Qt.LayoutDirection,
        room: float | None,
    ) -> _Line:
        metrics = self._metrics(role, weight)
        shown = text if room is None else metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        line = QStaticText(shown)
        line.setTextFormat(Qt.TextFormat.PlainText)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(text_direction(text, direction))
        line.setTextOption(option)
        line.prepare(font=self._font(role, weight, is_link))
        return _Line(line, metrics.horizontalAdvance(shown), line.size().height())

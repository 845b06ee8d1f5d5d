"""What the shapes of bars mean, in the title of the dock; shortened where it does not fit."""

from itertools import accumulate

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from palmyra_desktop.domain.timeline.legend import SAMPLES, stretched
from palmyra_desktop.domain.timeline.shapes import Sizes
from palmyra_desktop.gui.painting import Canvas, text_width
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.timeline.bar_painter import BarPainter
from palmyra_desktop.i18n import _

_SAMPLE, _GAP, _BETWEEN = 18, 6, 14  # pixels of the design
_LEAST = 3
"""Fewer samples than this explain nothing and are left out."""


class Legend(QWidget):
    """A row of samples, each with its word."""

    clicked = Signal()
    """All marks are to be explained."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the row."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("timeline_legend")
        self.setAccessibleName(_("How well a date is known"))
        self.setAccessibleDescription("; ".join(_(word) for word, _sample in SAMPLES))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(_("Show all marks"))
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(sum(_widths(self._theme))) + 1, self._theme.px(24))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.px(24))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        widths = _widths(self._theme)
        shown = sum(1 for reach in accumulate(widths) if reach <= self.width() + 1)
        if shown >= _LEAST:
            canvas = Canvas(QPainter(self), QRectF(self.rect()), self._theme)
            # What is shown stands at the far end, beside the number of the undated.
            paint_samples(canvas, self._theme, self.width() - sum(widths[:shown]), 0, self.height(), shown)


def paint_samples(
    canvas: Canvas, theme: Theme, x: float, y: float, height: float, shown: int = len(SAMPLES)
) -> None:
    """Draw the first samples from x on, centred in a height below y."""
    px, font = theme.px, theme.font("legend")
    sizes = Sizes(bar=8, thin=3).scaled(px(1000) / 1000)
    bars = BarPainter(canvas, sizes, theme.color("bar"))
    length = float(px(_SAMPLE))
    for (word, sample), width in zip(SAMPLES[:shown], _widths(theme), strict=False):
        bars.paint(stretched(sample, x, length), y + height / 2)
        canvas.text(x + length + px(_GAP), y, width, height, _(word), font, "muted")
        x += width


def _widths(theme: Theme) -> list[float]:
    """The room each sample takes with its word."""
    font, px = theme.font("legend"), theme.px
    around = px(_SAMPLE) + px(_GAP) + px(_BETWEEN)
    return [text_width(font, _(word)) + around for word, _sample in SAMPLES]

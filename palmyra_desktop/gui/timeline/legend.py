"""What the shapes of bars mean, in the title of the dock; shortened where it does not fit."""

from itertools import accumulate

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
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

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the row."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("timeline_legend")
        self.setAccessibleName(_("How well a date is known"))
        self.setAccessibleDescription("; ".join(_(word) for word, _sample in SAMPLES))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(sum(self._widths())) + 1, self._theme.px(24))

    def _widths(self) -> list[float]:
        """The room each sample takes with its word."""
        font, px = self._theme.font("legend"), self._theme.px
        around = px(_SAMPLE) + px(_GAP) + px(_BETWEEN)
        return [text_width(font, _(word)) + around for word, _sample in SAMPLES]

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.px(24))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        widths = self._widths()
        shown = sum(1 for reach in accumulate(widths) if reach <= self.width() + 1)
        if shown < _LEAST:
            return
        px, font = self._theme.px, self._theme.font("legend")
        canvas = Canvas(QPainter(self), QRectF(self.rect()), self._theme)
        sizes = Sizes(bar=8, thin=3).scaled(px(1000) / 1000)
        bars = BarPainter(canvas, sizes, self._theme.color("bar"))
        # What is shown stands at the far end, beside the number of the undated.
        x, length = self.width() - sum(widths[:shown]), float(px(_SAMPLE))
        for (word, sample), width in zip(SAMPLES[:shown], widths, strict=False):
            bars.paint(stretched(sample, x, length), self.height() / 2)
            canvas.text(x + length + px(_GAP), 0, width, self.height(), _(word), font, "muted")
            x += width

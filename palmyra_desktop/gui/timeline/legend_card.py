"""Every mark of the timeline with its words, on a card of its own."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from palmyra_desktop.domain.shown import term
from palmyra_desktop.domain.timeline.density import HEATS
from palmyra_desktop.domain.timeline.legend import SAMPLES, stretched
from palmyra_desktop.domain.timeline.shapes import Piece, PieceKind, Sizes
from palmyra_desktop.domain.vocabulary import vocabulary
from palmyra_desktop.gui.fonts import SEMIBOLD
from palmyra_desktop.gui.marks import paint_stance
from palmyra_desktop.gui.painting import Canvas, text_width
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.timeline.bar_painter import BarPainter
from palmyra_desktop.i18n import _

_INSET, _SAMPLE, _GAP, _ROW, _HEAD, _COLUMN = 16, 44, 12, 24, 30, 28  # pixels of the design

Draw = Callable[[Canvas, Theme, float, float], None]
"""Draw a sample at x, its middle at y."""


def _pieces(canvas: Canvas, theme: Theme, x: float, middle: float, *pieces: Piece) -> None:
    bars = BarPainter(canvas, Sizes().scaled(theme.px(1000) / 1000), theme.color("bar"))
    for piece in pieces:
        bars.paint(stretched(piece, x, float(theme.px(_SAMPLE))), middle)


def _ghost(canvas: Canvas, theme: Theme, x: float, middle: float) -> None:
    px = theme.px
    bars = BarPainter(canvas, Sizes().scaled(px(1000) / 1000), theme.color("bar"))
    bars.paint(Piece(PieceKind.GHOST, x, x + px(14)), middle)
    bars.paint(Piece(PieceKind.JOIN, x + px(14), x + px(36)), middle)
    bars.paint(Piece(PieceKind.BLOCK, x + px(36), x + px(44)), middle)


def _members(canvas: Canvas, theme: Theme, x: float, middle: float) -> None:
    px = theme.px
    bars = BarPainter(canvas, Sizes().scaled(px(1000) / 1000), theme.color("bar"))
    bars.paint(Piece(PieceKind.JOIN, x, x + px(44)), middle)
    for start in (x, x + px(34)):
        bars.paint(Piece(PieceKind.BLOCK, start, start + px(10)), middle)


def _heat(canvas: Canvas, theme: Theme, x: float, middle: float) -> None:
    width = theme.px(_SAMPLE) / (HEATS + 1)
    for heat in range(HEATS + 1):
        canvas.fill(x + heat * width, middle - theme.px(5), width - 1, theme.px(10), f"heat_{heat}", 2)


def _band(canvas: Canvas, theme: Theme, x: float, middle: float, color: str, pattern: Qt.BrushStyle) -> None:
    top, width, height = middle - theme.px(8), theme.px(_SAMPLE), theme.px(16)
    canvas.fill(x, top, width, height, color, 2)
    canvas.painter.setBrush(QBrush(theme.color("text", 0.3), pattern))
    canvas.painter.drawRoundedRect(canvas.rect(x, top, width, height), 2, 2)


def _made(canvas: Canvas, theme: Theme, x: float, middle: float) -> None:
    top, height = middle - theme.px(8), theme.px(16)
    canvas.fill(x, top, theme.px(_SAMPLE), height, "confirms_bg", 2)
    canvas.fill(x, top, theme.px(3), height, "confirms")


def _stance(canvas: Canvas, theme: Theme, x: float, middle: float, stance: str, is_first: bool) -> None:
    size, out = theme.px(15), theme.px(2.5)
    left = x + (theme.px(_SAMPLE) - size) / 2
    paint_stance(canvas.painter, canvas.rect(left, middle - size / 2, size, size), stance, theme)
    if is_first:
        side = size + 2 * out
        canvas.frame(left - out, middle - side / 2, side, side, "text2", side / 2, 1.2)


def _columns() -> tuple[tuple[tuple[str, tuple[tuple[str, Draw], ...]], ...], ...]:
    """The columns of the card: groups with a heading, of marks with their words."""
    style = Qt.BrushStyle
    dates = tuple((_(word), partial(_of_piece, piece=piece)) for word, piece in SAMPLES)
    stances = tuple(
        (term("stance", one.key), partial(_stance, stance=one.key, is_first=False))
        for one in vocabulary("stance").terms
    )
    first: tuple[str, Draw] = (_("the first to say so"), partial(_stance, stance="asserts", is_first=True))
    return (
        (
            (_("How well a date is known"), dates),
            (_("Several dates"), ((_("all of these"), _members), (_("claimed otherwise"), _ghost))),
        ),
        (
            (
                _("Behind the bars"),
                (
                    (_("few to many records"), _heat),
                    (
                        _("held by Islamic State"),
                        partial(_band, color="band_islamic_state", pattern=style.BDiagPattern),
                    ),
                    (
                        _("held by the government"),
                        partial(_band, color="band_government", pattern=style.NoBrush),
                    ),
                    (_("held by others"), partial(_band, color="band_other", pattern=style.HorPattern)),
                    (
                        _("held, but contested"),
                        partial(_band, color="band_other", pattern=style.DiagCrossPattern),
                    ),
                    (_("a band of your own"), _made),
                ),
            ),
        ),
        ((_("What was said"), (*stances, first)),),
    )


def _held(holder: str, pattern: Qt.BrushStyle) -> Draw:
    return partial(_band, color=f"band_{holder}", pattern=pattern)


def _of_piece(canvas: Canvas, theme: Theme, x: float, middle: float, piece: Piece) -> None:
    _pieces(canvas, theme, x, middle, piece)


class LegendCard(QWidget):
    """The card; a click elsewhere or any key closes it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make the card; `show_at` shows it."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("timeline_legend_card")
        self._theme, self._all = theme, _columns()
        self.setAccessibleName(_("Legend"))
        words = (word for column in self._all for _head, marks in column for word, _draw in marks)
        self.setAccessibleDescription("; ".join(words))
        self.resize(self.sizeHint())

    def show_at(self, point: QPoint) -> None:
        """Show it with its end above a point of the screen."""
        left = 0 if self._theme.is_rtl else self.width()
        self.move(point - QPoint(left, self.height()))
        self.show()

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        heights = (sum(px(_HEAD) + px(_ROW) * len(marks) for _head, marks in column) for column in self._all)
        width = sum(self._widths()) + px(_COLUMN) * (len(self._all) - 1)
        return QSize(round(width) + 2 * px(_INSET), max(heights) + 2 * px(_INSET) - px(6))

    def _widths(self) -> list[float]:
        px, font, bold = (
            self._theme.px,
            self._theme.font("secondary"),
            self._theme.font("secondary", SEMIBOLD),
        )
        return [
            max(
                *(text_width(bold, head) for head, _marks in column),
                *(
                    px(_SAMPLE) + px(_GAP) + text_width(font, word) + 2
                    for _head, marks in column
                    for word, _draw in marks
                ),
            )
            for column in self._all
        ]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        canvas = Canvas(QPainter(self), QRectF(self.rect()), theme)
        canvas.fill(0, 0, self.width(), self.height(), "raised")
        canvas.frame(0, 0, self.width(), self.height(), "line_strong")
        x: float = px(_INSET)
        for column, width in zip(self._all, self._widths(), strict=True):
            y: float = px(_INSET) - px(6)
            for head, marks in column:
                bold = theme.font("secondary", SEMIBOLD)
                canvas.text(x, y, width + 2, px(_HEAD), head, bold, "text2")
                y += px(_HEAD)
                for word, draw in marks:
                    draw(canvas, theme, x, y + px(_ROW) / 2)
                    start = x + px(_SAMPLE) + px(_GAP)
                    font = theme.font("secondary")
                    canvas.text(start, y, width, px(_ROW), word, font, "text")
                    y += px(_ROW)
            x += width + px(_COLUMN)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.close()

"""The timeline on a page of its own: title, count, filter, legend, and the chart with no scroll bars.

Drawn by the painter of the screen from the layout of the screen, for pictures and for paper. All measures are
pixels at the resolution of the screen, whatever the picture is made of.
"""

from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from palmyra_desktop.gui.painting import Canvas
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.timeline.chart import Chart
from palmyra_desktop.gui.timeline.legend import paint_samples
from palmyra_desktop.gui.timeline.lettered import OutlinePainter, TextPainter
from palmyra_desktop.gui.timeline.painter import Shown, TimelinePainter
from palmyra_desktop.i18n import _, format_number, ngettext

_INSET, _TITLE, _LINE, _LEGEND = 16, 30, 19, 34
"""Pixels of the design: from the edge to the words, and the heights of what stands above the chart."""
_TALLEST = 4_000
"""Pixels; what is taller is a roll of paper, and no viewer shows it."""
_SHARPNESS = 2
"""Of a picture made of pixels: how many of its own stand for one of the screen's."""


class PictureFormat(Enum):
    """What a picture is written as; a value is the ending of its file."""

    PNG = ".png"
    SVG = ".svg"
    PDF = ".pdf"


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above a picture: what is shown, how many records, and a line for each filter."""

    title: str
    count: str
    filters: tuple[str, ...] = ()


class PaperTheme(Theme):
    """The light colours on white paper, at the text size of the screen."""

    def __init__(self, screen: Theme) -> None:
        """Take size and font of the screen's theme."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        base = QFont(screen.base_font)
        base.setPointSizeF(base.pointSizeF() / screen.scale)
        super().__init__(app, False, screen.scale, screen.is_high_contrast, base)

    @override
    def color(self, role: str, opacity: float = 1.0) -> QColor:
        if role == "raised":
            return QColor(255, 255, 255, round(255 * opacity))
        return super().color(role, opacity)

    @override
    def faint(self, color: QColor, opacity: float) -> QColor:
        # A gradient into nothing is drawn solid by readers of PDF: Qt masks it in a way few of them know.
        mixed = (255 - (255 - channel) * opacity for channel in (color.red(), color.green(), color.blue()))
        return QColor(*map(round, mixed))

    @property
    @override
    def hairline(self) -> float:
        return 0.5


class Picture:
    """A chart with what explains it, ready to be drawn any number of times."""

    def __init__(
        self,
        theme: Theme,
        chart: Chart,
        shown: Shown,
        caption: Caption,
        width: float,
        tallest: float = _TALLEST,
    ) -> None:
        """Lay the chart out anew, in these colours and so many pixels wide.

        Args:
            chart: what is on screen; the same stretch of time is drawn.
            shown: what beside the data is said on screen; nothing of it is marked as current.
            tallest: pixels; lanes that do not fit are counted in the head.
        """
        self._theme, self._caption = theme, caption
        self._chart = chart.copied(theme, width)
        self._shown = Shown(no_lane=shown.no_lane, empty=shown.empty)
        self._width, self._tallest = width, tallest

    @property
    def title(self) -> str:
        """What the picture shows."""
        return self._caption.title

    @property
    def described(self) -> str:
        """How many records it shows, of which filter, and what they are called."""
        bars = (bar.title for bar in self._chart.bars)
        words = "\n".join((*self._lines(), *dict.fromkeys(bars)))
        return "".join(one for one in words if one.isprintable() or one == "\n")

    @property
    def head_height(self) -> float:
        """The height of what stands above the chart."""
        px = self._theme.px
        return px(_TITLE) + px(_LINE) * len(self._lines()) + px(_LEGEND) + px(_INSET)

    def rows_in(self, height: float) -> int:
        """How many rows of bars a chart of this height has room for; at least one."""
        return max(int((height - self._chart.lanes_top) // self._chart.row_height), 1)

    @property
    def row_count(self) -> int:
        """The rows of all lanes."""
        return self._chart.layout.row_count

    @property
    def rows(self) -> int:
        """The rows of the picture: all of them, as far as a picture may be tall."""
        return min(self.row_count, self._most_rows)

    @property
    def size(self) -> QSizeF:
        """Width and height."""
        height = self._chart.lanes_top + max(self.rows, 3) * self._chart.row_height
        return QSizeF(self._width, self.head_height + height + self._theme.px(_INSET))

    def paint(self, painter: QPainter) -> None:
        """Draw the whole picture from the painter's corner on."""
        painter.fillRect(QRectF(0, 0, self._width, self.size.height()), self._theme.color("raised"))
        self.paint_head(painter)
        painter.translate(0, self.head_height)
        self.paint_rows(painter, 0, self.rows)

    def paint_head(self, painter: QPainter) -> None:
        """Draw title, count, filters and legend from the painter's corner on."""
        px, theme = self._theme.px, self._theme
        canvas = Canvas(painter, QRectF(0, 0, self._width, self.head_height), theme)
        room = self._width - 2 * px(_INSET)
        y: float = px(_INSET)
        canvas.text(px(_INSET), y, room, px(_TITLE), self._caption.title, theme.font("title"))
        y += px(_TITLE)
        for line in self._lines():
            canvas.text(px(_INSET), y, room, px(_LINE), line, theme.font("secondary"), "muted")
            y += px(_LINE)
        paint_samples(canvas, theme, px(_INSET), y, px(_LEGEND))

    def paint_rows(self, painter: QPainter, first: int, count: int) -> None:
        """Draw axis, bands and some of the rows from the painter's corner on."""
        height = self._chart.lanes_top + max(count, 3) * self._chart.row_height
        area = QRectF(0, 0, self._width, height)
        shown = replace(self._shown, scrolled=first * self._chart.row_height)
        painter.save()
        TimelinePainter(painter, area, self._chart, self._theme, shown).paint()
        painter.restore()

    def _lines(self) -> tuple[str, ...]:
        hidden = sum(1 for lane in self._chart.layout.lanes if lane.top >= self._most_rows)
        more = ngettext("and {count} more lane", "and {count} more lanes", hidden)
        counted = (self._caption.count, *([more.format(count=format_number(hidden))] if hidden else ()))
        return (" · ".join(counted), *self._caption.filters)

    @property
    def _most_rows(self) -> int:
        """Of a picture, before it is known how many lines stand above it."""
        return self.rows_in(self._tallest - self._theme.px(_TITLE + _LEGEND + 8 * _LINE))


def written(picture: Picture, format: PictureFormat) -> bytes:
    """The file of a picture."""
    match format:
        case PictureFormat.PNG:
            return _png(picture)
        case PictureFormat.SVG:
            return _svg(picture)
    return _pdf(picture)


def image(picture: Picture) -> QImage:
    """The picture in pixels, twice as sharp as the screen."""
    size = picture.size
    made = QImage((size * _SHARPNESS).toSize(), QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(_SHARPNESS)
    painter = QPainter(made)
    picture.paint(painter)
    painter.end()
    return made


def screen_resolution() -> int:
    """Dots per inch in which fonts of the screen have their size."""
    return round(QGuiApplication.primaryScreen().logicalDotsPerInchX())


def _png(picture: Picture) -> bytes:
    buffer = _buffer()
    made = image(picture)
    made.setText("Title", picture.title)
    made.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes for the format
    return bytes(buffer.data().data())


def _svg(picture: Picture) -> bytes:
    from PySide6.QtSvg import QSvgGenerator  # a library of its own, not needed before

    buffer = _buffer()
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setResolution(screen_resolution())
    size = picture.size.toSize()
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(picture.title)
    generator.setDescription(picture.described)
    painter = OutlinePainter(generator)
    picture.paint(painter)
    painter.end()
    return bytes(buffer.data().data())


def _pdf(picture: Picture) -> bytes:
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setResolution(screen_resolution())
    writer.setTitle(picture.title)
    writer.setCreator(_("Written by Palmyra Desktop"))
    points = picture.size * (72 / screen_resolution())
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF())
    painter = TextPainter(writer)
    picture.paint(painter)
    painter.end()
    return bytes(buffer.data().data())


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer

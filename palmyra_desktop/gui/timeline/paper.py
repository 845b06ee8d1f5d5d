"""The timeline on paper: as wide as the page, its rows divided among pages, axis and bands on each."""

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPaintEngine, QPainter
from PySide6.QtPrintSupport import QPrinter

from palmyra_desktop.gui.painting import Canvas
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.timeline.chart import Chart
from palmyra_desktop.gui.timeline.lettered import OutlinePainter, TextPainter
from palmyra_desktop.gui.timeline.painter import Shown
from palmyra_desktop.gui.timeline.picture import Caption, Picture, screen_resolution
from palmyra_desktop.i18n import _, format_number

_MARGIN = 12
"""Millimetres."""
_SIZES = (1.0, 0.9, 0.8, 0.72)
"""Of letters, of which the first is taken that needs but one page, if there is one."""
_ENDLESS = 1e9
"""Pixels: pages follow each other until every lane is printed."""
_FOOT = 24
"""Height of the number of the page, pixels of the design."""


def printer() -> QPrinter:
    """Return a printer for a broad page, on which fonts have the size they have on screen."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setResolution(screen_resolution())
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    made.setPageOrientation(QPageLayout.Orientation.Landscape)
    made.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)
    return made


def print_to(target: QPrinter, theme: Theme, chart: Chart, shown: Shown, caption: Caption) -> None:
    """Print the chart; the page may have any size.

    Args:
        theme: for paper. chart: as on screen; its stretch of time is printed, with all its lanes.
    """
    target.setResolution(screen_resolution())  # where the user has chosen another printer
    room = target.pageLayout().paintRectPixels(target.resolution())
    sheets = [_Sheets(theme, chart, shown, caption, QSizeF(room.size()), size) for size in _SIZES]
    # A last page with a few rows is spared by letters somewhat smaller.
    chosen = next((one for one in sheets if len(one.pages) == 1), sheets[0])
    is_preview = target.paintEngine().type() is QPaintEngine.Type.Picture
    painter = OutlinePainter(target) if is_preview else TextPainter(target)
    for number in range(len(chosen.pages)):
        if number:
            target.newPage()
        painter.save()
        chosen.paint(painter, number)
        painter.restore()
    painter.end()


class _Sheets:
    """The chart divided among pages, at a size of letters."""

    def __init__(
        self, theme: Theme, chart: Chart, shown: Shown, caption: Caption, room: QSizeF, size: float
    ) -> None:
        self._theme, self._caption, self._size = theme, caption, size
        self._width, self._height = room.width() / size, room.height() / size
        self._picture = Picture(theme, chart, shown, caption, self._width, _ENDLESS)
        height = self._height - theme.px(_FOOT)
        first = self._picture.rows_in(height - self._picture.head_height)
        self.pages = _pages(self._picture.row_count, first, self._picture.rows_in(height))

    def paint(self, painter: QPainter, number: int) -> None:
        """Draw a page, counted from 0, from the painter's corner on."""
        painter.scale(self._size, self._size)
        self._foot(painter, number + 1)
        if number == 0:
            self._picture.paint_head(painter)
            painter.translate(0, self._picture.head_height)
        self._picture.paint_rows(painter, *self.pages[number])

    def _foot(self, painter: QPainter, page: int) -> None:
        foot, font = self._theme.px(_FOOT), self._theme.font("legend")
        area = QRectF(0, self._height - foot, self._width, foot)
        words = _("{page} of {pages}").format(page=format_number(page), pages=format_number(len(self.pages)))
        canvas = Canvas(painter, area, self._theme)
        canvas.text(0, area.top(), self._width, foot, words, font, "muted", "end")
        if page > 1:
            canvas.text(0, area.top(), self._width * 0.8, foot, self._caption.title, font, "muted")


def _pages(rows: int, first: int, others: int) -> list[tuple[int, int]]:
    """First row and number of rows of each page."""
    found = [(0, min(rows, first))]
    while sum(found[-1]) < rows:
        start = sum(found[-1])
        found.append((start, min(rows - start, others)))
    return found

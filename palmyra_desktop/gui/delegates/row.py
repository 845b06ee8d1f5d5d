"""A row of the table as one picture: grounds, hairline, the mark of selection, and what stands in its cells.

Rows are painted whole and kept as pictures, so that scrolling paints what comes into sight and copies the
rest. Asking a delegate cell by cell, as Qt's table does, takes four times as long as a plain table's frame.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QTableView

from palmyra_desktop.domain.criteria import Criteria, TextScope
from palmyra_desktop.domain.fields import Field
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Record
from palmyra_desktop.domain.search_terms import Term, terms
from palmyra_desktop.gui.delegates.cells import EDGE, GAP, Cell, full_width, paint_cell, title_inset
from palmyra_desktop.gui.models.records_model import RecordsModel
from palmyra_desktop.gui.painting import Canvas, paint_focus_ring
from palmyra_desktop.gui.theme import Theme

_ROW, _ROOM, _SELECTION_EDGE = 31, 9, 3
_BAR, _BAR_SHARE = 8, 0.6
"""What stands for words on their way: its height, and its share of the room for them."""
_KEPT = 120
"""Pictures kept: some screens of rows, about 20 MB on a screen without scaling."""


def row_height(theme: Theme) -> int:
    """Return the height of every row in pixels."""
    return max(theme.px(_ROW), round(QFontMetricsF(theme.font()).height()) + _ROOM)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that is seen.

    Attributes:
        left, width: of its cells, in pixels from the left edge of the row.
        start, end: where the words of a cell may stand, from its edge where reading starts.
        bears_mark: whether the status of the record stands in it. is_lit: whether words searched for are lit.
    """

    field: Field
    left: float
    width: float
    start: float
    end: float
    bears_mark: bool
    is_lit: bool


class RowPictures:
    """The rows of one view of one model as pictures, made when first shown."""

    def __init__(self, theme: Theme, model: RecordsModel, view: QTableView) -> None:
        """Paint for one view; `forget` must be called when its columns or its look change."""
        self._theme, self._model, self._view = theme, model, view
        self._query: tuple[Term, ...] = ()
        self._scope = TextScope.FIELDS
        self._pictures: OrderedDict[tuple[int, str], QPixmap] = OrderedDict()
        model.modelReset.connect(self.forget)
        model.dataChanged.connect(self.forget)

    def light(self, criteria: Criteria) -> None:
        """Light the words a search looks for from now on."""
        self._query = terms(criteria.text)
        self._scope = criteria.scope
        self.forget()

    def forget(self) -> None:
        """Drop all pictures: columns, colours, sizes or records are others now."""
        self._pictures.clear()
        self.__dict__.pop("_columns", None)

    def paint(self, painter: QPainter, row: int, top: int) -> None:
        """Draw a row at a height of the view."""
        left = -self._view.horizontalOffset()
        if self._theme.is_rtl:
            left = self._view.viewport().width() - self._length - left
        painter.drawPixmap(left, top, self.picture(row))
        current = self._view.currentIndex()
        if current.row() == row and self._shows_keyboard:
            rect = QRectF(self._view.visualRect(current))
            paint_focus_ring(painter, rect, self._theme, self._theme.px(4))

    def picture(self, row: int) -> QPixmap:
        """Return a row as it is to be seen now; that of a record still to be read is not kept."""
        ground = self._ground(row)
        found = self._pictures.get((row, ground))
        if found is not None:
            self._pictures.move_to_end((row, ground))
            return found
        record = self._model.record(row)
        made = self._made(record, ground)
        if record is not None:
            self._pictures[row, ground] = made
            if len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
        return made

    def has(self, row: int) -> bool:
        """Whether the picture of a row, not selected, is there."""
        return (row, "raised") in self._pictures

    def is_cut(self, record: Record, section: int) -> bool:
        """Whether a cell of a record holds more words than it shows."""
        field = self._model.fields[section]
        column = next((one for one in self._columns if one.field is field), None)
        return column is not None and full_width(self._theme, record, field) > column.end - column.start

    def _ground(self, row: int) -> str:
        if not self._view.selectionModel().isRowSelected(row):
            return "raised"
        return "selection" if self._view.hasFocus() else "selection_idle"

    def _made(self, record: Record | None, ground: str) -> QPixmap:
        ratio = self._view.devicePixelRatioF()
        height = row_height(self._theme)
        picture = QPixmap(max(1, round(self._length * ratio)), max(1, round(height * ratio)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._theme.color(ground))
        painter = QPainter(picture)
        try:  # a painter left open by an exception would bring down Qt
            self._paint_row(painter, record, ground, height)
        finally:
            painter.end()
        return picture

    def _paint_row(self, painter: QPainter, record: Record | None, ground: str, height: int) -> None:
        is_selected = ground != "raised"
        row = Canvas(painter, QRectF(0, 0, self._length, height), self._theme)
        if not is_selected:
            row.hline(0, height - 1, self._length, "grid")
        if record is None:
            self._paint_awaited(painter, height)
        else:
            for column in self._columns:
                area = QRectF(column.left, 0, column.width, height)
                painter.setClipRect(area)
                canvas, query = Canvas(painter, area, self._theme), self._query if column.is_lit else ()
                span = column.start, column.end
                paint_cell(Cell(record, column.field, canvas, *span, is_selected, query, column.bears_mark))
            painter.setClipping(False)
        if is_selected:
            edge = row.rect(0, 0, self._theme.px(_SELECTION_EDGE), height)
            painter.fillRect(edge, self._theme.color("accent"))

    def _paint_awaited(self, painter: QPainter, height: float) -> None:
        """Draw, where words will be once the record is read, a quiet bar in each column."""
        color, high = self._theme.color("grid"), self._theme.px(_BAR)
        title, inset = self._model.fields[self._model.title_column], title_inset(self._model.kind)
        for column in self._columns:
            start = column.start + (self._theme.px(inset) if column.field is title else 0)
            wide = (column.end - start) * _BAR_SHARE
            start = column.width - start - wide if self._theme.is_rtl else start
            painter.fillRect(QRectF(column.left + start, (height - high) / 2, wide, high), color)

    @property
    def _length(self) -> int:
        return self._view.horizontalHeader().length()

    @property
    def _shows_keyboard(self) -> bool:
        by_keyboard = self._view.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        return by_keyboard and self._view.hasFocus()

    @cached_property
    def _columns(self) -> Sequence[_Column]:
        header, px = self._view.horizontalHeader(), self._theme.px
        order = (header.logicalIndex(visual) for visual in range(header.count()))
        sections = [section for section in order if not header.isSectionHidden(section)]
        fields = [self._model.fields[section] for section in sections]
        marked = self._marked(fields)
        found = []
        for section, field in zip(sections, fields, strict=True):
            place, width = header.sectionPosition(section), header.sectionSize(section)
            found.append(
                _Column(
                    field,
                    left=self._length - place - width if self._theme.is_rtl else place,
                    width=width,
                    start=px(EDGE) if section == sections[0] else px(GAP),
                    end=width - (px(EDGE) if section == sections[-1] else px(GAP) / 2),
                    bears_mark=field.key == marked,
                    is_lit=self._is_lit(field),
                )
            )
        return found

    def _marked(self, fields: Sequence[Field]) -> str | None:
        """Return the column the status stands in: with the claims, else with the title."""
        keys = {field.key for field in fields}
        if "status" in keys:
            return None
        return "claim_count" if "claim_count" in keys else record_type(self._model.kind).title_key

    def _is_lit(self, field: Field) -> bool:
        if not self._query or self._scope == TextScope.TEXTS:
            return False
        is_title = field.key == record_type(self._model.kind).title_key
        return is_title or (field.searched and self._scope == TextScope.FIELDS)

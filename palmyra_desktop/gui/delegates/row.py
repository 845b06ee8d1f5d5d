"""The one delegate of the table: grounds, hairlines, the mark of selection, and a cell's content."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)
from typing_extensions import override

from palmyra_desktop.domain.criteria import Criteria, TextScope
from palmyra_desktop.domain.fields import Field
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.text import words
from palmyra_desktop.gui.delegates.cells import EDGE, GAP, Cell, full_width, paint_cell
from palmyra_desktop.gui.models.records_model import RecordRole, RecordsModel
from palmyra_desktop.gui.painting import Canvas, paint_focus_ring
from palmyra_desktop.gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROW, _ROOM, _SELECTION_EDGE = 31, 9, 3


def row_height(theme: Theme) -> int:
    """Return the height of every row in pixels."""
    return max(theme.px(_ROW), round(QFontMetricsF(theme.font()).height()) + _ROOM)


class RowDelegate(QStyledItemDelegate):
    """Paint the rows of the table of records."""

    def __init__(self, theme: Theme, model: RecordsModel, view: QTableView) -> None:
        """Paint for one view of one model."""
        super().__init__(view)
        self._theme, self._model, self._view = theme, model, view
        self._query: tuple[str, ...] = ()
        self._scope = TextScope.FIELDS

    def light(self, criteria: Criteria) -> None:
        """Light the words a search looks for from now on."""
        self._query = words(criteria.text)
        self._scope = criteria.scope

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(60), row_height(self._theme))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        canvas = Canvas(painter, QRectF(option.rect), self._theme)
        self._paint_ground(canvas, option, index)
        cell = self._cell(canvas, option, index)
        if cell is not None:
            painter.setClipRect(option.rect)
            paint_cell(cell)
        if self._is_cell_of_the_keyboard(index):
            paint_focus_ring(painter, QRectF(option.rect), self._theme, self._theme.px(4))
        painter.restore()

    def _paint_ground(self, canvas: Canvas, option: QStyleOptionViewItem, index: Index) -> None:
        y, width, height = canvas.area.y(), canvas.area.width(), canvas.area.height()
        if not option.state & QStyle.StateFlag.State_Selected:
            canvas.painter.fillRect(canvas.area, canvas.color("raised"))
            canvas.hline(0, y + height - 1, width, "grid")
            return
        is_focused = self._view.hasFocus()
        canvas.painter.fillRect(canvas.area, canvas.color("selection" if is_focused else "selection_idle"))
        if self._view.horizontalHeader().visualIndex(index.column()) == self._first_shown():
            canvas.painter.fillRect(
                canvas.rect(0, y, self._theme.px(_SELECTION_EDGE), height), canvas.color("accent")
            )

    def _cell(self, canvas: Canvas, option: QStyleOptionViewItem, index: Index) -> Cell | None:
        record = index.data(RecordRole)
        if record is None:
            return None
        field = self._model.fields[index.column()]
        start, end = self._room(index, canvas.area.width())
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        query = self._query_in(field)
        return Cell(record, field, canvas, start, end, is_selected, query, self._bears_mark(field))

    def _room(self, index: Index, width: float) -> tuple[float, float]:
        """Return where the words of a cell start and end; the outer columns stand off from the edges."""
        px = self._theme.px
        visual = self._view.horizontalHeader().visualIndex(index.column())
        start = px(EDGE) if visual == self._first_shown() else px(GAP)
        return start, width - (px(EDGE) if visual == self._last_shown() else px(GAP) / 2)

    def _query_in(self, field: Field) -> Sequence[str]:
        if not self._query or self._scope == TextScope.TEXTS:
            return ()
        is_title = field.key == record_type(self._model.kind).title_key
        return self._query if is_title or (field.searched and self._scope == TextScope.FIELDS) else ()

    def _bears_mark(self, field: Field) -> bool:
        """Whether the status stands in this column: with the claims, else with the title."""
        keys = [one.key for one in self._model.fields]
        if "status" in keys and not self._view.isColumnHidden(keys.index("status")):
            return False
        if "claim_count" in keys and not self._view.isColumnHidden(keys.index("claim_count")):
            return field.key == "claim_count"
        return field.key == record_type(self._model.kind).title_key

    def _first_shown(self) -> int:
        header = self._view.horizontalHeader()
        visible = (v for v in range(header.count()) if not header.isSectionHidden(header.logicalIndex(v)))
        return next(visible, 0)

    def _last_shown(self) -> int:
        header = self._view.horizontalHeader()
        backwards = reversed(range(header.count()))
        return next((v for v in backwards if not header.isSectionHidden(header.logicalIndex(v))), 0)

    def _is_cell_of_the_keyboard(self, index: Index) -> bool:
        by_keyboard = self._view.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        return by_keyboard and self._view.hasFocus() and index == self._view.currentIndex()

    @override
    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the whole text of a cell only where the cell does not."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        record, field = index.data(RecordRole), self._model.fields[index.column()]
        start, end = self._room(index, option.rect.width())
        if record is not None and full_width(self._theme, record, field) > end - start:
            QToolTip.showText(event.globalPos(), index.data(Qt.ItemDataRole.ToolTipRole), view)
        else:
            QToolTip.hideText()
        return True

"""The table of records: rows of one height, columns as the user wants them."""

from time import perf_counter
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip, QWidget
from typing_extensions import override

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Field
from palmyra_desktop.domain.reference import Record, RecordRef
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.delegates.row import RowPictures, row_height
from palmyra_desktop.gui.models.records_model import RecordRole, RecordsModel
from palmyra_desktop.gui.records.columns import LEAST_TITLE, Columns, columns_of
from palmyra_desktop.gui.records.header import RecordsHeader
from palmyra_desktop.i18n import _

_POINTED = 0.09
"""How much of the accent lies over the row of the record under the pointer."""
_AHEAD = 0.004
"""Seconds that painting rows ahead of the scroll bar may take at a time."""


class TableView(QTableView):
    """Show the model as rows. Widths never follow the content: 100 000 rows would be measured."""

    edit_wanted = Signal(QModelIndex, object, object)
    """A cell is to be edited in place: its index, its Field, its Record."""

    def __init__(self, context: Context, model: RecordsModel, parent: QWidget | None = None) -> None:
        """Show a model; `arrange` must be called when it holds another kind."""
        super().__init__(parent)
        self._context, self._model = context, model
        self._is_arranging = False
        self._columns = columns_of(model.kind, context.settings.value.columns)
        self.setObjectName("records_table")
        self.setAccessibleName(_("Records"))
        self._set_up()
        self._header = RecordsHeader(context, model, self)
        self.setHorizontalHeader(self._header)
        self.setModel(model)
        self._pictures = RowPictures(context.theme, model, self)
        self._ahead = QTimer(self, singleShot=True, interval=0)
        self._ahead.timeout.connect(self._on_idle)
        self._first_painted, self._step = 0, 1
        self._header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._header.sectionResized.connect(self._on_section_resized)
        self._header.sectionMoved.connect(self._on_section_moved)
        self._pointed: RecordRef | None = None
        context.theme.changed.connect(self._on_theme_changed)
        context.workspace.pointed_changed.connect(self._on_pointed)
        self._on_theme_changed()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @property
    def shown_keys(self) -> tuple[str, ...]:
        """The keys of the columns that are seen, in the order shown."""
        header, fields = self._header, self._model.fields
        order = (header.logicalIndex(visual) for visual in range(header.count()))
        return tuple(fields[section].key for section in order if not header.isSectionHidden(section))

    def light(self, criteria: Criteria) -> None:
        """Light the words a search looks for."""
        self._pictures.light(criteria)
        self.viewport().update()

    def arrange(self) -> None:
        """Order, hide and size the columns as the settings and the window ask."""
        self._columns = columns_of(self._model.kind, self._context.settings.value.columns)
        keys = self._columns.shown(self._window_width())
        px = self._context.theme.px
        self._is_arranging = True
        for section, field in enumerate(self._model.fields):
            self._header.setSectionHidden(section, field.key not in keys)
        for visual, key in enumerate(keys):
            section = self._model.column(key)
            self._header.moveSection(self._header.visualIndex(section), visual)
            if self._columns.width(key):
                self._header.resizeSection(section, px(self._columns.width(key)))
        self._is_arranging = False
        self._fit()

    def choose(self, keys: tuple[str, ...] | None) -> None:
        """Show other columns, in this order, and remember it; None: those of the beginning."""
        kind = self._model.kind
        self._keep(Columns(kind) if keys is None else self._columns.choosing(keys))
        self.arrange()

    def _window_width(self) -> float:
        return self.window().width() * 1000 / self._context.theme.px(1000)

    def _fit(self) -> None:
        """Give the title what the other columns leave."""
        px, title = self._context.theme.px, self._model.title_column
        others = sum(
            self._header.sectionSize(section) for section in range(self._header.count()) if section != title
        )
        self._is_arranging = True
        room = self.viewport().width() - others
        self._header.resizeSection(title, max(px(LEAST_TITLE), room))
        self._is_arranging = False
        self._pictures.forget()

    def _keep(self, columns: Columns) -> None:
        self._columns = columns
        settings = self._context.settings
        others = {kind: kept for kind, kept in settings.value.columns.items() if kind != columns.kind.value}
        kept = columns.to_settings()
        settings.change(columns={**others, columns.kind.value: kept} if kept else others)

    def _on_section_resized(self, section: int, old: int, new: int) -> None:
        if self._is_arranging or self._header.isSectionHidden(section):
            return
        if section == self._model.title_column:
            # The border between the title and its neighbour moves: the neighbour gives or takes.
            section = self._after(section)
            if section < 0:
                return
            new = max(self._header.minimumSectionSize(), self._header.sectionSize(section) + old - new)
            self._is_arranging = True
            self._header.resizeSection(section, new)
        key = self._model.fields[section].key
        self._keep(self._columns.resized(key, round(new * 1000 / self._context.theme.px(1000))))
        self._fit()

    def _after(self, section: int) -> int:
        """Return the next column that is seen, -1 if there is none."""
        later = range(self._header.visualIndex(section) + 1, self._header.count())
        sections = (self._header.logicalIndex(visual) for visual in later)
        return next((one for one in sections if not self._header.isSectionHidden(one)), -1)

    def _on_section_moved(self, section: int, old: int, new: int) -> None:
        if not self._is_arranging:
            self._keep(self._columns.choosing(self.shown_keys))
            self._pictures.forget()
            self.viewport().update()

    def _on_idle(self) -> None:
        """Paint rows that come next if scrolling goes on, a few at a time, so that they are there by then."""
        shown = self.viewport().height() // self.rowHeight(0) + 1 if self._model.rowCount() else 0
        start = self._first_painted + (shown if self._step > 0 else -1)
        until = perf_counter() + _AHEAD
        for row in range(start, start + self._step * shown, self._step):
            if not 0 <= row < self._model.rowCount():
                return
            if perf_counter() > until:
                self._ahead.start()
                return
            if not self._pictures.has(row) and self._model.record(row) is not None:
                self._pictures.picture(row)

    def _on_theme_changed(self) -> None:
        self.verticalHeader().setMinimumSectionSize(row_height(self._context.theme))
        self.verticalHeader().setDefaultSectionSize(row_height(self._context.theme))
        self.arrange()
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each row as one picture."""
        rect = event.rect()
        first = self.rowAt(rect.top())
        if first < 0:
            return
        painter = QPainter(self.viewport())
        try:
            for row in range(first, self._model.rowCount()):
                top = self.rowViewportPosition(row)
                if top > rect.bottom():
                    break
                self._pictures.paint(painter, row, top)
                if self._pointed is not None and self._ref(row) == self._pointed:
                    height = self.rowHeight(row)
                    veil = self._context.theme.color("accent", _POINTED)
                    painter.fillRect(0, top, self.viewport().width(), height, veil)
        finally:
            painter.end()
        self._mark_cell()
        now = self.rowAt(0)
        if now != self._first_painted:
            self._step = 1 if now > self._first_painted else -1
            self._first_painted = now
        self._ahead.start()

    def _mark_cell(self) -> None:
        """Underline the current cell where the arrow keys left the title, for F2 and for copying."""
        index = self.currentIndex()
        if not self.hasFocus() or index.column() in (-1, self._model.title_column):
            return
        rect, px = self.visualRect(index), self._context.theme.px
        painter = QPainter(self.viewport())
        line = rect.adjusted(px(8), rect.height() - px(3), -px(8), -px(1))
        painter.fillRect(line, self._context.theme.color("focus"))
        painter.end()

    def _cell(self) -> tuple[QModelIndex, Field, Record] | None:
        """Return the current cell, None where it cannot be edited in place."""
        from palmyra_desktop.gui.records.cell_editing import is_simple  # brings the fields of forms

        index = self.currentIndex()
        record = self._model.record(index.row()) if index.isValid() else None
        if record is None or record.trashed or self._context.archive.read_only:
            return None
        column = self._model.title_column if self.isColumnHidden(index.column()) else index.column()
        field = self._model.fields[column]
        return (index.siblingAtColumn(column), field, record) if is_simple(field) else None

    @override
    def event(self, event: QEvent) -> bool:
        """Take F2 for a cell that can be edited in place, before the action does that opens the form."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_key and _is_plain_f2(cast(QKeyEvent, event)) and self._cell() is not None:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        cell = self._cell() if _is_plain_f2(event) else None
        if cell is not None:
            self.edit_wanted.emit(*cell)
        else:
            super().keyPressEvent(event)

    def _ref(self, row: int) -> RecordRef:
        return RecordRef(self._model.kind, self._model.ids[row])

    def _on_pointed(self, ref: RecordRef | None) -> None:
        self._pointed = ref
        self.viewport().update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        row = self.rowAt(round(event.position().y()))
        self._context.workspace.point_at(self._ref(row) if row >= 0 else None)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole text of a cell only where the cell does not."""
        if event.type() == QEvent.Type.Leave:
            self._context.workspace.point_at(None)
        if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
            return super().viewportEvent(event)
        index = self.indexAt(event.pos())
        record = index.data(RecordRole) if index.isValid() else None
        if record is not None and self._pictures.is_cut(record, index.column()):
            QToolTip.showText(event.globalPos(), index.data(Qt.ItemDataRole.ToolTipRole), self)
        else:
            QToolTip.hideText()
        return True

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_arranging:  # a scroll bar came or went meanwhile; `arrange` fits the title at its end
            return
        if self._columns.shown(self._window_width()) != self.shown_keys:
            self.arrange()
        else:
            self._fit()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Leave the menu to the panel, which knows where it was asked for."""
        event.ignore()


def _is_plain_f2(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_F2 and event.modifiers() == Qt.KeyboardModifier.NoModifier

"""The table of values against origins as it is seen: cells tinted by stance, a dash where nobody speaks."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.shown import term
from palmyra_desktop.gui.comparison.matrix_model import MatrixModel
from palmyra_desktop.gui.comparison.words import counted, date_words, origin_words, outlets, via_words
from palmyra_desktop.gui.fonts import MEDIUM, SEMIBOLD
from palmyra_desktop.gui.marks import paint_stance, paint_status, stance_color, status_role
from palmyra_desktop.gui.painting import Canvas, text_width
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import _

Index = QModelIndex | QPersistentModelIndex
_HEAD, _ROW, _VALUE, _CELL = 70, 108, 208, 168
"""Pixels of the design: height of head and rows, width of the values, least width of a cell."""
_SHARE = 0.3
"""Of the width, the most that the values take."""


class MatrixView(QTableView):
    """Show a `MatrixModel`; a cell is chosen by mouse or arrow keys."""

    cell_changed = Signal()
    """Another cell is current."""

    def __init__(self, theme: Theme, model: MatrixModel, parent: QWidget | None = None) -> None:
        """Show a model."""
        super().__init__(parent)
        self._theme, self._model = theme, model
        self.setObjectName("claim_matrix")
        self.setAccessibleName(_("Values claimed, by origin"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for scroll in (self.setHorizontalScrollMode, self.setVerticalScrollMode):
            scroll(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_CellDelegate(theme, model, self))
        self.setHorizontalHeader(_OriginsHeader(theme, model, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setModel(model)
        self.selectionModel().currentChanged.connect(self.cell_changed)
        model.modelReset.connect(self._fit)
        theme.changed.connect(self._fit)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims in the current cell."""
        return self._model.claims(self.currentIndex())

    def _fit(self) -> None:
        """Share the width among the origins; with too many of them the table scrolls."""
        px, count = self._theme.px, self._model.columnCount()
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        if count == 0:
            return
        values = min(px(_VALUE), round(self.viewport().width() * _SHARE))
        room = self.viewport().width() - values
        self.setColumnWidth(0, values)
        for column in range(1, count):
            self.setColumnWidth(column, max(px(_CELL), min(px(260), room // max(1, count - 1))))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _OriginsHeader(QHeaderView):
    """The origins: who, through whom they are heard, how often."""

    def __init__(self, theme: Theme, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._model = theme, model
        self.setObjectName("origins_header")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(_HEAD))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        theme, px = self._theme, self._theme.px
        painter.save()
        canvas = Canvas(painter, QRectF(rect), theme)
        painter.fillRect(rect, theme.color("raised"))
        canvas.hline(0, rect.bottom(), rect.width(), "line_strong")
        origin = self._model.origin(logicalIndex)
        if origin is not None:
            width, top = rect.width() - px(20), rect.y() + px(8)
            is_known = bool(origin.label)
            font = theme.font("body", SEMIBOLD if is_known else MEDIUM)
            color = "text" if is_known else "muted"
            canvas.text(px(12), top, width, px(20), origin_words(origin), font, color)
            lines = (counted(origin.reports), via_words(origin))
            for number, words in enumerate(filter(None, lines), 1):
                y = top + px(18) * number + px(2)
                canvas.text(px(12), y, width, px(18), words, theme.font("secondary"), "muted")
        painter.restore()


class _CellDelegate(QStyledItemDelegate):
    """Paint values and cells."""

    def __init__(self, theme: Theme, model: MatrixModel, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._model, self._view = theme, model, view

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        canvas = Canvas(painter, QRectF(option.rect), self._theme)
        area = canvas.area
        # The view has painted the selection of a row below; here a cell is chosen, with a frame.
        painter.fillRect(area, self._theme.color("panel" if self._model.is_shown(index.row()) else "raised"))
        canvas.hline(0, area.bottom() - 1, area.width())
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if index.column() == 0:
            self._paint_value(canvas, index.row(), is_chosen)
        elif claims := self._model.claims(index):
            self._paint_cell(canvas, claims, is_chosen)
        else:
            px = self._theme.px
            canvas.fill(area.width() / 2 - px(4), round(area.center().y()), px(8), 1, "line_strong")
            if is_chosen:
                self._frame(canvas)
        painter.restore()

    def _paint_value(self, canvas: Canvas, row: int, is_chosen: bool) -> None:
        theme, px, area = self._theme, self._theme.px, canvas.area
        value, y, width = self._model.value(row), area.y() + px(14), area.width() - px(24)
        canvas.text(px(12), y, width, px(24), self._model.value_words(row), theme.font("value", SEMIBOLD))
        words = counted(value.reports, value.origins)
        canvas.text(px(12), y + px(26), width, px(18), words, theme.font("secondary"), "muted")
        if self._model.is_shown(row):
            canvas.icon(px(12), y + px(48), px(15), "check", "accent")
            words = _("shown, as chosen by you")
            canvas.text(px(32), y + px(46), width - px(20), px(18), words, theme.font("secondary"), "link")
        if is_chosen:
            self._frame(canvas)

    def _paint_cell(self, canvas: Canvas, claims: tuple[Claim, ...], is_chosen: bool) -> None:
        theme, px, area = self._theme, self._theme.px, canvas.area
        stance, color = claims[0].stance, stance_color(claims[0].stance)
        x, y = px(6), area.y() + px(8)
        width, height = area.width() - px(12), area.height() - px(17)
        canvas.fill(x, y, width, height, f"{color}_bg", px(7))
        if is_chosen:
            self._frame(canvas)
        paint_stance(
            canvas.painter, canvas.rect(x + px(12), y + px(12), px(19), px(19)), stance, theme, f"{color}_bg"
        )
        end = width - px(12)
        marked = next((one.status for one in claims if status_role(one.status)), None)
        if marked:
            end -= px(18)
            paint_status(
                canvas.painter, canvas.rect(x + end + px(2), y + px(13), px(16), px(16)), marked, theme
            )
        if len(claims) > 1:
            words = counted(len({one.source.id if one.source else -one.id for one in claims}))
            font = theme.font("secondary", MEDIUM)
            taken = text_width(font, words)
            if end - taken > px(90):
                canvas.text(x + end - taken, y + px(12), taken + 1, px(20), words, font, "text2")
                end -= taken + px(6)
        word = term("stance", stance)
        canvas.text(x + px(40), y + px(12), end - px(40), px(20), word, theme.font("body", SEMIBOLD), color)
        font = theme.font("body", tabular=True)
        canvas.text(x + px(12), y + px(40), width - px(20), px(20), date_words(claims[0]), font)
        canvas.text(
            x + px(12), y + px(60), width - px(20), px(20), outlets(claims), theme.font("secondary"), "text2"
        )

    def _frame(self, canvas: Canvas) -> None:
        px, area = self._theme.px, canvas.area
        color = "accent" if self._view.hasFocus() else "selection_line"
        canvas.frame(px(6), area.y() + px(8), area.width() - px(12), area.height() - px(17), color, px(7), 2)

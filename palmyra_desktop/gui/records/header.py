"""The head of the table: names of columns, the arrow of the order, sorting by a click."""

from dataclasses import replace

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from palmyra_desktop.domain.criteria import Sort
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.delegates.cells import EDGE, GAP, title_inset
from palmyra_desktop.gui.models.records_model import RecordsModel
from palmyra_desktop.gui.painting import Canvas, text_width
from palmyra_desktop.i18n import _

_HEIGHT, _ARROW = 30, 14


class RecordsHeader(QHeaderView):
    """Sections are dragged and resized; a click orders by a column, the third click by none."""

    def __init__(self, context: Context, model: RecordsModel, parent: QWidget) -> None:
        """Make the head of a table of records."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._context, self._model = context, model
        self.setObjectName("records_header")
        self.setAccessibleName(_("Columns"))
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(context.theme.px(36))
        self.sectionClicked.connect(self._on_section_clicked)
        context.workspace.criteria_changed.connect(self.viewport().update)
        context.theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._context.theme.px(_HEIGHT))
        self.viewport().update()

    def _on_section_clicked(self, section: int) -> None:
        workspace = self._context.workspace
        sort = next_sort(workspace.criteria.sort, self._model.fields[section].key)
        workspace.set_criteria(replace(workspace.criteria, sort=sort))

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._context.theme.px(_HEIGHT))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        theme = self._context.theme
        px, area = theme.px, QRectF(rect)
        painter.save()
        painter.setClipRect(rect)
        canvas = Canvas(painter, area, theme)
        painter.fillRect(area, theme.color("raised"))
        canvas.hline(0, area.bottom() - 1, area.width())
        field = self._model.fields[logicalIndex]
        is_first = self._is_first(logicalIndex)
        start = px(EDGE) if is_first else px(GAP)
        if logicalIndex == self._model.title_column:
            start += px(title_inset(self._model.kind))
        sort = self._context.workspace.criteria.sort
        is_sorted = sort is not None and sort.field == field.key
        color, font = "text" if is_sorted else "muted", theme.font("secondary")
        room = area.width() - start - px(4) - (px(_ARROW) if is_sorted else 0)
        words = _(field.label)
        canvas.text(start, area.y(), max(0.0, room), area.height(), words, font, color)
        if sort is not None and is_sorted:
            x = start + min(text_width(font, words), room) + px(3)
            top = area.y() + (area.height() - px(_ARROW)) / 2
            canvas.icon(x, top, px(_ARROW), "down" if sort.descending else "up", "accent")
        painter.restore()

    def _is_first(self, section: int) -> bool:
        before = range(self.visualIndex(section))
        return all(self.isSectionHidden(self.logicalIndex(visual)) for visual in before)


def next_sort(sort: Sort | None, key: str) -> Sort | None:
    """Return the order after a click on a column: rising, falling, then the kind's own (None)."""
    if sort is None or sort.field != key:
        return Sort(key)
    return None if sort.descending else Sort(key, descending=True)

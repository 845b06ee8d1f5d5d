"""The kinds of record, each with how many there are; choosing one lists it."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import RECORD_TYPES
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.fonts import SEMIBOLD
from palmyra_desktop.gui.painting import Canvas, paint_focus_ring, text_width
from palmyra_desktop.gui.panels import Panel
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import _, format_number

KindRole = Qt.ItemDataRole.UserRole
CountRole = Qt.ItemDataRole.UserRole + 1
_ROW, _EDGE = 30, 8  # pixels of the design


class NavigationPanel(Panel):
    """A row per kind; it follows the workspace and leads it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Show the kinds and ask how many there are of each."""
        super().__init__(context, parent)
        self.setObjectName("navigation_panel")
        self._list = self._made_list()
        self.setFocusProxy(self._list)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._list)
        self._connect()
        self._on_theme_changed()
        self._on_criteria_changed(context.workspace.criteria)
        if not context.archive.awaits_index:  # else once the rows are shown: SQL would count for seconds
            self._count()

    def _made_list(self) -> QListWidget:
        view = QListWidget(self)
        view.setObjectName("navigation")
        view.setAccessibleName(_("Kinds of record"))
        view.setItemDelegate(_NavigationDelegate(self.context.theme, view))
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setUniformItemSizes(True)
        view.setStyleSheet("background: transparent; outline: 0;")
        for kind in RECORD_TYPES:
            item = QListWidgetItem(_(kind.label_plural), view)
            item.setData(KindRole, kind.kind)
        return view

    def _connect(self) -> None:
        workspace = self.context.workspace
        self._list.currentItemChanged.connect(self._on_chosen)
        workspace.criteria_changed.connect(self._on_criteria_changed)
        workspace.records_changed.connect(self._on_records_changed)
        workspace.archive_changed.connect(self._count)
        workspace.rows_shown.connect(self._count)
        self.context.theme.changed.connect(self._on_theme_changed)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.context.workspace.set_kind(Kind(item.data(KindRole)))

    def _on_criteria_changed(self, criteria: Criteria) -> None:
        for row in range(self._list.count()):
            if self._list.item(row).data(KindRole) == criteria.kind:
                self._list.setCurrentRow(row)

    def _on_records_changed(self, changes: ChangeSet) -> None:
        self._count()

    def _count(self) -> None:
        self.context.tasks.read(self._totals, self._on_counted, key="navigation")

    def _totals(self, job: Job) -> Mapping[Kind, int]:
        return self.context.archive.totals()

    def _on_counted(self, totals: Mapping[Kind, int]) -> None:
        for row in range(self._list.count()):
            item = self._list.item(row)
            count = format_number(totals.get(Kind(item.data(KindRole)), 0))
            item.setData(CountRole, count)
            spoken = _("{kind}: {count}").format(kind=item.text(), count=count)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _on_theme_changed(self) -> None:
        px = self.context.theme.px
        self._layout.setContentsMargins(px(_EDGE), px(_EDGE), px(_EDGE), px(_EDGE))
        self._list.setFixedHeight(px(_ROW) * self._list.count())
        self._list.doItemsLayout()
        self.setFixedHeight(px(_ROW) * self._list.count() + 2 * px(_EDGE))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.context.theme.color("window"))


class _NavigationDelegate(QStyledItemDelegate):
    """Paint a row: icon, name and, at the end, the count."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(_ROW))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        px = self._theme.px
        rect = QRectF(option.rect)
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        canvas = Canvas(painter, rect, self._theme)
        top, width, height = rect.y(), rect.width(), rect.height()
        if is_on:
            canvas.fill(0, top, width, height, "nav_on", px(6))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            canvas.fill(0, top, width, height, "hover", px(6))
        kind = next(found for found in RECORD_TYPES if found.kind == index.data(KindRole))
        canvas.icon(px(9), top + (height - px(16)) / 2, px(16), kind.icon, "accent" if is_on else "text2")
        count, count_font = index.data(CountRole) or "", self._theme.font("secondary", tabular=True)
        room = text_width(count_font, count) + 1
        color = "text2" if is_on else "muted"
        taken = canvas.text(width - px(10) - room, top, room, height, count, count_font, color, "end")
        name_font = self._theme.font("body", SEMIBOLD if is_on else None)
        name_width = width - px(35) - px(18) - taken
        canvas.text(px(35), top, name_width, height, index.data(), name_font, "text" if is_on else "text2")
        if option.state & QStyle.StateFlag.State_HasFocus and self._shows_focus():
            paint_focus_ring(painter, rect, self._theme)

    def _shows_focus(self) -> bool:
        view = self.parent()
        return isinstance(view, QWidget) and view.window().testAttribute(
            Qt.WidgetAttribute.WA_KeyboardFocusChange
        )

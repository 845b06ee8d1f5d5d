"""The centre of the window: the records found, as rows or cards, or why there are none."""

from array import array
from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import Cancelled, KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Found
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.filters.chip_row import ChipRow
from palmyra_desktop.gui.header import ActionButton
from palmyra_desktop.gui.models.record_pages import PAGE, Page, page_of
from palmyra_desktop.gui.models.records_model import RecordsModel
from palmyra_desktop.gui.panels import Panel
from palmyra_desktop.gui.records.cards_view import CardsView
from palmyra_desktop.gui.records.nothing import Nothing
from palmyra_desktop.gui.records.pictures import Pictures
from palmyra_desktop.gui.records.record_actions import RecordActions, context_menu
from palmyra_desktop.gui.records.table_view import TableView
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.i18n import _

_CHIPS = 44
_SELECTED_AGAIN = 1000
"""Rows that stay selected when the list is read anew."""
_FIRST = 100
"""Rows shown before all are known: as many as fit on a high screen."""
_PAINTING = 40
"""Milliseconds after which the first rows are painted; what comes then would hold them up."""
_STALE = 200
"""Milliseconds for which records of another kind than is asked for may still be seen."""
_LOCAL = ("open", "preview", "trash", *(f"tag_{key}" for key in range(1, 10)))
"""Actions whose keys belong to the list."""


@dataclass(frozen=True, slots=True)
class _Answer:
    criteria: Criteria
    found: Found
    page: Page


class RecordsPanel(Panel):
    """Search when the criteria change, show what is found, and tell what is current and selected."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Build the views and search."""
        super().__init__(context, parent)
        self.setObjectName("records_panel")
        self._own: RecordRef | None = None
        self._shown: Criteria | None = None
        self.model = RecordsModel(context.archive, context.tasks, self)
        self._pictures = Pictures(context.archive, context.tasks, self)
        self.table = TableView(context, self.model)
        self.cards = CardsView(context, self.model, self._pictures)
        self.cards.setSelectionModel(self.table.selectionModel())
        self.nothing = Nothing(context)
        self._stack = QStackedWidget(self)
        self._awaiting = QWidget(self)
        self._lay_out()
        self._record_actions = RecordActions(context, self.model, self.table, self.view, self._pictures)
        self._connect()
        self._on_theme_changed()
        self._begin()

    def view(self) -> QAbstractItemView:
        """Return the view that shows the records: the table, or for images the cards."""
        is_wall = self.context.settings.value.image_view == "cards"
        return self.cards if self.model.kind == Kind.IMAGE and is_wall else self.table

    def _lay_out(self) -> None:
        actions, theme = self.context.actions, self.context.theme
        self._bar = QWidget(self)
        self._bar.setObjectName("records_bar")
        self._chips = ChipRow(self.context)
        self._views = [ActionButton(actions[id], theme, self._bar) for id in ("view_cards", "view_rows")]
        self._bar_layout = QHBoxLayout(self._bar)
        self._bar_layout.addWidget(self._chips, 1)
        for button in (*self._views, ActionButton(actions["columns"], theme, self._bar)):
            self._bar_layout.addWidget(button)
        for page in (self.table, self.cards, self.nothing, self._awaiting):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        workspace, actions = self.context.workspace, self.context.actions
        workspace.criteria_changed.connect(self._on_criteria_changed)
        workspace.current_changed.connect(self._on_current_changed)
        workspace.records_changed.connect(self._on_records_changed)
        workspace.archive_changed.connect(self._search)
        selection = self.table.selectionModel()
        selection.selectionChanged.connect(self._on_selection_changed)
        selection.currentRowChanged.connect(self._on_row_changed)
        actions.handle("view_rows", self._on_view_chosen)
        actions.handle("view_cards", self._on_view_chosen)
        for view in (self.table, self.cards):
            actions.add_to(view, *_LOCAL)
            view.doubleClicked.connect(self._on_double_clicked)
        self.nothing.retry_wanted.connect(self._search)
        self.context.theme.changed.connect(self._on_theme_changed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)

    def _on_theme_changed(self) -> None:
        px = self.context.theme.px
        self._bar.setFixedHeight(px(_CHIPS))
        # Qt does not mirror margins.
        left, right = (px(12), 0) if self.context.theme.is_rtl else (0, px(12))
        self._bar_layout.setContentsMargins(left, 0, right, 1)
        self._bar_layout.setSpacing(px(2))
        self.update()

    def _begin(self) -> None:
        """Search; where an index is still to be loaded, show the first rows of a list by date before."""
        archive, criteria = self.context.archive, self.context.workspace.criteria
        is_by_date = criteria.sort is None or criteria.sort.field == record_type(criteria.kind).date_key
        if not archive.awaits_index:
            self._search()
        elif not is_by_date:
            self._await_index()
        else:
            self._look_at_first(criteria)

    def _look_at_first(self, criteria: Criteria) -> None:
        archive = self.context.archive

        def work(job: Job) -> _Answer:
            rows = archive.rows(criteria.kind, archive.first_ids(criteria, _FIRST))
            found = Found(criteria.kind, array("q", (row.id for row in rows)), rows, len(rows))
            return _Answer(criteria, found, page_of(archive, rows))

        self.context.tasks.read(work, self._on_begun, self._await_index)

    def _on_begun(self, answer: _Answer) -> None:
        if answer.criteria == self.context.workspace.criteria:  # else something else is looked for already
            self._list(answer)
        QTimer.singleShot(_PAINTING, self, self._await_index)

    def _await_index(self, _error: Exception | None = None) -> None:
        def work(job: Job) -> None:
            self.context.archive.load_index()

        # What fails here fails again as the list is searched, and is told there.
        self.context.tasks.read(work, self._go_on, self._go_on)

    def _go_on(self, _answer: object) -> None:
        self.context.workspace.rows_shown.emit()
        self._search()

    def _search(self) -> None:
        archive, criteria = self.context.archive, self.context.workspace.criteria

        def work(job: Job) -> _Answer:
            archive.load_index()
            found = archive.search(criteria, first=PAGE, cancel=job)
            return _Answer(criteria, found, page_of(archive, found.rows))

        # Shown, with Cancel, if it takes a while: an order nobody asked for yet takes seconds of a million.
        label = _("Sorting") if criteria.sort else _("Searching")
        self.context.tasks.read(work, self._on_found, self._on_failed, key="search", label=label)

    def _on_criteria_changed(self, criteria: Criteria) -> None:
        self._search()
        if criteria.kind != self.model.kind:
            QTimer.singleShot(_STALE, self, self._clear_stale)

    def _clear_stale(self) -> None:
        """Show nothing rather than records of another kind than the one that is searched."""
        views = self.table, self.cards
        if self.context.workspace.criteria.kind != self.model.kind and self._stack.currentWidget() in views:
            self._show(self._awaiting)

    def _on_records_changed(self, changes: ChangeSet) -> None:
        self._search()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled) and self._shown is not None:
            self.context.workspace.set_criteria(self._shown)  # what is still in the list
        elif isinstance(error, KnownError):
            self.nothing.show_failure(error)
            self._show(self.nothing)

    def _on_found(self, answer: _Answer) -> None:
        same_kind = answer.found.kind == self.model.kind
        selected = self.context.workspace.selection if same_kind else array("q")
        height = self.view().verticalScrollBar().value() if same_kind else 0
        near = self._near(selected) if answer.criteria == self._shown else ()
        self._list(answer)
        self.context.workspace.set_found(answer.found)
        self.view().verticalScrollBar().setValue(height)
        self._select_again(selected, near)

    def _near(self, selected: "array[int]") -> tuple[int, ...]:
        """Return what stands after and before the current row and is not selected with it."""
        if len(selected) == len(self.model.ids):
            return ()
        gone, ids, row = set(selected), self.model.ids, self.table.currentIndex().row()
        ways = range(row + 1, len(ids)), range(row - 1, -1, -1)
        found = (next((ids[one] for one in way if ids[one] not in gone), None) for way in ways)
        return tuple(one for one in found if one is not None)

    def _list(self, answer: _Answer) -> None:
        self._shown = answer.criteria
        self.model.show_found(answer.found, answer.page)
        self.table.light(answer.criteria)
        self.cards.light(answer.criteria)
        self.table.arrange()
        self.cards.setModelColumn(self.model.title_column)
        self._show_views()

    def _show_views(self) -> None:
        """Show the view that goes with kind and settings, or why there is nothing to view."""
        is_image = self.model.kind == Kind.IMAGE
        for button in self._views:
            button.setVisible(is_image)
        self.context.actions.check(f"view_{self.context.settings.value.image_view}")
        if self.model.rowCount() == 0:
            self.nothing.show_criteria(self.context.workspace.criteria)
            self._show(self.nothing)
        else:
            self._show(self.view())

    def _show(self, page: QWidget) -> None:
        # Not this panel's own focusWidget(): that is the child that had it last, wherever it is now.
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self._stack.isAncestorOf(focus)
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        if had_focus:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _select_again(self, selected: "array[int]", near: tuple[int, ...]) -> None:
        """Select the current record if it is found; else, unless it was shown from elsewhere, one near it."""
        workspace = self.context.workspace
        current = workspace.current
        row = self.model.row_of(current.id) if current and current.kind == self.model.kind else None
        if row is None and self.model.rowCount() and current in (None, self._own):
            row = next((found for id in near if (found := self.model.row_of(id)) is not None), 0)
        rows = self.model.rows_of(selected[:_SELECTED_AGAIN]) if len(selected) > 1 else set()
        if row is None:
            self._own = None if current == self._own else self._own
            workspace.set_selection(())
            return
        self._select(row, rows if row in rows else set())

    def _select(self, row: int, rows: set[int]) -> None:
        """Make a row current, and select it with others."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.model.index(row, self._column())
        model = self.table.selectionModel()
        model.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        if len(rows) > 1:
            selection = QItemSelection()
            for other in rows:
                cell = self.model.index(other, 0)
                selection.select(cell, cell)
            model.select(selection, flags.Select | flags.Rows)
        self.view().scrollTo(index)

    def _column(self) -> int:
        column = self.table.currentIndex().column()
        is_seen = 0 <= column < self.model.columnCount() and not self.table.isColumnHidden(column)
        return column if is_seen else self.model.title_column

    def _on_row_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not index.isValid() or index.row() >= len(self.model.ids):
            return
        ref = RecordRef(self.model.kind, self.model.ids[index.row()])
        is_first = self._own is None or self.context.workspace.current in (None, self._own)
        self._own = ref
        if is_first:
            self.context.workspace.settle(ref)
        else:
            self.context.workspace.set_current(ref)

    def _on_selection_changed(self, _now: QItemSelection, _before: QItemSelection) -> None:
        blocks = self.table.selectionModel().selection().toList()
        ids, end = array("q"), 0
        # Blocks, not rows: all of a million rows are one block.
        for top, bottom in sorted((block.top(), block.bottom()) for block in blocks):
            ids += self.model.ids[max(top, end) : bottom + 1]
            end = max(end, bottom + 1)
        self.context.workspace.set_selection(ids)

    def _on_current_changed(self, ref: RecordRef | None) -> None:
        """Follow another panel to a record, if the list has it."""
        if ref is None or ref.kind != self.model.kind or ref == self._own:
            return
        row = self.model.row_of(ref.id)
        if row is not None:
            self._own = ref
            self._select(row, set())

    def _on_view_chosen(self) -> None:
        self.context.settings.change(image_view=self.sender().objectName().removeprefix("view_"))
        self._show_views()
        self.view().scrollTo(self.table.currentIndex())

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.context.actions["open"].trigger()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        view = self.view()
        if self._stack.currentWidget() is not view or not view.currentIndex().isValid():
            return
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = view.viewport().mapToGlobal(view.visualRect(view.currentIndex()).center())
        elif not view.indexAt(view.viewport().mapFromGlobal(place)).isValid():
            return
        self._open_menu(place)

    def _open_menu(self, place: QPoint) -> None:
        ids = context_menu(self.context.workspace.criteria.trashed)
        menu = self.context.actions.menu(self, *ids)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.context.theme
        is_wall = self._stack.currentWidget() is self.cards
        painter.fillRect(self.rect(), theme.color("panel" if is_wall else "raised"))
        painter.fillRect(0, 0, self.width(), theme.px(_CHIPS), theme.color("raised"))
        painter.fillRect(0, theme.px(_CHIPS) - 1, self.width(), 1, theme.color("line"))

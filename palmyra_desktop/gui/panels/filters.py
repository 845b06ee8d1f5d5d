"""Filters: the facets with their counts, and a range of time."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.criteria import Criteria, DateFilter
from palmyra_desktop.domain.found import FacetCounts
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.filters.date_range import DateRange
from palmyra_desktop.gui.filters.facet_list import FacetDelegate, FacetList, Row, RowRole, Shape
from palmyra_desktop.gui.panels import LEAST_LIST, Panel
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.widgets.buttons import LinkButton
from palmyra_desktop.gui.widgets.dock_title import DockTitle
from palmyra_desktop.i18n import _

_TOGGLE_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FiltersPanel(Panel):
    """Follow the workspace's criteria and change them by a click or a key."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Show the facets of the workspace's kind."""
        super().__init__(context, parent)
        self.setObjectName("filters_panel")
        self.model = FacetList(self)
        self._view = self._made_view()
        self._dates = DateRange(context.theme, self)
        self._clear = LinkButton(context.theme, _("Clear all"), parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._view, 1)
        layout.addWidget(self._dates)
        self.setFocusProxy(self._view)
        self._connect()
        self._dates.show_filter(context.workspace.criteria.dates)
        self._count()

    @override
    def furnish_title(self, title: DockTitle, menu: QMenu) -> None:
        title.add_widget(self._clear, at_end=True)

    def _made_view(self) -> QListView:
        view = QListView(self)
        view.setObjectName("facets")
        view.setAccessibleName(_("Filters"))
        view.setMinimumHeight(LEAST_LIST)
        view.setModel(self.model)
        view.setItemDelegate(FacetDelegate(self.context.theme, view))
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setStyleSheet("background: transparent; outline: 0;")
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)
        return view

    def _connect(self) -> None:
        workspace = self.context.workspace
        workspace.criteria_changed.connect(self._on_criteria_changed)
        workspace.records_changed.connect(self._on_records_changed)
        workspace.archive_changed.connect(self._count)
        self._view.customContextMenuRequested.connect(self._on_menu_wanted)
        self._dates.changed.connect(self._on_dates_changed)
        self._clear.clicked.connect(workspace.clear_filters)
        self.context.theme.changed.connect(self._on_theme_changed)

    def _count(self) -> None:
        archive, criteria = self.context.archive, self.context.workspace.criteria
        self._clear.setVisible(criteria.is_filtered)

        def work(job: Job) -> tuple[tuple[FacetCounts, ...], Criteria]:
            return archive.facet_counts(criteria, cancel=job), criteria

        self.context.tasks.read(work, self._on_counted, key="facets")

    def _on_counted(self, answer: tuple[tuple[FacetCounts, ...], Criteria]) -> None:
        before = self._view.currentIndex().data(RowRole)
        self.model.show_counts(*answer)
        if before is not None:
            self._go_back_to(before)

    def _go_back_to(self, row: Row) -> None:
        """Let the keyboard stay on a value, wherever its row is now."""
        same = (n for n, one in enumerate(self.model.rows) if one.is_same_as(row))
        self._view.setCurrentIndex(self.model.index(next(same, -1)))

    def _on_criteria_changed(self, criteria: Criteria) -> None:
        self._dates.show_filter(criteria.dates)
        self._count()

    def _on_records_changed(self, changes: ChangeSet) -> None:
        self._count()

    def _on_theme_changed(self) -> None:
        self._view.doItemsLayout()

    def _on_dates_changed(self, dates: DateFilter | None) -> None:
        workspace = self.context.workspace
        workspace.set_criteria(replace(workspace.criteria, dates=dates))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key_pressed(event)
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            index = self._view.indexAt(event.position().toPoint())
            is_excluding = event.button() == Qt.MouseButton.MiddleButton or bool(
                event.modifiers() & Qt.KeyboardModifier.AltModifier
            )
            if index.isValid() and event.button() != Qt.MouseButton.RightButton:
                self._act(index.data(RowRole), exclude=is_excluding)
        return super().eventFilter(watched, event)

    def _key_pressed(self, event: QKeyEvent) -> bool:
        index = self._view.currentIndex()
        if not index.isValid() or event.key() not in (*_TOGGLE_KEYS, Qt.Key.Key_Minus):
            return False
        self._act(index.data(RowRole), exclude=event.key() == Qt.Key.Key_Minus)
        return True

    def _act(self, row: Row, *, exclude: bool) -> None:
        workspace = self.context.workspace
        if row.shape is Shape.HEAD:
            self.model.toggle_fold(row.facet)
        elif row.shape is Shape.MORE:
            self.model.toggle_whole(row.facet)
        elif exclude and row.state != "excluded":
            workspace.set_criteria(workspace.criteria.excluding(row.facet, row.key))
        else:
            workspace.set_criteria(workspace.criteria.toggled(row.facet, row.key))

    def _on_menu_wanted(self, place: QPoint) -> None:
        index = self._view.indexAt(place)
        if index.isValid() and index.data(RowRole).shape is Shape.VALUE:
            self._open_menu(index, place)

    def _open_menu(self, index: QModelIndex, place: QPoint) -> None:
        """Offer what can be done with a value; the menu is gone when it closes."""
        menu = QMenu(self)
        only, exclude = menu.addAction(_("Only this")), menu.addAction(_("Exclude this"))
        row: Row = index.data(RowRole)
        chosen = menu.exec(self._view.viewport().mapToGlobal(place))
        menu.deleteLater()
        workspace = self.context.workspace
        if chosen is only:
            workspace.set_criteria(workspace.criteria.only(row.facet, row.key))
        elif chosen is exclude:
            workspace.set_criteria(workspace.criteria.excluding(row.facet, row.key))

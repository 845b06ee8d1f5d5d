"""Saved searches: kept in the archive under a name, a click away."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QInputDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.found import SavedSearch
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.panels import LEAST_LIST, Panel
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.widgets.dock_title import DockTitle
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import _

SearchRole = Qt.ItemDataRole.UserRole


class SavedSearchesPanel(Panel):
    """The list of searches kept in the archive."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Show the searches of the archive."""
        super().__init__(context, parent)
        self.setObjectName("saved_panel")
        self._list = QListWidget(self)
        self._list.setObjectName("saved_searches")
        self._list.setAccessibleName(_("Saved searches"))
        self._list.setMinimumHeight(LEAST_LIST)
        self._list.setStyleSheet("QListWidget { background: transparent; outline: 0; }")
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._nothing = Label(
            context.theme, _("Filter, then keep the search here with Ctrl+S."), "secondary", "muted"
        )
        self._nothing.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self._nothing)
        layout.addWidget(self._list, 1)
        self.setFocusProxy(self._list)
        self._list.itemActivated.connect(self._on_chosen)
        self._list.itemClicked.connect(self._on_chosen)
        self._list.customContextMenuRequested.connect(self._on_menu_wanted)
        remove = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._list)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._on_delete)
        context.actions.handle("save_search", self._on_save)
        context.workspace.archive_changed.connect(self._read)
        context.theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._read()

    @override
    def furnish_title(self, title: DockTitle, menu: QMenu) -> None:
        menu.addAction(self.context.actions["save_search"])

    def _on_theme_changed(self) -> None:
        px = self.context.theme.px
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(px(8), 0, px(8), px(8))
        self._nothing.setContentsMargins(px(8), 0, px(8), 0)
        self._nothing.setMinimumHeight(2 * self._nothing.fontMetrics().lineSpacing())

    def _read(self) -> None:
        archive = self.context.archive

        def work(job: Job) -> tuple[SavedSearch, ...]:
            return archive.saved_searches()

        self.context.tasks.read(work, self._on_read, key="saved searches")

    def _on_read(self, searches: tuple[SavedSearch, ...]) -> None:
        self._list.clear()
        icon = self.context.theme.icons.icon("bookmark", "text2", 14)
        for search in searches:
            item = QListWidgetItem(icon, search.name, self._list)
            item.setData(SearchRole, search)
            item.setToolTip(plain(search.name))
        self._nothing.setVisible(not searches)
        self._list.setMinimumHeight(LEAST_LIST if searches else 1)  # the words need the room

    def _on_chosen(self, item: QListWidgetItem) -> None:
        search: SavedSearch = item.data(SearchRole)
        self.context.workspace.set_criteria(Criteria.from_json(search.criteria))

    def _on_save(self) -> None:
        name, accepted = QInputDialog.getText(
            self.window(), _("Save this search"), _("Name"), QLineEdit.EchoMode.Normal, ""
        )
        if accepted and name.strip():
            self.save(name.strip())

    def save(self, name: str) -> None:
        """Keep the workspace's search under a name; another of that name is replaced."""
        archive, criteria = self.context.archive, self.context.workspace.criteria

        def work(job: Job) -> tuple[SavedSearch, ...]:
            archive.save_search(name, criteria)
            return archive.saved_searches()

        self.context.tasks.write(work, self._on_read)

    def _on_menu_wanted(self, place: QPoint) -> None:
        item = self._list.itemAt(place)
        if item is None:
            return
        menu = QMenu(self)
        replace_, forget = menu.addAction(_("Replace by the search shown")), menu.addAction(_("Remove"))
        chosen = menu.exec(self._list.viewport().mapToGlobal(place))
        menu.deleteLater()
        search: SavedSearch = item.data(SearchRole)
        if chosen is replace_:
            self.save(search.name)
        elif chosen is forget:
            self._ask_to_forget(search)

    def _on_delete(self) -> None:
        item = self._list.currentItem()
        if item is not None and not self.context.archive.read_only:
            self._ask_to_forget(item.data(SearchRole))

    def _ask_to_forget(self, search: SavedSearch) -> None:
        """Ask first: a saved search is no record, so Undo does not bring it back."""
        box = QMessageBox(self.window())
        box.setObjectName("forget_question")
        box.setWindowTitle(_("Saved searches"))
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(plain(_("Remove the saved search “{name}”?").format(name=search.name)))
        box.setInformativeText(_("Records stay as they are. Undo does not bring it back."))
        remove = box.addButton(_("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        remove.setObjectName("forget_button")
        remove.setProperty("search", search.id)
        remove.clicked.connect(self._on_forget)
        box.setDefaultButton(box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _on_forget(self) -> None:
        self.forget(self.sender().property("search"))

    def forget(self, number: int) -> None:
        """Remove a saved search."""
        archive = self.context.archive

        def work(job: Job) -> tuple[SavedSearch, ...]:
            archive.forget_search(number)
            return archive.saved_searches()

        self.context.tasks.write(work, self._on_read)

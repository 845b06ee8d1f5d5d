"""Saved searches: kept in the archive under a name, a click away."""

import functools
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import NameTaken
from palmyra_desktop.domain.found import SavedSearch
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.save_search import SaveSearchDialog
from palmyra_desktop.gui.panels import LEAST_LIST, Panel
from palmyra_desktop.gui.taking_back import INITIATOR
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
        self._searches: tuple[SavedSearch, ...] | None = None
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
        context.workspace.records_changed.connect(self._on_records_changed)
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
        self._read_then(self._on_read)

    def _read_then(self, then: Callable[[tuple[SavedSearch, ...]], None]) -> None:
        archive = self.context.archive

        def work(job: Job) -> tuple[SavedSearch, ...]:
            from palmyra_desktop.services import searches  # brings SQLAlchemy: in the worker

            return searches.every(archive)

        self.context.tasks.read(work, then, key="saved searches")

    def _on_records_changed(self, changes: ChangeSet) -> None:
        self._read()

    def _on_read(self, searches: tuple[SavedSearch, ...]) -> None:
        if searches == self._searches:
            return
        self._searches, row = searches, self._list.currentRow()
        self._list.clear()
        icon = self.context.theme.icons.icon("bookmark", "text2", 14)
        for search in searches:
            item = QListWidgetItem(icon, search.name, self._list)
            item.setData(SearchRole, search)
            item.setToolTip(plain(search.name))
        self._list.setCurrentRow(min(row, len(searches) - 1))
        self._nothing.setVisible(not searches)
        self._list.setMinimumHeight(LEAST_LIST if searches else 1)  # the words need the room

    def _on_chosen(self, item: QListWidgetItem) -> None:
        search: SavedSearch = item.data(SearchRole)
        try:
            criteria = Criteria.from_json(search.criteria)
        except (ValueError, KeyError, TypeError):
            words = _("“{name}” looks for what this version of the program does not know.")
            self.context.workspace.say(words.format(name=search.name))
            return
        self.context.workspace.set_criteria(criteria)

    def _on_save(self) -> None:
        self._ask_for_name("")

    def _ask_for_name(self, name: str) -> None:
        taken = [search.name for search in self._searches or ()]
        dialog = SaveSearchDialog(self.context.theme, taken, name, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self.save)
        dialog.open()

    def save(self, name: str, replaces: bool = False) -> None:
        """Keep the workspace's search under a name; another of that name goes only if it may."""
        archive, criteria = self.context.archive, self.context.workspace.criteria
        author = self.context.settings.value.author

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import searches

            return searches.save(
                archive, name, criteria, replaces=replaces, author=author, initiator=INITIATOR
            )

        failed = functools.partial(self._on_not_saved, name)
        self.context.tasks.write(work, self.context.workspace.tell_changes, failed)

    def _on_not_saved(self, name: str, error: Exception) -> None:
        """Ask again where another program took the name meanwhile."""
        if not isinstance(error, NameTaken):
            self.context.tasks.failed.emit(error)
            return
        self._read_then(functools.partial(self._on_read_again, name))

    def _on_read_again(self, name: str, found: tuple[SavedSearch, ...]) -> None:
        self._on_read(found)
        self._ask_for_name(name)

    def _on_menu_wanted(self, place: QPoint) -> None:
        item = self._list.itemAt(place)
        if item is None:
            return
        menu = QMenu(self)
        replace_, forget = menu.addAction(_("Replace by the search shown")), menu.addAction(_("Remove"))
        for action in menu.actions():
            action.setEnabled(not self.context.archive.read_only)
        chosen = menu.exec(self._list.viewport().mapToGlobal(place))
        menu.deleteLater()
        search: SavedSearch = item.data(SearchRole)
        if chosen is replace_:
            self.save(search.name, replaces=True)
        elif chosen is forget:
            self.forget(search.name)

    def _on_delete(self) -> None:
        item = self._list.currentItem()
        if item is not None and not self.context.archive.read_only:
            self.forget(item.text())

    def forget(self, name: str) -> None:
        """Remove a saved search; the status bar offers Undo."""
        archive, author = self.context.archive, self.context.settings.value.author

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import searches

            return searches.forget(archive, name, author=author, initiator=INITIATOR)

        self.context.tasks.write(work, self.context.workspace.tell_changes)

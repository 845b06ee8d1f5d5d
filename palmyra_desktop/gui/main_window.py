"""The window: a header, the list in the middle, panels around it, a status bar.

Everything that shows an archive is built when it is open and thrown away with it (and built anew
in another language); what stays is the window itself, its docks and its place on the screen.

A window is shown before it is built: what it is built of takes longer to import than an empty one to show.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtWidgets import QMainWindow
from typing_extensions import override

from palmyra_desktop.gui.dropping import dropped_archive, dropped_files, dropped_text
from palmyra_desktop.i18n import _

if TYPE_CHECKING:  # Qt, too, makes a class when it is first named, and all its enumerations with `Qt`
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QShowEvent

    from palmyra_desktop.gui.context import Context
    from palmyra_desktop.gui.current_settings import CurrentSettings
    from palmyra_desktop.gui.look import Look
    from palmyra_desktop.gui.opening import Opening, Refusal
    from palmyra_desktop.gui.pages import Cover
    from palmyra_desktop.gui.panels import Panel
    from palmyra_desktop.gui.tasks import Tasks
    from palmyra_desktop.services.archive import Archive


class MainWindow(QMainWindow):
    """Show one archive, or the first screen."""

    files_dropped = Signal(object)
    """tuple[str, ...]: paths of files dropped on the window that are no archive."""
    text_dropped = Signal(str)
    """Text, or the address of a page, dropped on the window."""
    painted = Signal()
    """The window was painted for the first time."""

    def __init__(self, tasks: "Tasks", settings: "CurrentSettings", look: "Look", opening: "Opening") -> None:
        """Make an empty window; `build` makes the rest, nothing is opened."""
        super().__init__()
        self.setObjectName("main_window")
        self.setAcceptDrops(True)
        self.resize(look.theme.px(1440), look.theme.px(900))
        self.tasks, self.settings, self.look, self.opening = tasks, settings, look, opening
        self.archive: Archive | None = None
        self.context: Context | None = None
        self.panels: dict[str, Panel] = {}
        self._is_placed = self._is_painted = self._is_built = False
        self.setWindowTitle(_("Palmyra Desktop"))

    def build(self) -> None:
        """Build what the window shows, once."""
        from PySide6.QtWidgets import QVBoxLayout, QWidget

        from palmyra_desktop.gui.docks import Docks
        from palmyra_desktop.gui.notice import Notice
        from palmyra_desktop.gui.pages import Pages
        from palmyra_desktop.gui.panels import PANELS

        if self._is_built:
            return
        theme = self.look.theme
        self.look.begin()
        self.docks = Docks(self, theme, PANELS)
        self.notice = Notice(theme, self)
        self.pages = Pages(theme, self.opening, self.settings, self)
        centre = QWidget(self)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        layout.addWidget(self.pages)
        self.setCentralWidget(centre)
        self._furnish()
        self._connect()
        self._is_built = True

    def _connect(self) -> None:
        from PySide6.QtCore import Qt

        self.notice.left.connect(self._focus_list)
        self.opening.began.connect(self._on_opening_began)
        self.opening.opened.connect(self._on_opened)
        self.opening.refused.connect(self._on_refused)
        self.opening.unchanged.connect(self._on_unchanged)
        self.opening.heed_locks(self._is_locked)
        self.look.language_changed.connect(self._on_language_changed, Qt.ConnectionType.QueuedConnection)

    def _furnish(self) -> None:
        """Build everything that belongs to the archive of the moment, in the language of the moment."""
        from palmyra_desktop.gui.actions import Actions
        from palmyra_desktop.gui.commands import Submenu
        from palmyra_desktop.gui.header import Header
        from palmyra_desktop.gui.recent import RecentMenu
        from palmyra_desktop.gui.status_bar import StatusBar
        from palmyra_desktop.gui.window_actions import WindowActions
        from palmyra_desktop.gui.workspace import Workspace
        from palmyra_desktop.gui.workspace_actions import remembered_sorts

        self.tasks.cancel_reads()
        self._throw_away()
        self.all_actions = Actions(self.look.theme, self)
        self.workspace = Workspace(remembered_sorts(self.settings.value.sort), self)
        self.header = Header(self.all_actions, self.workspace, self.look.theme, self)
        self.setMenuWidget(self.header)
        self.header.search.setEnabled(self.archive is not None)
        self.status = StatusBar(self.all_actions, self.workspace, self.tasks, self.look.theme, self)
        self.setStatusBar(self.status)
        self.header.search.left.connect(self._on_search_left)
        self.docks.add_toggles(self.header.menus.submenu(Submenu.PANELS))
        self.recent = RecentMenu(self.header.menus.submenu(Submenu.RECENT), self.settings, self.opening)
        self.look.serve(self.all_actions)
        WindowActions(self)
        self.context = None
        if self.archive is None:
            self._clear()
        else:
            self._show_archive(self.archive)
        self._entitle()

    def _throw_away(self) -> None:
        """Let go of what belonged to the archive before; header and status bar go when they are replaced."""
        for name in ("all_actions", "workspace"):
            old = getattr(self, name, None)
            if old is not None:
                old.deleteLater()

    def _clear(self) -> None:
        self.panels = {}
        self.docks.empty()
        self.pages.set_records(None)

    def _show_archive(self, archive: "Archive") -> None:
        from palmyra_desktop.gui.context import Context

        theme = self.look.theme
        context = Context(archive, self.tasks, self.workspace, self.settings, theme, self.all_actions)
        self.context = context
        self.panels = {}
        if archive.awaits_index:
            self.docks.await_panels()
            self._build_panels(context, comes_first=True)
            self.workspace.rows_shown.connect(partial(self._build_rest, context))
        else:
            self._build_parts(context)
            self._build_panels(context, comes_first=True)
            self._build_panels(context, comes_first=False)
        self.pages.show_records()
        is_locked = self._is_locked(str(archive.location))
        self.all_actions.amend_situation(is_locked=is_locked)
        self.all_actions.check("lock", is_locked)
        if archive.read_only:
            self.status.mark(_("Locked") if is_locked else _("Only for reading"))

    def _show_first(self, archive: "Archive") -> None:
        """Show an archive in a frame that has shown none yet."""
        self.header.search.setEnabled(True)
        self.recent.fill()
        self._show_archive(archive)
        self._entitle()

    def _build_rest(self, context: "Context") -> None:
        """Build what can wait until the rows of a large archive are seen."""
        if context is not self.context:
            return  # another archive was opened meanwhile
        self._build_parts(context)
        self._build_panels(context, comes_first=False)
        if self._is_placed:
            self._place_docks()  # panels that come into docks in sight move the bounds between them

    def _build_parts(self, context: "Context") -> None:
        from palmyra_desktop.gui.parts import PARTS, load

        for part in PARTS:
            load(part)(context, self).setParent(self.all_actions)

    def _build_panels(self, context: "Context", *, comes_first: bool) -> None:
        from palmyra_desktop.gui.panels import PANELS

        for panel in PANELS:
            if panel.comes_first == comes_first:
                built = self.panels[panel.key] = panel.load()(context)
                if not self.docks.fill(panel, built):
                    self.pages.set_records(built)

    def _entitle(self) -> None:
        if self.archive is None:
            self.setWindowTitle(_("Palmyra Desktop"))
            return
        title = _("{archive} (sample)") if self.archive.is_sample else "{archive}"
        if self._is_locked(str(self.archive.location)):
            title = _("{archive} (locked)").format(archive=title)
        elif self.archive.read_only:
            title = _("{archive} (only for reading)").format(archive=title)
        title = title.format(archive=_(self.archive.title))
        self.setWindowTitle(_("{archive} – Palmyra Desktop").format(archive=title))

    def _on_opening_began(self, location: str) -> None:
        if self.archive is None:
            self.pages.show_waiting(location)

    def lock(self, is_locked: bool) -> None:
        """Open the archive anew, only for reading or for writing, and remember which."""
        if self.archive is None:
            return
        location = str(self.archive.location)
        others = {place: lock for place, lock in self.settings.value.locked.items() if place != location}
        self.settings.change(locked={**others, location: True} if is_locked else others)
        self.opening.open(location)

    def _is_locked(self, location: str) -> bool:
        return bool(self.settings.value.locked.get(location))

    def _on_opened(self, archive: "Archive") -> None:
        is_same = self.archive is not None and self.archive.location == archive.location
        place = (self.workspace.criteria, self.workspace.current) if is_same else None
        self._leave_archive()
        self.notice.hide()  # what it told was of the archive before
        self.archive = archive
        self.settings.note_opened(str(archive.location))
        if self.context is None:
            self._show_first(archive)
        else:
            self._furnish()
        if archive.warning and self.settings.note_warned(str(archive.location)):
            self.notice.tell(archive.warning)
        if place is not None:
            self.workspace.set_criteria(place[0])
            self.workspace.set_current(place[1])
        if self.isVisible():
            self._place_docks()
        self._focus_list()

    def _on_refused(self, refusal: "Refusal") -> None:
        self.show_first_screen(refusal)

    def _on_unchanged(self, words: str) -> None:
        self.status.tell(words)

    def _on_language_changed(self) -> None:
        self._remember_layout()
        self._furnish()
        if self.archive is None:
            self.show_first_screen()

    def show_first_screen(self, refusal: "Refusal | None" = None) -> None:
        """Show the page from which archives are opened; after a failure with its words."""
        self.pages.show_first_screen(refusal, self.archive.title if self.archive else "")

    def show_page(self, page: "Cover") -> None:
        """Leave the whole of the window to a page."""
        self.docks.put_aside()
        self.pages.show_cover(page)
        self.all_actions.amend_situation(is_reviewing=True)
        self.header.search.setEnabled(False)
        self.recent.offer(False)
        self.status.show_page(page.summary)
        page.setFocus()

    def leave_page(self) -> None:
        """Show the list and the panels again."""
        self.pages.drop_cover()
        self.docks.put_back()
        self.all_actions.amend_situation(is_reviewing=False)
        self.header.search.setEnabled(True)
        self.recent.offer(True)
        self.status.show_page("")
        self._focus_list()

    def show_panel(self, key: str) -> None:
        """Bring a panel into sight and give it the keyboard."""
        from PySide6.QtCore import Qt

        if key not in self.panels:
            return
        if self.docks.has(key):
            self.docks[key].show()
            self.docks[key].raise_()
        else:
            self.pages.show_records()
        self.panels[key].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Remember where everything is, and close the archive once its writes are done."""
        self._remember_layout()
        self._leave_archive()

    def _leave_archive(self) -> None:
        if self.archive is not None:
            self._remember_layout()
            self.tasks.cancel_reads()
            self.opening.close(self.archive)
            self.archive = None

    def convert(self, present: str, new: str) -> None:
        """Have the archive written anew under another passphrase; it is shown again when that is done."""
        archive = self.archive
        if archive is not None:
            self._remember_layout()
            self.archive = None
            self._furnish()
            self.opening.convert(archive, present, new)
            self.pages.show_waiting(str(archive.location), _("Writing {archive} anew…"))

    def _on_search_left(self) -> None:
        self.show_panel("records")

    def _focus_list(self) -> None:
        if "records" in self.panels:
            self.panels["records"].setFocus()

    def _remember_layout(self) -> None:
        if self._is_placed and self.archive is not None:
            geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
            self.settings.change(window_geometry=geometry, window_state=self.docks.save())

    def _place_docks(self) -> None:
        if not self.docks.restore(self.settings.value.window_state):
            self.docks.reset()
        self._is_placed = True

    @override
    def showEvent(self, event: "QShowEvent") -> None:
        super().showEvent(event)
        if not self._is_placed:
            stored = self.settings.value.window_geometry.encode("ascii", "ignore")
            self.restoreGeometry(QByteArray.fromBase64(stored))
            if self.archive is not None:
                # Docks take sizes only once the window has its own.
                QTimer.singleShot(0, self, self._place_docks)

    @override
    def paintEvent(self, event: "QPaintEvent") -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    @override
    def closeEvent(self, event: "QCloseEvent") -> None:
        page = self.pages.cover if self._is_built else None
        if page is not None and page.is_touched:
            page.ask_to_leave(self.close)
            event.ignore()
            return
        self.leave()
        event.accept()

    @override
    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        has_archive = self.archive is not None
        if self._dropped_archive(event) or (has_archive and (dropped_files(event) or dropped_text(event))):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: "QDropEvent") -> None:
        location, files, text = self._dropped_archive(event), dropped_files(event), dropped_text(event)
        if location:
            event.acceptProposedAction()
            self.opening.open(location)
        elif self.archive is not None and files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)
        elif self.archive is not None and text:
            event.acceptProposedAction()
            self.text_dropped.emit(text)

    def _dropped_archive(self, event: "QDropEvent") -> str:
        """Return the archive that is dragged, unless opening it would lose a review."""
        return dropped_archive(event) if self._is_built and self.pages.cover is None else ""

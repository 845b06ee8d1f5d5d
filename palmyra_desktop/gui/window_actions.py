"""The actions about the window itself: first screen, panels, full screen, help."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from palmyra_desktop.gui.errors import open_log_folder
from palmyra_desktop.gui.panels import PANELS, Area

if TYPE_CHECKING:
    from palmyra_desktop.gui.main_window import MainWindow

_ORDER = (Area.LEFT, Area.CENTRE, Area.BOTTOM, Area.RIGHT)
"""In which F6 walks from panel to panel."""


class WindowActions(QObject):
    """Serve one window; thrown away with its actions."""

    def __init__(self, window: "MainWindow") -> None:
        """Handle the actions."""
        super().__init__(window.all_actions)
        self._window = window
        handle = window.all_actions.handle
        handle("new_archive", window.pages.ask_new)
        handle("new_encrypted", window.pages.ask_new_encrypted)
        handle("open_archive", window.pages.ask_open)
        handle("salvage", window.pages.ask_salvage)
        handle("open_sample", window.opening.open_sample)
        handle("first_screen", self._on_first_screen)
        handle("lock", window.lock)
        handle("quit", window.close)
        handle("find", self._on_find)
        handle("full_screen", self._on_full_screen)
        handle("reset_layout", window.docks.reset)
        handle("next_panel", self._on_next_panel)
        handle("previous_panel", self._on_previous_panel)
        handle("open", self._on_open)
        handle("preview", self._on_preview)
        handle("coverage", self._on_coverage)
        handle("log_folder", open_log_folder)
        handle("preferences", self._on_preferences)
        handle("help", self._on_help)
        handle("about", self._on_about)
        handle("palette", self._on_palette)
        window.all_actions.check("full_screen", window.isFullScreen())

    def _on_first_screen(self) -> None:
        self._window.show_first_screen()

    def _on_find(self) -> None:
        search = self._window.header.search
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        search.selectAll()

    def _on_full_screen(self, checked: bool) -> None:
        if checked:
            self._window.showFullScreen()
        else:
            self._window.showNormal()

    def _on_open(self) -> None:
        """Go into the record's detail: the way back to the list is F6 or Alt+Left."""
        self._window.show_panel("detail")

    def _on_preview(self) -> None:
        """Show the detail beside the list, or put it away again; the keyboard stays in the list."""
        if self._window.docks.has("detail"):
            dock = self._window.docks["detail"]
            dock.setVisible(not dock.isVisible())

    def _on_next_panel(self) -> None:
        self._walk(1)

    def _on_previous_panel(self) -> None:
        self._walk(-1)

    def _walk(self, step: int) -> None:
        """Give the keyboard to the panel after (1) or before (-1) the one that has it."""
        keys = [key for key, target in self._targets().items() if target is not None]
        focus = self._window.focusWidget()
        here = next((key for key in keys if focus and self._window.panels[key].isAncestorOf(focus)), None)
        if keys:
            place = keys.index(here) + step if here else 0
            target = self._targets()[keys[place % len(keys)]]
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)

    def _targets(self) -> dict[str, QWidget | None]:
        """Return each visible panel's widget that takes the keyboard, in the order of F6."""
        panels = self._window.panels
        types = sorted(PANELS, key=lambda panel: _ORDER.index(panel.area))
        return {panel.key: first_focus(panels[panel.key]) for panel in types if panel.key in panels}

    def _on_preferences(self) -> None:
        from palmyra_desktop.gui.dialogs.preferences import PreferencesDialog

        self._open(PreferencesDialog(self._window.settings, self._window.look.theme, self._window))

    def _on_help(self) -> None:
        from palmyra_desktop.gui.dialogs.shortcuts import ShortcutsDialog

        self._open(ShortcutsDialog(self._window.all_actions, self._window.look.theme, self._window))

    def _on_coverage(self) -> None:
        self._window.show_panel("coverage")

    def _on_about(self) -> None:
        from palmyra_desktop.gui.dialogs.about import AboutDialog

        archive = self._window.archive
        location = archive.shown_location if archive else ""
        self._open(AboutDialog(self._window.look.theme, location, self._window))

    def _on_palette(self) -> None:
        from palmyra_desktop.gui.dialogs.command_palette import CommandPalette

        window = self._window
        self._open(CommandPalette(window.header.menus, window.look.theme, window.context, window))

    @staticmethod
    def _open(dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def first_focus(panel: QWidget) -> QWidget | None:
    """Return the widget of a panel the keyboard goes to; None while the panel is out of sight."""
    if not panel.isVisible():
        return None
    if panel.focusProxy() is not None:
        return panel.focusProxy()
    children = panel.findChildren(QWidget)
    tabbed = (child for child in children if child.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return next((child for child in tabbed if child.isVisible() and child.isEnabled()), None)

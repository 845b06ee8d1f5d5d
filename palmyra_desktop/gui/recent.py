"""The menu of archives opened before."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.dialogs.first_screen import shown_location
from palmyra_desktop.gui.opening import Opening


class RecentMenu(QObject):
    """Fill a menu with the recent archives, and open the one that is chosen."""

    def __init__(self, menu: QMenu, settings: CurrentSettings, opening: Opening) -> None:
        """Fill it; it goes with the menu."""
        super().__init__(menu)
        self._menu, self._settings, self._opening = menu, settings, opening
        menu.triggered.connect(self._on_triggered)
        self.fill()

    def fill(self) -> None:
        """List the archives as they are in the settings now."""
        self._menu.clear()
        for location in self._settings.value.recent:
            action = QAction(shown_location(location).replace("&", "&&"), self._menu)
            action.setData(location)
            self._menu.addAction(action)
        self.offer(True)

    def offer(self, may_open: bool) -> None:
        """Let an archive be chosen, or not while another would lose what is being done."""
        self._menu.setEnabled(may_open and bool(self._settings.value.recent))

    def _on_triggered(self, action: QAction) -> None:
        self._opening.open(action.data())

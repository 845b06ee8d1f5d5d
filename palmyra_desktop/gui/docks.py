"""The panels' places around the list: docks that are moved, sized, hidden and found again."""

from PySide6.QtCore import QByteArray, QObject, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMenu, QWidget

from palmyra_desktop.gui.panels import PANELS, Area, Panel, PanelType
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.dock_title import DockTitle
from palmyra_desktop.i18n import _

_VERSION = 1
"""Of what the saved state means; raised when docks get other names."""
_AREAS = {
    Area.LEFT: Qt.DockWidgetArea.LeftDockWidgetArea,
    Area.RIGHT: Qt.DockWidgetArea.RightDockWidgetArea,
    Area.BOTTOM: Qt.DockWidgetArea.BottomDockWidgetArea,
}
_WIDTHS = {Area.LEFT: (248, 0.188), Area.RIGHT: (410, 0.3)}
"""At most, in pixels of the design; and the share of a small window."""


def _ground(panel_type: PanelType) -> str:
    return "window" if panel_type.area == Area.LEFT else "raised"


class Docks(QObject):
    """Make a dock for each panel but the one in the centre, and look after their places."""

    def __init__(self, window: QMainWindow, theme: Theme, panels: tuple[PanelType, ...] = PANELS) -> None:
        """Put empty docks where they stand at first."""
        super().__init__(window)
        self._window, self._theme = window, theme
        self._panels = tuple(panel for panel in panels if panel.area in _AREAS)
        window.setDockOptions(
            QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.AllowTabbedDocks
        )
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self._docks = {panel.key: self._made(panel) for panel in self._panels}
        self._aside = ""
        self._hidden: tuple[str, ...] = ()
        self._place()
        self._show_usual()
        theme.changed.connect(self._on_theme_changed)

    def __getitem__(self, key: str) -> QDockWidget:
        """Return the dock of the panel of that key."""
        return self._docks[key]

    def has(self, key: str) -> bool:
        """Say whether the panel of that key stands in a dock."""
        return key in self._docks

    def fill(self, panel_type: PanelType, panel: Panel) -> bool:
        """Put a panel into its dock, throwing the one before it away; False if it belongs in the centre."""
        dock = self._docks.get(panel_type.key)
        if dock is None:
            return False
        old = dock.widget()
        dock.setWidget(panel)
        self._lay_ground(panel_type, panel)
        if old is not None:
            old.deleteLater()
        dock.setWindowTitle(_(panel_type.title))
        dock.setAccessibleName(_(panel_type.title))
        if panel_type.has_title:
            self._set_title(dock, panel_type, panel)
        return True

    def _lay_ground(self, panel_type: PanelType, panel: QWidget) -> None:
        """Give a panel, and what stands on it, the ground of its area."""
        palette = panel.palette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.color(_ground(panel_type)))
        panel.setPalette(palette)
        panel.setAutoFillBackground(True)

    def _on_theme_changed(self) -> None:
        for panel_type in self._panels:
            self._lay_ground(panel_type, self._docks[panel_type.key].widget())

    def _set_title(self, dock: QDockWidget, panel_type: PanelType, panel: Panel) -> None:
        title = DockTitle(self._theme, _(panel_type.title), _ground(panel_type))
        menu = QMenu(title)
        panel.furnish_title(title, menu)
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(_("Hide this panel"), dock.hide)
        title.set_menu(menu)
        self._replace_title(dock, title)

    @staticmethod
    def _replace_title(dock: QDockWidget, title: DockTitle) -> None:
        old = dock.titleBarWidget()
        dock.setTitleBarWidget(title)
        if old is not None:
            old.deleteLater()

    def add_toggles(self, menu: QMenu) -> None:
        """Put a switch for each dock at the top of a menu."""
        before = menu.actions()[0] if menu.actions() else None
        for dock in self._docks.values():
            menu.insertAction(before, dock.toggleViewAction())  # type: ignore[arg-type]  # None is the end
        menu.insertSeparator(before)  # type: ignore[arg-type]

    def empty(self) -> None:
        """Throw the panels away and hide the docks: no archive is open."""
        for dock in self._docks.values():
            self._vacate(dock)
            dock.hide()

    def await_panels(self) -> None:
        """Throw the panels away, and show the docks as they will look with others."""
        for panel_type in self._panels:
            dock = self._docks[panel_type.key]
            self._vacate(dock)
            self._lay_ground(panel_type, dock.widget())
            if panel_type.has_title:
                self._replace_title(dock, DockTitle(self._theme, _(panel_type.title), _ground(panel_type)))

    @staticmethod
    def _vacate(dock: QDockWidget) -> None:
        panel = dock.widget()
        dock.setWidget(QWidget(dock))
        if panel is not None:
            panel.deleteLater()

    def reset(self) -> None:
        """Put every dock where it stands at first."""
        for dock in self._docks.values():
            dock.setFloating(False)
            self._window.removeDockWidget(dock)
        self._place()
        self._show_usual()
        self.resize()

    def _show_usual(self) -> None:
        """Show the docks that are seen at first; an extra one shown even for a moment would need its room."""
        for panel in self._panels:
            self._docks[panel.key].setVisible(not panel.is_extra)

    def resize(self) -> None:
        """Give docks their first sizes; works only while the window is shown."""
        px = self._theme.px
        window = self._window.size()
        for area, (widest, share) in _WIDTHS.items():
            docks = [self._docks[panel.key] for panel in self._panels if panel.area == area]
            width = min(px(widest), round(window.width() * share))
            self._window.resizeDocks(docks, [width] * len(docks), Qt.Orientation.Horizontal)
        for area in _AREAS:
            self._share_height(area, window)

    def _share_height(self, area: Area, window: QSize) -> None:
        panels = [
            panel
            for panel in self._panels
            if panel.area == area and panel.has_title and not self._docks[panel.key].isHidden()
        ]
        room = window.height() - self._theme.px(76)  # without header and status bar
        if area == Area.LEFT:
            room -= self._docks["navigation"].height()
        fixed = [min(self._theme.px(panel.height), room // 3) for panel in panels]
        rest = (room - sum(fixed)) // max(1, fixed.count(0))
        docks = [self._docks[panel.key] for panel in panels]
        self._window.resizeDocks(docks, [height or rest for height in fixed], Qt.Orientation.Vertical)

    def put_aside(self, *keys: str) -> None:
        """Hide all docks, or those named, to leave their room to a page, until `put_back`."""
        self.put_back()
        self._aside, self._hidden = self.save(), keys
        for key in keys or self._docks:
            self._docks[key].hide()

    def put_back(self) -> None:
        """Bring back what was put aside; those that were not may have been moved meanwhile and stay there."""
        state, self._aside = self._aside, ""
        if state and not self._hidden:
            self.restore(state)
        elif state:
            for key in self._hidden:
                self._docks[key].show()

    def save(self) -> str:
        """Return where all docks are, or were before they were put aside, as text for the settings."""
        if self._aside:
            return self._aside
        return bytes(self._window.saveState(_VERSION).toBase64().data()).decode("ascii")

    def restore(self, state: str) -> bool:
        """Put the docks where they were; False if the text is none of ours."""
        stored = QByteArray.fromBase64(state.encode("ascii", "ignore"))
        return bool(state) and self._window.restoreState(stored, _VERSION)

    def _made(self, panel: PanelType) -> QDockWidget:
        dock = QDockWidget(_(panel.title), self._window)
        dock.setObjectName(f"{panel.key}_dock")
        dock.setAccessibleName(_(panel.title))
        if not panel.has_title:
            dock.setTitleBarWidget(QWidget(dock))
            dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        dock.setWidget(QWidget(dock))
        return dock

    def _place(self) -> None:
        for panel in self._panels:
            self._window.addDockWidget(_AREAS[panel.area], self._docks[panel.key])

"""The menu bar: every action, under its menu, in the order of ACTIONS."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget
from typing_extensions import override

from palmyra_desktop.gui.actions import Actions
from palmyra_desktop.gui.commands import Menu, Submenu
from palmyra_desktop.i18n import _


class MenuBar(QMenuBar):
    """The menus, made of the actions; a submenu stands where its first action does."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        """Make all menus."""
        super().__init__(parent)
        self.setObjectName("menu_bar")
        self.setAccessibleName(_("Menu"))
        # A global menu bar outside the window would leave the header without its menus.
        self.setNativeMenuBar(False)
        self._menus = {menu: self._add(self, menu.value) for menu in Menu}
        self._submenus: dict[Submenu, QMenu] = {}
        for action in actions:
            command = actions.command(action.objectName())
            menu = self._menus[command.menu]
            if command.starts_group:
                menu.addSeparator()
            (self._submenu(menu, command.submenu) if command.submenu else menu).addAction(action)
            if command.id == "open_archive":
                self._submenu(menu, Submenu.RECENT)

    def submenu(self, submenu: Submenu) -> QMenu:
        """Return a menu within a menu, for what is known only while the program runs."""
        return self._submenus[submenu]

    @override
    def sizeHint(self) -> QSize:
        """Return the room of all titles; Qt's own hint counts from the wrong edge right to left."""
        width = sum(self.actionGeometry(action).width() for action in self.actions())
        return QSize(width, super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _submenu(self, menu: QMenu, submenu: Submenu) -> QMenu:
        if submenu not in self._submenus:
            self._submenus[submenu] = self._add(menu, submenu.value)
        return self._submenus[submenu]

    @staticmethod
    def _add(parent: QMenuBar | QMenu, title: str) -> QMenu:
        menu = QMenu(_(title), parent)
        menu.setObjectName(title.replace("&", "").replace(" ", "_").lower() + "_menu")
        parent.addMenu(menu)
        return menu

"""The window's actions, alive: one QAction for each entry of ACTIONS (commands.py).

Menu bar, header, context menus and command palette show these same objects; the part that does
what one is for says so with `handle`.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QMetaObject, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from palmyra_desktop.gui.commands import ACTIONS, Command
from palmyra_desktop.gui.conditions import Situation
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import N_, _


class Actions(QObject):
    """Make the actions, enable them as the situation allows, and say why where it does not."""

    def __init__(
        self, theme: Theme, parent: QObject | None = None, commands: tuple[Command, ...] = ACTIONS
    ) -> None:
        """Make an action of each command, all disabled until they are handled."""
        super().__init__(parent)
        self._theme = theme
        self._commands = {command.id: command for command in commands}
        self._choices: dict[str, QActionGroup] = {}
        self._actions = {command.id: self._made(command) for command in commands}
        self._connections: dict[str, QMetaObject.Connection] = {}
        self._situation = Situation()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._refresh()

    def __getitem__(self, id: str) -> QAction:
        """Return the action of that id.

        Raises:
            KeyError: if ACTIONS has none.
        """
        return self._actions[id]

    def __iter__(self) -> Iterator[QAction]:
        """Yield all actions, in the order of the menus."""
        return iter(self._actions.values())

    def command(self, id: str) -> Command:
        """Return the entry of ACTIONS an action was made of."""
        return self._commands[id]

    def handle(self, id: str, slot: Callable[..., Any]) -> None:
        """Let a bound method of a QObject do what an action is for; a second one replaces the first.

        A checkable action hands the method whether it is checked, others nothing.
        """
        action = self._actions[id]
        if id in self._connections:
            # By the connection, not by the method: its object may be gone with its archive.
            QObject.disconnect(self._connections[id])
        self._connections[id] = action.triggered.connect(slot)
        self._refresh_one(id)

    def update_situation(self, situation: Situation) -> None:
        """Enable and disable as the situation asks."""
        if situation != self._situation:
            self._situation = situation
            self._refresh()

    def amend_situation(self, **values: Any) -> None:
        """Change some of the situation, by the names of `Situation`."""
        self.update_situation(replace(self._situation, **values))

    def reason(self, id: str) -> str:
        """Return why an action cannot be taken now, in the user's language; "" if it can."""
        reason = self._commands[id].condition(self._situation)
        if not reason and id not in self._connections:
            reason = N_("This cannot be done here.")
        return _(reason)

    def retitle(self, id: str, title: str) -> None:
        """Show another title, translated already ("Undo: Move 3 events to the trash")."""
        self._actions[id].setText(title)

    def check(self, id: str, checked: bool = True) -> None:
        """Show a checkable action as checked or not, without triggering it."""
        self._actions[id].setChecked(checked)

    def add_to(self, widget: QWidget, *ids: str) -> None:
        """Let a widget take the keys of local actions while it or a child of it has the focus."""
        for id in ids:
            widget.addAction(self._actions[id])

    def menu(self, parent: QWidget, *ids: str) -> QMenu:
        """Return a context menu of actions; "-" among the ids draws a line."""
        menu = QMenu(parent)
        for id in ids:
            if id == "-":
                menu.addSeparator()
            else:
                menu.addAction(self._actions[id])
        return menu

    def _made(self, command: Command) -> QAction:
        action = QAction(_(command.title), self)
        action.setObjectName(command.id)
        action.setShortcuts(key_sequences(command))
        if command.is_local:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setCheckable(command.is_switch or bool(command.choice))
        # A menu item is moved by its role on macOS; by its words it would be moved wrongly.
        action.setMenuRole(QAction.MenuRole.NoRole)
        if command.choice:
            group = self._choices.setdefault(command.choice, QActionGroup(self))
            group.addAction(action)
        return action

    def _refresh(self) -> None:
        for id in self._actions:
            self._refresh_one(id)

    def _refresh_one(self, id: str) -> None:
        reason = self.reason(id)
        self._actions[id].setEnabled(not reason)
        self._actions[id].setStatusTip(reason)

    def _on_theme_changed(self) -> None:
        for id, command in self._commands.items():
            if command.icon:
                action = self._actions[id]
                action.setIcon(self._theme.icons.icon(command.icon, is_switch=action.isCheckable()))


def key_sequences(command: Command) -> list[QKeySequence]:
    """Return the shortcuts of a command on this platform, the first being the one to show."""
    found: list[QKeySequence] = []
    for key in command.keys:
        keys = [QKeySequence(key)] if isinstance(key, str) else QKeySequence.keyBindings(key)
        found += [sequence for sequence in keys if sequence not in found]
    return found

"""Everything by its name: all actions of the menus, and the records of the archive."""

import json
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QMenuBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link
from palmyra_desktop.domain.text import fold
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import _

_PAUSE = 120
"""Milliseconds without a key before records are asked for."""
_PER_KIND = 4
ActionRole = Qt.ItemDataRole.UserRole
LinkRole = Qt.ItemDataRole.UserRole + 1
ViewRole = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Entry:
    """An action and the words it is found by: its own, and those of the menus it stands in."""

    action: QAction
    title: str
    path: str


class CommandPalette(QDialog):
    """Write a few letters, take the first; Escape leaves everything as it is."""

    def __init__(
        self, menus: QMenuBar, theme: Theme, context: Context | None, parent: QWidget | None = None
    ) -> None:
        """List every action that can be taken now.

        Args:
            context: of the open archive; without it no records are offered.
        """
        super().__init__(parent)
        self.setObjectName("command_palette")
        self.setWindowTitle(_("Command palette"))
        self._theme, self._context = theme, context
        self._entries = [entry for entry in entries(menus) if entry.action.isEnabled()]
        self._field = QLineEdit(self)
        self._field.setObjectName("palette_field")
        self._field.setAccessibleName(_("Action or record"))
        self._field.setPlaceholderText(_("Write the name of an action or of a record"))
        self._list = QListWidget(self)
        self._list.setObjectName("palette_list")
        self._list.setAccessibleName(_("What was found"))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.px(12)] * 4)
        layout.setSpacing(theme.px(8))
        layout.addWidget(self._field)
        layout.addWidget(self._list)
        self.resize(theme.px(560), theme.px(420))
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._on_text_changed)
        self._field.returnPressed.connect(self._on_taken)
        self._list.itemClicked.connect(self._on_taken)
        self._timer.timeout.connect(self._ask)
        self._show_actions("")

    def _on_text_changed(self, text: str) -> None:
        self._show_actions(text)
        self._timer.start()

    def _show_actions(self, text: str) -> None:
        self._list.clear()
        view = pasted_view(text) if self._context else None
        if view is not None:
            item = QListWidgetItem(_("Show the copied view"), self._list)
            item.setData(ViewRole, view)
        for entry in matching(self._entries, text):
            keys = entry.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QListWidgetItem(self._words(entry, keys), self._list)
            item.setIcon(entry.action.icon())
            item.setData(ActionRole, entry.action)
        self._list.setCurrentRow(0)

    @staticmethod
    def _words(entry: Entry, keys: str) -> str:
        shown = _("{menu}: {action}").format(menu=entry.path, action=entry.title)
        return _("{what} ({keys})").format(what=shown, keys=keys) if keys else shown

    def _ask(self) -> None:
        text = self._field.text().strip()
        if self._context is None or not text:
            return
        archive = self._context.archive

        def suggest(job: Job) -> tuple[Link, ...]:
            found: list[Link] = []
            for kind in Kind:
                job.check()
                found += archive.suggest(kind, text, _PER_KIND)
            return tuple(found)

        self._context.tasks.read(suggest, self._on_suggested, key="palette")

    def _on_suggested(self, links: tuple[Link, ...]) -> None:
        for row in reversed(range(self._list.count())):
            if self._list.item(row).data(LinkRole) is not None:
                self._list.takeItem(row)
        for link in links:
            described = record_type(link.kind)
            words = _("{kind}: {title}").format(kind=_(described.label), title=link.title)
            item = QListWidgetItem(words, self._list)
            item.setIcon(self._theme.icons.icon(described.icon))
            item.setData(LinkRole, link)
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)

    def _on_taken(self) -> None:
        if self._list.currentRow() < 0:
            return
        item = self._list.currentItem()
        action, link, view = item.data(ActionRole), item.data(LinkRole), item.data(ViewRole)
        # First away: an action may open a window of its own.
        self.accept()
        if action is not None:
            action.trigger()
        elif self._context is not None and view is not None:
            self._context.workspace.set_criteria(view)
        elif self._context is not None:
            self._context.workspace.go_to(link.ref)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys that walk a list walk it while the words keep the focus."""
        keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in keys:
            self._list.event(event)
            return True
        return super().eventFilter(watched, event)


def entries(menus: QMenuBar) -> list[Entry]:
    """Return every action of the menus, in their order."""
    found: list[Entry] = []
    for head in menus.actions():
        found += _below(head.menu(), "")
    return found


def matching(all_entries: list[Entry], text: str) -> list[Entry]:
    """Return the entries that hold every word; those whose own title begins with the words first."""
    wanted = fold(text).split()
    found = [
        entry for entry in all_entries if all(word in fold(f"{entry.path} {entry.title}") for word in wanted)
    ]
    return sorted(found, key=lambda entry: not fold(entry.title).startswith(fold(text)))


def pasted_view(text: str) -> Criteria | None:
    """Return the view a copied link leads to; None for any other text."""
    try:
        values = json.loads(text)
        return Criteria.from_json(values) if isinstance(values, dict) else None
    except (ValueError, KeyError, TypeError):
        return None


def _below(menu: QObject | None, path: str) -> list[Entry]:
    if not isinstance(menu, QMenu):
        return []
    name = _plain(menu.title())
    path = _("{menu}, {submenu}").format(menu=path, submenu=name) if path else name
    found: list[Entry] = []
    for action in menu.actions():
        if action.menu() is not None:
            found += _below(action.menu(), path)
        elif not action.isSeparator():
            found.append(Entry(action, _plain(action.text()), path))
    return found


def _plain(words: str) -> str:
    """Return a menu's words without the mark of the keyboard's letter."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")

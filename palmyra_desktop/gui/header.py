"""The one row above everything: menu, back and forward, search, import and export, undo and redo."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from palmyra_desktop.gui.actions import Actions
from palmyra_desktop.gui.menus import MenuBar
from palmyra_desktop.gui.search_field import SearchField
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.gui.workspace import Workspace
from palmyra_desktop.i18n import _

_WIDE = 1200
"""Pixels of the design from which on buttons show their words."""


class Header(QWidget):
    """What `QMainWindow.setMenuWidget` gets."""

    def __init__(
        self, actions: Actions, workspace: Workspace, theme: Theme, parent: QWidget | None = None
    ) -> None:
        """Lay out the row."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("header")
        self.menus = MenuBar(actions, self)
        self.menus.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.search = SearchField(workspace, theme, self)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._steps = [ActionButton(actions[id], theme, self) for id in ("back", "forward")]
        self._moves = [ActionButton(actions[id], theme, self, has_words=True) for id in ("import", "export")]
        self._acts = [ActionButton(actions[id], theme, self) for id in ("undo", "redo")]
        self._layout = QHBoxLayout(self)
        self._lay_out()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _lay_out(self) -> None:
        layout = self._layout
        layout.setSpacing(0)
        layout.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addSpacing(self._theme.px(8))
        for button in self._steps:
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self.search, 5)
        layout.addStretch(1)
        for button in (*self._moves, *self._acts):
            layout.addWidget(button)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(px(10), 0, px(12), 0)
        self.search.setMaximumWidth(px(560))
        self.search.setMinimumWidth(px(160))
        self.setFixedHeight(px(48))
        self._show_words()
        self.update()

    def _show_words(self) -> None:
        is_wide = self.width() >= self._theme.px(_WIDE)
        for button in self._moves:
            button.show_words(is_wide)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_words()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("window"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))


class ActionButton(QToolButton):
    """A flat button of an action: its icon and, where there is room, its words."""

    def __init__(self, action: QAction, theme: Theme, parent: QWidget, has_words: bool = False) -> None:
        """Show the action's icon."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(f"{action.objectName()}_button")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setDefaultAction(action)
        self.show_words(has_words)
        action.changed.connect(self._on_changed)
        theme.changed.connect(self._on_changed)
        self._on_changed()

    def show_words(self, wanted: bool) -> None:
        """Show words beside the icon, or the icon alone."""
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self.setToolButtonStyle(beside if wanted else Qt.ToolButtonStyle.ToolButtonIconOnly)

    def _on_changed(self) -> None:
        """Say in the tool tip what it does, with its key, and why not where it is disabled."""
        action: QAction | None = self.defaultAction()
        if action is None:  # gone with the archive before, which this button outlives a little
            return
        words = action.text().replace("&", "").rstrip("…")
        self.setText(words)
        self.setAccessibleName(words)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        what = _("{what} ({keys})").format(what=words, keys=keys) if keys else words
        self.setToolTip(plain("\n".join(filter(None, (what, action.statusTip())))))
        side = self._theme.px(18)
        self.setIconSize(QSize(side, side))
        self.setMinimumHeight(self._theme.px(30))

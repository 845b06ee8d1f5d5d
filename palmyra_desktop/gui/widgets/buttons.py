"""Buttons: one of an icon alone, one that looks like a link, and the one primary of a screen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from palmyra_desktop.gui.fonts import FontRole
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme


class IconButton(QToolButton):
    """A button of an icon alone; its words are the tool tip and the accessible name."""

    def __init__(
        self,
        theme: "Theme",
        icon: str,
        text: str,
        shortcut: str = "",
        role: str = "text2",
        size: float = 18,
        parent: QWidget | None = None,
    ) -> None:
        """Make the button.

        Args:
            text: what it does, in words.
            shortcut: as in QKeySequence, "Ctrl+F"; shown in the tool tip too.
            size: of the icon, in pixels of the design.
        """
        super().__init__(parent)
        self._theme, self._icon, self._role, self._size = theme, icon, role, size
        self.setObjectName(f"{icon}_button")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
        self.set_text(text)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_text(self, text: str) -> None:
        """Say in other words what the button does."""
        self.setAccessibleName(text)
        keys = self.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(_("{what} ({keys})").format(what=text, keys=keys) if keys else text)

    def _on_theme_changed(self) -> None:
        side = self._theme.px(self._size)
        self.setIconSize(QSize(side, side))
        self.setIcon(self._theme.icons.icon(self._icon, self._role, self._size))


class LinkButton(QPushButton):
    """A button that looks like a link: flat, underlined under the pointer, reached by the Tab key."""

    def __init__(
        self,
        theme: "Theme",
        text: str,
        font_role: FontRole = "body",
        parent: QWidget | None = None,
    ) -> None:
        """Make the link."""
        super().__init__(text, parent)
        self._theme, self._font_role = theme, font_role
        self.setObjectName("link")
        self.setProperty("link", True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font(self._font_role))
        self.setProperty("focus_radius", self._theme.px(3))


class PrimaryButton(QPushButton):
    """The one button a screen is about, filled with the accent."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Make the button; it is the default one of its dialog."""
        super().__init__(text, parent)
        self.setObjectName("primary")
        self.setProperty("primary", True)
        self.setDefault(True)

"""The title bar of a dock: its name, a note or controls beside it, and a menu at the end."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget
from typing_extensions import override

from palmyra_desktop.gui.fonts import SEMIBOLD
from palmyra_desktop.gui.widgets.buttons import IconButton
from palmyra_desktop.gui.widgets.labels import ElidedLabel, Label
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme


class DockTitle(QWidget):
    """What `QDockWidget.setTitleBarWidget` gets; the dock can be dragged by it.

    It has size hints of its own: without them a dock lays its title out over its content.
    """

    def __init__(
        self, theme: "Theme", title: str, ground: str = "raised", parent: QWidget | None = None
    ) -> None:
        """Show a title on a ground (a colour role)."""
        super().__init__(parent)
        self._theme, self._ground = theme, ground
        self.setObjectName("dock_title")
        self.setAccessibleName(title)
        self._title = Label(theme, title, "secondary", "text2", SEMIBOLD)
        self._note = ElidedLabel(theme, "", "secondary", "muted")
        self._note.setVisible(False)
        more = _("More for {panel}").format(panel=title)
        self._more = IconButton(theme, "more", more, role="muted", size=16)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setVisible(False)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._title)
        self._layout.addWidget(self._note)
        self._layout.addStretch(1)
        self._layout.addWidget(self._more)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_note(self, note: str) -> None:
        """Show a quiet note beside the title; none for an empty text."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def add_widget(self, widget: QWidget, at_end: bool = False) -> None:
        """Put a control beside the title, or at the far end before the menu button."""
        before = self._layout.count() - (1 if at_end else 2)
        self._layout.insertWidget(before, widget)

    def set_menu(self, menu: QMenu) -> None:
        """Give the button at the end a menu, and show it."""
        self._more.setMenu(menu)
        self._more.setVisible(True)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(px(16), 0, px(10), 0)
        self._layout.setSpacing(px(10))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._layout.sizeHint().width(), self._theme.px(34))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(34))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color(self._ground))

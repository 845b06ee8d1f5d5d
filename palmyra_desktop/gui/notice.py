"""A line above the list that tells something once, with a link and a button to put it away."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.buttons import IconButton, LinkButton
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _


class Notice(QWidget):
    """Hidden until it has something to tell."""

    left = Signal()
    """It was put away while it had the keyboard."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Tell nothing."""
        super().__init__(parent)
        self.setObjectName("notice")
        self._theme = theme
        self._words = Label(theme, "", "secondary", "text")
        self._words.setWordWrap(True)
        self._link = LinkButton(theme, "", "secondary")
        self._link.setObjectName("notice_link")
        self._link.clicked.connect(self._on_link_clicked)
        self._other = LinkButton(theme, "", "secondary")
        self._other.setObjectName("notice_other_link")
        self._other.clicked.connect(self._on_other_clicked)
        close = IconButton(theme, "x", _("Put this notice away"), size=14)
        close.clicked.connect(self.put_away)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(4), theme.px(8), theme.px(4))
        layout.setSpacing(theme.px(12))
        layout.addWidget(self._words, 1)
        layout.addWidget(self._link)
        layout.addWidget(self._other)
        layout.addWidget(close)
        self._act: Callable[[], object] | None = None
        self._other_act: Callable[[], object] | None = None
        self.hide()

    def tell(
        self,
        words: str,
        link: str = "",
        act: Callable[[], object] | None = None,
        other: str = "",
        other_act: Callable[[], object] | None = None,
    ) -> None:
        """Show words and, if there is something to do about it, a link; or two, the likelier one first."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._act, self._other_act = act, other_act
        for button, text in ((self._link, link), (self._other, other)):
            button.setText(text)
            button.setVisible(bool(text))
        self.show()

    def put_away(self) -> None:
        """Tell no more."""
        focus = self.window().focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self.hide()
        if had_focus:
            self.left.emit()

    def _on_link_clicked(self) -> None:
        if self._act is not None:
            self._act()

    def _on_other_clicked(self) -> None:
        if self._other_act is not None:
            self._other_act()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("work_bg"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))

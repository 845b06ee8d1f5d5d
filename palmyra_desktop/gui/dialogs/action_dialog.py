"""What every dialog that does something looks like: a heading, a body, and at the foot its one button."""

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStyle, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.gui.widgets.buttons import PrimaryButton
from palmyra_desktop.gui.widgets.labels import HeadingLabel, Label
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_EDGE = 24


class ActionDialog(QDialog):
    """A heading, the sentence below it, a body to fill, and a foot; Ctrl+Enter takes the primary button.

    Attributes:
        body: where a subclass adds what it asks. foot: room before the buttons, for a link or a note.
    """

    def __init__(
        self,
        theme: "Theme",
        name: str,
        heading: str,
        primary: str,
        parent: QWidget | None = None,
        lead: str = "",
        can_cancel: bool = True,
    ) -> None:
        """Lay out the frame.

        Args:
            name: object name. primary: words of the button. lead: a sentence below the heading.
            can_cancel: False for a dialog that only tells something.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(heading)
        self.setWindowTitle(heading)
        self._theme = theme
        self.heading = HeadingLabel(theme, heading)
        self.heading.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.lead = Label(theme, lead, "body", "text2")
        self.lead.setWordWrap(True)
        self.lead.setVisible(bool(lead))
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(14))
        self.primary = PrimaryButton(primary)
        self.primary.setAccessibleName(primary)
        self.primary.clicked.connect(self._on_primary_clicked)
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.setObjectName("cancel_button")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.cancel.setVisible(can_cancel)
        self.foot = QHBoxLayout()
        self._lay_out_frame()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_primary_keys)

    def entitle(self, heading: str, primary: str) -> None:
        """Say in other words what it is about and what the button does."""
        self.heading.setText(heading)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.primary.setText(primary)
        self.primary.setAccessibleName(primary)

    def _lay_out_frame(self) -> None:
        px = self._theme.px
        content = QVBoxLayout()
        content.setContentsMargins(px(_EDGE), px(_EDGE), px(_EDGE), px(16))
        content.setSpacing(px(8))
        content.addWidget(self.heading)
        content.addWidget(self.lead)
        content.addSpacing(px(6))
        content.addLayout(self.body, 1)
        self.foot.setContentsMargins(px(_EDGE), px(12), px(_EDGE), px(16))
        self.foot.setSpacing(px(10))
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.primary)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(content, 1)
        layout.addLayout(self.foot)

    def _on_primary_keys(self) -> None:
        self.primary.click()

    def _on_primary_clicked(self) -> None:
        """Do what the dialog is for; a dialog that only tells something closes."""
        self.accept()

    def _order_focus(self) -> None:
        """Let Tab go through the body before the buttons, and begin there if nobody said where."""
        foot = self.cancel, self.primary
        by_tab, children = Qt.FocusPolicy.TabFocus, self.findChildren(QWidget)
        others = [one for one in children if one.focusPolicy() & by_tab and one not in foot]
        for before, after in pairwise((*others[-1:], *foot)):
            QWidget.setTabOrder(before, after)
        if self.focusWidget() is None:
            ready = (one for one in others if one.isVisibleTo(self) and one.isEnabled())
            next(ready, self.primary).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the body, and stay within the screen, or large text would push the buttons off it."""
        if not event.spontaneous():
            self._order_focus()
            title = self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
            room = self.screen().availableGeometry().size().shrunkBy(QMargins(0, title, 0, 0))
            self.resize(self.size().boundedTo(room))
        super().showEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("raised"))
        line = self.foot.geometry().top()
        painter.fillRect(0, line, self.width(), 1, self._theme.color("line"))

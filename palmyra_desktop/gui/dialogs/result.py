"""What came of something: a heading, a sentence, and the lines to read one by one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QPushButton, QWidget

from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.widgets.buttons import LinkButton
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_WIDTH = 560


class ResultDialog(ActionDialog):
    """Tell a result; its lines can be walked by the keyboard and copied."""

    line_opened = Signal(int)
    """A line was taken by Enter or a double click: its number from 0."""
    offer_taken = Signal()
    """What is offered is wanted; the dialog closes."""

    def __init__(
        self,
        theme: "Theme",
        name: str,
        heading: str,
        facts: Sequence[str],
        lines_head: str = "",
        lines: Sequence[str] = (),
        parent: QWidget | None = None,
        offer: str = "",
    ) -> None:
        """Show facts as sentences one below the other, and lines in a list.

        Args:
            lines_head: says what the lines are; not shown without any.
            offer: words of a button for what can be done about it; "" for none.
        """
        super().__init__(theme, name, heading, _("Close"), parent, can_cancel=False)
        self.setMinimumWidth(theme.px(_WIDTH))
        self.facts, self.lines = tuple(facts), tuple(lines)
        for fact in facts:
            label = Label(theme, fact, "body", "text2")
            label.setWordWrap(True)
            self.body.addWidget(label)
        if lines:
            self.body.addWidget(Label(theme, lines_head, "value"))
            self.body.addWidget(self._made_list(lines_head), 1)
            copy = LinkButton(theme, _("Copy these lines"))
            copy.setObjectName("copy_lines_link")
            copy.clicked.connect(self._on_copy)
            self.foot.insertWidget(0, copy)
        else:
            self.body.addStretch(1)
        self.offer = QPushButton(offer)
        self.offer.setObjectName("offer_button")
        self.offer.setAutoDefault(False)
        self.offer.setVisible(bool(offer))
        self.offer.clicked.connect(self._on_offer_clicked)
        self.foot.insertWidget(self.foot.indexOf(self.cancel), self.offer)

    def _made_list(self, head: str) -> QListWidget:
        view = QListWidget(self)
        view.setObjectName("result_lines")
        view.setAccessibleName(head)
        view.setWordWrap(True)
        view.setTextElideMode(Qt.TextElideMode.ElideNone)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMinimumHeight(self._theme.px(120))
        view.addItems(self.lines)
        view.setCurrentRow(0)
        view.activated.connect(self._on_line_activated)
        return view

    def _on_line_activated(self) -> None:
        view = self.sender()
        assert isinstance(view, QListWidget)
        self.line_opened.emit(view.currentRow())

    def _on_offer_clicked(self) -> None:
        self.accept()
        self.offer_taken.emit()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self.lines))

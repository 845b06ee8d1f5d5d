"""Asking once, kindly, whose name changes are to carry; until then they are made without one."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.notice import Notice
from palmyra_desktop.gui.taking_back import INITIATOR
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import _


class Signing(QObject):
    """After the first change without a name, say so above the list; a click gives the name."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Wait for a change."""
        super().__init__(window)
        self._context, self._window = context, window
        context.workspace.records_changed.connect(self._on_records_changed)
        context.actions.handle("sign", self._on_sign)

    def _on_records_changed(self, changes: ChangeSet) -> None:
        settings = self._context.settings
        notice = self._window.findChild(Notice)
        if settings.value.author or settings.value.author_asked or notice is None:
            return
        if changes.initiator == INITIATOR:
            settings.change(author_asked=True)
            words = _("The history tells who changed what. Your changes carry no name yet.")
            notice.tell(words, _("Give a name…"), self._on_sign)

    def _on_sign(self) -> None:
        dialog = SignDialog(self._context.theme, self._context.settings.value.author, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._on_signed)
        dialog.open()

    def _on_signed(self) -> None:
        dialog = self.sender()
        assert isinstance(dialog, SignDialog)
        self._context.settings.change(author=dialog.line.text().strip())
        notice = self._window.findChild(Notice)
        if notice is not None:
            notice.put_away()


class SignDialog(ActionDialog):
    """One line for the name; an empty one leaves changes unsigned."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Show the name changes carry now."""
        lead = _("It is written beside your changes in the history of this archive, and nowhere else.")
        super().__init__(theme, "sign_dialog", _("Your name"), _("Sign with this name"), parent, lead)
        self.setMinimumWidth(theme.px(440))
        self.line = QLineEdit(name, self)
        self.line.setObjectName("author_line")
        self.line.setAccessibleName(_("Your name"))
        self.body.addWidget(self.line)

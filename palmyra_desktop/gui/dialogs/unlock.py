"""A passphrase asked for while the window goes on: of an older backup, of a damaged archive."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from typing_extensions import override

from palmyra_desktop.domain.errors import PassphraseNeeded
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_WIDTH = 480


class UnlockDialog(ActionDialog):
    """Say what needs which passphrase, or that it was wrong, and take one."""

    entered = Signal(str)
    """A passphrase, never an empty one."""

    def __init__(self, theme: "Theme", error: PassphraseNeeded, parent: QWidget | None = None) -> None:
        """Ask for what the error says is missing or wrong."""
        super().__init__(theme, "unlock_dialog", _("Passphrase"), _("Continue"), parent, error.message)
        self.setMinimumWidth(theme.px(_WIDTH))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        hint = Label(theme, error.hint, "body", "text2")
        hint.setWordWrap(True)
        self.line = QLineEdit()
        self.line.setObjectName("unlock_passphrase")
        self.line.setAccessibleName(_("Passphrase"))
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.textChanged.connect(self._on_changed)
        show = QCheckBox(_("Show what is typed"))
        show.setObjectName("show_passphrase")
        show.toggled.connect(self._on_show_toggled)
        for widget in (hint, self.line, show):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._on_changed()
        self.line.setFocus()

    def _on_changed(self) -> None:
        self.primary.setEnabled(bool(self.line.text()))

    def _on_show_toggled(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    @override
    def _on_primary_clicked(self) -> None:
        self.accept()
        self.entered.emit(self.line.text())

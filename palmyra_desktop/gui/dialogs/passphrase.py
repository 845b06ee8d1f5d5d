"""The passphrase of an archive: set for a new or an open one, changed, taken away."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget
from typing_extensions import override

from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_WIDTH = 520
_SHORT, _LONG = 12, 20
"""Letters below which a passphrase is soon guessed by a machine, and from which on it is not."""


class PassphraseDialog(ActionDialog):
    """Ask for a passphrase twice and say how good it is; of an encrypted archive for the present one first.

    Both new fields left empty take the passphrase of an encrypted archive away.
    """

    wanted = Signal(str, str)
    """The present passphrase and the new one; "" where there is none."""

    def __init__(
        self, theme: "Theme", heading: str, is_encrypted: bool = False, parent: QWidget | None = None
    ) -> None:
        """Lay out the fields."""
        lead = _(
            "Without its passphrase nobody can open the archive, and nobody can find it out for you. "
            "Files attached to it are encrypted with it."
        )
        super().__init__(theme, "passphrase_dialog", heading, _("Encrypt"), parent, lead)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._is_encrypted = is_encrypted
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(theme.px(20))
        self._form.setVerticalSpacing(theme.px(10))
        self.present = self._add("present_passphrase", _("Present passphrase"))
        self._form.setRowVisible(self.present, is_encrypted)
        self.new = self._add("new_passphrase", _("New passphrase") if is_encrypted else _("Passphrase"))
        self.again = self._add("passphrase_again", _("The same again"))
        self.body.addLayout(self._form)
        self._show = QCheckBox(_("Show what is typed"))
        self._show.setObjectName("show_passphrase")
        self._show.toggled.connect(self._on_show_toggled)
        self._form.addRow("", self._show)
        self.hint = Label(theme, "", "secondary", "muted")
        self.hint.setObjectName("passphrase_hint")
        self.hint.setWordWrap(True)
        self.hint.setMinimumHeight(self.hint.fontMetrics().lineSpacing() * 2)
        self.body.addWidget(self.hint)
        self._on_changed()
        (self.present if is_encrypted else self.new).setFocus()

    def _add(self, name: str, title: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(title)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.textChanged.connect(self._on_changed)
        self._form.addRow(Label(self._theme, title, "body", "text2"), line)
        return line

    def _on_show_toggled(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for line in (self.present, self.new, self.again):
            line.setEchoMode(mode)

    def _on_changed(self) -> None:
        new, again = self.new.text(), self.again.text()
        takes_away = self._is_encrypted and not new and not again
        is_ready = new == again and bool(new or takes_away)
        self.primary.setEnabled(is_ready and (bool(self.present.text()) or not self._is_encrypted))
        if takes_away:
            self._say_on_button(_("Take the passphrase away"))
            self.hint.setText(_("With no new passphrase the archive will not be encrypted any more."))
            return
        self._say_on_button(_("Change the passphrase") if self._is_encrypted else _("Encrypt"))
        different = bool(again) and not new.startswith(again)
        self.hint.setText(_("The two are not the same.") if different else strength(new))

    def _say_on_button(self, words: str) -> None:
        self.primary.setText(words)
        self.primary.setAccessibleName(words)

    @override
    def _on_primary_clicked(self) -> None:
        self.accept()
        self.wanted.emit(self.present.text(), self.new.text())


def strength(passphrase: str) -> str:
    """Say in words how good a passphrase is."""
    is_varied = len(set(passphrase.casefold())) >= len(passphrase) / 3
    if not passphrase:
        return _("Four or five words that do not belong together are easy to keep in mind and hard to guess.")
    if len(passphrase) < _SHORT or not is_varied:
        return _("Weak: a computer guesses it soon. Make it longer.")
    if len(passphrase) < _LONG:
        return _("Fair. A word more makes it good.")
    return _("Good.")

"""Giving claims a status: one of four, and a note that says why."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.shown import term
from palmyra_desktop.domain.vocabulary import vocabulary
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.gui.widgets.segmented import Segment, Segmented
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_WIDTH, _LINES = 480, 4


class StatusDialog(ActionDialog):
    """Asks for a status and its note; there is no status without one."""

    decided = Signal(str, str)
    """A status's key, and the note."""

    def __init__(self, theme: "Theme", claims: tuple[Claim, ...], parent: QWidget | None = None) -> None:
        """Ask about claims, at least one."""
        words = ngettext("Status of {count} claim", "Status of {count} claims", len(claims))
        heading = words.format(count=format_number(len(claims)))
        lead = claims[0].proposition if len(claims) == 1 else ""
        super().__init__(theme, "status_dialog", heading, _("Set the status"), parent, lead)
        self.setMinimumWidth(theme.px(_WIDTH))
        keys = vocabulary("claim_status").term_keys
        segments = [Segment(key, term("claim_status", key)) for key in keys]
        self.status = Segmented(theme, _("Status"), segments)
        self.status.choose(claims[0].status if claims[0].status in keys else keys[0])
        self.note = QPlainTextEdit(claims[0].note or "" if len(claims) == 1 else "", self)
        self.note.setObjectName("status_note")
        self.note.setAccessibleName(_("Note (needed)"))
        self.note.setPlaceholderText(_("Why: what speaks for it, what is missing"))
        self.note.setTabChangesFocus(True)
        self.note.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        height = QFontMetrics(self.note.font()).lineSpacing() * _LINES + theme.px(16)
        self.note.setFixedHeight(height)
        self.body.addWidget(self.status, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(Label(theme, _("Note (needed)"), "body", "text2"))
        self.body.addWidget(self.note)
        self.note.textChanged.connect(self._on_note_changed)
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_note_changed()

    def _on_note_changed(self) -> None:
        self.primary.setEnabled(bool(self.note.toPlainText().strip()))

    @override
    def _on_primary_clicked(self) -> None:
        self.decided.emit(self.status.chosen, self.note.toPlainText().strip())
        self.accept()

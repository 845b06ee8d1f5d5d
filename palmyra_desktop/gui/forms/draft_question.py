"""What becomes of a form that was left half-written: it is gone on with, or discarded, or left for later."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from palmyra_desktop.domain.record import heading, record_type
from palmyra_desktop.gui.forms.entry import Entry
from palmyra_desktop.gui.moments import moment
from palmyra_desktop.i18n import _


class DraftQuestion(QMessageBox):
    """Ask about the draft of an entry; closing it leaves the draft where it is."""

    continued = Signal(object)
    """Entry"""
    discarded = Signal(object)
    """Entry"""

    def __init__(self, entry: Entry, parent: QWidget) -> None:
        """Name the form and when it was left."""
        super().__init__(parent)
        self._entry = entry
        self.setObjectName("draft_question")
        self.setWindowTitle(_("A form was left half-written"))
        self.setText(_("A form was left half-written: {form}").format(form=_name(entry)))
        self.setInformativeText(_("What was written in it was kept at {time}.").format(time=_time(entry)))
        go_on = self.addButton(_("Continue"), QMessageBox.ButtonRole.AcceptRole)
        go_on.setObjectName("continue_button")
        go_on.clicked.connect(self._on_continued)
        discard = self.addButton(_("Discard it"), QMessageBox.ButtonRole.DestructiveRole)
        discard.setObjectName("discard_button")
        discard.clicked.connect(self._on_discarded)
        later = self.addButton(_("Later"), QMessageBox.ButtonRole.RejectRole)
        self.setEscapeButton(later)
        self.setDefaultButton(go_on)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _on_continued(self) -> None:
        self.continued.emit(self._entry)

    def _on_discarded(self) -> None:
        self.discarded.emit(self._entry)


def _name(entry: Entry) -> str:
    if entry.record is not None:
        return _("Edit: {title}").format(title=heading(entry.record))
    return _("New: {kind}").format(kind=_(record_type(entry.kind).label))


def _time(entry: Entry) -> str:
    return moment(entry.draft.at_utc) if entry.draft else ""

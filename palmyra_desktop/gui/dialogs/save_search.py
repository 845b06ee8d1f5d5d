"""The name a search is kept under; one that is taken already is replaced only if the user says so."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_WIDTH = 440


class SaveSearchDialog(ActionDialog):
    """A line for the name; the button says whether another search goes."""

    wanted = Signal(str, bool)
    """The name, and whether another search of that name is replaced."""

    def __init__(
        self, theme: "Theme", taken: Collection[str], name: str = "", parent: QWidget | None = None
    ) -> None:
        """Ask for a name.

        Args:
            taken: the names of the searches there are. name: to begin with.
        """
        lead = _("What is looked for now is kept under this name.")
        super().__init__(theme, "save_search_dialog", _("Save this search"), _("Save"), parent, lead)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._taken = frozenset(taken)
        self.line = QLineEdit(name, self)
        self.line.setObjectName("search_name_line")
        self.line.setPlaceholderText(_("Name"))
        self.line.setAccessibleName(_("Name"))
        self.note = Label(theme, "", "secondary", "text2")
        self.note.setWordWrap(True)
        self.note.setMinimumHeight(2 * self.note.fontMetrics().lineSpacing())  # or the dialog would jump
        self.note.setAlignment(
            self.note.alignment() & ~Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTop
        )
        self.body.addWidget(self.line)
        self.body.addWidget(self.note)
        self.line.textChanged.connect(self._on_name_changed)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_name_changed()

    @property
    def name(self) -> str:
        """The name written, without blanks around it."""
        return self.line.text().strip()

    def _on_name_changed(self) -> None:
        is_taken = self.name in self._taken
        words = _("There is a saved search of that name. Replace it, or write another name.")
        self.note.setText(words if is_taken else "")
        self.line.setAccessibleDescription(words if is_taken else "")
        self.entitle(_("Save this search"), _("Replace") if is_taken else _("Save"))
        self.primary.setEnabled(bool(self.name))

    @override
    def _on_primary_clicked(self) -> None:
        self.accept()
        self.wanted.emit(self.name, self.name in self._taken)

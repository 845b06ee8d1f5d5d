"""What to print: the records selected or the list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.dialogs.export import Rows
from palmyra_desktop.gui.widgets.segmented import Segment, Segmented
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme


class PrintChoice(ActionDialog):
    """Ask which records; the pages are shown before anything is printed."""

    wanted = Signal(object)
    """Criteria"""

    def __init__(self, theme: "Theme", rows: Sequence[Rows], parent: QWidget | None = None) -> None:
        """Offer rows, the first of them chosen."""
        lead = _("Each record with its captions and claims, and the sources cited by number.")
        super().__init__(theme, "print_dialog", _("Print"), _("Show pages"), parent, lead)
        self._criteria = {one.key: one.criteria for one in rows}
        self.rows = Segmented(theme, _("Rows"), [Segment(one.key, one.title, one.count) for one in rows])
        self.rows.setObjectName("rows_choice")
        row = QHBoxLayout()
        row.addWidget(self.rows)
        row.addStretch(1)
        self.body.addLayout(row)

    @override
    def _on_primary_clicked(self) -> None:
        self.accept()
        self.wanted.emit(self._criteria[self.rows.chosen])

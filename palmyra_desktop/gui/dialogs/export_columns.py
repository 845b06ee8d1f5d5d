"""Which columns an export writes: all, those of the list, or some chosen by hand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from palmyra_desktop.gui.widgets.segmented import Segment, Segmented
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_ALL, _LIST, _OWN = "all", "list", "own"
_HEIGHT = 132


class ExportColumns(QWidget):
    """A choice of three; the third shows every column with a check box, in the order they are written."""

    def __init__(
        self, theme: "Theme", keys: Sequence[str], listed: Sequence[str], parent: QWidget | None = None
    ) -> None:
        """Begin with all columns.

        Args:
            keys: every column there is (`file_form.value_keys`), in order.
            listed: those the table of the window shows, in its order.
        """
        super().__init__(parent)
        self.setObjectName("export_columns")
        self._listed = tuple(key for key in listed if key in keys)
        self.choice = Segmented(
            theme,
            _("Columns"),
            (
                Segment(_ALL, _("All"), len(keys)),
                Segment(_LIST, _("As in the list"), len(self._listed)),
                Segment(_OWN, _("Choose")),
            ),
        )
        self.choice.setObjectName("columns_choice")
        self.boxes = QListWidget(self)
        self.boxes.setObjectName("columns_list")
        self.boxes.setAccessibleName(_("Columns"))
        self.boxes.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.boxes.setFixedHeight(theme.px(_HEIGHT))
        for key in (*self._listed, *(key for key in keys if key not in self._listed)):
            item = QListWidgetItem(key, self.boxes)
            item.setCheckState(Qt.CheckState.Checked if key in self._listed else Qt.CheckState.Unchecked)
        self.boxes.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        layout.addWidget(self.choice)
        layout.addWidget(self.boxes)
        self.choice.chosen_changed.connect(self._on_chosen)

    @property
    def keys(self) -> tuple[str, ...] | None:
        """The keys to write, in order; None for all."""
        if self.choice.chosen == _ALL:
            return None
        if self.choice.chosen == _LIST:
            return self._listed
        items = (self.boxes.item(row) for row in range(self.boxes.count()))
        return tuple(item.text() for item in items if item.checkState() == Qt.CheckState.Checked)

    def _on_chosen(self, choice: str) -> None:
        self.boxes.setVisible(choice == _OWN)

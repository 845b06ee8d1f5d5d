"""The dialog that chooses the columns of a table and their order."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from palmyra_desktop.domain.fields import Field, Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _

_KeyRole = Qt.ItemDataRole.UserRole


class ColumnChooser(QDialog):
    """A list of columns with check boxes; the ticked ones are shown, in the order of the list."""

    chosen_columns = Signal(object)
    """tuple[str, ...]: the keys of the columns to show, in order; None for those of the beginning."""

    def __init__(self, theme: Theme, kind: Kind, shown: Sequence[str], parent: QWidget | None = None) -> None:
        """Offer the columns of a kind, those shown first and ticked."""
        super().__init__(parent)
        self._theme, self._type = theme, record_type(kind)
        self.setObjectName("column_chooser")
        self.setWindowTitle(_("Columns: {kind}").format(kind=_(self._type.label_plural)))
        self._list = QListWidget(self)
        self._list.setObjectName("columns_list")
        self._list.setAccessibleName(_("Columns, in the order shown"))
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._up = self._button(_("Move &up"), self._on_up)
        self._down = self._button(_("Move &down"), self._on_down)
        self._reset = self._button(_("&Reset"), self._on_reset)
        self._lay_out()
        self._fill(tuple(shown))
        self._list.setFocus()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the columns ticked, in order."""
        items = [self._list.item(row) for row in range(self._list.count())]
        return tuple(item.data(_KeyRole) for item in items if item.checkState() == Qt.CheckState.Checked)

    def _button(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(text.replace("&", ""))
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        px = self._theme.px
        box = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        box.button(QDialogButtonBox.StandardButton.Ok).setProperty("primary", True)
        box.button(QDialogButtonBox.StandardButton.Ok).setText(_("Show these"))
        box.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        for button in box.buttons():
            button.setIcon(QIcon())
        box.accepted.connect(self._on_accepted)
        box.rejected.connect(self.reject)
        side = QVBoxLayout()
        for button in (self._up, self._down, self._reset):
            side.addWidget(button)
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(self._list, 1)
        middle.addLayout(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(16), px(20), px(16))
        layout.setSpacing(px(12))
        hint = _("Tick what to show. Drag a line, or move it with the buttons.")
        layout.addWidget(Label(self._theme, hint, "secondary", "text2"))
        layout.addLayout(middle, 1)
        layout.addWidget(box)
        self.resize(px(440), px(480))

    def _fill(self, shown: tuple[str, ...]) -> None:
        self._list.clear()
        keys = {field.key: field for field in self._type.columns}
        order = [keys[key] for key in shown] + [field for field in keys.values() if field.key not in shown]
        for field in order:
            self._list.addItem(self._item(field, field.key in shown))
        self._list.setCurrentRow(0)

    def _item(self, field: Field, is_shown: bool) -> QListWidgetItem:
        item = QListWidgetItem(_(field.label))
        item.setData(_KeyRole, field.key)
        item.setCheckState(Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked)
        if field.key == self._type.title_key:
            # A row without its title would be nobody's.
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        return item

    def _on_up(self) -> None:
        self._move(-1)

    def _on_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        row = self._list.currentRow()
        if 0 <= row + step < self._list.count():
            item = self._list.takeItem(row)
            self._list.insertItem(row + step, item)
            self._list.setCurrentRow(row + step)

    def _on_reset(self) -> None:
        self._fill(self._first_columns())

    def _first_columns(self) -> tuple[str, ...]:
        return tuple(field.key for field in self._type.columns if field.shown)

    def _on_accepted(self) -> None:
        self.chosen_columns.emit(None if self.chosen == self._first_columns() else self.chosen)
        self.accept()

"""The editor of several small things in order: names, identifiers, texts; a row each."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget
from typing_extensions import override

from palmyra_desktop.domain import vocabulary
from palmyra_desktop.domain.errors import InvalidRecord
from palmyra_desktop.domain.fields import Field, FieldType
from palmyra_desktop.domain.reference import Identifier, Name
from palmyra_desktop.domain.scripts import script_of
from palmyra_desktop.domain.shown import term
from palmyra_desktop.gui.forms.editor import Editor
from palmyra_desktop.i18n import N_, _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_HEADS = {
    FieldType.NAMES: (N_("Name"), N_("Language"), N_("Script")),
    FieldType.IDENTIFIERS: (N_("Register"), N_("Number there")),
}

_SCRIPT = 2


class RowsEditor(Editor):
    """A small table; its last row is always empty, a row that is emptied is gone."""

    def __init__(self, theme: "Theme", field: Field, parent: QWidget | None = None) -> None:
        """Show one empty row."""
        super().__init__(theme, field, parent)
        heads = _HEADS.get(field.type, (field.label,))
        self.table = QTableWidget(0, len(heads), self)
        self.table.setHorizontalHeaderLabels([_(head) for head in heads])
        for column in range(len(heads)):
            mode = QHeaderView.ResizeMode
            kept = mode.Stretch if column == 0 else mode.ResizeToContents
            self.table.horizontalHeader().setSectionResizeMode(column, kept)
        self.table.horizontalHeader().setVisible(len(heads) > 1)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.px(30))
        self.table.setTabKeyNavigation(False)
        self.table.setProperty("input", True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        height = theme.px(31) * (3 + (len(heads) > 1)) + 2
        self.table.setFixedHeight(height)
        self.setMinimumHeight(height)  # a form layout gives less where notes of other fields wrap
        self.put(self.table)
        self._fill([])
        self.table.cellChanged.connect(self._on_cell_changed)

    @override
    def value(self) -> Any:
        rows = [row for row in self._rows() if any(row)]
        if self.field.type is FieldType.NAMES:
            return tuple(Name(text, code or None, script or None) for text, code, script in rows)
        if self.field.type is FieldType.IDENTIFIERS:
            if not all(all(row) for row in rows):
                words = _("An identifier needs the name of its register and its value there.")
                raise InvalidRecord(self.field.key, words)
            return tuple(Identifier(scheme, number) for scheme, number in rows)
        return tuple(self._key(text) for (text,) in rows)

    def _key(self, text: str) -> str:
        known = vocabulary.key_of(self.field.vocabulary, text) if self.field.vocabulary else None
        return known or text

    @override
    def show_value(self, value: Any) -> None:
        if self.field.type is FieldType.NAMES:
            self._fill([(name.text, name.language or "", name.script or "") for name in value])
        elif self.field.type is FieldType.IDENTIFIERS:
            self._fill([(one.scheme, one.value) for one in value])
        else:
            self._fill([(term(self.field.vocabulary, text),) for text in value])
        self._tell_marks()

    @override
    def state(self) -> Any:
        return [list(row) for row in self._rows() if any(row)]

    @override
    def restore(self, state: Any) -> None:
        self._fill([tuple(row) for row in state])
        self._on_edited()

    def _rows(self) -> list[tuple[str, ...]]:
        columns = range(self.table.columnCount())
        return [tuple(self._text(row, column) for column in columns) for row in range(self.table.rowCount())]

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text().strip() if item is not None else ""

    def _fill(self, rows: list[tuple[str, ...]]) -> None:
        was_blocked = self.table.blockSignals(True)
        self.table.setRowCount(len(rows) + 1)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.blockSignals(was_blocked)

    def _on_cell_changed(self, row: int, column: int) -> None:
        if row == self.table.rowCount() - 1 and any(self._rows()[row]):
            self.table.insertRow(row + 1)
        if self.field.type is FieldType.NAMES and column == 0 and not self._text(row, _SCRIPT):
            self.table.setItem(row, _SCRIPT, QTableWidgetItem(script_of(self._text(row, 0)) or ""))
        self._on_edited()

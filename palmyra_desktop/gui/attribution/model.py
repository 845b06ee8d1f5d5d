"""The cards of one section as a model."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from palmyra_desktop.gui.attribution.sections import Card, Row
from palmyra_desktop.gui.attribution.words import sentence
from palmyra_desktop.gui.widgets.tips import plain

RowRole = Qt.ItemDataRole.UserRole
"""The `Card` or `Heading` itself."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class AttributionModel(QAbstractListModel):
    """Cards, with headings between them that cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with nothing."""
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Hold other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_of(self, claim_id: int | None) -> int | None:
        """Return the row of a claim, None where it is not among them."""
        for number, row in enumerate(self._rows):
            if isinstance(row, Card) and row.claim.id == claim_id:
                return number
        return None

    def card(self, index: Index) -> Card | None:
        """Return the card at an index, None for a heading and for no index."""
        row = self._rows[index.row()] if index.isValid() else None
        return row if isinstance(row, Card) else None

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.card(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return sentence(row) if isinstance(row, Card) else row.text
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Card) and row.claim.source:
            return plain(row.claim.source.title)
        return None

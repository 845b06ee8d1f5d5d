"""The table of values against origins as a model: the first column is the value, the others are origins."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.matrix import Column, MatrixRow
from palmyra_desktop.gui.comparison.reading import Comparison
from palmyra_desktop.gui.comparison.words import cell_sentence, counted, origin_words, value_words
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import _

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class MatrixModel(QAbstractTableModel):
    """Values, origins, and the claims where they meet."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with nothing."""
        super().__init__(parent)
        self.comparison: Comparison | None = None

    def show_comparison(self, comparison: Comparison) -> None:
        """Hold another field's claims."""
        self.beginResetModel()
        self.comparison = comparison
        self.endResetModel()

    def claims(self, index: Index) -> tuple[Claim, ...]:
        """Return the claims in a cell, of the first column those of the row; nothing for an empty cell."""
        if self.comparison is None or not index.isValid():
            return ()
        if index.column() == 0:
            return self.value(index.row()).claims
        return self.comparison.matrix.cells.get((index.row(), index.column() - 1), ())

    def value(self, row: int) -> MatrixRow:
        """Return the value of a row."""
        assert self.comparison is not None
        return self.comparison.matrix.rows[row]

    def origin(self, section: int) -> Column | None:
        """Return the origin of a column, None for the first."""
        assert self.comparison is not None
        return self.comparison.matrix.columns[section - 1] if section else None

    def value_words(self, row: int) -> str:
        """Return the value of a row in words."""
        assert self.comparison is not None
        return value_words(self.comparison.subject.kind, self.comparison.key, self.value(row))

    def is_shown(self, row: int) -> bool:
        """Whether the record's own value was chosen from this row."""
        chosen = self.comparison.chosen if self.comparison else None
        return any(claim.id == chosen for claim in self.value(row).claims)

    def index_of(self, claim_id: int | None) -> QModelIndex:
        """Return the cell a claim lies in; no index where it lies in none."""
        cells = self.comparison.matrix.cells if self.comparison else {}
        for (row, column), claims in cells.items():
            if any(claim.id == claim_id for claim in claims):
                return self.index(row, column + 1)
        return QModelIndex()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.comparison is None else len(self.comparison.matrix.rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.comparison is None else len(self.comparison.matrix.columns) + 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        value = self.value_words(index.row())
        if index.column() == 0:
            row = self.value(index.row())
            words = f"{value}: {counted(row.reports, row.origins)}"
        else:
            claims = self.claims(index)
            words = cell_sentence(value, claims) if claims else ""
        return plain(words) if role == Qt.ItemDataRole.ToolTipRole else words

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation == Qt.Orientation.Vertical:
            return None
        origin = self.origin(section)
        return origin_words(origin) if origin else _("Value")

"""The cards of one section as a model."""

from PySide6.QtCore import Qt
from typing_extensions import override

from palmyra_desktop.gui.attribution.sections import Card, Row
from palmyra_desktop.gui.attribution.words import sentence
from palmyra_desktop.gui.models.headed_list import HeadedList, Index
from palmyra_desktop.gui.widgets.tips import plain


class AttributionModel(HeadedList[Row]):
    """Cards, with headings between them that cannot be chosen."""

    def row_of(self, claim_id: int | None) -> int | None:
        """Return the row of a claim, None where it is not among them."""
        for number, row in enumerate(self._rows):
            if isinstance(row, Card) and row.claim.id == claim_id:
                return number
        return None

    def card(self, index: Index) -> Card | None:
        """Return the card at an index, None for a heading and for no index."""
        row = self.row(index)
        return row if isinstance(row, Card) else None

    @override
    def is_heading(self, row: Row) -> bool:
        return not isinstance(row, Card)

    @override
    def words(self, row: Row, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return sentence(row) if isinstance(row, Card) else row.text
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Card) and row.claim.source:
            return plain(row.claim.source.title)
        return None

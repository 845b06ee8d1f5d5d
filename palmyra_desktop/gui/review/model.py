"""The findings of a review as a list with headings."""

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from palmyra_desktop.domain.review import FindingRef, Part, Review, Verdict
from palmyra_desktop.gui.review.sorts import Sort, groups
from palmyra_desktop.gui.review.words import doubt_words, group_words, row_words, rule_words, verdict_words
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import _

RowRole = Qt.ItemDataRole.UserRole
"""The `Heading` or `FindingRow` itself."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_CHECKED = {
    Verdict.TAKEN: Qt.CheckState.Checked,
    Verdict.OPEN: Qt.CheckState.PartiallyChecked,
    Verdict.REFUSED: Qt.CheckState.Unchecked,
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a group: its title, translated, and what is still to do in it."""

    text: str
    sort: Sort | None
    note: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in the list."""

    ref: FindingRef


Row = Heading | FindingRow


class FindingsModel(QAbstractListModel):
    """Findings in their groups; headings cannot be chosen."""

    def __init__(self, review: Review, parent: QObject | None = None) -> None:
        """Show all findings of a review."""
        super().__init__(parent)
        self.review = review
        self._rows: tuple[Row, ...] = ()
        self.show_review(review)

    def show_review(self, review: Review, only_open: bool = False, hidden: Collection[str] = ()) -> None:
        """Show a review as it stands now.

        Args:
            only_open: leave out what is decided. hidden: keys of sorts to leave out.
        """
        self.beginResetModel()
        self.review = review
        rows: list[Row] = []
        for title, sort, refs in groups(review):
            shown = [ref for ref in refs if not only_open or review.verdict(ref) is Verdict.OPEN]
            if shown and (sort is None or sort.key not in hidden):
                rows.append(Heading(_(title), sort, *group_words(review, refs)))
                rows += map(FindingRow, shown)
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def refs(self) -> tuple[FindingRef, ...]:
        """The findings shown, in order."""
        return tuple(row.ref for row in self._rows if isinstance(row, FindingRow))

    def ref_at(self, index: Index) -> FindingRef | None:
        """Return the finding at an index; None for a heading and for no index."""
        row = self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None
        return row.ref if isinstance(row, FindingRow) else None

    def index_of(self, ref: FindingRef | None) -> QModelIndex:
        """Return the index of a finding, no index where it is not shown."""
        for number, row in enumerate(self._rows):
            if isinstance(row, FindingRow) and row.ref == ref:
                return self.index(number, 0)
        return QModelIndex()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.ref_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RowRole:
            return row
        if isinstance(row, Heading):
            words = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return row.text if role in words else None
        return self._of_finding(row.ref, role)

    def _of_finding(self, ref: FindingRef, role: int) -> object:
        verdict = self.review.verdict(ref)
        if role == Qt.ItemDataRole.DisplayRole:
            return row_words(self.review, ref).sentence
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = row_words(self.review, ref).sentence
            if ref.part is Part.SOURCE:
                return words
            return _("{finding}. {verdict}").format(finding=words, verdict=verdict_words(verdict))
        if role == Qt.ItemDataRole.CheckStateRole and ref.part is not Part.SOURCE:
            return _CHECKED[verdict]
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = (row_words(self.review, ref).sentence, doubt_words(self.review, ref))
            return plain("\n".join(filter(None, (*lines, rule_words(self.review, ref)))))
        return None

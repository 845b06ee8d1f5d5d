"""The findings of a review as a list with headings."""

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, Qt
from typing_extensions import override

from palmyra_desktop.domain.review import FindingRef, Part, Review, Verdict
from palmyra_desktop.gui.models.headed_list import HeadedList, Index
from palmyra_desktop.gui.review.sorts import Sort, groups
from palmyra_desktop.gui.review.words import doubt_words, group_words, row_words, rule_words, verdict_words
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import _

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


class FindingsModel(HeadedList[Row]):
    """Findings in their groups; headings cannot be chosen."""

    def __init__(self, review: Review, parent: QObject | None = None) -> None:
        """Show all findings of a review."""
        super().__init__(parent)
        self.show_review(review)

    def show_review(self, review: Review, only_open: bool = False, hidden: Collection[str] = ()) -> None:
        """Show a review as it stands now.

        Args:
            only_open: leave out what is decided. hidden: keys of sorts to leave out.
        """
        self.review = review
        rows: list[Row] = []
        for title, sort, refs in groups(review):
            shown = [ref for ref in refs if not only_open or review.verdict(ref) is Verdict.OPEN]
            if shown and (sort is None or sort.key not in hidden):
                rows.append(Heading(_(title), sort, *group_words(review, refs)))
                rows += map(FindingRow, shown)
        self.show_rows(tuple(rows))

    @property
    def refs(self) -> tuple[FindingRef, ...]:
        """The findings shown, in order."""
        return tuple(row.ref for row in self._rows if isinstance(row, FindingRow))

    def ref_at(self, index: Index) -> FindingRef | None:
        """Return the finding at an index; None for a heading and for no index."""
        row = self.row(index)
        return row.ref if isinstance(row, FindingRow) else None

    def index_of(self, ref: FindingRef | None) -> QModelIndex:
        """Return the index of a finding, no index where it is not shown."""
        for number, row in enumerate(self._rows):
            if isinstance(row, FindingRow) and row.ref == ref:
                return self.index(number, 0)
        return QModelIndex()

    @override
    def is_heading(self, row: Row) -> bool:
        return isinstance(row, Heading)

    @override
    def words(self, row: Row, role: int) -> object:
        if isinstance(row, Heading):
            shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return row.text if role in shown else None
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

"""The claims about one field as rows, marked where they disagree."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.contradiction import Disagreement
from palmyra_desktop.domain.file_form import claimed_value
from palmyra_desktop.domain.shown import claimants, date_in_words, term, value_in_words
from palmyra_desktop.gui.comparison.reading import Comparison
from palmyra_desktop.gui.comparison.words import outlet
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import N_, _

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class _Part:
    """A column: its English label, width in pixels of the design, words, and what is marked in it.

    An optional one is left out where no claim has anything to show in it.
    """

    label: str
    width: int
    words: Callable[[Claim], str]
    disagreement: Disagreement | None = None
    is_quote: bool = False
    is_optional: bool = False


def _value(claim: Claim) -> str:
    return value_in_words(claim.subject.kind, claim.field, claimed_value(claim)) or claim.proposition


def _confidence(claim: Claim) -> str:
    return term("confidence", claim.confidence) if claim.confidence else ""


PARTS: tuple[_Part, ...] = (
    _Part(N_("Value"), 150, _value, "value"),
    _Part(N_("Stance"), 90, lambda claim: term("stance", claim.stance), "stance"),
    _Part(N_("Claimant"), 150, claimants),
    _Part(N_("Outlet"), 120, outlet),
    _Part(N_("Said"), 136, lambda claim: date_in_words(claim.said)),
    _Part(N_("Holds for"), 136, lambda claim: date_in_words(claim.about), is_optional=True),
    _Part(N_("Exact words"), 0, lambda claim: claim.words or "", is_quote=True, is_optional=True),
    _Part(N_("Confidence"), 90, _confidence, is_optional=True),
    _Part(N_("Grade"), 60, lambda claim: claim.grade or "", is_optional=True),
    _Part(N_("Status"), 110, lambda claim: term("claim_status", claim.status)),
)
"""The columns in order; the one of width 0 takes what is left."""


class ClaimsModel(QAbstractTableModel):
    """A row for each claim, in the order said."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Start with nothing."""
        super().__init__(parent)
        self._theme = theme
        self._comparison: Comparison | None = None

    def show_comparison(self, comparison: Comparison) -> None:
        """Hold another field's claims."""
        self.beginResetModel()
        self._comparison = comparison
        self.endResetModel()

    def claim(self, row: int) -> Claim:
        """Return the claim of a row."""
        assert self._comparison is not None
        return self._comparison.claims.claims[row]

    def row_of(self, claim_id: int | None) -> int | None:
        """Return the row of a claim, None where it is not among them."""
        claims = self._comparison.claims.claims if self._comparison else ()
        return next((row for row, claim in enumerate(claims) if claim.id == claim_id), None)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self._comparison is None else len(self._comparison.claims.claims)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(PARTS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._comparison is None:
            return None
        part, claim = PARTS[index.column()], self.claim(index.row())
        is_marked = part.disagreement in self._comparison.disagreements.get(claim.id, ())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return part.words(claim).replace("\n", " ")
            case Qt.ItemDataRole.ToolTipRole:
                return plain(part.words(claim))
            case Qt.ItemDataRole.AccessibleTextRole:
                words = part.words(claim)
                return _("{words}, contradicted by another claim").format(words=words) if is_marked else words
            case Qt.ItemDataRole.FontRole if part.is_quote:
                return self._theme.font("serif")
            case Qt.ItemDataRole.DecorationRole if is_marked:
                return self._theme.icons.icon("conflict", "conflict", 14)
            case Qt.ItemDataRole.ForegroundRole if is_marked:
                return self._theme.color("conflict")
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return _(PARTS[section].label) if role == Qt.ItemDataRole.DisplayRole else None

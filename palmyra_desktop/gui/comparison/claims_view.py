"""The claims about one field as a table of rows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.gui.comparison.claims_model import PARTS, ClaimsModel
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import _

_ROW, _WORDS = 31, 200


class ClaimsView(QTableView):
    """Show a `ClaimsModel`; several rows can be selected, to be given one status together."""

    row_changed = Signal()
    """Other claims are selected."""

    def __init__(self, theme: Theme, model: ClaimsModel, parent: QWidget | None = None) -> None:
        """Show a model."""
        super().__init__(parent)
        self._theme, self._model = theme, model
        self.setObjectName("claim_rows")
        self.setAccessibleName(_("Claims"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.setModel(model)
        for column, part in enumerate(PARTS):
            is_rest = part.width == 0
            mode = QHeaderView.ResizeMode.Stretch if is_rest else QHeaderView.ResizeMode.Interactive
            self.horizontalHeader().setSectionResizeMode(column, mode)
        self.horizontalHeader().setHighlightSections(False)
        model.modelReset.connect(self._hide_empty)
        self.selectionModel().selectionChanged.connect(self.row_changed)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims selected, in their order."""
        return tuple(self._model.claim(row) for row in sorted({i.row() for i in self.selectedIndexes()}))

    def _hide_empty(self) -> None:
        """Leave out what no claim says anything of, where that is not what is compared."""
        rows = range(self._model.rowCount())
        for column, part in enumerate(PARTS):
            is_empty = not any(part.words(self._model.claim(row)) for row in rows)
            self.setColumnHidden(column, part.is_optional and is_empty)

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(_ROW))
        self.horizontalHeader().setMinimumSectionSize(self._theme.px(48))
        for column, part in enumerate(PARTS):
            self.setColumnWidth(column, self._theme.px(part.width or _WORDS))

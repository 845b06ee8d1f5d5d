"""The comparison of all claims about one field: values against origins, or row by row; nobody wins here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.gui.attribution.resting_menu import RestingMenu
from palmyra_desktop.gui.comparison.claims_model import ClaimsModel
from palmyra_desktop.gui.comparison.claims_view import ClaimsView
from palmyra_desktop.gui.comparison.head import ROWS, ComparisonHead
from palmyra_desktop.gui.comparison.matrix_model import MatrixModel
from palmyra_desktop.gui.comparison.matrix_view import MatrixView
from palmyra_desktop.gui.comparison.reading import Comparison
from palmyra_desktop.gui.comparison.strip import ReportedStrip
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _


class ComparisonPage(QWidget):
    """Shows a comparison; what the user decides on it is told, not done.

    Attributes:
        comparison: what is shown.
    """

    claims_chosen = Signal(object)
    """tuple[Claim, ...]: those of the current cell or rows."""
    words_wanted = Signal(object)
    """Claim: whose words shall be read."""
    choice_wanted = Signal(object)
    """Claim | None: what the shown value shall rest on."""
    rest_wanted = Signal(object, object)
    """Claim that shall rest, and the Claim it shall rest on or None."""
    status_wanted = Signal(object)
    """tuple[Claim, ...]: to be given a status."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setObjectName("comparison_page")
        self.setAccessibleName(_("Compare claims"))
        self._theme = theme
        self.comparison: Comparison | None = None
        self._can_write, self._is_told = True, True
        self.head = ComparisonHead(theme, self)
        self.matrix_model, self.claims_model = MatrixModel(self), ClaimsModel(theme, self)
        self.matrix = MatrixView(theme, self.matrix_model, self)
        self.rows = ClaimsView(theme, self.claims_model, self)
        self.strip = ReportedStrip(theme, self)
        self._words = QPushButton(_("Open source at the words"))
        self._choose = QPushButton("")
        self._status = QPushButton(_("Status…"))
        self._rests = QPushButton(_("Rests on…"))
        self._buttons = {
            "words": self._words,
            "choose": self._choose,
            "status": self._status,
            "rests": self._rests,
        }
        for name, button in self._buttons.items():
            button.setObjectName(f"{name}_button")
            button.setAutoDefault(False)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        theme, px = self._theme, self._theme.px
        self._views = QStackedWidget(self)
        self._views.addWidget(self.matrix)
        self._views.addWidget(self.rows)
        note = _(
            "The archive does not decide. The value shown is your choice among these claims and can be "
            "changed at any time; every change is in the history."
        )
        self._sentence = Label(theme, note, "secondary", "muted")
        self._sentence.setWordWrap(True)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        for button in self._buttons.values():
            foot.addWidget(button)
        foot.addStretch(1)
        body = QVBoxLayout()
        body.setContentsMargins(px(24), 0, px(24), px(14))
        body.setSpacing(px(6))
        body.addWidget(self._views, 1)
        body.addWidget(self.strip)
        body.addWidget(self._sentence)
        body.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addLayout(body, 1)
        self.setFocusProxy(self.matrix)

    def _connect(self) -> None:
        self.matrix.cell_changed.connect(self._on_cells_changed)
        self.rows.row_changed.connect(self._on_cells_changed)
        self.matrix.activated.connect(self._on_words)
        self.rows.activated.connect(self._on_words)
        self.head.form.chosen_changed.connect(self._on_form_changed)
        self._words.clicked.connect(self._on_words)
        self._choose.clicked.connect(self._on_choose)
        self._status.clicked.connect(self._on_status)
        self._rests.clicked.connect(self._on_rests)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.head.back_wanted)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of the current cell or rows."""
        return self.rows.claims if self.head.form.chosen == ROWS else self.matrix.claims

    def show_comparison(self, comparison: Comparison, *, can_write: bool, current: int | None = None) -> None:
        """Show a comparison with a claim current in it, else the one that was, else the first.

        Args:
            can_write: whether the archive can be written to.
        """
        old = current or next((claim.id for claim in self.claims), None) if self.comparison else current
        self.comparison, self._can_write = comparison, can_write
        self.head.show_comparison(comparison)
        self.matrix_model.show_comparison(comparison)
        self.claims_model.show_comparison(comparison)
        self.strip.show_claims(comparison.claims)
        self._is_told = False  # what the user did not choose is no choice
        self._make_current(old)
        self._is_told = True
        self._refresh()

    def _make_current(self, claim_id: int | None) -> None:
        cell = self.matrix_model.index_of(claim_id)
        if not cell.isValid() and self.comparison and self.comparison.claims.claims:
            cell = self.matrix_model.index_of(self.comparison.claims.claims[0].id)
        self.matrix.setCurrentIndex(cell)
        self.rows.selectRow(self.claims_model.row_of(claim_id) or 0)

    def _on_form_changed(self, form: str) -> None:
        self._views.setCurrentWidget(self.rows if form == ROWS else self.matrix)
        self._on_cells_changed()

    def _on_cells_changed(self) -> None:
        self._refresh()
        if self.claims and self._is_told:
            self.claims_chosen.emit(self.claims)

    def _refresh(self) -> None:
        """Offer what can be done with the current claims."""
        claims, found = self.claims, self.comparison
        is_chosen = found is not None and any(claim.id == found.chosen for claim in claims)
        self._words.setEnabled(any(claim.source for claim in claims))
        self._choose.setText(_("Rest on no claim") if is_chosen else _("Choose this value"))
        can_choose = found is not None and found.can_choose and (is_chosen or bool(claims))
        self._choose.setEnabled(self._can_write and can_choose)
        self._status.setEnabled(self._can_write and bool(claims))
        self._rests.setEnabled(self._can_write and bool(claims))

    def _on_words(self) -> None:
        wanted = next((claim for claim in self.claims if claim.source), None)
        if wanted is not None:
            self.words_wanted.emit(wanted)

    def _on_choose(self) -> None:
        claims, found = self.claims, self.comparison
        if found is not None and claims:
            is_chosen = any(claim.id == found.chosen for claim in claims)
            self.choice_wanted.emit(None if is_chosen else claims[0])

    def _on_rests(self) -> None:
        if self.claims and self.comparison is not None:
            menu = RestingMenu(self.claims[0], self.comparison.claims.claims, self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.chosen.connect(self.rest_wanted)
            menu.popup(self._rests.mapToGlobal(self._rests.rect().topLeft()))

    def _on_status(self) -> None:
        self.status_wanted.emit(self.claims)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("raised"))

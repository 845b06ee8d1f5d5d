"""What stands in place of an empty list: what hides the records, how to begin, or what went wrong."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.records.empty import NOTHING_MATCHES, NOTHING_THERE, Hiding, counted, hiding
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.widgets.empty_state import EmptyState
from palmyra_desktop.i18n import _


class Nothing(QWidget):
    """Say why no record is shown and offer the way out."""

    retry_wanted = Signal()
    """The list is to be read again."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self._context = context
        self._hiding: tuple[Hiding, ...] = ()
        self._action = ""
        self.setObjectName("records_nothing")
        self._state = EmptyState(context.theme, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._state)
        self.setFocusProxy(self._state)
        self._state.removed.connect(self._on_removed)
        self._state.primary_clicked.connect(self._on_primary)

    def show_failure(self, error: KnownError) -> None:
        """Say why the list could not be read."""
        self._action = ""
        self._state.show_state(error.message, error.hint, primary=_("Try again"))

    def show_criteria(self, criteria: Criteria) -> None:
        """Say why these criteria find nothing; the gain of each filter follows when it is known."""
        if not criteria.is_filtered:
            self._show_beginning(criteria)
            return
        self._show_filters(criteria, ())
        archive = self._context.archive

        def work(job: Job) -> tuple[Criteria, tuple[Hiding, ...]]:
            return criteria, hiding(archive, criteria, job)

        self._context.tasks.read(work, self._on_hiding, key="hiding")

    def _on_hiding(self, answer: tuple[Criteria, tuple[Hiding, ...]]) -> None:
        criteria, found = answer
        if criteria == self._context.workspace.criteria:
            self._show_filters(criteria, found)

    def _show_filters(self, criteria: Criteria, found: tuple[Hiding, ...]) -> None:
        self._action, self._hiding = "clear_filters", found
        detail = ""
        if found and found[0].gain:
            words = _("One filter alone hides {records}:")
            detail = words.format(records=counted(criteria.kind, found[0].gain))
        lines = tuple(one.line for one in found)
        primary = _("Clear all filters")
        self._state.show_state(_(NOTHING_MATCHES[criteria.kind]), detail, lines, primary, self._keys())

    def _show_beginning(self, criteria: Criteria) -> None:
        if criteria.trashed:
            self._action = ""
            self._state.show_state(_("The trash is empty"))
            return
        self._action = "import"
        detail = _("Import a file, or choose Record, New to write the first one.")
        self._state.show_state(_(NOTHING_THERE[criteria.kind]), detail, (), _("Import…"), self._keys())

    def _keys(self) -> str:
        action = self._context.actions[self._action]
        return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")

    def _on_removed(self, number: int) -> None:
        self._context.workspace.set_criteria(self._hiding[number].without)

    def _on_primary(self) -> None:
        if self._action:
            self._context.actions[self._action].trigger()
        else:
            self.retry_wanted.emit()

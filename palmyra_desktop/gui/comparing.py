"""The comparison of claims in the middle of the window: opened, followed, written to, and left again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from palmyra_desktop.domain.changes import ChangeSet, Edit
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.choosing import choice, resting, statuses
from palmyra_desktop.gui.comparison.page import ComparisonPage
from palmyra_desktop.gui.comparison.reading import compare
from palmyra_desktop.gui.comparison.status_dialog import StatusDialog
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.docks import Docks
from palmyra_desktop.gui.pages import Pages
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.undo import INITIATOR
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.comparison.reading import Comparison


class Comparing(QObject):
    """Serve "Compare claims".

    Attributes:
        page: the comparison shown, None while there is none.
    """

    def __init__(self, context: Context, window: QWidget) -> None:
        """Handle the action; the page opens in the middle of the window."""
        super().__init__(window)
        self._context, self._window = context, window
        self.page: ComparisonPage | None = None
        self._ref: RecordRef | None = None
        self._field = ""
        self._day: DateSpan | None = None
        context.actions.handle("compare", self._on_compare)
        workspace = context.workspace
        workspace.comparison_requested.connect(self._on_requested)
        workspace.criteria_changed.connect(self.leave)
        workspace.records_changed.connect(self._on_records_changed)
        workspace.archive_changed.connect(self._read)

    def _on_compare(self) -> None:
        current = self._context.workspace.current
        if current is not None:
            self._on_requested(current, "")

    def _on_requested(self, ref: RecordRef, field: str) -> None:
        self._ref, self._field, self._day = ref, field, None
        self._read()

    def _read(self) -> None:
        ref, field, day, archive = self._ref, self._field, self._day, self._context.archive
        if ref is None:
            return

        def work(job: Job) -> "Comparison | None":
            return compare(archive, ref, field, day)

        self._context.tasks.read(work, self._on_read, key="comparison")

    def _on_read(self, found: "Comparison | None") -> None:
        if self._ref is None:  # left meanwhile
            return
        if found is None:
            self.leave()
            self._context.workspace.say(_("Nobody says anything about this record yet."))
            return
        wanted = self._ref.id if self._ref.kind == Claim.kind else None
        self._ref, self._field = found.subject.ref, found.key
        if self.page is None:
            self._open()
        if self.page is not None:
            self.page.show_comparison(found, can_write=not self._context.archive.read_only, current=wanted)

    def _open(self) -> None:
        pages = self._window.findChild(Pages)
        self.page = page = ComparisonPage(self._context.theme, pages or self._window)
        page.head.back_wanted.connect(self.leave)
        page.head.field_chosen.connect(self._on_field_chosen)
        page.head.day_chosen.connect(self._on_day_chosen)
        page.claims_chosen.connect(self._on_claims_chosen)
        page.words_wanted.connect(self._on_words_wanted)
        page.choice_wanted.connect(self._on_choice_wanted)
        page.status_wanted.connect(self._on_status_wanted)
        page.rest_wanted.connect(self._on_rest_wanted)
        self._context.actions.destroyed.connect(page.deleteLater)  # another archive has its own
        docks = self._window.findChild(Docks)
        if docks is not None and not docks["timeline"].isHidden():
            docks.put_aside("timeline")
        if pages is not None:
            pages.addWidget(page)
            pages.setCurrentWidget(page)
            pages.currentChanged.connect(self._on_page_changed)
        page.show()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Show the list again, where nothing else covers it; nothing where no comparison is shown."""
        self._ref = None
        page, self.page = self.page, None
        if page is None:
            return
        pages, docks = self._window.findChild(Pages), self._window.findChild(Docks)
        if pages is not None:
            if pages.currentWidget() is page:
                pages.show_records()
            if docks is not None and pages.cover is None:
                docks.put_back()
            pages.removeWidget(page)
        page.hide()
        page.deleteLater()

    def _on_page_changed(self) -> None:
        pages = self._window.findChild(Pages)
        if pages is not None and pages.currentWidget() is not self.page:
            self.leave()

    def _on_field_chosen(self, field: str) -> None:
        self._field = field
        self._read()

    def _on_day_chosen(self, day: DateSpan | None) -> None:
        if day != self._day:
            self._day = day
            self._read()

    def _on_claims_chosen(self, claims: tuple[Claim, ...]) -> None:
        """Let the panels beside it follow: detail, cards and words of the claim."""
        self._context.workspace.set_current(claims[0].ref)

    def _on_words_wanted(self, claim: Claim) -> None:
        if claim.source is not None:
            self._context.workspace.open_words(claim.source.id, claim.id)

    def _on_choice_wanted(self, claim: Claim | None) -> None:
        found = self.page.comparison if self.page else None
        if found is not None:
            edit, label = choice(found.subject, found.key, claim.id if claim else None)
            self._write((edit,), label)

    def _on_rest_wanted(self, claim: Claim, on: Claim | None) -> None:
        edit, label = resting(claim, on)
        self._write((edit,), label)

    def _on_status_wanted(self, claims: tuple[Claim, ...]) -> None:
        self._judged = claims
        dialog = StatusDialog(self._context.theme, claims, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(self._on_status_decided)
        dialog.open()

    def _on_status_decided(self, status: str, note: str) -> None:
        self._write(*statuses(self._judged, status, note))

    def _write(self, edits: tuple[Edit, ...], label: str) -> None:
        archive, author = self._context.archive, self._context.settings.value.author

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import editing

            return editing.apply(archive, edits, label=label, author=author, initiator=INITIATOR)

        self._context.tasks.write(work, self._context.workspace.tell_changes)

    def _on_records_changed(self, changes: ChangeSet) -> None:
        self._read()

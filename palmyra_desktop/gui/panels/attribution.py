"""Who says so: the claims about the current record, field by field, with both sides of a disagreement."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.changes import ChangeSet, Edit
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.attribution.card_delegate import CardDelegate
from palmyra_desktop.gui.attribution.model import AttributionModel
from palmyra_desktop.gui.attribution.resting_menu import RestingMenu
from palmyra_desktop.gui.attribution.sections import Card, Section, Sections, sections
from palmyra_desktop.gui.attribution.summary import Summary
from palmyra_desktop.gui.choosing import choice, resting
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.panels import Panel
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.widgets.dock_title import DockTitle
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.services.citation import Style


class AttributionPanel(Panel):
    """Show the claims, open the reader at their words, and let the user choose what a value rests on."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Show the claims about the record that is current now."""
        super().__init__(context, parent)
        self.setObjectName("attribution_panel")
        self._found: Sections | None = None
        self._number = 0
        self.model = AttributionModel(self)
        self.view = QListView(self)
        self._delegate = CardDelegate(context.theme, self.view)
        self._summary = Summary(context.theme, self)
        self._nothing = Label(context.theme, "", "body", "muted")
        self._furnish_view()
        self._lay_out()
        self._connect()
        self._read()

    def _furnish_view(self) -> None:
        view = self.view
        view.setObjectName("claim_cards")
        view.setAccessibleName(_("Claims"))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setWordWrap(True)  # else a change of width alone lays nothing out anew (QListView::resizeEvent)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        view.setItemDelegate(self._delegate)
        view.setModel(self.model)
        self.setFocusProxy(view)

    def _lay_out(self) -> None:
        self._nothing.setWordWrap(True)
        self._nothing.setMargin(self.context.theme.px(16))
        top = self._nothing.alignment() & ~Qt.AlignmentFlag.AlignVertical_Mask
        self._nothing.setAlignment(top | Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._summary, self._nothing):
            layout.addWidget(widget)
        layout.addWidget(self.view, 1)
        self._summary.hide()  # until there is a claim to sum up

    def _connect(self) -> None:
        workspace = self.context.workspace
        workspace.current_changed.connect(self._on_current_changed)
        workspace.records_changed.connect(self._on_records_changed)
        workspace.archive_changed.connect(self._read)
        workspace.claims_requested.connect(self._on_claims_requested)
        self._summary.chosen.connect(self._show)
        self.view.clicked.connect(self._on_opened)
        self.view.activated.connect(self._on_opened)
        self.context.theme.changed.connect(self._on_theme_changed)

    @override
    def furnish_title(self, title: DockTitle, menu: QMenu) -> None:
        menu.addAction(self.context.actions["compare"])

    @property
    def section(self) -> Section | None:
        """The section shown, None where there are no claims."""
        return self._found.sections[self._number] if self._found and self._found.sections else None

    def _on_current_changed(self, ref: RecordRef | None) -> None:
        self._read()

    def _on_records_changed(self, changes: ChangeSet) -> None:
        self._read()

    def _read(self) -> None:
        ref, archive = self.context.workspace.current, self.context.archive
        if ref is None:
            self.context.tasks.cancel("attribution")
            self._found = None
            self._say(_("Choose a record to see who says so."))
            return

        def work(job: Job) -> Sections:
            return sections(archive, ref)

        self.context.tasks.read(work, self._on_read, self._on_failed, key="attribution")

    def _on_read(self, found: Sections) -> None:
        number = 0
        if self._found is not None and self._found.ref == found.ref and self._number < len(found.sections):
            number = self._number
        elif found.sections:
            number = _first(found)
        self._found = found
        if found.sections:
            self._show(number)
        else:
            self._say(_("Nobody says anything about this record yet."))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._found = None
            self._say(str(error))

    def _say(self, words: str) -> None:
        self.model.show_rows(())
        self._summary.hide()
        self.view.hide()
        self._nothing.setText(words)
        self._nothing.show()

    def _show(self, number: int) -> None:
        """Show one section, keeping the claim that was current in it."""
        if self._found is None:
            return
        current = self.model.card(self.view.currentIndex())
        self._number = number
        section = self._found.sections[number]
        self._nothing.hide()
        self._delegate.forget()
        self.model.show_rows(section.rows)
        self._summary.show_section(self._found.sections, number)
        self._summary.show()
        self.view.show()
        wanted = self._found.ref.id if self._found.ref.kind.value == "claim" else None
        row = (
            self.model.row_of(wanted) if wanted else self.model.row_of(current.claim.id if current else None)
        )
        self._make_current(row)

    def _make_current(self, row: int | None) -> None:
        if row is None:
            row = (
                next((n for n, one in enumerate(self.section.rows) if isinstance(one, Card)), 0)
                if self.section
                else 0
            )
        index = self.model.index(row, 0)
        self.view.setCurrentIndex(index)
        self.view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_claims_requested(self, field: str) -> None:
        for number, section in enumerate(self._found.sections if self._found else ()):
            if section.key == field:
                self._show(number)
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _on_opened(self, index: QModelIndex) -> None:
        card = self.model.card(index)
        if card is not None and card.claim.source is not None:
            self.context.workspace.open_words(card.claim.source.id, card.claim.id)

    def _on_theme_changed(self) -> None:
        self._nothing.setMargin(self.context.theme.px(16))
        self.view.doItemsLayout()
        self.update()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.view.currentIndex()
            place = self.view.viewport().mapToGlobal(self.view.visualRect(index).center())
        else:
            place = event.globalPos()
            index = self.view.indexAt(self.view.viewport().mapFromGlobal(place))
        card = self.model.card(index)
        if card is not None:
            menu = self.card_menu(card)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(QPoint(place))

    def card_menu(self, card: Card) -> QMenu:
        """Return the menu of one card."""
        menu, claim, workspace = QMenu(self), card.claim, self.context.workspace
        menu.setObjectName("card_menu")
        source = claim.source
        if source is not None:
            menu.addAction(_("Open source at the words"), partial(workspace.open_words, source.id, claim.id))
        menu.addAction(_("Go to the claim"), partial(workspace.go_to, claim.ref))
        menu.addAction(_("Compare with the others"), partial(workspace.compare_claims, claim.ref))
        if source is not None:
            menu.addAction(_("Go to the source"), partial(workspace.go_to, source.ref))
        menu.addSeparator()
        menu.addAction(_("Copy citation"), partial(self._copy, claim.ref, "prose"))
        menu.addAction(_("Copy as BibTeX"), partial(self._copy, claim.ref, "bibtex"))
        section = self.section
        if section is not None and section.claims is not None:
            menu.addSeparator()
            resting_menu = RestingMenu(claim, section.claims.claims, menu)
            resting_menu.setEnabled(not self.context.archive.read_only)
            resting_menu.chosen.connect(self._on_rest_chosen)
            menu.addMenu(resting_menu)
        if section is not None and section.subject is not None and _can_choose(section):
            menu.addSeparator()
            words = _("Let the shown value rest on no claim") if card.is_chosen else ""
            chosen = None if card.is_chosen else claim.id
            words = words or _("Let the shown value rest on this claim")
            action = menu.addAction(words, partial(self._choose, section, chosen))
            action.setEnabled(not self.context.archive.read_only)
        return menu

    def _copy(self, ref: RecordRef, style: "Style") -> None:
        archive = self.context.archive

        def work(job: Job) -> str:
            from palmyra_desktop.services.attribution import citation

            return citation(archive.record(ref), archive, style)  # type: ignore[arg-type]

        self.context.tasks.read(work, self._on_cited, key="copy")

    def _on_cited(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self.context.workspace.say(_("The citation was copied."))

    def _on_rest_chosen(self, claim: Claim, on: Claim | None) -> None:
        self._write(*resting(claim, on))

    def _choose(self, section: Section, claim_id: int | None) -> None:
        """Let the shown value rest on a claim: an act of the user's, which undo takes back."""
        if section.subject is not None:
            self._write(*choice(section.subject, section.key, claim_id))

    def _write(self, edit: Edit, label: str) -> None:
        archive, author = self.context.archive, self.context.settings.value.author

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import editing

            return editing.apply(archive, (edit,), label=label, author=author)

        self.context.tasks.write(work, self.context.workspace.tell_changes)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.context.theme.color("raised"))


def _can_choose(section: Section) -> bool:
    """Whether the section is about a field that has a value to rest on a claim."""
    return section.subject is not None and record_type(section.subject.kind).has_field(section.key)


def _first(found: Sections) -> int:
    """Return the section to show at first: the first that is in conflict, else the first of all."""
    in_conflict = (
        number
        for number, section in enumerate(found.sections)
        if section.claims is not None and section.claims.conflict
    )
    return next(in_conflict, 0)

"""Attribution: who says so, field by field, and whether anyone independent agrees."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.changes import Action, ChangeSet, Edit
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.record import heading
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.shown import value_in_words
from palmyra_desktop.gui.attribution.cards import Card, CardDelegate, CardList, CardRole, cards
from palmyra_desktop.gui.attribution.summary import Summary
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.panels import Panel
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.widgets.buttons import LinkButton
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.services.attribution import Attribution, FieldAttribution

_OF_MONUMENTS = 3
"""Monuments of an event whose claims are offered beside its own."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What there is to show: claims about a record and what belongs to it, else what it says itself."""

    about: "tuple[Attribution, ...]"
    spoken: tuple[Card, ...]


class AttributionPanel(Panel):
    """Show the claims about the current record, one field at a time."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Show the claims about the current record."""
        super().__init__(context, parent)
        self.setObjectName("attribution_panel")
        self._fields: tuple[tuple[Attribution, FieldAttribution], ...] = ()
        self._place = 0
        theme = context.theme
        self._choice = LinkButton(theme, "", "secondary", self)
        self._choice.setObjectName("claimed_field")
        self._summary = Summary(theme, self)
        self._nothing = Label(theme, "", "secondary", "muted")
        self._nothing.setWordWrap(True)
        self.model = CardList(self)
        self._view = self._made_view()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(2))
        choice = QHBoxLayout()
        choice.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        choice.addWidget(self._choice)
        choice.addStretch(1)
        layout.addLayout(choice)
        layout.addWidget(self._summary)
        layout.addWidget(self._nothing)
        layout.addWidget(self._view, 1)
        layout.addStretch(0)  # keeps the words at the top where there is no list
        self.setFocusProxy(self._view)
        self._connect()
        self._show_nothing("")
        self._read()

    def _made_view(self) -> QListView:
        view = QListView(self)
        view.setObjectName("claims")
        view.setAccessibleName(_("Claims"))
        view.setModel(self.model)
        view.setItemDelegate(CardDelegate(self.context.theme, view))
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        return view

    def _connect(self) -> None:
        workspace = self.context.workspace
        workspace.current_changed.connect(self._on_current_changed)
        workspace.records_changed.connect(self._on_records_changed)
        workspace.archive_changed.connect(self._read)
        workspace.claims_requested.connect(self._on_claims_requested)
        self._choice.clicked.connect(self._on_choice_clicked)
        self._view.clicked.connect(self._on_card_opened)
        self._view.activated.connect(self._on_card_opened)
        self._view.customContextMenuRequested.connect(self._on_menu_wanted)
        self.context.theme.changed.connect(self._view.doItemsLayout)

    def _on_current_changed(self, _ref: RecordRef | None) -> None:
        self._place = 0
        self._read()

    def _on_records_changed(self, _changes: ChangeSet) -> None:
        self._read()

    def _read(self) -> None:
        archive, ref = self.context.archive, self.context.workspace.current
        if ref is None:
            self._show_nothing(_("Choose a record to see who says so."))
            return

        def work(job: Job) -> _Said:
            from palmyra_desktop.services.attribution import attribution, spoken  # brings SQLAlchemy

            own = attribution(archive, ref)
            if not own.fields:
                return _Said((), tuple(Card(claim) for claim in spoken(archive, ref)))
            found = [own]
            if isinstance(own.record, Event):
                found += [attribution(archive, link.ref) for link in own.record.monuments[:_OF_MONUMENTS]]
            return _Said(tuple(found), ())

        self.context.tasks.read(work, self._on_read, self._on_failed, key="attribution")

    def _on_failed(self, error: Exception) -> None:
        self._show_nothing(str(error))

    def _on_read(self, said: _Said) -> None:
        if said.about:
            self._show_fields(said.about)
        else:
            self._show_spoken(said.spoken)

    def _show_spoken(self, found: tuple[Card, ...]) -> None:
        """Show what is said in a source, or by an actor, about whatever."""
        if not found:
            self._show_nothing(_("No claim is recorded about this yet."))
            return
        words = ngettext("{count} claim made here", "{count} claims made here", len(found))
        self._show_nothing(words.format(count=format_number(len(found))))
        self.model.show_cards(found)
        self._view.setVisible(True)

    def _show_fields(self, found: "tuple[Attribution, ...]") -> None:
        own = tuple((one, field) for one in found[:1] for field in one.fields)
        others = tuple(
            (one, field) for one in found[1:] for field in one.fields if field.claims.field == "condition"
        )
        self._fields = own + others
        if self._place == 0:
            self._place = next((n for n, pair in enumerate(self._fields) if pair[1].claims.conflict), 0)
        self._show(min(self._place, len(self._fields) - 1))

    def _show(self, place: int) -> None:
        self._place = place
        one, field = self._fields[place]
        self._choice.setText(self._name(place) + "  ⌄")
        self._choice.setVisible(True)
        value = value_in_words(one.record.kind, field.claims.field, field.shown_value)
        if isinstance(one.record, Claim):
            value = ""
        self._summary.show_field(field.claims, value, field.chosen_claim_id is not None)
        self._summary.setVisible(True)
        self._nothing.setVisible(False)
        self.model.show_cards(cards(field.claims, field.chosen_claim_id))
        self._view.setVisible(True)

    def _name(self, place: int) -> str:
        one, field = self._fields[place]
        return _("{field} of {record}").format(field=_(field.label), record=heading(one.record))

    def _show_nothing(self, words: str) -> None:
        self._fields = ()
        for widget in (self._choice, self._summary, self._view):
            widget.setVisible(False)
        self.model.show_cards(())
        self._nothing.setText(words)
        margin = self.context.theme.px(16)
        self._nothing.setContentsMargins(margin, 0, margin, 0)
        self._nothing.setVisible(True)

    def _on_choice_clicked(self) -> None:
        menu = QMenu(self)
        for place, (_one, field) in enumerate(self._fields):
            mark = " ≠" if field.claims.conflict else ""
            words = _("{name} ({count}){mark}")
            name = self._name(place).replace("&", "&&")
            menu.addAction(words.format(name=name, count=len(field.claims.claims), mark=mark)).setData(place)
        chosen = menu.exec(self._choice.mapToGlobal(self._choice.rect().bottomLeft()))
        menu.deleteLater()
        if chosen is not None:
            self._show(chosen.data())

    def _on_claims_requested(self, field: str) -> None:
        for place, (one, found) in enumerate(self._fields):
            if found.claims.field == field and one.record.ref == self.context.workspace.current:
                self._show(place)
                return

    def _on_card_opened(self, index: QModelIndex) -> None:
        card: Card = index.data(CardRole)
        if card.claim.source is not None:
            self.context.workspace.open_words(card.claim.source.id, card.claim.id)

    def _on_menu_wanted(self, place: QPoint) -> None:
        index = self._view.indexAt(place)
        if not index.isValid():
            return
        card: Card = index.data(CardRole)
        menu = QMenu(self)
        words = menu.addAction(_("Open source at the words"))
        claim = menu.addAction(_("Go to this claim"))
        choose = menu.addAction(_("Let the shown value rest on this claim"))
        choose.setEnabled(not self.context.archive.read_only and not card.is_chosen)
        chosen = menu.exec(self._view.viewport().mapToGlobal(place))
        menu.deleteLater()
        if chosen is words:
            self._on_card_opened(index)
        elif chosen is claim:
            self.context.workspace.go_to(card.claim.ref)
        elif chosen is choose:
            self.choose(card.claim)

    def choose(self, claim: Claim) -> None:
        """Let the value shown for a field rest on a claim; one act, which can be undone."""
        archive, author = self.context.archive, self.context.settings.value.author
        subject = archive, claim.subject.ref

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services.editing import apply

            record = subject[0].record(subject[1])
            values = {"field": claim.field, "claim_id": claim.id}
            edit = Edit(Action.CHOOSE, record.kind, record.id, record.version, values)
            label = _("Choice of the claim a value rests on")
            return apply(archive, [edit], label=label, author=author)

        self.context.tasks.write(work, self.context.workspace.tell_changes)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._view.doItemsLayout()

"""A source's text at the words of a claim."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QDockWidget, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.shown import date_in_words
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.panels import Panel
from palmyra_desktop.gui.reader.head import ReaderHead
from palmyra_desktop.gui.reader.reading import Reading, place_of, read_source
from palmyra_desktop.gui.reader.text_view import TextView, selected
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.widgets.buttons import IconButton
from palmyra_desktop.gui.widgets.dock_title import DockTitle
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _

_LARGE = QSize(820, 860)
"""Pixels of the design of the reader in a window of its own."""
_COMPACT = 300
"""Below this height, in pixels of the design, the text needs the room of the head."""


class ReaderPanel(Panel):
    """Show the text asked for, else that of the current record."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Show what belongs to the record that is current now."""
        super().__init__(context, parent)
        self.setObjectName("reader_panel")
        self._reading: Reading | None = None
        self._query = context.workspace.criteria.text
        self.head = ReaderHead(context.theme, self)
        self.text = TextView(context.theme, self)
        self._nothing = Label(context.theme, "", "body", "muted")
        self._nothing.setWordWrap(True)
        self._nothing.setMargin(context.theme.px(16))
        top = self._nothing.alignment() & ~Qt.AlignmentFlag.AlignVertical_Mask
        self._nothing.setAlignment(top | Qt.AlignmentFlag.AlignTop)
        self._expand: IconButton | None = None
        self._title: DockTitle | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.text, 1)
        layout.addWidget(self._nothing, 1)
        self.head.hide()  # until there is a text to tell of
        self.setFocusProxy(self.text)
        self._connect()
        self._follow(context.workspace.current)

    def _connect(self) -> None:
        workspace = self.context.workspace
        workspace.reader_requested.connect(self._on_reader_requested)
        workspace.current_changed.connect(self._follow)
        workspace.records_changed.connect(self._on_records_changed)
        workspace.archive_changed.connect(self._read_again)
        workspace.criteria_changed.connect(self._on_criteria_changed)
        self.text.claim_clicked.connect(self._on_claim_clicked)
        self.head.previous_wanted.connect(self._on_previous)
        self.head.next_wanted.connect(self._on_next)
        self.head.lost_chosen.connect(self._go_to)
        self.head.anchor_wanted.connect(self._on_anchor_wanted)
        self.text.selectionChanged.connect(self._offer_anchor)
        self.context.theme.changed.connect(self.update)

    @override
    def furnish_title(self, title: DockTitle, menu: QMenu) -> None:
        self._expand = IconButton(self.context.theme, "open", _("Read in a large window"), size=16)
        self._expand.clicked.connect(self._on_expand)
        title.add_widget(self._expand, at_end=True)
        self._title = title
        self._name_source()

    def _name_source(self) -> None:
        """Name the source above the text, or where there is little room beside the dock's title."""
        is_compact = self._title is not None and self.height() < self.context.theme.px(_COMPACT)
        self.head.set_compact(is_compact)
        if self._title is None:
            return
        source = self._reading.source if self._reading and is_compact else None
        parts = (source.publisher, date_in_words(source.published)) if source else ()
        self._title.set_note(", ".join(filter(None, parts)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_source()

    def _follow(self, ref: RecordRef | None) -> None:
        """Show the text that belongs to a record."""
        archive, query = self.context.archive, self._query
        if ref is None:
            self.context.tasks.cancel("reader")
            self._say(_("Choose a record to read its source."))
            return

        def work(job: Job) -> Reading | None:
            place = place_of(archive, ref)
            job.check()
            return read_source(archive, *place, query) if place else None

        self.context.tasks.read(work, self._on_read, self._on_failed, key="reader")

    def _on_reader_requested(self, source_id: int, claim_id: int | None) -> None:
        self._open(source_id, claim_id)
        dock = self._dock()
        if dock is not None:
            dock.show()
            dock.raise_()

    def _open(self, source_id: int, claim_id: int | None) -> None:
        archive, query = self.context.archive, self._query

        def work(job: Job) -> Reading | None:
            return read_source(archive, source_id, claim_id, query)

        self.context.tasks.read(work, self._on_read, self._on_failed, key="reader")

    def _on_records_changed(self, changes: ChangeSet) -> None:
        if changes.kinds & {Kind.SOURCE, Kind.CLAIM}:
            self._read_again()

    def _read_again(self) -> None:
        if self._reading is not None:
            self._open(self._reading.source.id, self.text.current)
        else:
            self._follow(self.context.workspace.current)

    def _on_criteria_changed(self, criteria: Criteria) -> None:
        if criteria.text != self._query:
            self._query = criteria.text
            self._read_again()

    def _on_read(self, reading: Reading | None) -> None:
        self._reading = reading
        self._name_source()
        if reading is None:
            self._say(_("No source is named for this record."))
            return
        self._nothing.setVisible(not reading.text)
        self._nothing.setText(_("No text of this source is archived."))
        self.head.show()
        self.text.setVisible(bool(reading.text))
        self.head.show_reading(reading)
        self.text.show_text(reading.text, reading.stretches, reading.found)
        self._go_to(reading.wanted)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._say(str(error))

    def _say(self, words: str) -> None:
        self._reading = None
        self._name_source()
        self.head.hide()
        self.text.hide()
        self._nothing.setText(words)
        self._nothing.show()

    def _go_to(self, claim_id: int | None) -> None:
        """Light a claim's words, or say that they are lost; without a claim, the first words searched."""
        if self._reading is None:
            return
        places = [one.claim.id for one in self._reading.stretches if one.claim]
        lost = next((one for one in self._reading.lost if one.claim.id == claim_id), None)
        number = places.index(claim_id) if claim_id in places else None
        self.text.light(claim_id)
        self.head.show_place(number, len(places), lost if self._reading.text else None)

        self._offer_anchor()

    def _offer_anchor(self) -> None:
        can_anchor = self._reading is not None and not self.context.archive.read_only
        self.head.lost.offer(can_anchor=can_anchor, has_selection=self.text.textCursor().hasSelection())

    def _on_anchor_wanted(self) -> None:
        """Let the words selected be those of the claim whose words are lost."""
        reading, archive = self._reading, self.context.archive
        if reading is None:
            return
        claim = next((one.claim for one in reading.lost if one.claim.id == self.text.current), None)
        place = selected(reading.text, self.text.textCursor())
        if claim is None or place is None:
            return
        author = self.context.settings.value.author

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services.anchoring import anchor

            return anchor(archive, claim, *place, author=author)

        self.context.tasks.write(work, self.context.workspace.tell_changes)

    def _on_claim_clicked(self, claim_id: int) -> None:
        self._go_to(claim_id)
        self.context.workspace.set_current(RecordRef(Kind.CLAIM, claim_id))

    def _on_previous(self) -> None:
        self._step(-1)

    def _on_next(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        """Go to the words before or after, round the end of the text."""
        if self._reading is None or not self._reading.stretches:
            return
        places = [one.claim.id for one in self._reading.stretches if one.claim]
        if self.text.current in places:
            number = (places.index(self.text.current) + by) % len(places)
        else:
            number = 0 if by > 0 else len(places) - 1
        self._go_to(places[number])

    def _dock(self) -> QDockWidget | None:
        parent = self.parentWidget()
        return parent if isinstance(parent, QDockWidget) else None

    def _on_expand(self) -> None:
        """Let the panel float, large, over the window; or put it back."""
        dock = self._dock()
        if dock is None:
            return
        dock.setFloating(not dock.isFloating())
        if dock.isFloating():
            theme, owner = self.context.theme, dock.parentWidget()
            room = dock.screen().availableSize()
            size = QSize(theme.px(_LARGE.width()), theme.px(_LARGE.height())).boundedTo(room)
            dock.resize(size)
            if owner is not None:
                dock.move(owner.window().frameGeometry().center() - dock.rect().center())
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._expand is not None:
            words = _("Put the reader back") if dock.isFloating() else _("Read in a large window")
            self._expand.set_text(words)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.context.theme.color("raised"))

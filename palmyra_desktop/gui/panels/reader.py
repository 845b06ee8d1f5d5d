"""Reader: a source's text, the exact words of each claim lit, lost ones told."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.shown import date_in_words, term
from palmyra_desktop.domain.source import Source, SourceText
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.panels import Panel
from palmyra_desktop.gui.reader.page import Lit, Page
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.widgets.buttons import IconButton
from palmyra_desktop.gui.widgets.dock_title import DockTitle
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _, format_number

if TYPE_CHECKING:
    from palmyra_desktop.services.attribution import Anchor, LostAnchor


def _place(anchor: "Anchor | LostAnchor", claim: Claim) -> Lit | str:
    """Return where words stand, or why they are lost."""
    reason = getattr(anchor, "reason", None)
    return Lit(claim.id, anchor.start, anchor.end) if reason is None else str(reason)  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class _Reading:
    source: Source
    text: SourceText | None
    claims: tuple[Claim, ...]
    anchors: tuple[Lit | str | None, ...]
    """Of each claim: where its words stand, why they are lost, or None without a text."""


class ReaderPanel(Panel):
    """Follow the current source or claim, and what is asked for by its words."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Show the text that goes with the current record."""
        super().__init__(context, parent)
        self.setObjectName("reader_panel")
        theme = context.theme
        self._title: DockTitle | None = None
        self._reading: _Reading | None = None
        self._claim_id: int | None = None
        self._about = Label(theme, "", "secondary", "muted", parent=self)
        self._about.setWordWrap(True)
        self._lost = Label(theme, "", "secondary", "issue", parent=self)
        self._lost.setWordWrap(True)
        self._count = Label(theme, "", "secondary", "muted", parent=self)
        self._before = IconButton(theme, "up", _("Words of the claim before"), size=14, parent=self)
        self._after = IconButton(theme, "down", _("Words of the next claim"), size=14, parent=self)
        self.page = Page(theme, self)
        self.page.setAccessibleName(_("Text of the source"))
        head = QHBoxLayout()
        head.addWidget(self._about, 1)
        head.addWidget(self._count)
        head.addWidget(self._before)
        head.addWidget(self._after)
        head.setContentsMargins(theme.px(16), 0, theme.px(10), 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(4))
        layout.addLayout(head)
        layout.addWidget(self._lost)
        layout.addWidget(self.page, 1)
        self._lost.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        self.setFocusProxy(self.page)
        self._connect()
        self._show_nothing()
        self._on_current_changed(context.workspace.current)

    @override
    def furnish_title(self, title: DockTitle, menu: QMenu) -> None:
        self._title = title

    def _connect(self) -> None:
        workspace = self.context.workspace
        workspace.reader_requested.connect(self._on_requested)
        workspace.current_changed.connect(self._on_current_changed)
        workspace.records_changed.connect(self._on_records_changed)
        self.page.claim_clicked.connect(self._show_claim)
        self._before.clicked.connect(self._on_before)
        self._after.clicked.connect(self._on_after)

    def _on_requested(self, source_id: int, claim_id: int | None) -> None:
        self._read(source_id, claim_id)

    def _on_records_changed(self, _changes: ChangeSet) -> None:
        if self._reading is not None:
            self._read(self._reading.source.id, self._claim_id)

    def _on_current_changed(self, ref: RecordRef | None) -> None:
        """Follow to a source, to the words of a claim, or to the first words about another record."""
        if ref is None:
            self._show_nothing()
        elif ref.kind is Kind.SOURCE:
            self._read(ref.id, None)
        else:
            self._find(ref)

    def _find(self, ref: RecordRef) -> None:
        archive = self.context.archive

        def work(job: Job) -> tuple[int, int] | None:
            record = archive.record(ref)
            claims = (record,) if isinstance(record, Claim) else archive.detail(ref).claims
            chosen = () if isinstance(record, Claim) else tuple(archive.detail(ref).chosen.values())
            ordered = sorted(claims, key=lambda claim: claim.id not in chosen)
            return next(((claim.source.id, claim.id) for claim in ordered if claim.source), None)

        self.context.tasks.read(work, self._on_place_found, key="reader place")

    def _on_place_found(self, found: tuple[int, int] | None) -> None:
        if found is None:
            self._show_nothing()
        else:
            self._read(*found)

    def _read(self, source_id: int, claim_id: int | None) -> None:
        archive = self.context.archive

        def work(job: Job) -> tuple[_Reading, int | None]:
            from palmyra_desktop.services.attribution import locate  # brings SQLAlchemy

            source = archive.record(RecordRef(Kind.SOURCE, source_id))
            assert isinstance(source, Source)
            text, claims = archive.source_text(source_id), archive.claims_in(source_id)
            anchors = tuple(_place(locate(text, claim), claim) if text else None for claim in claims)
            return _Reading(source, text, claims, anchors), claim_id

        self.context.tasks.read(work, self._on_read, key="reader")

    def _on_read(self, answer: tuple[_Reading, int | None]) -> None:
        reading, claim_id = answer
        self._reading = reading
        source = reading.source
        printed = ", ".join(part for part in (source.publisher, date_in_words(source.published)) if part)
        if self._title is not None:
            self._title.set_note(printed)
        kind = term("text_kind", reading.text.text_kind) if reading.text and reading.text.text_kind else ""
        self._about.setText(" · ".join(part for part in (source.title, kind) if part))
        self._about.setToolTip(source.text_sha256 or "")
        lit = tuple(anchor for anchor in reading.anchors if isinstance(anchor, Lit))
        self.page.show_text(reading.text.text if reading.text else "", lit)
        self._show_claim(claim_id)
        if reading.text is None:
            self._lost.setText(_("The text of this source is not in the archive."))
            self._lost.setVisible(True)

    def _show_claim(self, claim_id: int | None) -> None:
        self._claim_id = claim_id
        reading = self._reading
        if reading is None:
            return
        ids = [claim.id for claim in reading.claims]
        place = ids.index(claim_id) if claim_id in ids else None
        words = _("{place} of {count}")
        self._count.setText(
            words.format(place=format_number(place + 1), count=format_number(len(ids)))
            if place is not None
            else ""
        )
        anchor = reading.anchors[place] if place is not None else None
        lost = ""
        if place is not None and isinstance(anchor, str):
            quoted = reading.claims[place].words
            lost = f"{anchor} “{quoted}”" if quoted else anchor
        self._lost.setText(lost)
        self._lost.setVisible(bool(lost))
        self.page.show_current(claim_id)
        for button in (self._before, self._after):
            button.setEnabled(bool(ids))

    def _step(self, by: int) -> None:
        reading = self._reading
        if reading is None or not reading.claims:
            return
        ids = [claim.id for claim in reading.claims]
        place = ids.index(self._claim_id) + by if self._claim_id in ids else 0
        self._show_claim(ids[place % len(ids)])

    def _on_before(self) -> None:
        self._step(-1)

    def _on_after(self) -> None:
        self._step(1)

    def _show_nothing(self) -> None:
        self._reading, self._claim_id = None, None
        self._about.setText(_("Choose a source, or a claim with its exact words."))
        self._count.setText("")
        self._lost.setVisible(False)
        if self._title is not None:
            self._title.set_note("")
        self.page.show_text("", ())

"""One record laid out for reading: what it is, its fields, and what points at it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.changes import Change
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.custody import Step, custody_words
from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Detail, LinkedGroup
from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.record import heading, record_type
from palmyra_desktop.domain.reference import Record
from palmyra_desktop.domain.shown import shown, term
from palmyra_desktop.domain.source import Source
from palmyra_desktop.domain.vocabulary_events import event_icon
from palmyra_desktop.gui.detail.pill_button import PillButton
from palmyra_desktop.gui.detail.plate import Plate
from palmyra_desktop.gui.detail.rich_label import Markup, RichLabel
from palmyra_desktop.gui.detail.values import KIND_FIELDS, Row, rows
from palmyra_desktop.gui.moments import moment
from palmyra_desktop.gui.records.pictures import Pictures
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.labels import HeadingLabel, Label, PillLabel
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import _, format_number, left_to_right, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.services.attribution import FieldAttribution

_INSET, _LABELS = 16, 86
_FIRST_LINKS = 5
_LAST_LOOKS = 3
_MARKS = {"work_needed": "work", "issue": "issue", "conflict": "conflict"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A record as read for its detail.

    Attributes:
        fields: its claimed fields, compared. changed: what was done to it last, if it is not as it came.
    """

    detail: Detail
    fields: "tuple[FieldAttribution, ...]"
    changed: Change | None = None


class DetailView(QWidget):
    """The widgets of one record; another record gets another view."""

    followed = Signal(str)
    """A link was followed: a target as made by `Markup`."""

    def __init__(self, theme: Theme, shown: Shown, pictures: Pictures, parent: QWidget | None = None) -> None:
        """Lay a record out."""
        super().__init__(parent)
        self.setObjectName("detail_view")
        self._theme, self._shown, self._pictures = theme, shown, pictures
        self._markup = Markup(theme)
        px = theme.px
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(px(_INSET), px(2), px(_INSET), px(14))
        self._layout.setSpacing(px(4))
        self._add_head()
        self._add_fields()
        self._layout.addStretch(1)
        self._add_changed()

    @override
    def minimumSizeHint(self) -> QSize:
        # The layout's own is as high as the paragraphs are at their narrowest.
        return QSize(super().minimumSizeHint().width(), 0)

    @property
    def _record(self) -> Record:
        return self._shown.detail.record

    def _add_head(self) -> None:
        record, theme = self._record, self._theme
        self._layout.addWidget(self._kind_line())
        if isinstance(record, Image):
            self._add_image(record)
        else:
            title = HeadingLabel(theme, heading(record) or _("without a title"), "title")
            title.setObjectName("detail_title")
            self._layout.addWidget(title)
        if isinstance(record, Claim) and record.words:
            quote = _("“{words}”").format(words=record.words)
            self._layout.addWidget(RichLabel(theme, self._markup.plain(quote), "serif", "text2"))
        self._add_date()
        if isinstance(record, Source):
            self._layout.addWidget(self._link_label(self._source_links(record)))
        elif isinstance(record, Claim):
            self._layout.addWidget(self._link_label(self._claim_links(record)))
        line = QFrame(self)
        line.setFixedHeight(1)
        line.setStyleSheet(f"background: {theme.color('line').name()}; border: 0;")
        self._layout.addSpacing(theme.px(6))
        self._layout.addWidget(line)
        self._layout.addSpacing(theme.px(6))

    def _kind_line(self) -> QWidget:
        record, theme = self._record, self._theme
        described = record_type(record.kind)
        kind_key = getattr(record, KIND_FIELDS[record.kind])
        parts = [_(described.label)]
        if kind_key and kind_key != record.kind.value:
            parts.append(term(described.field(KIND_FIELDS[record.kind]).vocabulary, kind_key))
        if record.trashed:
            parts.append(_("in the trash"))
        row, layout = self._line()
        icon = event_icon(record.event_kind) if isinstance(record, Event) else described.icon
        drawing = Label(theme)
        drawing.setObjectName("kind_icon")
        drawing.setPixmap(theme.icons.icon(icon, "muted", 16).pixmap(theme.px(16), theme.px(16)))
        drawing.setFixedWidth(theme.px(18))
        layout.addWidget(drawing)
        words = Label(theme, " · ".join(parts), "secondary", "muted")
        words.setWordWrap(True)
        layout.addWidget(words, 1)
        status = getattr(record, "status", None)
        if status in _MARKS:
            layout.addWidget(PillLabel(theme, term("claim_status", status), _MARKS[status]))
        return row

    def _add_date(self) -> None:
        record, key = self._record, record_type(self._record.kind).date_key
        date = getattr(record, key) if key else None
        if date is None:
            return
        words = shown(record_type(record.kind).field(key or ""), date)
        mono = self._theme.font("mono")
        edtf = (
            f'<span style="color:{self._theme.color("muted").name()};'
            f"font-family:'{mono.family()}';font-size:{mono.pointSizeF()}pt\">"
            f"{left_to_right(self._markup.plain(str(date)))}</span>"
        )
        pill = self._pill(key or "")
        said = RichLabel(self._theme, f"{self._markup.plain(words)}&nbsp;&nbsp; {edtf}", "body", "text2")
        said.setObjectName("detail_date")
        self._layout.addWidget(said)
        if pill is not None:
            self._layout.addWidget(pill)

    def _add_image(self, image: Image) -> None:
        theme, layout = self._theme, self._layout
        layout.addWidget(Plate(theme, self._pictures, image))
        layout.addSpacing(theme.px(4))
        credit = image.credit or _("no credit line printed")
        line = RichLabel(theme, self._markup.plain(credit))
        line.setFont(theme.font("value") if image.credit else theme.font("body", italic=True))
        line.setObjectName("credit_line")
        layout.addWidget(line)
        caption = RichLabel(theme, self._markup.plain(image.caption), "serif")
        caption.setObjectName("detail_title")
        layout.addWidget(caption)

    def _source_links(self, source: Source) -> list[str]:
        link, links = self._markup.link, []
        if source.text_sha256:
            links.append(link("do:open_words", _("Open text")))
        links.append(link("do:copy_citation", _("Copy citation")))
        links.append(link("do:copy_bibtex", _("Copy as BibTeX")))
        return links

    def _claim_links(self, claim: Claim) -> list[str]:
        link, links = self._markup.link, []
        if claim.source is not None:
            links.append(link("do:open_words", _("Open source at the words")))
        links.append(link("do:copy_citation", _("Copy citation")))
        return links

    def _add_fields(self) -> None:
        grid = QGridLayout()
        px = self._theme.px
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(9))
        grid.setColumnMinimumWidth(0, px(_LABELS))
        grid.setColumnStretch(1, 1)
        for row in rows(self._shown.detail, self._markup):
            self._add_row(grid, row.label, self._value(row))
        evidence = self._evidence()
        if evidence:
            self._add_row(grid, _("Evidence"), self._link_label(evidence))
        for number, group in enumerate(self._shown.detail.linked):
            self._add_row(grid, _(group.label), self._rich(self._group(number, group)))
        if self._shown.detail.custody:
            self._add_row(grid, _("Custody"), self._custody())
        self._layout.addLayout(grid)

    def _add_changed(self) -> None:
        """Say who changed the record last, and when; nothing of one that is as it came."""
        change, markup = self._shown.changed, self._markup
        if change is None:
            return
        when = moment(change.at_utc)
        said = _("Changed {when}").format(when=when)
        if change.author:
            said = _("Changed {when} by {author}").format(when=when, author=change.author)
        line = self._link_label([markup.muted(said), markup.link("do:record_history", _("History"))])
        line.setObjectName("changed_line")
        self._layout.addSpacing(self._theme.px(8))
        self._layout.addWidget(line)

    def _add_row(self, grid: QGridLayout, label: str, value: QWidget) -> None:
        name = Label(self._theme, label, "body", "muted")
        name.setWordWrap(True)
        name.setAlignment(
            (name.alignment() & ~Qt.AlignmentFlag.AlignVertical_Mask) | Qt.AlignmentFlag.AlignTop
        )
        name.setFixedWidth(self._theme.px(_LABELS))
        name.setBuddy(value)
        value.setAccessibleName(label)
        number = grid.rowCount()
        grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, number, 1)

    def _value(self, row: Row) -> QWidget:
        label = RichLabel(self._theme, row.markup, "serif" if row.is_quote else "body")
        label.setObjectName(f"value_{row.key}")
        label.linkActivated.connect(self.followed)
        pill = self._pill(row.key)
        if pill is None:
            return label
        if row.is_short:
            label.setWordWrap(False)
        return _WithPill(self._theme, label, pill, row.is_short)

    def _pill(self, key: str) -> PillButton | None:
        """Return the pill of a field whose claims disagree, None for any other."""
        if self._record.kind == Kind.CLAIM:
            return None
        found = next((field.claims for field in self._shown.fields if field.claims.field == key), None)
        if found is None or not found.conflict:
            return None
        count = len(found.values)
        words = _("conflict")
        if count > 1:
            words = ngettext("{count} value claimed", "{count} values claimed", count)
            words = words.format(count=format_number(count))
        pill = PillButton(self._theme, words, "conflict")
        pill.setProperty("field", key)
        pill.clicked.connect(self._on_pill_clicked)
        return pill

    def _evidence(self) -> list[str]:
        """Return the links to all claims about the record, their sources and its images."""
        claims = self._shown.detail.claims
        if not claims or self._record.kind == Kind.CLAIM:
            return []
        sources = {claim.source.id for claim in claims if claim.source}
        images = sum(group.total for group in self._shown.detail.linked if group.kind == Kind.IMAGE)
        counted = (
            ("list:claims", ngettext("{count} claim", "{count} claims", len(claims)), len(claims)),
            ("list:sources", ngettext("{count} source", "{count} sources", len(sources)), len(sources)),
            ("list:images", ngettext("{count} image", "{count} images", images), images),
        )
        return [
            self._markup.link(target, words.format(count=format_number(count)))
            for target, words, count in counted
            if count
        ]

    def _custody(self) -> RichLabel:
        """Return the newest steps of the chain of custody, behind the one by which it was taken in last."""
        steps = self._shown.detail.custody
        first = max((n for n, step in enumerate(steps) if step.step is Step.TAKEN_IN), default=0)
        kept = dict.fromkeys((steps[first], *steps[first + 1 :][-_LAST_LOOKS:]))
        lines = [
            f"{self._markup.plain(custody_words(step))} {self._markup.muted(moment(step.at_utc))}"
            for step in kept
        ]
        label = self._rich(lines)
        label.setObjectName("custody")
        label.setToolTip(plain("SHA-256 " + steps[first].sha256))
        return label

    def _group(self, number: int, group: LinkedGroup) -> list[str]:
        lines = [self._markup.record(link.ref, link.title or "?") for link in group.links[:_FIRST_LINKS]]
        if group.total > _FIRST_LINKS:
            words = _("Show all {count}").format(count=format_number(group.total))
            lines.append(self._markup.link(f"group:{number}", words))
        return lines

    def _link_label(self, links: list[str]) -> RichLabel:
        return self._rich(self._markup.muted(" · ").join(links))

    def _rich(self, lines: str | list[str]) -> RichLabel:
        label = RichLabel(self._theme, lines)
        label.linkActivated.connect(self.followed)
        return label

    def _line(self) -> tuple[QWidget, QHBoxLayout]:
        holder = QWidget(self)
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.px(8))
        return holder, layout

    def _on_pill_clicked(self) -> None:
        self.followed.emit(f"field:{self.sender().property('field')}")


class _WithPill(QWidget):
    """A value with its pill beside it where both fit, else below."""

    def __init__(self, theme: Theme, label: RichLabel, pill: PillButton, is_short: bool) -> None:
        super().__init__()
        self._parts, self._gap, self._is_short = (label, pill), theme.px(8), is_short
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        for part in self._parts:
            self._box.addWidget(part)
        self._box.addStretch(1)
        self._turn(is_short)

    def _turn(self, is_beside: bool) -> None:
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.LeftToRight if is_beside else ways.TopToBottom)
        self._box.setSpacing(self._gap if is_beside else self._gap // 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._gap, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(part.sizeHint().width() for part in self._parts) + self._gap
        self._turn(self._is_short and needed <= self.width())

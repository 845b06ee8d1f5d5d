"""The widgets of one record's detail; made anew for each record."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.found import Detail
from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.record import heading, record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.shown import date_in_words, term
from palmyra_desktop.domain.source import Source
from palmyra_desktop.domain.vocabulary import event_icon
from palmyra_desktop.gui.detail.rows import DetailRow, Part, detail_rows, evidence
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.buttons import LinkButton
from palmyra_desktop.gui.widgets.labels import HeadingLabel, Label, PillLabel
from palmyra_desktop.i18n import _, format_number

_LABEL = 86  # pixels of the design


class Content(QWidget):
    """One record in words: kind, title, date, then its rows."""

    link_followed = Signal(object)
    """RecordRef."""
    field_wanted = Signal(str)
    """Key of a field whose claims disagree."""
    text_wanted = Signal()
    """Open the text of the source shown."""

    def __init__(self, theme: Theme, detail: Detail, parent: QWidget | None = None) -> None:
        """Build all of it."""
        super().__init__(parent)
        self.setObjectName("detail_content")
        self._theme, self._detail = theme, detail
        self._targets: dict[LinkButton, RecordRef] = {}
        self._fields: dict[LinkButton, str] = {}
        px = theme.px
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(px(16), px(4), px(16), px(16))
        self._layout.setSpacing(px(6))
        self._add_head()
        self._layout.addWidget(_Rule(theme, self))
        self._add_rows()
        self._layout.addStretch(1)

    def _add_head(self) -> None:
        record, theme = self._detail.record, self._theme
        described = record_type(record.kind)
        if isinstance(record, Image):
            self._add_credit(record)
        kind_words = _(described.label)
        icon = described.icon
        sort = getattr(record, f"{record.kind.value}_kind", None)
        if sort:
            vocabulary = described.field(f"{record.kind.value}_kind").vocabulary
            kind_words = f"{kind_words} · {term(vocabulary, sort)}"
        if isinstance(record, Event) and record.event_kind:
            icon = event_icon(record.event_kind)
        line = QHBoxLayout()
        line.setSpacing(theme.px(6))
        line.addWidget(_Icon(theme, icon, self))
        line.addWidget(Label(theme, kind_words, "secondary", "muted", parent=self))
        line.addStretch(1)
        self._layout.insertLayout(0, line)
        title = HeadingLabel(theme, heading(record), "title" if not isinstance(record, Image) else "value")
        self._layout.addWidget(title)
        if described.date_key:
            self._add_date(getattr(record, described.date_key))

    def _add_credit(self, image: Image) -> None:
        label = Label(self._theme, _("Credit line, as printed"), "secondary", "muted", parent=self)
        credit = Label(self._theme, image.credit or _("no credit line printed"), "value", parent=self)
        credit.setWordWrap(True)
        if not image.credit:
            credit.setFont(self._theme.font("body", italic=True))
        self._layout.addWidget(label)
        self._layout.addWidget(credit)

    def _add_date(self, date: object) -> None:
        line = QHBoxLayout()
        line.setSpacing(self._theme.px(10))
        words = date_in_words(date) if date else _("undated")  # type: ignore[arg-type]  # a DateSpan or None
        line.addWidget(Label(self._theme, words, "body", "text2", parent=self))
        if date:
            line.addWidget(Label(self._theme, f"\u2066{date}\u2069", "mono", "muted", parent=self))
        line.addStretch(1)
        self._layout.addLayout(line)

    def _add_rows(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(10))
        grid.setVerticalSpacing(self._theme.px(6))
        grid.setColumnMinimumWidth(0, self._theme.px(_LABEL))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        rows = list(detail_rows(self._detail))
        said = evidence(self._detail)
        if said:
            rows.append(DetailRow(_("Evidence"), (Part(said),)))
        for number, row in enumerate(rows):
            label = Label(self._theme, row.label, "secondary", "muted", parent=self)
            label.setWordWrap(True)
            label.setFixedWidth(self._theme.px(_LABEL))
            grid.addWidget(label, number, 0, top)
            grid.addWidget(self._row(row), number, 1, top)
        self._layout.addLayout(grid)
        if isinstance(self._detail.record, Source) and self._detail.record.text_sha256:
            button = LinkButton(self._theme, _("Open the text"), parent=self)
            button.clicked.connect(self.text_wanted)
            self._layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    def _row(self, row: DetailRow) -> QWidget:
        holder = QWidget(self)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self._theme.px(3))
        for part in row.parts:
            box.addWidget(self._part(part, row))
        if row.values:
            words = _("{count} values claimed").format(count=format_number(row.values))
            pill = PillLabel(self._theme, words, "conflict", holder)
            box.addWidget(pill, 0, Qt.AlignmentFlag.AlignLeading)
            link = LinkButton(self._theme, _("Who says so"), "secondary", holder)
            self._fields[link] = row.field
            link.clicked.connect(self._on_field_clicked)
            box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
        return holder

    def _part(self, part: Part, row: DetailRow) -> QWidget:
        if part.link is None:
            words = f"{part.text}  {part.muted}" if part.muted else part.text
            label = Label(self._theme, words, "serif" if row.is_quote else "body", parent=self)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            return label
        holder = QWidget(self)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._theme.px(8))
        link = LinkButton(self._theme, _elided(self._theme, part.text), parent=holder)
        link.setAccessibleName(f"{row.label}: {part.text}")
        link.setToolTip(part.text)
        self._targets[link] = part.link.ref
        link.clicked.connect(self._on_link_clicked)
        line.addWidget(link)
        if part.muted:
            line.addWidget(Label(self._theme, part.muted, "secondary", "muted", parent=holder))
        line.addStretch(1)
        return holder

    def _on_link_clicked(self) -> None:
        self.link_followed.emit(self._targets[self.sender()])  # type: ignore[index]  # one of our buttons

    def _on_field_clicked(self) -> None:
        self.field_wanted.emit(self._fields[self.sender()])  # type: ignore[index]  # one of our buttons


def _elided(theme: Theme, text: str) -> str:
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(theme.font("body"))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, theme.px(260)).replace("&", "&&")


class _Rule(QWidget):
    """A hairline across."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(theme.px(9))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() // 2, self.width(), 1, self._theme.color("line"))


class _Icon(QWidget):
    """An icon that says nothing by itself."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._name = theme, name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(16), self._theme.px(16))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._theme.icons.paint(QPainter(self), QRectF(self.rect()), self._name, "muted")

"""The head of the reader: which source this is, and whether its text is the archived one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from palmyra_desktop.domain.hidden_marks import count
from palmyra_desktop.domain.shown import date_in_words, term
from palmyra_desktop.gui.reader.lost import LostButton, LostNotice
from palmyra_desktop.gui.reader.reading import LostWords, Reading
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.buttons import IconButton
from palmyra_desktop.gui.widgets.labels import HeadingLabel, Label, PillLabel
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import _, format_number, ngettext, side_by_side

_SHOWN_HASH = 8


class ReaderHead(QWidget):
    """Title, publisher and date, the text's hash, and the way from one claim's words to the next."""

    previous_wanted = Signal()
    next_wanted = Signal()
    lost_chosen = Signal(int)
    """A claim whose words are lost was chosen: its id."""
    anchor_wanted = Signal()
    """The words selected in the text shall be those of the claim whose words are lost."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("reader_head")
        self._title = HeadingLabel(theme, "", "value")
        self._about = Label(theme, "", "secondary", "muted")
        self._about.setWordWrap(True)
        self._kind = PillLabel(theme, "", "other")
        self._changed = PillLabel(theme, _("changed since it was archived"), "issue")
        self._marks = PillLabel(theme, "", "other")
        self._count = Label(theme, "", "secondary", "muted", tabular=True)
        self._previous = IconButton(theme, "up", _("Words before"), "Alt+Up", size=16)
        self._next = IconButton(theme, "down", _("Words after"), "Alt+Down", size=16)
        self._previous.clicked.connect(self.previous_wanted)
        self._next.clicked.connect(self.next_wanted)
        self._lost_ones = LostButton(theme)
        self._lost_ones.chosen.connect(self.lost_chosen)
        self.lost = LostNotice(theme)
        self.lost.anchor_wanted.connect(self.anchor_wanted)
        self._lay_out()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _lay_out(self) -> None:
        self._facts = QHBoxLayout()
        self._facts.addWidget(self._kind)
        self._facts.addWidget(self._changed)
        self._facts.addWidget(self._marks)
        self._facts.addWidget(self._lost_ones)
        self._facts.addStretch(1)
        for widget in (self._count, self._previous, self._next):
            self._facts.addWidget(widget)
        self._layout = QVBoxLayout(self)
        for part in (self._title, self._about):
            self._layout.addWidget(part)
        self._layout.addLayout(self._facts)
        self._layout.addWidget(self.lost)

    def show_reading(self, reading: Reading) -> None:
        """Show a source."""
        source, short = reading.source, reading.sha256[:_SHOWN_HASH]
        self._title.setText(source.title)
        kind = term("source_kind", source.source_kind) if source.source_kind else ""
        kept = _("unchanged, SHA-256 {hash}…").format(hash=short) if short else ""
        about = (
            source.publisher,
            kind,
            date_in_words(source.published),
            kept if reading.is_unchanged else "",
        )
        self._about.setText(side_by_side(filter(None, about), " · "))
        self._about.setToolTip(plain(reading.sha256))
        is_part = reading.text_kind not in (None, "full_text")
        self._kind.setVisible(is_part)
        if is_part:
            self._kind.set_text(term("text_kind", reading.text_kind or ""), "other")
        self._changed.setVisible(not reading.is_unchanged)
        marks = count(reading.text)
        self._marks.setVisible(marks > 0)
        words = ngettext("{count} hidden mark", "{count} hidden marks", marks)
        self._marks.set_text(words.format(count=format_number(marks)), "other")
        self._lost_ones.show_lost(reading.lost if reading.text else ())

    def set_compact(self, compact: bool) -> None:
        """Leave out title and publisher where there is little room; the dock's title names the source."""
        self._title.setVisible(not compact)
        self._about.setVisible(not compact)

    def show_place(self, number: int | None, total: int, lost: LostWords | None) -> None:
        """Show which of the claims' words are lit: a number from 0, None where none are."""
        for widget in (self._count, self._previous, self._next):
            widget.setVisible(total > 0)
        if number is None:
            words = ngettext("{count} claim", "{count} claims", total).format(count=format_number(total))
        else:
            words = _("{number} of {total}")
            words = words.format(number=format_number(number + 1), total=format_number(total))
        self._count.setText(words)
        self.lost.show_lost(lost)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(px(16), 0, px(12), px(6))
        self._layout.setSpacing(px(2))
        self._facts.setSpacing(px(8))

"""The head of the comparison: what is compared, from how many origins, and of which day."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from palmyra_desktop.domain.claim import HELD_BY
from palmyra_desktop.domain.dates import InvalidDate
from palmyra_desktop.domain.shown import date_in_words
from palmyra_desktop.domain.written_dates import read_written
from palmyra_desktop.gui.attribution.summary import OriginsLine
from palmyra_desktop.gui.attribution.words import loop_words
from palmyra_desktop.gui.comparison.reading import Comparison
from palmyra_desktop.gui.comparison.words import held_words, state_words
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.buttons import LinkButton
from palmyra_desktop.gui.widgets.labels import HeadingLabel, Label, PillLabel
from palmyra_desktop.gui.widgets.segmented import Segment, Segmented
from palmyra_desktop.i18n import _, format_number, ngettext

MATRIX, ROWS = "matrix", "rows"


class ComparisonHead(QWidget):
    """Title, count and choices; what is chosen here is read anew by the page."""

    back_wanted = Signal()
    field_chosen = Signal(str)
    """The key of another field."""
    day_chosen = Signal(object)
    """DateSpan | None: the time asked about, None for any."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setObjectName("comparison_head")
        self._theme = theme
        self._back = LinkButton(theme, _("Back to the list"), "secondary")
        self._back.setObjectName("back_link")
        self._subject = HeadingLabel(theme, "", "title")
        self.fields = QComboBox(self)
        self.fields.setObjectName("field_choice")
        self.fields.setAccessibleName(_("Field"))
        self.day = QLineEdit(self)
        self.day.setObjectName("day_line")
        self.day.setAccessibleName(_("As claimed for"))
        self.day.setPlaceholderText(_("As claimed for: 2017-01-15"))
        self.day.setClearButtonEnabled(True)
        self.day.setFixedWidth(theme.px(210))
        segments = (Segment(MATRIX, _("Matrix")), Segment(ROWS, _("Rows")))
        self.form = Segmented(theme, _("Shown as"), segments)
        self._origins = OriginsLine(theme)
        self._pill = PillLabel(theme, "", "conflict")
        self._note = Label(theme, "", "secondary", "text2")
        self._note.setWordWrap(True)
        self._lay_out()
        self._back.clicked.connect(self.back_wanted)
        self.fields.activated.connect(self._on_field_activated)
        self.day.editingFinished.connect(self._on_day_finished)
        self.day.textChanged.connect(self._on_day_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _lay_out(self) -> None:
        top, counts = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.fields)
        top.addWidget(self.day)
        top.addStretch(1)
        top.addWidget(self.form)
        counts.addWidget(self._origins, 1)
        counts.addWidget(self._pill)
        self._rows = (top, counts)
        self._layout = QVBoxLayout(self)
        back = QHBoxLayout()
        back.addWidget(self._back)
        back.addStretch(1)
        self._layout.addLayout(back)
        self._layout.addWidget(self._subject)
        self._layout.addLayout(top)
        self._layout.addLayout(counts)
        self._layout.addWidget(self._note)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show what is compared."""
        self._subject.setText(comparison.title)
        self.fields.clear()
        for choice in comparison.choices:
            words = _("{field}  ≠") if choice.conflict else "{field}"
            self.fields.addItem(words.format(field=choice.label), choice.key)
        self.fields.setCurrentIndex(self.fields.findData(comparison.key))
        claims = comparison.claims
        self._origins.show_claims(claims, comparison.chosen is not None)
        values = len(claims.values)
        words = ngettext("{count} value claimed", "{count} values claimed", values)
        self._pill.set_text(words.format(count=format_number(values)), "conflict")
        self._pill.setVisible(claims.conflict)
        shown = _("The archive shows: {value}").format(value=comparison.value) if comparison.value else ""
        state = state_words(comparison.state) if comparison.state else ""
        if comparison.key == HELD_BY and not state:
            state = held_words(claims.claims)
        self.say("  ·  ".join(filter(None, (shown, state, loop_words(claims)))))

    def say(self, words: str, is_wrong: bool = False) -> None:
        """Say something below the count."""
        self._note.setText(words)
        self._note.set_color_role("issue" if is_wrong else "text2")
        self._note.setVisible(bool(words))

    def _on_field_activated(self) -> None:
        self.field_chosen.emit(self.fields.currentData())

    def _on_day_changed(self, text: str) -> None:
        if not text:  # emptied by its button, which finishes nothing
            self.day_chosen.emit(None)

    def _on_day_finished(self) -> None:
        text = self.day.text().strip()
        try:
            day = read_written(text) if text else None
        except InvalidDate as error:
            self.say(str(error), is_wrong=True)
            return
        self.day.setToolTip(date_in_words(day))
        self.day_chosen.emit(day)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(px(24), px(12), px(24), px(10))
        self._layout.setSpacing(px(6))
        for row in self._rows:
            row.setSpacing(px(10))

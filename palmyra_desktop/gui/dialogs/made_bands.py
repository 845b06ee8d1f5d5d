"""The user's own bands behind the timeline: made, changed and taken away in one dialog."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import InvalidRecord
from palmyra_desktop.domain.fields import Field, FieldType
from palmyra_desktop.domain.shown import date_in_words
from palmyra_desktop.domain.timeline.made_bands import COLORS, MadeBand
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.forms.editor import DateEditor, LineEditor
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.gui.widgets.segmented import Segment, Segmented
from palmyra_desktop.i18n import N_, _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_NAME = Field("band_name", N_("Name"), required=True)
_DATE = Field("band_date", N_("From when to when"), FieldType.DATE, required=True)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A band as it is written so far; `words` is what stands in the line of a date where it is none."""

    name: str
    date: DateSpan | None
    color: str
    words: str = ""

    @property
    def line(self) -> str:
        """The band in the list."""
        date = date_in_words(self.date) if self.date else self.words
        return _("{title}, {date}").format(title=self.name or "…", date=date or "…")

    @property
    def band(self) -> MadeBand:
        """The band, where nothing is missing."""
        assert self.date is not None
        return MadeBand(self.name, self.date, self.color)


class MadeBandsDialog(ActionDialog):
    """List the bands, and edit the one chosen; nothing is kept before the button is taken."""

    wanted = Signal(object)
    """tuple[MadeBand, ...]: the bands to be kept."""

    def __init__(
        self, theme: "Theme", bands: Sequence[MadeBand], at: DateSpan, parent: QWidget | None = None
    ) -> None:
        """Show the bands there are, the first one chosen; a new one begins with the time `at`."""
        lead = _("Stretches of time with a name, drawn behind the lanes. They belong to this archive.")
        super().__init__(theme, "made_bands_dialog", _("Time bands"), _("Keep these bands"), parent, lead)
        self._entries, self._at = [_Entry(band.name, band.date, band.color) for band in bands], at
        self._is_filling = False
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Time bands"))
        self.list.setMinimumSize(theme.px(230), theme.px(200))
        self.add = QPushButton(_("&New band"))
        self.remove = QPushButton(_("&Remove"))
        self.name, self.date = LineEditor(theme, _NAME), DateEditor(theme, _DATE)
        colors = [Segment(key, _(label)) for key, label in COLORS.items()]
        self.color = Segmented(theme, _("Colour"), colors)
        self._lay_out()
        self.list.currentRowChanged.connect(self._on_chosen)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        for changed in (self.name.changed, self.date.changed, self.color.chosen_changed):
            changed.connect(self._on_edited)
        self._fill(0)

    def _lay_out(self) -> None:
        theme = self._theme
        side, form, both = QVBoxLayout(), QGridLayout(), QHBoxLayout()
        buttons = QHBoxLayout()
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        side.addWidget(self.list)
        side.addLayout(buttons)
        form.setVerticalSpacing(theme.px(6))
        controls: tuple[tuple[str, QWidget], ...] = (
            (_NAME.label, self.name), (_DATE.label, self.date), (N_("Colour"), self.color)
        )  # fmt: skip
        for row, (label, control) in enumerate(controls):
            form.addWidget(Label(theme, _(label), "secondary", "text2"), 2 * row, 0)
            form.addWidget(control, 2 * row + 1, 0)
        form.setRowStretch(6, 1)
        form.setColumnMinimumWidth(0, theme.px(330))
        both.setSpacing(theme.px(20))
        both.addLayout(side)
        both.addLayout(form, 1)
        self.body.addLayout(both)

    def _fill(self, row: int) -> None:
        """List the bands anew, one of them chosen."""
        self._is_filling = True
        self.list.clear()
        self.list.addItems([entry.line for entry in self._entries])
        self._is_filling = False
        self.list.setCurrentRow(min(row, len(self._entries) - 1))
        self._on_chosen(self.list.currentRow())

    def _on_chosen(self, row: int) -> None:
        if self._is_filling:
            return
        entry = self._entries[row] if 0 <= row < len(self._entries) else None
        for control in (self.remove, self.name, self.date, self.color):
            control.setEnabled(entry is not None)
        self._is_filling = True
        self.name.show_value(entry.name if entry else "")
        self.date.show_value(entry.date if entry else None)
        if entry:
            self.color.choose(entry.color)
        if entry and entry.words:
            self.date.line.setText(entry.words)
            self._complain(entry)
        self._is_filling = False

    def _on_edited(self) -> None:
        row = self.list.currentRow()
        if self._is_filling or not 0 <= row < len(self._entries):
            return
        try:
            date, words = self.date.value(), ""
        except InvalidRecord:
            date, words = None, self.date.line.text()  # kept, and asked for when the bands are to be
        name = self.name.line.text().strip()
        self._entries[row] = _Entry(name, date, self.color.chosen, words)
        self.list.item(row).setText(self._entries[row].line)

    def _on_add(self) -> None:
        color = tuple(COLORS)[len(self._entries) % len(COLORS)]
        self._entries.append(_Entry("", self._at, color))
        self._fill(len(self._entries) - 1)
        self.name.line.setFocus()

    def _on_remove(self) -> None:
        row = self.list.currentRow()
        del self._entries[row]
        self._fill(max(row - 1, 0))

    @override
    def _on_primary_clicked(self) -> None:
        lacking = (row for row, entry in enumerate(self._entries) if not (entry.name and entry.date))
        row = next(lacking, None)
        if row is not None:
            self.list.setCurrentRow(row)
            self._complain(self._entries[row])
            (self.date if self._entries[row].name else self.name).line.setFocus()
            return
        self.accept()
        self.wanted.emit(tuple(entry.band for entry in self._entries))

    def _complain(self, entry: _Entry) -> None:
        """Say at the fields what is missing, or why a date is none."""
        if not entry.name:
            self.name.show_note(_("A band needs a name."), is_wrong=True)
        if entry.date is None:
            try:
                self.date.value()
                self.date.show_note(_("A band needs a stretch of time."), is_wrong=True)
            except InvalidRecord as error:
                self.date.show_note(str(error), is_wrong=True)

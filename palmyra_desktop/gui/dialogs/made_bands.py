"""The user's own bands behind the timeline: made, changed and taken away in one dialog."""

from collections.abc import Sequence
from dataclasses import replace
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
        self._bands, self._at = list(bands), at
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
        self.list.addItems([_line(band) for band in self._bands])
        self._is_filling = False
        self.list.setCurrentRow(min(row, len(self._bands) - 1))
        self._on_chosen(self.list.currentRow())

    def _on_chosen(self, row: int) -> None:
        if self._is_filling:
            return
        is_there = 0 <= row < len(self._bands)
        for control in (self.remove, self.name, self.date, self.color):
            control.setEnabled(is_there)
        self._is_filling = True
        band = self._bands[row] if is_there else None
        self.name.show_value(band.name if band else "")
        self.date.show_value(band.date if band else None)
        if band:
            self.color.choose(band.color)
        self._is_filling = False

    def _on_edited(self) -> None:
        row = self.list.currentRow()
        if self._is_filling or not 0 <= row < len(self._bands):
            return
        try:
            date = self.date.value()
        except InvalidRecord:
            date = None  # while it is being written; asked for again when the bands are to be kept
        old = self._bands[row]
        name = self.name.line.text().strip()
        self._bands[row] = replace(old, name=name, date=date or old.date, color=self.color.chosen)
        self.list.item(row).setText(_line(self._bands[row]))

    def _on_add(self) -> None:
        color = tuple(COLORS)[len(self._bands) % len(COLORS)]
        self._bands.append(MadeBand("", self._at, color))
        self._fill(len(self._bands) - 1)
        self.name.line.setFocus()

    def _on_remove(self) -> None:
        row = self.list.currentRow()
        del self._bands[row]
        self._fill(max(row - 1, 0))

    @override
    def _on_primary_clicked(self) -> None:
        nameless = next((row for row, band in enumerate(self._bands) if not band.name), None)
        if nameless is not None:
            self.list.setCurrentRow(nameless)
            self.name.show_note(_("A band needs a name."), is_wrong=True)
            self.name.line.setFocus()
            return
        if self._bands:
            try:
                missing = self.date.value() is None
            except InvalidRecord as error:
                self.date.show_note(str(error), is_wrong=True)
                return
            if missing:
                self.date.show_note(_("A band needs a stretch of time."), is_wrong=True)
                return
        self.accept()
        self.wanted.emit(tuple(self._bands))


def _line(band: MadeBand) -> str:
    return _("{title}, {date}").format(title=band.name or "…", date=date_in_words(band.date))

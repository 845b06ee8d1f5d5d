"""A range of time to filter by: two dates in EDTF with their reading, and how uncertain dates count."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from palmyra_desktop.domain.criteria import DateFilter, DateMode
from palmyra_desktop.domain.dates import DateSpan, InvalidDate
from palmyra_desktop.domain.shown import date_in_words
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.gui.widgets.segmented import Segment, Segmented
from palmyra_desktop.i18n import _


class DateRange(QWidget):
    """Two fields and a switch; what they say is `changed` as soon as it can be read."""

    changed = Signal(object)
    """DateFilter | None."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show no range."""
        super().__init__(parent)
        self.setObjectName("date_range")
        self._theme = theme
        self._start = self._field("date_from", _("From"), _("From, for example 2015-05"))
        self._end = self._field("date_to", _("To"), _("To, for example 2016"))
        segments = (Segment("possible", _("possibly in")), Segment("certain", _("certainly in")))
        self._mode = Segmented(theme, _("How uncertain dates count"), segments, self)
        self._mode.setToolTip(
            _("Possibly in: any part of an uncertain date lies in the range. Certainly in: all of it does.")
        )
        self._reading = Label(theme, "", "legend", "muted", parent=self)
        self._reading.setWordWrap(True)
        self._reading.hide()
        layout = QGridLayout(self)
        layout.addWidget(self._start, 0, 0)
        layout.addWidget(self._end, 0, 1)
        layout.addWidget(self._reading, 1, 0, 1, 2)
        layout.addWidget(self._mode, 2, 0, 1, 2)
        self._start.editingFinished.connect(self._on_edited)
        self._end.editingFinished.connect(self._on_edited)
        self._start.textEdited.connect(self._on_typed)
        self._end.textEdited.connect(self._on_typed)
        self._mode.chosen_changed.connect(self._on_edited)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_filter(self, dates: DateFilter | None) -> None:
        """Show a range that was set elsewhere, from a chip or the timeline."""
        if dates == self._value():
            return
        self._start.setText(str(dates.start) if dates and dates.start else "")
        self._end.setText(str(dates.end) if dates and dates.end else "")
        if dates:
            self._mode.choose(dates.mode.value)
        self._on_typed()

    def _field(self, name: str, label: str, hint: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setAccessibleName(label)
        field.setPlaceholderText(label)
        field.setToolTip(hint)
        return field

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(px(16), px(10), px(16), px(10))
        layout.setSpacing(px(6))

    def _on_typed(self) -> None:
        """Show what the fields say, or what is wrong with them."""
        try:
            start, end = _read(self._start.text()), _read(self._end.text())
        except InvalidDate as error:
            self._reading.setText(str(error))
            self._reading.set_color_role("issue")
        else:
            self._reading.set_color_role("muted")
            self._reading.setText(" – ".join(date_in_words(date) for date in (start, end) if date))
        self._reading.setVisible(bool(self._reading.text()))

    def _on_edited(self) -> None:
        self._on_typed()
        try:
            value = self._value()
        except InvalidDate:
            return
        self.changed.emit(value)

    def _value(self) -> DateFilter | None:
        start, end = _read(self._start.text()), _read(self._end.text())
        return DateFilter(start, end, DateMode(self._mode.chosen)) if start or end else None


def _read(text: str) -> DateSpan | None:
    return DateSpan.parse(text.strip()) if text.strip() else None

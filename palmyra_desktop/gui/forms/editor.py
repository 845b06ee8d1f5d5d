"""What a form asks of the editor of a field, and the editors made of one line or one page of text."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.dates import DateSpan, InvalidDate
from palmyra_desktop.domain.errors import InvalidRecord
from palmyra_desktop.domain.fields import Field, FieldType
from palmyra_desktop.domain.hidden_marks import count, spelled, without
from palmyra_desktop.domain.shown import date_in_words
from palmyra_desktop.domain.written_dates import read_written
from palmyra_desktop.domain.written_place import read_position
from palmyra_desktop.gui.widgets.buttons import LinkButton
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _, format_number, isolated, left_to_right, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_LINES = 3
_KEPT = ("text", "words", "prefix", "suffix", "file_name")
"""Fields of which every character counts: claims are anchored in them, a file is found by its name."""


class Editor(QWidget):
    """The editor of one field; words about the value or what is wrong with it stand below it."""

    changed = Signal()

    def __init__(self, theme: "Theme", field: Field, parent: QWidget | None = None) -> None:
        """Lay out the place of the control, which a subclass puts in with `put`."""
        super().__init__(parent)
        self.setObjectName(f"{field.key}_editor")
        self.field, self._theme = field, theme
        self._note = Label(theme, "", "secondary", "muted")
        self._note.setObjectName(f"{field.key}_note")
        self._note.setWordWrap(True)
        self._note.hide()
        self.unmark = LinkButton(theme, "", "secondary")
        self.unmark.setObjectName(f"{field.key}_unmark")
        self.unmark.hide()
        self.unmark.clicked.connect(self._on_unmark)
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(theme.px(3))
        self.layout_.addWidget(self._note)
        self.layout_.addWidget(self.unmark, 0, Qt.AlignmentFlag.AlignLeading)

    def put(self, control: QWidget) -> None:
        """Put the control in that takes the keyboard."""
        self._control = control
        control.setObjectName(f"{self.field.key}_field")
        control.setAccessibleName(_(self.field.label))
        self.layout_.insertWidget(0, control)
        self.setFocusProxy(control)

    def value(self) -> Any:
        """Return the value as the record holds it; None or an empty tuple where nothing is entered.

        Raises:
            InvalidRecord: if what is written is no value of this field.
        """

    def show_value(self, value: Any) -> None:
        """Show a value as the record holds it."""

    def finish(self) -> None:
        """Take what is written as it stands, before the form asks for the value."""

    def state(self) -> Any:
        """Return what is written, half a date and all, as plain JSON; `restore` shows it again."""

    def restore(self, state: Any) -> None:
        """Show what `state` returned."""

    def show_note(self, words: str, is_wrong: bool = False) -> None:
        """Say something below the control; nothing for an empty text."""
        self._note.setText(words)
        self._note.set_color_role("issue" if is_wrong else "muted")
        self._note.setVisible(bool(words))
        self.unmark.hide()
        self.setAccessibleDescription(words)
        self._control.setAccessibleDescription(words)
        if self._control.property("wrong") != is_wrong:
            self._control.setProperty("wrong", is_wrong)
            self._control.style().unpolish(self._control)
            self._control.style().polish(self._control)

    def inset_note(self, pixels: int) -> None:
        """Let what is said below the control begin so far from its edge."""
        self._note.setIndent(pixels)

    def _on_edited(self) -> None:
        self._tell_marks()
        self.changed.emit()

    def _tell_marks(self) -> None:
        """Say below the control which marks are written in it that nobody sees there."""
        marked = [text for text in _texts(self._entered()) if count(text)]
        number = sum(map(count, marked))
        words = ngettext(
            "{count} mark nobody sees changes how this is read: {text}",
            "{count} marks nobody sees change how this is read: {text}",
            number,
        )
        around = isolated(spelled(marked[0])) if marked else ""
        self.show_note(words.format(count=format_number(number), text=around) if marked else "")
        self.unmark.setText(ngettext("Remove this mark", "Remove these marks", number))
        self.unmark.setVisible(bool(marked) and self.field.key not in _KEPT)

    def _entered(self) -> Any:
        """Return what of the state was written here, and not taken from elsewhere."""
        return self.state()

    def _on_unmark(self) -> None:
        self.restore(_unmarked(self.state()))
        self.setFocus(Qt.FocusReason.OtherFocusReason)


def _texts(state: Any) -> Iterator[str]:
    """Yield the texts of what is written in an editor."""
    if isinstance(state, str):
        yield state
    elif isinstance(state, list):
        for part in state:
            yield from _texts(part)


def _unmarked(state: Any) -> Any:
    """Return what is written in an editor without the marks nobody sees."""
    if isinstance(state, str):
        return without(state)
    return [_unmarked(part) for part in state] if isinstance(state, list) else state


class LineEditor(Editor):
    """A short text."""

    def __init__(self, theme: "Theme", field: Field, parent: QWidget | None = None) -> None:
        """Show an empty line."""
        super().__init__(theme, field, parent)
        self.line = QLineEdit(self)
        self.put(self.line)
        self.line.textChanged.connect(self._on_edited)

    @override
    def value(self) -> Any:
        return self.line.text().strip() or None

    @override
    def show_value(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))

    @override
    def state(self) -> Any:
        return self.line.text()

    @override
    def restore(self, state: Any) -> None:
        self.line.setText(state)


class NumberEditor(LineEditor):
    """A number, with a point before its fraction."""

    @override
    def value(self) -> Any:
        text = without(self.line.text()).strip().replace("\N{MINUS SIGN}", "-")
        if not text:
            return None
        try:
            return int(text) if self.field.type is FieldType.COUNT else float(text)
        except ValueError as error:
            words = _("“{text}” is not a number.").format(text=text)
            raise InvalidRecord(self.field.key, words, _("Write it with a point: 34.55.")) from error


class LatitudeEditor(NumberEditor):
    """A latitude; a pair of numbers put in as one, "34.55, 38.27", gives its longitude away."""

    longitude_read = Signal(float)

    def __init__(self, theme: "Theme", field: Field, parent: QWidget | None = None) -> None:
        """Show an empty line."""
        super().__init__(theme, field, parent)
        self.line.setPlaceholderText(_("34.55, or both at once: 34.55, 38.27"))
        self.line.editingFinished.connect(self.finish)

    @override
    def finish(self) -> None:
        found = read_position(without(self.line.text()))
        if found is not None:
            self.line.setText(str(found[0]))
            self.longitude_read.emit(found[1])


class DateEditor(LineEditor):
    """A date in EDTF or in words; how it is read stands below it, or why it is no date."""

    def __init__(self, theme: "Theme", field: Field, parent: QWidget | None = None) -> None:
        """Show an empty line."""
        super().__init__(theme, field, parent)
        self._year = ""
        self.line.setPlaceholderText(_("2015-08-30, 2015-05?, early August 2015, 12 or 13 May 2015"))
        self.line.editingFinished.connect(self._on_finished)

    @override
    def value(self) -> Any:
        text = self.line.text().strip()
        try:
            return self._said(text) if text else None
        except InvalidDate as error:
            raise InvalidRecord(self.field.key, str(error)) from error

    @override
    def show_value(self, value: Any) -> None:
        """Show a date; words that name no year are of the year shown first."""
        self._year = str(value)[:4] if str(value)[:4].isdecimal() else ""
        super().show_value(value)

    def _said(self, text: str) -> DateSpan:
        """Return the date a text says, or raise InvalidDate."""
        return read_written(text, self._year)

    @override
    def _on_edited(self) -> None:
        try:
            self.show_note(self._reading())
        except InvalidRecord:
            self.show_note("")  # while a date is being written it is not one yet
        self.changed.emit()

    def _reading(self) -> str:
        """Return how the date is read, and as what it is kept where that is not what is written."""
        date = self.value()
        if date is None or date.text == self.line.text().strip():
            return date_in_words(date)
        words = _("{date}, written {edtf}")
        return words.format(date=date_in_words(date), edtf=left_to_right(date.text))

    def _on_finished(self) -> None:
        try:
            self.value()
        except InvalidRecord as error:
            self.show_note(str(error), is_wrong=True)


class PageEditor(Editor):
    """A long text, or the words of a source, which are kept as they are written."""

    def __init__(self, theme: "Theme", field: Field, parent: QWidget | None = None) -> None:
        """Show an empty page of a few lines; Tab leaves it."""
        super().__init__(theme, field, parent)
        self.page = QPlainTextEdit(self)
        self.page.setTabChangesFocus(True)
        is_quote = field.type is FieldType.QUOTE
        self.page.setFont(theme.font("serif" if is_quote else "body"))
        height = QFontMetrics(self.page.font()).lineSpacing() * _LINES + theme.px(16)
        self.page.setFixedHeight(height)
        self.put(self.page)
        self.page.textChanged.connect(self._on_edited)

    @override
    def value(self) -> Any:
        return self.page.toPlainText() or None

    @override
    def show_value(self, value: Any) -> None:
        self.page.setPlainText(value or "")

    @override
    def state(self) -> Any:
        return self.page.toPlainText()

    @override
    def restore(self, state: Any) -> None:
        self.page.setPlainText(state)

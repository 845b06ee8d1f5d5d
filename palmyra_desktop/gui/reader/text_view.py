"""A source's text for reading: plain text, the words of its claims lit underneath."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.hidden_marks import with_arrows
from palmyra_desktop.domain.text import from_utf16
from palmyra_desktop.gui.painting import first_letter_direction
from palmyra_desktop.gui.paragraph import Highlight
from palmyra_desktop.gui.reader.lit_text import LitText
from palmyra_desktop.gui.reader.reading import Stretch
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import _


class TextView(LitText):
    """Show plain text in the serif; whatever markup it holds is shown as it is written."""

    claim_clicked = Signal(object)
    """The id of the claim whose words were clicked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(theme, parent)
        self._stretches: tuple[Stretch, ...] = ()
        self._found: tuple[Stretch, ...] = ()
        self._current: int | None = None
        self._text = ""
        self.setObjectName("reader_text")
        self.setAccessibleName(_("Text of the source"))
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._on_theme_changed)

    @property
    def current(self) -> int | None:
        """The id of the claim whose words are lit."""
        return self._current

    def show_text(self, text: str, stretches: tuple[Stretch, ...], found: tuple[Stretch, ...]) -> None:
        """Show a text with the words of its claims and those searched; nothing is current."""
        self._stretches, self._found, self._current = stretches, found, None
        if text != self._text:
            self._text = text
            self._fill()
        self.viewport().update()

    def light(self, claim_id: int | None) -> None:
        """Light the words of a claim and bring them into sight; of a claim without a place, none."""
        self._current = claim_id
        stretch = next((one for one in self._stretches if _id(one) == claim_id), None)
        if stretch is not None:
            self.reveal(stretch.start)
        self.viewport().update()

    def _fill(self) -> None:
        """Put the text into a document of its own; formatted before it is shown, it is laid out once."""
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(self._theme.font("reader"))
        document.setDocumentMargin(0)
        option = document.defaultTextOption()
        option.setTextDirection(first_letter_direction(self._text, self._theme.direction))
        document.setDefaultTextOption(option)
        document.setPlainText(with_arrows(self._text))
        format = QTextBlockFormat()
        height = self.line_height(self._theme.font("reader"))
        format.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(format)
        self.show_document(document, self._text)

    def _on_theme_changed(self) -> None:
        current = self._current
        self._fill()
        self.light(current)

    @override
    def is_link(self, position: int) -> bool:
        return self._claim_at(position) is not None

    def _claim_at(self, position: int) -> Claim | None:
        """Return the claim whose words stand at a position; the shortest of several."""
        here = [one for one in self._stretches if one.start <= position < one.end]
        return min(here, key=lambda one: one.end - one.start).claim if here else None

    def _on_clicked(self, position: int) -> None:
        claim = self._claim_at(position)
        if claim is not None:
            self.claim_clicked.emit(claim.id)

    @override
    def lit_between(self, start: int, end: int) -> Iterator[Highlight]:
        for one in (*self._found, *self._stretches):
            if one.start <= end and one.end > start:
                yield self._highlight(one)

    def _highlight(self, stretch: Stretch) -> Highlight:
        if stretch.claim is None:
            return Highlight(stretch.start, stretch.end, "h_found", "h_found", "thin")
        if stretch.claim.id == self._current:
            return Highlight(stretch.start, stretch.end, "h_claim", "h_claim_line", "solid")
        return Highlight(stretch.start, stretch.end, None, "h_claim_line", "thin")


def selected(text: str, cursor: QTextCursor) -> tuple[int, int] | None:
    """Return the words selected in a text, in code points, without blanks at their ends; None for none."""
    start, end = from_utf16(text, cursor.selectionStart()), from_utf16(text, cursor.selectionEnd())
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    return (start, end) if start < end else None


def _id(stretch: Stretch) -> int | None:
    return stretch.claim.id if stretch.claim else None

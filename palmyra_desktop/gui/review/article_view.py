"""The article on the left of a review: its blocks as a page, every finding lit under its words."""

from collections.abc import Collection, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from palmyra_desktop.domain.findings import BlockKind, Span
from palmyra_desktop.domain.hidden_marks import with_arrows
from palmyra_desktop.domain.review import FindingRef, Part, Review, Verdict
from palmyra_desktop.gui.fonts import SEMIBOLD
from palmyra_desktop.gui.painting import first_letter_direction
from palmyra_desktop.gui.paragraph import Highlight
from palmyra_desktop.gui.reader.lit_text import LitText
from palmyra_desktop.gui.review.places import Places
from palmyra_desktop.gui.review.sorts import SORTS, sort_of, spans_of
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.i18n import _

_ORDER = (Part.CAPTION, Part.CLAIM, Part.EVENT, Part.ENTITY, Part.DATE)
"""What is lit first lies lowest: the long under the short."""
_QUIET = (BlockKind.METADATA, BlockKind.ASIDE, BlockKind.CREDIT)
_INDENTED = (BlockKind.CAPTION, BlockKind.CREDIT, BlockKind.LIST_ITEM)
_INDENT, _AFTER, _TIGHT, _TOP = 16, 10, 2, 20


class ArticleView(LitText):
    """Shows one article; words are chosen with the mouse or the keyboard, to give them to a finding."""

    finding_clicked = Signal(object)
    """FindingRef of the words clicked."""

    def __init__(self, theme: Theme, review: Review, parent: QWidget | None = None) -> None:
        """Show the article of a review."""
        super().__init__(theme, parent)
        self._review = review
        self._places = Places(review.findings.article)
        self._current: FindingRef | None = None
        self._hidden: frozenset[str] = frozenset()
        self._lit: list[tuple[FindingRef, int, int]] = []
        self.setObjectName("article_text")
        self.setAccessibleName(_("The article"))
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._on_theme_changed)
        self._fill()
        self.show_review(review)

    def show_review(self, review: Review, hidden: Collection[str] = ()) -> None:
        """Light the findings of a review but for the hidden sorts; the article stays the same."""
        if review.findings is not self._review.findings or not self._lit:
            self._lit = self._stretches(review)
        self._review, self._hidden = review, frozenset(hidden)
        self.viewport().update()

    def _stretches(self, review: Review) -> list[tuple[FindingRef, int, int]]:
        """Return where the words of each finding stand, the long before the short."""
        return [
            (ref, *place)
            for part in _ORDER
            for ref in sorted(ref for ref in review.verdicts if ref.part is part)
            for span in spans_of(review, ref)
            for place in self._places.in_document(span)
        ]

    def light(self, ref: FindingRef | None) -> None:
        """Light a finding as the current one, and bring its words into sight."""
        self._current = ref
        place = next((start for one, start, _end in self._lit if one == ref), None)
        if place is not None and self.isVisible() and not self._is_seen(place):
            self.reveal(place)
        self.viewport().update()

    @property
    def selected(self) -> Span | None:
        """The words selected, None where there are none."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self._places.in_article(cursor.selectionStart(), cursor.selectionEnd())

    def drop_selection(self) -> None:
        """Select nothing any more."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def _is_seen(self, position: int) -> bool:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        rect = self.cursorRect(cursor)
        return rect.top() >= 0 and rect.bottom() <= self.viewport().height()

    @override
    def is_link(self, position: int) -> bool:
        return self._at(position) is not None

    def _at(self, position: int) -> FindingRef | None:
        """Return the finding whose words stand at a position: of several the shortest."""
        here = [(end - start, ref) for ref, start, end in self._shown() if start <= position < end]
        return min(here)[1] if here else None

    def _on_clicked(self, position: int) -> None:
        ref = self._at(position)
        if ref is not None:
            self.finding_clicked.emit(ref)

    def _shown(self) -> Iterator[tuple[FindingRef, int, int]]:
        """Yield what is lit: what is left out only while it is current, an event only then, too."""
        for ref, start, end in self._lit:
            sort = sort_of(self._review, ref)
            is_quiet = ref.part is Part.EVENT or self._review.verdict(ref) is Verdict.REFUSED
            if ref == self._current or not (is_quiet or (sort and sort.key in self._hidden)):
                yield ref, start, end

    @override
    def lit_between(self, start: int, end: int) -> Iterator[Highlight]:
        current = []
        for ref, first, last in self._shown():
            if first <= end and last > start:
                highlight = self._highlight(ref, first, last)
                if ref == self._current:
                    current.append(highlight)
                else:
                    yield highlight
        yield from current

    def _highlight(self, ref: FindingRef, start: int, end: int) -> Highlight:
        sort = sort_of(self._review, ref) or SORTS[0]
        line = f"{sort.color}_line"
        if ref == self._current:
            return Highlight(start, end, "selection", "accent", sort.style)
        is_open = self._review.verdict(ref) is Verdict.OPEN
        return Highlight(start, end, None if is_open else sort.color, line, sort.style)

    def _on_theme_changed(self) -> None:
        self._fill()
        self.light(self._current)

    def _fill(self) -> None:
        """Set the blocks below each other, formatted before they are shown so that they are laid out once."""
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(self._theme.font("reader"))
        document.setDocumentMargin(0)
        option = document.defaultTextOption()
        text = self._review.findings.article.text
        self._direction = first_letter_direction(text, self._theme.direction)
        option.setTextDirection(self._direction)
        document.setDefaultTextOption(option)
        edges = document.rootFrame().frameFormat()
        edges.setTopMargin(self._theme.px(_TOP))
        edges.setBottomMargin(self._theme.px(_TOP))
        document.rootFrame().setFrameFormat(edges)
        cursor = QTextCursor(document)
        for number, one in enumerate(self._places.shown):
            layout, letters = self._block_format(one.block.kind), self._letters(one.block.kind)
            if number:
                cursor.insertBlock(layout, letters)
            else:
                cursor.setBlockFormat(layout)
                cursor.setBlockCharFormat(letters)
            cursor.insertText(with_arrows(one.text), letters)
        self.show_document(document, "\n".join(one.text for one in self._places.shown))

    def _block_format(self, kind: BlockKind) -> QTextBlockFormat:
        px, format = self._theme.px, QTextBlockFormat()
        height = self.line_height(self._font(kind))
        format.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        is_tight = kind in _QUIET
        format.setBottomMargin(px(_TIGHT) if is_tight else px(_AFTER))
        if kind in _INDENTED:
            is_rtl = self._direction == Qt.LayoutDirection.RightToLeft
            (format.setRightMargin if is_rtl else format.setLeftMargin)(px(_INDENT))
        return format

    def _letters(self, kind: BlockKind) -> QTextCharFormat:
        format = QTextCharFormat()
        format.setFont(self._font(kind))
        role = "muted" if kind in _QUIET else "text2" if kind is BlockKind.CAPTION else "text"
        format.setForeground(self._theme.color(role))
        return format

    def _font(self, kind: BlockKind) -> QFont:
        if kind in _QUIET:
            return self._theme.font("secondary")
        font = self._theme.font("reader")
        if kind is BlockKind.TITLE:
            font.setPointSizeF(font.pointSizeF() * 1.25)
        if kind in (BlockKind.TITLE, BlockKind.HEADING):
            font.setWeight(SEMIBOLD)
        return font

    @override
    def font_of(self, block: QTextBlock) -> QFont:
        return block.charFormat().font()

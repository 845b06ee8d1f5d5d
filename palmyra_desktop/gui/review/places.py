"""Where the words of an article stand in the document that shows it; plain numbers, no Qt.

The document has one paragraph for each block and nothing of what lies between them. It counts UTF-16 units,
the article code points.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from palmyra_desktop.domain.findings import Article, Block, Span
from palmyra_desktop.domain.text import from_utf16, to_utf16

_ONE_LINE = str.maketrans(dict.fromkeys("\r\n\t\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as it is shown: its words on one line, one code point for one, and where they begin."""

    block: Block
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where its words end in the document."""
        return self.start + to_utf16(self.text, len(self.text))


class Places:
    """The blocks of an article in the order shown, and the way between their places and its own."""

    def __init__(self, article: Article) -> None:
        """Lay the blocks one below the other."""
        self._article = article
        self.shown = tuple(_laid(article))
        self._starts = [one.block.span.start for one in self.shown]
        self._positions = [one.start for one in self.shown]

    def in_document(self, span: Span) -> tuple[tuple[int, int], ...]:
        """Return the stretches of the document a span covers, one for each block it touches."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        found = []
        for one in self.shown[first:]:
            block = one.block.span
            if block.start >= span.end:
                break
            start, end = max(span.start, block.start), min(span.end, block.end)
            if start < end:
                places = (one.start + to_utf16(one.text, at - block.start) for at in (start, end))
                found.append((next(places), next(places)))
        return tuple(found)

    def in_article(self, start: int, end: int) -> Span | None:
        """Return the words between two positions of the document; None where there are only blanks."""
        if not self.shown:
            return None
        first, last = self._place(start), self._place(end)
        words = self._article.words(Span(first, max(first, last)))
        blanks = len(words) - len(words.lstrip())
        return Span(first + blanks, first + len(words.rstrip())) if words.strip() else None

    def _place(self, position: int) -> int:
        one = self.shown[max(0, bisect_right(self._positions, position) - 1)]
        return one.block.span.start + from_utf16(one.text, min(position, one.end) - one.start)


def _laid(article: Article) -> Iterator[Shown]:
    position = 0
    for block in article.blocks:
        text = article.words(block.span).translate(_ONE_LINE)
        shown = Shown(block, text, position)
        yield shown
        position = shown.end + 1

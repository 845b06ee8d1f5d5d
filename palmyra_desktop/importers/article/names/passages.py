"""The blocks of an article as the rules of names read them: words, and what stands between."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from palmyra_desktop.domain.findings import Article, Block, BlockKind, CaptionFound, Span
from palmyra_desktop.importers.article.names.lexicon import listed
from palmyra_desktop.importers.article.names.tokens import Token, tokens

_UNREAD = frozenset({BlockKind.METADATA, BlockKind.ASIDE})
_JOINS = frozenset({" ", "-", "\u00a0", "‑", "–", "/", " & ", "\n", "  "})
_ABBREVIATED = listed("mr mrs ms dr prof gen lt col capt maj brig adm sgt st ste rep sen gov mt")
_STOP = re.compile(r"[.!?…؟:]\s|[.!?…؟]?[\"“”«»]|[\n•|]|\s[-–—]\s|[(]|\s['‘]")


@dataclass(frozen=True, slots=True)
class Passage:
    """One block.

    Attributes:
        taken: for each word, one more than the number of the mention it belongs to; 0 where free.
        is_title_case: whether capitals tell nothing in it. gaps: before each word, as `gap` returns it.
        joined: of each word, as `is_joined` says.
    """

    text: str
    kind: BlockKind
    words: tuple[Token, ...]
    credits: tuple[Span, ...]
    is_title_case: bool
    is_all_capitals: bool
    taken: list[int] = field(repr=False)
    gaps: tuple[str, ...] = field(repr=False)
    joined: tuple[bool, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str, block: Block, credits: Sequence[Span]) -> "Passage":
        """Return a block's words, and what stands between them."""
        words = tokens(text[block.span.start : block.span.end], block.span.start)
        long = [word for word in words if len(word.printed) > 3 and word.printed[0].isalpha()]
        capitals = sum(word.is_capital for word in long)
        gaps = ("", *(text[one.end : other.start] for one, other in pairwise(words)))[: len(words)]
        joined = (_joins(gap, before) for gap, before in zip(gaps[1:], words, strict=False))
        return cls(
            text,
            block.kind,
            words,
            tuple(credits),
            is_title_case=len(long) > 3 and capitals > _title_share(text, block) * len(long),
            is_all_capitals=len(long) > 1 and all(word.printed.isupper() for word in long),
            taken=[0] * len(words),
            gaps=gaps,
            joined=(False, *joined)[: len(words)],
        )

    def gap(self, index: int) -> str:
        """Return what stands between the word before and this one, an 's included; "" before the first."""
        return self.gaps[index]

    def is_joined(self, index: int) -> bool:
        """Whether a word follows the one before as parts of one name do: after a space or hyphen."""
        return 0 < index < len(self.joined) and self.joined[index]

    def begins_sentence(self, index: int) -> bool:
        """Whether a word is the first of a sentence, a quotation or a bracket."""
        return index == 0 or (not self.is_joined(index) and _STOP.search(self.gap(index)) is not None)

    def folded(self, index: int) -> str:
        """Return a word as it is compared, "" beyond either end."""
        return self.words[index].folded if 0 <= index < len(self.words) else ""

    def is_free(self, start: int, end: int) -> bool:
        """Whether no word of a stretch belongs to a name yet."""
        return not any(self.taken[start:end])

    def span(self, start: int, end: int) -> Span:
        """Return where words [start, end) stand in the text, without a possessive 's."""
        last = self.words[end - 1]
        # The full stop of "U.N." is a part of the name.
        is_dotted = end - start > 1 and len(last.printed) == 1 and self.gap(end - 1) == "."
        ends_dotted = is_dotted and self.text[last.end : last.end + 1] == "."
        return Span(self.words[start].start, last.end + ends_dotted)

    def printed(self, start: int, end: int) -> str:
        """Return words [start, end) as printed, with single spaces."""
        span = self.span(start, end)
        return " ".join(self.text[span.start : span.end].split())

    def is_credited(self, span: Span) -> bool:
        """Whether words stand in a credit or byline."""
        return self.kind is BlockKind.CREDIT or any(credit.overlaps(span) for credit in self.credits)


def _joins(gap: str, before: Token) -> bool:
    if gap in _JOINS:
        return True
    return gap in (". ", ".") and (len(before.printed) == 1 or before.folded in _ABBREVIATED)


def passages(article: Article, captions: Sequence[CaptionFound]) -> tuple[Passage, ...]:
    """Return the blocks that may name somebody, in order; an article without blocks is one passage."""
    blocks = article.blocks or (Block(BlockKind.PARAGRAPH, Span(0, len(article.text))),)
    credits = sorted(caption.credit_span for caption in captions if caption.credit_span is not None)
    return tuple(_passages(article.text, blocks, credits))


def _title_share(text: str, block: Block) -> float:
    """Return which share of longer words in capitals makes a title: of what ends as a sentence none does."""
    if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
        return 0.7
    is_sentence = text[block.span.start : block.span.end].rstrip("\"'”’)» ").endswith((".", "!", "?"))
    return 1.0 if is_sentence else 0.85


def _passages(text: str, blocks: Sequence[Block], credits: Sequence[Span]) -> Iterator[Passage]:
    starts = [credit.start for credit in credits]
    for block in blocks:
        if block.kind in _UNREAD:
            continue
        first, last = bisect_left(starts, block.span.start), bisect_left(starts, block.span.end)
        yield Passage.of(text, block, credits[first:last])

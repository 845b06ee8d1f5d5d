"""What a search asks for: words and phrases; and where they stand in a text.

A word outside quotation marks is the beginning of a word to be found. What stands in quotation marks is
found as whole words side by side; before the closing mark is written, the last of them may still be the
beginning of one. Anything may be typed, nothing is an error.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from palmyra_desktop.domain.text import AS_APOSTROPHE, fold_with_map, index_text, word_sequence, words

_MARKS: Final = '"“”„‟«»＂'
_QUOTED = re.compile(f"[{_MARKS}]([^{_MARKS}]*)([{_MARKS}]?)")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for.

    Attributes:
        words: folded, side by side. is_begun: whether the last may be only the beginning of a word.
        in_parts: the same as an index has it where apostrophes join them ("baal ba al"); empty without any.
    """

    words: tuple[str, ...]
    is_begun: bool = True
    in_parts: tuple[str, ...] = ()

    @property
    def whole(self) -> "Term":
        """The same, asked for as whole words."""
        return replace(self, is_begun=False)

    @property
    def spellings(self) -> tuple[tuple[str, ...], ...]:
        """The words as they may stand side by side in the text of an index (`index_text`)."""
        return (self.words, self.in_parts) if self.in_parts else (self.words,)


def terms(query: str) -> tuple[Term, ...]:
    """Return what a search asks for, in order and each once; all of it has to be found."""
    return tuple(dict.fromkeys(_terms(query)))


def _terms(query: str) -> Iterator[Term]:
    end = 0
    for quoted in _QUOTED.finditer(query):
        yield from (Term((word,)) for word in words(query[end : quoted.start()]))
        phrase, closing = quoted.groups()
        found, indexed = word_sequence(phrase), tuple(index_text(phrase).split())
        if found:
            yield Term(found, is_begun=not closing, in_parts=indexed if indexed != found else ())
        end = quoted.end()
    yield from (Term((word,)) for word in words(query[end:]))


def hits(text: str, asked: Sequence[Term]) -> tuple[tuple[int, int], ...]:
    """Return where a text has what is asked for.

    Returns:
        Spans of the text, in order, merged where they touch. A span takes in the vowel marks
        that follow its last letter.
    """
    if not asked or not text:
        return ()
    folded, origins = fold_with_map(text)
    spans: list[tuple[int, int]] = []
    for match in _pattern(tuple(asked)).finditer(folded.translate(AS_APOSTROPHE)):
        start, end = origins[match.start()], _end(match.end(), origins, len(text))
        if spans and start <= spans[-1][1]:
            start = spans.pop()[0]
        spans.append((start, end))
    return tuple(spans)


def _end(folded_end: int, origins: Sequence[int], length: int) -> int:
    """Return the source's end of a span that ends in the folded text at folded_end."""
    following = origins[folded_end] if folded_end < len(origins) else length
    return max(following, origins[folded_end - 1] + 1)


@lru_cache(maxsize=64)
def _pattern(asked: tuple[Term, ...]) -> re.Pattern[str]:
    """Return the pattern of terms; apostrophes may stand between any two letters of a word."""
    longest_first = sorted(asked, key=lambda term: sum(map(len, term.words)), reverse=True)
    choices = []
    for term in longest_first:
        side_by_side = r"[\W_]+".join("'*".join(map(re.escape, word)) for word in term.words)
        choices.append(side_by_side if term.is_begun else rf"{side_by_side}(?![^\W_])")
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(choices) or '(?!)'})")

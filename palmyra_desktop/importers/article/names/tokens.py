"""The words of an article, folded for comparison, with their places in the text as it is printed.

A hyphen ends a word ("IS-held" is two), an apostrophe inside one does not ("Ba'al" is "baal"), and the
possessive is no part of it: "Syria's" is the word "syria", and its token knows that an 's follows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from palmyra_desktop.domain.text import fold_with_map

# What may stand inside a word without being a letter of it: apostrophes, soft hyphens, marks of direction.
_INSIDE = "'’‘ʼʿʾʹ`\u00ad\u200b\u200c\u200d\u200e\u200f"
_WORD = re.compile(rf"[^\W_]+(?:[{_INSIDE}]+[^\W_]+)*")
_NO_LETTERS = str.maketrans("", "", _INSIDE)
_POSSESSIVES = ("'s", "’s", "‘s", "`s")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `folded`, its place [start, end) without a possessive 's, and where it ends with it."""

    folded: str
    start: int
    end: int
    end_with_possessive: int

    @property
    def is_possessive(self) -> bool:
        """Whether an 's follows."""
        return self.end_with_possessive > self.end


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text in its order; positions are code points of the text."""
    folded, origins = fold_with_map(text)
    is_plain = isinstance(origins, range)
    found = []
    for match in _WORD.finditer(folded):
        word, start, end = match.group(), match.start(), match.end()
        whole = end
        if word.endswith(_POSSESSIVES):
            word, end = word[:-2], end - 2
        if not word.isalnum():
            word = word.translate(_NO_LETTERS)
        if is_plain:
            found.append(Token(word, start, end, whole))
        else:
            ends = (_end(end, origins, text), _end(whole, origins, text))
            found.append(Token(word, origins[start], *ends))
    return tuple(found)


def _end(folded_end: int, origins: Sequence[int], text: str) -> int:
    """Return the end in the text of a folded word, with the vowel marks on its last letter."""
    following = origins[folded_end] if folded_end < len(origins) else len(text)
    return max(following, origins[folded_end - 1] + 1)


def words_of(name: str) -> tuple[str, ...]:
    """Return the folded words of a name."""
    return tuple(token.folded for token in tokens(name))

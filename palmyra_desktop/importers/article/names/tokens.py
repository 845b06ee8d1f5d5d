"""The words of a text, folded for comparison, with their places in it as it is printed.

A hyphen ends a word ("IS-held" is two), an apostrophe inside one does not ("Ba'al" is "baal"), and the
possessive is no part of it: "Syria's" is the word "syria", and its token knows that an 's follows.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from palmyra_desktop.domain.text import fold_with_map

# What may stand inside a word without being a letter of it: apostrophes, soft hyphens, marks of direction.
_INSIDE = "'’‘ʼʿʾʹ`\u00ad\u200b\u200c\u200d\u200e\u200f"
_WORD = re.compile(rf"[^\W_]+(?:[{_INSIDE}]+[^\W_]+)*")
_NO_LETTERS = str.maketrans("", "", _INSIDE)
_PLAIN = re.compile(r"[A-Za-z0-9 ]+")
_POSSESSIVES = ("'s", "’s", "‘s", "`s")


class Token(NamedTuple):
    """One word.

    Attributes:
        folded: as it is compared. printed: as it stands at [start, end), without a possessive 's.
        is_possessive: whether an 's follows. is_capital: whether it begins with a capital.
    """

    folded: str
    printed: str
    start: int
    end: int
    is_possessive: bool
    is_capital: bool


def tokens(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Return the words of a text in its order; places are counted from `offset` on."""
    folded, origins = fold_with_map(text)
    is_plain = isinstance(origins, range)
    found = []
    for match in _WORD.finditer(folded):
        word, start, end = match.group(), match.start(), match.end()
        is_possessive = word.endswith(_POSSESSIVES)
        if is_possessive:
            word, end = word[:-2], end - 2
        if not word.isalnum():
            word = word.translate(_NO_LETTERS)
        if not is_plain:
            start, end = origins[start], _end(end, origins, text)
        printed = text[start:end]
        found.append(Token(word, printed, start + offset, end + offset, is_possessive, printed[:1].isupper()))
    return tuple(found)


def parts(name: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a name, each folded and as printed."""
    spaced = name.replace("-", " ")
    if _PLAIN.fullmatch(spaced):  # nearly all names of an archive, and three times as fast
        return tuple(zip(spaced.lower().split(), spaced.split(), strict=True))
    return tuple((token.folded, token.printed) for token in tokens(name))


@lru_cache(maxsize=4096)  # the names of who is told of are asked for again and again
def words_of(name: str) -> tuple[str, ...]:
    """Return the folded words of a name."""
    return tuple(folded for folded, _printed in parts(name))


def _end(folded_end: int, origins: Sequence[int], text: str) -> int:
    """Return the end in the text of a folded word, with the vowel marks on its last letter."""
    following = origins[folded_end] if folded_end < len(origins) else len(text)
    return max(following, origins[folded_end - 1] + 1)

"""The names of some of what is known, by their words, by surname, and by their consonants."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.importers.article.names.known import PERSONS, Known
from palmyra_desktop.importers.article.names.lexicon import english
from palmyra_desktop.importers.article.names.tokens import Token, parts

_NOT_COMPARED = frozenset("aeiouy")
_ARTICLES = frozenset({"al", "el", "the"})
_MOST = 16  # words of a name; the time of a look-up grows with it

Consonants = frozenset[str]


class Naming(NamedTuple):
    """One name: whose it is, its words as the list has them, and whether it is a place's, too."""

    number: int
    printed: tuple[str, ...]
    is_place: bool = False


class NameIndex:
    """Names as numbers of what is known; it is built once and not changed.

    Attributes:
        surnames: the persons by the last word of their names.
    """

    def __init__(self, known: Iterable[tuple[int, Known]]) -> None:
        """Take in all names of what is known, with its numbers."""
        self._known = tuple(known)
        self._namings: dict[tuple[str, ...], tuple[Naming, ...]] = {}
        self._longest: dict[str, int] = {}
        self.surnames: dict[str, tuple[int, ...]] = {}
        for number, one in self._known:
            for name in one.all_names():
                self._add(number, one, name)

    def at(self, words: Sequence[Token], index: int) -> Iterator[tuple[int, tuple[Naming, ...]]]:
        """Yield how many words a name that begins at a word has, and whose it is; the longest name first."""
        longest = self._longest.get(words[index].folded)
        if longest is None:
            return
        key = tuple(word.folded for word in words[index : index + longest])
        for length in range(len(key), 0, -1):
            namings = self._namings.get(key[:length])
            if namings is not None:
                yield length, namings

    @cached_property
    def spellings(self) -> dict[tuple[Kind, Consonants], list[tuple[int, str]]]:
        """Names of two words and more, run together, by `spelling_keys`; built when first asked for."""
        kinds = {number: one.kind for number, one in self._known}
        found: dict[tuple[Kind, Consonants], list[tuple[int, str]]] = {}
        for folded, namings in self._namings.items():
            own = letters(folded)
            for consonants in spelling_keys(folded) if len(folded) > 1 else ():
                for naming in namings:
                    found.setdefault((kinds[naming.number], consonants), []).append((naming.number, own))
        return found

    def _add(self, number: int, known: Known, name: str) -> None:
        words = parts(name)
        if not words or len(words) > _MOST:
            return
        folded = tuple([word for word, _printed in words])
        naming = Naming(number, tuple([printed for _word, printed in words]), name in known.places)
        self._namings[folded] = (*self._namings.get(folded, ()), naming)
        if len(words) > self._longest.get(folded[0], 0):
            self._longest[folded[0]] = len(words)
        if len(words) > 1 and known.term in PERSONS:
            bearers = self.surnames.get(folded[-1], ())
            if number not in bearers:
                self.surnames[folded[-1]] = (*bearers, number)


def has_capitals(naming: Naming, words: Sequence[Token]) -> bool:
    """Return whether words of a text have the capitals that a name asks for.

    What a building or body is may be written small: "temple of Bel". So may an article: "the Guardian".
    """
    common, is_alone = english().common, len(words) == 1
    for word, printed in zip(words, naming.printed, strict=True):
        if len(printed) < 4 and printed.isupper() and (is_alone or len(printed) > 1):
            if not word.printed.isupper():
                return False
        elif printed[0].isupper() and not word.is_capital:
            may_be_small = not is_alone and (word.folded == "the" or word.folded in common)
            if not may_be_small:
                return False
    return True


def letters(words: Iterable[str]) -> str:
    """Return a name's words run together, without articles."""
    return "".join(word for word in words if word not in _ARTICLES)


def spelling_keys(words: Sequence[str]) -> set[Consonants]:
    """Return the consonants of a name's first and last word, which two spellings of it mostly share.

    What a building or body is ("temple") does not count: too many share it.
    """
    common = english().common
    own = [word for word in words if len(word) > 2 and word not in common] or words
    return {frozenset(own[0]) - _NOT_COMPARED, frozenset(own[-1]) - _NOT_COMPARED}

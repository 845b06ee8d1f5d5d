"""The names of some of what is known, by their words, by surname, and by their consonants."""

from collections.abc import Iterable, Iterator, Sequence

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.importers.article.names.known import PERSONS, Known
from palmyra_desktop.importers.article.names.lexicon import english
from palmyra_desktop.importers.article.names.tokens import Token, parts
from palmyra_desktop.importers.article.names.trie import Naming, Trie

_NOT_COMPARED = frozenset("aeiouy")
_ARTICLES = frozenset({"al", "el", "the"})

Consonants = frozenset[str]


class NameIndex:
    """Names as numbers of what is known; it is built once and not changed.

    Attributes:
        surnames: the persons by the last word of their names.
        spellings: names of two words and more run together, by `spelling_keys`.
    """

    __slots__ = ("_trie", "spellings", "surnames")

    def __init__(self, known: Iterable[tuple[int, Known]]) -> None:
        """Take in all names of what is known, with its numbers."""
        self._trie = Trie()
        self.surnames: dict[str, tuple[int, ...]] = {}
        self.spellings: dict[tuple[Kind, Consonants], list[tuple[int, str]]] = {}
        for number, one in known:
            for name in one.all_names():
                self._add(number, one, name)

    def at(self, words: Sequence[Token], index: int) -> Iterator[tuple[int, tuple[Naming, ...]]]:
        """Yield the names that begin at a word, as `Trie.at` does."""
        return self._trie.at(words, index)

    def _add(self, number: int, known: Known, name: str) -> None:
        words = parts(name)
        folded = [word for word, _printed in words]
        self._trie.add(folded, Naming(number, cases(words), name in known.places))
        if len(words) < 2:
            return
        if known.term in PERSONS:
            bearers = self.surnames.get(folded[-1], ())
            if number not in bearers:
                self.surnames[folded[-1]] = (*bearers, number)
        own = letters(folded)
        for key in spelling_keys(folded):
            self.spellings.setdefault((known.kind, key), []).append((number, own))


def cases(words: Sequence[tuple[str, str]]) -> str:
    """Return what capitals a name asks for, a sign for each word: 2 all, 1 the first, 0 none.

    What a building or body is may be written small: "temple of Bel". So may an article: "the Guardian".
    """
    common, is_alone = english().common, len(words) == 1
    signs = ""
    for folded, printed in words:
        if len(printed) < 4 and printed.isupper() and (is_alone or len(printed) > 1):
            signs += "2"
        elif printed[0].isupper() and (is_alone or (folded != "the" and folded not in common)):
            signs += "1"
        else:
            signs += "0"
    return signs


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

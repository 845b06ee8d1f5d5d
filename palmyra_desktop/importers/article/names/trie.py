"""Names by their words: the longest one that begins at a word of a text is found in one walk."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from palmyra_desktop.importers.article.names.tokens import Token


class Naming(NamedTuple):
    """One name of what is known.

    Attributes:
        number: whose it is. cases: for each word the capitals it asks for: 2 all, 1 the first, 0 none.
        is_place: whether it is a place's, too.
    """

    number: int
    cases: str
    is_place: bool = False


class Trie:
    """A tree of names, one step for each word."""

    __slots__ = ("_root",)

    def __init__(self) -> None:
        """Begin without a name."""
        self._root = _Node()

    def add(self, words: Sequence[str], naming: Naming) -> None:
        """Add a name, as folded words; the same name may stand for several."""
        node = self._root
        for word in words:
            following = node.following.get(word)
            if following is None:
                following = node.following[word] = _Node()
            node = following
        if words:
            node.namings = (*node.namings, naming)

    def at(self, words: Sequence[Token], index: int) -> Iterator[tuple[int, tuple[Naming, ...]]]:
        """Yield how many words a name that begins at a word has, and whose it is; the longest name first."""
        node, found = self._root, []
        for length, position in enumerate(range(index, len(words)), start=1):
            following = node.following.get(words[position].folded)
            if following is None:
                break
            node = following
            if node.namings:
                found.append((length, node.namings))
        return reversed(found)


class _Node:
    __slots__ = ("following", "namings")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.namings: tuple[Naming, ...] = ()

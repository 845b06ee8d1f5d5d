"""Names by their words: the longest one that begins at a word of a text is found in one walk."""

from collections.abc import Iterator, Sequence

from palmyra_desktop.importers.article.names.tokens import Token


class Trie:
    """A tree of names, one step for each word; each end keeps the numbers of what is so named."""

    __slots__ = ("_root",)

    def __init__(self) -> None:
        """Begin without a name."""
        self._root = _Node()

    def add(self, words: Sequence[str], number: int) -> None:
        """Add a name, as folded words; the same name may stand for several."""
        node = self._root
        for word in words:
            node = node.following.setdefault(word, _Node())
        if words and number not in node.numbers:
            node.numbers = (*node.numbers, number)

    def at(self, tokens: Sequence[Token], index: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield how many words a name that begins at a token has, and its numbers; the longest name first."""
        node, found = self._root, []
        for length, position in enumerate(range(index, len(tokens)), start=1):
            following = node.following.get(tokens[position].folded)
            if following is None:
                break
            node = following
            if node.numbers:
                found.append((length, node.numbers))
        return reversed(found)


class _Node:
    __slots__ = ("following", "numbers")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.numbers: tuple[int, ...] = ()

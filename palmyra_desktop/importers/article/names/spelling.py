"""Misspelt names: a new name that is one or two letters from what is known, "Irinia Bokova"."""

from collections.abc import Mapping
from functools import lru_cache

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from palmyra_desktop.importers.article.names.tokens import words_of

_VOWELS = str.maketrans("", "", "aeiouy")
_SHORTEST = 8
"""Letters of a whole name, below which two names a letter apart may well be two."""


def near(gazetteer: Gazetteer, kind: Kind, name: str) -> int | None:
    """Return the one that is known and meant by a name spelt otherwise, None if there is none, or two."""
    words = tuple(word for word in words_of(name) if word not in ("al", "el", "the"))
    letters = "".join(words)
    if len(letters) < _SHORTEST or len(words) < 2:
        return None
    index = _by_consonants(gazetteer)
    keys = {_consonants(words[-1]), _consonants(words[0])}
    candidates = {number for key in keys for number, _name in index.get((kind, key), ())}
    found = {
        number
        for key in keys
        for number, other in index.get((kind, key), ())
        if number in candidates and _is_near(letters, other)
    }
    return found.pop() if len(found) == 1 else None


def _is_near(letters: str, other: str) -> bool:
    allowed = 1 if len(letters) < 12 else 2
    return abs(len(letters) - len(other)) <= allowed and 0 < distance(letters, other, allowed) <= allowed


def distance(one: str, other: str, most: int) -> int:
    """Return the letters to change, add or leave out between two words; `most` + 1 if they are more."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        previous, row[0] = row[0], number
        for index, against in enumerate(other, start=1):
            previous, row[index] = (
                row[index],
                min(row[index] + 1, row[index - 1] + 1, previous + (letter != against)),
            )
        if min(row) > most:
            return most + 1
    return row[-1]


def _consonants(word: str) -> str:
    """Return the consonants of a word, each doubled one once."""
    kept = word.translate(_VOWELS)
    return "".join(letter for index, letter in enumerate(kept) if letter != kept[index - 1 : index]) or word


@lru_cache(maxsize=4)
def _by_consonants(gazetteer: Gazetteer) -> Mapping[tuple[Kind, str], list[tuple[int, str]]]:
    """Return names of two words and more by the consonants of the first and last word."""
    index: dict[tuple[Kind, str], list[tuple[int, str]]] = {}
    for number, known in enumerate(gazetteer.known):
        for name in known.all_names():
            words = tuple(word for word in words_of(name) if word not in ("al", "el", "the"))
            if len(words) > 1:
                for key in {_consonants(words[0]), _consonants(words[-1])}:
                    index.setdefault((known.kind, key), []).append((number, "".join(words)))
    return index

"""Misspelt names: a new name that is one or two letters from what is known, "Irinia Bokova"."""

from collections.abc import Iterator

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from palmyra_desktop.importers.article.names.name_index import letters, spelling_keys
from palmyra_desktop.importers.article.names.tokens import words_of

_SHORTEST = 8
"""Letters of a whole name, below which two names a letter apart may well be two."""
_TWO_APART = 12
"""Letters from which a name may be two letters away."""


def near(gazetteer: Gazetteer, kind: Kind, name: str) -> int | None:
    """Return the one that is known and meant by a name spelt otherwise, None if there is none, or two."""
    own = letters(words_of(name))
    if len(own) < _SHORTEST:
        return None
    most = 1 if len(own) < _TWO_APART else 2
    found = {
        number
        for number, other in sharing(gazetteer, kind, name)
        if not gazetteer.known[number].is_common
        and abs(len(own) - len(other)) <= most
        and len(set(own) ^ set(other)) <= 2 * most
        and 0 < distance(own, other, most) <= most
    }
    return found.pop() if len(found) == 1 else None


def sharing(gazetteer: Gazetteer, kind: Kind, name: str) -> Iterator[tuple[int, str]]:
    """Yield names that share the consonants of the first or last word, run together, with whose they are."""
    words = words_of(name)
    if len(words) > 1:
        for key in sorted(spelling_keys(words), key=sorted):
            yield from gazetteer.spelt_like(kind, key)


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

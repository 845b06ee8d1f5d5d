"""Where the exact words of a claim stand in a text that may have changed since they were recorded.

After the W3C Web Annotation selectors: the words, what stood before and after them, and their place. A place
is only ever found, never guessed: words that stand nowhere, or in several places alike, are lost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from palmyra_desktop.domain.claim import Claim

CONTEXT: Final = 32
"""Code points kept before and after the words of a claim."""
_MOST = 1000
"""Places looked at; words that stand in more of them tell nothing by themselves."""
_LEAST = 3
"""Code points around words from which on they are the recorded ones; a blank alone stands everywhere."""
_ALONE = 12
"""Code points from which on words that stand in one place need nothing around them to be known again."""


@dataclass(frozen=True, slots=True)
class Selector:
    """How the words of a claim were recorded.

    Attributes:
        start: of the words in the text of then, in code points; None where nobody said.
        prefix, suffix: what stood before and after them; "" where it was not kept.
    """

    words: str
    start: int | None = None
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where words stand: code points, `end` exclusive; `is_moved` where that is not their recorded place."""

    start: int
    end: int
    is_moved: bool = False


def recorded(claim: Claim) -> Selector:
    """Return how a claim's words were recorded."""
    return Selector(claim.words or "", claim.start, claim.prefix or "", claim.suffix or "")


def selector(text: str, start: int, end: int) -> Selector:
    """Return how the words at a place of a text are recorded."""
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Selector(text[start:end], start, before, after)


def find(text: str, wanted: Selector) -> tuple[Anchor, ...]:
    """Return where recorded words stand: one place, none, or several that nothing tells apart.

    At their recorded place they simply stand. Elsewhere the place wins that has most of the recorded words
    around it; a short piece with none of them around is another one. Blanks may have become line ends.
    """
    if not wanted.words.strip():
        return ()
    start = wanted.start
    if start is not None and start >= 0 and text.startswith(wanted.words, start):
        return (Anchor(start, start + len(wanted.words)),)
    places = [(_likeness(text, place, wanted), place) for place in _places(text, wanted.words)]
    best = max((likeness for likeness, _place in places), default=0)
    has_context = bool(wanted.prefix or wanted.suffix)
    if best < _LEAST and has_context and (len(places) > 1 or len(wanted.words) < _ALONE):
        return ()
    return tuple(place for likeness, place in places if likeness == best)


def _places(text: str, words: str) -> Iterator[Anchor]:
    """Yield where words stand, exactly; where they do nowhere so, with other blanks between them."""
    found = False
    place = text.find(words)
    for _number in range(_MOST):
        if place < 0:
            break
        found = True
        yield Anchor(place, place + len(words), is_moved=True)
        place = text.find(words, place + 1)
    if not found:
        spaced = re.compile(r"\s+".join(map(re.escape, words.split())))
        for _number, match in zip(range(_MOST), spaced.finditer(text), strict=False):
            yield Anchor(match.start(), match.end(), is_moved=True)


def _likeness(text: str, place: Anchor, wanted: Selector) -> int:
    """Return how many code points around a place are those recorded, counted outwards from the words."""
    before = text[max(0, place.start - len(wanted.prefix)) : place.start]
    after = text[place.end : place.end + len(wanted.suffix)]
    return _alike(reversed(before), reversed(wanted.prefix)) + _alike(iter(after), iter(wanted.suffix))


def _alike(ours: Iterator[str], theirs: Iterator[str]) -> int:
    count = 0
    for one, other in zip(ours, theirs, strict=False):
        if one != other:
            break
        count += 1
    return count

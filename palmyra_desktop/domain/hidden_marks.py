"""Characters nobody sees that change the order in which others are read.

With them a name can be made to read otherwise than its letters stand ("Trojan source"). An override is shown
as an arrow instead of obeyed, and a form spells all of them; they are taken out where somebody asks for it.
Source: Unicode Standard Annex 9, 2 (explicit directional formatting characters).
"""

import re
from collections.abc import Iterator
from typing import Final

_SPELLED: Final = {
    "\u061c": "ALM",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}
_MARK: Final = re.compile(f"[{''.join(_SPELLED)}]")
_BESIDE: Final = 24
"""Characters of a text that are spelled on each side of its first mark."""

# Overrides and embeddings alone: marks and isolates are in every good text of two directions, ours too.
_ARROWS: Final = str.maketrans("\u202a\u202b\u202c\u202d\u202e", "⇢⇠⇡⇥⇤")


def with_arrows(text: str) -> str:
    """Return a text with an arrow in the place of each override, so that positions in it stay true."""
    return text if text.isascii() else text.translate(_ARROWS)


def obeyed(text: str) -> Iterator[tuple[int, str]]:
    """Yield the place and the name, as "RLM", of each mark that is no arrow in `with_arrows`."""
    if not text.isascii():
        yield from ((mark.start(), _SPELLED[mark[0]]) for mark in _MARK.finditer(with_arrows(text)))


def name_of(character: str) -> str:
    """Return what a mark is called, as "RLM (U+200F)"; "" for any other character."""
    name = _SPELLED.get(character)
    return f"{name} (U+{ord(character):04X})" if name else ""


def count(text: str) -> int:
    """Return how many marks a text has."""
    return 0 if text.isascii() else len(_MARK.findall(text))


def without(text: str) -> str:
    """Return a text without its marks."""
    return text if text.isascii() else _MARK.sub("", text)


def spelled(text: str) -> str:
    """Return the part of a text around its first mark with all marks spelled, as ⟨RLO⟩; "" for none."""
    found = None if text.isascii() else _MARK.search(text)
    if found is None:
        return ""
    start, end = max(0, found.start() - _BESIDE), found.end() + _BESIDE
    words = _MARK.sub(lambda mark: f"⟨{_SPELLED[mark[0]]}⟩", text[start:end])
    return f"{'…' if start else ''}{words}{'…' if end < len(text) else ''}"

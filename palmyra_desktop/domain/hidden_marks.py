"""Characters nobody sees that change the order in which others are read.

With them a name can be made to read otherwise than its letters stand ("Trojan source"). Nothing is taken out
of what somebody entered: an override is shown as an arrow instead of obeyed, and a form spells all of them.
Source: Unicode Standard Annex 9, 2 (explicit directional formatting characters).
"""

import re
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


def spelled(text: str) -> str:
    """Return the part of a text around its first mark with all marks spelled, as ⟨RLO⟩; "" for none."""
    found = None if text.isascii() else _MARK.search(text)
    if found is None:
        return ""
    start, end = max(0, found.start() - _BESIDE), found.end() + _BESIDE
    words = _MARK.sub(lambda mark: f"⟨{_SPELLED[mark[0]]}⟩", text[start:end])
    return f"{'…' if start else ''}{words}{'…' if end < len(text) else ''}"

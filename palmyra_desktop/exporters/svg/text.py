"""Text in an SVG file: how wide it is, where it is cut, and what XML cannot hold.

Who opens the file has fonts nobody knows here, so the widths are those of DejaVu Sans, which is wider than
most: what fits by them fits in Noto Sans, Arial and Helvetica too.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape

_WIDTHS: Final = {
    0.32: "'ijlIJ ,.",
    0.37: "/:;\\|f-",
    0.42: "()[]t!r",
    0.53: '"*_`sz?',
    0.60: "cLFkvxy",
    0.64: "PTYoaeEhnuSbdgpq$0123456789{}K",
    0.70: "AVXZBRC",
    0.79: "UNHDG&OQ",
    0.87: "w#+<=>^~M",
    1.00: "%mW@",
}
_OF_ASCII: Final = {character: width for width, characters in _WIDTHS.items() for character in characters}
_ARABIC, _WIDE, _OTHER = 0.58, 1.05, 0.79
"""Per size of the font: a letter of the Arabic script, joined as it mostly is; of Chinese; any other."""
_ELLIPSIS: Final = "…"
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may contain (XML 1.0, production 2)."""


@lru_cache(maxsize=4_096)
def _character_width(character: str) -> float:
    base = unicodedata.normalize("NFD", character)[0]
    if base in _OF_ASCII:
        return _OF_ASCII[base]
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    return _ARABIC if unicodedata.bidirectional(character) in ("AL", "AN") else _OTHER


def text_width(text: str, size: float) -> float:
    """The width of a line in pixels at a size of the font in pixels, rather more than less."""
    return size * sum(map(_character_width, text))


def fitted(text: str, width: float, size: float) -> str:
    """The text, cut with an ellipsis where it is wider than so many pixels."""
    if text_width(text, size) <= width:
        return text
    room = width / size - _character_width(_ELLIPSIS)
    for number, character in enumerate(text):
        room -= _character_width(character)
        if room < 0:
            return text[:number].rstrip() + _ELLIPSIS
    return text


def xml(text: str) -> str:
    """The text as XML content, in one line."""
    return escape(" ".join(_NO_XML.sub("\ufffd", text).split()))

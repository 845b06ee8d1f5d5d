"""The script a name is written in, as its ISO 15924 code."""

import unicodedata

_CODES = {
    "ARABIC": "Arab",
    "ARMENIAN": "Armn",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "HEBREW": "Hebr",
    "LATIN": "Latn",
    "SYRIAC": "Syrc",
}


def script_of(text: str) -> str | None:
    """Return the code of the one script all letters of a text belong to; None for another or several."""
    found = {unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha()}
    return _CODES.get(found.pop()) if len(found) == 1 else None

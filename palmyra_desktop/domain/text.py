"""Search folding, the words of a text, and Qt's way of counting.

One folding serves the index, the query and the comparison of names, so that what is found
does not depend on vowel marks, on the shape of an alef or on capitals. Positions are counted
in code points; ends are exclusive.
"""

import re
import unicodedata
from array import array
from collections.abc import Sequence

# The letters that are the same letter to a reader who searches (VOCABULARY, "Search folding").
# Of these only ٱ ى ة are not taken apart by NFKD already.
_LETTERS = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"}
_TATWEEL, _SUPERSCRIPT_ALEF = 0x0640, 0x0670

# Signs that join the parts of one name: Ba'al, Ba’al, Baʿal are all "baal".
_APOSTROPHES = "'’‘ʼʿʾʹ`"
AS_APOSTROPHE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
"""For str.translate: every such sign as the plain one."""
_WORD = re.compile(r"[^\W_]+(?:'+[^\W_]+)*")


class _Folding(dict[int, str]):
    """What each code point folds to, worked out when first met; a table for str.translate.

    Folding never depends on the neighbours: marks are dropped whatever they stand on, so
    composing first (NFC) changes nothing, and case folding knows no context.
    """

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_one(chr(code))
        return folded


_SHA256 = re.compile(r"[0-9a-f]{64}")


def _fold_one(character: str) -> str:
    if _is_dropped(character):
        return ""
    taken_apart = unicodedata.normalize("NFKD", _mapped(character))
    # Arabic presentation forms (texts copied from a PDF) become letters only here: map again.
    return "".join(_mapped(part) for part in taken_apart if not _is_dropped(part)).casefold()


def _mapped(character: str) -> str:
    digit = unicodedata.digit(character, None) if "٠" <= character <= "۹" else None
    return _LETTERS.get(character, character) if digit is None else str(digit)


def _is_dropped(character: str) -> bool:
    code = ord(character)
    is_vowel_mark = 0x064B <= code <= 0x065F or code in (_TATWEEL, _SUPERSCRIPT_ALEF)
    return is_vowel_mark or unicodedata.combining(character) != 0


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return the text as it is compared: without case, marks, tatweel and variants of letters.

    The rule is that of VOCABULARY, "Search folding", and is applied a second time to what
    NFKD makes of presentation forms. Punctuation and spaces stay. Folding twice changes nothing.
    """
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def fold_with_map(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text and, for each of its code points, the index of its source in the text."""
    if text.isascii():
        return text.lower(), range(len(text))
    pieces = [_FOLDING[ord(character)] for character in text]
    origins = array("L")
    for index, piece in enumerate(pieces):
        if len(piece) == 1:
            origins.append(index)
        else:
            origins.extend([index] * len(piece))
    return "".join(pieces), origins


def is_sha256(text: str) -> bool:
    """Whether a text is a SHA-256 in hexadecimal, and so may be the name of an attached file."""
    return bool(_SHA256.fullmatch(text))


def name_key(text: str) -> str:
    """Return what two spellings of one name have in common: folded, with single spaces."""
    return " ".join(fold(text).split())


def words(query: str) -> tuple[str, ...]:
    """Return the folded words of a search, in order and each once; any text is allowed.

    Words end at spaces and punctuation, also at a hyphen: "Baal-Shamin" is two. An apostrophe
    inside a word is left out: "Ba'al" is "baal".
    """
    return tuple(dict.fromkeys(word_sequence(query)))


def word_sequence(text: str) -> tuple[str, ...]:
    """Return the same words in the order of the text, as often as they come."""
    return tuple(word.replace("'", "") for word in _WORD.findall(_joined(text)))


def index_text(text: str) -> str:
    """Return the words a text is to be found by, with spaces between, for a full-text index.

    As `words`, in the text's order and with repetitions; a word with an apostrophe stands there
    both whole and in parts, so that "l'Orient" is found by "orient" and "Ba'al" by "baal".
    FTS5 keeps these words as they are with the tokenizer ``unicode61 remove_diacritics 0``.
    """
    joined = _joined(text)
    if "'" not in joined:
        return " ".join(_WORD.findall(joined))
    found: list[str] = []
    for word in _WORD.findall(joined):
        if "'" in word:
            found += [word.replace("'", ""), *word.split("'")]
        else:
            found.append(word)
    return " ".join(filter(None, found))


def to_utf16(text: str, index: int) -> int:
    """Return the position in UTF-16 units, as Qt counts, of a code point's index."""
    if text.isascii():
        return index
    return len(text[:index].encode("utf-16-le", "surrogatepass")) // 2


def from_utf16(text: str, position: int) -> int:
    """Return the code point's index at a position in UTF-16 units; half-way through one, its own."""
    if text.isascii():
        return position
    units = text[:position].encode("utf-16-le", "surrogatepass")[: 2 * position]
    index = len(units.decode("utf-16-le", "surrogatepass"))
    return index - 1 if to_utf16(text, index) > position else index


def _joined(text: str) -> str:
    if text.isascii():
        return text.lower().replace("`", "'")
    return fold(text).translate(AS_APOSTROPHE)

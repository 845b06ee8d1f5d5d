"""The bytes of an article to its text, whatever wrote them down; what is no text is refused in words."""

import codecs
import re
from dataclasses import dataclass

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.i18n import _, format_number

MAX_BYTES = 20_000_000
"""No article is longer; a saved page with its pictures inside may come near."""

_MARKS = (  # the longer first: the mark of UTF-32 begins as that of UTF-16 does
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FOREIGN = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP, DOCX, EPUB"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0", "DOC"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"SQLite format 3", "SQLite"),
)
_SAMPLE = 65_536
_DECLARED = re.compile(rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_:.-]{2,40})")
_DECLARATIONS_WITHIN = 4_096  # bytes
# What web pages call by these names is windows-1252 (WHATWG Encoding Standard).
_CALLED_OTHERWISE = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-6": "cp1256"}
_HIGH_RUN = re.compile(rb"[\xc0-\xff]+")
_BROKEN_SHARE = 0.1
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, without a byte-order mark, and the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes, name: str, *, is_markup: bool = False) -> Decoded:
    """Return the text of a file's bytes. A byte that stands for nothing becomes one replacement character.

    Args:
        name: what the file is called, for what is said. is_markup: whether it may declare its encoding.

    Raises:
        KnownError: if it is empty, longer than MAX_BYTES, or no text.
    """
    _refuse_size(len(data), name)
    for start, format in _FOREIGN:
        if data.startswith(start):
            message = _("{file} is a file of another kind ({format}), not a text.")
            raise KnownError(message.format(file=name, format=format), _save_as_text())
    decoded = _decoded(data, is_markup)
    if not decoded.text.strip():
        raise KnownError(_("There is nothing in {file}.").format(file=name))
    controls = len(_CONTROLS.findall(decoded.text, 0, _SAMPLE))
    if "\0" in decoded.text or controls > min(len(decoded.text), _SAMPLE) / 100:
        raise KnownError(_("{file} is no text: there are bytes in it that are no letters.").format(file=name),
                         _save_as_text())  # fmt: skip
    return decoded


def _refuse_size(size: int, name: str) -> None:
    if size > MAX_BYTES:
        message = _("{file} is too long for an article: {size} MB.")
        shown = format_number(round(size / 1_000_000))
        raise KnownError(message.format(file=name, size=shown), _("Save the article alone and try again."))


def _save_as_text() -> str:
    return _("Save the article as text, HTML or Markdown, or copy its words and paste them.")


def _decoded(data: bytes, is_markup: bool) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding)
    wide = _two_bytes_each(data[:_SAMPLE])
    if wide:
        return Decoded(data.decode(wide, "replace"), wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    declared = _declared(data[:_DECLARATIONS_WITHIN]) if is_markup else None
    if declared and declared != "utf-8":
        return Decoded(data.decode(declared, "replace"), declared)
    text = data.decode("utf-8", "replace")
    high = sum(map(len, _HIGH_RUN.findall(data)))
    if declared or text.count("\ufffd") < _BROKEN_SHARE * high:
        return Decoded(text, "utf-8")
    encoding = _one_byte_each(data[:_SAMPLE])
    return Decoded(data.decode(encoding, "replace"), encoding)


def _two_bytes_each(sample: bytes) -> str | None:
    """Tell UTF-16 without a mark: every second byte is nearly always that of one script."""
    pairs = len(sample) // 2
    if pairs < 4:
        return None
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        rows = sample[first : pairs * 2 : 2]
        letters = sample[1 - first : pairs * 2 : 2]
        # Latin letters and spaces lie in row 00, Cyrillic in 04, Arabic in 06, punctuation in 20.
        alike = sum(map(rows.count, (0x00, 0x04, 0x06, 0x20)))
        if alike > 0.9 * len(rows) and rows.count(0) and letters.count(0) < 0.1 * len(letters):
            return encoding
    return None


def _declared(head: bytes) -> str | None:
    found = _DECLARED.search(head)
    if not found:
        return None
    try:
        encoding = codecs.lookup(found[1].decode("ascii")).name
        b"".decode(encoding)
    except LookupError:
        return None
    # A file that declares UTF-16 in ASCII letters is not in UTF-16.
    return "utf-8" if encoding.startswith("utf") else _CALLED_OTHERWISE.get(encoding, encoding)


def _one_byte_each(sample: bytes) -> str:
    """Tell Arabic from Latin letters: an Arabic word is all high bytes, a French one has a few."""
    runs = _HIGH_RUN.findall(sample)
    letters = sum(map(len, runs))
    is_in_runs = letters > 2 * len(runs)
    # In windows-1256 the last row is marks that texts leave out; in windows-1251 half the letters are there.
    last_row = sum(byte >= 0xF0 for run in runs for byte in run)
    if is_in_runs:
        return "cp1251" if last_row > letters / 6 else "cp1256"
    return "cp1252"

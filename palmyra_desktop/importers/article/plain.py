"""Plain text: its lines, and which of them are one paragraph that was only broken to fit a screen."""

import re
from collections.abc import Iterator

from palmyra_desktop.domain.findings import Span
from palmyra_desktop.importers.article.labels import begins_anew
from palmyra_desktop.importers.article.layout import CleanText, Layout, Passage

# Line ends of other systems; and the "Â" that is left of a no-break space read in the wrong encoding.
_LEFT_OUT = re.compile("\r\n?|[\u2028\u2029\x0c]|Â(?=[ \u00a0])|\u200b|\ufeff")
_LINE = re.compile(r"[^\n]+")
_FIRST_WORD = re.compile(r"\S+")
_WIDEST = 110  # code points: nobody breaks lines later
_NARROWEST = 40


def read_plain(raw: str) -> Layout:
    """Return a plain text's lines and paragraphs."""
    origin = clean(raw)
    text = origin.text if origin else raw
    return Layout(text, origin, tuple(passages(text)))


def clean(raw: str) -> CleanText | None:
    """Return the text with its lines ended by line feeds, and without the debris of a wrong decoding."""
    if not _LEFT_OUT.search(raw):
        return None
    cleaned = CleanText(raw)
    start = 0
    for found in _LEFT_OUT.finditer(raw):
        cleaned.take(start, found.start())
        start = found.end()
        if found[0] not in "Â\u200b\ufeff":
            cleaned.put("\n", found.start(), start)
    cleaned.take(start, len(raw))
    return cleaned


def passages(text: str) -> Iterator[Passage]:
    """Return the paragraphs of a plain text, in its order."""
    width = max((len(found[0].rstrip()) for found in _LINE.finditer(text)), default=0)
    is_broken = _NARROWEST < width <= _WIDEST
    for group, lines in enumerate(_groups(text)):
        for span in _joined(text, lines, width) if is_broken else lines:
            yield Passage(span, group=group)


def _groups(text: str) -> Iterator[list[Span]]:
    """Return the lines between blank lines, without the white space around each."""
    group: list[Span] = []
    end = 0
    for found in _LINE.finditer(text):
        words = found[0].strip()
        if group and (not words or text.count("\n", end, found.start()) > 1):
            yield group
            group = []
        end = found.end()
        if words:
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            group.append(Span(start, start + len(words)))
    if group:
        yield group


def _joined(text: str, lines: list[Span], width: int) -> list[Span]:
    """Join lines that were broken only because they were full."""
    joined = [lines[0]]
    for before, line in zip(lines, lines[1:], strict=False):
        if _goes_on(text, before, line, width):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def _goes_on(text: str, before: Span, line: Span, width: int) -> bool:
    length = before.end - before.start
    words = text[line.start : line.end]
    if length <= _NARROWEST or begins_anew(words) or begins_anew(text[before.start : before.end]):
        return False
    first = _FIRST_WORD.match(words)
    is_full = length + 1 + (first.end() if first else 0) > width
    return is_full or (words[0].islower() and text[before.end - 1] not in ".!?:”’\"'")

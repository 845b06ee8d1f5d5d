"""The blocks of an article: title, paragraphs, captions, what it says of itself, and what surrounds it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from palmyra_desktop.domain.findings import BlockKind, Span
from palmyra_desktop.importers.article.captions import Marked, mark_captions
from palmyra_desktop.importers.article.labels import bullet, is_aside, label_of, opens_asides
from palmyra_desktop.importers.article.layout import Passage
from palmyra_desktop.importers.article.printed_dates import printed_dates

HEADER = re.compile(
    r"(?P<key>title|headline|publisher|publication|source|site|outlet|date|published(?: on| at| by)?|updated"
    r"|last updated|by|byline|author|authors|url|link|language|section|keywords|tags"
    r"|العنوان|الناشر|التاريخ|الكاتب)\s?:\s?(?P<value>.{1,400})$",
    re.IGNORECASE,
)
"""A header line: "Date: 2017-01-20"."""
_TITLE_LINE = re.compile(r"(?:title|headline|العنوان)\s?:", re.IGNORECASE)
BYLINE = re.compile(
    r"(?:by|from|par|von|بقلم|كتب)\s(?P<names>[^.:;!?]{2,90}(?:\.[^.:;!?]{1,60}){0,2})$", re.IGNORECASE
)
"""The line that names who wrote it."""
DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.’' -]{1,40}(?:[,/]\s?[A-Z][\w.’' /-]{1,40}){0,3}?)"
    r"(?:,?\s(?P<date>(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?(?:,?\s\d{4})?))?"
    r"(?:\s?\((?P<agency>[^()]{2,60})\))?\s(?:[-–—]{1,2}|:)\s+(?=[^\s])"
)
"""What stands before the first sentence of an agency report: "BEIRUT, Aug 31 (Agency) -"."""
_HEAD = 14  # passages
_LONGEST_TITLE = 200
_LONGEST_HEADING = 90
_LONGEST_LINE = 130
_ENDS = ".!…:;,"
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.)?|\b(?:GMT|BST|UTC|EST|EDT|CET|EET|PT|ET|AM|PM)\b",
    re.I,
)
_OF_DATES = re.compile(
    r"\b(?:published|updated|last|modified|posted|issued|created|date|on|at|ago|issue|week of|edition|from"
    r"|mon|tue|wed|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|ramadan|to|hours?|minutes?|min|read)\b",
    re.IGNORECASE,
)
_SAID_WORDS = re.compile(r"\b(?:said|says|told|has|have|had|was|were|is|are|will)\b")


def blocks(text: str, passages: Sequence[Passage], title: str | None) -> tuple[Marked, ...]:
    """Return the blocks of a text, its captions known; `title` is what the format itself states."""
    kinds = _head(text, passages, title)
    told = [
        replace(passage, kind=kinds.get(number) or passage.kind) for number, passage in enumerate(passages)
    ]
    _asides(text, told)
    marked = mark_captions(text, told)
    return tuple(one for block in _shaped(text, marked) for one in _apart(text, block))


def _head(text: str, passages: Sequence[Passage], title: str | None) -> dict[int, BlockKind]:
    """Tell the title and the lines around it that speak of the article itself."""
    kinds: dict[int, BlockKind] = {}
    has_title = any(passage.kind is BlockKind.TITLE for passage in passages)
    is_head = True
    for number, passage in enumerate(passages[:_HEAD]):
        words = text[passage.span.start : passage.span.end]
        if passage.kind is not None and passage.kind is not BlockKind.PARAGRAPH:
            continue
        if is_head and len(words) <= 500 and is_header(words):
            kinds[number] = BlockKind.METADATA
            has_title = has_title or bool(_TITLE_LINE.match(words))
            continue
        is_head = False
        if is_aside(words) or label_of(words):
            continue
        if len(words) <= _LONGEST_LINE and is_about_article(words):
            kinds[number] = BlockKind.METADATA
        elif not has_title and (words.casefold() == title.casefold() if title else _is_title(words)):
            kinds[number] = BlockKind.TITLE
            has_title = True
        elif len(words) > _LONGEST_LINE and words[-1] in _ENDS + "\"”’'":
            break
    return kinds


def is_header(words: str) -> bool:
    """Whether a line is a header line, and not a label before a caption."""
    found = HEADER.match(words)
    if found is None or "\n" in words:
        return False
    return not (found["key"].casefold() == "by" and len(found["value"]) > _LONGEST_LINE)


def is_about_article(words: str) -> bool:
    """Whether a short line at the head is a byline, a date, or the name of the outlet beside them."""
    if BYLINE.match(words) and not _SAID_WORDS.search(words) and words[-1] not in '?!"”':
        return True
    dates = list(printed_dates(words))
    if not dates and not (_CLOCK.search(words) and _OF_DATES.search(words)):
        return " | " in words and words[-1] not in _ENDS
    rest = words
    for _edtf, start, end in sorted(dates, key=lambda one: -one[1]):
        rest = f"{rest[:start]} {rest[end:]}"
    rest = _OF_DATES.sub(" ", _CLOCK.sub(" ", rest))
    left = [word for word in re.findall(r"\w[\w'’-]*", rest) if not word.isdigit()]
    if _SAID_WORDS.search(rest) or (words[-1] in ".!?" and len(left) > 2):
        return False
    return len(left) <= 4 or (len(left) <= 8 and any(mark in words for mark in "|/"))


def _is_title(words: str) -> bool:
    return len(words) <= _LONGEST_TITLE and not (words[-1] == "." and words.count(" ") > 20)


def _asides(text: str, passages: list[Passage]) -> None:
    """Tell what surrounds the article, and the short lines listed below "Related topics"."""
    listed: Passage | None = None
    for number, passage in enumerate(passages):
        words = text[passage.span.start : passage.span.end]
        if passage.kind in (BlockKind.METADATA, BlockKind.TITLE, BlockKind.CAPTION, BlockKind.CREDIT):
            listed = None
            continue
        is_listed = (
            listed is not None
            and (passage.group == listed.group or passages[-1].group - passage.group <= 2)
            and len(words) <= _LONGEST_HEADING
            and words[-1] not in ".:"
            and label_of(words) is None
        )
        if is_aside(words) or is_listed:
            passages[number] = replace(passage, kind=BlockKind.ASIDE)
            listed = passage if is_listed or opens_asides(words) else None
        else:
            listed = None


def _shaped(text: str, marked: Sequence[Marked]) -> list[Marked]:
    """Tell list items and headings from paragraphs."""
    shaped = []
    for number, block in enumerate(marked):
        if block.kind is not BlockKind.PARAGRAPH:
            shaped.append(block)
            continue
        words = text[block.span.start : block.span.end]
        length = bullet(words)
        if length and length < len(words):
            span = Span(block.span.start + length, block.span.end)
            is_numbered = words[0].isdigit()
            kind = BlockKind.PARAGRAPH if is_numbered and len(words) > _LONGEST_TITLE else BlockKind.LIST_ITEM
            shaped.append(replace(block, span=span, kind=kind))
        elif _is_heading(text, marked, number, words):
            shaped.append(replace(block, kind=BlockKind.HEADING))
        else:
            shaped.append(block)
    return shaped


def _is_heading(text: str, marked: Sequence[Marked], number: int, words: str) -> bool:
    """Whether a short line without an end, or a question, stands over what follows it."""
    if len(words) > _LONGEST_HEADING or words[-1] in _ENDS or words[0] in "\"“«‘'(":
        return False
    if number + 1 == len(marked) or words[-1] in '"”»)':
        return False
    return words[-1] != "?" or words.count(" ") <= 8


def _apart(text: str, block: Marked) -> tuple[Marked, ...]:
    """Put the dateline of a report apart from its first sentence."""
    if block.kind is not BlockKind.PARAGRAPH:
        return (block,)
    words = text[block.span.start : block.span.end]
    length = dateline_length(words)
    if not length:
        return (block,)
    start = block.span.start + length
    head = Span(block.span.start, block.span.start + len(words[:length].rstrip()))
    return (
        replace(block, span=head, kind=BlockKind.METADATA),
        replace(block, span=Span(start, block.span.end)),
    )


def dateline_length(words: str) -> int:
    """Return the length of the dateline a paragraph begins with, 0 without one.

    A place alone before a dash is one only in capitals: "Others – the majority – left" is a sentence.
    """
    found = DATELINE.match(words[:160])
    if not found or found.end() >= len(words):
        return 0
    if found["agency"] or found["date"] or found["place"].isupper():
        return found.end()
    return 0

"""The sentences and the quotations of an article, never across its blocks; nothing of who says them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from palmyra_desktop.domain.findings import Article, Block, BlockKind, Span

# Blocks whose words somebody says: the others are nobody's statement.
SPOKEN = frozenset(
    {BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION}
)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# A stop after these never ends a sentence; after the second group only before a word that begins one.
_NEVER_LAST = _words(
    "mr mrs ms mx dr prof st ste sgt gen lt col capt maj cpl cmdr adm brig gov sen rep rev hon fr msgr "
    "vs cf eg e.g ie i.e viz nos vol vols fig figs pp ca approx ed eds dept est al mt ft messrs pres amb sec "
    "art bros gens"
)
_SELDOM_LAST = _words(
    "u.s u.n u.k e.u u.s.s.r u.a.e d.c a.m p.m a.d b.c b.c.e c.e ph.d inc ltd co corp jr sr etc no "
    "m.a b.a ll.d jan feb mar apr jun jul aug sep sept oct nov dec"
)
_BEGINNERS = _words(
    "the a an this that these those he she it they we i you but and or in on at by for from with as after "
    "before when while although however there his her its their our my if since until no not one some many "
    "according last meanwhile earlier later"
)

_STOP = re.compile("[.!?…؟۔。]+(?:[\"'”’»)\\]›“‘]{0,4}|(?<=[a-z][.!?])\\[\\d{1,3}\\])(?=\\s|$)")
_LAST_WORD = re.compile(r"[\w.]+$")
_NEXT_WORD = re.compile(r"\s*[\"'“”‘’«»„‹(\[–—•-]{0,4}\s*(\w[\w'’-]*)")

_DOUBLE = {'"': '"', "“": "”", "„": "“”", "«": "»", "‟": "”", "＂": "＂", "”": "”"}
_MARK = re.compile("[\"“”„«»‟＂'‘’‹›]")
_LONGEST = 800
"""Code points of a sentence: the rules look at the whole of one many times, and nobody writes longer ones."""
_CUTS = (re.compile(r"[;؛]\s|[,،]\s+(?=(?:and|but|while)\s)"), re.compile(r"[,،:]\s"), re.compile(r"\s"))
"""Where a longer one is cut, the best places first."""

_SINGLE_LIMIT = 600  # code points
_MARKS_LIMIT = 200  # marks looked at for the one that closes: keeps the time linear


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    Attributes:
        span: with its marks; inner: without. is_closed: False where the mark that ends it never comes;
        it then runs to the end of the block. is_continued: whether it goes on from the block before.
    """

    span: Span
    inner: Span
    is_single: bool = False
    is_closed: bool = True
    is_continued: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without the white space around it; `block` is its place in `Article.blocks`."""

    span: Span
    block: int


def sentences(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of all blocks that somebody says, in the order of the text."""
    found = []
    for number, block in enumerate(article.blocks):
        if block.kind in SPOKEN:
            found += [Sentence(span, number) for span in sentence_spans(article.text, block.span)]
    return tuple(found)


def sentence_spans(text: str, within: Span) -> list[Span]:
    """Return the sentences of one stretch, with the quotation marks that close after the stop.

    What goes on for more than 800 code points without a stop is cut at the end of a clause.
    """
    found: list[Span] = []
    start = within.start
    for stop in _STOP.finditer(text, within.start, within.end):
        if stop.end() > start and _ends_sentence(text, stop.start(), stop.end(), within):
            found += _bounded(text, start, stop.end())
            start = stop.end()
    if text[start : within.end].strip():
        found += _bounded(text, start, within.end)
    return found


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a sentence, in pieces where it is too long."""
    while end - start > _LONGEST:
        cut = _cut(text, start + _LONGEST // 2, start + _LONGEST)
        if not text[start:cut].isspace():
            yield _trimmed(text, start, cut)
        start = cut
    if not text[start:end].isspace():
        yield _trimmed(text, start, end)


def _cut(text: str, start: int, end: int) -> int:
    """Return the last end of a clause in a stretch, else of a word, else its end."""
    for pattern in _CUTS:
        ends = [found.end() for found in pattern.finditer(text, start, end)]
        if ends:
            return ends[-1]
    return end


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _ends_sentence(text: str, stop: int, after: int, within: Span) -> bool:
    """Whether the stop at a place ends a sentence: by the word before it and the one after."""
    following = _NEXT_WORD.match(text, after, min(after + 60, within.end))
    if following is None:
        return True
    word = following.group(1)
    if word[0].islower():
        return False
    if text[stop] != "." or text[stop : stop + 2] == "..":
        return True
    before = _LAST_WORD.search(text, max(within.start, stop - 20), stop)
    if before is None:
        return True
    last = before.group().lower()
    if last in _NEVER_LAST:
        return False
    if last in _SELDOM_LAST:
        return word.lower() in _BEGINNERS
    is_initial = len(last) == 1 and last.isalpha() and before.group().isupper()
    if is_initial or (len(last) > 2 and last[-2] == "." and last[-1].isalpha()):
        return word.lower() in _BEGINNERS and len(last) > 1
    return True


def quotations(article: Article) -> tuple[Quotation, ...]:
    """Return the outermost quotations of all blocks that somebody says, in the order of the text.

    A quotation that its paragraph does not close goes on in the next paragraph where that begins with a
    mark, too.
    """
    found: list[Quotation] = []
    is_open = False
    for block in article.blocks:
        if block.kind not in SPOKEN:
            continue
        here = quotations_in(article.text, block, is_open)
        is_open = bool(here) and not here[-1].is_closed and not here[-1].is_single
        found += here
    return tuple(found)


def quotations_in(text: str, block: Block, is_open: bool = False) -> list[Quotation]:
    """Return the outermost quotations of one block.

    `is_open` says that the paragraph before left a quotation open. Single marks count only where they
    close: an apostrophe opens nothing.
    """
    start, end = block.span.start, block.span.end
    marks = [found.start() for found in _MARK.finditer(text, start, end)]
    found: list[Quotation] = []
    place = 0
    while place < len(marks):
        mark = marks[place]
        place += 1
        if not _opens(text, mark, start, end):
            continue
        is_single = text[mark] in "'‘’‹"
        close, place_after = _closing(text, marks, place, start, end)
        is_continued = is_open and mark == start
        if close is not None:
            inner = Span(mark + 1, close)
            found.append(Quotation(Span(mark, close + 1), inner, is_single, True, is_continued))
            place = place_after
        elif not is_single:
            stop, place = _where_unclosed_ends(text, marks, place, start, end)
            found.append(Quotation(Span(mark, stop), Span(mark + 1, stop), False, False, is_continued))
    return found


def _opens(text: str, mark: int, start: int, end: int) -> bool:
    """Whether a mark may open: nothing, a space or a bracket before it, and a word after."""
    char = text[mark]
    if char in "»›" or mark + 1 >= end or text[mark + 1].isspace():
        return False
    before = text[mark - 1] if mark > start else " "
    if char in "“„«‹‟":
        return True
    if char in "'’" and (text[mark + 1].isdigit() and text[mark + 2 : mark + 4].rstrip("s").isdigit()):
        return False
    return before.isspace() or before in "([{—–-:;,/\"'“‘\u200f\u200e\u202b"


def _closes(text: str, mark: int, start: int, end: int) -> bool:
    """Whether a mark may close: no space before it, and no letter after."""
    if text[mark] in "»›":
        return True
    if mark == start or text[mark - 1].isspace():
        return False
    after = text[mark + 1] if mark + 1 < end else " "
    return not after.isalnum() or text[mark] == "”"


def _closing(text: str, marks: list[int], place: int, start: int, end: int) -> tuple[int | None, int]:
    """Return where the quotation opened by the mark before `place` closes, and the place after it.

    A straight mark that can only open shows that the one before was never closed. An apostrophe after an
    s ("the militants' retreat") closes only if nothing better does.
    """
    opening = marks[place - 1]
    char = text[opening]
    if char in "'‘’‹":
        wanted = {"'": "'", "‘": "’'", "’": "’", "‹": "›"}[char]
        doubtful: tuple[int | None, int] = (None, place)
        for index in range(place, len(marks)):
            mark = marks[index]
            if mark - opening > _SINGLE_LIMIT:
                break
            if text[mark] not in wanted or not _closes(text, mark, start, end):
                if text[mark] in "'‘" and _opens(text, mark, start, end):
                    break
                continue
            if (
                text[mark - 1] in "sS"
                and text[mark + 1 : mark + 2] == " "
                and text[mark + 2 : mark + 3].islower()
            ):
                doubtful = doubtful if doubtful[0] is not None else (mark, index + 1)
                continue
            return mark, index + 1
        return doubtful
    wanted = _DOUBLE[char]
    depth = 0
    for index in range(place, min(len(marks), place + _MARKS_LIMIT)):
        mark = marks[index]
        if char != '"' and text[mark] == char and char not in wanted:
            depth += 1
        elif text[mark] in wanted:
            if char == '"' and not _closes(text, mark, start, end):
                if _opens(text, mark, start, end):
                    return None, place
                continue
            if depth == 0:
                return mark, index + 1
            depth -= 1
    return None, place


def _where_unclosed_ends(text: str, marks: list[int], place: int, start: int, end: int) -> tuple[int, int]:
    """Return where an unclosed quotation ends: before the next mark that opens one, else with the block."""
    opening = text[marks[place - 1]]
    for index in range(place, len(marks)):
        if text[marks[index]] == opening and _opens(text, marks[index], start, end):
            stop = marks[index]
            while stop > start and text[stop - 1].isspace():
                stop -= 1
            return stop, index
    return end, len(marks)

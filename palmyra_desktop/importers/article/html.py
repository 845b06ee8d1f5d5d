"""Saved pages: the article in the page, its paragraphs and captions; nothing is fetched and nothing runs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from palmyra_desktop.domain.findings import BlockKind, Span
from palmyra_desktop.importers.article.html_elements import BREAKING, CLOSES, CONTAINERS, VOID, Element
from palmyra_desktop.importers.article.html_stated import Stated, from_json_ld, from_meta, from_title
from palmyra_desktop.importers.article.html_tokens import Token, attributes, tokens
from palmyra_desktop.importers.article.layout import CleanText, Layout, Passage
from palmyra_desktop.importers.article.printed_dates import published_date

_WORDS = re.compile(r"[^\s&\u00ad\u200b\ufeff]+(?: [^\s&\u00ad\u200b\ufeff]+)*")
_ENTITY = re.compile(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?")
_SPACE = re.compile(r"\s+")
_GOOD = 80  # code points of a paragraph that somebody wrote
_LONGEST_ABOUT = 200


@dataclass(slots=True)
class _Run:
    """The text between two borders: pieces of the page, or words that stand for them."""

    element: int
    kind: BlockKind | None
    media: str
    figure: int
    pieces: list[tuple[str | None, int, int]] = field(default_factory=list)
    size: int = 0
    linked: int = 0

    def words(self, raw: str) -> str:
        return "".join(raw[start:end] if words is None else words for words, start, end in self.pieces)


def read_html(raw: str) -> Layout:
    """Return the article of a page: its text, its passages, and what the page states of it."""
    reading = _Reading(raw)
    for token in tokens(raw):
        reading.read(token)
    reading.end()
    titles = {" ".join(value.split()).casefold() for value, _rule in reading.stated.get("title", ())}
    cleaned = CleanText(raw)
    passages = tuple(_passages(raw, chosen(reading), titles, cleaned, reading.filmed))
    stated = {field: tuple(values) for field, values in reading.stated.items()}
    return Layout(cleaned.text, cleaned, passages, stated)


class _Reading:
    """One reading of a page from its first tag to its last."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.runs: list[_Run] = []
        self.elements = [Element("", 0)]
        self.stack = [0]
        self.open: Counter[str] = Counter()
        self.stated: Stated = {}
        self._run: _Run | None = None
        self._space: tuple[int, int] | None = None
        self._breaks: list[tuple[int, int]] = []
        self.filmed: set[int] = set()
        self._figures = 0
        self._is_data = False

    @property
    def inmost(self) -> Element:
        """The element that is open now."""
        return self.elements[self.stack[-1]]

    def read(self, token: Token) -> None:
        if token.kind == "text":
            if not self.inmost.is_hidden:
                self._text(token.start, token.end)
        elif token.kind == "verbatim":
            words = self.raw[token.start : token.end]
            if token.name == "title" and not self.open["svg"]:
                from_title(unescape(words), self.stated)
            elif token.name == "script" and self._is_data:
                from_json_ld(words, self.stated)
        elif token.kind == "close":
            self._close(token.name, token.start)
        elif token.name == "br":
            self._breaks.append((token.start, token.end))
        elif token.name in VOID:
            self._void(token)
        else:
            self._enter(token)

    def end(self) -> None:
        """Close what was left open."""
        self._flush()
        for number in self.stack:
            self.elements[number].last = len(self.runs)

    def _void(self, token: Token) -> None:
        if token.name == "meta":
            from_meta(attributes(self.raw, token), self.stated)
        elif token.name == "link":
            values = attributes(self.raw, token)
            if values.get("rel", "").casefold() == "canonical":
                self.stated.setdefault("url", []).insert(0, (values.get("href", ""), "url.canonical"))
        elif token.name == "hr":
            self._flush()

    def _enter(self, token: Token) -> None:
        name, outer = token.name, self.inmost
        for closed in CLOSES.get(name, ()):
            if self.inmost.name == closed:
                self._close(closed, token.start)
        values = attributes(self.raw, token) if token.end - token.start > len(name) + 3 else {}
        outer = self.inmost
        element = Element(name, len(self.runs), outer.is_hidden, outer.kind, outer.media, outer.figure)
        element.describe(values)
        if name == "figure":
            self._figures += 1
            element.figure = self._figures
        elif name == "video" and element.figure:
            self.filmed.add(element.figure)
        if name in BREAKING or element.kind is not outer.kind:
            self._flush()
            element.first = len(self.runs)
        self._is_data = name == "script" and "ld+json" in values.get("type", "")
        if name == "html" and values.get("lang"):
            self.stated.setdefault("language", []).append((values["lang"], "language.page"))
        if name == "time":
            self._time(values)
        self.stack.append(len(self.elements))
        self.elements.append(element)
        self.open[name] += 1

    def _time(self, values: dict[str, str]) -> None:
        told = f"{values.get('itemprop', '')} {values.get('class', '')}".casefold()
        if "publi" in told or "pubdate" in told or "pubdate" in values:
            dated = published_date(values.get("datetime", ""))
            if dated:
                self.stated.setdefault("published", []).append((dated, "published.time"))

    def _close(self, name: str, at: int) -> None:
        if not self.open[name]:
            if name == "p":
                self._flush()
            return
        if name in BREAKING:
            self._flush()
        while True:
            element = self.elements[self.stack.pop()]
            outer = self.inmost
            if element.kind is not outer.kind:
                self._flush()
            if element.is_spoken and self._run:  # a label for those who listen, set apart by nothing
                self._space = self._space or (at, at)
            element.last = len(self.runs)
            self.open[element.name] -= 1
            if element.name == name:
                return

    def _text(self, start: int, end: int) -> None:
        position = start
        while position < end:
            words = _WORDS.match(self.raw, position, end)
            if words:
                self._add(None, position, words.end())
                position = words.end()
                continue
            entity = _ENTITY.match(self.raw, position, end)
            if entity:
                told = unescape(entity[0])
                is_space = told.isspace()
                self._add(" " if is_space else told, position, entity.end())
                position = entity.end()
                continue
            space = _SPACE.match(self.raw, position, end)
            if space:
                self._space = self._space or (position, space.end())
                position = space.end()
            else:
                if self.raw[position] == "&":
                    self._add(None, position, position + 1)
                position += 1

    def _add(self, words: str | None, start: int, end: int) -> None:
        """Append words to the run, with the space or line end that came before them."""
        if words == " ":
            self._space = self._space or (start, end)
            return
        if len(self._breaks) > 1:
            self._flush()
        run = self._run
        if run is None:
            inmost = self.inmost
            run = self._run = _Run(self.stack[-1], inmost.kind, inmost.media, inmost.figure)
        elif self._breaks:
            run.pieces.append(("\n", *self._breaks[0]))
        elif self._space:
            run.pieces.append((" ", *self._space))
        self._breaks, self._space = [], None
        run.pieces.append((words, start, end))
        size = end - start if words is None else len(words)
        run.size += size
        if self.open["a"]:
            run.linked += size

    def _flush(self) -> None:
        if self._run:
            self.runs.append(self._run)
        self._run, self._space, self._breaks = None, None, []


def chosen(reading: _Reading) -> Sequence[_Run]:
    """Return the runs of the article: of the element that holds nearly all that somebody wrote.

    That is an element that says it is an article and holds most of it; else the innermost with four fifths.
    """
    runs = reading.runs
    sums = [0]
    for run in runs:
        is_good = (run.size >= _GOOD and run.linked * 2 < run.size) or run.kind is BlockKind.CAPTION
        sums.append(sums[-1] + (run.size if is_good else 0))
    if not sums[-1]:
        return runs
    best, most = None, 0
    for element in reading.elements:
        held = sums[element.last] - sums[element.first]
        if element.is_article and held > most:
            best, most = element, held
    if best is None or most * 2 < sums[-1]:
        best = next(
            element
            for element in reversed(reading.elements)
            if element.name in CONTAINERS and (sums[element.last] - sums[element.first]) * 5 >= sums[-1] * 4
        )
    inside = runs[best.first : best.last]
    if not any(run.kind is BlockKind.TITLE for run in inside):
        titles = [run for run in runs[: best.first] if run.kind is BlockKind.TITLE]
        return [*titles[-1:], *inside]
    return inside


def _passages(
    raw: str, runs: Sequence[_Run], titles: set[str], cleaned: CleanText, filmed: set[int]
) -> Iterator[Passage]:
    """Put the runs together to one text, and say what each is."""
    group, figure, has_title = 0, 0, False
    for run in runs:
        place = run.pieces[0][1]
        is_beside = run.figure != 0 and run.figure == figure
        if cleaned.length:
            cleaned.put("\n" if is_beside else "\n\n", place, place)
        group += not is_beside
        figure = run.figure
        start = cleaned.length
        for words, first, last in run.pieces:
            if words is None:
                cleaned.take(first, last)
            else:
                cleaned.put(words, first, last)
        kind = run.kind
        told = run.words(raw) if kind in (BlockKind.TITLE, BlockKind.HEADING) else ""
        if kind is BlockKind.TITLE and has_title:
            kind = BlockKind.HEADING
        elif kind is BlockKind.HEADING and not has_title and told.casefold() in titles:
            kind = BlockKind.TITLE
        elif kind is BlockKind.METADATA and run.size > _LONGEST_ABOUT:
            kind = None
        has_title = has_title or kind is BlockKind.TITLE
        yield Passage(
            Span(start, cleaned.length), kind, group, "video" if run.figure in filmed else run.media
        )

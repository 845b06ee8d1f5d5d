"""Markdown: front matter, headings, lists and pictures; emphasis and the targets of links are left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from palmyra_desktop.domain.findings import BlockKind, Span
from palmyra_desktop.importers.article.html_stated import Stated
from palmyra_desktop.importers.article.layout import CleanText, Layout, Passage

_FRONT = re.compile(r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n")
_FRONT_LINE = re.compile(r"(?P<key>[A-Za-z][\w .-]{0,40}?)\s?[:=]\s?(?P<value>.*)")
_LONGEST_FRONT = 20_000
_KEYS = {
    "title": "title",
    "headline": "title",
    "author": "author",
    "authors": "author",
    "by": "author",
    "byline": "author",
    "date": "published",
    "published": "published",
    "published_at": "published",
    "publishdate": "published",
    "publish_date": "published",
    "publisher": "publisher",
    "published_by": "publisher",
    "publication": "publisher",
    "site": "publisher",
    "site_name": "publisher",
    "outlet": "publisher",
    "source": "publisher",
    "url": "url",
    "link": "url",
    "permalink": "url",
    "canonical_url": "url",
    "source_url": "url",
    "lang": "language",
    "language": "language",
}
_LINE = re.compile(r"[^\r\n]+")
_HEADING = re.compile(r"(#{1,6})\s+(?P<words>.*?)(?:\s+#+)?\s*$")
_ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+")
_PICTURE = re.compile(
    r"!\[(?P<alt>[^\]\n]{0,400})\](?:\([^()\n]{0,600}\)|\[[^\]\n]{0,100}\])?(?:\{[^}\n]{0,200}\})?"
)
_ONLY_PICTURE = re.compile(rf"\[?{_PICTURE.pattern}(?:\]\([^()\n]{{0,600}}\))?\s*$")
_EMPHASISED = re.compile(r"(?P<mark>\*\*\*|\*\*|\*|___|__|_)(?=\S)(?P<words>.{1,600}?)(?<=\S)(?P=mark)\s*$")
# Markup inside a line: pictures, links (their words stay), tags, footnotes, signs of emphasis and code.
_INLINE = re.compile(
    r"(?P<picture>!\[[^\]\n]{0,400}\](?:\([^()\n]{0,600}\))?)"
    r"|(?P<link>\[(?P<words>[^\[\]\n]{1,400})\](?:\((?:[^()\n]|\([^()\n]{0,300}\)){0,600}\)|\[[^\[\]\n]{0,100}\]))"
    r"|(?P<note>\[\^[^\]\n]{1,40}\]:?)"
    r"|(?P<address><(?P<url>https?://[^\s<>]{1,400})>)"
    r"|(?P<tag></?[A-Za-z][^<>\n]{0,300}>|<!--[^\n]{0,400}?-->)"
    r"|(?P<escaped>\\(?P<char>[\\`*_{}\[\]()#+.!>~|-]))"
    r"|(?P<mark>\*{1,3}|~~|`{1,3}|(?<![\w])_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))"
)
_RULE = re.compile(r"(?:[-*_=]\s?){3,}$")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    is_after_blank: bool


def read_markdown(raw: str) -> Layout:
    """Return the text of a Markdown file, without its markup, and what its front matter states."""
    stated: Stated = {}
    cleaned = CleanText(raw)
    begin = _front_matter(raw, stated)
    passages = tuple(_read(raw, begin, cleaned))
    return Layout(cleaned.text, cleaned, passages, {field: tuple(values) for field, values in stated.items()})


def _front_matter(raw: str, stated: Stated) -> int:
    """Read the flat keys of YAML or TOML front matter; return where it ends, 0 without any."""
    fence = _FRONT.match(raw)
    if fence is None:
        return 0
    closing = re.compile(rf"^{re.escape(fence['fence'])}[ \t]*\r?$", re.MULTILINE)
    end = closing.search(raw, fence.end(), fence.end() + _LONGEST_FRONT)
    if end is None:
        return 0
    for line in raw[fence.end() : end.start()].splitlines():
        found = _FRONT_LINE.fullmatch(line.strip())
        field = _KEYS.get(found["key"].casefold().replace("-", "_")) if found else None
        if found and field:
            for value in _values(found["value"]):
                stated.setdefault(field, []).append((value, f"{field}.front-matter"))
    return end.end()


def _values(written: str) -> Iterator[str]:
    """Return the text or texts of a flat value."""
    written = written.strip()
    if written.startswith("[") and written.endswith("]"):
        for part in written[1:-1].split(","):
            yield from _values(part)
        return
    value = written.strip().strip("\"'").strip()
    if value and value not in ("|", ">", "null", "~", "{}"):
        yield value


def _lines(raw: str, begin: int) -> Iterator[_Line]:
    end = begin
    for found in _LINE.finditer(raw, begin):
        if not found[0].strip():
            continue
        between = raw[end : found.start()].replace("\r\n", "\n")
        yield _Line(found.start(), found.end(), between.count("\n") + between.count("\r") > 1 or end == begin)
        end = found.end()


def _read(raw: str, begin: int, cleaned: CleanText) -> Iterator[Passage]:
    """Put the lines together to paragraphs, and say what each is."""
    group, media, open_at = 0, "", -1
    kind: BlockKind | None = None
    is_code = has_title = False
    for line in _lines(raw, begin):
        words = raw[line.start : line.end].strip()
        if words.startswith(("```", "~~~")):
            is_code = not is_code
            continue
        is_rule = bool(_RULE.fullmatch(words)) and len(words) < 100
        heading = _HEADING.match(words)
        quoted = len(words) - len(words.lstrip("> ")) if words.startswith(">") else 0
        item = _ITEM.match(words, quoted)
        picture = _ONLY_PICTURE.match(words)
        is_caption = media != "" and bool(_EMPHASISED.match(words))
        goes_on = open_at >= 0 and not (
            line.is_after_blank or is_code or is_rule or heading or item or picture or is_caption
        )
        if not goes_on:
            if open_at >= 0:
                yield Passage(Span(open_at, cleaned.length), kind, group)
            open_at = -1
            group += line.is_after_blank
        if is_code or is_rule:
            continue
        offset = line.start + (len(raw[line.start : line.end]) - len(raw[line.start : line.end].lstrip()))
        if picture:
            media = "image"
            continue
        first = offset + (heading.start("words") if heading else item.end() if item else quoted)
        last = offset + (heading.end("words") if heading else len(words))
        if cleaned.length:
            cleaned.put("\n" if goes_on or not line.is_after_blank else "\n\n", first, first)
        start = cleaned.length
        _inline(raw, first, last, cleaned)
        if cleaned.length == start:
            continue
        if not goes_on:
            open_at, kind = start, None
            if heading:
                is_title = len(heading[1]) == 1 and not has_title
                kind = BlockKind.TITLE if is_title else BlockKind.HEADING
                has_title = True
            elif is_caption:
                kind = BlockKind.CAPTION
            elif item:
                kind = BlockKind.LIST_ITEM
        media = ""
    if open_at >= 0:
        yield Passage(Span(open_at, cleaned.length), kind, group)


def _inline(raw: str, start: int, end: int, cleaned: CleanText) -> None:
    """Take a line in without its markup."""
    position = start
    for found in _INLINE.finditer(raw, start, end):
        cleaned.take(position, found.start())
        position = found.end()
        if found["link"]:
            _inline(raw, found.start("words"), found.end("words"), cleaned)
        elif found["address"]:
            cleaned.take(found.start("url"), found.end("url"))
        elif found["escaped"]:
            cleaned.take(found.start("char"), found.end("char"))
        elif found["mark"] and _is_sum(raw, found.start(), found.end()):
            cleaned.take(found.start(), found.end())
    cleaned.take(position, end)


def _is_sum(raw: str, start: int, end: int) -> bool:
    """Whether a sign stands between spaces, as in "3 * 4", and so is no markup."""
    return raw[start - 1 : start].isspace() and raw[end : end + 1].isspace()

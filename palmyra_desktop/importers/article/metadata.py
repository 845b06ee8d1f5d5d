"""What an article says of itself: title, publisher, authors, date and address, each with how it was known."""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from palmyra_desktop.domain.findings import BlockKind, SourceFound
from palmyra_desktop.importers.article.blocks import BYLINE, DATELINE, HEADER
from palmyra_desktop.importers.article.captions import Marked
from palmyra_desktop.importers.article.credit_names import ORGANISATION_WORDS, PROVIDERS
from palmyra_desktop.importers.article.layout import Layout
from palmyra_desktop.importers.article.outlets import HOSTS, HOUSE_STYLES
from palmyra_desktop.importers.article.printed_dates import printed_dates, published_date

Stated = dict[str, list[tuple[str, str]]]
_KEYS = {
    "title": "title",
    "headline": "title",
    "العنوان": "title",
    "publisher": "publisher",
    "publication": "publisher",
    "source": "publisher",
    "site": "publisher",
    "outlet": "publisher",
    "published by": "publisher",
    "الناشر": "publisher",
    "date": "published",
    "published": "published",
    "published on": "published",
    "published at": "published",
    "التاريخ": "published",
    "by": "author",
    "byline": "author",
    "author": "author",
    "authors": "author",
    "الكاتب": "author",
    "url": "url",
    "link": "url",
    "language": "language",
}
_URL = re.compile(r"https?://[^\s<>\"']{4,500}")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d\d|[a-z]{3})[/-](\d\d?)(?=[/_-]|$)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AND = re.compile(r"\s*(?:,|;|&|\band\b|\bet\b)\s*")
_WHERE = re.compile(
    r"(?:,?\s\bin\s[A-Z].*|,\s[A-Z][\w ]{0,60}(?:correspondent|editor|reporter|writer)\b.*|\s\|.*)$"
)
_FOR_OUTLET = re.compile(r"\bfor (?:the )?(?P<name>[A-Z][\w&.’' -]{2,60}?)(?=$|,|\s\|)")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:\s?[-–]\s?\d{2,4})?)?[\s,]*(?P<name>[A-Z][\w&’' -]{1,60})",
    re.IGNORECASE,
)
_NOBODY = {"staff", "staff reporter", "staff writer", "staff and agencies", "agencies", "our columnist"}
_HEAD = 8


def source_found(text: str, layout: Layout, blocks: Sequence[Marked]) -> SourceFound:
    """Return what an article says of itself; what it does not say stays None, and nothing is looked up."""
    stated: Stated = {key: list(values) for key, values in layout.stated.items()}
    _from_lines(text, blocks, stated)
    url = next((value for value, _rule in stated.get("url", ()) if _URL.match(value)), None)
    title = _title(text, blocks, stated)
    published, basis, published_rule = _published(stated, url)
    publisher, publisher_rule = _publisher(text, blocks, stated, url)
    return SourceFound(
        title=title,
        publisher=publisher,
        publisher_rule=publisher_rule,
        authors=_authors(stated, publisher),
        published=published,
        published_basis=basis,
        published_rule=published_rule,
        url=url,
        language=_language(text, stated),
    )


def _words(text: str, block: Marked) -> str:
    return text[block.span.start : block.span.end]


def _from_lines(text: str, blocks: Sequence[Marked], stated: Stated) -> None:
    """Read the lines that were told to speak of the article."""
    for block in blocks:
        if block.kind is not BlockKind.METADATA:
            continue
        words = _words(text, block)
        header = HEADER.match(words)
        if header:
            key, value = header["key"].casefold(), header["value"].strip(" \"'")
            field = _KEYS.get(key)
            if field == "published" or key in ("updated", "last updated"):
                value = published_date(value) or ""
                field = "published"
            if field and value and not (field == "publisher" and _URL.match(value)):
                stated.setdefault(field, []).append((value, f"{field}.header-line"))
            if _URL.match(words[header.start("value") :]):
                stated.setdefault("url", []).append((header["value"].strip(), "url.header-line"))
            continue
        dateline = DATELINE.match(words + " x")
        dated = published_date(words)
        if dated:
            rule = "published.dateline" if dateline and dateline["date"] else "published.printed-line"
            stated.setdefault("published", []).append((dated, rule))
        if dateline and dateline["agency"]:
            agency = dateline["agency"]
            stated.setdefault("publisher", []).append(
                (PROVIDERS.get(agency.casefold(), agency), "publisher.dateline")
            )
        _from_byline(words, stated)


def _from_byline(words: str, stated: Stated) -> None:
    byline = BYLINE.match(words)
    if not byline:
        return
    outlet = _FOR_OUTLET.search(byline["names"])
    if outlet:
        stated.setdefault("publisher", []).append((outlet["name"], "publisher.byline"))
    stated.setdefault("author", []).append((byline["names"], "author.byline"))


def _title(text: str, blocks: Sequence[Marked], stated: Mapping[str, list[tuple[str, str]]]) -> str:
    for block in blocks:
        if block.kind is BlockKind.TITLE:
            return " ".join(_words(text, block).split())
    if stated.get("title"):
        return " ".join(stated["title"][0][0].split())
    for block in blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION):
            words = " ".join(_words(text, block).split())
            return words if len(words) <= 120 else f"{words[:119].rstrip()}…"
    return ""


def _published(stated: Stated, url: str | None) -> tuple[str | None, str | None, str]:
    for value, rule in stated.get("published", ()):
        edtf = published_date(value)
        if edtf:
            return edtf, "stated", rule
    found = _URL_DATE.search(urlsplit(url).path.casefold()) if url else None
    if found:
        month = (
            found[2]
            if found[2].isdigit()
            else f"{_MONTHS.index(found[2]) + 1:02}"
            if found[2] in _MONTHS
            else ""
        )
        edtf = published_date(f"{found[1]}-{month}-{int(found[3]):02}") if month else None
        if edtf:
            return edtf, "inferred", "published.url"
    return None, None, ""


def _publisher(
    text: str, blocks: Sequence[Marked], stated: Stated, url: str | None
) -> tuple[str | None, str]:
    """Return who published it: as stated, else by the address, the lines at its head, or its house style."""
    for value, rule in stated.get("publisher", ()):
        return value, rule
    if url:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        for ending, name in HOSTS.items():
            if host == ending or host.endswith(f".{ending}"):
                return name, "publisher.address"
    for name in _mastheads(text, blocks):
        return name, "publisher.masthead"
    for block in reversed(blocks):
        found = _COPYRIGHT.search(_words(text, block)) if block.kind is BlockKind.ASIDE else None
        if found and any(char.isdigit() for char in found[0]):
            return re.split(r"\.\s|\.$| All ", found["name"])[0].strip(), "publisher.copyright-line"
    for name, rule, pattern in HOUSE_STYLES:
        if pattern.search(text):
            return name, rule
    return None, ""


def _mastheads(text: str, blocks: Sequence[Marked]) -> Iterator[str]:
    """Return names of outlets that stand at the head: beside the date, or on a line of their own."""
    head = blocks[:_HEAD]
    for number, block in enumerate(head):
        words = _words(text, block)
        if block.kind is BlockKind.METADATA and not HEADER.match(words) and not BYLINE.match(words):
            dates = list(printed_dates(words))
            first = min((start for _edtf, start, _end in dates), default=len(words))
            part = re.split(r"\s[|/–—-]\s|\s\|", words)[0] if first else ""
            if len(part) <= first and _is_outlet(part):
                yield part.strip()
        if (
            block.kind is BlockKind.HEADING
            and number <= 2
            and _is_outlet(words)
            and _names_organisation(words)
        ):
            yield words


def _is_outlet(words: str) -> bool:
    names = words.split()
    return (
        1 <= len(names) <= 5
        and all(name[0].isupper() or name in ("of", "the", "and", "&", "for") for name in names)
        and not any(char.isdigit() for char in words)
        and not words.endswith(("?", "!", ":"))
        and names[0].casefold() not in ("updated", "published", "posted", "by", "week", "last", "share")
    )


def _names_organisation(words: str) -> bool:
    return not ORGANISATION_WORDS.isdisjoint(words.casefold().split())


def _authors(stated: Stated, publisher: str | None) -> tuple[str, ...]:
    named: dict[str, None] = {}
    values = stated.get("author", ())
    rules = [rule for _value, rule in values]
    for value, rule in values:
        if rule != rules[0]:
            continue
        plain = _FOR_OUTLET.sub("", _WHERE.sub("", value)).strip(" ,")
        for name in _AND.split(plain):
            if name and name != publisher and name.casefold().removeprefix("a ") not in _NOBODY:
                named[name] = None
    return tuple(named)


def _language(text: str, stated: Stated) -> str:
    """Return the language as stated, else by the script and a few small words."""
    for value, _rule in stated.get("language", ()):
        code = value.casefold().replace("_", "-").split("-")[0].strip()
        if code.isalpha() and len(code) in (2, 3):
            return code
    sample = text[:4000]
    letters = len(_LETTER.findall(sample)) or 1
    for code, script in _SCRIPTS.items():
        if len(script.findall(sample)) > letters / 2:
            return code
    words = sample.casefold().split()
    counts = {code: sum(map(words.count, small)) for code, small in _SMALL_WORDS.items()}
    return max(counts, key=lambda code: (counts[code], code == "en"))


_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTS = {"ar": re.compile("[\u0600-\u06ff]"), "ru": re.compile("[\u0400-\u04ff]")}
_SMALL_WORDS = {
    "en": ("the", "of", "and", "to"),
    "fr": ("le", "les", "des", "et"),
    "de": ("der", "die", "und", "das"),
    "es": ("el", "los", "del", "y"),
    "it": ("il", "gli", "della", "che"),
}

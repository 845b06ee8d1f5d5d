"""Find the dates of an article, each at its words, with the rule that told it."""

import re
from collections.abc import Iterator

from palmyra_desktop.domain.dates import DateSpan, InvalidDate
from palmyra_desktop.domain.findings import Article, DateFound, Span
from palmyra_desktop.importers.article.dates import arabic, english
from palmyra_desktop.importers.article.dates.clock import Clock
from palmyra_desktop.importers.article.dates.rules import DateRule
from palmyra_desktop.importers.article.sentences import SPOKEN

RULES: tuple[DateRule, ...] = (*english.RULES, *arabic.RULES)
"""The rules of every language; to add one, write its file and add its line."""

_NEEDS = tuple(dict.fromkeys(rule.needs for rule in RULES))
_NEEDED = tuple(_NEEDS.index(rule.needs) for rule in RULES)

_DIGIT = re.compile("[0-9]")
_WHEN = re.compile(r",\s+when\b", re.IGNORECASE)
"""Behind a date, what was then: "since May, when it fell" dates the fall."""
_OPENING = re.compile(r"\b(since|until|till|by|before)\s+(?:the\s+)?$", re.IGNORECASE)


def find_dates(article: Article, published: str | None = None) -> tuple[DateFound, ...]:
    """Return the dates of an article in the order of the text.

    Args:
        published: EDTF of when it was published, where the article itself does not say so.
    """
    clock = Clock(published or article.source.published)
    found: list[DateFound] = []
    for block in article.blocks:
        if block.kind in SPOKEN:
            for date in _in_block(article.text, block.span, clock):
                found.append(date)
                if date.edtf is not None and not date.edtf.startswith("../"):
                    clock = Clock(clock.published, date.edtf)
    return tuple(found)


def _in_block(text: str, block: Span, clock: Clock) -> Iterator[DateFound]:
    words = text[block.start : block.end]
    told = clock
    places = _places(words)
    for match, rule in places:
        edtf = _valid(rule.read(match, told))
        if edtf is not None:
            told = Clock(clock.published, edtf)
            if not _WHEN.match(words, match.end()):
                edtf = _opened(words, match.start(), edtf)
        span = Span(block.start + match.start(), block.start + match.end())
        yield DateFound(span, edtf, rule.key, rule.is_relative and not _names_year(match))
    for match in english.LASTED.finditer(words):
        later = [one for one, _rule in places if one.start() > match.end()][:1]
        for one in later:
            rule = next(rule for place, rule in places if place is one)
            start = _valid(rule.read(one, clock))
            edtf = english.lasted(match, start) if start else None
            if edtf is not None:
                span = Span(block.start + match.start(), block.start + match.end())
                yield DateFound(span, edtf, "date.lasted", is_relative=False)


def _places(words: str) -> list[tuple[re.Match[str], DateRule]]:
    """Return the matches that stand: at each place the longest, of equal ones the first rule's."""
    small = words.lower()
    stand = [_stands(needs, words, small) for needs in _NEEDS]
    every = [
        (match, rule)
        for rule, needed in zip(RULES, _NEEDED, strict=True)
        if stand[needed]
        for match in rule.pattern.finditer(words)
    ]
    every.sort(key=lambda one: (one[0].start(), -one[0].end()))
    # A preposition before a month is part of the match; what begins inside another is not told again.
    kept: list[tuple[re.Match[str], DateRule]] = []
    taken = bytearray(len(words))
    for match, rule in sorted(every, key=lambda one: one[0].start() - one[0].end()):
        if not any(taken[match.start() : match.end()]):
            taken[match.start() : match.end()] = bytes([1]) * (match.end() - match.start())
            kept.append((match, rule))
    return sorted(kept, key=lambda one: one[0].start())


def _stands(needs: tuple[str, ...], words: str, small: str) -> bool:
    """Whether one of the words that a rule needs stands in others, or begins one."""
    if needs[0] == "0":
        return _DIGIT.search(words) is not None
    if words.isascii() and not needs[0].isascii():
        return False
    text = small if needs[0].islower() else words
    return any(need in text for need in needs)


def _opened(words: str, start: int, edtf: str) -> str:
    """Return a date as the end of a stretch where a word before it says so ("since May")."""
    match = _OPENING.search(words[max(0, start - 12) : start])
    first = words[start : start + 6].casefold().split(" ")[0]
    opening = match[1].casefold() if match else first
    form = english.OPENINGS.get(opening)
    if form is None or "/" in edtf or edtf[0] in "[{":
        return edtf
    return form.format(date=edtf)


def _names_year(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    return bool(groups.get("y") or groups.get("y2"))


def _valid(edtf: str | None) -> str | None:
    if edtf is None:
        return None
    try:
        return DateSpan(edtf).text
    except InvalidDate:
        return None

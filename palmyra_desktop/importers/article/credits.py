"""The credit line of a picture, split into who made it, who provides it and who passes it on.

A credit names a photographer or nobody; that the agency made the picture is never concluded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from palmyra_desktop.importers.article.credit_names import (
    DISTRIBUTORS,
    ORGANISATION_WORDS,
    PARTICLES,
    PROVIDERS,
    SAYS_NOTHING,
    UNNAMED,
)
from palmyra_desktop.importers.article.labels import label_of

LONGEST = 160
"""Code points; what is longer is a sentence."""

_LICENCE = re.compile(
    r"\bCC[ -]?(?:0|BY(?:[ -](?:SA|NC|ND)){0,2})(?:[ -]\d\.\d)?(?: IGO)?\b|\bCC \d\.\d\b|\bpublic domain\b"
    r"|\bCreative Commons(?: [A-Z][\w-]+){0,3}(?: \d\.\d)?",
    re.IGNORECASE,
)
_JUNK = re.compile(
    r"\b(?:SEARCH \"[^\"]{0,80}\"(?: FOR THIS STORY)?\.?|FOR EDITORIAL USE.{0,160}|NO SALES.{0,80}"
    r"|(?:EDITORIAL USE ONLY|ATTENTION EDITORS|MANDATORY CREDIT).{0,160}|All rights reserved\.?)"
)
_VIA = re.compile(r"\s*[/,]?\s*\bvia\s+", re.IGNORECASE)
_BREAK = re.compile(r"\s*[/|;،]\s*|\s*,\s+|\s+[–—-]\s+|\s+for\s+(?=[A-Z]|the [A-Z])|\s*\(|\)")
_AND = re.compile(r"\s+(?:and|&|et|und|و)\s+")
_PHOTO_OF = re.compile(
    r"(?:photo(?:graph)?s?|foto|image|picture)(?: by| de| von)?:?\s+(?=[A-ZÀ-Þ])", re.IGNORECASE
)
_COURTESY = re.compile(
    r"(?:(?:photo|image|picture)s? )?(?:courtesy(?: of)?|provided by|supplied by|handout from)[:\s]\s*",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"^(?:(?:satellite|aerial|drone)\s+)?(?:image(?:ry|s)?|photos?|pictures?|map|data)?\s*(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}\s*)?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^the\s+(?=[A-Z])", re.IGNORECASE)
_SENTENCE_MARK = re.compile(r"[?!:]|\w{4}\.\s")
_DATE = re.compile(
    r"(?:(?:[A-Z][a-z]{2,8}\.? )?(?:\d{1,2},? )?(?:19|20)\d\d|[A-Z][a-z]{2,8}\.? \d{1,2}"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$"
)
_OPENING = "([{\"'“‘ "
_CLOSING = ")]}\"'”’ "
_MOST_SPACES = 25
_MOST_WORDS = 8
_MOST_WORDS_UNCASED = 3
"""In a script without capitals, where nothing tells a name from a sentence."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit as printed, and what it names.

    Attributes:
        start, end: where the credit stands in the words given, without its label and brackets.
        is_sure: whether a label, a known agency or a licence says that it is a credit.
    """

    start: int
    end: int
    agency: str | None
    photographer: str | None
    distributor: str | None
    licence: str | None
    is_sure: bool


@dataclass(slots=True)
class _Named:
    organisations: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    is_known: bool = False


def read_credit(words: str) -> Credit | None:
    """Return what a credit line names, or None where the words are no credit."""
    if len(words) > LONGEST + 80 or words.count(" ") > _MOST_SPACES:
        return None
    start, end, has_label = _printed(words)
    printed = words[start:end]
    if not printed or len(printed) > LONGEST:
        return None
    licences = [found[0] for found in _LICENCE.finditer(printed)]
    rest = _JUNK.sub("", _LICENCE.sub(" ", printed)) if licences else _JUNK.sub("", printed)
    rest = _COURTESY.sub("", rest, count=1) if len(rest) > len("courtesy of") else rest
    made, *passed_on = _VIA.split(rest)
    named, channel = _Named(), _Named()
    for piece in _pieces(made):
        if not _sort(piece, named):
            return None
    for piece in (piece for part in passed_on for piece in _pieces(part)):
        if not _sort(piece, channel):
            return None
    names_any = named.organisations or named.persons or named.unnamed or channel.organisations or licences
    if not names_any:
        return None
    agencies, distributors = _split(named, channel, bool(passed_on))
    return Credit(
        start,
        end,
        _joined(agencies),
        _joined(named.persons),
        _joined(distributors),
        _joined(licences),
        has_label or bool(licences) or named.is_known or channel.is_known or bool(passed_on),
    )


def _printed(words: str) -> tuple[int, int, bool]:
    """Return where the credit begins and ends inside its brackets, behind its label."""
    start, end = _stripped(words, 0, len(words))
    has_label = False
    for _round in range(3):  # "Photo credit should read ...", "Photo: © ..."
        label = label_of(words[start:end])
        if label is None or label.role == "caption" or label.length >= end - start:
            break
        has_label = True
        start, end = _stripped(words, start + label.length, end)
    courtesy = _COURTESY.match(words, start, end)
    if courtesy and courtesy.end() < end:
        has_label = True
        start, end = _stripped(words, courtesy.end(), end)
    courtesy = _COURTESY.match(words, start, end)
    if courtesy and courtesy.end() < end:
        has_label = True
        start, end = _stripped(words, courtesy.end(), end)
    junk = _JUNK.search(words, start, end)
    if junk and junk.start() > start:
        start, end = _stripped(words, start, junk.start())
    return start, end, has_label


def _stripped(words: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (words[start] in _OPENING or words[start].isspace()):
        start += 1
    while start < end and (words[end - 1] in _CLOSING or words[end - 1].isspace()):
        end -= 1
    if end - start > 3 and words[end - 1] in ".;," and not words[end - 3 : end - 1].endswith("."):
        end -= 1
    return start, end


def _pieces(part: str) -> Iterator[str]:
    """Return the names of one part of a credit."""
    for piece in _BREAK.split(part):
        piece = _ARTICLE.sub("", _RIGHTS.sub("", piece.strip(" .:*_"), count=1), count=1)
        if not piece:
            continue
        halves = _AND.split(piece)
        is_apart = len(halves) > 1 and (
            any(_known(half) for half in halves) or all(_is_person(half) for half in halves)
        )
        yield from halves if is_apart else (piece,)


def _sort(piece: str, named: _Named) -> bool:
    """Put a name where it belongs; False where it is no name at all."""
    key = piece.casefold()
    if key in UNNAMED:
        named.unnamed.append(UNNAMED[key])
        named.is_known = True
        return True
    if key in SAYS_NOTHING or _DATE.match(piece):
        return True
    known = _known(piece)
    if known:
        named.organisations.append(known)
        named.is_known = True
        return True
    photo = _PHOTO_OF.match(piece)
    if photo:
        named.persons.append(_as_name(piece[photo.end() :]))
        return _is_name(piece[photo.end() :])
    if not _is_name(piece):
        return False
    if _is_person(piece):
        named.persons.append(_as_name(piece))
    else:
        named.organisations.append(piece)
    return True


def _known(piece: str) -> str | None:
    """Return the provider a name stands for; one that begins as a known one does keeps its own words."""
    key = piece.casefold().strip()
    if key in PROVIDERS:
        return PROVIDERS[key]
    first = key.split(" ", 1)[0]
    return (
        piece if first in PROVIDERS and len(first) > 2 and _is_name(piece) and not _is_person(piece) else None
    )


def _is_name(piece: str) -> bool:
    words = piece.split()
    if not words or len(words) > _MOST_WORDS or not any(word[0].isalpha() for word in words):
        return False
    if piece.upper() == piece.lower() and len(words) > _MOST_WORDS_UNCASED:
        return False
    return all(
        word.casefold() in PARTICLES
        or word in SAYS_NOTHING
        or not word[0].islower()
        or word.startswith(("al-", "el-", "ad-", "as-", "d'", "l'", "d’", "l’", "@"))
        for word in words
    ) and not _SENTENCE_MARK.search(piece)


def _is_person(piece: str) -> bool:
    words = piece.replace(".", ". ").split()
    if not 2 <= len(words) <= 5 or any(char.isdigit() for char in piece):
        return False
    plain = [word.casefold().strip(".,'’") for word in words]
    if ORGANISATION_WORDS.intersection(plain) or plain[0] in PROVIDERS or {"of", "and", "&"} & set(plain):
        return False
    return words[0][0].isupper() or not words[0][0].isascii()


def _as_name(piece: str) -> str:
    """Return a person's name in upper and lower case, where it was printed in capitals."""
    return " ".join(
        word.title() if len(word) > 2 and word.isupper() and "." not in word else word
        for word in piece.split()
    )


def _split(named: _Named, channel: _Named, is_passed_on: bool) -> tuple[list[str], list[str]]:
    """Return who provides and who passes on."""
    made = list(dict.fromkeys(named.organisations))
    passed = list(dict.fromkeys((*channel.organisations, *channel.persons)))
    made = [name for name in made if name not in passed] if len(made) > 1 or named.unnamed else made
    if not is_passed_on and len(made) > 1 and made[-1] in DISTRIBUTORS:
        passed = [made.pop()]
    if is_passed_on and not made and not named.persons and not named.unnamed:
        return passed, []
    if named.unnamed and not named.persons and (not made or not is_passed_on):
        if not is_passed_on:
            return list(dict.fromkeys(named.unnamed)), [*made, *passed]
        return list(dict.fromkeys(named.unnamed)), passed
    return made, passed


def _joined(names: list[str]) -> str | None:
    return "; ".join(names) or None

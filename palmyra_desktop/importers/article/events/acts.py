"""The clauses of an article that tell of an act: words that happened, not plans, fears, wishes or denials."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from palmyra_desktop.domain.findings import Article, BlockKind, Span
from palmyra_desktop.importers.article.claims.arabic import is_arabic
from palmyra_desktop.importers.article.events.arabic import ARABIC
from palmyra_desktop.importers.article.events.english import ENGLISH
from palmyra_desktop.importers.article.events.words import Language, Trigger
from palmyra_desktop.importers.article.openings import Openings
from palmyra_desktop.importers.article.sentences import Sentence, sentences

_BLOWS = ("air", "combat")
_MEANS = re.compile(
    r"\b(?:in|by|during|with)\s+(?:(?:the|a|an|what|heavy|two|three|several|more)\s+)*$", re.IGNORECASE
)
_LEAST = 12  # code points of a clause
_CIRCUMSTANCE = re.compile(
    r"\b(?:with the help of|help from|with help from|backed by|supported by|support of|cover of|under|despite"
    r"|amid|accused of|in response to|focused on|known for|responsible for|linked to|such as|like|kind of"
    r"|risk of|threat of|fears? of|danger of|reports? of|rumou?rs of|accusations? of)"
    r"\s+(?:(?:the|a|an|heavy|intense|intensive|massive|widespread|[\w-]+(?:ian|ish|i|an)|us|coalition|government|more|further)\s+)*$",
    re.IGNORECASE,
)
_TO = re.compile(r"\bto\s+(?:have\s+been\s+|have\s+)?$", re.IGNORECASE)
_ACHIEVED = re.compile(
    r"\b(?:manag|succeed|help|us|allow|enabl|report|said|claim|alleg|appear|seem|believ|tell|told)\w*\b"
)


@dataclass(frozen=True, slots=True)
class Act:
    """A clause that tells of an act; `words` are those that tell it, `sentence` holds them.

    An attribute only tells which things are meant: "soldiers captured in fighting".
    """

    clause: Span
    words: Span
    sentence: Sentence
    trigger: Trigger
    language: Language
    is_attribute: bool = False


def acts(article: Article) -> Iterator[Act]:
    """Return the acts of an article, in the order of the text, at most one for each clause and group."""
    for sentence in sentences(article):
        if article.blocks[sentence.block].kind is BlockKind.HEADING:
            continue
        text = article.words(sentence.span)
        language = ARABIC if is_arabic(text) else ENGLISH
        yield from _in_sentence(text, sentence, language)


@cache
def _openings(language: Language) -> Openings:
    return Openings([trigger.pattern for trigger in language.triggers])


def _in_sentence(text: str, sentence: Sentence, language: Language) -> Iterator[Act]:
    every = [(match, language.triggers[number]) for match, number in _openings(language).matches(text)]
    clauses = list(_clauses(text, language)) if every else []
    # Where words of two triggers overlap, the longer tell more ("partly collapsed").
    every.sort(key=lambda one: one[0].start() - one[0].end())
    kept: list[tuple[re.Match[str], Trigger]] = []
    taken = bytearray(len(text))
    for match, trigger in every:
        if not any(taken[match.start() : match.end()]):
            taken[match.start() : match.end()] = bytes([1]) * (match.end() - match.start())
            kept.append((match, trigger))
    seen: set[tuple[int, str]] = set()
    base = sentence.span.start
    for match, trigger in sorted(kept, key=lambda one: one[0].start()):
        number = next(i for i, (start, end) in enumerate(clauses) if match.start() < end)
        start, end = clauses[number]
        if (number, trigger.group) in seen or end - start < _LEAST:
            continue
        if trigger.group == "destruction" and any((number, blow) in seen for blow in _BLOWS):
            continue  # what the blow did: "an air strike shattered the windows"
        if (
            trigger.group in _BLOWS
            and (number, "destruction") in seen
            and _MEANS.search(text, start, match.start())
        ):
            continue  # by what it was done: "struck by barrel bombs"
        if _happened(text, start, match.start(), language):
            seen.add((number, trigger.group))
            clause = Span(base + start, base + max(end, match.end()))
            words = Span(base + match.start(), base + match.end())
            is_attribute = _is_attribute(text, match, language)
            if trigger.group in _BLOWS:
                done = (one.damage for other, one in kept if start <= other.start() < end)
                trigger = replace(trigger, damage=next(filter(None, done), None))
            yield Act(clause, words, sentence, trigger, language, is_attribute)
            yield from _again(text, number, clauses, sentence, trigger, language)


def _again(
    text: str,
    number: int,
    clauses: Sequence[tuple[int, int]],
    sentence: Sentence,
    trigger: Trigger,
    language: Language,
) -> Iterator[Act]:
    """Return the act of a clause told once more by the next: "seized it in May and again in December"."""
    if language.again is None or number + 1 == len(clauses):
        return
    start, end = clauses[number + 1]
    again = language.again.match(text, start, end)
    if again is not None:
        base = sentence.span.start
        words = Span(base + again.start(), base + again.end())
        yield Act(Span(base + start, base + end), words, sentence, trigger, language)


def _clauses(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Return the stretches between the breaks of a sentence, the stop at its end left out."""
    length = len(text.rstrip(" .!?…\"'”’"))
    length = length or len(text)
    start = 0
    for match in language.breaks.finditer(text):
        # The word that opens the next clause belongs to it.
        opening = next((i for i in range(match.start(), match.end()) if text[i].isalpha()), match.end())
        if match.start() - start >= _LEAST and length - opening >= _LEAST:
            yield start, match.start()
            start = opening
    yield start, max(length, start + 1)


def _is_attribute(text: str, match: re.Match[str], language: Language) -> bool:
    if " " in match[0].strip():
        return False
    around = f"{text[max(0, match.start() - 20) : match.start()]}§{text[match.end() : match.end() + 12]}"
    return language.attribute is not None and language.attribute.search(around) is not None


def _happened(text: str, start: int, at: int, language: Language) -> bool:
    """Whether words at a place tell of something that happened."""
    before = text[start:at]
    if _CIRCUMSTANCE.search(before):
        return False
    if language.unreal.search(before[-60:]):
        return False
    # "to destroy" is a purpose, "managed to destroy" and "were reported to have destroyed" are not.
    to = _TO.search(before)
    return to is None or "have" in to[0] or bool(_ACHIEVED.search(before))

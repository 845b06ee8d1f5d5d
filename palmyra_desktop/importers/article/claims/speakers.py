"""Who may speak: the words before or behind a verb of saying, and whom they stand for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from palmyra_desktop.importers.article.claims import english

Speaks = Callable[[int, int], tuple[int, ...]]
"""Returns the actors that words at a place stand for; () where that is not clear."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attributed statement of a sentence.

    Attributes:
        whole: the statement with its attribution; content: what is said. at: where the attribution is.
        speaker: the words that name who speaks, or None. verb: with auxiliaries, None without one.
    """

    rule: str
    whole: Place
    content: Place
    at: int
    speaker: Place | None
    verb: Place | None
    speakers: tuple[int, ...] = ()
    stance: str = "asserts"
    quotation: str = "indirect"
    via: Place | None = None
    hedge: Place | None = None
    is_optional: bool = False
    is_certain: bool = True


def is_quoted(place: int, quoted: Sequence[Place]) -> bool:
    """Whether a place lies inside a quotation."""
    return any(start < place < end - 1 for start, end in quoted)


def subject_start(text: str, verb: int, quoted: Sequence[Place]) -> int:
    """Return where the subject of a verb begins: after the last break, and after what only leads in."""
    start = 0
    for match in english.BREAK.finditer(text):  # to its end: a break looks at what follows it
        if match.end() > verb:
            break
        if not is_quoted(match.start(), quoted):
            start = match.end()
    for end in (end for _start, end in quoted if end <= verb):
        start = max(start, end)
    lead = english.LEAD_IN.match(text[start:verb])
    if lead is not None and start + lead.end() < verb:
        start += lead.end()
    joined = text.rfind(" and ", start, verb)
    if joined > start and english.FINITE.search(text, start, joined) and "," not in text[start:verb]:
        start = joined + 5 if english.SUBJECT_NEXT.match(text, joined + 5) else start
    later = english.LATER_CLAUSE.search(text, start, verb)
    if (
        later
        and english.CLAUSE_BEFORE.search(text, start, later.start())
        and not is_quoted(later.end(), quoted)
    ):
        start = later.end()
    while start < verb and text[start] in " ,;–—-":
        start += 1
    return start


def head_of(text: str, who: Place, speaks: Speaks) -> Place:
    """Return the words that name the speaker without what is told of him behind a comma.

    Where a name stands behind an office ("The head of Unesco, Irina Bokova,") it is the name.
    """
    words = text[who[0] : who[1]]
    day = english.SAID_ON.search(words)
    words = words[: day.start()] if day else words
    comma = words.find(",")
    if comma <= 1:
        return (who[0], who[0] + len(words.rstrip(" ,")))
    named = english.NAME_BEHIND.match(words, comma)
    if named is not None:
        place = (who[0] + named.start("name"), who[0] + named.end("name"))
        if speaks(*place):
            return place
    return (who[0], who[0] + comma)


def may_speak(text: str, who: Place, speaks: Speaks, is_strong: bool = False) -> bool:
    """Whether words name somebody who may speak; `is_strong`: anybody may, by the verb."""
    words = text[who[0] : who[1]].strip(" ,\"“”'’")
    if not words or english.NOT_A_SPEAKER.match(words) or english.ON_PLATFORM.search(words):
        return False
    if english.PRONOUN.match(words) or words.casefold() in english.OWNERS:
        return True
    if speaks(*who) or english.SPEAKER_NOUN.search(words):
        return True
    if is_strong and english.ANY_SPEAKER.match(words):
        return True
    return bool(english.PERSON.match(words))

"""Bodies written small, and outlets nobody knows, where they speak: "the antiquities authority said"."""

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.importers.article.names.built_in import nationalities
from palmyra_desktop.importers.article.names.cast import Candidate, Cast
from palmyra_desktop.importers.article.names.home import Home
from palmyra_desktop.importers.article.names.lexicon import Lexicon, english, listed
from palmyra_desktop.importers.article.names.passages import Passage

_HEADS = {
    "administration": "government_body",
    "authority": "government_body",
    "commission": "unknown",
    "committee": "unknown",
    "council": "unknown",
    "department": "government_body",
    "directorate": "heritage_authority",
    "inspectorate": "government_body",
    "ministry": "government_body",
    "municipality": "government_body",
    "service": "government_body",
}
_OUTLETS = listed("channel newspaper broadcaster daily weekly website television tv radio portal")
_MODIFIERS = 3
_NO_KIND = listed(
    "run led held backed same new own local other whole world first second main entire interim city"
)
"""Words before a body that do not say what it is for: "the Houthi-run health ministry"."""


def bodies(cast: Cast, home: Home) -> None:
    """Note bodies told by what they are for, where they speak, and outlets by what is told them."""
    lexicon = english()
    for number, passage in enumerate(cast.passages):
        for index, word in enumerate(passage.words):
            if passage.taken[index]:
                continue
            if word.folded in _HEADS and not word.is_capital:
                _body(cast, number, index, home, lexicon)
            elif word.folded in _OUTLETS and not word.is_capital:
                _named_before(cast, number, index, lexicon)
            elif passage.folded(index - 1) == "told" and word.is_capital:
                _told(cast, number, index, lexicon)


def _body(cast: Cast, number: int, head: int, home: Home, lexicon: Lexicon) -> None:
    passage, start = cast.passages[number], head
    while start > 0 and head - start < _MODIFIERS and _is_modifier(passage, start, lexicon):
        start -= 1
    if start == head or not _speaks(passage, start, head + 1, lexicon):
        return
    name = passage.printed(start, head + 1)
    known = home.body(passage, start, name.lower())
    candidate = Candidate(
        number, start, head + 1, "name.body", known, Kind.ACTOR, name, _HEADS[passage.folded(head)]
    )
    cast.mention(number, start, head + 1, cast.member_of(candidate), "name.body", is_certain=False)


def _is_modifier(passage: Passage, index: int, lexicon: Lexicon) -> bool:
    """Return whether the word before one says what a body is for: "antiquities" before "authority"."""
    before = passage.words[index - 1]
    is_joined = passage.gap(index) == " " and not passage.taken[index - 1]
    is_plain = before.folded not in lexicon.function and before.folded not in lexicon.say
    is_plain = is_plain and before.folded not in _NO_KIND and not before.is_possessive
    return is_joined and is_plain and not before.is_capital


def _speaks(passage: Passage, start: int, end: int, lexicon: Lexicon) -> bool:
    """Return whether a body says something here, perhaps with something told between commas."""
    first = start
    while first > 0 and (passage.folded(first - 1) == "the" or passage.words[first - 1].is_possessive):
        first -= 1
    before = passage.folded(first - 1)
    after = passage.folded(end + (passage.folded(end) in ("has", "have", "had", "also")))
    is_after = passage.is_joined(end) and after in lexicon.say
    is_according = before == "to" and passage.folded(first - 2) == "according"
    return is_after or is_according or before in ("said", "says", "by")


def _named_before(cast: Cast, number: int, index: int, lexicon: Lexicon) -> None:
    """Note an outlet by its name and what it is: "the Al-Masirah channel", "the broadcaster Suspilne"."""
    passage = cast.passages[number]
    start = index
    while start > 0 and passage.is_joined(start) and _is_name(passage, start - 1, lexicon):
        start -= 1
    if start < index:
        _outlet(cast, number, start, index)
    elif _is_name(passage, index + 1, lexicon) and passage.gap(index + 1) == " ":
        end = index + 2
        while passage.is_joined(end) and _is_name(passage, end, lexicon):
            end += 1
        _outlet(cast, number, index + 1, end)


def _told(cast: Cast, number: int, index: int, lexicon: Lexicon) -> None:
    """Note the one word that something was told: a person would have two, or be named already."""
    passage = cast.passages[number]
    is_one = not (passage.is_joined(index + 1) and passage.words[index + 1].is_capital)
    if is_one and _is_name(passage, index, lexicon) and not passage.words[index].is_possessive:
        _outlet(cast, number, index, index + 1)


def _is_name(passage: Passage, index: int, lexicon: Lexicon) -> bool:
    if not 0 <= index < len(passage.words) or passage.taken[index]:
        return False
    word = passage.words[index]
    words = (lexicon.function, lexicon.ordinary, lexicon.calendar)
    is_capital = word.is_capital or word.folded in ("al", "el")
    is_people = word.folded.removesuffix("s") in nationalities()  # "told Syrians to leave"
    return is_capital and not is_people and not any(word.folded in listed for listed in words)


def _outlet(cast: Cast, number: int, start: int, end: int) -> None:
    name = cast.passages[number].printed(start, end)
    candidate = Candidate(number, start, end, "name.outlet", None, Kind.ACTOR, name, "news_outlet")
    cast.mention(number, start, end, cast.member_of(candidate), "name.outlet", is_certain=False)

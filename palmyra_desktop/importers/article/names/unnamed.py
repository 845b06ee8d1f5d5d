"""Speakers without a name: "a resident", "two local activists", "state media". They are no new records."""

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.importers.article.names.built_in import adjectives, countries
from palmyra_desktop.importers.article.names.cast import Candidate, Cast
from palmyra_desktop.importers.article.names.home import Home
from palmyra_desktop.importers.article.names.lexicon import Lexicon, english, listed
from palmyra_desktop.importers.article.names.passages import Passage

_ONE = frozenset({"a", "an", "one", "another"})
_SOME = listed("two three four several some many local other both various unnamed senior most few")
_MODIFIERS = 4
_MEDIA = listed("local state official opposition pro-government regime social russian syrian government")


def unnamed(cast: Cast, home: Home) -> None:
    """Note who speaks or acts without a name: one person after an article, several only where they speak."""
    lexicon = english()
    for number, passage in enumerate(cast.passages):
        for index in range(len(passage.words)):
            if passage.taken[index]:
                continue
            folded = passage.folded(index)
            if folded in lexicon.media:
                _media(cast, number, index, home)
            elif folded in lexicon.people:
                start = _start(passage, index, lexicon)
                if _is_one(cast, number, start) or _speaks(passage, start, index + 1, lexicon):
                    _note(cast, number, start, index + 1, is_plural=False)
            elif folded in lexicon.roles and _is_office(passage, index, lexicon):
                _office(cast, number, index, lexicon)
            elif folded in lexicon.peoples:
                start = _start(passage, index, lexicon)
                if _speaks(passage, start, index + 1, lexicon):
                    _note(cast, number, start, index + 1, is_plural=True)


def _is_office(passage: Passage, index: int, lexicon: Lexicon) -> bool:
    """Return whether an office stands after a possessive: "Syria's antiquities chief"."""
    first = index
    while first > 0 and index - first < 3 and passage.is_joined(first):
        first -= 1
    return first > 0 and passage.words[first - 1].is_possessive


def _office(cast: Cast, number: int, index: int, lexicon: Lexicon) -> None:
    """Note an office that speaks without a name, with what it is of: "Syria's head of antiquities said"."""
    passage, end = cast.passages[number], index + 1
    while end - index < 5 and passage.is_joined(end) and passage.folded(end) not in lexicon.say:
        end += 1
    if not passage.is_joined(end) or passage.folded(end) not in lexicon.say:
        return
    if not passage.is_free(index, end):
        return
    start = index
    while start > 0 and not passage.words[start - 1].is_possessive and not passage.taken[start - 1]:
        start -= 1
    _note(cast, number, start, end, is_plural=False)


def _is_one(cast: Cast, number: int, start: int) -> bool:
    """Return whether "a" stands before, also with a name between: "an ISIS operative"."""
    passage, name = cast.passages[number], cast.at(number, start - 1)
    is_after_name = name is not None and passage.is_joined(start) and passage.folded(name.start - 1) in _ONE
    return passage.folded(start) in _ONE or is_after_name


def _note(cast: Cast, number: int, start: int, end: int, *, is_plural: bool) -> None:
    passage = cast.passages[number]
    span = passage.span(start, end)
    name = " ".join(passage.text[span.start : span.end].split())
    member = cast.member_of(
        Candidate(number, start, end, "name.unnamed", None, Kind.ACTOR, name, "individual", is_generic=True)
    )
    cast.members[member].is_plural = is_plural
    cast.mention(number, start, end, member, "name.unnamed", is_name=False)


def _media(cast: Cast, number: int, index: int, home: Home) -> None:
    """Take "local media" for a body of its own, with the country that the passage names before it."""
    passage = cast.passages[number]
    start = index - 1
    if (
        start < 0
        or passage.folded(start) not in _MEDIA
        or not passage.is_joined(index)
        or passage.taken[start]
    ):
        return
    if passage.folded(start) == "social":
        return
    words = f"{passage.folded(start)} {passage.folded(index)}"
    if passage.is_joined(index + 1) and passage.words[index + 1].is_capital:
        return
    body = home.body(passage, start, words)
    if body is not None:
        member = cast.member_of_known(body, "name.media")
        cast.mention(number, start, index + 1, member, "name.media", is_certain=False)
        return
    named = [word.folded for word in passage.words[:start] if word.is_capital and word.folded in countries()]
    name = f"{countries()[named[-1]]} {words}" if named else words.capitalize()
    member = cast.member_of(
        Candidate(number, start, index + 1, "name.media", None, Kind.ACTOR, name, "news_outlet")
    )
    cast.members[member].is_plural = passage.folded(index) == "media"
    cast.mention(number, start, index + 1, member, "name.media", is_certain=False)


def _start(passage: Passage, index: int, lexicon: Lexicon) -> int:
    """Return where the words before a noun begin that belong to it: "a senior Syrian" before "official"."""
    start = index
    while (
        start > 0 and index - start < _MODIFIERS and passage.is_joined(start) and not passage.taken[start - 1]
    ):
        before = passage.words[start - 1]
        folded = before.folded
        if folded in _ONE or folded in _SOME:
            start -= 1
            if folded in _ONE:
                break
            continue
        is_ordinary = folded in lexicon.function or folded in lexicon.say or folded in lexicon.acts
        if folded not in adjectives() and (is_ordinary or before.is_possessive):
            break
        if not folded[:1].isalpha():
            break
        start -= 1
    return start


def _speaks(passage: Passage, start: int, end: int, lexicon: Lexicon) -> bool:
    before, after = passage.folded(start - 1), passage.folded(end)
    if passage.is_joined(end) and after in lexicon.say:
        return True
    if passage.is_joined(end) and after in ("have", "had", "has") and passage.folded(end + 1) in lexicon.say:
        return True
    return passage.is_joined(start) and (
        (before == "to" and passage.folded(start - 2) == "according")
        or (before in ("said", "say", "says", "told", "by", "warned", "added"))
        or (before == "from" and passage.folded(start - 2) in ("reports", "statements"))
    )

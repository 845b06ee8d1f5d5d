"""Speakers without a name: "a resident", "two local activists", "state media". They are no new records."""

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.importers.article.names.built_in import adjectives, countries
from palmyra_desktop.importers.article.names.cast import Candidate, Cast
from palmyra_desktop.importers.article.names.home import Home
from palmyra_desktop.importers.article.names.lexicon import Lexicon, english, listed
from palmyra_desktop.importers.article.names.passages import Passage

_ONE = frozenset({"a", "an", "one", "another"})
_SOME = listed("two three four several some many local other both various unnamed senior most few")
_OWNERS = frozenset({"its", "their", "his", "her"})
_MODIFIERS = 4
_MONITORING = listed("monitoring rights activist opposition heritage watchdog monitor")
_NEAR = 60  # words
_MEDIA = listed("local state official opposition regime government")


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
            elif folded in lexicon.unnamed_bodies:
                _body(cast, number, index, lexicon)
            elif folded in lexicon.people or (folded in lexicon.roles and _is_some(passage, index, lexicon)):
                start = _start(passage, index, lexicon)
                if _is_apposed(cast, number, start) or _is_named_next(cast, number, index, lexicon):
                    continue
                is_one = _is_one(cast, number, start) or passage.folded(start - 1) in _OWNERS
                if is_one or _speaks(passage, start, index + 1, lexicon):
                    _note(cast, number, start, index + 1, is_plural=False)
            elif folded in lexicon.roles and _is_office(passage, index, lexicon):
                _office(cast, number, index, lexicon)
            elif folded in lexicon.peoples:
                start = _start(passage, index, lexicon)
                if _speaks(passage, start, index + 1, lexicon):
                    _note(cast, number, start, index + 1, is_plural=True)


def _is_some(passage: Passage, index: int, lexicon: Lexicon) -> bool:
    """Return whether an office is somebody's who is met here: "a retired colonel", not "a deputy head"."""
    start = _start(passage, index, lexicon)
    following = passage.folded(index + 1) if passage.is_joined(index + 1) else ""
    is_whole = following not in lexicon.roles and following not in lexicon.people
    return start < index and passage.folded(start) in _ONE and is_whole


def _is_apposed(cast: Cast, number: int, start: int, *, is_person: bool = True) -> bool:
    """Return whether the words only say who was named: "Lina Qasri, a professor", "SOHR, a war monitor"."""
    passage = cast.passages[number]
    start -= passage.folded(start - 1) == "also"
    before = cast.at(number, start - 1)
    is_named = before is not None and not cast.members[before.member].is_generic
    is_alike = before is not None and cast.members[before.member].is_person is is_person
    return is_named and is_alike and passage.gap(start).lstrip(")").startswith(",")


def _is_named_next(cast: Cast, number: int, index: int, lexicon: Lexicon) -> bool:
    """Return whether the name follows: "a spokesman for the fund, Petr Novak", "a poet, Lina Qasri,"."""
    passage, following = cast.passages[number], index + 1
    if passage.folded(following) in ("for", "of", "from", "at", "with") and passage.is_joined(following):
        while following - index < 12 and passage.is_joined(following):
            if passage.folded(following) in lexicon.say:
                return False
            following += 1
    name = cast.at(number, following)
    is_next = name is not None and name.start == following and cast.members[name.member].is_person
    return is_next and passage.gap(following) in (" ", ", ")


def _is_office(passage: Passage, index: int, lexicon: Lexicon) -> bool:
    """Return whether an office stands after a possessive: "Syria's antiquities chief", "its director"."""
    first = index
    while (
        first > 0 and index - first < 3 and passage.is_joined(first) and passage.folded(first) not in _OWNERS
    ):
        first -= 1
    return passage.folded(first) in _OWNERS or (first > 0 and passage.words[first - 1].is_possessive)


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
        if passage.folded(start) in _OWNERS:
            break
    _note(cast, number, start, end, is_plural=False)


def _with_name(cast: Cast, number: int, start: int) -> int:
    """Return where an unnamed speaker's words begin, with whose one is: "an ISIS operative"."""
    passage, name = cast.passages[number], cast.at(number, start - 1)
    if name is None or not passage.is_joined(start):
        return start
    return name.start - (passage.folded(name.start - 1) in _ONE and passage.is_joined(name.start))


def _is_one(cast: Cast, number: int, start: int) -> bool:
    """Return whether "a" stands before, also with a name between: "an ISIS operative"."""
    return cast.passages[number].folded(_with_name(cast, number, start)) in _ONE


def _note(
    cast: Cast, number: int, start: int, end: int, *, is_plural: bool, term: str = "individual"
) -> None:
    passage = cast.passages[number]
    name = passage.printed(_with_name(cast, number, start), end)
    member = _called(cast, number, end)
    if member is None:
        member = cast.member_of(
            Candidate(number, start, end, "name.unnamed", None, Kind.ACTOR, name, term, is_generic=True)
        )
        cast.members[member].is_plural = is_plural
    cast.mention(number, start, end, member, "name.unnamed")


def _called(cast: Cast, number: int, end: int) -> int | None:
    """Return the person who is named at once: "a woman who asked to be called Umm Yusuf"."""
    passage = cast.passages[number]
    for index in range(end, min(end + 7, len(passage.words) - 1)):
        place = cast.at(number, index + 1)
        if (
            passage.folded(index) in ("called", "named", "as")
            and place
            and cast.members[place.member].is_person
        ):
            return place.member
    return None


def _body(cast: Cast, number: int, index: int, lexicon: Lexicon) -> None:
    """Note a monitor without a name: "a monitoring group", "an activist network"; not "a group of men"."""
    passage, start = cast.passages[number], _start(cast.passages[number], index, lexicon)
    is_monitor = any(passage.folded(position) in _MONITORING for position in range(start, index + 1))
    if _is_apposed(cast, number, start, is_person=False):
        return
    if is_monitor and passage.folded(start) in _ONE and passage.folded(index + 1) != "of":
        _note(cast, number, start, index + 1, is_plural=False, term="monitoring_organisation")


def _media(cast: Cast, number: int, index: int, home: Home) -> None:
    """Take "local media" for a body of its own, with the country that the passage names before it."""
    passage, start = cast.passages[number], index - 1
    kind = passage.folded(start)
    is_kind = kind in _MEDIA or kind in adjectives()
    is_named_next = passage.is_joined(index + 1) and passage.words[index + 1].is_capital
    if not is_kind or not passage.is_joined(index) or passage.taken[start] or is_named_next:
        return
    words = f"{kind} {passage.folded(index)}"
    body = home.body(passage, start, words)
    if body is not None:
        member = cast.member_of_known(body, "name.media")
        cast.mention(number, start, index + 1, member, "name.media", is_certain=False)
        return
    named = [
        word.folded
        for word in passage.words[max(0, start - _NEAR) : start]
        if word.is_capital and word.folded in countries()
    ]
    is_placed = named and kind in _MEDIA
    name = f"{countries()[named[-1]]} {words}" if is_placed else words.capitalize()
    known = cast.gazetteer.named(Kind.ACTOR, name)
    member = cast.member_of(
        Candidate(number, start, index + 1, "name.media", known, Kind.ACTOR, name, "news_outlet")
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
    if passage.is_joined(end) and passage.folded(end) in ("in", "at", "from", "inside"):
        place = end
        while end - place < 5 and passage.is_joined(end) and passage.folded(end) not in lexicon.say:
            end += 1
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

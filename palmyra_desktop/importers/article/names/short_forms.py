"""Later, shorter names of who was named in full: a surname, an acronym set in brackets."""

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.importers.article.names.cast import Candidate, Cast, Member, Place
from palmyra_desktop.importers.article.names.lexicon import Lexicon, english
from palmyra_desktop.importers.article.names.passages import Passage
from palmyra_desktop.importers.article.names.tokens import words_of

_BODIES = frozenset({"monitoring_organisation", "research_body", "heritage_authority", "museum"})
_NEAR = 200  # words looked back for who of two of a surname is meant


def acronyms(cast: Cast) -> None:
    """Take "(PHT)" after a body's name, and every later "PHT", for that body."""
    short: dict[str, int] = {}
    for place in list(cast.places):
        passage = cast.passages[place.passage]
        member = cast.members[place.member]
        if member.known is None and member.kind is Kind.ACTOR and not member.is_person:
            acronym = _in_brackets(passage, place)
            if acronym is not None:
                short[acronym] = place.member
                member.other_names.append(acronym)
    if not short:
        return
    for number, passage in enumerate(cast.passages):
        for index, word in enumerate(passage.words):
            if word.printed in short and passage.is_free(index, index + 1):
                cast.mention(number, index, index + 1, short[word.printed], "name.acronym")


def _in_brackets(passage: Passage, place: Place) -> str | None:
    if place.end >= len(passage.words) or not passage.gap(place.end).strip().startswith("("):
        return None
    printed = passage.words[place.end].printed
    if not printed.isupper() or len(printed) < 2:
        return None
    initials = [word.printed[0] for word in passage.words[place.start : place.end] if word.is_capital]
    return printed if _in_order(printed, initials) else None


def _in_order(acronym: str, initials: list[str]) -> bool:
    left = iter(initials)
    matched = sum(any(letter == initial for initial in left) for letter in acronym)
    return matched >= len(acronym) - 1 and initials[:1] == [acronym[0]]


def shorter(cast: Cast) -> None:
    """Take a new name for what is known by a longer one: "the Great Mosque" for that of Aleppo."""
    by_word: dict[str, set[int]] = {}
    into: dict[int, int] = {}
    for number, member in enumerate(cast.members):
        for name in member.known.all_names() if member.known else ():
            for word in words_of(name):
                by_word.setdefault(word, set()).add(number)
    for number, member in enumerate(cast.members):
        words = set(words_of(member.name)) - {"the"}
        if member.known is not None or member.is_person or len(words) < 2:
            continue
        sharing = set.intersection(*(by_word.get(word, set()) for word in words))
        longer = [other for other in sharing if _is_longer(cast.members[other], member, words)]
        if len(longer) == 1:
            into[number] = longer[0]
    cast.merge(into)


def _is_longer(known: Member, member: Member, words: set[str]) -> bool:
    is_like = known.kind is member.kind and known.term == member.term and known.known is not None
    names = known.known.all_names() if is_like and known.known else ()
    return any(words < set(words_of(name)) for name in names)


def publisher(cast: Cast, name: str | None) -> None:
    """Take the outlet's own name, "told the Ledger", for the outlet.

    It is no party of the story, unless it is a body that also publishes, such as a monitor.
    """
    words = words_of(name or "")
    if not words:
        return
    term = english().organisation_heads.get(words[-1], "news_outlet")
    is_generic = term not in _BODIES
    for member in cast.members:
        if member.known is None and words_of(member.name)[-len(words) :] == words:
            member.is_generic = is_generic
    for number, passage in enumerate(cast.passages):
        for index, word in enumerate(passage.words):
            length = _length(passage, index, words) if word.is_capital else 0
            if length and passage.is_free(index, index + length):
                candidate = Candidate(
                    number, index, index + length, "name.publisher", name=name or "", term=term
                )
                outlet = cast.member_of(candidate)
                cast.members[outlet].is_generic = is_generic
                cast.mention(number, index, index + length, outlet, "name.publisher")


def _length(passage: Passage, index: int, words: tuple[str, ...]) -> int:
    """Return how many words of the outlet's name stand at a place: all, or after "the" the last alone."""
    if all(passage.folded(index + position) == word for position, word in enumerate(words)):
        return len(words)
    return int(passage.folded(index) == words[-1] and passage.folded(index - 1) == "the")


def again(cast: Cast) -> None:
    """Take a new person's full name for the person wherever it stands, once it was told who that is."""
    named: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for number, member in enumerate(cast.members):
        words = words_of(member.name) if member.is_person and member.known is None else ()
        if len(words) > 1:
            named.setdefault(words[0], []).append((words, number))
    for number, passage in enumerate(cast.passages):
        for index, word in enumerate(passage.words):
            for words, person in named.get(word.folded, ()) if word.is_capital else ():
                end = index + len(words)
                own = tuple(passage.folded(position) for position in range(index, end))
                is_one = all(passage.is_joined(position) for position in range(index + 1, end))
                if own == words and is_one and passage.is_free(index, end):
                    cast.mention(number, index, end, person, "name.person")


def surnames(cast: Cast) -> None:
    """Take a surname for the person so named in full, and "Mr Abdulkarim" for one who is known."""
    lexicon = english()
    named: dict[str, list[int]] = {}
    for number, member in enumerate(cast.members):
        if member.is_person:
            for name in (member.name, *(member.known.names if member.known else ())):
                last = name.split()[-1].split("-")[-1].lower()
                bearers = named.setdefault(last, [])
                if number not in bearers:
                    bearers.append(number)
    for number, passage in enumerate(cast.passages):
        for index, word in enumerate(passage.words):
            if word.is_capital and passage.is_free(index, index + 1):
                _surname(cast, number, index, named, lexicon)


def _surname(cast: Cast, number: int, index: int, named: dict[str, list[int]], lexicon: Lexicon) -> None:
    passage = cast.passages[number]
    folded = passage.folded(index)
    start = index
    while (
        start and passage.folded(start - 1) in ("al", "el", "de", "van", "von") and passage.is_joined(start)
    ):
        start -= 1
    title = start - 1 if start and passage.is_joined(start) else -1
    is_titled = title >= 0 and (
        passage.folded(title) in lexicon.titles or passage.folded(title) in lexicon.roles
    )
    if _is_other_name(passage, start, index, is_titled, lexicon):
        return
    bearers = named.get(folded, [])
    is_certain = len(bearers) == 1
    if bearers:
        member = bearers[-1] if is_certain else _last_named(cast, number, index, bearers)
    else:
        known = [
            one
            for one in cast.gazetteer.of_surname(folded)
            if is_titled or cast.gazetteer.known[one].surname == passage.words[index].printed
        ]
        alone = [one for one in known if cast.gazetteer.known[one].surname == passage.words[index].printed]
        known = alone or known
        if len(known) != 1 or passage.is_all_capitals:
            return
        member = cast.member_of_known(known[0], "name.surname")
        is_certain = bool(alone)
        named[folded] = [member]
    if is_titled and passage.folded(title) in lexicon.honorifics and passage.is_free(title, title + 1):
        start = title
    cast.mention(number, start, index + 1, member, "name.surname", is_certain=is_certain)


def _is_other_name(passage: Passage, start: int, index: int, is_titled: bool, lexicon: Lexicon) -> bool:
    """Return whether the word is a part of another's name: "Hafez al-Assad", "Ali Street"."""
    after, before = index + 1, start - 1
    if passage.is_title_case:
        return False
    if passage.is_joined(after) and not passage.words[index].is_possessive:
        word = passage.words[after]
        if word.is_capital and not passage.taken[after] and passage.gap(after) == " ":
            return True
    if before < 0 or is_titled or not passage.is_joined(start) or passage.gap(start) not in (" ", "-"):
        return False
    word = passage.words[before]
    is_name = word.is_capital and not passage.taken[before] and word.folded not in lexicon.ordinary
    return (
        is_name and not word.is_possessive and not (passage.begins_sentence(before) and len(word.folded) < 4)
    )


def _last_named(cast: Cast, number: int, index: int, bearers: list[int]) -> int:
    """Return which of some persons is named last before a word, the first of them if none is."""
    passage = cast.passages[number]
    for position in range(index - 1, max(-1, index - _NEAR), -1):
        place = cast.places[passage.taken[position] - 1] if passage.taken[position] > 0 else None
        if place is not None and place.member in bearers:
            return place.member
    return bearers[0]

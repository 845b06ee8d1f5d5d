"""New persons: a name beside a title, a role or a verb of saying."""

from collections.abc import Iterator, Sequence

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.importers.article.names.built_in import adjectives, countries
from palmyra_desktop.importers.article.names.cast import Candidate
from palmyra_desktop.importers.article.names.lexicon import Lexicon, english, listed
from palmyra_desktop.importers.article.names.passages import Passage

_MOST = 5  # words of a name
_APPOSITION = 9  # words looked at for a role
_ROLE = 14  # words of a role before a name
_OFFICIAL = listed(
    "president minister premier chancellor secretary ambassador envoy governor mayor senator general colonel "
    "lieutenant commander mp lawmaker commissioner"
)
_SAID = listed("said says told added wrote")
_CALLED = listed("name known himself herself identified")
_AUXILIARY = listed("has have had also always never later then repeatedly")
_POLITE = listed("mr mrs ms miss")
_BEFORE_ROLE = listed("also citing quoting saying quote then now both")
_DETERMINERS = listed("another the a an its his her their our one")


def persons(passages: Sequence[Passage], *, by_title_alone: bool = False) -> Iterator[Candidate]:
    """Yield persons who are not known, each where the full name stands.

    Args:
        by_title_alone: yield instead those told by a title and one word, "Mr Hamdi".
    """
    lexicon = english()
    for number, passage in enumerate(passages):
        if passage.is_all_capitals or passage.is_title_case:
            continue
        index = 0
        while index < len(passage.words):
            end = _name_end(passage, index, lexicon)
            if end is None:
                index += 1
                continue
            found = _person(passage, number, index, end, lexicon)
            if found is not None and (end - index == 1) == by_title_alone:
                yield found
            index = end


def role_before(passage: Passage, start: int) -> str | None:
    """Return the words before a name that say what the person is: "the head of Unesco"."""
    first = _role_start(passage, start, english())
    if first is None:
        return None
    lexicon = english()
    for index in range(first, start):
        # "forces loyal to President": what stands before the preposition is no role.
        if passage.folded(index) in lexicon.roles or passage.folded(index) in lexicon.titles:
            break
        if passage.folded(index) in ("to", "of", "for", "at", "and"):
            first = index + 1
    while first < start and _begins_no_role(passage, first):
        first += 1
    words = [passage.folded(index) for index in range(first, start)]
    if all(word in _POLITE for word in words):
        # "The Director-General of UNESCO, Ms Irina Bokova": politeness is no role.
        return role_before(passage, first) if words else None
    printed = passage.text[passage.words[first].start : passage.words[start].start]
    return " ".join(printed.rstrip(" ,\n\"“'‘").split())


def _begins_no_role(passage: Passage, index: int) -> bool:
    """Return whether a word before a role is none of it: an article, "citing", a dateline in capitals."""
    word = passage.words[index]
    is_dateline = len(word.printed) > 3 and word.printed.isupper() and passage.begins_sentence(index)
    return word.folded in _DETERMINERS or word.folded in _BEFORE_ROLE or is_dateline


def role_after(passage: Passage, end: int) -> str | None:
    """Return the words after a name and a comma that say what the person is."""
    lexicon = english()
    if end >= len(passage.words) or passage.gap(end) not in (", ", ",\n", " (", " - ", " – "):
        return None
    first = end
    if passage.folded(first) in ("who", "which"):
        return None
    if passage.folded(first).isdigit() and first + 1 < len(passage.words):
        first += 1
    stop = first + 1
    while stop < len(passage.words) and stop - first < _APPOSITION * 2 and _goes_on(passage, stop, lexicon):
        stop += 1
    words = [passage.folded(index) for index in range(first, min(stop, first + _APPOSITION))]
    if not any(word in lexicon.roles or word in lexicon.people for word in words) or words[0] in lexicon.say:
        return None
    while first < stop and _begins_no_role(passage, first):
        first += 1
    return passage.printed(first, stop) if first < stop else None


def _goes_on(passage: Passage, index: int, lexicon: Lexicon) -> bool:
    gap = passage.gap(index)
    if gap in (".", ". ") and len(passage.words[index - 1].printed) == 1:
        return True
    return not any(sign in ',.;:!?"“”()\n' for sign in gap) and passage.folded(index) not in lexicon.say


def _person(passage: Passage, number: int, start: int, end: int, lexicon: Lexicon) -> Candidate | None:
    before, after = role_before(passage, start), role_after(passage, end)
    first, length = passage.folded(start), end - start
    if all(word.printed.isupper() for word in passage.words[start:end]):
        return None
    has_honorific = passage.folded(start - 1) in lexicon.honorifics and passage.is_joined(start)
    if length == 1:
        is_introduced = after is not None and passage.folded(start - 1) in _SAID
        if not has_honorific and not is_introduced:
            return None
    elif not (before or after or has_honorific):
        is_given = first in lexicon.given_names
        speaks = _speaks(passage, start, end, lexicon)
        is_told = passage.folded(end) == "who" or passage.folded(end).isdigit()
        is_told = is_told or passage.folded(start - 1) in ("called", "named")
        is_told = is_told or (passage.folded(start - 1) == "as" and passage.folded(start - 2) in _CALLED)
        if not (is_given or speaks or is_told):
            return None
        if not is_given and _is_doubtful(passage, start, end, lexicon):
            return None
    role = before or after
    is_official = role is not None and any(word in _OFFICIAL for word in role.lower().split())
    term = "government_official" if is_official else "individual"
    name = passage.printed(start, end)
    return Candidate(number, start, end, "name.person", None, Kind.ACTOR, name, term, role)


def _speaks(passage: Passage, start: int, end: int, lexicon: Lexicon) -> bool:
    before = passage.folded(start - 1)
    after = passage.folded(end)
    return (
        (after in lexicon.say and not passage.words[end].is_capital)
        or before in _SAID
        or (before == "to" and passage.folded(start - 2) == "according")
        or _speaks_apposed(passage, end, lexicon)
    )


def _speaks_apposed(passage: Passage, end: int, lexicon: Lexicon) -> bool:
    """Return whether who is told of between commas speaks: "X, one of the six, has denied"."""
    if end >= len(passage.words) or passage.gap(end) != ", ":
        return False
    stop = end + 1
    while stop < len(passage.words) and stop - end < _APPOSITION and _goes_on(passage, stop, lexicon):
        stop += 1
    if stop >= len(passage.words) or passage.gap(stop) != ", ":
        return False
    while passage.folded(stop) in _AUXILIARY and passage.is_joined(stop + 1):
        stop += 1
    return passage.folded(stop) in lexicon.say and not passage.words[stop].is_capital


def _is_doubtful(passage: Passage, start: int, end: int, lexicon: Lexicon) -> bool:
    """Return whether a name may be an institution's or begins only the sentence: "Cultural Heritage said"."""
    return passage.begins_sentence(start) and passage.folded(start) in lexicon.ordinary


def _name_end(passage: Passage, start: int, lexicon: Lexicon) -> int | None:
    """Return the end of the words from `start` that may be a person's name, None if there are none."""
    words = passage.words
    if not _may_begin(passage, start, lexicon):
        return None
    end = start + 1
    while end < len(words) and end - start < _MOST and not words[end - 1].is_possessive:
        if not passage.is_joined(end) or passage.taken[end] or passage.gap(end) == "/":
            break
        word = words[end]
        if word.is_capital and _may_be_part(word.folded, lexicon):
            end += 1
        elif (
            word.folded in lexicon.particles
            and passage.is_joined(end + 1)
            and words[end + 1].is_capital
            and _may_be_part(words[end + 1].folded, lexicon)
        ):
            end += 2
        else:
            break
    # What goes on with a kind of place or body is no person: "Aleppo Province", "Boris Johnson Street".
    goes_on = passage.is_joined(end) and words[end].is_capital and not words[end - 1].is_possessive
    is_other = goes_on and (words[end].folded in lexicon.common or words[end].folded in lexicon.not_person)
    return None if is_other else end


def _may_begin(passage: Passage, start: int, lexicon: Lexicon) -> bool:
    word = passage.words[start]
    if not word.is_capital or not _may_be_part(word.folded, lexicon) or passage.taken[start]:
        return False
    if passage.is_joined(start) and start:
        before = passage.words[start - 1]
        is_inside = (
            before.is_capital and not passage.taken[start - 1] and _may_be_part(before.folded, lexicon)
        )
        if is_inside and not before.is_possessive and not (passage.begins_sentence(start - 1)):
            return False
    return not (passage.begins_sentence(start) and word.folded in lexicon.ordinary)


def _may_be_part(folded: str, lexicon: Lexicon) -> bool:
    return not (
        folded in lexicon.not_person
        or folded in lexicon.roles
        or folded in lexicon.titles
        or folded in lexicon.common
        or folded in lexicon.ordinary
        or folded in adjectives()
        or folded in countries()
        or folded[:1].isdigit()
    )


def _role_start(passage: Passage, start: int, lexicon: Lexicon) -> int | None:
    """Return where the words before a name begin that say what the person is, None if they do not."""
    index = start
    if start and passage.gap(start) in (", ", ",\n") and _is_described(passage, start, lexicon):
        index = start - 1
    elif not passage.is_joined(start):
        return None
    elif not (passage.folded(start - 1) in lexicon.roles or passage.folded(start - 1) in lexicon.titles):
        # "ambassador to the United Nations Bashar al-Jaafari": the role ends before a body's name.
        return _role_with_body(passage, start, lexicon)
    else:
        index = start - 1
    return _phrase_start(passage, index, lexicon)


def _phrase_start(passage: Passage, index: int, lexicon: Lexicon) -> int:
    last = index
    while index > 0 and last - index < _ROLE and not passage.begins_sentence(index):
        gap, before = passage.gap(index), passage.folded(index - 1)
        if any(sign in ',.;:!?"“”()\n' for sign in gap) and gap.strip() not in ("'s", "’s", "."):
            break
        if before in _DETERMINERS:
            is_inside = passage.folded(index - 2) in ("of", "for", "to", "at")
            if before == "the" and is_inside and passage.folded(index - 3) != "according":
                index -= 1
                continue
            return index - 1
        if before in lexicon.say or (
            before in lexicon.function and before not in ("of", "for", "to", "and", "at")
        ):
            break
        if before == "and" and passage.words[index].is_capital:
            break
        index -= 1
    return index


def _is_described(passage: Passage, start: int, lexicon: Lexicon) -> bool:
    """Return whether words and a comma before a name say who it is: "The head of Unesco, Irina Bokova"."""
    first = _phrase_start(passage, start - 1, lexicon)
    words = [passage.folded(index) for index in range(first, start)]
    has_role = any(word in lexicon.roles for word in words[:6])
    return has_role and (
        words[0] in _DETERMINERS
        or first == 0
        or passage.begins_sentence(first)
        or passage.words[first].is_possessive
    )


def _role_with_body(passage: Passage, start: int, lexicon: Lexicon) -> int | None:
    first = _phrase_start(passage, start - 1, lexicon)
    words = [passage.folded(index) for index in range(first, start)]
    if (
        len(words) > 2
        and any(word in lexicon.roles for word in words[:4])
        and {"of", "to", "for"} & set(words)
    ):
        return first
    return None

"""New names: bodies and buildings told by what they are, "the Hatra Heritage Trust", "the Tomb of Yarhai"."""

from collections.abc import Iterator, Sequence

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.importers.article.names.built_in import adjectives, countries, towns
from palmyra_desktop.importers.article.names.cast import Candidate
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from palmyra_desktop.importers.article.names.lexicon import Lexicon, english, listed
from palmyra_desktop.importers.article.names.passages import Passage

_LINKS = listed("of for and the on in")
_MOST = 9  # words of a name
_MANY = frozenset({"temple", "mosque", "church", "shrine", "tomb", "statue", "wall", "arch", "tower_tomb"})
"""What a town has several of: "the Timbuktu mosque" names none, "the Idlib museum" does."""
_GROUPS = listed("group rebels fighters militants militia forces insurgents separatists")


def proposals(passages: Sequence[Passage], gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Yield bodies and buildings that are named; what is known of them stands there, too, and goes first."""
    lexicon = english()
    for number, passage in enumerate(passages):
        if passage.is_title_case or passage.is_all_capitals:
            continue
        for index in range(len(passage.words)):
            word = passage.words[index]
            if len(word.printed) > 2 and word.printed.isupper():
                yield from _acronym(passage, number, index, lexicon)
                continue
            if word.folded in lexicon.force_heads:
                yield from _forces(passage, number, index, gazetteer, lexicon)
            if word.folded in lexicon.organisation_heads and word.is_capital:
                yield from _organisation(passage, number, index, lexicon)
            if word.folded in lexicon.monument_heads:
                yield from _monument(passage, number, index, lexicon)


def _acronym(passage: Passage, number: int, index: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield capitals that speak or stand beside what they are: "the splinter group MUJWA", "MNLA rebels"."""
    word = passage.words[index]
    before, after = passage.folded(index - 1), passage.folded(index + 1)
    beside = (passage.is_joined(index) and before in _GROUPS) or (
        passage.is_joined(index + 1) and after in _GROUPS
    )
    speaks = passage.is_joined(index + 1) and after in lexicon.say and not passage.words[index + 1].is_capital
    if (beside or speaks) and len(word.printed) < 8 and word.printed.isalpha():
        term = "non_state_armed_group" if beside else "unknown"
        yield Candidate(
            number, index, index + 1, "name.acronym", kind=Kind.ACTOR, name=word.printed, term=term
        )


def _forces(
    passage: Passage, number: int, head: int, gazetteer: Gazetteer, lexicon: Lexicon
) -> Iterator[Candidate]:
    """Yield a state's forces of some kind as its army: "Iraqi counter-terrorism forces"."""
    start = head - 1
    while start >= 0 and head - start < 5 and passage.folded(start) in lexicon.force_modifiers:
        start -= 1
    state = adjectives().get(passage.folded(start))
    gaps = {passage.gap(index) for index in range(start + 1, head + 1)} if state else set()
    if (
        state is None
        or passage.folded(start - 1) in ("a", "an")
        or not gaps <= {" ", "-"}
        or passage.gap(start + 1) != " "
    ):
        return
    army = gazetteer.named(Kind.ACTOR, f"{passage.words[start].printed} army")
    if army is not None:
        yield Candidate(number, start, head + 1, "name.forces", army)


def _organisation(passage: Passage, number: int, head: int, lexicon: Lexicon) -> Iterator[Candidate]:
    start = _start(passage, head, lexicon)
    end = head + 1
    while passage.is_joined(end) and passage.words[end].is_capital and passage.folded(end) in lexicon.common:
        end += 1
    if not passage.words[end - 1].is_possessive:
        end = _linked(passage, end, lexicon)
    if end - start < 2 or end - start > _MOST:
        return
    own = [passage.folded(index) for index in range(start, end)]
    if all(word in lexicon.common or word in lexicon.not_monument or word in _LINKS for word in own):
        return
    name = passage.printed(start, end)
    term = lexicon.organisation_heads[passage.folded(head)]
    yield Candidate(number, start, end, "name.organisation", kind=Kind.ACTOR, name=name, term=term)


def _monument(passage: Passage, number: int, head: int, lexicon: Lexicon) -> Iterator[Candidate]:
    word = passage.words[head]
    term = lexicon.monument_heads[word.folded]
    start = _start(passage, head, lexicon)
    end = head + 1
    if word.folded in lexicon.of_heads and passage.folded(end) == "of" and passage.is_joined(end):
        end = _named_after(passage, end + 1, lexicon)
    if end == head + 1:
        while word.is_capital and passage.is_joined(end) and passage.words[end].is_capital:
            end += 1
        if end > head + 1 and passage.folded(end - 1) not in lexicon.common:
            end = head + 1
    own = [
        passage.words[index]
        for index in range(start, end)
        if passage.folded(index) not in lexicon.monument_heads
        and passage.folded(index) not in _LINKS
        and passage.folded(index) not in lexicon.particles
    ]
    if not word.is_capital and term in _MANY and all(one.folded in towns() for one in own):
        return
    if not any(_names(one.folded, lexicon) for one in own) and not _is_titled(
        passage, start, end, head, lexicon
    ):
        return
    if 2 <= end - start <= _MOST:
        name = passage.printed(start, end)
        yield Candidate(number, start, end, "name.monument", kind=Kind.MONUMENT, name=name, term=term)


def _is_titled(passage: Passage, start: int, end: int, head: int, lexicon: Lexicon) -> bool:
    """Return whether capitals make a name of ordinary words: "the National Museum", "the Great Mosque"."""
    words = passage.words[start:end]
    return (
        len(words) > 1
        and passage.words[head].is_capital
        and not passage.begins_sentence(start)
        and all(word.is_capital or word.folded in _LINKS for word in words)
        and not all(word.folded in adjectives() for word in words[:-1])
    )


def _names(folded: str, lexicon: Lexicon) -> bool:
    return folded not in lexicon.not_monument and folded not in adjectives() and folded not in countries()


def _start(passage: Passage, head: int, lexicon: Lexicon) -> int:
    """Return where the capitals before a head begin, without what only begins the sentence."""
    start = head
    while start > 0 and passage.is_joined(start):
        before = passage.words[start - 1]
        is_particle = before.folded in lexicon.particles and start < head
        if before.is_possessive or not (before.is_capital or is_particle):
            break
        start -= 1
    saint = start - 2
    if saint >= 0 and passage.words[start - 1].is_possessive and passage.folded(saint) in ("st", "saint"):
        return saint
    while start < head and (
        (passage.folded(start) in lexicon.ordinary and passage.begins_sentence(start))
        or (passage.folded(start) in lexicon.titles and passage.folded(start + 1) not in lexicon.common)
        or (not passage.words[start].is_capital and passage.folded(start) not in ("al", "el"))
    ):
        start += 1
    return start


def _named_after(passage: Passage, index: int, lexicon: Lexicon) -> int:
    """Return the end of the name that begins at a word, after "of"; the word before "of" if there is none."""
    start = index
    if passage.folded(index) == "the" and passage.is_joined(index):
        index += 1
    end = index
    while passage.is_joined(end) and end - index < 5:
        word = passage.words[end]
        if not word.is_capital and not (
            word.folded in lexicon.particles
            and passage.is_joined(end + 1)
            and passage.words[end + 1].is_capital
        ):
            break
        end += 1
        if word.is_possessive:
            break
    return end if end > index else start - 1


def _linked(passage: Passage, end: int, lexicon: Lexicon) -> int:
    """Return the end of an organisation's name with what follows: "of Antiquities and Museums"."""
    while passage.is_joined(end) and passage.folded(end) in ("of", "for", "on", "and") and end > 0:
        following = end + 1
        if passage.folded(following) == "the" and passage.is_joined(following):
            following += 1
        stop = following
        while passage.is_joined(stop) and passage.words[stop].is_capital:
            stop += 1
            if passage.words[stop - 1].is_possessive:
                break
        joins = passage.folded(end) == "and"
        is_date = passage.folded(following) in lexicon.calendar
        if stop == following or is_date or (joins and not _goes_on(passage, end, stop, lexicon)):
            break
        end = stop
        if passage.words[end - 1].is_possessive:
            break
    return end


def _goes_on(passage: Passage, conjunction: int, stop: int, lexicon: Lexicon) -> bool:
    """Return whether what "and" joins is a part of the name, as in "of Antiquities and Museums"."""
    first = passage.folded(conjunction + 1)
    return (
        stop <= conjunction + 3
        and first != "the"
        and first not in lexicon.given_names
        and first not in adjectives()
        and first not in countries()
        and passage.folded(conjunction - 1) not in lexicon.organisation_heads
    )

"""Whom "he", "she", "it" and "they" stand for: who was spoken of last, and most as the one who speaks."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import Mention
from palmyra_desktop.importers.article.names.cast import Cast, Member, Place
from palmyra_desktop.importers.article.names.lexicon import Lexicon, english, listed
from palmyra_desktop.importers.article.names.passages import Passage

_PRONOUNS = listed("he she it they him her them his")
_FAR = 4  # passages looked back
_LATEST = 40  # mentions looked back
_SENTENCE = 0.6
_PASSAGE = 1.0
_PLURAL_BODIES = frozenset({"state_forces", "non_state_armed_group", "militia", "external_forces"})


def pronouns(cast: Cast) -> Iterator[tuple[Mention, ...]]:
    """Yield the mentions of each pronoun that stands for somebody; two where it stands for both."""
    lexicon = english()
    places = sorted(cast.places, key=lambda place: (place.passage, place.start))
    actors = [place for place in places if cast.members[place.member].kind is Kind.ACTOR]
    quotations = [_quoted(passage) for passage in cast.passages]
    weights = [
        _weight(cast, place, lexicon, is_quoted=quotations[place.passage][place.start]) for place in actors
    ]
    keys = [(place.passage, place.start) for place in actors]
    for number, passage in enumerate(cast.passages):
        quoted = quotations[number]
        sentence = _sentences(passage)
        for index, word in enumerate(passage.words):
            if word.folded not in _PRONOUNS or quoted[index]:
                continue
            before = bisect_right(keys, (number, index))
            is_trailing = _is_trailing(passage, index, lexicon)
            best: tuple[float, int] | None = None
            for position in range(before - 1, max(-1, before - 1 - _LATEST), -1):
                place = actors[position]
                if number - place.passage > _FAR:
                    break
                member = cast.members[place.member]
                if not _agrees(word.folded, member, cast.passages[place.passage].is_credited(place.span)):
                    continue
                away = _PASSAGE * (number - place.passage) + 1.5
                if place.passage == number:
                    if is_trailing and sentence[place.start] == sentence[index]:
                        continue
                    away = _SENTENCE * min(3, sentence[index] - sentence[place.start])
                rank = weights[position] - away
                if best is None or rank > best[0] + 0.01:
                    best = (rank, position)
            if best is not None:
                yield tuple(
                    Mention(passage.span(index, index + 1), member, "name.pronoun", is_certain=False)
                    for member in _joint(cast, actors, best[1], word.folded)
                )


def _is_trailing(passage: Passage, index: int, lexicon: Lexicon) -> bool:
    """Return whether a pronoun only closes what is said: "..., it said": its own sentence names the told."""
    return (
        passage.gap(index).lstrip("'’s").startswith((",", '"', "”", "’", "'"))
        and passage.folded(index + 1) in lexicon.say
        and index > 0
        and not passage.begins_sentence(index - 1)
    )


def _agrees(pronoun: str, member: Member, is_credit: bool) -> bool:
    if is_credit:
        return False
    if pronoun in ("he", "him", "his"):
        return member.is_person and member.is_female is not True
    if pronoun in ("she", "her"):
        return member.is_person and member.is_female is not False
    if pronoun == "it":
        return not member.is_person and not member.is_plural
    return not member.is_person and member.term not in ("news_agency", "news_outlet")


def _weight(cast: Cast, place: Place, lexicon: Lexicon, *, is_quoted: bool) -> float:
    """Return how much a mention stands out: a speaker most, then the subject of a sentence."""
    passage = cast.passages[place.passage]
    weight = 0.0
    if _speaks(passage, place, lexicon):
        weight += 1.5
    first = place.start
    while first > 0 and not passage.begins_sentence(first) and place.start - first < 8:
        first -= 1
        if passage.folded(first) in lexicon.say:
            break
    if passage.begins_sentence(first) and passage.folded(first) not in lexicon.before_place:
        weight += 1.5
    if is_quoted:
        weight -= 2.0
    if passage.words[place.end - 1].is_possessive:
        weight -= 0.7
    if passage.folded(place.start - 1) in ("of", "from", "to", "by", "with", "against", "for", "in"):
        weight -= 0.5
    return weight


def _speaks(passage: Passage, place: Place, lexicon: Lexicon) -> bool:
    """Return whether a mention has a verb of saying right before or after it, over an apposition."""
    if passage.folded(place.start - 1) in lexicon.say or passage.folded(place.start - 2) == "according":
        before = passage.folded(place.start - 1)
        return before not in ("told", "accused", "urged", "called", "praised", "asked")
    end = place.end
    if end < len(passage.words) and passage.gap(end).startswith(","):
        end += 1
        while end < len(passage.words) and end - place.end < 14 and "," not in passage.gap(end):
            if any(sign in passage.gap(end) for sign in '.;!?"“”'):
                return False
            end += 1
    for index in range(end, min(end + 3, len(passage.words))):
        if any(sign in passage.gap(index) for sign in '.;!?"“”') and index > place.end:
            return False
        if passage.folded(index) in lexicon.say:
            return True
    return False


def _joint(cast: Cast, actors: Sequence[Place], position: int, pronoun: str) -> tuple[int, ...]:
    """Return the members of a mention, with those of the same words or joined by "and" for "they"."""
    place = actors[position]
    together = [place.member]
    if position and pronoun in ("they", "them"):
        other = actors[position - 1]
        is_next = (other.passage, other.end + 1) == (place.passage, place.start)
        if other.span == place.span or (is_next and cast.passages[place.passage].folded(other.end) == "and"):
            together.insert(0, other.member)
    return tuple(dict.fromkeys(together))


def _sentences(passage: Passage) -> list[int]:
    """Return for each word the number of its sentence."""
    numbers, number = [], 0
    for index in range(len(passage.words)):
        gap = passage.gap(index)
        if index and not passage.is_joined(index) and any(sign in gap for sign in ".!?\n"):
            number += 1
        numbers.append(number)
    return numbers


def _quoted(passage: Passage) -> list[bool]:
    """Return for each word whether it stands in double quotation marks."""
    if not passage.words:
        return []
    is_quoted, quoted = False, []
    opening = passage.text[max(0, passage.words[0].start - 2) : passage.words[0].start]
    for index in range(len(passage.words)):
        for sign in passage.gap(index) if index else opening:
            if sign in "“«„":
                is_quoted = True
            elif sign in "”»":
                is_quoted = False
            elif sign == '"':
                is_quoted = not is_quoted
        quoted.append(is_quoted)
    return quoted

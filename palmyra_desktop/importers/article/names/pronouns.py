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
_FIRST_PASSAGE = 1.5


def pronouns(cast: Cast) -> Iterator[tuple[Mention, ...]]:
    """Yield the mentions of each pronoun that stands for somebody; two where it stands for both."""
    lexicon = english()
    told = _Told(cast, lexicon)
    for number, passage in enumerate(cast.passages):
        for index, word in enumerate(passage.words):
            if word.folded in _PRONOUNS and not told.quoted[number][index]:
                yield tuple(
                    Mention(passage.span(index, index + 1), member, "name.pronoun", is_certain=False)
                    for member in told.meant(number, index, lexicon)
                )


class _Told:
    """Mentions of actors in the order of the text, with what each weighs, and the sentences they stand in."""

    def __init__(self, cast: Cast, lexicon: Lexicon) -> None:
        self._cast = cast
        self.quoted = [_quoted(passage) for passage in cast.passages]
        self._sentences = [_sentences(passage) for passage in cast.passages]
        places = sorted(cast.places, key=lambda place: (place.passage, place.start))
        self._actors = [place for place in places if cast.members[place.member].kind is Kind.ACTOR]
        self._keys = [(place.passage, place.start) for place in self._actors]
        self._weights = [
            _weight(cast, place, lexicon, is_quoted=self.quoted[place.passage][place.start])
            for place in self._actors
        ]

    def meant(self, number: int, index: int, lexicon: Lexicon) -> tuple[int, ...]:
        """Return whom a pronoun stands for: who weighs most of those before that agree with it."""
        passage = self._cast.passages[number]
        pronoun, sentence = passage.folded(index), self._sentences[number]
        is_trailing = _is_trailing(passage, index, lexicon)
        last = bisect_right(self._keys, (number, index)) - 1
        best: tuple[float, int] | None = None
        for position in range(last, max(-1, last - _LATEST), -1):
            place = self._actors[position]
            if number - place.passage > _FAR:
                break
            is_told = is_trailing and place.passage == number and sentence[place.start] == sentence[index]
            if is_told or not self._agrees(pronoun, place):
                continue
            away = _PASSAGE * (number - place.passage) + _FIRST_PASSAGE
            if place.passage == number:
                away = _SENTENCE * min(3, sentence[index] - sentence[place.start])
            rank = self._weights[position] - away
            if best is None or rank > best[0] + 0.01:
                best = (rank, position)
        return () if best is None else _joint(self._cast, self._actors, best[1], pronoun)

    def _agrees(self, pronoun: str, place: Place) -> bool:
        is_credit = self._cast.passages[place.passage].is_credited(place.span)
        return not is_credit and _agrees(pronoun, self._cast.members[place.member])


def _is_trailing(passage: Passage, index: int, lexicon: Lexicon) -> bool:
    """Return whether a pronoun only closes what is said: "..., it said": its own sentence names the told."""
    return (
        passage.gap(index).lstrip("'’s").startswith((",", '"', "”", "’", "'"))
        and passage.folded(index + 1) in lexicon.say
        and index > 0
        and not passage.begins_sentence(index - 1)
    )


def _agrees(pronoun: str, member: Member) -> bool:
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
        if passage.folded(end) in lexicon.say:
            return True
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
    for gap, is_joined in zip(passage.gaps, passage.joined, strict=True):
        if not is_joined and any(sign in gap for sign in ".!?\n"):
            number += 1
        numbers.append(number)
    return numbers


def _quoted(passage: Passage) -> list[bool]:
    """Return for each word whether it stands in double quotation marks."""
    if not passage.words:
        return []
    is_quoted, quoted = False, []
    opening = passage.text[max(0, passage.words[0].start - 2) : passage.words[0].start]
    for gap in (opening, *passage.gaps[1:]):
        for sign in gap if gap != " " else "":
            if sign in "“«„":
                is_quoted = True
            elif sign in "”»":
                is_quoted = False
            elif sign == '"':
                is_quoted = not is_quoted
        quoted.append(is_quoted)
    return quoted

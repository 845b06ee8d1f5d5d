"""The names of one article: who and what is named, where, and whom a speaker's words stand for."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import EntityFound, Mention, Span
from palmyra_desktop.importers.article.names.built_in import nationalities
from palmyra_desktop.importers.article.names.known import PERSONS
from palmyra_desktop.importers.article.names.lexicon import english
from palmyra_desktop.importers.article.names.tokens import words_of

_OF_ANOTHER = frozenset({"a", "an", "one", "another", "its", "their", "his", "her"})


@dataclass(frozen=True, slots=True)
class Names:
    """The actors and monuments of an article.

    Attributes:
        entities: actors and monuments, in the order of their first mention.
        mentions: in the order of the text; two may have the same span (a joint "the two allies"), else
            none overlap.
        pronouns: what pronouns stand for, in the order of the text; they are no forms of an entity.
        roles: of each entity that is a person, as printed and as known; "" of others.
    """

    text: str = ""
    entities: tuple[EntityFound, ...] = ()
    mentions: tuple[Mention, ...] = ()
    pronouns: tuple[Mention, ...] = ()
    roles: tuple[str, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        """Keep where the mentions begin, for look-ups."""
        object.__setattr__(self, "_starts", tuple(mention.span.start for mention in self.mentions))

    def at(self, position: int) -> Mention | None:
        """Return the mention that holds a position, or None."""
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and position < self.mentions[index].span.end:
            return self.mentions[index]
        return None

    def within(self, span: Span) -> tuple[Mention, ...]:
        """Return the mentions that lie wholly inside a stretch, in order."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return tuple(mention for mention in self.mentions[first:last] if mention.span.end <= span.end)

    def meant_within(self, span: Span) -> list[Mention]:
        """Return the mentions and pronouns that lie wholly inside a stretch, in order."""
        first = bisect_left(self.pronouns, span.start, key=lambda mention: mention.span.start)
        last = bisect_left(self.pronouns, span.end, key=lambda mention: mention.span.start)
        pronouns = (mention for mention in self.pronouns[first:last] if mention.span.end <= span.end)
        return sorted((*self.within(span), *pronouns), key=lambda mention: mention.span)

    def speaker(self, span: Span) -> tuple[int, ...]:
        """Return the actors that a speaker's words stand for, in order; () where that is not clear.

        The words may be a name with or without a role, a pronoun, a description, or several joined by "and".
        """
        first = bisect_left(self.pronouns, span, key=lambda mention: mention.span)
        pronoun = takewhile(lambda mention: mention.span == span, self.pronouns[first : first + 3])
        meant = tuple(dict.fromkeys(mention.entity for mention in pronoun))
        if meant:
            return meant
        actors = [one for one in self._touched(span) if self.entities[one.entity].kind is Kind.ACTOR]
        named = [one for one in actors if not self.entities[one.entity].is_generic]
        persons = [one for one in named if self.entities[one.entity].term in PERSONS]
        if persons and len(named) > len(persons):
            # "The Observatory and al-Khatib" are two; "a spokesman for the Observatory, al-Khatib" is one.
            joined = self._heads(named)
            persons = joined if len(joined) > 1 and persons[0] in joined else persons
        office = () if persons else self._in_office(span, named[-1] if named else None)
        if office or not actors:
            return office
        return tuple(dict.fromkeys(one.entity for one in self._heads(persons or named or actors)))

    def _touched(self, span: Span) -> Sequence[Mention]:
        """Return the mentions inside a stretch; of one that only reaches into it, that one."""
        inside, holding = self.within(span), self.at(span.start)
        return inside or ((holding,) if holding is not None and holding.span.holds(span) else ())

    def _heads(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Return who speaks of several in one phrase: those joined by "and"; else the head of the phrase.

        After a comma or next to each other the later is the same one ("the agency, UNITAR"); after a
        preposition the later only belongs to the first ("a spokesman for the coalition in Iraq").
        """
        heads = [mentions[0]]
        for before, one in zip(mentions, mentions[1:], strict=False):
            if before.span == one.span:
                heads.append(one)
                continue
            gap = self.text[before.span.end : one.span.start]
            between = words_of(gap)
            is_apposed = gap.rstrip().endswith(",") and not english().before_place & set(between)
            if between[:1] == ("and",) and len(between) < 5:
                heads.append(one)
            elif (is_apposed or not between) and self.entities[heads[-1].entity].term not in PERSONS:
                heads[-1] = one
        return heads

    def _in_office(self, span: Span, last: Mention | None) -> tuple[int, ...]:
        """Return the one person of a role without a name: "museum chief", "Syria's head of antiquities"."""
        lexicon = english()
        if last is not None and last.span.end == span.end:
            return ()
        start = last.span.end if last is not None else span.start
        words = words_of(self.text[start : span.end])
        office = lexicon.roles & set(words)
        if not office or words[0] in _OF_ANOTHER or not office & {*words[:3], words[-1]}:
            return ()
        of = {
            word.removesuffix("s")
            for word in words
            if len(word) > 3 and word not in lexicon.roles and word not in nationalities()
        }
        own = [
            (number, {word.removesuffix("s") for word in words_of(role)})
            for number, role in enumerate(self.roles)
            if role
        ]
        fitting = [number for number, role in own if (of & role if of else office & role)]
        return tuple(fitting) if len(fitting) == 1 else ()

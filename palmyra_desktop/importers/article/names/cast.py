"""The actors and monuments of an article while they are being found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.findings import Span
from palmyra_desktop.importers.article.names.gazetteer import Gazetteer
from palmyra_desktop.importers.article.names.known import PERSONS, Known
from palmyra_desktop.importers.article.names.passages import Passage
from palmyra_desktop.importers.article.names.tokens import words_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words [start, end) of a passage that may name somebody.

    Attributes:
        number: of what is known, None for a new name. name: of a new one, as printed.
    """

    passage: int
    start: int
    end: int
    rule: str
    number: int | None = None
    kind: Kind = Kind.ACTOR
    name: str = ""
    term: str | None = None
    role: str | None = None
    is_generic: bool = False


@dataclass(slots=True)
class Member:
    """One actor or monument of the article; of what is known, `known`."""

    kind: Kind
    name: str
    rule: str
    term: str | None
    known: Known | None = None
    role: str | None = None
    is_generic: bool = False
    is_certain: bool = True
    is_plural: bool = False
    is_female: bool | None = None
    other_names: list[str] = field(default_factory=list)

    @property
    def is_person(self) -> bool:
        """Whether it is one human being."""
        return self.kind is Kind.ACTOR and self.term in PERSONS and not self.is_plural

    @property
    def state(self) -> str | None:
        """The state it is or belongs to, None for others."""
        return self.known.state if self.known else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a member is mentioned: words [start, end) of a passage."""

    passage: int
    start: int
    end: int
    member: int
    rule: str
    span: Span
    is_certain: bool = True


class Cast:
    """Who and what is named so far, and where; words belong to one mention only."""

    def __init__(self, passages: Sequence[Passage], gazetteer: Gazetteer) -> None:
        """Begin with nobody."""
        self.passages = passages
        self.gazetteer = gazetteer
        self.members: list[Member] = []
        self.places: list[Place] = []
        self._of_known: dict[int, int] = {}
        self._of_name: dict[tuple[Kind, tuple[str, ...]], int] = {}

    def place(self, candidates: Iterable[Candidate]) -> None:
        """Take in candidates: of those that share words the longest, then what is known, then the first."""
        ranked = sorted(
            candidates, key=lambda one: (one.start - one.end, one.number is None, one.passage, one.start)
        )
        chosen = []
        for one in ranked:
            passage = self.passages[one.passage]
            if passage.is_free(one.start, one.end):
                passage.taken[one.start : one.end] = [-1] * (one.end - one.start)
                chosen.append(one)
        for one in sorted(chosen, key=lambda one: (one.passage, one.start)):
            self.mention(one.passage, one.start, one.end, self.member_of(one), one.rule)

    def mention(
        self,
        passage: int,
        start: int,
        end: int,
        member: int,
        rule: str,
        *,
        is_certain: bool = True,
    ) -> None:
        """Note that words stand for a member."""
        where = self.passages[passage]
        self.places.append(Place(passage, start, end, member, rule, where.span(start, end), is_certain))
        where.taken[start:end] = [len(self.places)] * (end - start)

    def merge(self, into: Mapping[int, int]) -> None:
        """Take all mentions of some members for those of others."""
        self.places = [
            replace(place, member=into[place.member], is_certain=False) if place.member in into else place
            for place in self.places
        ]

    def member_of(self, candidate: Candidate) -> int:
        """Return the member a candidate is, a new one if it is the first of its name."""
        if candidate.number is not None:
            return self.member_of_known(candidate.number, candidate.rule)
        key = (candidate.kind, tuple(word for word in words_of(candidate.name) if word != "the"))
        member = self._of_name.get(key)
        if member is None:
            member = self._of_name[key] = len(self.members)
            self.members.append(
                Member(
                    candidate.kind,
                    candidate.name,
                    candidate.rule,
                    candidate.term,
                    is_generic=candidate.is_generic,
                    is_certain=candidate.is_generic,
                )
            )
        if candidate.role and not self.members[member].role:
            self.members[member].role = candidate.role
        return member

    def member_of_known(self, number: int, rule: str) -> int:
        """Return the member that something known is."""
        member = self._of_known.get(number)
        if member is None:
            member = self._of_known[number] = len(self.members)
            known = self.gazetteer.known[number]
            self.members.append(
                Member(
                    known.kind,
                    known.name,
                    rule,
                    known.term,
                    known,
                    is_generic=known.is_generic,
                    is_female=known.is_female,
                )
            )
        return member

    def at(self, passage: int, index: int) -> Place | None:
        """Return the mention a word belongs to."""
        words = self.passages[passage].taken
        number = words[index] if 0 <= index < len(words) else 0
        return self.places[number - 1] if number > 0 else None

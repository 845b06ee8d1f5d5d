"""The names of one article: who and what is named, where, and who speaks."""

from bisect import bisect_right
from dataclasses import dataclass, field

from palmyra_desktop.domain.findings import EntityFound, Mention, Span


@dataclass(frozen=True, slots=True)
class Names:
    """The actors and monuments of an article.

    Attributes:
        entities: actors and monuments, in the order of their first mention.
        mentions: in the order of the text; two may have the same span (a joint "the two allies"), else
            none overlap.
        pronouns: what pronouns stand for; they are no forms of an entity.
    """

    entities: tuple[EntityFound, ...] = ()
    mentions: tuple[Mention, ...] = ()
    pronouns: tuple[Mention, ...] = ()
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
        first = bisect_right(self._starts, span.start - 1)
        last = bisect_right(self._starts, span.end - 1)
        return tuple(mention for mention in self.mentions[first:last] if mention.span.end <= span.end)

    def speaker(self, span: Span) -> tuple[int, ...]:
        """Return the actors that a speaker's words stand for, in order; () where that is not clear."""
        found = [mention.entity for mention in self.within(span)]
        return tuple(dict.fromkeys(found[-1:]))

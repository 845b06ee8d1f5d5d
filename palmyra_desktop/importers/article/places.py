"""Which of many places of a text lie at a stretch of it, without looking at all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from palmyra_desktop.domain.findings import Span


class Places:
    """Places of a text by their numbers, in whatever order they came; they may overlap."""

    __slots__ = ("_numbers", "_reach", "_spans", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        """Put them in the order of the text."""
        self._spans = tuple(spans)
        self._numbers = sorted(range(len(self._spans)), key=lambda number: self._spans[number].start)
        self._starts = [self._spans[number].start for number in self._numbers]
        self._reach = list(accumulate((self._spans[number].end for number in self._numbers), max))

    def at(self, span: Span) -> list[int]:
        """Return the numbers of those that share a code point with a stretch, in their order."""
        first, last = bisect_right(self._reach, span.start), bisect_left(self._starts, span.end)
        return sorted(number for number in self._numbers[first:last] if self._spans[number].overlaps(span))

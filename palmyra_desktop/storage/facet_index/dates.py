"""The days of a kind's dated records, by rank: a table of its different spans, and where each begins.

Ranks are in order by first day, then by last, so that records of the same days lie side by side.
"""

from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from palmyra_desktop.storage.facet_index.packed import smallest
from palmyra_desktop.storage.facet_index.positions import Ranks

BEFORE_ALL: Final = -(2**62)
AFTER_ALL: Final = 2**62
"""Days of an open or unknown end, further than any date reaches."""

ARRAYS: Final = ("first_days", "starts", "last_days", "span_starts", "last_codes")
"""The names of what it consists of beside `count`."""


@dataclass(frozen=True)
class Dates:
    """The days of dated records; these have the first `count` ranks.

    Attributes:
        first_days: the different first days, in order; starts: the rank at which each begins.
        last_days: the different last days, in order.
        span_starts: the rank at which each span begins; last_codes: for each span, its place in last_days.
    """

    count: int
    first_days: NDArray[np.int64]
    starts: NDArray[Any]
    last_days: NDArray[np.int64]
    span_starts: NDArray[Any]
    last_codes: NDArray[Any]

    @classmethod
    def of(cls, firsts: NDArray[np.int64], lasts: NDArray[np.int64]) -> Self:
        """Return the table of first and last days that are in order."""
        count, rank = len(firsts), smallest(len(firsts))
        is_start = np.ones(count, dtype=bool)
        is_start[1:] = firsts[1:] != firsts[:-1]
        is_span = is_start.copy()
        is_span[1:] |= lasts[1:] != lasts[:-1]
        starts, span_starts = np.flatnonzero(is_start), np.flatnonzero(is_span)
        last_days, codes = np.unique(lasts[span_starts], return_inverse=True)
        codes = codes.astype(smallest(len(last_days)))
        return cls(count, firsts[starts], starts.astype(rank), last_days, span_starts.astype(rank), codes)

    @property
    def bytes(self) -> int:
        """The memory they take, in bytes."""
        return sum(getattr(self, name).nbytes for name in ARRAYS)

    def rank_from(self, day: int) -> int:
        """Return the first rank that begins on a day or later; the number of all if none does."""
        place = int(np.searchsorted(self.first_days, day))
        return int(self.starts[place]) if place < len(self.starts) else self.count

    def days(self, rank: int) -> tuple[int, int]:
        """Return the first and the last day of a rank."""
        first = self.first_days[np.searchsorted(self.starts, rank, "right") - 1]
        last = self.last_days[self.last_codes[np.searchsorted(self.span_starts, rank, "right") - 1]]
        return int(first), int(last)

    def alike(self, rank: int, first: int, last: int) -> range:
        """Return the ranks of some days, of which a rank is one or the next; if none has them, none there."""
        for one in (rank, rank - 1):
            if 0 <= one < self.count and self.days(one) == (first, last):
                span = int(np.searchsorted(self.span_starts, one, "right"))
                end = int(self.span_starts[span]) if span < len(self.span_starts) else self.count
                return range(int(self.span_starts[span - 1]), end)
        return range(rank, rank)

    def newest_first(self) -> NDArray[Any]:
        """Return the ranks with the latest days first, those of the same days in order."""
        starts = self.span_starts[::-1].astype(np.int64)
        sizes = np.diff(self.span_starts, append=self.count)[::-1]
        found = np.arange(self.count, dtype=np.int32)
        found += np.repeat((starts - np.cumsum(sizes) + sizes).astype(np.int32), sizes)
        return found

    def firsts(self, ranks: Ranks) -> NDArray[np.int64]:
        """Return the first day of each of some ranks, which are in order."""
        found: NDArray[np.int64] = self.first_days[_places(self.starts, ranks)]
        return found

    def lasts(self, ranks: Ranks) -> NDArray[np.int64]:
        """Return the last day of each of some ranks, which are in order."""
        found: NDArray[np.int64] = self.last_days[self.last_codes[_places(self.span_starts, ranks)]]
        return found

    def ranks(self, start: int, end: int, first_day: int, last_day: int) -> Ranks:
        """Return the ranks that end on one of some days, of those from one rank to another, end exclusive.

        Both are ranks at which a first day begins, or `count`.
        """
        spans = slice(*np.searchsorted(self.span_starts, (start, end)))
        first, last = (
            np.searchsorted(self.last_days, first_day),
            np.searchsorted(self.last_days, last_day, "right"),
        )
        codes = self.last_codes[spans]
        marks = np.repeat((codes >= first) & (codes < last), np.diff(self.span_starts[spans], append=end))
        return np.flatnonzero(marks) + start


def _places(starts: NDArray[Any], ranks: Ranks) -> NDArray[np.intp]:
    """Return for each of some ranks, in order, which of the starts is the last that is not behind it."""
    if not len(ranks):
        return np.zeros(0, dtype=np.intp)
    first, end = np.searchsorted(starts, ranks[[0, -1]], "right").tolist()
    if end - first > len(ranks):
        return np.searchsorted(starts, ranks, "right") - 1
    sizes = np.diff(np.searchsorted(ranks, starts[first:end]), prepend=0, append=len(ranks))
    return np.repeat(np.arange(first - 1, end), sizes)

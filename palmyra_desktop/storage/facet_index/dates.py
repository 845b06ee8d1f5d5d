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

    def firsts(self) -> NDArray[np.int64]:
        """Return the first day of each rank."""
        found: NDArray[np.int64] = np.repeat(self.first_days, np.diff(self.starts, append=self.count))
        return found

    def lasts(self, ranks: Ranks) -> NDArray[np.int64]:
        """Return the last day of each of some ranks, which are in order."""
        if len(ranks) > len(self.span_starts):
            codes = np.repeat(self.last_codes, np.diff(self.span_starts, append=self.count))[ranks]
        else:
            codes = self.last_codes[np.searchsorted(self.span_starts, ranks, "right") - 1]
        found: NDArray[np.int64] = self.last_days[codes]
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

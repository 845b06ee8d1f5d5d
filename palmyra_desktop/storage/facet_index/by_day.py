"""When the records of each value count, of values by record: told a part of the records at a time."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.storage.facet_index.by_record import ByRecord, rows
from palmyra_desktop.storage.facet_index.packed import changes, smallest
from palmyra_desktop.storage.facet_index.positions import Ranks


def by_day(
    values: ByRecord, dated: Iterable[tuple[Ranks, Ranks]], left_out: Collection[FacetKey]
) -> Iterator[tuple[FacetKey | None, tuple[Ranks, Ranks]]]:
    """Yield each value that some records have, the days on which any of these count, and how many do on each.

    Args:
        dated: the ranks of records in order, and the day on which each counts; some of them at a time.
        left_out: values as if not there; of None those records are told that have no other.
    """
    is_wanted = np.array([False, *(key not in left_out for key in values.listed)])
    some = [_Counted.of(values, *ranks_and_days, is_wanted) for ranks_and_days in dated]
    numbers = np.zeros(len(is_wanted), dtype=np.int64)
    for one in some:
        numbers[one.which] += one.sizes
    ends = np.cumsum(numbers)
    nexts = ends - numbers
    known = np.concatenate([np.zeros(0, dtype=np.int64), *(one.known for one in some)])
    codes = np.empty(ends[-1], dtype=smallest(len(known)))
    often = np.empty(ends[-1], dtype=smallest(max((one.often.max(initial=0) for one in some), default=0)))
    before = 0
    for one in some:
        at = rows(nexts, one.which, one.sizes)
        codes[at], often[at] = one.codes.astype(codes.dtype) + before, one.often
        before += len(one.known)
    del some
    for number in np.flatnonzero(numbers).tolist():
        its = slice(ends[number] - numbers[number], ends[number])
        key = values.listed[number - 1] if number else None
        yield key, summed(known[codes[its]], often[its].astype(np.int64))


def summed(days: Ranks, numbers: Ranks) -> tuple[Ranks, Ranks]:
    """Return each of some days once, in order, with the sum of its numbers."""
    if np.any(days[1:] < days[:-1]):
        order = np.argsort(days, kind="stable")
        days, numbers = days[order], numbers[order]
    starts = np.flatnonzero(changes(days))
    return days[starts], np.add.reduceat(numbers, starts) if len(starts) else numbers


@dataclass(frozen=True, slots=True)
class _Counted:
    """How many of some records have each value, on each day.

    Attributes:
        which: the numbers of values, in order, 0 for none; sizes: on how many days records of each count.
        known: days; codes: places in these, first those of the first value; often: how many count then.
    """

    which: NDArray[Any]
    sizes: NDArray[np.int64]
    known: Ranks
    codes: NDArray[Any]
    often: NDArray[Any]

    @classmethod
    def of(cls, values: ByRecord, ranks: Ranks, days: Ranks, is_wanted: NDArray[np.bool_]) -> Self:
        """Count records by their ranks, and the day of each; without values that are not wanted."""
        places, numbers = values.of_records(ranks)
        there = is_wanted[numbers]
        places, numbers = places[there], numbers[there]
        others = np.ones(len(ranks), dtype=bool)
        others[places] = False
        known, day = _numbered(days)
        wide = smallest(len(is_wanted) * len(known))
        day = day.astype(wide)
        pairs = np.append(numbers.astype(wide) * wide.type(len(known)) + day[places], day[others])
        pairs.sort()
        starts = np.flatnonzero(changes(pairs))
        often = np.diff(starts, append=len(pairs))
        which, codes = np.divmod(pairs[starts], max(1, len(known)))
        starts = np.flatnonzero(changes(which))
        return cls(
            which[starts],
            np.diff(starts, append=len(which)),
            known,
            codes.astype(smallest(len(known))),
            often.astype(smallest(int(often.max(initial=0)))),
        )


def _numbered(days: Ranks) -> tuple[Ranks, NDArray[Any]]:
    """Return the different days, and the place among them of each."""
    if np.all(days[1:] >= days[:-1]):
        is_new = changes(days)
        return days[is_new], np.cumsum(is_new) - 1
    return np.unique(days, return_inverse=True)

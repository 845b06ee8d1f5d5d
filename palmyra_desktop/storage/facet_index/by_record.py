"""The values of a facet as one number for each record: what they are of few records is told at once.

A bitmap for each of hundreds of values takes its time to count in, however few records are selected; and
where values belong to few records each, its containers take more room than what is in them.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap
from typing_extensions import override

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.storage.facet_index.packed import smallest
from palmyra_desktop.storage.facet_index.positions import Ranks, Selection, bitmap, to_positions, to_ranks

_MOST_BITS: Final = 48
_LOW_BITS: Final = 32
_TABLE_BITS: Final = 20
"""Bits up to which it is looked whether many records have the same values."""
_FEW: Final = 1_000
"""One in so many values may be left to bitmaps: of records that have more of them than others."""
_KNOWN: Final = 8
"""Bitmaps that are kept for the next time they are asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class ByRecord(Mapping[FacetKey, BitMap]):
    """The records of each value; a bitmap is made when it is asked for.

    Attributes:
        listed: the values; the number of each is its place, from 1.
        width: bits of a number. fields: how many there are in the word of a record; 0 is none.
        low, high: the words, 32 bits and what is beyond. table: empty, or the different words where they are
        few; then `low` has their places.
        rest: values that found no place in the words.
    """

    listed: tuple[FacetKey, ...]
    width: int
    fields: int
    low: NDArray[Any]
    high: NDArray[Any]
    table: NDArray[Any]
    rest: Mapping[FacetKey, BitMap]
    _known: dict[FacetKey, BitMap] = field(init=False, default_factory=dict)

    @classmethod
    def of(cls, keys: tuple[FacetKey, ...], ranks: Ranks, numbers: NDArray[Any], count: int) -> Self | None:
        """Return the values of so many records; None where they are too many to be written in a word.

        Args:
            ranks: of records, in order, each as often as it has values; numbers: of these, no two the same.
        """
        firsts = np.flatnonzero(np.append(True, ranks[1:] != ranks[:-1]))
        sizes = np.diff(firsts, append=len(ranks))
        # How many records have more than no value, than one, two ...
        more = len(firsts) - np.cumsum(np.bincount(sizes))
        width, fields = len(keys).bit_length(), int(np.count_nonzero(more * _FEW > len(ranks)))
        if width * fields > _MOST_BITS:
            return None
        words = np.zeros(count, dtype=np.uint64)
        for place in range(fields):
            there = firsts[sizes > place] + place
            words[ranks[there]] |= numbers[there].astype(np.uint64) << np.uint64(width * place)
        beyond = [firsts[sizes > place] + place for place in range(fields, len(more))]
        others = np.sort(np.concatenate([firsts[:0], *beyond]))
        rest = _bitmaps(keys, ranks[others], numbers[others])
        return cls(keys, width, fields, *_in_little_room(words, width, fields), rest)

    def and_more(self, other: Self) -> Self | None:
        """Return another's values, as what these lack of them; None where these have something it has not."""
        arrays = ((self.low, other.low), (self.high, other.high), (self.table, other.table))
        is_same = (self.listed, self.rest) == (other.listed, other.rest)
        if is_same and all(np.array_equal(mine, its) for mine, its in arrays):
            return self
        ours, rest = dict(self.every()), dict(self.rest)
        for key, having in other.every():
            mine = ours.pop(key, BitMap())
            if not mine <= having:
                return None
            if len(mine) < len(having):
                rest[key] = rest.get(key, BitMap()) | (having - mine)
        listed = self.listed + tuple(key for key in rest if key not in self)
        return None if ours else replace(self, listed=listed, rest=rest)

    @property
    def bytes(self) -> int:
        """The memory its arrays take, in bytes."""
        return self.low.nbytes + self.high.nbytes + self.table.nbytes

    @override
    def __len__(self) -> int:
        return len(self.listed)

    @override
    def __iter__(self) -> Iterator[FacetKey]:
        return iter(self.listed)

    @override
    def __contains__(self, key: object) -> bool:
        return key in self.listed

    @override
    def __getitem__(self, key: FacetKey) -> BitMap:
        made = self._known.get(key)
        if made is None:
            if key not in self.listed:
                raise KeyError(key)
            made = self._any(lambda numbers: numbers == self.listed.index(key) + 1)
            made |= self.rest.get(key, BitMap())
            if len(self._known) >= _KNOWN:
                self._known.clear()
            self._known[key] = made
        return made

    def any_of(self, keys: Collection[FacetKey]) -> BitMap:
        """Return the records that have any of some values."""
        if len(keys) == 1:
            (key,) = keys
            return self[key] if key in self.listed else BitMap()
        asked = frozenset(keys)
        wanted = np.array([False, *(key in asked for key in self.listed)])
        return BitMap.union(
            self._any(lambda numbers: wanted[numbers]), *(self.rest[key] for key in keys if key in self.rest)
        )

    def _any(self, is_wanted: Callable[[NDArray[Any]], NDArray[np.bool_]]) -> BitMap:
        """Return the records with a number in their word that is wanted."""
        words = self.table if len(self.table) else self._kept()
        has = np.zeros(len(words), dtype=bool)
        for each in self._each(words):
            has |= is_wanted(each)
        return bitmap(to_positions(np.flatnonzero(has[self.low] if len(self.table) else has)))

    def every(self) -> Iterator[tuple[FacetKey, BitMap]]:
        """Yield each value and its records; all are made together."""
        found = dict(self.rest)
        for each in self._each(self._words()):
            ranks = np.flatnonzero(each)
            for key, having in _bitmaps(self.listed, ranks, each[ranks]).items():
                found[key] = found[key] | having if key in found else having
        yield from found.items()

    def counts(self, selection: Selection | None = None) -> dict[FacetKey, int]:
        """Return how many of the selected have each value, of all if None; values of none are left out."""
        often: NDArray[Any] | None = None
        words = self._kept(None if selection is None else selection.ranks)
        if len(self.table):
            words, often = self.table, np.bincount(words, minlength=len(self.table))
        total = np.zeros(len(self.listed) + 1, dtype=np.int64)
        for each in self._each(words):
            total += np.bincount(each.astype(np.intp), often, len(total)).astype(np.int64)
        there = np.flatnonzero(total[1:]).tolist()
        found = {
            self.listed[place]: number for place, number in zip(there, total[1:][there].tolist(), strict=True)
        }
        for key, more in self.rest.items():
            number = len(more) if selection is None else selection.common(more)
            if number:
                found[key] = found.get(key, 0) + number
        return found

    def of_records(self, ranks: Ranks) -> tuple[NDArray[np.int64], NDArray[Any]]:
        """Return pairs, in no order: the place of a record among some, and the number of a value it has."""
        found = [(np.flatnonzero(each), each[each > 0]) for each in self._each(self._words(ranks))]
        some = bitmap(to_positions(ranks))
        for key, more in self.rest.items():
            there = np.searchsorted(ranks, to_ranks(some & more))
            found.append((there, np.full(len(there), self.listed.index(key) + 1)))
        places, numbers = zip(*found, strict=True)
        return np.concatenate(places), np.concatenate(numbers)

    def _words(self, ranks: Ranks | None = None) -> NDArray[Any]:
        """Return the words of some records, or of all."""
        found = self._kept(ranks)
        if len(self.table):
            found = self.table.take(found)
        return found

    def _kept(self, ranks: Ranks | None = None) -> NDArray[Any]:
        """Return the words of some records, or of all; where there is a table, their places in it."""
        found: NDArray[Any] = self.low if ranks is None else self.low.take(ranks)
        if len(self.high):
            high = self.high if ranks is None else self.high.take(ranks)
            found = high.astype(np.uint64) << np.uint64(_LOW_BITS) | found
        return found

    def _each(self, words: NDArray[Any]) -> Iterator[NDArray[Any]]:
        """Yield, for each field of the words, the numbers in it."""
        mask = words.dtype.type((1 << self.width) - 1)
        for place in range(self.fields):
            yield words >> words.dtype.type(self.width * place) & mask


def by_day(
    values: ByRecord, ranks: Ranks, days: Ranks, left_out: Collection[FacetKey]
) -> Iterator[tuple[FacetKey | None, tuple[Ranks, Ranks]]]:
    """Yield each value that some records have, the days on which any of these count, and how many do on each.

    Args:
        ranks: of the records, in order; days: on which each counts. left_out: values as if not there; of
            None those records are told that have no other.
    """
    places, numbers = values.of_records(ranks)
    is_wanted = np.array([False, *(key not in left_out for key in values.listed)])[numbers]
    places, numbers = places[is_wanted], numbers[is_wanted].astype(smallest(len(values.listed)))
    others = np.ones(len(ranks), dtype=bool)
    others[places] = False
    known, day = np.unique(days, return_inverse=True)
    day = day.astype(smallest(len(known)))[places]
    # Small numbers are sorted by their digits, in a fraction of the time.
    order = np.argsort(day, kind="stable")
    order = order[np.argsort(numbers[order], kind="stable")]
    numbers, day = numbers[order], day[order]
    is_first = np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]
    starts = np.flatnonzero(is_first | np.append(True, day[1:] != day[:-1])[: len(day)])
    often = np.diff(starts, append=len(day))
    of_value = np.flatnonzero(is_first[starts])
    for first, end in zip(of_value.tolist(), [*of_value[1:].tolist(), len(starts)], strict=False):
        key = values.listed[int(numbers[starts[first]]) - 1]
        yield key, (known[day[starts[first:end]]], often[first:end])
    yield None, np.unique(days[others], return_counts=True)


def _bitmaps(keys: tuple[FacetKey, ...], ranks: Ranks, numbers: NDArray[Any]) -> dict[FacetKey, BitMap]:
    """Return the records of each number; ranks are in order."""
    order = np.argsort(numbers.astype(smallest(len(keys))), kind="stable")
    numbers, places = numbers[order], to_positions(ranks[order])
    starts = np.flatnonzero(np.append(True, numbers[1:] != numbers[:-1])) if len(numbers) else order
    ends = np.append(starts[1:], len(numbers))
    each = zip(numbers[starts].tolist(), starts.tolist(), ends.tolist(), strict=False)
    return {keys[number - 1]: bitmap(places[start:end]) for number, start, end in each}


def _in_little_room(
    words: NDArray[np.uint64], width: int, fields: int
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return words of so many numbers, of so many bits each, as low, high and table."""
    nothing, bits = np.empty(0, dtype=np.uint8), width * fields
    low_type = smallest((1 << min(bits, _LOW_BITS)) - 1)
    if bits <= _TABLE_BITS:
        different = np.flatnonzero(np.bincount(words.astype(np.intp))).astype(np.uint64)
        table, same = np.unique(_in_order(different, width, fields), return_inverse=True)
        if smallest(len(table)).itemsize < low_type.itemsize:
            places = np.zeros(1 << bits, dtype=smallest(len(table)))
            places[different] = same
            return places[words], nothing, table.astype(low_type)
    high = words >> np.uint64(_LOW_BITS)
    low = (words & np.uint64((1 << _LOW_BITS) - 1)).astype(low_type)
    return low, high.astype(smallest((1 << bits - _LOW_BITS) - 1)) if bits > _LOW_BITS else nothing, nothing


def _in_order(words: NDArray[np.uint64], width: int, fields: int) -> NDArray[np.uint64]:
    """Return words with the same numbers in each, the smallest first."""
    shifts = np.arange(fields, dtype=np.uint64) * np.uint64(width)
    numbers = np.sort(words[:, None] >> shifts & np.uint64((1 << width) - 1), axis=1)
    found: NDArray[np.uint64] = np.bitwise_or.reduce(numbers << shifts, axis=1)
    return found

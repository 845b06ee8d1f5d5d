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
from palmyra_desktop.storage.facet_index.packed import changes, smallest
from palmyra_desktop.storage.facet_index.positions import (
    Ranks,
    Selection,
    bitmap,
    parts,
    to_positions,
    to_rank,
    to_ranks,
)

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
    def of(
        cls, keys: tuple[FacetKey, ...], places: NDArray[np.uint32], numbers: NDArray[Any], count: int
    ) -> Self | None:
        """Return the values of so many records; None where they are too many to be written in a word.

        Args:
            places: of records, in order, each as often as it has values; numbers: of these, no two the same.
        """
        firsts = np.flatnonzero(changes(places))
        sizes = np.diff(firsts, append=len(places))
        # How many records have more than no value, than one, two ...
        more = len(firsts) - np.cumsum(np.bincount(sizes))
        width, fields = len(keys).bit_length(), int(np.count_nonzero(more * _FEW > len(places)))
        if width * fields > _MOST_BITS:
            return None
        words = np.zeros(count, dtype=np.uint64)
        for part in parts(len(firsts)):
            for place in range(fields):
                there = firsts[part][sizes[part] > place] + place
                words[to_rank(places[there])] |= numbers[there].astype(np.uint64) << np.uint64(width * place)
        beyond = [firsts[sizes > place] + place for place in range(fields, len(more))]
        others = np.sort(np.concatenate([firsts[:0], *beyond]))
        rest = _bitmaps(keys, places[others], numbers[others])
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

        def have(words: NDArray[Any]) -> NDArray[np.bool_]:
            found = np.zeros(len(words), dtype=bool)
            for each in self._each(words):
                found |= is_wanted(each)
            return found

        of_table, places = have(self.table) if len(self.table) else None, []
        for part in parts(len(self.low)):
            has = have(self._kept(part)) if of_table is None else of_table[self.low[part]]
            places.append(to_positions(np.flatnonzero(has) + part.start))
        return bitmap(np.concatenate(places))

    def every(self) -> Iterator[tuple[FacetKey, BitMap]]:
        """Yield each value and its records."""
        for key, ranks in self.every_ranks():
            yield key, bitmap(to_positions(ranks))

    def every_ranks(self) -> Iterator[tuple[FacetKey, NDArray[Any]]]:
        """Yield each value and the ranks of its records, in no order."""
        ends = np.cumsum(self._numbers(None))
        nexts = np.append(0, ends[:-1])  # where the next record of each value comes
        found = np.empty(int(ends[-1]), dtype=smallest(len(self.low)))
        for part in parts(len(self.low)):
            for each in self._each(self._words(part)):
                there = np.flatnonzero(each)
                order, starts = _sorted(each[there], len(self.listed))
                there, sizes = there[order], np.diff(starts, append=len(order))
                found[rows(nexts, each[there[starts]], sizes)] = there + part.start
        for key, start, end in zip(self.listed, ends.tolist(), ends[1:].tolist(), strict=False):
            own, more = found[start:end], self.rest.get(key)
            yield key, own if more is None else np.append(own, to_ranks(more))

    def counts(self, selection: Selection | None = None) -> dict[FacetKey, int]:
        """Return how many of the selected have each value, of all if None; values of none are left out."""
        total = self._numbers(None if selection is None else selection.ranks)
        there = np.flatnonzero(total[1:]).tolist()
        found = {
            self.listed[place]: number for place, number in zip(there, total[1:][there].tolist(), strict=True)
        }
        for key, more in self.rest.items():
            number = len(more) if selection is None else selection.common(more)
            if number:
                found[key] = found.get(key, 0) + number
        return found

    def _numbers(self, ranks: Ranks | None) -> NDArray[np.int64]:
        """Return in how many words of some records, or of all, each number is."""
        total = np.zeros(len(self.listed) + 1, dtype=np.int64)
        often = np.zeros(len(self.table), dtype=np.int64)
        for part in parts(len(self.low if ranks is None else ranks)):
            words = self._kept(part if ranks is None else ranks[part])
            if len(self.table):
                often += np.bincount(words, minlength=len(often))
                continue
            for each in self._each(words):
                total += np.bincount(each.astype(np.intp), minlength=len(total))
        for each in self._each(self.table) if len(self.table) else ():
            total += np.bincount(each, often, len(total)).astype(np.int64)
        total[0] = 0  # of those that have fewer values than there are fields
        return total

    def of_records(self, ranks: Ranks) -> tuple[NDArray[np.int64], NDArray[Any]]:
        """Return pairs, in no order: the place of a record among some, and the number of a value it has."""
        found = [(np.flatnonzero(each), each[each > 0]) for each in self._each(self._words(ranks))]
        some = bitmap(to_positions(ranks))
        for key, more in self.rest.items():
            there = np.searchsorted(ranks, to_ranks(some & more))
            found.append((there, np.full(len(there), self.listed.index(key) + 1)))
        places, numbers = zip(*found, strict=True)
        return np.concatenate(places), np.concatenate(numbers)

    def _words(self, ranks: "Ranks | slice") -> NDArray[Any]:
        """Return the words of some records."""
        found = self._kept(ranks)
        if len(self.table):
            found = self.table.take(found)
        return found

    def _kept(self, ranks: "Ranks | slice") -> NDArray[Any]:
        """Return the words of some records; where there is a table, their places in it."""
        found: NDArray[Any] = self.low[ranks]
        if len(self.high):
            found = self.high[ranks].astype(np.uint64) << np.uint64(_LOW_BITS) | found
        return found

    def _each(self, words: NDArray[Any]) -> Iterator[NDArray[Any]]:
        """Yield, for each field of the words, the numbers in it."""
        mask = words.dtype.type((1 << self.width) - 1)
        for place in range(self.fields):
            yield words >> words.dtype.type(self.width * place) & mask


def rows(nexts: NDArray[np.int64], which: NDArray[Any], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where what comes of some numbers goes, in a list in which those of each lie side by side.

    Args:
        nexts: where the next of each number goes; moved on. which: the numbers, each once; sizes: how much
            comes of each.
    """
    found: NDArray[np.int64] = np.arange(sizes.sum())
    found += np.repeat(nexts[which] - np.cumsum(sizes) + sizes, sizes)
    nexts[which] += sizes
    return found


def _sorted(numbers: NDArray[Any], most: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the order of numbers up to one, those alike in theirs, and where in it each begins."""
    # Small numbers are sorted by their digits, in a fraction of the time.
    order = np.argsort(numbers.astype(smallest(most)), kind="stable")
    return order, np.flatnonzero(changes(numbers[order]))


def _bitmaps(
    keys: tuple[FacetKey, ...], places: NDArray[np.uint32], numbers: NDArray[Any]
) -> dict[FacetKey, BitMap]:
    """Return the records of each number; places are in order."""
    order, starts = _sorted(numbers, len(keys))
    each = zip(numbers[order[starts]].tolist(), np.split(places[order], starts[1:]), strict=False)
    return {keys[number - 1]: bitmap(some) for number, some in each}


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

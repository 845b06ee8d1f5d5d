"""Numbers in little room: ids in three bytes each, the records of a word in one or two."""

from array import array
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from palmyra_desktop.storage.facet_index.positions import bitmap, parts, ranks_in_parts

_HALF: Final = 16
_ROARING, _SPLIT = b"r", b"s"
_LEAST: Final = 1_000
"""Members of a bitmap from which it is worth the time to split them."""
_HEAD: Final = 6  # bytes: how many low bits, how many members


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of records by rank, each in two parts: three bytes as long as none reaches 16 777 216."""

    low: NDArray[np.uint16]
    high: NDArray[Any]

    @classmethod
    def of(cls, ids: NDArray[np.int64]) -> Self:
        """Return ids in two parts."""
        high = ids >> _HALF
        return cls(ids.astype(np.uint16), high.astype(smallest(int(high.max(initial=0)))))

    @property
    def bytes(self) -> int:
        """The memory they take, in bytes."""
        return self.low.nbytes + self.high.nbytes

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.low)

    def __getitem__(self, ranks: "slice | NDArray[np.int64]") -> NDArray[np.int64]:
        """Return the ids of some ranks."""
        found = self.high[ranks].astype(np.int64)
        found <<= _HALF
        found |= self.low[ranks]
        return found

    def at_ranks(self, ranks: NDArray[Any]) -> Self:
        """Return those of some ranks."""
        return type(self)(self.low[ranks], self.high[ranks])

    def among(self, wanted: NDArray[Any]) -> NDArray[np.intp]:
        """Return the ranks of those that are among some ids, in order."""
        # For each part, a table of all that is wanted is made.
        found = [
            np.flatnonzero(np.isin(self[part], wanted)) + part.start for part in parts(len(self), often=8)
        ]
        return np.concatenate([np.zeros(0, dtype=np.intp), *found])

    def at(self, rank: int) -> int:
        """Return the id of one rank."""
        return int(self.high[rank]) << _HALF | int(self.low[rank])


def taken(by_rank: "Ids | NDArray[Any]", places: BitMap) -> NDArray[Any]:
    """Return what records have at the places of a bitmap, in order; of all, by rank, it is given."""
    found, done = np.empty(len(places), dtype=by_rank[:0].dtype), 0
    for ranks in ranks_in_parts(places):
        found[done : done + len(ranks)] = by_rank[ranks]
        done += len(ranks)
    return found


def as_array(ids: NDArray[np.int64]) -> "array[int]":
    """Return ids as the domain has them."""
    made = array("q")
    made.frombytes(np.ascontiguousarray(ids).view(np.uint8).data)
    return made


def changes(numbers: NDArray[Any]) -> NDArray[np.bool_]:
    """Return for each number whether it is another than the one before; the first is."""
    found = np.ones(len(numbers), dtype=bool)
    found[1:] = numbers[1:] != numbers[:-1]
    return found


def smallest(most: int) -> "np.dtype[Any]":
    """Return the smallest type of numbers from 0 to one."""
    return np.min_scalar_type(most)


def to_bytes(bitmap: BitMap) -> bytes:
    """Return a bitmap as bytes: as roaring has it, or split where that takes two thirds of it at most.

    Split (Elias-Fano; P. Elias, "Efficient storage and retrieval by content and address of static files",
    1974), a member's low bits are written as they are, and the sorted high parts as ones, each behind as
    many noughts as it is greater than the one before.
    """
    roaring: bytes = bitmap.serialize()
    if len(bitmap) < _LEAST:
        return _ROARING + roaring
    split = _split(np.asarray(bitmap.to_array()))
    return _SPLIT + split if 3 * len(split) <= 2 * len(roaring) else _ROARING + roaring


def from_bytes(data: bytes) -> BitMap:
    """Return the bitmap that was written."""
    return _joined(data[1:]) if data[:1] == _SPLIT else BitMap.deserialize(data[1:])


def _split(members: NDArray[np.uint32]) -> bytes:
    low_bits = max(0, (int(members[-1]) // len(members)).bit_length() - 1)
    planes = [np.packbits((members >> bit & 1).astype(np.uint8)) for bit in range(low_bits)]
    ones = (members >> low_bits) + np.arange(len(members), dtype=np.uint32)
    highs = np.zeros(int(ones[-1]) + 1, dtype=np.uint8)
    highs[ones] = 1
    head = low_bits.to_bytes(2, "little") + len(members).to_bytes(_HEAD - 2, "little")
    return b"".join((head, *(plane.tobytes() for plane in planes), np.packbits(highs).tobytes()))


def _joined(data: bytes) -> BitMap:
    low_bits, count = int.from_bytes(data[:2], "little"), int.from_bytes(data[2:_HEAD], "little")
    every, width = np.frombuffer(data, dtype=np.uint8, offset=_HEAD), -(-count // 8)
    highs = np.flatnonzero(np.unpackbits(every[low_bits * width :])) - np.arange(count)
    members = (highs << low_bits).astype(np.uint32)
    for bit in range(low_bits):
        plane = np.unpackbits(every[bit * width : (bit + 1) * width], count=count)
        members |= plane.astype(np.uint32) << np.uint32(bit)
    return bitmap(members)

"""What the parts of the report have in common: ids as sets, values looked up by id."""

from array import array
from collections.abc import Collection, Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap64
from sqlalchemy import ColumnElement

from palmyra_desktop.storage.among import among

Ids = NDArray[np.int64]
_AT_ONCE: Final = 1 << 16


def of_numbers(numbers: NDArray[Any]) -> BitMap64:
    """Return numbers as a set; from an array of numpy itself it would be made in twice the time."""
    found = BitMap64()
    for part in parts(len(numbers)):
        found |= BitMap64(array("Q", numbers[part].astype(np.uint64).tobytes()))
    return found


def parts(length: int) -> Iterator[slice]:
    """Yield an array's parts, of which copies are small."""
    return (slice(start, start + _AT_ONCE) for start in range(0, length, _AT_ONCE))


def places_of(keys: NDArray[Any], asked: NDArray[Any]) -> Ids:
    """Return the place of each key asked for among keys that ascend; behind the last if it is not there."""
    places = np.searchsorted(keys, asked)
    if len(keys):
        places[keys[np.minimum(places, len(keys) - 1)] != asked] = len(keys)
    return places


def starts_of(ordered: NDArray[Any]) -> Ids:
    """Return where in an ascending array each value begins."""
    is_first = np.ones(len(ordered), dtype=bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return np.flatnonzero(is_first)


def rows_of(column: ColumnElement[Any], only: Collection[int] | None) -> tuple[ColumnElement[bool], ...]:
    """Return the condition that a column holds one of some ids; none where all are wanted."""
    return () if only is None else (among(column, only),)

"""A base as bytes, and back: what is kept in the archive so that the next start need not build it."""

import json
import struct
from collections.abc import Iterator
from typing import Any, Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.storage.facet_index.base import Base, Bitmaps
from palmyra_desktop.storage.facet_index.by_record import ByRecord
from palmyra_desktop.storage.facet_index.dates import ARRAYS, Dates
from palmyra_desktop.storage.facet_index.packed import Ids
from palmyra_desktop.storage.facets import facets_of

GENERATION: Final = 4
"""Of this form; bytes of another are not read."""

_UNREADABLE = ArithmeticError, LookupError, MemoryError, RuntimeError, StopIteration, TypeError, ValueError
_LENGTH = struct.Struct("<Q")
Part = TypeVar("Part")


class Unfit(Exception):
    """Bytes that are not a base of this version of the program, or not whole."""


def to_bytes(base: Base) -> bytes:
    """Return a base as bytes."""
    arrays, bitmaps = _Pool[NDArray[Any]](), _Pool[BitMap]()
    for array in (base.ids.low, base.ids.high, *(getattr(base.dates, name) for name in ARRAYS)):
        arrays.place(array)
    bitmaps.place(base.contested)
    head = {
        "generation": GENERATION,
        "kind": base.kind.value,
        "act": base.act,
        "mark": base.mark,
        "dated": base.dates.count,
        "sets": base.sets,
        "facets": {facet: _entry(values, arrays, bitmaps) for facet, values in base.facets.items()},
        "types": [array.dtype.str for array in arrays],
        "bitmaps": len(bitmaps),
    }
    parts = [json.dumps(head).encode(), *(array.tobytes() for array in arrays)]
    parts += [bitmap.serialize() for bitmap in bitmaps]
    return b"".join(_LENGTH.pack(len(part)) + part for part in parts)


class _Pool(Generic[Part]):
    """What is written: what two facets share is written once."""

    def __init__(self) -> None:
        self._parts: dict[int, Part] = {}
        self._places: dict[int, int] = {}

    def place(self, part: Part) -> int:
        """Add a part, unless it is there; return its place."""
        self._parts[id(part)] = part
        return self._places.setdefault(id(part), len(self._places))

    def __iter__(self) -> Iterator[Part]:
        return iter(self._parts.values())

    def __len__(self) -> int:
        return len(self._parts)


def _entry(values: Bitmaps, arrays: "_Pool[NDArray[Any]]", bitmaps: "_Pool[BitMap]") -> dict[str, Any]:
    """Return what is written of a facet; its parts are put into the pools."""
    kept = values.rest if isinstance(values, ByRecord) else values
    entry: dict[str, Any] = {"bitmaps": [(key, bitmaps.place(bitmap)) for key, bitmap in kept.items()]}
    if isinstance(values, ByRecord):
        words = [arrays.place(array) for array in (values.low, values.high, values.table)]
        entry |= {"keys": values.listed, "width": values.width, "fields": values.fields, "words": words}
    return entry


def _values(entry: dict[str, Any], arrays: list[NDArray[Any]], bitmaps: list[BitMap]) -> Bitmaps:
    kept: dict[FacetKey, BitMap] = {key: bitmaps[place] for key, place in entry["bitmaps"]}
    if "words" not in entry:
        return kept
    low, high, table = (arrays[place] for place in entry["words"])
    return ByRecord(tuple(entry["keys"]), entry["width"], entry["fields"], low, high, table, kept)


def from_bytes(data: bytes) -> Base:
    """Return the base that was written.

    Raises:
        Unfit: if the bytes are of another version, or cut.
    """
    try:
        return _read(_parts(data))
    except (*_UNREADABLE, struct.error) as error:
        raise Unfit from error


def _parts(data: bytes) -> Iterator[memoryview]:
    view, place = memoryview(data), 0
    while place < len(view):
        (length,) = _LENGTH.unpack_from(view, place)
        place += _LENGTH.size
        if place + length > len(view):
            raise Unfit
        yield view[place : place + length]
        place += length


def _read(parts: Iterator[memoryview]) -> Base:
    head: dict[str, Any] = json.loads(bytes(next(parts)))
    kind = Kind(head["kind"])
    if head["generation"] != GENERATION or list(head["facets"]) != [one.key for one in facets_of(kind)]:
        raise Unfit
    # Copied, else all the bytes stay as long as one of them does.
    arrays = [np.frombuffer(next(parts), dtype=dtype).copy() for dtype in head["types"]]
    low, high, *days = arrays[: 2 + len(ARRAYS)]
    dates = Dates(head["dated"], **dict(zip(ARRAYS, days, strict=True)))
    bitmaps = [BitMap.deserialize(bytes(next(parts))) for _place in range(head["bitmaps"])]
    facets = {facet: _values(entry, arrays, bitmaps) for facet, entry in head["facets"].items()}
    sets = tuple((int(rank), str(text)) for rank, text in head["sets"])
    return Base(kind, head["act"], Ids(low, high), dates, sets, facets, bitmaps[0], head["mark"])

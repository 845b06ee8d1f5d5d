"""A base as bytes, and back: what is kept in the archive so that the next start need not build it."""

import json
import struct
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from pyroaring import BitMap

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.storage.facet_index.base import Base
from palmyra_desktop.storage.facet_index.dates import ARRAYS, Dates
from palmyra_desktop.storage.facet_index.packed import Ids
from palmyra_desktop.storage.facets import facets_of

GENERATION: Final = 3
"""Of this form; bytes of another are not read."""

_UNREADABLE = ArithmeticError, LookupError, MemoryError, RuntimeError, StopIteration, TypeError, ValueError
_LENGTH = struct.Struct("<Q")


class Unfit(Exception):
    """Bytes that are not a base of this version of the program, or not whole."""


def to_bytes(base: Base) -> bytes:
    """Return a base as bytes."""
    arrays = [base.ids.low, base.ids.high, *(getattr(base.dates, name) for name in ARRAYS)]
    # A bitmap that two values share is written once.
    bitmaps = {id(bitmap): bitmap for values in base.facets.values() for bitmap in values.values()}
    places = {key: place for place, key in enumerate(bitmaps)}
    head = {
        "generation": GENERATION,
        "kind": base.kind.value,
        "act": base.act,
        "mark": base.mark,
        "dated": base.dates.count,
        "sets": base.sets,
        "types": [array.dtype.str for array in arrays],
        "facets": {facet: list(values) for facet, values in base.facets.items()},
        "places": [places[id(bitmap)] for values in base.facets.values() for bitmap in values.values()],
    }
    parts = [json.dumps(head).encode(), *(array.tobytes() for array in arrays)]
    parts += [bitmap.serialize() for bitmap in (base.contested, *bitmaps.values())]
    return b"".join(_LENGTH.pack(len(part)) + part for part in parts)


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
    low, high, *days = (np.frombuffer(next(parts), dtype=dtype).copy() for dtype in head["types"])
    dates = Dates(head["dated"], **dict(zip(ARRAYS, days, strict=True)))
    contested = _bitmap(parts)
    bitmaps = [_bitmap(parts) for _place in range(max(head["places"], default=-1) + 1)]
    places = iter(head["places"])
    facets: dict[str, dict[FacetKey, BitMap]] = {
        facet: {key: bitmaps[next(places)] for key in keys} for facet, keys in head["facets"].items()
    }
    sets = tuple((int(rank), str(text)) for rank, text in head["sets"])
    return Base(kind, head["act"], Ids(low, high), dates, sets, facets, contested, head["mark"])


def _bitmap(parts: Iterator[memoryview]) -> BitMap:
    return BitMap.deserialize(bytes(next(parts)))

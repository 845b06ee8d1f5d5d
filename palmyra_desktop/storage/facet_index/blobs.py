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
from palmyra_desktop.storage.facets import facets_of

GENERATION: Final = 2
"""Of this form; bytes of another are not read."""

_ARRAYS: Final = ("ids", "first_days", "starts", "last_days", "last_codes")
_LENGTH = struct.Struct("<Q")


class Unfit(Exception):
    """Bytes that are not a base of this version of the program, or not whole."""


def to_bytes(base: Base) -> bytes:
    """Return a base as bytes."""
    arrays = [np.ascontiguousarray(getattr(base, name)) for name in _ARRAYS]
    bitmaps = [base.contested, *(bitmap for values in base.facets.values() for bitmap in values.values())]
    head = {
        "generation": GENERATION,
        "kind": base.kind.value,
        "act": base.act,
        "mark": base.mark,
        "dated": base.dated,
        "sets": base.sets,
        "types": [array.dtype.str for array in arrays],
        "facets": {facet: list(values) for facet, values in base.facets.items()},
    }
    parts = [json.dumps(head).encode(), *(array.tobytes() for array in arrays)]
    parts += [bitmap.serialize() for bitmap in bitmaps]
    return b"".join(_LENGTH.pack(len(part)) + part for part in parts)


def from_bytes(data: bytes) -> Base:
    """Return the base that was written.

    Raises:
        Unfit: if the bytes are of another version, or cut.
    """
    try:
        return _read(_parts(data))
    except (ValueError, KeyError, TypeError, StopIteration, struct.error) as error:
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
    arrays: dict[str, Any] = {
        name: np.frombuffer(next(parts), dtype=dtype).copy()  # else all the bytes stay as long as it does
        for name, dtype in zip(_ARRAYS, head["types"], strict=True)
    }
    contested = _bitmap(parts)
    facets: dict[str, dict[FacetKey, BitMap]] = {
        facet: {key: _bitmap(parts) for key in keys} for facet, keys in head["facets"].items()
    }
    sets = tuple((int(rank), str(text)) for rank, text in head["sets"])
    known = {"dated": head["dated"], "mark": head["mark"], "sets": sets}
    return Base(kind, head["act"], facets=facets, contested=contested, **known, **arrays)


def _bitmap(parts: Iterator[memoryview]) -> BitMap:
    return BitMap.deserialize(bytes(next(parts)))

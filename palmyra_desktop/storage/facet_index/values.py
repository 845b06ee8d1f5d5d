"""The values of a facet from what records lead to, in the form that takes less room."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.storage.facet_index.base import Bitmaps
from palmyra_desktop.storage.facet_index.by_record import ByRecord
from palmyra_desktop.storage.facet_index.packed import changes, smallest
from palmyra_desktop.storage.facet_index.positions import bitmap, container
from palmyra_desktop.storage.facet_index.ways import Reached

LARGE: Final = 10_000
"""Records from which it matters how much room they take."""
_MEMBER, _FULL, _CONTAINER, _BITMAP = 2, 8_192, 59, 250
"""Bytes a bitmap takes for a member, for all of a container, and for each container and itself, measured."""
_WORTH: Final = 1.2
"""How much more room one number for each record may take: few records are counted in no time by it."""


def values(reached: Reached, count: int) -> Bitmaps:
    """Return the records of each value that some of so many lead to."""
    numbers, places = reached.values.numbers, reached.places
    if not len(numbers):
        return {}
    # Small numbers are sorted by their digits, in a fraction of the time.
    order = np.argsort(numbers.astype(smallest(int(numbers.max()))), kind="stable")
    numbers, places = numbers[order], places[order]
    is_first = changes(numbers)
    is_new = is_first | changes(places)
    starts = np.flatnonzero(is_first)
    texts = reached.values.texts
    keys: tuple[FacetKey, ...] = tuple(
        number if texts is None else texts[number] for number in numbers[starts].tolist()
    )
    most = _WORTH * _room(places[is_new], is_first[is_new])
    if LARGE <= count <= most:
        which = np.empty(len(order), dtype=smallest(len(keys)))
        which[order] = np.cumsum(is_first, dtype=which.dtype)
        is_kept = np.empty(len(order), dtype=bool)
        is_kept[order] = is_new
        made = ByRecord.of(keys, reached.places[is_kept], which[is_kept], count)
        if made is not None and made.bytes <= most:
            return made
    found = {}
    for key, some in zip(keys, np.split(places, starts[1:]), strict=True):
        found[key] = bitmap(some)
        found[key].run_optimize()
        found[key].shrink_to_fit()
    return found


def shared(monuments: Bitmaps, sites: Bitmaps) -> Bitmaps:
    """Return sites in the room of their monuments: one without parts is the same as a site."""
    if isinstance(monuments, ByRecord) and isinstance(sites, ByRecord):
        return monuments.and_more(sites) or sites
    if isinstance(monuments, ByRecord) or isinstance(sites, ByRecord):
        return sites
    return {key: monuments[key] if monuments.get(key) == found else found for key, found in sites.items()}


def _room(places: NDArray[np.uint32], is_first: NDArray[np.bool_]) -> int:
    """Return the bytes bitmaps take; places are those of one after the other."""
    starts = np.flatnonzero(is_first | changes(container(places)))
    members = np.diff(starts, append=len(places))
    full = int(np.minimum(members * _MEMBER, _FULL).sum())
    return full + _CONTAINER * len(starts) + _BITMAP * int(np.count_nonzero(is_first))

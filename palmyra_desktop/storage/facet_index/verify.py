"""Whether an index that is kept says what the tables say."""

from collections.abc import Iterator

import numpy as np
from pyroaring import BitMap
from sqlalchemy import Connection, delete, select

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.storage.facet_index import packed, postings
from palmyra_desktop.storage.facet_index.affected import affected, newest_act, reworded
from palmyra_desktop.storage.facet_index.base import Base
from palmyra_desktop.storage.facet_index.build import build
from palmyra_desktop.storage.facet_index.indexes import KINDS, load
from palmyra_desktop.storage.schema import facet_index, posting


def wrong(connection: Connection) -> Iterator[Kind]:
    """Yield the kinds whose kept index is not what a new one would be; one not used is not looked at."""
    for kind in KINDS:
        kept = load(connection, kind)
        changed = affected(connection, kind, kept.act) if kept is not None else None
        if kept is None or changed is None:
            continue
        renamed = reworded(connection, kind, kept.act)
        # Of the records changed since, what is kept is not asked.
        others = np.fromiter(changed, dtype=np.int64, count=len(changed))
        new = build(connection, kind, newest_act(connection))
        is_same = _is_same(kept, new, others)
        if not is_same or not (renamed is None or _has_same_words(connection, kept, changed | renamed)):
            yield kind


def drop(connection: Connection) -> None:
    """Forget every index; they are made anew where they are wanted."""
    connection.execute(delete(facet_index))
    connection.execute(delete(posting))


def _is_same(kept: Base, new: Base, others: "np.typing.NDArray[np.int64]") -> bool:
    kept_ids, new_ids = _rest(kept.ids[:], others), _rest(new.ids[:], others)
    if not np.array_equal(kept_ids, new_ids) or not np.array_equal(_days(kept, others), _days(new, others)):
        return False
    if not np.array_equal(_of(kept, kept.contested, others), _of(new, new.contested, others)):
        return False
    for facet in new.facets:
        there, now = dict(kept.every(facet)), dict(new.every(facet))
        for key in {*there, *now}:
            one, other = there.get(key, BitMap()), now.get(key, BitMap())
            if not np.array_equal(_of(kept, one, others), _of(new, other, others)):
                return False
    return True


def _rest(
    ids: "np.typing.NDArray[np.int64]", others: "np.typing.NDArray[np.int64]"
) -> "np.typing.NDArray[np.int64]":
    return ids[~np.isin(ids, others)]


def _of(base: Base, places: BitMap, others: "np.typing.NDArray[np.int64]") -> "np.typing.NDArray[np.int64]":
    return np.sort(_rest(base.ids_of(places), others))


def _days(base: Base, others: "np.typing.NDArray[np.int64]") -> "np.typing.NDArray[np.int64]":
    """Return the first and last days of the dated records in order, two rows."""
    dates = base.dates
    own = np.flatnonzero(~np.isin(base.ids[: dates.count], others))
    return np.vstack((dates.firsts(own), dates.lasts(own)))


def _has_same_words(connection: Connection, base: Base, others: set[int]) -> bool:
    """Whether the words kept of a base, if they are of it, lead to the records that have them."""
    changed = base.places_of(np.fromiter(others, dtype=np.int64))
    for scope in postings.SCOPES:
        ours = posting.c.kind == base.kind.value, posting.c.scope == scope.value
        kept = dict(map(tuple, connection.execute(select(posting.c.word, posting.c.data).where(*ours))))
        if kept.pop("", None) != postings.mark(base):
            continue
        there = {word: packed.from_bytes(data) - changed for word, data in kept.items()}
        now = {word: found - changed for word, found in postings.build(connection, base, scope).items()}
        if {word: found for word, found in there.items() if found} != {w: f for w, f in now.items() if f}:
            return False
    return True

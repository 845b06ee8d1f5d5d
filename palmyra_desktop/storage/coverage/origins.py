"""Where the information of each claim comes from, of all claims at once.

What is said here with arrays, `domain.corroboration` says of a few claims, with all that is known of them;
a test compares the two. Within a fact an origin is its name, so it is kept as a number made of that.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Text, case, cast, func, select

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.corroboration import origin_key, together
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import Link
from palmyra_desktop.storage.coverage.arrays import Ids, parts, places_of, rows_of
from palmyra_desktop.storage.facet_index.columns import NONE, Columns, Wanted
from palmyra_desktop.storage.schema import actor, claim, claim_claimant

UNKNOWN: Final = 0


@lru_cache(maxsize=1 << 14)
def _in_words(text: str | None) -> int:
    return _named(text) if text and text.strip() else UNKNOWN


def _named(label: str) -> int:
    return hash(origin_key(label)) | 1  # never UNKNOWN


ROOT: Final = Wanted(
    claim,
    case(
        (claim.c.rests_on_id.is_not(None), NONE - claim.c.rests_on_id),
        (claim.c.origin_actor_id.is_not(None), claim.c.origin_actor_id),
        else_=0,
    ),
)
"""What a claim rests on, as a number below NONE; or else the actor it comes from; or 0."""
WORDS: Final = Wanted(claim, claim.c.origin, as_number=_in_words)
"""The origin that is told in words, as a number."""
_other = claim_claimant.alias()
_CLAIM, _CLAIMANT = (Wanted(claim_claimant, claim_claimant.c[key]) for key in ("claim_id", "actor_id"))
_shared = (
    select(
        claim_claimant.c.claim_id,
        func.aggregate_strings(cast(claim_claimant.c.actor_id, Text), ",").label("speakers"),
    )
    .where(claim_claimant.c.claim_id.in_(select(_other.c.claim_id).where(_other.c.position > 0)))
    .group_by(claim_claimant.c.claim_id)
    .subquery()
)
_SHARED, _SPEAKERS = Wanted(_shared, _shared.c.claim_id), _shared.c.speakers
"""The claims of several claimants, and the ids of these in one text."""


def origins(
    connection: Connection,
    ids: NDArray[Any],
    roots: NDArray[Any],
    words: NDArray[Any],
    only: Collection[int] | None,
    cancel: Cancellation,
) -> tuple[Ids, NDArray[np.bool_]]:
    """Return for each claim a number that is the same for the same origin, and whether it is astray.

    UNKNOWN stands for an origin nobody knows. Astray are claims that rest on each other in a circle, and
    those that rest on them.

    Args:
        ids: of all claims there are, ascending; what rests on another comes from nobody knows where.
        roots, words: the columns ROOT and WORDS of each. only: these ids where they are few, else None.

    Raises:
        Cancelled: if asked to stop meanwhile.
    """
    names = _Names(connection)
    found = words.astype(np.int64)
    is_of_actor = roots > 0
    found[is_of_actor] = names.of(roots[is_of_actor])
    found[roots < NONE] = UNKNOWN
    is_silent = (found == UNKNOWN) & (roots == 0)
    if is_silent.any():
        _put_claimants(connection, ids, is_silent, names, only, found, cancel)
    ends = _ends(ids, roots, cancel)
    if ends is None:
        return found, np.zeros(len(ids), dtype=bool)
    return np.append(found, UNKNOWN)[ends], np.append(roots < NONE, False)[ends]


class _Names:
    """Actors as origins."""

    def __init__(self, connection: Connection) -> None:
        rows = connection.execute(select(actor.c.id, actor.c.name).order_by(actor.c.id)).all()
        self._names = {number: name for number, name in rows}  # noqa: C416  # a Row is no tuple of two
        self._together: dict[str | None, int] = {}
        self._ids = np.fromiter(self._names, np.int64, len(rows))
        self._numbers = np.array([*map(_named, self._names.values()), _named("")])

    def of(self, actors: NDArray[Any]) -> NDArray[Any]:
        """Return the number of each."""
        return self._numbers[places_of(self._ids, actors)]

    def together(self, actors: str | None) -> int:
        """Return the number of those who speak together, from the text of their ids."""
        if actors not in self._together:
            ids = map(int, (actors or "").split(","))
            _key, label = together(Link(Kind.ACTOR, one, self._names.get(one, "")) for one in ids)
            self._together[actors] = _named(label)
        return self._together[actors]


def _put_claimants(
    connection: Connection,
    ids: NDArray[Any],
    is_silent: NDArray[np.bool_],
    names: _Names,
    only: Collection[int] | None,
    found: Ids,
    cancel: Cancellation,
) -> None:
    """Put in the claimants of claims that tell no other origin: first one of each, then those of several."""
    is_silent = np.append(is_silent, False)
    for owner, wanted, number_of in (
        (_CLAIM, _CLAIMANT, names.of),
        (_SHARED, Wanted(_SHARED.table, _SPEAKERS, as_number=names.together), np.asarray),
    ):
        columns = Columns(connection, (owner, wanted), rows_of(owner.value, only), cancel)
        claims, values = columns[owner].numbers, columns[wanted].numbers
        for part in parts(len(claims)):
            cancel.check()
            rows = places_of(ids, claims[part])
            is_wanted = is_silent[rows]
            found[rows[is_wanted]] = number_of(values[part][is_wanted])


def _ends(ids: NDArray[Any], roots: NDArray[Any], cancel: Cancellation) -> Ids | None:
    """Return for each claim the row of that it rests on in the end, or of one in a circle; None for no such.

    The row behind the last stands for claims that are not there.
    """
    resting = np.flatnonzero(roots < NONE)
    if not len(resting):
        return None
    ends = np.arange(len(ids) + 1)
    ends[resting] = places_of(ids, NONE - roots[resting])
    for _twice_as_far in range(len(resting).bit_length()):
        cancel.check()
        ends[resting] = ends[ends[resting]]
    return ends[:-1]

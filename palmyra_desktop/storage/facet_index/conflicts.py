"""The records whose claims contradict each other: those whose claims differ at all are found with arrays."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, and_, case, func

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.contradiction import AFFIRMING
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.counts import disagreed, said
from palmyra_desktop.storage.facet_index.columns import Columns, Wanted
from palmyra_desktop.storage.relations import live
from palmyra_desktop.storage.schema import claim

_AT_ONCE: Final = 20_000

_ID, _FIELD, _STATUS = (Wanted(claim, claim.c[key]) for key in ("id", "field", "status"))
_VALUE = Wanted(claim, claim.c.value, only_same=True)
_KINDS: Final = {kind.value: place for place, kind in enumerate(Kind)}
_LINKED = func.coalesce(claim.c.value_link_id, 0) * len(Kind)
_LINK_AND_SIDE = Wanted(
    claim,
    2 * (_LINKED + case(_KINDS, value=claim.c.value_link_kind, else_=0))
    + case((claim.c.stance.in_(AFFIRMING), 1), else_=0),
)


def wanted(kind: Kind) -> Iterator[Wanted]:
    """Yield the columns that are needed to find the records of a kind that are in conflict."""
    if kind is Kind.CLAIM:
        yield from (_ID, _STATUS)
    else:
        yield from (_ID, _STATUS, _subject(kind), _FIELD, _VALUE, _LINK_AND_SIDE)


def contested(
    connection: Connection, kind: Kind, columns: Columns, cancel: Cancellation | None
) -> NDArray[np.int64]:
    """Return the ids of the records that are in conflict, in no order; those in the trash are among them.

    The same as `in_conflict` says of all records.

    Raises:
        Cancelled: if asked to stop meanwhile.
    """
    statuses = columns[_STATUS]
    is_marked = np.array([text == "conflict" for text in statuses.texts or ()], dtype=bool)[statuses.numbers]
    if kind is Kind.CLAIM:
        marked: NDArray[np.int64] = columns[_ID].numbers[is_marked].astype(np.int64)
        return marked
    subjects = columns[_subject(kind)].numbers
    marked = np.unique(subjects[is_marked & (subjects >= 0)])
    rows = np.flatnonzero((subjects >= 0) & ~np.isin(subjects, marked))
    rows = rows[np.lexsort((columns[_FIELD].numbers[rows], subjects[rows]))]
    doubtful = _doubtful(columns, rows, subjects[rows])
    found = [marked]
    for start in range(0, len(doubtful), _AT_ONCE):
        if cancel is not None:
            cancel.check()
        some = np.concatenate(doubtful[start : start + _AT_ONCE]).tolist()
        contested_ones = disagreed(said(connection, among(claim.c.id, some)))
        found.append(np.fromiter(contested_ones, np.int64, len(contested_ones)))
    return np.concatenate(found)


def _subject(kind: Kind) -> Wanted:
    """Return the subjects of the claims about records of a kind."""
    is_about = and_(claim.c.subject_kind == kind.value, live(claim))
    return Wanted(claim, case((is_about, claim.c.subject_id)))


def _doubtful(columns: Columns, rows: NDArray[np.int64], subjects: NDArray[Any]) -> list[NDArray[Any]]:
    """Return the ids of claims about one field of one record, for each on which they differ.

    Args:
        rows: of the claims, those about one field of one record side by side; subjects: of these claims.
    """
    fields, ids, *differing = (columns[one].numbers[rows] for one in (_FIELD, _ID, _VALUE, _LINK_AND_SIDE))
    is_first = np.append(True, (subjects[1:] != subjects[:-1]) | (fields[1:] != fields[:-1]))[: len(rows)]
    differs = np.zeros(len(rows), dtype=bool)
    for values in differing:
        differs[1:] |= values[1:] != values[:-1]
    starts = np.flatnonzero(is_first)
    group = np.cumsum(is_first) - 1
    wanted = np.unique(group[differs & ~is_first])
    ends = np.append(starts[1:], len(rows))
    return [ids[starts[one] : ends[one]] for one in wanted]

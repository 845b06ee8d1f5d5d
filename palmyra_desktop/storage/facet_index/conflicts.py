"""The records whose claims contradict each other: those whose claims differ at all are found with arrays.

Of many records claims say the same; whether they contradict each other is judged but once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, and_, case

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.contradiction import AFFIRMING, DENYING
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.counts import disputed, said
from palmyra_desktop.storage.facet_index.columns import Columns, Wanted
from palmyra_desktop.storage.relations import live
from palmyra_desktop.storage.schema import claim

_AT_ONCE: Final = 5_000

_ID, _FIELD, _STATUS = (Wanted(claim, claim.c[key]) for key in ("id", "field", "status"))
_VALUE = Wanted(claim, claim.c.value, as_number=hash)
_KINDS: Final = {kind.value: place for place, kind in enumerate(Kind)}
_SIDES: Final = dict.fromkeys(AFFIRMING, 1) | dict.fromkeys(DENYING, 2)
_link = claim.c.value_link_id
_LINKED = case((_link.is_(None), 0), else_=_link * len(Kind) + case(_KINDS, value=claim.c.value_link_kind))
_SIDE = case(_SIDES, value=claim.c.stance, else_=0)
_IS_OF_A_TIME = case((claim.c.about.is_not(None), 1), else_=0)
_REST = Wanted(claim, 6 * _LINKED + 2 * _SIDE + _IS_OF_A_TIME)
"""What a claim says beside its value: a link, on which side, and in the last bit whether of a time.

A link to no kind we know is NONE, whose last bit is set, too: such claims are looked at one by one.
"""


def wanted(kind: Kind) -> Iterator[Wanted]:
    """Yield the columns that are needed to find the records of a kind that are in conflict."""
    if kind is Kind.CLAIM:
        yield from (_ID, _STATUS)
    else:
        yield from (_ID, _STATUS, _subject(kind), _FIELD, _VALUE, _REST)


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
    fields = _doubtful(columns, subjects, np.flatnonzero((subjects >= 0) & ~np.isin(subjects, marked)))
    same = fields.same()
    judged, are_disputed = np.unique(same), np.zeros(len(same), dtype=bool)
    for start in range(0, len(judged), _AT_ONCE):
        if cancel is not None:
            cancel.check()
        some = judged[start : start + _AT_ONCE]
        are_disputed[some] = fields.disputed(connection, some)
    return np.append(marked, subjects[fields.rows[fields.starts[are_disputed[same]]]])


def _subject(kind: Kind) -> Wanted:
    """Return the subjects of the claims about records of a kind."""
    is_about = and_(claim.c.subject_kind == kind.value, live(claim))
    return Wanted(claim, case((is_about, claim.c.subject_id)))


@dataclass(frozen=True, slots=True)
class _Fields:
    """Fields of records on which claims differ.

    Attributes:
        subjects: of all claims, as the columns have them.
        rows: of claims, those on one field side by side, in an order that depends on what they say; of those
        that say the same, one. starts: where in `rows` each field begins.
    """

    columns: Columns
    subjects: NDArray[Any]
    rows: NDArray[np.int64]
    starts: NDArray[np.int64]

    def same(self) -> NDArray[np.int64]:
        """Return for each field the first field on which the same is said."""
        told = np.empty((len(self.rows), 3), dtype=np.int64)
        for place, one in enumerate((_FIELD, _VALUE, _REST)):
            told[:, place] = self.columns[one].numbers[self.rows]
        # When something was said matters where a time is claimed: of those, none is the same as another.
        told[:, 2] = np.where(told[:, 2] % 2, -self.rows - 1, told[:, 2])
        data, size = told.tobytes(), told.strides[0]
        places = pairwise((size * np.append(self.starts, len(self.rows))).tolist())
        first: dict[bytes, int] = {}
        found = (first.setdefault(data[start:end], number) for number, (start, end) in enumerate(places))
        return np.fromiter(found, np.int64, len(self.starts))

    def disputed(self, connection: Connection, some: NDArray[np.int64]) -> list[bool]:
        """Return whether the claims on each of some fields contradict each other."""
        fields, ids = self.columns[_FIELD], self.columns[_ID].numbers
        ends = np.append(self.starts[1:], len(self.rows))
        claims = (ids[self.rows[self.starts[one] : ends[one]]] for one in some)
        found = disputed(said(connection, among(claim.c.id, np.concatenate([*claims]).tolist())))
        firsts, texts = self.rows[self.starts[some]], fields.texts or ()
        asked = zip(self.subjects[firsts].tolist(), fields.numbers[firsts].tolist(), strict=True)
        return [(subject, texts[field]) in found for subject, field in asked]


def _doubtful(columns: Columns, subjects: NDArray[Any], rows: NDArray[np.int64]) -> _Fields:
    """Return the fields on which some claims differ."""
    fields, values, rests = (columns[one].numbers for one in (_FIELD, _VALUE, _REST))
    rows = rows[np.lexsort((fields[rows], subjects[rows]))]
    is_first = _changes(rows, subjects, fields)
    group = np.cumsum(is_first) - 1
    differs = np.zeros(len(rows), dtype=bool)
    differs[group[_changes(rows, values, rests) & ~is_first]] = True
    rows = rows[differs[group]]
    rows = rows[np.lexsort((rests[rows], values[rows], fields[rows], subjects[rows]))]
    rows = rows[_changes(rows, subjects, fields, values, rests)]
    return _Fields(columns, subjects, rows, np.flatnonzero(_changes(rows, subjects, fields)))


def _changes(rows: NDArray[np.int64], *columns: NDArray[Any]) -> NDArray[np.bool_]:
    """Return for each row whether it differs from the one before in a column; the first does."""
    found = np.zeros(len(rows), dtype=bool)
    found[:1] = True
    for column in columns:
        values = column[rows]
        found[1:] |= values[1:] != values[:-1]
    return found

"""What claims are about, and which of these facts come from one origin.

A fact is a field of a record that claims are about. Here it is a number, so that facts are ordered as claims
are: by the subject's kind and id, then by field.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap64
from sqlalchemy import Connection, case, select

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.claim import SPECIAL_FIELDS
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.coverage.arrays import Ids, of_numbers, rows_of, starts_of
from palmyra_desktop.storage.coverage.origins import ROOT, UNKNOWN, WORDS, origins
from palmyra_desktop.storage.facet_index.columns import NONE, Columns, Wanted
from palmyra_desktop.storage.relations import live
from palmyra_desktop.storage.schema import claim

_KINDS: Final = tuple(sorted(kind.value for kind in Kind))
_FIELDS: Final = tuple(
    sorted(
        {key for key, _label in SPECIAL_FIELDS}.union(
            field.key for kind in Kind for field in record_type(kind).fields
        )
    )
)
_ID_AT, _KIND_AT = 8, 56
_PAGE: Final = 2_000
_FIELD_PART, _ID_PART = (1 << _ID_AT) - 1, (1 << _KIND_AT - _ID_AT) - 1

_ID = Wanted(claim, 2 * claim.c.id + case((claim.c.words.is_(None), 1), else_=0))
_kind = case({kind: place for place, kind in enumerate(_KINDS)}, value=claim.c.subject_kind)
_SUBJECT = Wanted(claim, case((live(claim), len(_KINDS) * claim.c.subject_id + _kind), else_=NONE))
_FIELD = Wanted(claim, claim.c.field)


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of an archive.

    Attributes:
        numbers: of all that claims are about, ascending. single: those of a single origin.
        wordless: ids of the claims without words. astray: of those that rest on each other, or on such.
    """

    numbers: Ids
    single: BitMap64
    wordless: BitMap64
    astray: BitMap64

    def about(self, kind: Kind, fields: Sequence[str]) -> tuple[Ids, Ids]:
        """Return the records of a kind that claims are about, ascending, and on which of some fields.

        Returns:
            Ids, and for each a number: the sum of 2 ** place of the fields claimed, by their places.
        """
        place = _KINDS.index(kind.value)
        ends = np.searchsorted(self.numbers, (place << _KIND_AT, place + 1 << _KIND_AT))
        ours = self.numbers[slice(*ends)]
        bits = np.array([1 << fields.index(key) if key in fields else 0 for key in (*_FIELDS, "")])
        ids = ours >> _ID_AT & _ID_PART
        starts = starts_of(ids)
        return ids[starts], np.bitwise_or.reduceat(bits[ours & _FIELD_PART], starts)


def of_records(records: Mapping[Kind, Iterable[int]]) -> BitMap64:
    """Return every fact there can be about some records."""
    found = BitMap64()
    for kind, ids in records.items():
        for number in ids:
            first = _KINDS.index(kind.value) << _KIND_AT | number << _ID_AT
            found.add_range(first, first + (1 << _ID_AT))
    return found


def read(connection: Connection, only: Collection[int] | None, cancel: Cancellation) -> Facts:
    """Return the facts of an archive.

    Args:
        only: ids of claims, the others are not looked at; None is all.

    Raises:
        Cancelled: if asked to stop meanwhile.
    """
    ids, subjects, fields, roots, words = _claims(connection, only, cancel)
    wordless = of_numbers(ids[ids & 1 == 1] >> 1)
    ids >>= 1
    said, are_astray = origins(connection, ids, roots, words, only, cancel)
    astray = of_numbers(ids[are_astray])
    del ids, roots, words, are_astray  # of millions, what is not needed any more counts
    facts = _numbers(subjects, fields)
    del subjects, fields
    order = np.argsort(facts)
    cancel.check()
    facts = facts[order]
    said = said[order]
    del order
    starts = starts_of(facts)
    facts = facts[starts]
    cancel.check()
    first = said[starts]
    is_single = first != UNKNOWN
    for extreme in (np.minimum, np.maximum):
        is_single &= extreme.reduceat(said, starts) == first
    return Facts(facts, of_numbers(facts[is_single]), wordless, astray)


def _claims(
    connection: Connection, only: Collection[int] | None, cancel: Cancellation
) -> tuple[NDArray[Any], ...]:
    """Return the columns of the claims that are not in the trash, by id; of their fields the places."""
    wanted = _ID, _SUBJECT, _FIELD, ROOT, WORDS
    columns = Columns(connection, wanted, rows_of(claim.c.id, only), cancel)
    places = np.array([_place(text) for text in columns[_FIELD].texts or ()], dtype=np.uint8)
    found = tuple(columns[one].numbers for one in wanted)
    found = *found[:2], places[found[2]], *found[3:]
    del columns
    is_live = found[1] != NONE
    if not is_live.all():
        found = tuple(column[is_live] for column in found)
    if (found[0][1:] < found[0][:-1]).any():
        order = np.argsort(found[0])
        found = tuple(column[order] for column in found)
    return found


def _numbers(subjects: NDArray[Any], fields: NDArray[Any]) -> Ids:
    facts = subjects.astype(np.int64)
    kinds = facts % len(_KINDS)
    facts //= len(_KINDS)
    facts <<= _ID_AT
    facts |= fields
    kinds <<= _KIND_AT
    facts |= kinds
    return facts


def _place(field: str) -> int:
    return _FIELDS.index(field) if field in _FIELDS else len(_FIELDS)


def claims_on(connection: Connection, facts: BitMap64, most: int) -> tuple[int, ...]:
    """Return the ids of the claims about some facts, fact by fact; at most so many."""
    return tuple(islice(_claims_on(connection, facts[:most]), most))


def _claims_on(connection: Connection, facts: BitMap64) -> Iterator[int]:
    for place, same in groupby(facts, key=lambda number: number >> _KIND_AT):
        ids = dict.fromkeys(number >> _ID_AT & _ID_PART for number in same)
        columns = claim.c.id, claim.c.subject_id, claim.c.field
        about = claim.c.subject_kind == _KINDS[place], among(claim.c.subject_id, ids), live(claim)
        ordered = select(*columns).where(*about).order_by(claim.c.subject_id, claim.c.field, claim.c.id)
        for number, subject, field in connection.execute(ordered.execution_options(yield_per=_PAGE)):
            if (place << _KIND_AT | subject << _ID_AT | _place(field)) in facts:
                yield number

"""What records hold: which of some fields have a value, and whether claims are about each of these."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap64
from sqlalchemy import Connection, case

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.storage.coverage.arrays import Ids, of_numbers, places_of, rows_of
from palmyra_desktop.storage.coverage.facts import Facts
from palmyra_desktop.storage.facet_index.columns import NONE, Columns, Wanted
from palmyra_desktop.storage.relations import live
from palmyra_desktop.storage.schema import LINKS, RECORD_TABLES
from palmyra_desktop.storage.values import is_column

_MANY: Final = 1 << 16
"""Records of which links are sooner read with all others than looked up."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """The records of a kind that are not in the trash, and what they hold.

    Attributes:
        fields: keys of columns. held: for each record the sum of 2 ** place of those that have a value.
    """

    kind: Kind
    fields: tuple[str, ...]
    ids: NDArray[Any]
    held: NDArray[Any]

    def without(self, field: str) -> BitMap64:
        """Return the records without a value of a field."""
        return of_numbers(self.ids[self.held >> self.fields.index(field) & 1 == 0])

    def unclaimed(self, connection: Connection, facts: Facts, cancel: Cancellation) -> BitMap64:
        """Return the records with a value, or links, that no claim is about.

        Raises:
            Cancelled: if asked to stop meanwhile.
        """
        claimable = [field for field in record_type(self.kind).fields if field.claimable]
        links = [field.key for field in claimable if not is_column(field)]
        its_bits = sum(1 << self.fields.index(field.key) for field in claimable if is_column(field))
        subjects, on_fields = facts.about(self.kind, (*self.fields, *links))
        claimed = np.append(on_fields, 0)[places_of(subjects, self.ids)]
        is_found = self.held & ~claimed & its_bits != 0
        for place, key in enumerate(links, len(self.fields)):
            cancel.check()
            doubtful = np.flatnonzero(~is_found & (claimed >> place & 1 == 0))
            ids = self.ids[doubtful]
            is_found[doubtful] = np.isin(ids, _linked(connection, (self.kind, key), ids, cancel))
        return of_numbers(self.ids[is_found])


def read(
    connection: Connection,
    kind: Kind,
    also: Sequence[str],
    only: Collection[int] | None,
    cancel: Cancellation,
) -> Holdings:
    """Return what the records of a kind hold.

    Args:
        also: keys of columns to tell of beside the claimable ones. only: ids of records; None is all.

    Raises:
        Cancelled: if asked to stop meanwhile.
    """
    table = RECORD_TABLES[kind]
    claimable = (field.key for field in record_type(kind).fields if field.claimable and is_column(field))
    fields = tuple(dict.fromkeys(chain(claimable, also)))
    held = sum(case((table.c[key].is_not(None), 1 << place), else_=0) for place, key in enumerate(fields))
    wanted = Wanted(table, table.c.id), Wanted(table, case((live(table), held), else_=NONE))
    columns = Columns(connection, wanted, rows_of(table.c.id, only), cancel)
    ids, found = (columns[one].numbers for one in wanted)
    is_there = found != NONE
    return Holdings(kind, fields, ids[is_there], found[is_there])


def _linked(connection: Connection, links: tuple[Kind, str], ids: NDArray[Any], cancel: Cancellation) -> Ids:
    """Return those of some records that have links, and others that have."""
    if not len(ids):
        return ids
    owner = Wanted(LINKS[links].table, LINKS[links].owner_column)
    among = rows_of(owner.value, ids.tolist() if len(ids) < _MANY else None)
    return Columns(connection, (owner,), among, cancel)[owner].numbers

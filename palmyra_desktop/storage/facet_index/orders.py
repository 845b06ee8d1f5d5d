"""Orders of all records of a kind by a text of theirs or of a record they lead to, or by a number of others.

They are the same as SQL's (ordering.py), which sorts a million rows, where here there are a million numbers.
Where a column has many different texts, SQL is asked.
"""

from array import array
from collections.abc import Callable, Iterable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, FromClause, and_, case, func, select

from palmyra_desktop.domain.criteria import Criteria, Sort
from palmyra_desktop.domain.fields import FieldType, Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.storage.counts import counted
from palmyra_desktop.storage.facet_index.columns import NONE, Columns, Values, Wanted
from palmyra_desktop.storage.facet_index.view import View
from palmyra_desktop.storage.ordering import linked_text, own_text
from palmyra_desktop.storage.schema import RECORD_TABLES

_LOOKED_AT: Final = 20_000
_MOST_TEXTS: Final = 2_000
"""Different texts among the first records up to which all of a column are held in memory."""
_LAST: Final = np.iinfo(np.int64).max
_Numbers = NDArray[Any]
_Ranks = tuple[_Numbers, _Numbers, int]
"""Records, the rank of each or NONE, and the rank of all others."""


def order(connection: Connection, view: View, sort: Sort) -> _Numbers | None:
    """Return the ids of all records of a view in an order; None where SQL is to tell."""
    kind = view.kind
    if sort.field == record_type(kind).title_key:
        found = _by_title(connection, kind, descending=sort.descending)
        return found[np.isin(found, _ids(view), assume_unique=True)]
    told = (
        _own(connection, kind, sort.field)
        or _linked(connection, kind, sort.field)
        or _counted(connection, kind, sort.field)
    )
    if told is None:
        return None
    records, ranks, of_others = told
    ids = np.sort(_ids(view))
    rows = np.searchsorted(ids, records)
    is_wanted = (np.append(ids, NONE)[rows] == records) & (ranks != NONE)
    places = np.full(len(ids), of_others)
    places[rows[is_wanted]] = -ranks[is_wanted] if sort.descending else ranks[is_wanted]
    return ids[np.argsort(places, kind="stable")]


def _ids(view: View) -> _Numbers:
    return np.frombuffer(view.select(Criteria(view.kind), None).ids(), dtype=np.int64)


def _by_title(connection: Connection, kind: Kind, *, descending: bool) -> _Numbers:
    # An index has both columns; of no record the row need be read.
    table = RECORD_TABLES[kind]
    by = table.c.folded.desc() if descending else table.c.folded
    rows = connection.execute(select(table.c.id).order_by(by, table.c.id))
    return np.fromiter(rows.scalars(), dtype=np.int64)


def _own(connection: Connection, kind: Kind, field: str) -> _Ranks | None:
    """Return records by their own texts; None where SQL is to tell."""
    ordered_by = own_text(kind, field)
    if ordered_by is None or _are_many(connection, ordered_by[0]):
        return None
    text, key = ordered_by
    records, values = _read(connection, RECORD_TABLES[kind], RECORD_TABLES[kind].c.id, text)
    return records.numbers, _ranks(values.texts or (), key)[values.numbers], _LAST


def _linked(connection: Connection, kind: Kind, field: str) -> _Ranks | None:
    """Return records by the texts they lead to; None where SQL is to tell."""
    ordered_by = linked_text(kind, field)
    if ordered_by is None:
        return None
    record, end, identity, text = ordered_by
    records, ends = (values.numbers for values in _read(connection, record.table, record, end))
    leads = np.flatnonzero(ends != NONE)
    ranks = np.full(len(ends), NONE, dtype=np.int64)
    if len(leads):
        statement = select(identity, text).where(text.is_not(None)).order_by(text)
        targets, of_targets = _dense(connection.execute(statement))
        places = np.searchsorted(targets, ends[leads])
        is_there = np.append(targets, NONE)[places] == ends[leads]
        ranks[leads[is_there]] = of_targets[places[is_there]]
    return records, ranks, _LAST


def _counted(connection: Connection, kind: Kind, field: str) -> _Ranks | None:
    """Return records by how many others belong to them; None where SQL is to tell."""
    described = record_type(kind).field(field)
    if not described.derived or described.type is not FieldType.COUNT:
        return None
    relation = counted(kind, field)
    if not relation.is_once:
        return None
    ((step,),) = relation.ways
    (found,) = _read(connection, step.table, case((and_(*step.conditions), step.record)))
    records = np.sort(found.numbers[found.numbers != NONE])
    starts = np.flatnonzero(np.append(True, records[1:] != records[:-1])[: len(records)])
    return records[starts], np.diff(np.append(starts, len(records))), 0


def _read(connection: Connection, table: FromClause, *columns: ColumnElement[Any]) -> tuple[Values, ...]:
    wanted = [Wanted(table, column) for column in columns]
    found = Columns(connection, wanted)
    return tuple(found[one] for one in wanted)


def _are_many(connection: Connection, text: ColumnElement[Any]) -> bool:
    """Whether a column has many different texts."""
    some = select(text.label("text")).limit(_LOOKED_AT).subquery()
    different = connection.execute(select(func.count(some.c.text.distinct()))).scalar_one()
    return int(different) > _MOST_TEXTS


def _ranks(texts: tuple[str, ...], key: Callable[[str], Any]) -> _Numbers:
    """Return the rank of each text, and behind the last, where NONE finds it, NONE."""
    ranks = np.full(len(texts) + 1, NONE, dtype=np.int64)
    ranks[sorted(range(len(texts)), key=lambda number: key(texts[number]))] = range(len(texts))
    return ranks


def _dense(rows: Iterable[Any]) -> tuple[_Numbers, _Numbers]:
    """Return ids, ascending, and the rank of each; rows come by text, those of the same have one rank."""
    ids, ranks = array("q"), array("q")
    rank, last = NONE, None
    for number, text in rows:
        rank += text != last
        last = text
        ids.append(number)
        ranks.append(rank)
    found = np.frombuffer(ids, dtype=np.int64)
    by_id = np.argsort(found)
    return found[by_id], np.frombuffer(ranks, dtype=np.int64)[by_id]

"""Orders that can be told from the records' own rows: without sorting a million of them in SQL.

They are the same as SQL's (ordering.py). Where a column has many different texts, or an order needs other
tables, SQL is asked.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, func, select

from palmyra_desktop.domain.criteria import Sort
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.storage.facet_index.columns import Columns, Values, Wanted
from palmyra_desktop.storage.ordering import own_text
from palmyra_desktop.storage.schema import RECORD_TABLES

_LOOKED_AT: Final = 20_000
_MOST_TEXTS: Final = 2_000
"""Different texts among the first records up to which all of a column are held in memory."""


def order(connection: Connection, kind: Kind, sort: Sort) -> NDArray[np.int64] | None:
    """Return the ids of all records of a kind in an order, the trash included; None where SQL is to tell."""
    if sort.field == record_type(kind).title_key:
        return _by_title(connection, kind, descending=sort.descending)
    ordered_by = own_text(kind, sort.field)
    if ordered_by is None or _are_many(connection, ordered_by[0]):
        return None
    text, key = ordered_by
    wanted = [Wanted(RECORD_TABLES[kind], value) for value in (RECORD_TABLES[kind].c.id, text)]
    columns = Columns(connection, wanted)
    ids, values = (columns[one] for one in wanted)
    places = _places(values, key, descending=sort.descending)
    return ids.numbers[np.lexsort((ids.numbers, places))].astype(np.int64)


def _by_title(connection: Connection, kind: Kind, *, descending: bool) -> NDArray[np.int64]:
    # An index has both columns; of no record the row need be read.
    table = RECORD_TABLES[kind]
    by = table.c.folded.desc() if descending else table.c.folded
    rows: Any = connection.execute(select(table.c.id).order_by(by, table.c.id)).cursor
    return np.fromiter((number for (number,) in rows), dtype=np.int64)


def _are_many(connection: Connection, text: ColumnElement[Any]) -> bool:
    """Whether a column has many different texts."""
    some = select(text.label("text")).limit(_LOOKED_AT).subquery()
    different = connection.execute(select(func.count(some.c.text.distinct()))).scalar_one()
    return int(different) > _MOST_TEXTS


def _places(values: Values, key: Callable[[str], Any], *, descending: bool) -> NDArray[np.int32]:
    """Return for each text its place in the order; NULL comes last in both directions."""
    texts = values.texts or ()
    in_order = sorted(range(len(texts)), key=lambda number: key(texts[number]), reverse=descending)
    places = np.full(len(texts) + 1, len(texts), dtype=np.int32)
    places[in_order] = range(len(texts))
    found: NDArray[np.int32] = places[values.numbers]  # NULL is -1: the last
    return found

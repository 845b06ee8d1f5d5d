"""Tables to a base: a kind's order, dates and facets, read as plain numbers."""

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, case, func

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.counts import in_conflict
from palmyra_desktop.storage.facet_index import conflicts, ways
from palmyra_desktop.storage.facet_index.base import Base, Bitmaps
from palmyra_desktop.storage.facet_index.columns import NONE, Columns, Values, Wanted
from palmyra_desktop.storage.facet_index.dates import AFTER_ALL, BEFORE_ALL, Dates
from palmyra_desktop.storage.facet_index.packed import Ids
from palmyra_desktop.storage.facet_index.positions import bitmap, to_positions
from palmyra_desktop.storage.facet_index.values import shared, values
from palmyra_desktop.storage.facet_index.ways import Reached
from palmyra_desktop.storage.facets import facets_of
from palmyra_desktop.storage.relations import KEY, RECORD, Relation, live, step
from palmyra_desktop.storage.schema import RECORD_TABLES

_UNDATED: Final = AFTER_ALL + 1


def build(
    connection: Connection,
    kind: Kind,
    act: int,
    among_ids: Collection[int] | None = None,
    cancel: Cancellation | None = None,
    beside: Sequence[Connection] = (),
) -> Base:
    """Return the base of a kind with a date, as the tables are now, after an act.

    Args:
        among_ids: of these records alone; None is all.
        beside: further connections that see the same, for threads of their own.

    Raises:
        Cancelled: if asked to stop meanwhile.
    """
    with ThreadPoolExecutor(1, "palmyra-index") as pool:
        if among_ids is not None:
            read = _some(connection, kind, among_ids)
        else:
            read = _all(connection, kind, cancel, beside, pool)
        ids, dates, sets = in_order(connection, kind, read.own)
        places = to_positions(np.arange(len(ids)))
        facets: dict[str, Bitmaps] = {}
        for key, (relation, columns) in read.facets.items():
            _check(cancel)
            found = values(ways.gone(relation, columns, Reached(places, Values(ids))), len(ids))
            facets[key] = shared(facets["monument"], found) if key == "site" else found
        contested = places[np.isin(ids, read.contested())]
    return Base(kind, act, Ids.of(ids), dates, sets, facets, bitmap(contested))


@dataclass(frozen=True, slots=True)
class _Read:
    """What a base is made of.

    Attributes:
        own: columns of the records themselves. facets: of each facet its relation, and the columns to go it.
        contested: tells the ids of the records that claims disagree on, once they are known.
    """

    own: Columns
    facets: Mapping[str, tuple[Relation, Columns]]
    contested: Callable[[], NDArray[np.int64]]


def _all(
    connection: Connection,
    kind: Kind,
    cancel: Cancellation | None,
    beside: Sequence[Connection],
    pool: ThreadPoolExecutor,
) -> _Read:
    """Read all records of a kind, each table once."""
    relations = {facet.key: facet.pairs(kind) for facet in facets_of(kind)}
    to_go = (one for relation in relations.values() for one in ways.wanted(relation))
    wanted = *own(kind), *conflicts.wanted(kind), *to_go
    columns = Columns(connection, wanted, cancel=cancel, beside=beside)
    # Judging claims is work for Python, which the arrays of the facets leave time for.
    judged = pool.submit(conflicts.contested, connection, kind, columns, cancel)
    return _Read(columns, {key: (relation, columns) for key, relation in relations.items()}, judged.result)


def _some(connection: Connection, kind: Kind, ids: Collection[int]) -> _Read:
    """Read some records of a kind: SQL looks up what belongs to each."""
    identity = RECORD_TABLES[kind].c.id
    facets = {}
    for facet in facets_of(kind):
        pairs = facet.pairs(kind).subquery()
        relation = step(pairs.c[RECORD], pairs.c[KEY])
        facets[facet.key] = (
            relation,
            Columns(connection, ways.wanted(relation), [among(pairs.c[RECORD], ids)]),
        )
    disagreed = in_conflict(connection, kind, ids)
    contested = np.fromiter(disagreed, dtype=np.int64, count=len(disagreed))
    return _Read(Columns(connection, own(kind), [among(identity, ids)]), facets, lambda: contested)


def own(kind: Kind) -> tuple[Wanted, ...]:
    """Return what puts records in their order: id, first and last day, a set of days, whether live."""
    table, key = RECORD_TABLES[kind], record_type(kind).date_key
    assert key is not None, "only kinds with a date have an index"
    is_set = func.substr(table.c[key], 1, 1).in_(("[", "{"))
    values = (
        table.c.id,
        func.coalesce(table.c[f"{key}_sort"], _UNDATED),
        func.coalesce(table.c[f"{key}_last"], AFTER_ALL),
        case((is_set, table.c[key])),
        case((live(table), 1), else_=0),
    )
    return tuple(Wanted(table, value) for value in values)


def in_order(
    connection: Connection, kind: Kind, columns: Columns
) -> tuple[NDArray[np.int64], Dates, tuple[tuple[int, str], ...]]:
    """Return the ids of records in the kind's own order, the days of the dated ones, those dated by a set."""
    ids, firsts, lasts, sets, are_live = (columns[one] for one in own(kind))
    # An open or unknown end is NULL, which SQLite puts first and PostgreSQL last (see ordering.py).
    open_end = BEFORE_ALL if connection.dialect.name == "sqlite" else AFTER_ALL
    ends = np.where(lasts.numbers == AFTER_ALL, open_end, lasts.numbers)
    order = np.lexsort((ids.numbers, ends, firsts.numbers))
    order = order[are_live.numbers[order] == 1]
    dated = int(np.count_nonzero(firsts.numbers[order] < _UNDATED))
    days = (column.numbers[order[:dated]].astype(np.int64) for column in (firsts, lasts))
    texts, codes = sets.texts or (), sets.numbers[order]
    dated_by_set = tuple((int(rank), texts[codes[rank]]) for rank in np.flatnonzero(codes != NONE))
    # Open starts sort before all days; undated ones have none.
    first_days, last_days = days
    dates = Dates.of(np.maximum(first_days, BEFORE_ALL), last_days)
    return ids.numbers[order].astype(np.int64), dates, dated_by_set


def _check(cancel: Cancellation | None) -> None:
    if cancel is not None:
        cancel.check()

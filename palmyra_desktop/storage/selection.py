"""Criteria as conditions in SQL: which records of a kind are looked for.

Conditions are IN (subquery) and never a correlated NOT EXISTS, which does not come back on a large table.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    not_,
    or_,
    select,
    true,
)

from palmyra_desktop.domain.criteria import Criteria, DateFilter, DateMode, FacetChoice, FacetKey
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.storage import fulltext, relations
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.facets import Facet, facets_of
from palmyra_desktop.storage.kept_dates import kept_date
from palmyra_desktop.storage.relations import KEY, RECORD
from palmyra_desktop.storage.schema import RECORD_TABLES


@dataclass(frozen=True, slots=True)
class Selection:
    """The records that criteria select, as conditions on the table of their kind.

    Attributes:
        base: what is not chosen in a facet: trash, ids, words, dates.
        by_facet: a facet's key and the condition of what is chosen in it.
    """

    kind: Kind
    base: tuple[ColumnElement[bool], ...]
    by_facet: tuple[tuple[str, ColumnElement[bool]], ...]

    @property
    def table(self) -> Table:
        """The table of the kind."""
        return RECORD_TABLES[self.kind]

    def conditions(self, without: str | None = None) -> tuple[ColumnElement[bool], ...]:
        """Return the conditions, leaving out what is chosen in one facet."""
        return (*self.base, *(condition for facet, condition in self.by_facet if facet != without))

    def ids(self, without: str | None = None) -> Select[Any]:
        """Return a select of the ids, in no order."""
        return select(self.table.c.id).where(*self.conditions(without))


def select_by(connection: Connection, criteria: Criteria) -> Selection:
    """Return what criteria select. A facet that has no meaning for the kind selects nothing away."""
    kind, table = criteria.kind, RECORD_TABLES[criteria.kind]
    if criteria.ids is not None:
        return Selection(kind, (among(table.c.id, criteria.ids),), ())
    base = [table.c.trashed_at.is_not(None) if criteria.trashed else relations.live(table)]
    found = fulltext.matching(connection, kind, criteria.text, criteria.scope)
    if found is not None:
        base.append(table.c.id.in_(found))
    if criteria.dates is not None:
        base.append(_dated(connection, kind, criteria.dates))
    facets = {facet.key: facet for facet in facets_of(kind)}
    by_facet = tuple(
        (choice.facet, _chosen(kind, facets[choice.facet], choice))
        for choice in criteria.facets
        if choice.facet in facets
    )
    return Selection(kind, tuple(base), by_facet)


def keys_of(facet: Facet, keys: Iterable[FacetKey]) -> tuple[FacetKey, ...]:
    """Return the keys that can be values of a facet; a server refuses to compare numbers with words."""
    wanted = str if facet.target is None else int
    return tuple(key for key in keys if isinstance(key, wanted))


def not_offered(connection: Connection, facet: Facet) -> frozenset[FacetKey]:
    """Return the records that are no values of a facet to choose from: in the trash, or not offered."""
    if facet.target is None:
        return frozenset()
    table = RECORD_TABLES[facet.target]
    hidden = select(table.c.id).where(table.c.trashed_at.is_not(None) | ~facet.offered(table.c.id))
    return frozenset(connection.execute(hidden).scalars())


def _chosen(kind: Kind, facet: Facet, choice: FacetChoice) -> ColumnElement[bool]:
    identity = RECORD_TABLES[kind].c.id
    pairs = facet.pairs(kind).subquery()
    having = select(pairs.c[RECORD])
    conditions = []
    if choice.taken:
        conditions.append(identity.in_(having.where(pairs.c[KEY].in_(keys_of(facet, choice.taken)))))
    if choice.excluded:
        conditions.append(identity.not_in(having.where(pairs.c[KEY].in_(keys_of(facet, choice.excluded)))))
    return and_(true(), *conditions)


def _dated(connection: Connection, kind: Kind, dates: DateFilter) -> ColumnElement[bool]:
    """Return the condition that a record, or of a monument or actor one of its events, is dated so."""
    key = record_type(kind).date_key
    table = RECORD_TABLES[kind]
    if key is not None:
        return _within(connection, table, key, dates)
    event = RECORD_TABLES[Kind.EVENT]
    pairs = relations.events(kind).subquery()
    fitting = select(event.c.id).where(_within(connection, event, "date", dates))
    return table.c.id.in_(select(pairs.c[RECORD]).where(pairs.c[KEY].in_(fitting)))


def _within(connection: Connection, table: Table, key: str, dates: DateFilter) -> ColumnElement[bool]:
    start = dates.start.earliest_day if dates.start else None
    end = dates.end.latest_day if dates.end else None
    first, last = table.c[f"{key}_first"], table.c[f"{key}_last"]
    if dates.mode is DateMode.CERTAIN:
        after_start = true() if start is None else first >= start
        return and_(table.c[key].is_not(None), after_start, true() if end is None else last <= end)
    before_end = true() if end is None else or_(first.is_(None), first <= end)
    after_start = true() if start is None else or_(last.is_(None), last >= start)
    possible = and_(table.c[key].is_not(None), before_end, after_start)
    around = _sets_around(connection, table.c[key], possible, start, end)
    return and_(possible, not_(among(table.c.id, around))) if around else possible


def _sets_around(
    connection: Connection,
    column: Column[Any],
    possible: ColumnElement[bool],
    start: int | None,
    end: int | None,
) -> tuple[int, ...]:
    """Return records dated by a set ([A,B], {A,B}) with dates on both sides of the range, and none in it."""
    is_set = or_(column.startswith("["), column.startswith("{"))
    rows = connection.execute(select(column.table.c.id, column).where(possible, is_set))
    return tuple(number for number, text in rows if not kept_date(text).possibly_within(start, end))

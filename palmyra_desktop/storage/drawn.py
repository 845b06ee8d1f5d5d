"""Which records the timeline draws, and when they count: as the index says where it can, else as SQL does.

Of monuments and actors, the events they are linked to are drawn; of other kinds the records themselves. A
record counts on its first day, or on its last where the first is open; one without either is undated.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Connection, Table, and_, func, not_, or_, select, true

from palmyra_desktop.domain.criteria import Criteria, FacetChoice, FacetKey
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import DayCounts
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.storage import relations
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.facets import Facet
from palmyra_desktop.storage.relations import KEY, RECORD
from palmyra_desktop.storage.schema import RECORD_TABLES
from palmyra_desktop.storage.selection import not_offered, select_by

if TYPE_CHECKING:  # brings numpy, which is imported in a worker once the window shows
    from palmyra_desktop.storage.facet_index.indexes import Indexed, Indexes


_OPEN: Final = 2**60
"""Days of an open end, where they are counted from one end to the other."""


@dataclass(frozen=True)
class Drawn:
    """The records drawn: their kind, the condition that holds for them, and what the index knows of them."""

    connection: Connection
    kind: Kind
    condition: ColumnElement[bool]
    indexed: "Indexed | None"

    @property
    def table(self) -> Table:
        """The table of the kind."""
        return RECORD_TABLES[self.kind]

    def date(self, part: str = "") -> ColumnElement[Any]:
        """Return the column of the date, or of a part of it: "first", "last", "sort"."""
        key = record_type(self.kind).date_key or "date"
        return self.table.c[f"{key}_{part}" if part else key]

    @property
    def day(self) -> ColumnElement[int | None]:
        """The day a record counts on; NULL where it is undated."""
        return func.coalesce(self.date("first"), self.date("last"))

    def total(self) -> int:
        """Return how many records are drawn, the undated among them."""
        if self.indexed is not None:
            return self.indexed.count
        return self._number(self.are_drawn)

    def days(self) -> DayCounts:
        """Return when they count."""
        if self.indexed is not None:
            return self.indexed.days()
        return self._days(self.are_drawn)

    def last_day(self) -> int | None:
        """Return the last day any of them may mean."""
        if self.indexed is not None:
            return self.indexed.latest()
        return self.connection.execute(select(func.max(self.date("last"))).where(self.are_drawn)).scalar()

    def days_of_values(self, facet: Facet) -> dict[FacetKey | None, DayCounts]:
        """Return when those of each value of a facet count; of None, those without one."""
        if self.indexed is not None:
            return self.indexed.days_of_values(self.connection, facet)
        pairs = facet.pairs(self.kind).subquery()
        is_value = _offered(pairs.c[KEY], not_offered(self.connection, facet))
        number = func.count(pairs.c[RECORD].distinct())
        joined = select(pairs.c[KEY], self.day, number).join(self.table, self.table.c.id == pairs.c[RECORD])
        grouped = joined.where(self.are_drawn, self.day.is_not(None), is_value).group_by(
            pairs.c[KEY], self.day
        )
        rows = self.connection.execute(grouped.order_by(pairs.c[KEY], self.day))
        found: dict[FacetKey | None, DayCounts] = {
            key: DayCounts.numbered((day, count) for _key, day, count in same)
            for key, same in groupby(rows, itemgetter(0))
        }
        rest = self._days(self.are_drawn, self.table.c.id.not_in(select(pairs.c[RECORD]).where(is_value)))
        return found | {None: rest} if rest.total else found

    def values(self, facet: Facet, ids: Sequence[int]) -> Iterable[tuple[int, FacetKey]]:
        """Return pairs of some records and each value of a facet they have, in order."""
        if self.indexed is not None:
            return self.indexed.values(self.connection, facet, ids)
        pairs = facet.pairs(self.kind).subquery()
        offered = _offered(pairs.c[KEY], not_offered(self.connection, facet))
        rows = select(pairs.c[RECORD], pairs.c[KEY]).where(among(pairs.c[RECORD], ids), offered).distinct()
        in_order = self.connection.execute(rows.order_by(pairs.c[RECORD], pairs.c[KEY]))
        return ((number, key) for number, key in in_order)

    @property
    def are_drawn(self) -> ColumnElement[bool]:
        """The condition that a record is drawn."""
        if self.indexed is not None:
            return among(self.table.c.id, self.indexed.ids(self.connection, None))
        return self.condition

    def undated(self) -> ColumnElement[bool]:
        """Return the condition that a record is drawn and has no day."""
        if self.indexed is not None:
            return among(self.table.c.id, self.indexed.undated())
        return and_(self.are_drawn, self.day.is_(None))

    def between(self, first_day: int, last_day: int, most: int) -> tuple[ColumnElement[bool], int] | None:
        """Return the condition that a record is drawn and has any of these days, and how many it leaves out.

        Where they are more than `most`, it holds for those that count on one of the days, and for the longest
        of the others, for these are seen in most views; None where the first alone are too many.
        """
        if self.indexed is not None:
            found = self.indexed.between(first_day, last_day, most)
            return None if found is None else (among(self.table.c.id, found[0]), found[1])
        there = self._having(first_day, last_day)
        number = self._number(there)
        if number <= most:
            return there, 0
        counting = and_(self.are_drawn, self.day >= first_day, self.day <= last_day)
        room = most - self._number(counting)
        if room < 0:
            return None
        length = func.coalesce(self.date("last"), _OPEN) - func.coalesce(self.date("first"), -_OPEN)
        others = select(self.table.c.id).where(there, not_(counting))
        longest = self.connection.execute(others.order_by(length.desc(), self.table.c.id).limit(room))
        return or_(counting, among(self.table.c.id, longest.scalars())), number - most

    def _having(self, first_day: int, last_day: int) -> ColumnElement[bool]:
        first, last = self.date("first"), self.date("last")
        begins, ends = or_(first.is_(None), first <= last_day), or_(last.is_(None), last >= first_day)
        return and_(self.are_drawn, self.day.is_not(None), begins, ends)

    def _number(self, condition: ColumnElement[bool]) -> int:
        found = select(func.count()).select_from(self.table).where(condition)
        return int(self.connection.execute(found).scalar_one())

    def _days(self, *conditions: ColumnElement[bool]) -> DayCounts:
        counted = select(self.day, func.count()).where(*conditions)
        rows = self.connection.execute(counted.group_by(self.day).order_by(self.day))
        return DayCounts.numbered((day, number) for day, number in rows if day is not None)


def drawn(connection: Connection, criteria: Criteria, indexes: "Indexes | None" = None) -> Drawn:
    """Return what the timeline draws of what criteria select."""
    kind = criteria.kind
    selection = select_by(connection, criteria)
    if kind not in (Kind.MONUMENT, Kind.ACTOR):
        indexed = indexes.answer(connection, criteria) if indexes else None
        return Drawn(connection, kind, and_(true(), *selection.conditions()), indexed)
    pairs, selected = relations.events(kind).subquery(), selection.ids()
    linked = select(pairs.c[KEY]).where(pairs.c[RECORD].in_(selected))
    # The events of a monument or an actor are those that its facet finds.
    keys: tuple[FacetKey, ...] = ()
    if indexes:
        own = indexes.answer(connection, criteria)
        keys = tuple(own.ids(connection, None) if own else connection.execute(selected).scalars())
    choice = Criteria(Kind.EVENT, facets=(FacetChoice(kind.value, keys),))
    indexed = indexes.answer(connection, choice) if indexes and keys else None
    return Drawn(connection, Kind.EVENT, RECORD_TABLES[Kind.EVENT].c.id.in_(linked), indexed)


def _offered(key: ColumnElement[Any], hidden: frozenset[FacetKey]) -> ColumnElement[bool]:
    """Return the condition that there is a value, and none that is hidden, which are ids of records."""
    return and_(key.is_not(None), ~among(key, map(int, hidden))) if hidden else key.is_not(None)

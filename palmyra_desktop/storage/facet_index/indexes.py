"""The indexes of an open archive: which are there, how they are had, and how they follow what changes."""

from array import array
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection
from contextlib import ExitStack
from operator import itemgetter
from threading import Lock
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap
from sqlalchemy import Connection, Engine, Select, delete, insert, select

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.criteria import Criteria, FacetKey, Sort
from palmyra_desktop.domain.fields import FieldType, Kind
from palmyra_desktop.domain.found import DayCounts
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.storage import fulltext
from palmyra_desktop.storage.facet_index import blobs, orders, postings
from palmyra_desktop.storage.facet_index.affected import affected, newest_act, reworded
from palmyra_desktop.storage.facet_index.base import Base
from palmyra_desktop.storage.facet_index.build import build
from palmyra_desktop.storage.facet_index.hits import hits, points
from palmyra_desktop.storage.facet_index.packed import Ids, as_array
from palmyra_desktop.storage.facet_index.redated import as_said
from palmyra_desktop.storage.facet_index.through import COUNTED, THROUGH, Through
from palmyra_desktop.storage.facet_index.view import Answer, View, viewed
from palmyra_desktop.storage.facets import Facet
from palmyra_desktop.storage.ordering import ordered
from palmyra_desktop.storage.relations import live
from palmyra_desktop.storage.schema import RECORD_TABLES, facet_index
from palmyra_desktop.storage.selection import not_offered
from palmyra_desktop.storage.unit_of_work import interruptible, reading, writing

KINDS: Final = (Kind.EVENT, Kind.IMAGE, Kind.CLAIM)
"""Kinds that have an index of their own: those that grow large. The others go through these."""
LEAST: Final = 2_000
"""Records of a kind from which an index is worth it."""

_ORDERS_KEPT: Final = 3
Read = TypeVar("Read")


class Indexes:
    """Views of an archive's kinds, shared by all threads; each is replaced, never changed."""

    def __init__(self) -> None:
        """Have none yet."""
        self._views: dict[Kind, View] = {}
        self._through = {kind: Through(kind) for kind in THROUGH}
        self._orders: OrderedDict[tuple[Kind, int, Sort], Ids] = OrderedDict()
        self._read: dict[Callable[[Connection], Any], tuple[int, Any]] = {}
        self._hidden: dict[str, tuple[int, frozenset[FacetKey]]] = {}
        self._said: tuple[object, Answer] | None = None
        self._lock = Lock()

    def view(self, connection: Connection, kind: Kind) -> View | None:
        """Return the view of a kind as the connection sees the archive; None where none is of that moment."""
        if kind in THROUGH:
            needed, *others = (self.view(connection, through) for through in THROUGH[kind])
            if needed is None:
                return None
            views = needed, *(view for view in others if view is not None)
            return self._through[kind].view(connection, newest_act(connection), views)
        held = self._views.get(kind)
        if held is None:
            return None
        act = newest_act(connection)
        if act == held.act:
            return held
        changed = affected(connection, kind, held.base.act) if act > held.base.act else None
        if changed is None:
            return None
        made = viewed(connection, held.base, act, sorted(changed))
        with self._lock:
            if self._views.get(kind) is held:
                self._views[kind] = made
        return made

    def answer(self, connection: Connection, criteria: Criteria) -> "Indexed | None":
        """Return what criteria select; None where only SQL can tell."""
        view = self.view(connection, criteria.kind)
        if view is None or not view.knows(criteria):
            return None
        asked = fulltext.asked_for(criteria.text)
        found = hits(connection, view, criteria.scope, asked) if asked else None
        return Indexed(self, view.select(criteria, found))

    def said(self, connection: Connection, wanted: Select[Any], key: object) -> "Indexed | None":
        """Return the claims wanted at the time they were said (see `as_said`); None where only SQL can tell.

        Args:
            key: says what is wanted; of the same the answer is kept until something changes.
        """
        view = self.view(connection, Kind.CLAIM)
        if view is None:
            return None
        known = self._said
        if known is None or (known[0], known[1].view.act) != (key, view.act):
            of_then = known[1].view if known and known[1].view.act == view.act else as_said(connection, view)
            ids = np.fromiter(connection.execute(wanted).scalars(), dtype=np.int64)
            known = self._said = key, of_then.among(ids)
        return Indexed(self, known[1])

    def order(self, connection: Connection, view: View, sort: Sort) -> Ids:
        """Return the ids of all records of a view in another order than its own; kept for next time."""
        key = view.kind, view.act, sort
        with self._lock:
            if key in self._orders:
                self._orders.move_to_end(key)
                return self._orders[key]
        if (view.kind, sort.field) in COUNTED:
            found = self._by_number(connection, view, sort)
        elif (told := orders.order(connection, view, sort)) is not None:
            found = told
        elif sort == Sort(record_type(view.kind).date_key or "", descending=True):
            found = view.newest_first()
        else:
            table = RECORD_TABLES[view.kind]
            statement = ordered(select(table.c.id).where(live(table)), view.kind, sort)
            found = np.fromiter(connection.execute(statement).scalars(), dtype=np.int64)
        kept = Ids.of(found)
        with self._lock:
            self._orders[key] = kept
            while len(self._orders) > _ORDERS_KEPT:
                self._orders.popitem(last=False)
        return kept

    def _by_number(self, connection: Connection, view: View, sort: Sort) -> NDArray[np.int64]:
        ids = view.base.ids[:]
        counted = self.numbers(connection, view.kind, sort.field, ids.tolist()) or {}
        numbers = np.array([counted.get(one, 0) for one in ids.tolist()], dtype=np.int64)
        found: NDArray[np.int64] = ids[np.lexsort((ids, -numbers if sort.descending else numbers))]
        return found

    def total(self, connection: Connection, kind: Kind) -> int | None:
        """Return how many records of a kind there are; None where SQL tells, as soon."""
        view = None if kind in THROUGH else self.view(connection, kind)
        return None if view is None else view.total

    def numbers(
        self, connection: Connection, kind: Kind, field: str, ids: Collection[int]
    ) -> dict[int, int] | None:
        """Return what a field of records counts, without noughts; None where only SQL can tell."""
        through, facet = COUNTED.get((kind, field), (None, ""))
        view = None if through is None else self.view(connection, through)
        return None if view is None else view.numbers(facet, ids)

    def stances(
        self, connection: Connection, sources: Collection[int]
    ) -> dict[int, tuple[Counter[str], set[str | None]]] | None:
        """Return of sources how many claims in them have each stance, and the statuses they have.

        None where only SQL can tell; sources without claims are left out.
        """
        view = self.view(connection, Kind.CLAIM)
        if view is None:
            return None
        stances, statuses = (self._through[Kind.SOURCE].tally(view, facet) for facet in ("stance", "status"))
        return {one: (stances[one], set(statuses[one])) for one in sources if one in stances}

    def hidden(self, connection: Connection, facet: Facet, act: int) -> frozenset[FacetKey]:
        """Return the values of a facet that are not shown to choose from, as after an act."""
        known = self._hidden.get(facet.key)
        if known is None or known[0] != act:
            known = self._hidden[facet.key] = (act, not_offered(connection, facet))
        return known[1]

    def once(self, connection: Connection, read: Callable[[Connection], Read]) -> Read:
        """Return what is read of the archive; read but once after each act."""
        act = newest_act(connection)
        known = self._read.get(read)
        if known is None or known[0] != act:
            known = self._read[read] = act, read(connection)
        found: Read = known[1]
        return found

    def is_wanted(self, connection: Connection, kind: Kind) -> bool:
        """Whether an index of a kind is worth having and there is none that can follow the archive."""
        view = self.view(connection, kind)
        if view is not None and view.reworded is not None:
            return False
        number = select(RECORD_TABLES[kind].c.id).limit(1).offset(LEAST - 1)
        return connection.execute(number).first() is not None

    def bases(self) -> tuple[Base, ...]:
        """Return the base of each kind that has one."""
        with self._lock:
            return tuple(view.base for view in self._views.values())

    def hold(self, base: Base) -> None:
        """Answer from a base from now on."""
        with self._lock:
            self._views[base.kind] = View(base, base.act, BitMap())


class Indexed:
    """The answer of an index to criteria, in the forms that are asked for."""

    def __init__(self, indexes: Indexes, answer: Answer) -> None:
        """Wrap what was selected."""
        self._indexes, self._answer = indexes, answer

    @property
    def total(self) -> int:
        """How many records of the kind there are."""
        return self._answer.view.total

    @property
    def conflicts(self) -> int:
        """How many of those selected claims disagree on."""
        return self._answer.conflicts

    @property
    def count(self) -> int:
        """How many records are selected."""
        return self._answer.count

    def days(self) -> DayCounts:
        """Return when those selected count."""
        return self._answer.days()

    def latest(self) -> int | None:
        """Return the last day that any of those selected may mean."""
        return self._answer.latest()

    def days_of_values(self, connection: Connection, facet: Facet) -> dict[FacetKey | None, DayCounts]:
        """Return when those of each value of a facet count, hidden ones left out; of None, the others."""
        hidden = self._indexes.hidden(connection, facet, self._answer.view.act)
        return self._answer.days_of_values(facet.key, hidden)

    def values(
        self, connection: Connection, facet: Facet, ids: Collection[int]
    ) -> list[tuple[int, FacetKey]]:
        """Return pairs of some records and each value of a facet they have, hidden ones left out."""
        hidden = self._indexes.hidden(connection, facet, self._answer.view.act)
        return self._answer.values(facet.key, ids, hidden)

    def undated(self) -> list[int]:
        """Return the ids of those selected that have no day at all, in no order."""
        found: list[int] = self._answer.undated().tolist()
        return found

    def between(self, first_day: int, last_day: int, most: int) -> tuple[list[int], int] | None:
        """Return the ids of those that have any of these days, and how many are left out; see `Answer`."""
        found = self._answer.between(first_day, last_day, most)
        return None if found is None else (found[0].tolist(), found[1])

    def ids(self, connection: Connection, sort: Sort | None) -> "array[int]":
        """Return the ids of the records selected, in the order asked for."""
        view = self._answer.view
        described = record_type(view.kind)
        if sort is None or not described.has_field(sort.field) or sort == Sort(described.date_key or ""):
            return self._answer.ids()
        order = self._order(connection, view, sort)
        if self.count == view.total:
            return as_array(order[:])
        return as_array(order[order.among(np.frombuffer(self._answer.ids(), dtype=np.int64))])

    def by_relevance(self, connection: Connection, text: str) -> "array[int]":
        """Return the ids of the records selected, those first that a text fits best; see fulltext.TIERS."""
        own = np.frombuffer(self._answer.ids(), dtype=np.int64)
        fit = self._answer.in_order(points(connection, self._answer.view, text))
        return as_array(own[np.argsort(-fit, kind="stable")])

    def _order(self, connection: Connection, view: View, sort: Sort) -> Ids:
        described = record_type(view.kind)
        if described.field(sort.field).type is not FieldType.FLAG:
            return self._indexes.order(connection, view, sort)
        order = self._indexes.order(connection, view, Sort(described.title_key))
        is_marked = np.zeros(len(order), dtype=bool)
        is_marked[order.among(view.contested)] = True
        return order.at_ranks(np.argsort(~is_marked if sort.descending else is_marked, kind="stable"))

    def counts(self, connection: Connection, facet: Facet, limit: int) -> dict[FacetKey, int]:
        """Return the values of a facet that give most, most first, then by key; at most so many."""
        counts = self._answer.counts(facet.key)
        for key in self._indexes.hidden(connection, facet, self._answer.view.act):
            counts.pop(key, None)
        most_first = sorted(counts.items())
        most_first.sort(key=itemgetter(1), reverse=True)  # those of one count stay in the order of their keys
        return dict(most_first[:limit])


def load(connection: Connection, kind: Kind) -> Base | None:
    """Return the base kept in the archive; None where there is none that this version can follow from."""
    data = connection.execute(select(facet_index.c.data).where(facet_index.c.kind == kind.value)).scalar()
    try:
        base = None if data is None else blobs.from_bytes(data)
    except blobs.Unfit:
        return None
    if base is None or base.act > newest_act(connection):
        return None  # the archive is an older copy than its index
    return base if affected(connection, kind, base.act) is not None else None


def load_kept(engine: Engine) -> Indexes:
    """Return indexes with the bases kept in the archive that can be followed from."""
    found = Indexes()
    with reading(engine) as connection:
        for kind in KINDS:
            base = load(connection, kind)
            if base is not None:
                found.hold(base)
    return found


def prepare(engine: Engine, indexes: Indexes, cancel: Cancellation | None = None) -> tuple[Kind, ...]:
    """Load or make every index that is wanted; return the kinds it was made for.

    Raises:
        Cancelled: if asked to stop meanwhile.
    """
    made = []
    for kind in KINDS:
        with interruptible(engine, cancel) as connection:
            if not indexes.is_wanted(connection, kind):
                continue
            base = load(connection, kind)
            if base is not None and reworded(connection, kind, base.act) is None:
                base = None
        if base is None:
            made.append(kind)
        indexes.hold(base or make(engine, kind, cancel))
    return tuple(made)


def make(engine: Engine, kind: Kind, cancel: Cancellation | None = None) -> Base:
    """Return a new base of the archive as it is now.

    Raises:
        Cancelled: if asked to stop meanwhile.
    """
    with ExitStack() as stack:
        connection = stack.enter_context(interruptible(engine, cancel))
        act = newest_act(connection)
        beside = []
        if engine.dialect.name == "sqlite":
            beside = [stack.enter_context(interruptible(engine, cancel))]
            if newest_act(beside[0]) != act:
                beside = []  # somebody wrote in between: one reads it all
        return build(connection, kind, act, cancel=cancel, beside=beside)


def gather(
    engine: Engine, indexes: Indexes, kind: Kind, cancel: Cancellation | None = None
) -> Callable[[], None]:
    """Gather the base of a kind and the words of its records; return what keeps them, if there is a base.

    Words of a moment after the base's are as good: records changed since are looked at one by one anyway.
    To gather takes a minute of a million records and writes nothing, to keep is short, no act of a user, and
    not in the log.

    Raises:
        Cancelled: if asked to stop meanwhile.
    """
    base = next((base for base in indexes.bases() if base.kind is kind), None)
    if base is None:
        return lambda: None
    with interruptible(engine, cancel) as connection:
        words = {scope: postings.build(connection, base, scope, cancel) for scope in postings.SCOPES}
    row = {"kind": kind.value, "data": blobs.to_bytes(base)}

    def keep() -> None:
        with writing(engine) as unit:
            unit.connection.execute(delete(facet_index).where(facet_index.c.kind == kind.value))
            unit.connection.execute(insert(facet_index), row)
            postings.keep(unit.connection, base, words)

    return keep

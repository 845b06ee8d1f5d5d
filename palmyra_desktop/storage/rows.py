"""Records in file form to rows and back, many at a time; what may be in them is decided in validation.py."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from palmyra_desktop.domain.fields import FieldType, Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.storage.schema import (
    LINKS,
    RECORD_TABLES,
    chosen,
    folded_name,
    identifier,
    name,
    source_text,
)
from palmyra_desktop.storage.values import (
    CHOSEN,
    ROLES,
    TEXT,
    TRASHED,
    Values,
    columns,
    from_columns,
    is_column,
    nothing,
    stored_fields,
)

_T = TypeVar("_T")
_AT_ONCE = 5_000  # values in one statement; SQLite takes 32 766 parameters, PostgreSQL 65 535


@dataclass(slots=True)
class State:
    """A record as it stands within one act, in file form.

    Attributes:
        version: as it will be stored. stored_version: as it was when the act began; 0 for a new record.
        values: every field's; TEXT only where it was asked for; CHOSEN + FIELD only where one is chosen.
        changed: keys of values that are not stored yet.
    """

    ref: RecordRef
    uid: str
    version: int
    stored_version: int
    values: Values
    changed: frozenset[str] = frozenset()


def chunks(values: Iterable[_T], size: int = _AT_ONCE) -> Iterator[Sequence[_T]]:
    """Return values in portions that one statement can take."""
    every: Sequence[Any] = values if isinstance(values, range) else tuple(values)
    for start in range(0, len(every), size):
        yield every[start : start + size]


def load(
    connection: Connection, kind: Kind, ids: Collection[int], texts: Collection[int] = ()
) -> dict[int, State]:
    """Return records as they stand in the archive; those that are not there are left out.

    Args:
        texts: sources among them whose archived text is wanted.
    """
    states: dict[int, State] = {}
    for some in chunks(ids):
        states |= _load_rows(connection, kind, some)
    for some in chunks(states):
        _load_lists(connection, kind, some, states)
    for some in chunks(texts):
        for number in some:
            states[number].values[TEXT] = None
        for number, text in connection.execute(
            select(source_text.c.source_id, source_text.c.text).where(source_text.c.source_id.in_(some))
        ):
            states[number].values[TEXT] = text
    return states


def insert_new(connection: Connection, kind: Kind, states: Sequence[State], at_utc: str) -> None:
    """Write records that are not in the archive yet; their values must be complete."""
    for some in chunks(states):  # all at once they would take as much memory again
        rows = [
            {"id": s.ref.id, "uid": s.uid, "version": s.version} | columns(kind, s.values, at_utc)
            for s in some
        ]
        if kind is Kind.SOURCE:
            rows = [{"text_sha256": None} | row for row in rows]
        connection.execute(insert(RECORD_TABLES[kind]), rows)
        _insert_lists(connection, kind, some)


def update_changed(connection: Connection, kind: Kind, states: Sequence[State], at_utc: str) -> None:
    """Write what has changed of records that are in the archive."""
    table = RECORD_TABLES[kind]
    alike: dict[frozenset[str], list[dict[str, Any]]] = defaultdict(list)
    for state in states:
        values = {key: state.values.get(key) for key in state.changed}
        row = {"version": state.version} | columns(kind, values, at_utc)
        alike[frozenset(row)].append({"its_id": state.ref.id} | {f"new_{key}": row[key] for key in row})
    for keys, rows in alike.items():
        statement = update(table).where(table.c.id == bindparam("its_id"))
        connection.execute(statement.values({key: bindparam(f"new_{key}") for key in keys}), rows)
    _delete_lists(connection, kind, states)
    _insert_lists(connection, kind, states)


def _load_rows(connection: Connection, kind: Kind, ids: Sequence[int]) -> dict[int, State]:
    table = RECORD_TABLES[kind]
    fields = [(f, is_column(f)) for f in stored_fields(kind)]
    found = {}
    rows = connection.execute(select(table).where(table.c.id.in_(ids)))
    names = tuple(rows.keys())
    for each in rows.all():  # all at once: fetched one by one, or as mappings, rows take twice the time
        row = dict(zip(names, each, strict=True))
        values = {f.key: from_columns(f, row) if own else [] for f, own in fields}
        values[TRASHED] = row["trashed_at"] is not None
        ref = RecordRef(kind, row["id"])
        found[ref.id] = State(ref, row["uid"], row["version"], row["version"], values)
    return found


def _load_lists(connection: Connection, kind: Kind, ids: Sequence[int], states: dict[int, State]) -> None:
    for part in _lists(kind):
        found = connection.execute(
            select(part.owner, *(part.table.c[key] for key in part.keys))
            .where(part.of(ids))
            .order_by(part.owner, part.table.c.position)
        )
        for owner, *rest in found.all():
            states[owner].values[part.key].append(part.member(rest))
    for owner, its_field, claim_id in connection.execute(
        select(chosen.c.record_id, chosen.c.field, chosen.c.claim_id).where(
            chosen.c.kind == kind.value, chosen.c.record_id.in_(ids)
        )
    ):
        states[owner].values[CHOSEN + its_field] = claim_id


def _delete_lists(connection: Connection, kind: Kind, states: Sequence[State]) -> None:
    for part in _lists(kind):
        for some in chunks(s.ref.id for s in states if part.key in s.changed):
            connection.execute(delete(part.table).where(part.of(some)))
    for some in chunks(s.ref.id for s in states if TEXT in s.changed):
        connection.execute(delete(source_text).where(source_text.c.source_id.in_(some)))
    gone = [
        {"its_id": s.ref.id, "its_field": key.removeprefix(CHOSEN)}
        for s in states
        for key in s.changed
        if key.startswith(CHOSEN)
    ]
    if gone:
        connection.execute(
            delete(chosen).where(
                chosen.c.kind == kind.value,
                chosen.c.record_id == bindparam("its_id"),
                chosen.c.field == bindparam("its_field"),
            ),
            gone,
        )


def _insert_lists(connection: Connection, kind: Kind, states: Sequence[State]) -> None:
    """Write the lists of new records, and those of others that have changed."""
    for part in _lists(kind):
        rows = [
            part.row(s.ref.id, position, member)
            for s in states
            if not s.stored_version or part.key in s.changed
            for position, member in enumerate(s.values[part.key])
        ]
        if rows:
            connection.execute(insert(part.table), rows)
    texts = [
        {"source_id": s.ref.id, "text": s.values[TEXT]}
        for s in states
        if s.values.get(TEXT) is not None and (not s.stored_version or TEXT in s.changed)
    ]
    if texts:
        connection.execute(insert(source_text), texts)
    of_kind = {"kind": kind.value}
    choices = [
        of_kind | {"record_id": s.ref.id, "field": key.removeprefix(CHOSEN), "claim_id": s.values[key]}
        for s in states
        for key in s.changed
        if key.startswith(CHOSEN) and s.values[key] is not None
    ]
    if choices:
        connection.execute(insert(chosen), choices)


@dataclass(frozen=True, slots=True)
class _List:
    """A field whose members are rows of another table, and how a member becomes a row.

    Attributes:
        keys: the columns that make a member.
        plain: whether a member is the one column's value itself. kind: for the table of names alone.
    """

    key: str
    table: Table
    owner: Column[Any]
    keys: tuple[str, ...]
    kind: Kind | None = None
    plain: bool = False

    @property
    def _names(self) -> tuple[str, ...]:
        """The keys of a member in file form, parallel to `keys`."""
        return ("id", "role") if "role" in self.keys else self.keys

    def of(self, ids: Sequence[int]) -> ColumnElement[bool]:
        """Return the condition for the rows of these records."""
        ours = self.owner.in_(ids)
        return ours if self.kind is None else and_(self.table.c.kind == self.kind.value, ours)

    def member(self, row: Sequence[Any]) -> Any:
        """Return a row's file form."""
        if self.plain:
            return row[0]
        return dict(zip(self._names, row, strict=True))

    def row(self, owner: int, position: int, member: Any) -> dict[str, Any]:
        """Return the row of a member."""
        parts = (member,) if self.plain else (member[key] for key in self._names)
        row = dict(zip(self.keys, parts, strict=True)) | {self.owner.key: owner, "position": position}
        if self.kind is not None:
            row |= {"kind": self.kind.value, "folded": folded_name(member["text"])}
        return row


def _lists(kind: Kind) -> Iterator[_List]:
    for described in stored_fields(kind):
        key = described.key
        if described.type is FieldType.LINKS:
            links = LINKS[kind, key]
            keys = (links.target, "role") if (kind, key) == ROLES else (links.target,)
            yield _List(key, links.table, links.owner_column, keys, plain=len(keys) == 1)
        elif described.type is FieldType.NAMES:
            yield _List(key, name, name.c.record_id, ("text", "language", "script"), kind)
        elif described.type is FieldType.IDENTIFIERS:
            yield _List(key, identifier, identifier.c.monument_id, ("scheme", "value"))


def complete(kind: Kind, values: Values) -> Values:
    """Return a new record's values with every absent one named."""
    single, several = _absent(kind)
    return {**single, **{key: [] for key in several}, TRASHED: False, **values}


@cache
def _absent(kind: Kind) -> tuple[Values, tuple[str, ...]]:
    """Return what a record without values has, and the keys of its lists, of which each has its own."""
    absent = {f.key: nothing(f) for f in stored_fields(kind)}
    if kind is Kind.SOURCE:
        absent[TEXT] = None
    several = tuple(key for key, value in absent.items() if value == [])
    return {key: value for key, value in absent.items() if key not in several}, several

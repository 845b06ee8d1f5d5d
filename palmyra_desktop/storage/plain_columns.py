"""Ids to plain values, for files: what `file_form.record_values` makes of records, without making these.

Read and built column by column, many records at a time: a hundred thousand records become files in seconds.
A test compares every value with that of the record.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain, compress, count
from typing import Any, Final

import orjson
from sqlalchemy import Column, Connection, Select

from palmyra_desktop.domain.calendar import days_to_iso
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.file_form import field_keys, value_keys
from palmyra_desktop.domain.plain_page import PlainColumns
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.storage import plain_queries
from palmyra_desktop.storage.counts import SAID, counts, disagreed, in_conflict
from palmyra_desktop.storage.plain_queries import (
    IDENTIFIERS,
    Columns,
    claims_about,
    links_of,
    names_of,
    rows_of,
    shown_as,
)
from palmyra_desktop.storage.schema import LINKS, RECORD_TABLES, source
from palmyra_desktop.storage.values import ROLES, is_column, leads_to_several_kinds

_KEPT: Final = 10_000  # values of a column
_Columns = dict[str, Sequence[Any]]


class Known:
    """What is shown of records that others lead to, read once for many pages; a part of it is kept."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: dict[Column[Any], dict[int, Any]] = defaultdict(dict)

    def of(self, connection: Connection, column: Column[Any], ids: Collection[int]) -> Mapping[int, Any]:
        """Return a column's values for these records, and others; those that are not there are left out."""
        known = self._with_room(column)
        missing = set(ids).difference(known)
        if missing:
            known.update(zip(*plain_queries.columns(connection, shown_as(column), missing), strict=True))
        return known

    def add(self, column: Column[Any], ids: Iterable[int], values: Iterable[Any]) -> None:
        """Keep values that were read."""
        self._with_room(column).update(zip(ids, values, strict=True))

    def _with_room(self, column: Column[Any]) -> dict[int, Any]:
        if len(self._known[column]) > _KEPT:
            self._known[column] = {}
        return self._known[column]


def plain_columns(
    connection: Connection,
    kind: Kind,
    ids: Sequence[int],
    keys: Sequence[str] | None = None,
    known: Known | None = None,
) -> PlainColumns:
    """Return the values of records in the order of their ids; those that are not there are left out.

    Args:
        keys: of the values wanted (`value_keys`); None is all that is public. What is not wanted is not read.
        known: from earlier pages.
    """
    wanted = value_keys(kind) if keys is None else tuple(keys)
    return _Page(connection, kind, wanted, known or Known(), ids).columns()


def columns_and_claims(
    connection: Connection,
    kind: Kind,
    ids: Sequence[int],
    *,
    with_grades: bool = False,
    known: Known | None = None,
) -> tuple[PlainColumns, PlainColumns]:
    """Return all public values of records, and of the claims about them: record by record, then by id."""
    known = known or Known()
    keys, its_keys = (value_keys(one, with_grades=with_grades) for one in (kind, Kind.CLAIM))
    page = _Page(connection, kind, keys, known, ids)
    claims = _Page(connection, Kind.CLAIM, its_keys, known, page.ids, about=kind).columns()
    page.said = [claims[1 + its_keys.index(key)] for key in SAID]
    return page.columns(), claims


class _Page:
    """Some records of a kind: their own columns, and what is beside them, each as a column of values."""

    def __init__(
        self,
        connection: Connection,
        kind: Kind,
        keys: tuple[str, ...],
        known: Known,
        ids: Sequence[int],
        about: Kind | None = None,
    ) -> None:
        """Read the records of these ids, in this order; or the claims about records of a kind, by theirs."""
        self._connection, self._kind, self._keys, self._known = connection, kind, keys, known
        self._fields = _wanted(kind, keys)
        owner = "subject_id" if about else "id"
        always = owner, "id", "uid", record_type(kind).title_key
        own = tuple(dict.fromkeys((*always, *chain.from_iterable(map(_own_names, self._fields)))))
        found = self._read(claims_about(about, own) if about else rows_of(kind, own), ids)
        columns = dict(zip(own, found, strict=True))
        order = _order(columns[owner], columns["id"], ids)
        self._own: _Columns = {key: list(map(column.__getitem__, order)) for key, column in columns.items()}
        known.add(_title(kind), self.ids, self._own[record_type(kind).title_key])

    def _read(self, statement: Select[Any], ids: Sequence[int]) -> Columns:
        return plain_queries.columns(self._connection, statement, ids)

    def columns(self) -> PlainColumns:
        """Return uids and values."""
        titles = self._own[record_type(self._kind).title_key]
        found: _Columns = {"id": self.ids, "kind": self._same(self._kind.value), "title": titles}
        for field in self._fields:
            found |= self._columns(field)
        return (self._own["uid"], *(found[key] for key in self._keys))

    @property
    def ids(self) -> Sequence[int]:
        """The ids of the records that are there."""
        return self._own["id"]

    @cached_property
    def said(self) -> Columns:
        """What claims about these records say: the columns SAID."""
        return self._read(claims_about(self._kind), self.ids)

    def _same(self, value: Any) -> list[Any]:
        return [value] * len(self.ids)

    def _by_id(self, values: Mapping[int, Any], absent: Callable[[], Any] = lambda: None) -> list[Any]:
        return [values[number] if number in values else absent() for number in self.ids]

    def _columns(self, field: Field) -> _Columns:
        """Return the columns that one field becomes."""
        key = field.key
        if field.derived:
            return {key: self._derived(field)}
        if field.type is FieldType.LINKS:
            return self._links(key)
        if field.type is FieldType.LINK:
            return self._link(field)
        if field.type is FieldType.NAMES:
            return self._names(key)
        if not is_column(field):
            return {key: self._identifiers()}
        if field.type is FieldType.DATE:
            first, last = self._own[f"{key}_first"], self._own[f"{key}_last"]
            return {
                key: self._own[key],
                f"{key}_earliest": list(map(_day, first)),
                f"{key}_latest": list(map(_day, last)),
            }
        own = self._own[key]
        is_list = field.type is FieldType.TEXTS
        return {key: [orjson.loads(text) if text else [] for text in own] if is_list else own}

    def _derived(self, field: Field) -> Sequence[Any]:
        if field.type is FieldType.COUNT:
            return self._by_id(self._counts(field.key), int)
        if field.type is FieldType.FLAG:
            marked = self._in_conflict()
            return [number in marked for number in self.ids]
        if self._kind is Kind.SOURCE:
            return self._own[field.key]
        sources = self._own["source_id"]
        publishers = self._known.of(self._connection, source.c.publisher, {*sources} - {None})
        return [publishers.get(number) for number in sources]

    def _in_conflict(self) -> Collection[int]:
        """Return the records in conflict; of claims that are alone with their field most tell of none."""
        if self._kind is Kind.CLAIM:
            return in_conflict(self._connection, self._kind, self.ids)
        _kinds, subjects, fields, *_values, statuses = self.said
        of_fields = list(zip(subjects, fields, strict=True))
        numbers = Counter(of_fields)
        is_doubtful = [
            numbers[field] > 1 or status == "conflict"
            for field, status in zip(of_fields, statuses, strict=True)
        ]
        return disagreed(compress(zip(*self.said, strict=True), is_doubtful))

    def _counts(self, key: str) -> Mapping[int, int]:
        """Return a derived count of each record; of those that are in conflict the claims are read anyway."""
        is_of_said = key == "claim_count" and self._kind not in (Kind.ACTOR, Kind.SOURCE)
        if is_of_said and "conflict" in self._keys:
            return Counter(self.said[SAID.index("subject_id")])
        rows = self._connection.execute(counts(self._kind, key, self.ids))
        return {number: found for number, found in rows}  # noqa: C416  # a Row is no tuple of two

    def _link(self, field: Field) -> _Columns:
        key, ends = field.key, self._own[f"{field.key}_id"]
        if not leads_to_several_kinds(field):
            shown = self._known.of(self._connection, _title(field.links_to[0]), {*ends} - {None})
            return {f"{key}_id": ends, key: [None if end is None else shown.get(end, "") for end in ends]}
        kinds = self._own[f"{key}_kind"]
        pairs = list(zip(kinds, ends, strict=True))
        titles: dict[Any, str | None] = {(None, None): None}
        for kind in {*kinds} - {None}:
            of_kind = {end for its_kind, end in pairs if its_kind == kind}
            found = self._known.of(self._connection, _title(Kind(kind)), of_kind)
            titles |= {(kind, end): found.get(end, "") for end in of_kind}
        return {f"{key}_id": ends, key: [titles[pair] for pair in pairs], f"{key}_kind": kinds}

    def _links(self, key: str) -> _Columns:
        owners, ends, roles = self._read(links_of(self._kind, key), self.ids)
        shown = self._known.of(self._connection, _title(LINKS[self._kind, key].target_kind), set(ends))
        parts = list(map(shown.__getitem__, ends)), ends, *((roles,) if (self._kind, key) == ROLES else ())
        numbers = Counter(owners)  # in their order
        behind = list(accumulate(numbers.values()))
        slices = dict(zip(numbers, map(slice, chain((0,), behind), behind), strict=True))
        each = self._by_id(slices, lambda: slice(0))
        keys = key, f"{key}_ids", f"{key}_roles"
        return {name: [part[one] for one in each] for name, part in zip(keys, parts, strict=False)}

    def _names(self, key: str) -> _Columns:
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for owner, *parts in zip(*self._read(names_of(self._kind), self.ids), strict=True):
            found[owner].append(dict(zip(("text", "language", "script"), parts, strict=True)))
        details = self._by_id(found, list)
        return {key: [[one["text"] for one in names] for names in details], f"{key}_details": details}

    def _identifiers(self) -> list[Any]:
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for owner, scheme, value in zip(*self._read(IDENTIFIERS, self.ids), strict=True):
            found[owner].append({"scheme": scheme, "value": value})
        return self._by_id(found, list)


def _title(kind: Kind) -> Column[Any]:
    return RECORD_TABLES[kind].c[record_type(kind).title_key]


@lru_cache
def _wanted(kind: Kind, keys: tuple[str, ...]) -> tuple[Field, ...]:
    """Return the fields that have some of these values; a private one, too, where it is asked for."""
    every = record_type(kind).fields
    return tuple(field for field in every if not set(keys).isdisjoint(field_keys(kind, field)))


def _own_names(field: Field) -> tuple[str, ...]:
    """Return the columns of a record's own row that a field needs."""
    key = field.key
    if not is_column(field) or (field.derived and field.type in (FieldType.COUNT, FieldType.FLAG)):
        return ()
    if field.derived and field.type is not FieldType.HASH:
        return ("source_id",)  # the publisher of what a claim stands in
    if field.type is FieldType.LINK:
        return (f"{key}_id", f"{key}_kind") if leads_to_several_kinds(field) else (f"{key}_id",)
    return (key, f"{key}_first", f"{key}_last") if field.type is FieldType.DATE else (key,)


def _order(owners: Sequence[int], ids: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """Return the places of rows in the order of the owners wanted, then of their ids."""
    places = {number: place for place, number in enumerate(wanted)}
    return [at for *_key, at in sorted(zip(map(places.__getitem__, owners), ids, count(), strict=False))]


@lru_cache(maxsize=1 << 15)
def _day(day: int | None) -> str | None:
    return None if day is None else days_to_iso(day)

"""Ids to plain values, for files: what `file_form.record_values` makes of records, without making these.

Read and built column by column, many records at a time: a hundred thousand records become files in seconds.
A test compares every value with that of the record.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, null, select

from palmyra_desktop.domain.calendar import days_to_iso
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.file_form import PlainRow, value_keys
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.storage.counts import contested, counts
from palmyra_desktop.storage.records import titles, titles_of
from palmyra_desktop.storage.rows import chunks
from palmyra_desktop.storage.schema import LINKS, RECORD_TABLES, claim, identifier, name, source
from palmyra_desktop.storage.values import ROLES, is_column, leads_to_several_kinds

_Columns = dict[str, Sequence[Any]]


def plain_rows(connection: Connection, kind: Kind, ids: Sequence[int]) -> Iterator[PlainRow]:
    """Return the values of records in the order of their ids; those that are not there are left out."""
    for some in chunks(ids):
        yield from _Page(connection, kind, some).rows()


class _Page:
    """Some records of a kind: their own columns, and what is beside them, each as a column of values."""

    def __init__(self, connection: Connection, kind: Kind, ids: Sequence[int]) -> None:
        self._connection, self._kind = connection, kind
        table = RECORD_TABLES[kind]
        found = connection.execute(select(table).where(table.c.id.in_(ids)))
        by_id = {row[0]: row for row in found.all()}
        rows = [by_id[number] for number in ids if number in by_id]
        self._own: _Columns = dict(zip(found.keys(), zip(*rows, strict=True), strict=True)) if rows else {}

    def rows(self) -> Iterator[PlainRow]:
        """Return uid and values of each record."""
        if not self._own:
            return iter(())
        described = record_type(self._kind)
        columns: _Columns = {
            "id": self._ids,
            "kind": self._same(self._kind.value),
            "title": self._own[described.title_key],
        }
        for field in described.public:
            columns |= self._columns(field)
        return zip(self._own["uid"], *(columns[key] for key in value_keys(self._kind)), strict=True)

    @property
    def _ids(self) -> Sequence[int]:
        return self._own["id"]

    def _same(self, value: Any) -> list[Any]:
        return [value] * len(self._ids)

    def _by_id(self, values: Mapping[int, Any], absent: Callable[[], Any] = lambda: None) -> list[Any]:
        return [values[number] if number in values else absent() for number in self._ids]

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
        return {key: list(map(list, own)) if field.type is FieldType.TEXTS else own}

    def _derived(self, field: Field) -> Sequence[Any]:
        if field.type is FieldType.COUNT:
            pairs = self._connection.execute(counts(self._kind, field.key, self._ids))
            return self._by_id(dict(map(tuple, pairs.all())), int)
        if field.type is FieldType.FLAG:
            marked = contested(self._connection, self._kind, self._ids)
            return [number in marked for number in self._ids]
        if self._kind is Kind.SOURCE:
            return self._own[field.key]
        publishers = select(claim.c.id, source.c.publisher).join(source, source.c.id == claim.c.source_id)
        found = self._connection.execute(publishers.where(claim.c.id.in_(self._ids)))
        return self._by_id(dict(map(tuple, found.all())))

    def _link(self, field: Field) -> _Columns:
        key, ends = field.key, self._own[f"{field.key}_id"]
        if leads_to_several_kinds(field):
            kinds = self._own[f"{key}_kind"]
            refs = [end and RecordRef(Kind(kind), end) for kind, end in zip(kinds, ends, strict=True)]
        else:
            kinds, refs = (), [end and RecordRef(field.links_to[0], end) for end in ends]
        found = titles(self._connection, {ref for ref in refs if ref})
        columns: _Columns = {f"{key}_id": ends, key: [found.get(ref, "") if ref else None for ref in refs]}
        return columns | ({f"{key}_kind": kinds} if kinds else {})

    def _links(self, key: str) -> _Columns:
        links = LINKS[self._kind, key]
        has_role = (self._kind, key) == ROLES
        role = links.table.c.role if has_role else null()
        ours = select(links.owner_column, links.target_column, role).where(links.owner_column.in_(self._ids))
        ordered = ours.order_by(links.owner_column, links.table.c.position)
        found: dict[int, tuple[list[int], list[str | None]]] = {}
        for owner, end, as_role in self._connection.execute(ordered).all():
            if owner in found:
                found[owner][0].append(end)
                found[owner][1].append(as_role)
            else:
                found[owner] = [end], [as_role]
        linked = {end for ends, _roles in found.values() for end in ends}
        shown = titles_of(self._connection, links.target_kind, linked)
        every = self._by_id(found, lambda: ([], []))
        made: _Columns = {
            key: [[shown[end] for end in ends] for ends, _roles in every],
            f"{key}_ids": [ends for ends, _roles in every],
        }
        return made | ({f"{key}_roles": [roles for _ends, roles in every]} if has_role else {})

    def _names(self, key: str) -> _Columns:
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        columns = name.c.record_id, name.c.text, name.c.language, name.c.script
        ours = select(*columns).where(name.c.kind == self._kind.value, name.c.record_id.in_(self._ids))
        for owner, *parts in self._connection.execute(ours.order_by(name.c.record_id, name.c.position)):
            found[owner].append(dict(zip(("text", "language", "script"), parts, strict=True)))
        details = self._by_id(found, list)
        return {key: [[one["text"] for one in names] for names in details], f"{key}_details": details}

    def _identifiers(self) -> list[Any]:
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        columns = identifier.c.monument_id, identifier.c.scheme, identifier.c.value
        ours = select(*columns).where(identifier.c.monument_id.in_(self._ids))
        ordered = ours.order_by(identifier.c.monument_id, identifier.c.position)
        for owner, scheme, value in self._connection.execute(ordered):
            found[owner].append({"scheme": scheme, "value": value})
        return self._by_id(found, list)


@lru_cache(maxsize=1 << 15)
def _day(day: int | None) -> str | None:
    return None if day is None else days_to_iso(day)

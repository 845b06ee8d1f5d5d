"""Every place where one record points at another, as a value of its own.

What is asked of them: which records point at these? Whoever removes or merges records needs the whole answer;
what filters and the detail show is told in relations.py and linked.py.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from palmyra_desktop.domain.fields import FieldType, Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.schema import LINKS, RECORD_TABLES, chosen
from palmyra_desktop.storage.values import CHOSEN, leads_to_several_kinds, stored_fields


@dataclass(frozen=True, slots=True)
class Pointer:
    """That a record points at another; `key` is the field, or CHOSEN and a field that rests on it."""

    owner: RecordRef
    key: str
    target: RecordRef


def pointers_to(connection: Connection, kind: Kind, ids: Collection[int]) -> Iterator[Pointer]:
    """Yield every pointer at some records of a kind, also from records in the trash."""
    if not ids:
        return
    for owner_kind, key, found, target in _ways(kind):
        rows = connection.execute(found.where(among(target, ids)).order_by(*found.selected_columns))
        for owner, number in rows:
            yield Pointer(RecordRef(owner_kind, owner), key, RecordRef(kind, number))
    if kind is Kind.CLAIM:
        rests = select(chosen).where(among(chosen.c.claim_id, ids))
        for row in connection.execute(rests.order_by(chosen.c.kind, chosen.c.record_id, chosen.c.field)):
            owner = RecordRef(Kind(row.kind), row.record_id)
            yield Pointer(owner, CHOSEN + row.field, RecordRef(kind, row.claim_id))


def _ways(kind: Kind) -> Iterator[tuple[Kind, str, Select[Any], ColumnElement[Any]]]:
    """Yield owner's kind, field, select of owner and target, and the target's column."""
    for owner, table in RECORD_TABLES.items():
        for field in stored_fields(owner):
            if not field.is_link or kind not in field.links_to:
                continue
            if field.type is FieldType.LINKS:
                links = LINKS[owner, field.key]
                target: ColumnElement[Any] = links.target_column
                found = select(links.owner_column, target)
            else:
                target = table.c[f"{field.key}_id"]
                found = select(table.c.id, target)
                if leads_to_several_kinds(field):
                    found = found.where(table.c[f"{field.key}_kind"] == kind.value)
            yield owner, field.key, found, target

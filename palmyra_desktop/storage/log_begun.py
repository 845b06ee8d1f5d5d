"""Which records began with a value in a field: the log keeps none of what a record was created with."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, not_, or_, select

from palmyra_desktop.domain.changes import Action
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.storage.schema import LINKS, RECORD_TABLES, change_log, identifier, name
from palmyra_desktop.storage.values import is_column, stored_fields


def with_value(key: str, kind: Kind | None = None) -> ColumnElement[bool]:
    """Return the condition on the log for creations of records that had a value in a field then.

    Args:
        kind: of record; None: of any that has the field.
    """
    kinds = Kind if kind is None else (kind,)
    fields = ((each, field) for each in kinds for field in stored_fields(each) if field.key == key)
    return or_(false(), *(_began(each, field) for each, field in fields))


def _began(kind: Kind, field: Field) -> ColumnElement[bool]:
    created = change_log.c.action == Action.CREATE.value, change_log.c.kind == kind.value
    replaced = change_log.c.record_id.in_(_replaced(kind, field))
    # Asked once: where no record has a value none of the created ones has to be looked up.
    kept = and_(_stands(kind, field), _stands(kind, field, change_log.c.record_id))
    return and_(*created, or_(replaced, kept))


def _replaced(kind: Kind, field: Field) -> Select[Any]:
    """Return the records that had a value before it was changed for the first time."""
    earlier, other = change_log.alias(), change_log.alias()
    changed = select(func.min(other.c.id).label("id")).where(
        other.c.kind == kind.value, _holds(other.c.before, field)
    )
    first = changed.group_by(other.c.record_id).subquery()
    nothing = or_(*(_holds(earlier.c.before, field, word) for word in ("null", "[]")))
    return select(earlier.c.record_id).join(first, earlier.c.id == first.c.id).where(not_(nothing))


def _holds(values: ColumnElement[Any], field: Field, value: str = "") -> ColumnElement[bool]:
    """Return the condition that values of the log name a field: canonical JSON writes it in one way alone."""
    return values.contains(f'"{field.key}":{value}', autoescape=True)


def _stands(kind: Kind, field: Field, number: ColumnElement[int] | None = None) -> ColumnElement[bool]:
    """Return the condition that records have a value: any, or one that has had it from the beginning."""
    table, earlier = RECORD_TABLES[kind], change_log.alias()
    if is_column(field):
        column = table.c[f"{field.key}_id" if field.type is FieldType.LINK else field.key]
        found = exists().where(column.is_not(None))
    elif field.type is FieldType.NAMES:
        found = exists().where(name.c.kind == kind.value, name.c.record_id == table.c.id)
    elif field.type is FieldType.IDENTIFIERS:
        found = exists().where(identifier.c.monument_id == table.c.id)
    else:
        found = exists().where(LINKS[kind, field.key].owner_column == table.c.id)
    if number is None:
        return found
    changed = exists().where(
        earlier.c.kind == kind.value, earlier.c.record_id == table.c.id, _holds(earlier.c.before, field)
    )
    return found.where(table.c.id == number, or_(table.c.version == 1, not_(changed)))

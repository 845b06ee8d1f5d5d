"""The order of lists: by any field of a kind, always ending in id."""

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, case, func, select

from palmyra_desktop.domain.criteria import Sort
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.vocabulary import vocabulary
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.counts import counts
from palmyra_desktop.storage.relations import RECORD
from palmyra_desktop.storage.schema import LINKS, RECORD_TABLES, identifier, name, source
from palmyra_desktop.storage.values import leads_to_several_kinds


def ordered(
    statement: Select[Any], kind: Kind, sort: Sort | None, contested: Collection[int] = ()
) -> Select[Any]:
    """Return a select from the kind's table in order.

    Without a sort: by date, undated last, or by name. Records without a value come last in both directions.
    Titles are ordered as they are folded, other texts without regard to case (of Latin letters, on SQLite);
    terms as in their list, those a user added behind; links by the title of the first.

    Args:
        contested: the records in conflict, needed to order by that.
    """
    table = RECORD_TABLES[kind]
    described = record_type(kind)
    if sort is None or not described.has_field(sort.field):
        sort = Sort(described.date_key or described.title_key)
    field = described.field(sort.field)
    if field.type is FieldType.FLAG:
        conflict = case((among(table.c.id, contested), 1), else_=0)
        return statement.order_by(
            conflict.desc() if sort.descending else conflict, table.c.folded, table.c.id
        )
    statement, value, more = _value(statement, kind, field)
    by = value.desc() if sort.descending else value.asc()
    then = [column.desc() if sort.descending else column.asc() for column in more]
    return statement.order_by(value.is_(None), by, *then, table.c.id)


def is_by_date(kind: Kind, sort: Sort | None) -> bool:
    """Whether a list of a kind is in the order of its dates."""
    key = record_type(kind).date_key
    return key is not None and (sort is None or sort.field == key)


def by_date(statement: Select[Any], kind: Kind, *, descending: bool) -> Select[Any]:
    """Return the dated records of a select from the kind's table, in the order `ordered` gives them.

    Those without a date come last there; without them SQL can go along its index.
    """
    table, key = RECORD_TABLES[kind], record_type(kind).date_key
    days = table.c[f"{key}_sort"], table.c[f"{key}_last"]
    order = [day.desc() if descending else day.asc() for day in days]
    return statement.where(days[0].is_not(None)).order_by(*order, table.c.id)


def own_text(kind: Kind, key: str) -> tuple[ColumnElement[Any], Callable[[str], Any]] | None:
    """Return the text in a record's own row that a field is ordered by, and the key such texts are sorted by.

    None for a field that is ordered by anything else.
    """
    field, table = record_type(kind).field(key), RECORD_TABLES[kind]
    is_text = key in table.c and isinstance(table.c[key].type, Text) and field.type is not FieldType.DATE
    if field.derived or not is_text:
        return None
    if field.type is not FieldType.TERM or not field.vocabulary:
        return func.lower(table.c[key]), str
    places = {term: place for place, term in enumerate(vocabulary(field.vocabulary).term_keys)}
    return table.c[key], lambda text: (places.get(text, len(places)), text)


def linked_text(kind: Kind, key: str) -> tuple[ColumnElement[Any], ...] | None:
    """Return what a field is ordered by where that is a text of another record; None where it is not.

    Returns:
        Record and the end of its link or NULL, of one table; id and text of the records it leads to.
    """
    field, table = record_type(kind).field(key), RECORD_TABLES[kind]
    if (kind, key) == (Kind.CLAIM, "publisher"):
        return table.c.id, table.c.source_id, source.c.id, func.lower(source.c.publisher)
    if field.derived or not field.is_link or leads_to_several_kinds(field):
        return None
    if field.type is FieldType.LINK:
        target = RECORD_TABLES[field.links_to[0]]
        return table.c.id, table.c[f"{key}_id"], target.c.id, target.c.folded
    links = LINKS[kind, key]
    target = RECORD_TABLES[links.target_kind]
    first = case((links.table.c.position == 0, links.target_column))
    return links.owner_column, first, target.c.id, target.c.folded


def _value(
    statement: Select[Any], kind: Kind, field: Field
) -> tuple[Select[Any], ColumnElement[Any], list[ColumnElement[Any]]]:
    """Return the select with what the order needs joined, and the expressions to order by."""
    table = RECORD_TABLES[kind]
    if field.key == record_type(kind).title_key:
        return statement, table.c.folded, []
    if field.type is FieldType.DATE:
        return statement, table.c[f"{field.key}_sort"], [table.c[f"{field.key}_last"]]
    if field.type is FieldType.COUNT and field.derived:
        number = counts(kind, field.key).subquery()
        statement = statement.outerjoin(number, number.c[RECORD] == table.c.id)
        return statement, func.coalesce(number.c.count, 0), []
    if field.type in (FieldType.LINKS, FieldType.NAMES, FieldType.IDENTIFIERS):
        first = _first_of_list(kind, field).subquery()
        statement = statement.outerjoin(first, first.c[0] == table.c.id)
        return statement, first.c[1], []
    if field.type is FieldType.LINK:
        return _by_link(statement, kind, field)
    if (kind, field.key) == (Kind.CLAIM, "publisher"):
        statement = statement.outerjoin(source, source.c.id == table.c.source_id)
        return statement, func.lower(source.c.publisher), []
    if (kind, field.key) == (Kind.CLAIM, "grade"):
        statement = statement.outerjoin(source, source.c.id == table.c.source_id)
        return statement, source.c.reliability, [table.c.credibility]
    column = table.c[field.key]
    if field.type is FieldType.TERM and field.vocabulary:
        return statement, _place(column, field.vocabulary), [column]
    is_text = field.type not in (FieldType.NUMBER, FieldType.COUNT, FieldType.TEXTS)
    return statement, func.lower(column) if is_text else column, []


def _first_of_list(kind: Kind, field: Field) -> Select[Any]:
    """Return (record, what its first member is ordered by)."""
    if field.type is FieldType.LINKS:
        links = LINKS[kind, field.key]
        target = RECORD_TABLES[links.target_kind].alias()
        joined = select(links.owner_column, target.c.folded)
        joined = joined.join_from(links.table, target, target.c.id == links.target_column)
        return joined.where(links.table.c.position == 0)
    if field.type is FieldType.NAMES:
        return select(name.c.record_id, name.c.folded).where(name.c.kind == kind.value, name.c.position == 0)
    return select(identifier.c.monument_id, identifier.c.value).where(identifier.c.position == 0)


def _by_link(
    statement: Select[Any], kind: Kind, field: Field
) -> tuple[Select[Any], ColumnElement[Any], list[ColumnElement[Any]]]:
    table = RECORD_TABLES[kind]
    number = table.c[f"{field.key}_id"]
    folded = []
    for target_kind in field.links_to:
        target = RECORD_TABLES[target_kind].alias()
        of_kind = target.c.id == number
        if leads_to_several_kinds(field):
            of_kind &= table.c[f"{field.key}_kind"] == target_kind.value
        statement = statement.outerjoin(target, of_kind)
        folded.append(target.c.folded)
    return statement, folded[0] if len(folded) == 1 else func.coalesce(*folded), []


def _place(column: ColumnElement[Any], vocabulary_key: str) -> ColumnElement[Any]:
    """Return the place of a term in its list; of a user's own, behind all others; of none, NULL."""
    keys = vocabulary(vocabulary_key).term_keys
    return case(*((column == key, place) for place, key in enumerate(keys)), (column.is_not(None), len(keys)))

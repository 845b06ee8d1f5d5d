"""The queries that plain values are read with, each built once, and their answers column by column.

SQLite gives each column as one JSON text: in half the time of as many rows, and in one step, during which
Python's other threads go on.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

import orjson
from sqlalchemy import Column, Connection, Float, Select, func, null, select

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.storage.among import IDS, among, listed
from palmyra_desktop.storage.counts import SAID
from palmyra_desktop.storage.relations import live
from palmyra_desktop.storage.schema import LINKS, RECORD_TABLES, claim, identifier, name
from palmyra_desktop.storage.values import ROLES

Columns = Sequence[Sequence[Any]]


def columns(connection: Connection, statement: Select[Any], ids: Iterable[int]) -> Columns:
    """Return the columns of a query `among` ids, values as the driver gives them: a list of texts as JSON."""
    is_one_text = connection.dialect.name == "sqlite" and not _has_numbers(statement)
    asked = _as_texts(statement) if is_one_text else statement
    cursor: Any = connection.execute(asked, {IDS: listed(ids)}).cursor
    rows = cursor.fetchall()
    if is_one_text:
        return [orjson.loads(text) for text in rows[0]]
    return list(map(list, zip(*rows, strict=True))) if rows else [[]] * len(statement.selected_columns)


def _has_numbers(statement: Select[Any]) -> bool:
    """Whether a column has numbers that are not whole: SQLite writes fewer digits of them than it keeps."""
    return any(isinstance(column.type, Float) for column in statement.selected_columns)


@lru_cache
def _as_texts(statement: Select[Any]) -> Select[Any]:
    return select(*map(func.json_group_array, statement.subquery().c))


@lru_cache
def rows_of(kind: Kind, names: tuple[str, ...]) -> Select[Any]:
    """Return the query of columns of records themselves, in no order."""
    table = RECORD_TABLES[kind]
    return select(*(table.c[one] for one in names)).where(among(table.c.id))


@lru_cache
def claims_about(kind: Kind, names: tuple[str, ...] = SAID) -> Select[Any]:
    """Return the query of columns of the claims about records of a kind, in no order."""
    about = claim.c.subject_kind == kind.value, live(claim), among(claim.c.subject_id)
    return select(*(claim.c[one] for one in names)).where(*about)


@lru_cache
def shown_as(column: Column[Any]) -> Select[Any]:
    """Return the query of a column of records: id and value, in no order."""
    identity = column.table.c.id
    return select(identity, column).where(among(identity))


@lru_cache
def links_of(kind: Kind, key: str) -> Select[Any]:
    """Return the query of links: record, end, and role or NULL, record by record in their order."""
    links = LINKS[kind, key]
    role = links.table.c.role if (kind, key) == ROLES else null()
    found = select(links.owner_column, links.target_column, role).where(among(links.owner_column))
    return found.order_by(links.owner_column, links.table.c.position)


@lru_cache
def names_of(kind: Kind) -> Select[Any]:
    """Return the query of names: record, text, language and script, record by record in their order."""
    found = select(name.c.record_id, name.c.text, name.c.language, name.c.script)
    ours = found.where(name.c.kind == kind.value, among(name.c.record_id))
    return ours.order_by(name.c.record_id, name.c.position)


IDENTIFIERS: Final = (
    select(identifier.c.monument_id, identifier.c.scheme, identifier.c.value)
    .where(among(identifier.c.monument_id))
    .order_by(identifier.c.monument_id, identifier.c.position)
)
"""The query of identifiers: monument, scheme and value, monument by monument in their order."""

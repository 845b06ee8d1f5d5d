"""What was saved of a damaged archive, and the writing of its rows into the new one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Connection, Float, Integer, LargeBinary, Table

from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.storage.salvage_rows import Losses, Row


@dataclass(slots=True)
class Salvaged:
    """What was read, as rows of each table, and what was lost."""

    rows: dict[str, int] = field(default_factory=dict)
    losses: list[Losses] = field(default_factory=list)
    stand_ins: list[RecordRef] = field(default_factory=list)
    unlinked: dict[str, int] = field(default_factory=dict)


def inserting(table: Table, names: Sequence[str], *, replaces: bool = False) -> str:
    """Return what inserts rows with these columns, in the place of a row of the same key or not."""
    columns = ", ".join(f'"{name}"' for name in names)
    begin = "INSERT OR REPLACE" if replaces else "INSERT"
    return f'{begin} INTO "{table.name}" ({columns}) VALUES ({", ".join("?" * len(names))})'


def makes_sense(columns: Sequence[Column[Any]], row: Row) -> bool:
    """Whether values are of their columns' types."""
    return all(_fits(column, value) for column, value in zip(columns, row, strict=True))


def _fits(column: Column[Any], value: Any) -> bool:
    """Whether a value is of its column's type; bytes gone bad may be read as anything."""
    if value is None:
        return bool(column.nullable)
    if isinstance(column.type, Integer):
        return isinstance(value, int)
    if isinstance(column.type, Float):
        return isinstance(value, float | int)
    return isinstance(value, bytes if isinstance(column.type, LargeBinary) else str)


def insert(
    connection: Connection,
    statement: str,
    table: Table,
    rows: Sequence[Row],
    losses: Losses,
    found: Salvaged,
) -> None:
    """Insert rows; where one of them is refused, one by one."""
    if not rows:
        return
    cursor, refused = connection.connection.cursor(), connection.dialect.loaded_dbapi.IntegrityError
    kept = len(rows)
    cursor.execute("SAVEPOINT rows")
    try:
        cursor.executemany(statement, rows)
    except refused:
        cursor.execute("ROLLBACK TO rows")
        kept = 0
        for row in rows:
            try:
                cursor.execute(statement, row)
                kept += 1
            except refused:
                losses.refused += 1
    cursor.execute("RELEASE rows")
    found.rows[table.name] = found.rows.get(table.name, 0) + kept

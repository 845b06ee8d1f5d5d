"""Rows of tables the way to which is lost: found page by page in a damaged file, by how they look.

Each page is read by SQLite itself as if it were the root of a table, so that an encrypted file is read alike.
A page belongs to the table whose columns its rows fit, if it is the only one of those that something is
lost of, and to none whose rows were read already. Pages that were given up hold what they held: rows may come
back that had been removed since. If rows fit several tables, it cannot be told whose they are.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, Integer, Table

from palmyra_desktop.storage.keys import MAGIC
from palmyra_desktop.storage.rows import chunks
from palmyra_desktop.storage.salvage_kept import Salvaged, insert, inserting, makes_sense
from palmyra_desktop.storage.salvage_rows import Driver, Row, unreadable
from palmyra_desktop.storage.schema import facet_index, metadata, posting

_AT_ONCE = 400  # pages that are given a name in the schema at once
_LOOKED_AT = 4  # rows of a page by which its table is told
_PROBE = "palmyra_page_"
_LEAF = b"\x0d"  # what a page of rows begins with; "Database File Format", section 1.6, on sqlite.org
_VERSION = "version"
DERIVED = (facet_index, posting)
"""Tables that are made anew."""

Fits = Callable[[Row], bool]


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows of a table look in the file.

    Attributes:
        columns: their names, in the order they are stored. key: the place of the one that is the rowid, which
            is not stored; None if none is. fits: whether values may be a row of it.
    """

    table: str
    columns: Sequence[str]
    key: int | None
    fits: Fits

    def row(self, rowid: int, stored: Row) -> Row | None:
        """Return stored values as a row of this table; None if they are none."""
        width = len(self.columns)
        if any(value is not None for value in stored[width:]):
            return None
        row = list(stored[:width])
        if self.key is not None:
            if row[self.key] is not None:
                return None
            row[self.key] = rowid
        return tuple(row) if self.fits(tuple(row)) else None


def find_rows(connection: Connection, driver: Driver, found: Salvaged) -> None:
    """Look for rows of the tables of which something is lost, and write them into the new archive.

    Args:
        driver: of a copy of the damaged file, whose schema is written to.
    """
    losses = {one.table: one for one in found.losses if one.gaps}
    if not losses:
        return
    tables = [table for table in metadata.sorted_tables if table not in DERIVED]
    shapes = {table.name: _shape(driver, table) for table in tables}

    cursor = connection.connection.cursor()

    def is_there(shape: Shape, row: Row) -> bool:
        key = shape.columns if shape.key is None else (shape.columns[shape.key],)
        values = row if shape.key is None else (row[shape.key],)
        same = " AND ".join(f'"{name}" IS ?' for name in key)
        if _VERSION in shape.columns:  # of two states of a record, the later one
            same, values = f"{same} AND {_VERSION} >= ?", (*values, row[shape.columns.index(_VERSION)])
        asked = f'SELECT 1 FROM "{shape.table}" WHERE {same}'
        return cursor.execute(asked, values).fetchone() is not None

    pages = _pages(driver)
    lost = [shapes[name] for name in losses]
    whole = [shape for name, shape in shapes.items() if name not in losses]
    for name, some in _found(driver.connect, pages, lost, is_there, whole):
        table = metadata.tables[name]
        before = found.rows.get(name, 0)
        statement = inserting(table, shapes[name].columns, replaces=_VERSION in table.c)
        insert(connection, statement, table, some, losses[name], found)
        losses[name].found += found.rows[name] - before


def find_tables(driver: Driver) -> None:
    """Find where the tables of a file begin that lost its first page, and write that into its schema."""
    pages = _pages(driver)
    found = _found(driver.connect, pages, (_SCHEMA,), lambda shape, row: False, ())
    tables = {row[1]: row for _name, some in found for row in some if _is_table(row)}
    with closing(driver.connect()) as connection, connection:
        connection.execute(f"DELETE FROM sqlite_schema WHERE name LIKE '{_PROBE}%'")
        connection.executemany("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", tables.values())


def _is_of_schema(row: Row) -> bool:
    kind, name, table, root, sql = row
    is_made = sql is None or isinstance(sql, str) and sql.startswith("CREATE ")
    is_named = isinstance(name, str) and isinstance(table, str)
    return kind in ("table", "index") and is_named and isinstance(root, int) and is_made


def _is_table(row: Row) -> bool:
    kind, name, _table, root, sql = row
    is_own = not name.startswith("sqlite_") and not str(sql).startswith("CREATE VIRTUAL")
    return kind == "table" and is_own and root > 1


_SCHEMA = Shape("sqlite_schema", ("type", "name", "tbl_name", "rootpage", "sql"), None, _is_of_schema)


def _pages(driver: Driver) -> Sequence[int]:
    """Return the pages that may hold rows, by their numbers: all, where it cannot be seen which they are."""
    with suppress(*unreadable()):
        tuple(driver.execute("PRAGMA wal_checkpoint(TRUNCATE)"))
    asked = (
        "SELECT page_count, page_size, file FROM pragma_page_count, pragma_page_size, pragma_database_list"
    )
    count, size, path = next(driver.execute(asked))
    driver.close()
    with Path(path).open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC or _has_log(path):
            return range(2, count + 1)
        return [number for number in range(2, count + 1) if _kind(file, number, size) == _LEAF]


def _has_log(path: str) -> bool:
    """Whether something of a file stands in the log beside it yet."""
    log = Path(f"{path}-wal")
    return log.exists() and log.stat().st_size > 0


def _kind(file: BinaryIO, number: int, size: int) -> bytes:
    file.seek((number - 1) * size)
    return file.read(1)


def _shape(driver: Driver, table: Table) -> Shape:
    """Return how the rows of a table look, in the order the damaged file says, if it does."""
    names = [column.name for column in table.c]
    with suppress(*unreadable()):
        told = [name for (name,) in driver.execute("SELECT name FROM pragma_table_info(?)", (table.name,))]
        names = told if told and set(told) <= set(names) else names
    columns = [table.c[name] for name in names]
    keys = [place for place, column in enumerate(columns) if column.primary_key]
    is_rowid = len(keys) == 1 and isinstance(columns[keys[0]].type, Integer)
    return Shape(table.name, names, keys[0] if is_rowid else None, partial(makes_sense, columns))


def _found(
    connect: Callable[[], Any],
    pages: Sequence[int],
    lost: Sequence[Shape],
    is_there: Callable[[Shape, Row], bool],
    whole: Sequence[Shape],
) -> Iterator[tuple[str, Sequence[Row]]]:
    """Yield the rows that stand on pages nothing leads to, with the name of their table.

    Args:
        connect: opens the copy, which is written to: its schema only. pages: to be looked at.
        lost: tables that rows may be missing of. whole: the others.
        is_there: whether a row of a table was read already.
    """
    width = max(len(shape.columns) for shape in (*lost, *whole)) + 1
    for first in range(0, len(pages), _AT_ONCE):
        numbers = pages[first : first + _AT_ONCE]
        if not _named(connect, numbers, width):
            return
        with closing(Driver(connect, renews=True)) as driver:
            for number in numbers:
                yield from _of_page(driver, number, lost, is_there, whole)


def _named(connect: Callable[[], Any], numbers: Sequence[int], width: int) -> bool:
    """Name pages in the schema as tables; return whether it could be written."""
    columns = ",".join(f"c{number}" for number in range(width))
    rows = [
        (name := f"{_PROBE}{number}", name, number, f"CREATE TABLE {name}({columns})") for number in numbers
    ]
    with suppress(*unreadable()), closing(connect()) as connection:
        connection.execute("PRAGMA journal_mode=MEMORY")
        connection.execute("BEGIN")
        connection.execute(f"DELETE FROM sqlite_schema WHERE name LIKE '{_PROBE}%'")
        connection.executemany("INSERT INTO sqlite_schema VALUES ('table', ?, ?, ?, ?)", rows)
        connection.execute("COMMIT")
        return True
    return False


def _of_page(
    driver: Driver,
    number: int,
    lost: Sequence[Shape],
    is_there: Callable[[Shape, Row], bool],
    whole: Sequence[Shape],
) -> Iterator[tuple[str, Sequence[Row]]]:
    read = _read(driver, f"{_PROBE}{number}")
    some = list(islice(read, _LOOKED_AT))
    if not some:
        return
    shapes = [shape for shape in lost if all(shape.row(*one) is not None for one in some)]
    if len(shapes) != 1 or any(_is_of(shape, some, is_there) for shape in whole):
        return
    (shape,) = shapes
    rows = (shape.row(rowid, stored) for rowid, stored in chain(some, read))
    for part in chunks(row for row in rows if row is not None and not is_there(shape, row)):
        yield shape.table, part


def _is_of(shape: Shape, some: Sequence[tuple[int, Row]], is_there: Callable[[Shape, Row], bool]) -> bool:
    rows = [shape.row(*one) for one in some]
    return all(row is not None and is_there(shape, row) for row in rows)


def _read(driver: Driver, name: str) -> Iterator[tuple[int, Row]]:
    """Yield what can be read of a page; a row of which a part lies on a bad page is left out."""
    last = -1
    while True:
        try:
            for rowid, *stored in driver.execute(f"SELECT rowid, * FROM {name} WHERE rowid > {last}"):
                last = rowid
                yield rowid, tuple(stored)
            return
        except unreadable():
            following = _following(driver, name, last)
            if following is None:
                return
            last = following


def _following(driver: Driver, name: str, last: int) -> int | None:
    with suppress(*unreadable()):
        for (rowid,) in driver.execute(f"SELECT rowid FROM {name} WHERE rowid > {last} LIMIT 1"):
            return int(rowid)
    return None

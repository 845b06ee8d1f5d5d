"""What is still readable in a table of a damaged SQLite file, row by row around what is not.

A row is found by its rowid from the root of the table down, so that one bad page hides its own rows alone.
Where the rest of a row lies on a bad page, its columns are tried one by one.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

Row = tuple[Any, ...]
UNREADABLE: Final = (sqlite3.Error, UnicodeDecodeError, OverflowError)
_FIRST, _LAST = -(2**63), 2**63 - 1
_STEP = 64  # rowids jumped over at most: a page holds about so many rows
_PATIENCE = 4_000  # jumps of that length; then ever longer ones, as a whole branch of the table is lost


@dataclass(slots=True)
class Losses:
    """What could not be read of one table.

    Attributes:
        gaps: first and last rowid of stretches of which nothing can be read, whether or not there were rows;
            the last is None for all that follows. columns: rowids with the columns that are lost of the row.
    """

    table: str
    gaps: list[tuple[int, int | None]] = field(default_factory=list)
    columns: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)


def readable(driver: Any, table: str, columns: Sequence[str], losses: Losses) -> Iterator[tuple[int, Row]]:
    """Yield rowid and values of every row that can be read; a value that cannot is None.

    Args:
        driver: a connection of SQLite's driver, or of one like it. columns: of those the table has.
    """
    wanted = ", ".join(f'"{column}"' for column in columns)
    statement = f'SELECT rowid, {wanted} FROM "{table}" NOT INDEXED WHERE rowid > ? ORDER BY rowid'
    last = _FIRST
    while True:
        try:
            for rowid, *values in driver.execute(statement, (last,)):
                yield rowid, tuple(values)
                last = rowid
            return
        except UNREADABLE:
            following = _following(driver, table, last)
            if following is None or following > last + 1:
                gap = max(last + 1, 0), None if following is None else following - 1
                if following is None or _is_hidden(driver, table, last, following):
                    losses.gaps.append(gap)
            if following is None:
                return
            yield following, _by_column(driver, table, columns, following, losses)
            last = following


def _following(driver: Any, table: str, after: int) -> int | None:
    """Return the next rowid that can be found at all; None where there is none to the end."""
    low, step, jumps = max(after, -1), 1, 0
    while low < _LAST - step:
        place = low + step
        try:
            found = _from(driver, table, place)
        except UNREADABLE:
            low, jumps = place, jumps + 1
            step = min(2 * step, _STEP) if jumps < _PATIENCE else 2 * step
            continue
        return _nearest(driver, table, low, place) if found is not None else None
    return None


def _nearest(driver: Any, table: str, bad: int, good: int) -> int | None:
    """Return the first rowid that can be found between a place where none can and one where it can."""
    while good - bad > 1:
        middle = (bad + good) // 2
        try:
            _from(driver, table, middle)
        except UNREADABLE:
            bad = middle
        else:
            good = middle
    return _from(driver, table, good)


def _from(driver: Any, table: str, rowid: int) -> int | None:
    statement = f'SELECT rowid FROM "{table}" NOT INDEXED WHERE rowid >= ? ORDER BY rowid LIMIT 1'
    row = driver.execute(statement, (rowid,)).fetchone()
    return None if row is None else int(row[0])


def _is_hidden(driver: Any, table: str, last: int, following: int) -> bool:
    """Whether there may be rows between two: not where the one is found from right behind the other."""
    try:
        return _from(driver, table, last + 1) != following
    except UNREADABLE:
        return True


def _by_column(driver: Any, table: str, columns: Sequence[str], rowid: int, losses: Losses) -> Row:
    values: list[Any] = []
    lost: list[str] = []
    for column in columns:
        try:
            statement = f'SELECT "{column}" FROM "{table}" NOT INDEXED WHERE rowid = ?'
            (value,) = driver.execute(statement, (rowid,)).fetchone() or (None,)
            values.append(value)
        except UNREADABLE:
            values.append(None)
            lost.append(column)
    if lost:
        losses.columns.append((rowid, tuple(lost)))
    return tuple(values)

"""What is still readable in a table of a damaged SQLite file, row by row around what is not.

A row is found by its rowid from the root of the table down, so that one bad page hides its own rows alone.
Where the rest of a row lies on a bad page, its columns are tried one by one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from palmyra_desktop.storage.failures import driver_errors

Row = tuple[Any, ...]
_FIRST, _LAST = -(2**63), 2**63 - 1
_STEP = 64  # rowids jumped over at most: a page holds about so many rows
_PATIENCE = 4_000  # jumps of that length; then ever longer ones, as a whole branch of the table is lost


def unreadable() -> tuple[type[Exception], ...]:
    """Return what is raised where bytes have gone bad."""
    return (*driver_errors(), UnicodeDecodeError, OverflowError)


class Driver:
    """A connection for reading a damaged file."""

    def __init__(self, connect: Callable[[], Any], *, renews: bool) -> None:
        """Connect when something is asked first.

        Args:
            renews: whether to connect anew after a fault that goes on, as one of SQLCipher does.
        """
        self.connect, self._renews = connect, renews
        self._connection: Any = None

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> Iterator[Row]:
        """Yield the rows of a statement."""
        if self._connection is None:
            self._connection = self.connect()
        try:
            yield from self._connection.execute(statement, parameters)
        except unreadable():
            if self._renews and self._is_broken():
                self.close()
            raise

    def _is_broken(self) -> bool:
        """Whether what can be read is not read any more; what is in memory yet says nothing of it."""
        try:
            self._connection.execute("PRAGMA shrink_memory")
            self._connection.execute("SELECT max(rowid) FROM sqlite_schema").fetchone()
        except unreadable():
            return True
        return False

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


@dataclass(slots=True)
class Losses:
    """What could not be read of one table.

    Attributes:
        gaps: first and last rowid of stretches of which nothing can be read, whether or not there were rows;
            the last is None for all that follows. columns: rowids with the columns that are lost of the row.
        refused: rows that make no sense. found: rows found on pages nothing led to.
    """

    table: str
    gaps: list[tuple[int, int | None]] = field(default_factory=list)
    columns: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    refused: int = 0
    found: int = 0


def readable(
    driver: Driver, table: str, columns: Sequence[str], makes_sense: Callable[[Row], bool], losses: Losses
) -> Iterator[Row]:
    """Yield every row that can be read and makes sense; a value that cannot be read is None.

    Args:
        columns: of those the table has.
        makes_sense: bytes gone bad may be read as a row nobody wrote, with a rowid that leads astray.
    """
    seen: set[int] = set()
    last, gap, jump = _FIRST, _FIRST, _Jump()
    while True:
        try:
            for rowid, *values in driver.execute(_statement(table, columns), (last,)):
                if rowid not in seen and _is_kept(rowid, tuple(values), makes_sense, seen, losses):
                    _note_gap(losses, gap, rowid)
                    last, gap, jump = rowid, _FIRST, _Jump()
                    yield tuple(values)
            _note_gap(losses, gap, None)
            return
        except unreadable():
            gap = max(last + 1, 0) if gap == _FIRST else gap
            following = _following(driver, table, last)
            if following is None:
                losses.gaps.append((gap, None))
                return
            row = _by_column(driver, table, columns, following, losses) if following not in seen else None
            if row is not None and _is_kept(following, row, makes_sense, seen, losses):
                if _is_hidden(driver, table, gap, following):
                    _note_gap(losses, gap, following)
                last, gap, jump = following, _FIRST, _Jump()
                yield row
            else:
                last = max(last, -1) + jump.next()


@dataclass(slots=True)
class _Jump:
    """How far to go on from a place where nothing is found: ever further, up to what a page holds."""

    step: int = 1
    jumps: int = 0

    def next(self) -> int:
        step = self.step
        self.jumps += 1
        self.step = min(2 * step, _STEP) if self.jumps < _PATIENCE else 2 * step
        return step


def _statement(table: str, columns: Sequence[str]) -> str:
    wanted = ", ".join(f'"{column}"' for column in columns)
    return f'SELECT rowid, {wanted} FROM "{table}" NOT INDEXED WHERE rowid > ? ORDER BY rowid'


def _is_kept(
    rowid: int, row: Row, makes_sense: Callable[[Row], bool], seen: set[int], losses: Losses
) -> bool:
    seen.add(rowid)
    if makes_sense(row):
        return True
    losses.refused += 1
    return False


def _note_gap(losses: Losses, gap: int, following: int | None) -> None:
    if gap != _FIRST and (following is None or following > gap):
        losses.gaps.append((gap, None if following is None else following - 1))


def _following(driver: Driver, table: str, after: int) -> int | None:
    """Return the next rowid that can be found at all; None where there is none to the end."""
    low, jump = max(after, -1), _Jump()
    while low < _LAST - jump.step:
        place = low + jump.next()
        try:
            found = _from(driver, table, place)
        except unreadable():
            low = place
            continue
        return _nearest(driver, table, low, place) if found is not None else None
    return None


def _nearest(driver: Driver, table: str, bad: int, good: int) -> int | None:
    """Return the first rowid that can be found between a place where none can and one where it can."""
    while good - bad > 1:
        middle = (bad + good) // 2
        try:
            _from(driver, table, middle)
        except unreadable():
            bad = middle
        else:
            good = middle
    return _from(driver, table, good)


def _from(driver: Driver, table: str, rowid: int) -> int | None:
    statement = f'SELECT rowid FROM "{table}" NOT INDEXED WHERE rowid >= ? ORDER BY rowid LIMIT 1'
    row = next(driver.execute(statement, (rowid,)), None)
    return None if row is None else int(row[0])


def _is_hidden(driver: Driver, table: str, gap: int, following: int) -> bool:
    """Whether there may be rows in a gap: not where the one behind is found from its beginning."""
    try:
        return _from(driver, table, gap) != following
    except unreadable():
        return True


def _by_column(driver: Driver, table: str, columns: Sequence[str], rowid: int, losses: Losses) -> Row:
    values: list[Any] = []
    lost: list[str] = []
    for column in columns:
        try:
            statement = f'SELECT "{column}" FROM "{table}" NOT INDEXED WHERE rowid = ?'
            (value,) = next(driver.execute(statement, (rowid,)), (None,))
            values.append(value)
        except unreadable():
            values.append(None)
            lost.append(column)
    if lost:
        losses.columns.append((rowid, tuple(lost)))
    return tuple(values)

"""The columns an index is made of, each as one array; every table is gone through once.

A table is read a part at a time, so that two connections share the work: SQLite lets others run while it
gathers a part. What is made of a part holds up everybody else in the program, so it has to be small.
"""

import json
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from threading import Lock
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Table,
    Text,
    case,
    func,
    literal,
    literal_column,
    select,
    type_coerce,
)
from typing_extensions import override

from palmyra_desktop.domain.cancel import Cancellation

NONE: Final = -1
"""Stands for NULL among ids and among the numbers of texts."""
_AT_ONCE: Final = 1 << 16  # records whose values lie in memory as lists, before they are arrays
_FEW: Final = 12
"""Different texts up to which the engine is asked to tell numbers instead: it looks at them one by one."""
_MOST_PARTS: Final = 1 << 13  # of a table, however far apart its ids are
Key = tuple[str, Callable[[str | None], int] | None]


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one column, in the order of the rows.

    Attributes:
        numbers: themselves; or, of texts, for each its place in `texts`.
    """

    numbers: NDArray[Any]
    texts: tuple[str, ...] | None = None

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        """Return the values of a column of texts."""
        codes: dict[str, int] = defaultdict(count().__next__)
        numbers = np.array([codes[text] for text in texts], dtype=np.int64)
        return cls(numbers, tuple(codes))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column to read, of a table or a subquery; or an expression of its columns.

    Attributes:
        as_number: what of its texts, or NULL, is kept instead of them, where only that is asked for; `hash`
            tells which are the same: the 64 bits are those of another text once in 2 ** 64 pairs.
    """

    table: FromClause
    value: ColumnElement[Any]
    as_number: Callable[[str | None], int] | None = None

    @property
    def is_text(self) -> bool:
        """Whether it is of texts."""
        return not isinstance(self.value.type, Integer)

    @property
    def key(self) -> Key:
        """What tells it from others of its table."""
        if isinstance(self.value, ColumnClause):
            return self.value.name, self.as_number
        return str(self.value.compile(compile_kwargs={"literal_binds": True})), self.as_number


class Columns:
    """What was read; each column is had by what was wanted."""

    def __init__(
        self,
        connection: Connection,
        wanted: Iterable[Wanted],
        among: Sequence[ColumnElement[bool]] = (),
        cancel: Cancellation | None = None,
        beside: Sequence[Connection] = (),
    ) -> None:
        """Read columns.

        Args:
            among: conditions on the rows; without any, all are read.
            beside: further connections that see the same; each reads a part of the rows in its own thread.

        Raises:
            Cancelled: if asked to stop meanwhile.
        """
        by_table: dict[FromClause, dict[Key, Wanted]] = defaultdict(dict)
        for one in wanted:
            by_table[one.table][one.key] = one
        tables = [_Table(connection, table, columns, among) for table, columns in by_table.items()]
        parts = deque((table, start) for table in tables for start in table.starts)

        def read(reader: Connection) -> None:
            try:
                for table, start in _left(parts):
                    if cancel is not None:
                        cancel.check()
                    table.read(reader, start)
            except BaseException:
                parts.clear()  # for the others, too
                raise

        with ThreadPoolExecutor(max(1, len(beside)), "palmyra-index") as pool:
            others = [pool.submit(read, each) for each in beside]
            read(connection)
            for other in others:
                other.result()
        self._found = {table.table: table.values() for table in tables}

    def __getitem__(self, wanted: Wanted) -> Values:
        """Return a column that was wanted."""
        return self._found[wanted.table][wanted.key]


def _left(parts: deque[tuple["_Table", int]]) -> Iterator[tuple["_Table", int]]:
    """Yield what is left to do, while others take of it, too."""
    with suppress(IndexError):
        while True:
            yield parts.popleft()


class _Table:
    """A table, or a subquery, of which columns are read."""

    def __init__(
        self,
        connection: Connection,
        table: FromClause,
        columns: Mapping[Key, Wanted],
        among: Sequence[ColumnElement[bool]],
    ) -> None:
        self.table = table
        self._among = among
        self._place = None if among else _place(connection, table)
        self._makers = {key: _Texts(one) if one.is_text else _Numbers(one) for key, one in columns.items()}
        self._lock = Lock()
        last = 0
        if self._place is not None:
            most = select(func.coalesce(func.max(self._place), 0)).select_from(table)
            last = connection.execute(most).scalar_one()
        self._size = max(_AT_ONCE, last // _MOST_PARTS)
        self.starts = range(0, last + 1, self._size)
        """Where each part begins."""

    def read(self, connection: Connection, start: int) -> None:
        """Read one part; by any thread, in any order."""
        # Each column as one list that the engine makes, in a fifth of the time of as many rows.
        is_sqlite = connection.dialect.name == "sqlite"
        gathered = func.json_group_array if is_sqlite else func.json_agg
        with self._lock:
            values = [
                gathered(maker.shortened if is_sqlite else maker.value) for maker in self._makers.values()
            ]
        some = select(*values).select_from(self.table).where(*self._among)
        if self._place is not None:
            some = some.where(self._place >= start, self._place < start + self._size)
        row = connection.execute(some).one()
        with self._lock:
            for maker, found in zip(self._makers.values(), row, strict=True):
                maker.add(start, found)

    def values(self) -> dict[Key, Values]:
        """Return the columns, all parts of them read."""
        return {key: maker.values() for key, maker in self._makers.items()}


def _place(connection: Connection, table: FromClause) -> ColumnElement[int] | None:
    """Return a number by which a table lies in order; None where there is none."""
    if not isinstance(table, Table):
        return None
    if connection.dialect.name == "sqlite":
        return literal_column(f"{table.name}.rowid", Integer)
    keys = tuple(table.primary_key)
    return keys[0] if len(keys) == 1 else None


class _Numbers:
    """A column of numbers in the making."""

    def __init__(self, wanted: Wanted) -> None:
        self._parts: dict[int, NDArray[Any]] = {}
        self.value = wanted.value
        if not wanted.is_text and getattr(wanted.value, "nullable", True):
            self.value = func.coalesce(wanted.value, NONE)

    @property
    def shortened(self) -> ColumnElement[Any]:
        """The value; or what stands for it, where the engine may gather numbers and texts in one list."""
        return self.value

    def add(self, start: int, found: Any) -> None:
        """Add a part as the engine gave it: a JSON array as text or as a list; None is an empty one."""
        part = self._read(found)
        furthest = min(int(part.min(initial=NONE)), -1 - int(part.max(initial=NONE)))
        self._parts[start] = part.astype(np.min_scalar_type(furthest))

    def _read(self, found: Any) -> NDArray[np.int64]:
        if isinstance(found, str):
            # An empty text would be read as a number.
            return np.fromstring(found[1:-1], np.int64, sep=",") if len(found) > 2 else np.empty(0, np.int64)
        return np.asarray(found or [], dtype=np.int64)

    def values(self) -> Values:
        """Return all that was added."""
        parts = [self._parts.pop(start) for start in sorted(self._parts)]
        return Values(np.concatenate(parts))


class _Texts(_Numbers):
    """A column of texts in the making."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(wanted)
        self._as_number = wanted.as_number
        self._codes: dict[str | int | None, int] = defaultdict(count().__next__, {None: NONE, NONE: NONE})

    @property
    @override
    def shortened(self) -> ColumnElement[Any]:
        known = {text: code for text, code in self._codes.items() if isinstance(text, str)}
        if self._as_number or not 0 < len(known) <= _FEW:
            return self.value
        self._codes.update((code, code) for code in known.values())
        # Compared as texts, whatever type the column's values have here.
        value = type_coerce(self.value, Text)
        return case(known, value=value, else_=func.coalesce(value, literal(NONE, Integer)))

    @override
    def _read(self, found: Any) -> NDArray[np.int64]:
        if isinstance(found, str) and not self._as_number and '"' not in found and "null" not in found:
            return super()._read(found)
        texts = json.loads(found) if isinstance(found, str) else found or []
        numbers = map(self._as_number or self._codes.__getitem__, texts)
        return np.fromiter(numbers, np.int64, len(texts))

    @override
    def values(self) -> Values:
        texts = None if self._as_number else tuple(text for text in self._codes if isinstance(text, str))
        return Values(super().values().numbers, texts)

"""Goals 8 and 11: how soon the index of the events answers, and how much room it takes.

The peer of making it is SQLite handing over both link tables, row by row, to the same process.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import func, select

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage.facet_index.blobs import to_bytes
from palmyra_desktop.storage.facet_index.indexes import load, make
from palmyra_desktop.storage.schema import posting
from palmyra_desktop.storage.unit_of_work import reading
from tests.benchmarks.plain_sql import PlainSql
from tests.benchmarks.setting import Setting
from tests.benchmarks.table import Row, not_measured
from tests.benchmarks.timing import once, timed

_READY, _LEAN, _LEAN_WITH_WORDS = 200.0, 30.0, 70.0  # milliseconds, bytes per event
_LINKS = "event_monument", "event_actor"
_ROUNDS = 3


def measure(setting: Setting) -> Iterator[Row]:
    """Load the index kept in the archive, make it anew, and weigh it."""
    plain = PlainSql(setting.archive)
    with Archive.open(setting.archive) as archive:
        with reading(archive.engine) as connection:
            ready = timed(lambda: load(connection, Kind.EVENT), warm=0)
            words = connection.execute(
                select(func.sum(func.length(posting.c.data))).where(posting.c.kind == Kind.EVENT.value)
            ).scalar()
        yield Row("8a", "index ready from what is kept", ready.median, _READY, 1, note="theirs: the limit")
        floor = min(once(lambda: _links(plain)) for _round in range(_ROUNDS))
        made = make(archive.engine, Kind.EVENT)
        took = once(lambda: make(archive.engine, Kind.EVENT))
        note = "floor: SQLite reads both link tables"
        yield Row("8b", "index made from the tables", took, floor, 2.5, note=note)
    plain.close()
    size = len(to_bytes(made)) / made.count
    yield Row("11a", "index kept, bytes per event", size, _LEAN, 1, "B", note="theirs: the limit")
    yield Row("11b", "words as bitmaps, bytes", (words or 0) / made.count, _LEAN_WITH_WORDS, 1, "B")
    yield _in_memory(setting.archive)


def _in_memory(path: Path) -> Row:
    command = [sys.executable, "-m", "tests.benchmarks.index_probe", str(path)]
    taken, events = map(int, subprocess.run(command, capture_output=True, check=True).stdout.split())
    what = "index in memory, bytes per event"
    if not events:
        return not_measured("11c", what, "no index is kept")
    note = "with what the allocator takes around containers"
    return Row("11c", what, taken / events, _LEAN, 1, "B", note=note)


def _links(plain: PlainSql) -> int:
    return sum(len(plain.all(f"SELECT * FROM {table}")) for table in _LINKS)

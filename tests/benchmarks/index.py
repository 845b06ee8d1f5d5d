"""Goals 8 and 11: how soon the index of the events answers, and how much room it takes.

The peer of making it is SQLite handing over both link tables, row by row, to the same process.
"""

from collections.abc import Iterator

from sqlalchemy import func, select

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage.facet_index.blobs import to_bytes
from palmyra_desktop.storage.facet_index.indexes import load, make
from palmyra_desktop.storage.schema import posting
from palmyra_desktop.storage.unit_of_work import reading
from tests.benchmarks.plain_sql import PlainSql
from tests.benchmarks.setting import Setting
from tests.benchmarks.table import Row
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
    yield Row("11a", "index, bytes per event", size, _LEAN, 1, "B", note="theirs: the limit")
    yield Row("11b", "words as bitmaps, bytes", (words or 0) / made.count, _LEAN_WITH_WORDS, 1, "B")


def _links(plain: PlainSql) -> int:
    return sum(len(plain.all(f"SELECT * FROM {table}")) for table in _LINKS)

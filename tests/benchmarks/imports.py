"""Goal 10: import of a hundred thousand events with their links, claims and words, beside the bare floor.

The floor writes the rows that the import wrote, already made, with executemany into the same empty schema.
"""

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.exporting import export
from tests.benchmarks.setting import Setting
from tests.benchmarks.table import Row
from tests.benchmarks.timing import once

_EVENTS = 100_000
_IMPORT = """
import sys, time
from pathlib import Path
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.importing import import_files
with Archive.open(Path(sys.argv[1])) as archive:
    start = time.perf_counter()
    import_files(archive, [Path(sys.argv[2])])
    print((time.perf_counter() - start) * 1000)
"""


def measure(setting: Setting) -> Iterator[Row]:
    """Import what an export wrote into an empty archive, and fill another with the same rows."""
    events = min(setting.events, _EVENTS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, ours, theirs = folder / "events.json", folder / "ours.palmyra", folder / "theirs.palmyra"
        with Archive.open(setting.of(events), read_only=True) as archive:
            export(archive, Criteria(), format="json", output=source)
        for path in (ours, theirs):
            Archive.create(path).close()
        words = [sys.executable, "-c", _IMPORT, str(ours), str(source)]
        root = Path(__file__).parents[2]
        done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True, cwd=root)
        with Archive.open(ours, read_only=True) as archive:
            assert archive.totals()[Kind.EVENT] == events
        floor = _filled(ours, theirs)
        what = f"import of {events} events, executemany"
        yield Row("10", what, float(done.stdout), floor, 4.5)


def _filled(filled: Path, empty: Path) -> float:
    """Return the milliseconds it takes to write the rows of one archive into another."""
    with sqlite3.connect(filled) as database:
        tables = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("search_", "sqlite_", "alembic_", "facet_")) and name != "archive"
        ]
        rows = {name: database.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
        for kind in Kind:
            name = f"search_{kind.value} (rowid, titles, fields, texts)"
            rows[name] = database.execute(f"SELECT rowid, * FROM search_{kind.value}").fetchall()
    database.close()
    target = sqlite3.connect(empty, isolation_level=None)
    # As the program opens its files: a floor with a small cache would be no floor.
    target.execute("PRAGMA cache_size=-32000")
    target.execute("PRAGMA synchronous=NORMAL")

    def fill() -> None:
        target.execute("BEGIN")
        for name, some in rows.items():
            if some:
                target.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(some[0]))})", some)
        target.execute("COMMIT")

    taken = once(fill)
    target.close()
    return taken

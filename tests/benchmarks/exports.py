"""Goal 9: CSV and nested JSON of a hundred thousand events beside the command sqlite3, and their memory.

Ours is the whole export: written, read back, hashed. The peer only writes. Each runs in a process of its own.
"""

import csv
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from tests.benchmarks import export_sql
from tests.benchmarks.setting import Setting
from tests.benchmarks.table import Row, not_measured

_EVENTS, _ROUNDS = 100_000, 2
_MEMORY = 60.0
"""Megabytes an export may add to those the program has with the archive open."""
_EXPORT = """
import sys, time
from pathlib import Path
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.exporting import export
archive, format, output = sys.argv[1:]
def memory(what):
    # Of this program alone: ru_maxrss begins with what the process it was started from took.
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(what))
with Archive.open(Path(archive), read_only=True) as opened:
    opened.search(Criteria(), first=0)
    before, start = memory("VmRSS"), time.perf_counter()
    export(opened, Criteria(), format=format, output=Path(output), force=True)
    print((time.perf_counter() - start) * 1000, memory("VmHWM") - before)
"""


def measure(setting: Setting) -> Iterator[Row]:
    """Write both formats, ours and the peer's in turn."""
    peer = shutil.which("sqlite3")
    if peer is None or not Path("/proc/self/status").exists():
        yield not_measured("9", "export", "the command sqlite3 or /proc is absent")
        return
    archive = setting.of(min(setting.events, _EVENTS))
    memory = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for part, key, limit in (("9a", "csv", 1.5), ("9b", "json", 1.6)):
            ours, theirs = Path(folder) / f"ours.{key}", Path(folder) / f"theirs.{key}"
            select = export_sql.events if key == "csv" else export_sql.nested_events
            times: list[tuple[float, float]] = []
            for _round in range(_ROUNDS):
                taken, added = _exported(archive, key, ours)
                memory = max(memory, added)
                start = perf_counter()
                with theirs.open("wb") as stream:
                    words = [peer, "-readonly", "-header", f"-{key}", str(archive), select(setting.events)]
                    subprocess.run(words, stdout=stream, check=True)
                times.append((taken, (perf_counter() - start) * 1000))
            (_check_csv if key == "csv" else _check_json)(ours, theirs)
            best, floor = (min(each) for each in zip(*times, strict=True))
            yield Row(part, f"{key} of events, sqlite3 -{key}", best, floor, limit)
    yield Row("9c", "memory added by an export, 60 MB", memory, _MEMORY, 1, unit="MB")


def _exported(archive: Path, key: str, output: Path) -> tuple[float, float]:
    """Return the milliseconds an export took, and the megabytes it added at most."""
    words = [sys.executable, "-c", _EXPORT, str(archive), key, str(output)]
    root = Path(__file__).parents[2]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True, cwd=root)
    milliseconds, added = map(float, done.stdout.split())
    return milliseconds, added


def _check_csv(ours: Path, theirs: Path) -> None:
    """Both files have the same cells; only a conflict is more than SQL tells."""
    with ours.open(newline="", encoding="utf-8") as one, theirs.open(newline="", encoding="utf-8") as other:
        for mine, its in zip(csv.DictReader(one), csv.DictReader(other), strict=True):
            same = {key: its[key] for key in mine if key != "conflict"}
            assert {key: text for key, text in mine.items() if key != "conflict"} == same


def _check_json(ours: Path, theirs: Path) -> None:
    """Both files have the same records, which the peer writes with arrays as texts."""
    arrays = ("monuments", "monuments_ids", "actors", "actors_ids", "actors_roles", "tags", "claims")
    with ours.open(encoding="utf-8") as one, theirs.open(encoding="utf-8") as other:
        next(one)
        for mine, line in zip(one, other, strict=False):
            its = json.loads(_object(line))
            record = json.loads(_object(mine))
            its |= {key: json.loads(its[key]) for key in arrays}
            record.setdefault("claims", [])
            its["claims"].sort(key=lambda claim: claim["id"])
            del its["conflict"], record["conflict"]
            assert record == its


def _object(line: str) -> str:
    """Return the object on a line of an array."""
    return line[line.index("{") : line.rindex("}") + 1]

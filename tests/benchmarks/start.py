"""Goal 7: how soon the window and the rows of a large archive are painted, beside a bare QMainWindow."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

from tests.benchmarks.setting import Setting
from tests.benchmarks.table import Row, not_measured

_ROUNDS = 15


def measure(setting: Setting) -> Iterator[Row]:
    """Start both in turn, several times, each in a process and a home of its own; the shortest counts.

    A start is short, and whatever else the machine does then only makes it longer.
    """
    bare: list[float] = []
    window: list[float] = []
    rows: list[float] = []
    slow: set[str] = set()
    with tempfile.TemporaryDirectory() as home:
        for _round in range(_ROUNDS):
            bare.append(_started("bare", home)["window"])
            ours = _started(str(setting.archive), home)
            if "rows" not in ours:
                yield not_measured("7", "cold start", "the window showed no rows")
                return
            window.append(ours["window"])
            rows.append(ours["rows"])
            slow.update(name for name in ours if name not in ("python", "window", "rows"))
    loaded = f"imported by then: {', '.join(sorted(slow))}" if slow else ""
    floor = min(bare)
    yield Row("7a", "start to the window painted", min(window), floor, 1.3)
    yield Row("7b", "start to the rows painted", min(rows), floor, 3, note=loaded)


def _started(what: str, home: str) -> dict[str, float]:
    """Return milliseconds from the start of a process to each stage; slow modules as keys, too."""
    environment = {
        "HOME": home,
        "PATH": os.environ["PATH"],
        "QT_QPA_PLATFORM": "offscreen",
        "LANG": "C.UTF-8",
        "DISPLAY": ":none",  # the program looks for a display before Qt does
    }
    began = monotonic()
    words = [sys.executable, "-m", "tests.benchmarks.start_probe", what]
    folder = Path(__file__).parents[2]
    done = subprocess.run(
        words, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=False, timeout=120
    )
    stages: dict[str, float] = {}
    for stage, *values in map(str.split, done.stdout.splitlines()):
        if stage == "slow":
            stages |= dict.fromkeys(values, 0.0)
        else:
            stages[stage] = (float(values[0]) - began) * 1000
    return stages

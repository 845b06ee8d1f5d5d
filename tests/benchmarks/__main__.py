"""All goals of speed in one run, each beside its peer or its floor: python -m tests.benchmarks.

Prints one table and, last, "goals met X of Y". The archives it needs are made where they are absent, which
takes about five minutes for a million events and is not part of the measuring.
"""

import argparse
import importlib
from pathlib import Path
from time import perf_counter

from tests.benchmarks.setting import Setting
from tests.benchmarks.table import Row, printed

MEASURES = (
    "filters",
    "search",
    "pages",
    "table_frame",
    "timeline",
    "start",
    "index",
    "exports",
    "imports",
    "soak",
)
"""Modules of this package; each has `measure(setting)`, which yields rows of the table."""


def main() -> None:
    """Measure what is asked for and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000, help="events in the archive measured")
    parser.add_argument(
        "--only", action="append", choices=MEASURES, help="measure just this; may be repeated"
    )
    parser.add_argument("--folder", type=Path, help="where generated archives are kept")
    arguments = parser.parse_args()
    setting = Setting(arguments.events, *filter(None, [arguments.folder]))
    _ = setting.archive
    rows: list[Row] = []
    for name in arguments.only or MEASURES:
        began = perf_counter()
        rows += importlib.import_module(f"tests.benchmarks.{name}").measure(setting)
        print(f"{name}: measured in {perf_counter() - began:.0f} s", flush=True)
    rows.sort(key=lambda row: (int(row.goal.rstrip("abcdefgh")), row.goal))
    print(printed(rows))


if __name__ == "__main__":
    main()

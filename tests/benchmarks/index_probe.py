"""How much memory the kept index of the events takes in a process that has nothing else to do: bytes."""

import gc
import os
import sys
from pathlib import Path

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage.facet_index.indexes import load
from palmyra_desktop.storage.unit_of_work import reading


def _resident() -> int:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Print what loading adds; the first time warms up what is imported and kept once."""
    with Archive.open(Path(sys.argv[1]), read_only=True) as archive, reading(archive.engine) as connection:
        load(connection, Kind.CLAIM)
        before = _resident()
        base = load(connection, Kind.EVENT)
        print(_resident() - before, base.count if base else 0)


if __name__ == "__main__":
    main()

"""How much memory the kept index of the events takes in a process that has nothing else to do: bytes."""

import ctypes
import gc
import os
import sys
from pathlib import Path

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage.facet_index.base import Base
from palmyra_desktop.storage.facet_index.indexes import load
from palmyra_desktop.storage.unit_of_work import reading


def _resident() -> int:
    """Return the memory in use, after what is free was given back: else the bytes just read would count."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _loaded(path: Path, kind: Kind) -> Base | None:
    """Load an index and close the archive: the pages SQLite keeps while it is open are no index."""
    with Archive.open(path, read_only=True) as archive, reading(archive.engine) as connection:
        return load(connection, kind)


def main() -> None:
    """Print what loading adds; a small index first warms up what is imported and kept once."""
    path = Path(sys.argv[1])
    _loaded(path, Kind.MONUMENT)
    before = _resident()
    base = _loaded(path, Kind.EVENT)
    print(_resident() - before, base.count if base else 0)


if __name__ == "__main__":
    main()

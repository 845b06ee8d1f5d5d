"""Names of files that are still being made, and clearing away those that a killed program left."""

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

UNFINISHED = ".unfinished"
COMPANIONS = ("", "-wal", "-shm", "-journal")
"""Endings of the files SQLite keeps beside a file."""
_OURS = re.compile(rf"(\.[0-9a-f]{{32}}{re.escape(UNFINISHED)})(?:-wal|-shm|-journal)?")
_FOLDER = re.compile(r"\.(?:palmyra|sample)-\w{8}")
"""Folders in which a workbook or the sample is made."""
_OLD = 3_600  # seconds without a byte written after which nobody is still making it
_ANEW = ".anew"


def name_in(folder: Path) -> Path:
    """Return a hidden name for a file to be made in a folder, after clearing away what is old there."""
    clear(folder)
    return folder / f".{uuid4().hex}{UNFINISHED}"


def clear(folder: Path) -> None:
    """Remove unfinished files and folders of ours that nobody is making any more, as far as we may."""
    made: dict[str, float] = {}
    with suppress(OSError):
        for name, written in _ours(folder):
            made[name] = max(written, made.get(name, 0))
    for name, written in made.items():
        if abs(time.time() - written) > _OLD:  # of the future: the clock was set back since
            shutil.rmtree(folder / name, ignore_errors=True)  # does nothing to a file
            remove(folder / name)


def remove(path: Path) -> None:
    """Remove an unfinished file and its companions, as far as they are there and may be removed."""
    for ending in COMPANIONS:
        with suppress(OSError):
            Path(f"{path}{ending}").unlink(missing_ok=True)


def anew(path: Path, folder: Path) -> tuple[Path, Path]:
    """Return where an archive's file, and its attached files in the folder, are written anew.

    The names are known, so that the next to open the archive clears away what a killed program left there,
    which may be readable. Whoever writes there keeps everybody from the archive meanwhile.
    """
    return path.with_name(f".{path.name}{_ANEW}"), folder / _ANEW


def clear_anew(path: Path, folder: Path) -> None:
    """Remove what a killed program was writing anew; nobody may be at it now."""
    file, files = anew(path, folder)
    remove(file)
    shutil.rmtree(files, ignore_errors=True)


def _ours(folder: Path) -> Iterator[tuple[str, float]]:
    """Yield the name of each unfinished file or its companion, and when it was written last."""
    with os.scandir(folder) as entries:
        for entry in entries:
            found = _OURS.fullmatch(entry.name)
            if found and entry.is_file(follow_symlinks=False):
                yield found[1], entry.stat(follow_symlinks=False).st_mtime
            elif _FOLDER.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
                inside = (path.stat().st_mtime for path in Path(entry).rglob("*"))
                yield entry.name, max(inside, default=entry.stat().st_mtime)

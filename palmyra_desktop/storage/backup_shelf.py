"""The folder of an archive's backups: what each file's name tells, and the clearing away of old ones.

A name is `ARCHIVE-NUMBER-OCCASION-TIME.palmyra`; a file named otherwise was put there by hand, and stays.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from palmyra_desktop.domain.backup import Backup, Keep, Occasion, superseded
from palmyra_desktop.paths import SUFFIX
from palmyra_desktop.storage.failures import in_words

_OCCASIONS = "|".join(Occasion)
_NAME = re.compile(rf"-(\d{{6,12}})-({_OCCASIONS})-(\d{{8}}T\d{{6}})Z{re.escape(SUFFIX)}$")
_TIME = "%Y%m%dT%H%M%S"


def backups(folder: Path) -> tuple[Backup, ...]:
    """Return the backups in a folder, the latest first; none where there is no folder."""
    with in_words():
        found = sorted(_found(folder), key=lambda one: (one.number, one.made, one.path.name))
    return tuple(reversed(found))


def next_path(folder: Path, name: str, occasion: Occasion) -> Path:
    """Return where the next backup of an archive of this name goes."""
    number = max((one.number for one in backups(folder)), default=0) + 1
    stamp = datetime.now(UTC).strftime(_TIME)
    return folder / f"{name}-{number:06d}-{occasion}-{stamp}Z{SUFFIX}"


def clear_away(folder: Path, keep: Keep) -> tuple[Backup, ...]:
    """Remove and return the backups that newer ones supersede.

    Raises:
        KnownError: if one cannot be removed.
    """
    gone = superseded(backups(folder), keep)
    with in_words():
        for one in gone:
            one.path.unlink(missing_ok=True)
    return gone


def _found(folder: Path) -> Iterator[Backup]:
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.suffix != SUFFIX or path.name.startswith(".") or not path.is_file():
            continue
        about = path.stat()
        told = _NAME.search(path.name)
        if told:
            made = datetime.strptime(told[3], _TIME).replace(tzinfo=UTC)
            yield Backup(path, int(told[1]), Occasion(told[2]), made, about.st_size)
        else:
            made = datetime.fromtimestamp(about.st_mtime, UTC)
            yield Backup(path, 0, Occasion.HAND, made, about.st_size)

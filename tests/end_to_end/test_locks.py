"""Locks of an open archive hold against other programs, whatever this one does with its file meanwhile."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.services import backups, encryption
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.article_import import read_findings
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.importing import import_files
from palmyra_desktop.services.salvaging import salvage
from palmyra_desktop.storage import files
from palmyra_desktop.storage.unit_of_work import writing
from tests.acts import EVENT, create

if sys.platform == "win32":
    pytest.skip("its locks are those of a descriptor", allow_module_level=True)

LOCKED = """
import fcntl, os, struct, sys
file = os.open(sys.argv[1], os.O_RDWR)
asked = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0x40000000, 512, 0)
print(struct.unpack("hhqqi4x", fcntl.fcntl(file, fcntl.F_GETLK, asked))[0] != fcntl.F_UNLCK)
"""
WRITES = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
try:
    connection.execute("BEGIN IMMEDIATE")
except sqlite3.OperationalError as error:
    print(error.sqlite_errorname)
else:
    print("writes")
"""


def another(script: str, path: Path) -> str:
    """Return what a program of its own says of a file."""
    command = [sys.executable, "-c", script, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.strip()


def is_held(path: Path) -> bool:
    return another(LOCKED, path) == "True"


def _try(work: Callable[[], object]) -> None:
    with pytest.raises(KnownError):
        work()


def _open_again(archive: Archive, path: Path) -> None:
    Archive.open(path).close()
    Archive.open(path, read_only=True).close()


LOOKS: dict[str, Callable[[Archive, Path], object]] = {
    "opened again": _open_again,
    "checked": lambda archive, path: check(archive),
    "backed up": lambda archive, path: backups.back_up(archive),
    "taken for a backup": lambda archive, path: backups.preview(archive, path),
    "salvaged": lambda archive, path: salvage(path, path.with_name("saved.palmyra")),
    "attached": lambda archive, path: files.store(archive.files_folder, path),
    "hashed": lambda archive, path: files.digest(path),
    "imported": lambda archive, path: _try(lambda: import_files(archive, [path])),
    "read as an article": lambda archive, path: _try(lambda: read_findings(archive, path)),
    "encrypted": lambda archive, path: _try(lambda: encryption.set_passphrase(path, None, "x")),
}


@pytest.mark.parametrize("look", LOOKS)
def test_an_open_archive_that_is_looked_at_again_keeps_its_locks(look: str, tmp_path: Path) -> None:
    path = tmp_path / "a.palmyra"
    with Archive.create(path) as archive:
        create(archive, EVENT, title="e")
        assert is_held(path)
        LOOKS[look](archive, path)
        assert is_held(path)
        create(archive, EVENT, title="f")
    assert not is_held(path)


@pytest.mark.parametrize("folder", ["here", "Dropbox"], ids=["write-ahead", "rollback journal"])
def test_another_program_does_not_write_while_this_one_does(folder: str, tmp_path: Path) -> None:
    path = tmp_path / folder / "a.palmyra"
    with Archive.create(path) as archive, writing(archive.engine) as unit:
        unit.connection.exec_driver_sql("UPDATE archive SET value = value")
        Archive.open(path, read_only=True).close()
        files.digest(path)
        assert another(WRITES, path) == "SQLITE_BUSY"
    assert another(WRITES, path) == "writes"


def test_an_encrypted_archive_keeps_its_locks(tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3")
    path = tmp_path / "a.palmyra"
    with Archive.create(path, passphrase="secret") as archive:
        create(archive, EVENT, title="e")
        Archive.open(path, passphrase="secret").close()
        assert is_held(path)
    assert not is_held(path)

"""Ctrl+C in the middle of an export or an import: exit 130, words, and nothing left behind."""

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.exporting import export
from tests.benchmarks.generate import make

EVENTS = 4_000


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive large enough that its export takes a while."""
    path = tmp_path_factory.mktemp("filled") / "filled.palmyra"
    make(path, EVENTS)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder where temporary files go, too."""
    (tmp_path / "temporary").mkdir()
    yield tmp_path
    assert list((tmp_path / "temporary").iterdir()) == []


def interrupted(folder: Path, *words: object) -> tuple[int, str]:
    """Run a command on a terminal, press Ctrl+C once it tells how far it is; return exit code and words."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"TMPDIR": str(folder / "temporary"), "LANGUAGE": "en"}
    command = [sys.executable, "-m", "palmyra_desktop", *map(str, words)]
    process = subprocess.Popen(
        command, stderr=theirs, stdout=subprocess.PIPE, env=environment, start_new_session=True
    )
    os.close(theirs)
    said = b""
    while b"%" not in said:
        said += os.read(ours, 1000)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: every process in the foreground hears it
    process.communicate(timeout=60)
    try:
        while some := os.read(ours, 1000):
            said += some
    except OSError:  # the terminal's other end is closed
        pass
    os.close(ours)
    return process.returncode, said.decode()


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json"])
def test_an_export_that_is_interrupted_leaves_no_file(filled: Path, folder: Path, format_: str) -> None:
    output = folder / "out"

    words = "--archive", filled, "export", "events", "--format", format_, "--output", output
    code, said = interrupted(folder, *words)

    assert (code, "nothing was written" in said, "Traceback" in said) == (130, True, False)
    assert [path.name for path in folder.iterdir()] == ["temporary"]


def test_an_import_that_is_interrupted_leaves_the_archive_as_it_was(filled: Path, folder: Path) -> None:
    empty, file = folder / "empty.palmyra", folder / "in.json"
    Archive.create(empty).close()
    with Archive.open(filled, read_only=True) as archive:
        export(archive, Criteria(), format="json", output=file)

    code, said = interrupted(folder, "--archive", empty, "import", file)

    assert (code, "nothing was written" in said, "Traceback" in said) == (130, True, False)
    with Archive.open(empty) as archive:
        assert (archive.totals()[Kind.EVENT], check(archive)) == (0, ())


ALONE = """
import sys
from palmyra_desktop.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_the_process_that_makes_a_workbook_ends_with_the_program(filled: Path, folder: Path) -> None:
    words = ["export", "events", "--format", "xlsx", "--output", str(folder / "out.xlsx"), "--archive"]
    environment = os.environ | {"TMPDIR": str(folder / "temporary")}
    process = subprocess.Popen([sys.executable, "-c", ALONE, *words, str(filled)], env=environment)
    while not list(folder.glob(".palmyra-*/*")):
        assert process.poll() is None
        time.sleep(0.01)

    process.kill()
    process.wait()

    ends = time.monotonic() + 20
    while list(folder.glob(".palmyra-*")) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not list(folder.glob(".palmyra-*")) and not (folder / "out.xlsx").exists()

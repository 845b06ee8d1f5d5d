"""Two computers on one network drive: no write-ahead log there, and all the rest as on a drive of one's own.

A drive of another computer is told by its kind; here each program is told that its drive is one.
"""

import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from subprocess import Popen

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.gui.dialogs.reconcile import ReconcileDialog
from palmyra_desktop.gui.forms.record_form import RecordForm
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.editing import verify_log
from palmyra_desktop.storage import engine
from tests.acts import EVENT, create
from tests.end_to_end.conftest import OpenWindow, wait_until_idle
from tests.end_to_end.test_processes import HANG, WRITE, another_process
from tests.end_to_end.test_two_programs import OTHER, write

ON_NETWORK = """
    from palmyra_desktop.storage import engine
    engine.is_network_drive = lambda path: True
"""


@pytest.fixture(autouse=True)
def _on_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "is_network_drive", lambda path: True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.palmyra"
    with Archive.create(path) as archive:
        create(archive, EVENT, title="before")
    return path


def companions(path: Path) -> set[str]:
    return {one.name.removeprefix(path.name) for one in path.parent.glob(f"{path.name}-*")}


def is_ready(process: Popen[str]) -> bool:
    return process.stdout is not None and process.stdout.readline() in ("ready\n", "written\n")


def test_two_computers_write_and_lose_nothing(path: Path) -> None:
    processes = [another_process(ON_NETWORK + WRITE, path, name) for name in ("first", "second")]
    assert all(map(is_ready, processes))
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    seen: set[str] = set()
    while any(process.poll() is None for process in processes):
        seen |= companions(path)
    assert [process.communicate()[0] is not None and process.returncode for process in processes] == [0, 0]
    assert not {name for name in seen if name.endswith(("-wal", "-shm"))}
    with Archive.open(path) as archive:
        assert archive.totals()[EVENT] == 21
        assert (verify_log(archive), check(archive)) == ((), ())


@pytest.mark.parametrize("is_open", [True, False], ids=["open meanwhile", "opened later"])
def test_a_journal_left_by_a_computer_that_died_is_rolled_back_by_the_other(
    path: Path, is_open: bool
) -> None:
    other = Archive.open(path) if is_open else None
    process = another_process(ON_NETWORK + HANG, path)
    assert is_ready(process)
    assert path.stat().st_size > 500_000  # a part of it is in the file already
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert companions(path) == {"-journal"}
    with other or Archive.open(path) as archive:
        assert archive.totals()[EVENT] == 1
        create(archive, EVENT, title="after")
        assert (verify_log(archive), check(archive)) == ((), ())
    assert companions(path) == set()
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT count(*) FROM event").fetchone() == (2,)


def test_reading_alone_rolls_back_what_a_dead_computer_left(path: Path) -> None:
    process = another_process(ON_NETWORK + HANG, path)
    assert is_ready(process)
    process.kill()
    process.communicate()
    with Archive.open(path, read_only=True) as archive:
        assert archive.totals()[EVENT] == 1


def test_a_computer_that_writes_for_long_is_waited_for_and_then_told_in_words(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 300)
    with Archive.open(path) as archive:
        process = another_process(ON_NETWORK + HANG, path)
        assert is_ready(process)
        with pytest.raises(KnownError, match="being written by another program"):
            create(archive, EVENT, title="mine")
        process.kill()
        process.communicate()
        create(archive, EVENT, title="mine")
        assert archive.totals()[EVENT] == 2 and check(archive) == ()


def test_an_archive_open_on_the_computer_that_has_the_drive_is_not_opened_over_the_network(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There it has a write-ahead log, and memory shared with it that no other computer sees."""
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 300)
    with another_process(
        OTHER.replace("MONUMENT", "EVENT").replace("Temple of Bel", "before"), path
    ) as there:
        assert is_ready(there)
        write(there, "by its own computer")
        assert companions(path) == {"-wal", "-shm"}
        with pytest.raises(KnownError, match="being written by another program"):
            Archive.open(path)
        write(there, "and again")
        there.communicate("")
    with Archive.open(path) as archive:
        assert companions(path) == set() and path.read_bytes()[18:20] == b"\x01\x01"
        assert archive.record(archive.find(EVENT, "before")).note == "and again"
        other = Archive.open(path)  # no lock is left from opening
        create(other, EVENT, title="after")
        other.close()


HANDLES = Path("/proc/self/fd")


@pytest.mark.skipif(not HANDLES.is_dir(), reason="this system does not list what is open")
def test_the_file_is_opened_anew_each_time_so_that_nothing_old_is_read(path: Path) -> None:
    def is_held() -> bool:
        return str(path) in {os.path.realpath(one) for one in HANDLES.iterdir()}

    with Archive.open(path) as archive:
        assert archive.totals()[EVENT] == 1 and not is_held()
        create(archive, EVENT, title="after")
        assert archive.totals()[EVENT] == 2 and not is_held()


@contextmanager
def other_computer(location: object) -> Iterator[Popen[str]]:
    with another_process(ON_NETWORK + OTHER, location) as process:
        assert is_ready(process)
        yield process
        assert process.stdin is not None
        process.stdin.close()


def test_the_window_shows_what_the_other_computer_wrote_and_asks_where_they_differ(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    archive = window.archive
    assert archive is not None and "network drive" in window.notice.accessibleName()
    bel = archive.find(Kind.MONUMENT, "Temple of Bel")
    window.workspace.go_to(bel)
    wait_until_idle(window, qtbot)
    with other_computer(archive.location) as process:
        seen: list[float] = []
        window.workspace.archive_changed.connect(lambda: seen.append(time.monotonic()))
        write(process, "theirs at first")
        wrote = time.monotonic()
        qtbot.waitUntil(lambda: bool(seen), timeout=10_000)
        assert seen[0] - wrote < 2
        wait_until_idle(window, qtbot)

        window.all_actions["edit"].trigger()
        qtbot.waitUntil(lambda: window.findChild(RecordForm) is not None)
        form = window.findChild(RecordForm)
        note = form.findChild(QPlainTextEdit, "note_field")
        assert note.toPlainText() == "theirs at first"
        note.setPlainText("mine")
        write(process, "theirs")
        form.primary.click()
        qtbot.waitUntil(lambda: form.findChild(ReconcileDialog) is not None)
        form.findChild(ReconcileDialog).primary.click()
        qtbot.waitUntil(lambda: archive.record(bel).note == "theirs\n\nmine")
        wait_until_idle(window, qtbot)
        write(process, "after that")  # nothing of ours keeps it from writing
    qtbot.waitUntil(lambda: archive.record(bel).note == "after that")
    assert not companions(Path(archive.location)) & {"-wal", "-shm"}
    wait_until_idle(window, qtbot)

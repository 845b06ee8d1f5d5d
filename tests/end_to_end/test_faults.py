"""A hostile world: full and lost drives, rights taken away, a clock set back, a file moved under the window.

A drive is a small tmpfs in a mount namespace of a process of its own, so that nothing outside is touched.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.services import editing
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.storage import unit_of_work
from tests.acts import EVENT, change, create
from tests.another_user import as_nobody
from tests.end_to_end.conftest import OpenWindow, wait_until_idle

ROOT = Path(__file__).parents[2]

_DRIVE = """
import json, subprocess, sys
from pathlib import Path
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.services import backups, editing, exporting
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.domain.criteria import Criteria
from tests.acts import EVENT, change, create, new
drive = Path(sys.argv[1])
path = drive / "a.palmyra"
def mount(size):
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", drive], check=True)
def said(work, *arguments, **named):
    try:
        work(*arguments, **named)
    except KnownError as error:
        return error.message
    return "nothing"
"""


def on_a_drive(tmp_path: Path, script: str) -> dict[str, object]:
    """Run a script that may mount and unmount its drive; return the JSON it prints."""
    if not shutil.which("unshare") or subprocess.run(["unshare", "-m", "true"], check=False).returncode:
        pytest.skip("no mount namespace can be made here")
    drive = tmp_path / "drive"
    drive.mkdir()
    command = ["unshare", "-m", sys.executable, "-c", _DRIVE + textwrap.dedent(script), str(drive)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_a_full_drive_loses_nothing_and_is_written_again_once_there_is_room(tmp_path: Path) -> None:
    found = on_a_drive(
        tmp_path,
        """
        mount("3m")
        with Archive.create(path) as archive:
            ref = create(archive, EVENT, title="before")
            filler = drive / "filler"
            with open(filler, "wb", buffering=0) as file:
                try:
                    while file.write(b"x" * 65536): pass
                except OSError: pass
            many = [new(EVENT, -n, title="e" * 900) for n in range(1, 2000)]
            answer = {
                "edit": said(editing.apply, archive, many, label="much"),
                "backup": said(backups.back_up, archive),
                "export": said(exporting.export, archive, Criteria(), format="html", output=drive / "e.html"),
                "read": archive.record(ref).title,
            }
            filler.unlink()
            change(archive, ref, title="after")
            answer["left"] = sorted(p.name for p in drive.rglob("*") if p.is_file())
        with Archive.open(path) as archive:
            answer["title"] = archive.record(ref).title
            answer["count"] = archive.totals()[EVENT]
            answer["check"] = len(check(archive))
        print(json.dumps(answer))
        """,
    )
    assert "full" in str(found["edit"]) and "full" in str(found["backup"])
    assert found["export"] != "nothing" or "e.html" in found["left"]  # type: ignore[operator]
    assert (found["read"], found["title"], found["count"], found["check"]) == ("before", "after", 1, 0)
    assert not [name for name in found["left"] if "unfinished" in name]  # type: ignore[attr-defined]


def test_a_drive_that_is_taken_out_is_told_and_works_when_it_is_back(tmp_path: Path) -> None:
    found = on_a_drive(
        tmp_path,
        """
        import shutil
        mount("20m")
        archive = Archive.create(path)
        ref = create(archive, EVENT, title="before")
        store = drive.parent / "store"
        shutil.copytree(drive, store)
        subprocess.run(["umount", "-l", drive], check=True)
        answer = {
            "edit": said(change, archive, ref, title="lost"),
            "watch": said(archive.changed_elsewhere),
            "new": said(Archive.open, path),
            "left": [p.name for p in drive.iterdir()],
        }
        archive.close()
        answer["left_closed"] = [p.name for p in drive.iterdir()]
        mount("20m")
        shutil.copytree(store, drive, dirs_exist_ok=True)
        with Archive.open(path) as again:
            answer["title"] = again.record(ref).title
            change(again, ref, title="after")
            answer["check"] = len(check(again))
        print(json.dumps(answer))
        """,
    )
    assert "not in its place" in str(found["edit"]) and "not in its place" in str(found["watch"])
    assert "no archive" in str(found["new"])
    assert (found["left"], found["left_closed"]) == ([], [])
    assert (found["title"], found["check"]) == ("before", 0)


def test_the_command_line_says_what_is_wrong_with_a_drive_and_goes_on_after(tmp_path: Path) -> None:
    found = on_a_drive(
        tmp_path,
        """
        def run(*words):
            command = [sys.executable, "-m", "palmyra_desktop", *map(str, words), "--archive", str(path)]
            done = subprocess.run(command, capture_output=True, text=True, timeout=60)
            return done.returncode, done.stderr
        records = [{"id": n, "uid": f"u{n}", "title": "e" * 900} for n in range(1, 2000)]
        file = drive.parent / "in.json"
        file.write_text(json.dumps({"palmyra": 1, "kind": "events", "count": 1999, "records": records}))
        mount("12m")
        with Archive.create(path) as archive:
            create(archive, EVENT, title="before")
        filler = drive / "filler"
        with open(filler, "wb", buffering=0) as stream:
            for size in (65536, 512):
                try:
                    while stream.write(b"x" * size): pass
                except OSError: pass
        answer = {"full": run("import", file), "full, listed": run("list", "events")}
        answer["left"] = sorted(str(p.relative_to(drive)) for p in drive.rglob("*") if p.is_file())
        filler.unlink()
        subprocess.run(["mount", "-o", "remount,ro", drive], check=True)
        answer |= {"fixed": run("import", file), "listed": run("list", "events")}
        output = drive.parent / "out.csv"
        answer["written"] = run("export", "events", "--format", "csv", "--output", output)
        answer["lines"] = len(output.read_text().splitlines())
        subprocess.run(["mount", "-o", "remount,rw", drive], check=True)
        answer["imported"] = run("import", file)
        with Archive.open(path) as archive:
            answer["count"], answer["check"] = archive.totals()[EVENT], len(check(archive))
        subprocess.run(["umount", "-l", drive], check=True)
        answer["out"] = run("import", file)
        answer["left out"] = [p.name for p in drive.iterdir()]
        print(json.dumps(answer))
        """,
    )
    words = {
        "full": "no room|full",
        "full, listed": "",
        "written": "",
        "fixed": "read",
        "listed": "",
        "imported": "",
        "out": "no archive",
    }
    for key, pattern in words.items():
        code, said = found[key]  # type: ignore[misc]
        assert code == bool(pattern) and re.search(pattern, said) and "Traceback" not in said, (key, said)
    companions = {"a.palmyra-wal", "a.palmyra-shm"}  # of the one who found no room; SQLite's own
    assert set(found["left"]) - companions == {"a.palmyra", "filler"}  # type: ignore[call-overload]
    assert found["left out"] == [] and found["lines"] == 2
    assert "not in its log" in found["written"][1]  # type: ignore[index]
    assert (found["count"], found["check"]) == (2000, 0)


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder another user can reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o777)


def test_rights_taken_away_while_it_is_open_are_told_and_nothing_is_lost(public: Path) -> None:
    path = public / "a.palmyra"
    with as_nobody():
        archive = Archive.create(path)
        ref = create(archive, EVENT, title="before")
        archive.engine.dispose()  # as after a while: the next act connects anew
        path.chmod(0o444)
    public.chmod(0o555)
    with as_nobody(), pytest.raises(KnownError, match=r"read but not written|cannot be opened"):
        change(archive, ref, title="after")
    public.chmod(0o777)
    with as_nobody():
        path.chmod(0o644)
        change(archive, ref, title="after")
        archive.close()
        with Archive.open(path) as archive:
            assert archive.record(ref).title == "after" and check(archive) == ()


def test_acts_stay_in_their_order_when_the_clock_is_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.create(tmp_path / "a.palmyra") as archive:
        ref = create(archive, EVENT, title="one")
        monkeypatch.setattr(unit_of_work, "now_utc", lambda: "1999-01-01T00:00:00.000Z")
        for title in ("two", "three"):
            change(archive, ref, title=title)
        groups = editing.groups(archive)
        assert [group.id for group in groups] == sorted((group.id for group in groups), reverse=True)
        editing.undo(archive)
        assert archive.record(ref).title == "two"
        assert (check(archive), editing.verify_log(archive)) == ((), ())


def test_an_archive_whose_holder_was_killed_is_locked_by_nobody(tmp_path: Path) -> None:
    path = tmp_path / "a.palmyra"
    Archive.create(path).close()
    script = (
        "import sys, os; from pathlib import Path; from palmyra_desktop.services.archive import Archive;"
        "from palmyra_desktop.storage.unit_of_work import writing;"
        "a = Archive.open(Path(sys.argv[1])); w = writing(a.engine); w.__enter__();"
        "print('writing', flush=True); os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(path)], cwd=ROOT, check=False, timeout=60)
    assert killed.returncode == -9
    with Archive.open(path) as archive:
        create(archive, EVENT, title="e")
        assert check(archive) == ()


def test_the_window_says_that_its_file_was_moved_and_offers_to_open_it_again(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    path = Path(window.archive.location)
    path.rename(path.with_name("Moved.palmyra"))
    qtbot.waitUntil(window.notice.isVisible, timeout=5_000)
    assert "not in its place" in window.notice.accessibleName()
    os.link(path.with_name("Moved.palmyra"), path)
    qtbot.waitUntil(window.notice.isHidden, timeout=5_000)
    path.unlink()
    qtbot.waitUntil(window.notice.isVisible, timeout=5_000)
    with qtbot.waitSignal(window.opening.refused):
        window.notice.findChild(QPushButton, "notice_link").click()


def test_of_an_archive_that_was_taken_away_a_copy_is_saved_elsewhere(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    path, target = Path(window.archive.location), tmp_path / "Saved.palmyra"
    ref = create(window.archive, EVENT, title="confirmed just before")
    path.unlink()
    qtbot.waitUntil(window.notice.isVisible, timeout=5_000)
    window.notice.findChild(QPushButton, "notice_other_link").click()
    qtbot.waitUntil(lambda: window.findChild(QFileDialog, "copy_dialog") is not None)
    window.findChild(QFileDialog, "copy_dialog").fileSelected.emit(str(target))
    qtbot.waitUntil(target.exists, timeout=20_000)
    wait_until_idle(window, qtbot)
    assert str(target) in window.status.findChild(QWidget, "message").accessibleName()
    with qtbot.waitSignal(window.opening.opened):
        window.opening.open(str(target))
    wait_until_idle(window, qtbot)
    assert window.archive.record(ref).title == "confirmed just before" and check(window.archive) == ()
    assert window.notice.isHidden()


def test_a_place_is_warned_about_once(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    place = Path(window.archive.location).parent / "Dropbox" / "a.palmyra"
    place.parent.mkdir()
    Archive.create(place).close()
    for is_told in (True, False):
        window.notice.hide()
        with qtbot.waitSignal(window.opening.opened):
            window.opening.open(str(place))
        assert window.notice.isVisible() is is_told

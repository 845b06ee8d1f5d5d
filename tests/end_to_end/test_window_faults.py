"""The window while its drive or file fails it: words, the form stays, nothing is lost.

The program runs as it is started, in a mount namespace of its own with a small drive; the drive that is taken
out and put back is the same one, mounted at a second place.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.test_form_killed import WINDOW

ROOT = Path(__file__).parents[2]

_DRIVE = """
    import subprocess
    from pathlib import Path

    def mount(*words):
        subprocess.run(["mount", *words], check=True)

    def fill(filler):
        with open(filler, "wb", buffering=0) as file:
            for size in (65_536, 512):
                try:
                    while file.write(b"x" * size): pass
                except OSError: pass

    def break_drive(image):
        device = Path(subprocess.check_output(["losetup", "-j", image], text=True).partition(":")[0])
        Path(f"/sys/fs/ext4/{device.name}/trigger_fs_error").write_text("a test")
"""
_FAULTS = """
    import json, shutil
    from PySide6.QtWidgets import QPlainTextEdit
    from palmyra_desktop.domain.criteria import Criteria
    from palmyra_desktop.gui.notice import Notice
    from palmyra_desktop.services.archive import Archive
    from palmyra_desktop.services.checking import check

    store, drive, fault = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    path, moved, filler = drive / "a.palmyra", drive / "b.palmyra", drive / "filler"
    told = {}

    def replace():
        path.rename(moved)
        shutil.copy(store.parent / "another.palmyra", path)

    def put_back():
        path.unlink()
        moved.rename(path)

    def forbid():
        path.chmod(0o444)
        drive.chmod(0o555)
        os.setresuid(65_534, 65_534, 0)  # root may do everything
        app_of(MainWindow).archive.engine.dispose()  # as after a while: what is open already may go on

    def allow():
        os.setresuid(0, 0, 0)
        drive.chmod(0o777)
        path.chmod(0o666)

    def app_of(kind):
        return next(one for one in QApplication.allWidgets() if type(one) is kind)

    MAKE = {
        "full": lambda: fill(filler),
        "taken out": lambda: subprocess.run(["umount", "-l", drive], check=True),
        "moved": lambda: path.rename(moved),
        "removed": lambda: (os.link(path, moved), path.unlink()),
        "replaced": replace,
        "forbidden": forbid,
    }
    MEND = {
        "full": filler.unlink,
        "taken out": lambda: mount("--bind", store, drive),
        "moved": lambda: moved.rename(path),
        "removed": lambda: moved.rename(path),
        "replaced": put_back,
        "forbidden": allow,
    }

    def write(form):
        QTest.keyClicks(form.editors["title"].line, "Written at the wrong time")
        form.findChild(QPlainTextEdit, "description_field").setPlainText("word " * 60_000)
        MAKE[fault]()
        form.primary.click()
        soon(look)

    def look():
        form = found(RecordForm)
        if not form._problem.isVisible():
            return soon(look)
        told["words"] = form._problem.text()
        told["left"] = form.editors["title"].line.text()
        told["beside"] = sorted(one.name for one in drive.iterdir())
        QTimer.singleShot(1500, again)  # the window looks every second

    def again():
        told["notice"] = found(Notice).accessibleName() if found(Notice) else ""
        MEND[fault]()
        QTimer.singleShot(1500, save)

    def save():
        told["notice after"] = found(Notice).accessibleName() if found(Notice) else ""
        found(RecordForm).primary.click()
        soon(end)

    def end():
        window = found(MainWindow)
        if found(RecordForm) is not None or window.tasks.is_busy:
            return soon(end)
        with Archive.open(path) as archive:
            ids = archive.search(Criteria(), first=0).ids
            told["titles"] = [one.title for one in archive.rows(Criteria().kind, ids)]
            told["check"] = len(check(archive))
        print(json.dumps(told), flush=True)
        os._exit(0)

    mount("-t", "tmpfs", "-o", "size=5m", "tmpfs", store)
    mount("--bind", store, drive)
    Archive.create(path).close()
    Archive.create(store.parent / "another.palmyra").close()
    run(lambda: in_new_form(write), str(path))
"""


@pytest.mark.parametrize(
    ("fault", "words", "notice"),
    [
        ("full", "full", ""),
        ("taken out", "not in its place", "not in its place"),
        ("moved", "not in its place", "not in its place"),
        ("removed", "not in its place", "not in its place"),
        ("replaced", "Another file was put in the place", "Another file"),
        ("forbidden", "can be read but not written|cannot be opened", ""),
    ],
)
def test_the_form_stays_with_words_and_is_saved_once_the_fault_is_mended(
    fault: str, words: str, notice: str
) -> None:
    refuse_without_mounts()
    with tempfile.TemporaryDirectory() as name:  # which a user without any right may enter
        folders = [Path(name, "store"), Path(name, "drive")]
        for folder in (Path(name), *folders):
            folder.mkdir(exist_ok=True)
            folder.chmod(0o755)
        told = told_by(_FAULTS, *folders, fault)
    assert re.search(words, told["words"]) and notice in told["notice"], told
    assert (told["left"], told["notice after"]) == ("Written at the wrong time", "")
    assert (told["titles"], told["check"]) == (["Written at the wrong time"], 0)
    if fault == "taken out":
        assert told["beside"] == []


_BROKEN = """
    import json

    image, drive = map(Path, sys.argv[1:])
    path = drive / "a.palmyra"

    def write(form):
        QTest.keyClicks(form.editors["title"].line, "Written at the wrong time")
        QTimer.singleShot(1500, save_on_broken)  # what is written is kept half a second later

    def save_on_broken():
        break_drive(image)
        found(RecordForm).primary.click()
        soon(look)

    def look():
        form = found(RecordForm)
        if not form._problem.isVisible():
            return soon(look)
        window = found(MainWindow)
        from palmyra_desktop.domain.criteria import Criteria
        count = len(window.context.archive.search(Criteria(), first=0).ids)
        print(json.dumps({"words": form._problem.text(), "read": count}), flush=True)
        os._exit(0)

    mount("-o", "loop,errors=remount-ro", image, drive)
    from palmyra_desktop.services.archive import Archive
    from tests.acts import EVENT, create
    with Archive.create(path) as archive:
        create(archive, EVENT, title="before")
    run(lambda: in_new_form(write), str(path))
"""
_AFTER = """
    import json
    from palmyra_desktop.services.archive import Archive
    from palmyra_desktop.services.checking import check
    from palmyra_desktop.services.forms import drafts
    image, drive = map(Path, sys.argv[1:])
    subprocess.run(["e2fsck", "-fy", image], stdout=subprocess.DEVNULL)
    mount("-o", "loop", image, drive)
    with Archive.open(drive / "a.palmyra") as archive:
        kept = [draft.states["title"] for draft in drafts(archive)]
        print(json.dumps({"drafts": kept, "check": len(check(archive))}))
"""


def test_a_drive_that_breaks_and_may_only_be_read_is_told_and_the_draft_comes_back(tmp_path: Path) -> None:
    refuse_without_mounts()
    image, drive = image_of_drive(tmp_path)
    told = told_by(_BROKEN, image, drive)
    assert re.search("read but not written|cannot be opened|reports an error", told["words"])
    assert told["read"] == 1
    after = told_by(_AFTER, image, drive)
    assert "Written at the wrong time" in str(after["drafts"]) and after["check"] == 0


def image_of_drive(folder: Path) -> tuple[Path, Path]:
    """Make a file that can be mounted as a drive that breaks, and the folder to mount it at."""
    image, drive = folder / "image", folder / "drive"
    drive.mkdir()
    with image.open("wb") as file:
        file.truncate(32 << 20)
    made = subprocess.run(["mkfs.ext4", "-q", "-O", "^has_journal", image], check=False, capture_output=True)
    if made.returncode:
        pytest.skip("no such drive can be made here")
    return image, drive


def refuse_without_mounts() -> None:
    """Skip where no mount namespace can be made."""
    if not shutil.which("unshare") or subprocess.run(["unshare", "-m", "true"], check=False).returncode:
        pytest.skip("no mount namespace can be made here")


def told_by(script: str, *arguments: object) -> dict[str, Any]:
    """Run a script that begins as the window does, and return the JSON it prints."""
    code = textwrap.dedent(WINDOW + _DRIVE + script)
    command = ["unshare", "-m", sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found

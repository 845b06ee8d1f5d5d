"""The window while its drive is full or taken out, or its file moved: words, the form stays, nothing is lost.

The program runs as it is started, in a mount namespace of its own with a small drive; the drive that is taken
out and put back is the same one, mounted at a second place.
"""

import json
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.end_to_end.test_form_killed import WINDOW

ROOT = Path(__file__).parents[2]

_FAULTS = """
    import json, subprocess
    from pathlib import Path
    from PySide6.QtWidgets import QPlainTextEdit
    from palmyra_desktop.domain.criteria import Criteria
    from palmyra_desktop.gui.notice import Notice
    from palmyra_desktop.services.archive import Archive
    from palmyra_desktop.services.checking import check

    store, drive, fault = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    path, moved, filler = drive / "a.palmyra", drive / "b.palmyra", drive / "filler"
    told = {}

    def mount(*words):
        subprocess.run(["mount", *words], check=True)

    def fill():
        with open(filler, "wb", buffering=0) as file:
            for size in (65_536, 512):
                try:
                    while file.write(b"x" * size): pass
                except OSError: pass

    MAKE = {
        "full": fill,
        "taken out": lambda: subprocess.run(["umount", "-l", drive], check=True),
        "moved": lambda: path.rename(moved),
    }
    MEND = {
        "full": filler.unlink,
        "taken out": lambda: mount("--bind", store, drive),
        "moved": lambda: moved.rename(path),
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
    run(lambda: in_new_form(write), str(path))
"""


@pytest.mark.parametrize(
    ("fault", "words", "notice"),
    [
        ("full", "full", ""),
        ("taken out", "not in its place", "not in its place"),
        ("moved", "not in its place", "not in its place"),
    ],
)
def test_the_form_stays_with_words_and_is_saved_once_the_fault_is_mended(
    fault: str, words: str, notice: str, tmp_path: Path
) -> None:
    if not shutil.which("unshare") or subprocess.run(["unshare", "-m", "true"], check=False).returncode:
        pytest.skip("no mount namespace can be made here")
    folders = [tmp_path / name for name in ("store", "drive")]
    for folder in folders:
        folder.mkdir()
    script = textwrap.dedent(WINDOW + _FAULTS)
    command = ["unshare", "-m", sys.executable, "-c", script, *map(str, folders), fault]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert words in told["words"] and notice in told["notice"], told
    assert (told["left"], told["notice after"]) == ("Written at the wrong time", "")
    assert (told["titles"], told["check"]) == (["Written at the wrong time"], 0)
    if fault == "taken out":
        assert told["beside"] == []

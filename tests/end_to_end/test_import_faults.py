"""An import in the window while the drive fails: all of it is there and said so, or nothing, with words."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.test_window_faults import image_of_drive, refuse_without_mounts, told_by

RECORDS = 3_000
IMPORT = """
    import json
    from PySide6.QtWidgets import QMessageBox
    from palmyra_desktop.gui.dialogs.result import ResultDialog
    from palmyra_desktop.gui.importing import Importing

    file, store, drive, fault = *map(Path, sys.argv[1:4]), sys.argv[4]
    path, moved, filler = drive / "a.palmyra", drive / "b.palmyra", drive / "filler"
    is_made = []

    MAKE = {
        "full": lambda: fill(filler),
        "taken out": lambda: subprocess.run(["umount", "-l", drive], check=True),
        "moved": lambda: path.rename(moved),
        "broken": lambda: break_drive(store),
    }
    MEND = {
        "full": filler.unlink,
        "taken out": lambda: mount("--bind", store, drive),
        "moved": lambda: moved.rename(path),
        "broken": lambda: None,
    }

    def begin():
        window = found(MainWindow)
        if window is None or window.context is None or window.tasks.is_busy:
            return soon(begin)
        window.tasks.progressed.connect(strike)
        window.findChild(Importing)._import((file,))
        soon(look)

    def strike(label, done, total):
        if done and not is_made and label.startswith("Importing"):
            is_made.append(True)
            MAKE[fault]()

    def look():
        box, result = found(QMessageBox), found(ResultDialog)
        if found(MainWindow).tasks.is_busy or not box and not result:
            return soon(look)
        told = {"struck": bool(is_made), "words": box.text() if box else "", "done": bool(result)}
        MEND[fault]()
        if fault != "broken":
            told |= after(path)
        print(json.dumps(told), flush=True)
        os._exit(0)

    def after(path):
        from palmyra_desktop.services.archive import Archive
        from palmyra_desktop.services.checking import check
        from tests.acts import EVENT
        with Archive.open(path) as archive:
            return {"count": archive.totals()[EVENT], "check": len(check(archive))}
"""
BEGIN = """
    if fault == "broken":
        mount("-o", "loop,errors=remount-ro", store, drive)
    else:
        mount("-t", "tmpfs", "-o", "size=14m", "tmpfs", store)
        mount("--bind", store, drive)
    from palmyra_desktop.services.archive import Archive
    Archive.create(path).close()
    run(begin, str(path))
"""
AFTER = """
    subprocess.run(["e2fsck", "-fy", store], stdout=subprocess.DEVNULL)
    mount("-o", "loop", store, drive)
    print(json.dumps(after(path)))
"""


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("full", "full"),
        ("broken", "read but not written|reports an error|cannot be opened"),
        ("taken out", ""),  # what was begun is written to the end: to the drive, which is still open
        ("moved", ""),
    ],
)
def test_an_import_is_there_as_a_whole_or_not_at_all_when_the_drive_fails(
    fault: str, words: str, tmp_path: Path
) -> None:
    refuse_without_mounts()
    records = [{"id": n, "uid": f"u{n}", "title": "e" * 900} for n in range(1, RECORDS + 1)]
    file = tmp_path / "in.json"
    file.write_text(json.dumps({"palmyra": 1, "kind": "events", "count": RECORDS, "records": records}))
    if fault == "broken":
        store, drive = image_of_drive(tmp_path)
    else:
        store, drive = tmp_path / "store", tmp_path / "drive"
        store.mkdir()
        drive.mkdir()
    told: dict[str, Any] = told_by(IMPORT + BEGIN, file, store, drive, fault)
    if fault == "broken":
        told |= told_by(IMPORT + AFTER, file, store, drive, fault)
    assert told["struck"] and told["check"] == 0, told
    assert told["count"] == (RECORDS if told["done"] else 0), told
    if words:
        assert not told["done"] and any(part in told["words"] for part in words.split("|")), told

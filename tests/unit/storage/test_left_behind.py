"""Files that a killed program left unfinished are removed by whoever makes one there next; no others are."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from palmyra_desktop.services import backups
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.whole_file import write_file
from palmyra_desktop.storage import files
from palmyra_desktop.storage.left_behind import clear, name_in


def aged(path: Path, hours: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    then = time.time() - hours * 3600
    os.utime(path, (then, then))
    return path


def test_what_is_old_is_removed_with_its_companions_and_what_is_being_made_stays(tmp_path: Path) -> None:
    old, new, writing = (name_in(tmp_path) for _ in range(3))
    gone = [aged(Path(f"{old}{ending}"), 2) for ending in ("", "-wal", "-journal")]
    stay = [aged(new, 0.5), aged(writing, 30), aged(Path(f"{writing}-wal"), 0)]
    clear(tmp_path)
    assert not any(path.exists() for path in gone)
    assert all(path.exists() for path in stay)


def test_folders_of_ours_go_with_what_is_in_them_unless_something_in_them_is_new(tmp_path: Path) -> None:
    old = aged(tmp_path / ".palmyra-a1_b2c3d" / "deep" / "table.xlsx", 2)
    new = aged(tmp_path / ".sample-abcdefgh" / "a.palmyra", 0)
    theirs = aged(tmp_path / "palmyra-a1_b2c3d" / "a.txt", 20)
    for folder in (old.parent, old.parents[1], new.parent, theirs.parent):
        os.utime(folder, (0, 0))
    clear(tmp_path)
    assert not old.parents[1].exists() and new.exists() and theirs.exists()


def test_files_of_others_stay_whatever_their_age(tmp_path: Path) -> None:
    names = ("a.unfinished", ".1.unfinished", ".صورة.part", f".{'a' * 32}.unfinished.txt", "b.palmyra")
    theirs = [aged(tmp_path / name, 10_000) for name in names]
    link = name_in(tmp_path)
    link.symlink_to(theirs[0])
    clear(tmp_path)
    assert link.is_symlink() and all(path.exists() for path in theirs)


def test_a_folder_that_is_not_there_or_has_nothing_is_no_fault(tmp_path: Path) -> None:
    clear(tmp_path / "none")
    clear(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_was_left_before_the_clock_was_set_back_goes_too(tmp_path: Path) -> None:
    ahead, just_now = aged(name_in(tmp_path), -24), aged(name_in(tmp_path), -0.01)
    clear(tmp_path)
    assert not ahead.exists() and just_now.exists()


MAKERS: dict[str, Callable[[Archive, Path], object]] = {
    "export": lambda archive, folder: write_file(folder / "a.png", b"whole"),
    "backup": lambda archive, folder: backups.back_up(archive, output=folder / "b.palmyra"),
    "attached file": lambda archive, folder: files.store(folder, Path(str(archive.location))),
    "new archive": lambda archive, folder: Archive.create(folder / "c.palmyra").close(),
}


@pytest.mark.parametrize("maker", MAKERS)
def test_the_next_one_made_in_a_folder_clears_it(maker: str, tmp_path: Path) -> None:
    folder = tmp_path / "there"
    left = aged(name_in(folder), 2)
    with Archive.create(tmp_path / "a.palmyra") as archive:
        MAKERS[maker](archive, folder)
    assert not left.exists()
    assert len(list(folder.iterdir())) == 1

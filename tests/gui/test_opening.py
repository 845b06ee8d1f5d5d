import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from palmyra_desktop import paths
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.gui.opening import Opening, Refusal
from palmyra_desktop.gui.tasks import ImmediateTasks, Tasks
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.settings import Settings


class Listener(QObject):
    """Keeps what was opened, and closes it at the end."""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self.archives: list[Archive] = []
        self.refusals: list[Refusal] = []
        opening.opened.connect(self.on_opened)
        opening.refused.connect(self.on_refused)

    def on_opened(self, archive: Archive) -> None:
        self.archives.append(archive)

    def on_refused(self, refusal: Refusal) -> None:
        self.refusals.append(refusal)


@pytest.fixture
def opening(tasks: ImmediateTasks) -> Opening:
    return Opening(tasks)


@pytest.fixture
def listener(opening: Opening) -> Any:
    listener = Listener(opening)
    yield listener
    for archive in listener.archives:
        archive.close()


def test_the_first_start_opens_the_sample(qtbot: QtBot, real_tasks: Tasks, home: Path) -> None:
    opening = Opening(real_tasks)
    with qtbot.waitSignal(opening.opened, timeout=20_000) as opened:
        opening.begin(None, Settings())
    archive = opened.args[0]
    assert archive.is_sample
    assert archive.totals()[Kind.EVENT] >= 17
    assert paths.default_archive().is_file()
    archive.close()


def test_a_later_start_opens_the_last_archive(
    opening: Opening, listener: Listener, sample_file: Path
) -> None:
    opening.begin(None, Settings(last_archive=str(sample_file)))
    assert [str(archive.location) for archive in listener.archives] == [str(sample_file)]


def test_what_was_asked_for_goes_before_the_last_archive(
    opening: Opening, listener: Listener, sample_file: Path, tmp_path: Path
) -> None:
    wanted = Path(shutil.copy(sample_file, tmp_path / "wanted.palmyra"))
    opening.begin(str(wanted), Settings(last_archive=str(sample_file)))
    assert [str(archive.location) for archive in listener.archives] == [str(wanted)]


def test_the_default_archive_is_opened_where_the_last_is_not_to_be(
    opening: Opening, listener: Listener, sample_file: Path
) -> None:
    place = paths.default_archive()
    paths.made(place.parent)
    shutil.copy(sample_file, place)
    opening.begin(None, Settings(last_archive="/nowhere.palmyra", reopen_last=False))
    assert [str(archive.location) for archive in listener.archives] == [str(place)]


def test_a_new_archive_is_empty_and_named_after_its_file(
    opening: Opening, listener: Listener, tmp_path: Path
) -> None:
    opening.create(tmp_path / "folder" / "Aleppo.palmyra")
    archive = listener.archives[0]
    assert archive.title == "Aleppo"
    assert set(archive.totals().values()) == {0}


def test_a_new_archive_never_takes_the_place_of_a_file(
    opening: Opening, listener: Listener, tmp_path: Path
) -> None:
    there = tmp_path / "notes.palmyra"
    there.write_text("mine")
    opening.create(there)
    assert listener.archives == []
    assert listener.refusals[0].words
    assert there.read_text() == "mine"


def test_a_fresh_copy_of_the_sample_leaves_the_first_alone(
    opening: Opening, listener: Listener, sample_file: Path
) -> None:
    first = paths.default_archive()
    paths.made(first.parent)
    shutil.copy(sample_file, first)
    before = first.read_bytes()
    opening.open_sample()
    assert Path(listener.archives[0].location).name == "palmyra-2.palmyra"
    assert first.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"not an archive at all", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_foreign_or_damaged_file_is_refused_in_words_and_left_alone(
    opening: Opening, listener: Listener, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "strange.palmyra"
    file.write_bytes(content)
    opening.open(str(file))
    refusal = listener.refusals[0]
    assert refusal.words and refusal.hint
    assert refusal.location == str(file)
    assert file.read_bytes() == content
    assert list(tmp_path.iterdir()) == [file]


def test_a_missing_file_is_refused_and_not_made(opening: Opening, listener: Listener, tmp_path: Path) -> None:
    opening.open(str(tmp_path / "gone.palmyra"))
    assert listener.refusals[0].words
    assert not listener.refusals[0].may_read
    assert list(tmp_path.iterdir()) == []


def test_an_archive_is_closed_after_the_writes_that_wait(
    qtbot: QtBot, real_tasks: Tasks, sample_file: Path, tmp_path: Path
) -> None:
    archive = Archive.open(Path(shutil.copy(sample_file, tmp_path / "x.palmyra")))
    done: list[str] = []
    opening = Opening(real_tasks)
    real_tasks.write(lambda job: done.append(archive.title))
    opening.close(archive)
    qtbot.waitUntil(lambda: not real_tasks.is_busy)
    assert done == [archive.title]


def test_what_is_there_already_is_not_saved_over(opening: Opening, sample_file: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken.palmyra"
    taken.write_text("mine")
    failed: list[Exception] = []
    opening._tasks.failed.connect(failed.append)
    opening.salvage(str(sample_file), taken)
    assert taken.read_text() == "mine" and len(failed) == 1

"""A file that is moved, replaced or taken away while it is open: nothing is written into the wrong one."""

import shutil
from pathlib import Path

import pytest

from palmyra_desktop.domain.errors import Displaced
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.storage import drives, engine
from tests.acts import EVENT, change, create


def test_a_file_that_was_moved_is_not_written_and_its_reader_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.palmyra"
    with Archive.create(path) as archive:
        ref = create(archive, EVENT, title="before")
        path.rename(tmp_path / "b.palmyra")
        with pytest.raises(Displaced, match="not in its place"):
            change(archive, ref, title="after")
        with pytest.raises(Displaced, match="not in its place"):
            archive.changed_elsewhere()
        assert archive.record(ref).title == "before"
    assert not path.exists()
    with Archive.open(tmp_path / "b.palmyra") as archive:
        assert archive.record(ref).title == "before"


def test_a_file_that_was_replaced_is_not_written(tmp_path: Path) -> None:
    path, other = tmp_path / "a.palmyra", tmp_path / "other.palmyra"
    Archive.create(other, title="Other").close()
    with Archive.create(path) as archive:
        ref = create(archive, EVENT, title="before")
        other.replace(path)
        content = path.read_bytes()
        with pytest.raises(Displaced, match="Another file"):
            change(archive, ref, title="after")
        with pytest.raises(Displaced):
            archive.changed_elsewhere()
        # What was written before is not taken into the other file by whoever opens that one.
        with Archive.open(path) as taken:
            assert (taken.title, taken.totals()[EVENT]) == ("Other", 0)
    assert path.read_bytes() == content


def test_a_new_connection_never_reads_the_file_that_took_the_place(tmp_path: Path) -> None:
    path, other = tmp_path / "a.palmyra", tmp_path / "other.palmyra"
    Archive.create(other, title="Other").close()
    with Archive.create(path) as archive:
        archive.engine.dispose()
        other.replace(path)
        with pytest.raises(Displaced, match="Another file"):
            archive.totals()


def test_a_file_that_is_back_in_its_place_is_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a.palmyra"
    with Archive.create(path) as archive:
        path.rename(tmp_path / "away")
        with pytest.raises(Displaced):
            create(archive, EVENT, title="lost")
        (tmp_path / "away").rename(path)
        create(archive, EVENT, title="kept")
        assert archive.totals()[EVENT] == 1


def test_an_archive_is_written_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Archive.create(Path("a.palmyra")) as archive:
        monkeypatch.chdir("/")
        create(archive, EVENT, title="e")
        assert archive.totals()[EVENT] == 1


def test_an_archive_holds_no_path_of_this_computer_and_opens_on_another(tmp_path: Path) -> None:
    path = tmp_path / "here" / "a.palmyra"
    with Archive.create(path) as archive:
        create(archive, EVENT, title="e")
    assert str(tmp_path).encode() not in path.read_bytes()
    elsewhere = Path(shutil.copy(path, tmp_path / "دمشق.palmyra"))
    shutil.rmtree(path.parent)
    with Archive.open(elsewhere) as archive:
        assert archive.totals()[EVENT] == 1 and check(archive) == ()


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Dropbox (Personal)/a", "Dropbox"),
        ("OneDrive - المتحف", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-me@box", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("Nextcloud2/x", ""),
        ("nextcloud/x", "Nextcloud"),
        ("Dropboxes", ""),
        ("Documents", ""),
    ],
)
def test_a_synchronised_folder_is_told_by_its_name(tmp_path: Path, place: str, name: str) -> None:
    assert drives.synchroniser(tmp_path / place / "a.palmyra") == name


@pytest.mark.parametrize(
    ("mark", "name"), [(".dropbox", "Dropbox"), (".stfolder", "Syncthing"), (".sync_1f.db", "Nextcloud")]
)
def test_a_synchronised_folder_is_told_by_what_lies_in_it(tmp_path: Path, mark: str, name: str) -> None:
    (tmp_path / mark).touch()
    assert drives.synchroniser(tmp_path / "deep" / "er" / "a.palmyra") == name


def test_a_synchronised_archive_warns_and_is_whole_in_its_file_alone(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "Dropbox" / "a.palmyra") as archive:
        create(archive, EVENT, title="e")
        assert "Dropbox" in archive.warning
        assert [one.name for one in (tmp_path / "Dropbox").iterdir()] == ["a.palmyra"]


def test_files_of_a_network_drive_are_not_told_by_their_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "is_network_drive", lambda path: True)
    path = tmp_path / "a.palmyra"
    with Archive.create(path) as archive:
        shutil.copy(path, tmp_path / "copy")
        (tmp_path / "copy").replace(path)  # as a drive that gives other numbers would look
        archive.changed_elsewhere()
        path.unlink()
        with pytest.raises(Displaced):
            archive.changed_elsewhere()

"""Attached files that nothing needs: named by a check, put aside by a repair, brought back when missed."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.services import backups
from palmyra_desktop.services import trash as trashing
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.editing import attach_file, undo
from palmyra_desktop.services.encryption import set_passphrase
from palmyra_desktop.services.repairing import repair
from palmyra_desktop.services.unneeded import is_aside
from palmyra_desktop.storage import files
from palmyra_desktop.storage.attached import files_of
from tests.acts import EVENT, IMAGE, create, trash


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "a.palmyra", title="Test") as archive:
        yield archive


def with_file(archive: Archive, tmp_path: Path, words: str = "صورة") -> tuple[RecordRef, Path]:
    """Return an image, and its file in the archive's folder as if it had been there for long."""
    original = tmp_path / "original.jpg"
    original.write_text(words, encoding="utf-8")
    ref = create(archive, IMAGE, caption="i")
    attach_file(archive, ref, original)
    return ref, long_there(archive, files.digest(original))


def long_there(archive: Archive, sha256: str) -> Path:
    path = archive.files_folder / sha256
    os.utime(path, (0, 0))
    return path


def removed(archive: Archive, ref: RecordRef) -> None:
    """Remove a record for good."""
    trash(archive, ref)
    trashing.empty(archive, trashing.contents(archive).removable)


def without_backups(archive: Archive) -> None:
    for one in backups.backups(archive):
        one.path.unlink()


def test_a_file_of_a_record_gone_for_good_is_named_and_put_aside(archive: Archive, tmp_path: Path) -> None:
    ref, path = with_file(archive, tmp_path)
    _other, stays = with_file(archive, tmp_path, "another")
    removed(archive, ref)
    assert check(archive) == (), "the backup made before the trash was emptied needs it"
    without_backups(archive)
    (found,) = check(archive)
    assert (found.code, found.is_repairable) == ("unneeded", True) and path.name in found.message
    done = repair(archive)
    assert (done.left, done.mended) == ((), 1)
    assert not path.exists() and stays.exists()
    assert files.digest(archive.folder / "unneeded" / path.name) == path.name


def test_a_file_is_needed_as_long_as_its_record_can_come_back(archive: Archive, tmp_path: Path) -> None:
    ref, path = with_file(archive, tmp_path)
    trash(archive, ref)
    assert check(archive) == (), "the record is in the trash"
    undo(archive)
    undo(archive)  # the attaching
    assert check(archive) == () and path.exists(), "the attaching can be done again"


def test_a_file_that_was_just_copied_in_is_left(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "new").write_text("new")
    files.store(archive.files_folder, tmp_path / "new")
    assert check(archive) == ()


def test_nothing_is_unneeded_where_a_backup_cannot_be_read(archive: Archive, tmp_path: Path) -> None:
    ref, path = with_file(archive, tmp_path)
    removed(archive, ref)
    for one in backups.backups(archive):
        one.path.write_bytes(b"damaged")
    assert check(archive) == () and path.exists()


def test_what_was_put_aside_is_brought_back_with_its_record(archive: Archive, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "b.palmyra"
    ref, path = with_file(archive, tmp_path)
    backups.back_up(archive, output=elsewhere)
    removed(archive, ref)
    without_backups(archive)
    repair(archive)
    assert not path.exists()
    backups.restore(archive, elsewhere)
    assert path.exists() and check(archive) == ()
    path.unlink()  # as after an old copy was put in place by hand
    (found,) = check(archive)
    assert (found.code, found.is_repairable, found.refs) == ("attachment", True, (ref,))
    assert repair(archive, (found,)).left == ()
    assert path.exists()


def test_other_things_in_the_folder_are_not_named(archive: Archive, tmp_path: Path) -> None:
    create(archive, EVENT, title="e")
    archive.files_folder.mkdir(parents=True)
    for name in ("notes.txt", "a" * 63, ".DS_Store"):
        (archive.files_folder / name).touch()
        os.utime(archive.files_folder / name, (0, 0))
    assert check(archive) == ()


def test_what_is_put_aside_is_encrypted_as_the_archive_is(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "a.palmyra", title="Test") as plain:
        ref, path = with_file(plain, tmp_path)
        removed(plain, ref)
        without_backups(plain)
        repair(plain)
        aside, sha256 = plain.folder / "unneeded", path.name
    assert [path.name for path in aside.iterdir()] == [sha256]
    set_passphrase(tmp_path / "a.palmyra", None, "ثلاثة")
    with Archive.open(tmp_path / "a.palmyra", passphrase="ثلاثة") as archive:
        assert not (aside / sha256).exists()
        assert is_aside(files_of(archive.engine, archive.files_folder), sha256)
        ref = create(archive, IMAGE, caption="again")
        attach_file(archive, ref, tmp_path / "original.jpg")
        (sealed,) = archive.files_folder.iterdir()
        sealed.unlink()
        (found,) = check(archive)
        assert (found.code, found.is_repairable) == ("attachment", True)
        assert repair(archive).left == ()
        assert sealed.exists()

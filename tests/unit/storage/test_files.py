"""Attached files: kept whole, once, under the hash of their bytes."""

import hashlib
import tempfile
from pathlib import Path

import pytest

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.storage import files
from tests.another_user import as_nobody


def test_a_file_is_kept_under_its_hash_and_the_original_stays(tmp_path: Path) -> None:
    original = tmp_path / "صورة.jpg"
    original.write_bytes(b"bytes" * 100_000)
    folder = tmp_path / "a.palmyra.d" / "files"
    sha256 = files.store(folder, original)
    assert sha256 == hashlib.sha256(original.read_bytes()).hexdigest()
    assert [path.name for path in folder.iterdir()] == [sha256]
    assert (folder / sha256).read_bytes() == original.read_bytes()


def test_the_same_bytes_under_two_names_are_kept_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"same")
    folder = tmp_path / "files"
    assert files.store(folder, tmp_path / "a") == files.store(folder, tmp_path / "b")
    assert len(list(folder.iterdir())) == 1


def test_attaching_a_file_again_mends_a_copy_that_was_changed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"true")
    copy = tmp_path / "files" / files.store(tmp_path / "files", tmp_path / "a")
    copy.write_bytes(b"false")
    files.store(tmp_path / "files", tmp_path / "a")
    assert copy.read_bytes() == b"true"


def test_an_empty_file_is_a_file_too(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    sha256 = files.store(tmp_path / "files", tmp_path / "empty")
    assert (tmp_path / "files" / sha256).read_bytes() == b""


def test_what_cannot_be_read_leaves_no_folder(tmp_path: Path) -> None:
    for original in (tmp_path / "absent", tmp_path):
        with pytest.raises(KnownError, match="cannot be read"):
            files.store(tmp_path / "files", original)
    assert not (tmp_path / "files").exists()


def test_a_drive_without_room_keeps_nothing_by_half(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="this system has no limit of file sizes")
    original = tmp_path / "large"
    original.write_bytes(bytes(50_000))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        with pytest.raises(KnownError, match="full"):
            files.store(tmp_path / "files", original)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list((tmp_path / "files").iterdir()) == []


def test_a_folder_one_cannot_write_is_said_so() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, original = Path(name), Path(name, "original")
        original.touch(0o644)
        folder.chmod(0o555)
        with as_nobody(), pytest.raises(KnownError, match="not written"):
            files.store(folder / "files", original)
        folder.chmod(0o755)

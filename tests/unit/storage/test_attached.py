"""Attached files of encrypted archives: sealed, read, moved from one form to the other, and looked at."""

import errno
import hashlib
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.custody import Step
from palmyra_desktop.domain.errors import Cancelled, KnownError
from palmyra_desktop.services import backups, encryption
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.attachments import content
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.custody import look_again
from palmyra_desktop.services.editing import attach_file
from palmyra_desktop.services.repairing import repair
from palmyra_desktop.services.salvaging import salvage
from palmyra_desktop.storage import attached, keys, sealed
from palmyra_desktop.storage.attached import Files
from palmyra_desktop.storage.failures import in_words
from palmyra_desktop.storage.sealed import FilesKey
from tests.acts import IMAGE, create

pytest.importorskip("sqlcipher3", reason="the extra `encrypted` is not installed")

BYTES = "صورة سرية of nobody's ".encode() * 90_000
SHA256 = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are slow to make by design; that they are those of SQLCipher is looked at in test_keys.py."""
    monkeypatch.setattr(keys, "_ROUNDS", 1_000)


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / "elsewhere" / "صورة.jpg"
    path.parent.mkdir()
    path.write_bytes(BYTES)
    return path


@pytest.fixture
def plain(tmp_path: Path, original: Path) -> Path:
    """An archive that is not encrypted, with a file and a backup."""
    path = tmp_path / "own" / "a.palmyra"
    with Archive.create(path) as archive:
        attach_file(archive, create(archive, IMAGE, caption="c"), original)
        backups.back_up(archive)
    return path


@pytest.fixture
def encrypted(plain: Path) -> Iterator[Archive]:
    encryption.set_passphrase(plain, None, "word")
    with Archive.open(plain, passphrase="word") as archive:
        yield archive


def tells(folder: Path) -> list[str]:
    """Return the files from which something of the attached one can be read, its SHA-256 included."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    marks = (BYTES[:40], SHA256.encode(), bytes.fromhex(SHA256))
    named = [path.name for path in found if SHA256 in path.name]
    return named + [path.name for path in found if any(mark in path.read_bytes() for mark in marks)]


def test_files_follow_an_archive_into_encryption_and_out_of_it(plain: Path) -> None:
    for old, new in ((None, "word"), ("word", "other"), ("other", None)):
        encryption.set_passphrase(plain, old, new)
        with Archive.open(plain, passphrase=new) as archive:
            assert content(archive, SHA256) == BYTES
            assert check(archive) == ()
            names = [path.name for path in archive.files_folder.iterdir()]
        assert len(names) == 1 and (names == [SHA256]) is (new is None)


def test_nothing_tells_which_file_is_attached(plain: Path) -> None:
    encryption.set_passphrase(plain, None, "word")
    with Archive.open(plain, passphrase="word") as archive:
        encryption.remove(encryption.copies_without(archive))
        backups.back_up(archive)
        assert tells(plain.parent) == []
    assert tells(plain.parent) == []


def test_another_passphrase_leaves_sealed_files_as_they_are(encrypted: Archive) -> None:
    (kept,) = encrypted.files_folder.iterdir()
    before = kept.read_bytes()
    encrypted.close()
    encryption.set_passphrase(Path(encrypted.location), "word", "other")
    assert kept.read_bytes() == before


def test_the_same_file_is_sealed_once_and_differently_in_another_archive(
    encrypted: Archive, original: Path, tmp_path: Path
) -> None:
    attach_file(encrypted, create(encrypted, IMAGE, caption="again"), original)
    (kept,) = encrypted.files_folder.iterdir()
    with Archive.create(tmp_path / "b.palmyra", passphrase="word") as other:
        attach_file(other, create(other, IMAGE, caption="c"), original)
        (sealed_there,) = other.files_folder.iterdir()
    assert kept.name != sealed_there.name and kept.read_bytes()[16:] != sealed_there.read_bytes()[16:]


def test_an_empty_file_is_sealed_too(encrypted: Archive, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    attach_file(encrypted, create(encrypted, IMAGE, caption="e"), tmp_path / "empty")
    assert content(encrypted, hashlib.sha256(b"").hexdigest()) == b""
    assert check(encrypted) == ()


def test_a_sealed_file_that_was_changed_exchanged_or_is_gone_is_found(
    encrypted: Archive, tmp_path: Path
) -> None:
    (kept,) = encrypted.files_folder.iterdir()
    good = kept.read_bytes()
    (tmp_path / "other").write_bytes(b"other")
    attach_file(encrypted, create(encrypted, IMAGE, caption="o"), tmp_path / "other")
    (other,) = set(encrypted.files_folder.iterdir()) - {kept}
    spoilt = good[:9_000] + b"\xff" * 8 + good[9_008:]
    for bad in (spoilt, other.read_bytes(), good[:8_192], b"", BYTES):
        kept.write_bytes(bad)
        (found,) = check(encrypted)
        assert "was changed" in found.message
        with pytest.raises(OSError):
            content(encrypted, SHA256)
    assert look_again(encrypted)[Step.CHANGED] == 1
    kept.unlink()
    (found,) = check(encrypted)
    assert "is missing" in found.message
    kept.write_bytes(good)
    assert check(encrypted) == ()


def _leave_files(patch: pytest.MonkeyPatch) -> None:
    """Have attached files stay as they are when a passphrase is set, as a fault would."""
    patch.setattr(Files, "take_over", lambda *of_what: None)
    patch.setattr(encryption, "settle", lambda *of_what: 0)


def test_files_of_an_archive_encrypted_before_they_were_are_found_read_and_sealed(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        _leave_files(earlier)
        encryption.set_passphrase(plain, None, "word")
    with Archive.open(plain, passphrase="word", read_only=True) as archive:
        assert content(archive, SHA256) == BYTES
    with Archive.open(plain, passphrase="word") as archive:
        (found,) = check(archive)
        assert found.is_repairable and "1 attached file" in found.message
        assert repair(archive).left == ()
        assert content(archive, SHA256) == BYTES and not (archive.files_folder / SHA256).exists()


@pytest.mark.parametrize("new", ["word", None])
def test_stopped_between_two_files_all_are_read_and_the_rest_follows(
    plain: Path, tmp_path: Path, new: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(plain) as archive:
        for number in range(4):
            (tmp_path / "n").write_bytes(b"n" * number)
            attach_file(archive, create(archive, IMAGE, caption="n"), tmp_path / "n")
    if new is None:
        encryption.set_passphrase(plain, None, "word")
    with monkeypatch.context() as killed:
        _leave_files(killed)
        encryption.set_passphrase(plain, "word" if new is None else None, new)
    stop, own = Cancellation(), attached.Files.bring_home
    with Archive.open(plain, passphrase=new) as archive:
        files = attached.files_of(archive.engine, archive.files_folder, writes=True)
        some = files.astray()[:2]
        monkeypatch.setattr(Files, "astray", lambda self: some)
        own(files, lambda count: None)
        monkeypatch.undo()
        stop.cancel()
        with pytest.raises(Cancelled):
            attached.settle(archive.engine, archive.files_folder, stop)
        assert len(files.astray()) == 3
        assert {found.code for found in check(archive)} == {"attachment"} and len(check(archive)) == 1
        assert encryption.settle(archive) == 0
        assert check(archive) == ()
        assert content(archive, SHA256) == BYTES


def test_a_drive_without_room_leaves_all_as_it_is_and_says_so(plain: Path) -> None:
    resource = pytest.importorskip("resource", reason="this system has no limit of file sizes")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    assert plain.stat().st_size < 2_000_000 < len(BYTES)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, before[1]))
    try:
        with pytest.raises(KnownError, match="no room"):
            encryption.set_passphrase(plain, None, "word")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    with Archive.open(plain) as archive:
        assert not archive.is_encrypted and content(archive, SHA256) == BYTES and check(archive) == ()
        assert [path.name for path in archive.files_folder.iterdir()] == [SHA256]
    assert encryption.set_passphrase(plain, None, "word")


def test_files_that_cannot_be_moved_are_read_as_they_are_and_follow_later(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Files.bring_home

    def refused(*of_what: object) -> None:
        raise PermissionError(errno.EACCES, "not allowed")

    def bring_home(self: Files, tick: attached.Tick) -> int:
        if self.astray():
            with in_words():
                refused()
        return own(self, tick)

    with monkeypatch.context() as fault:
        fault.setattr(Files, "take_over", refused)
        fault.setattr(Files, "bring_home", bring_home)
        with pytest.raises(KnownError, match="not all of its attached files"):
            encryption.set_passphrase(plain, None, "word")
    with Archive.open(plain, passphrase="word") as archive:
        assert content(archive, SHA256) == BYTES
        encryption.settle(archive)
        assert content(archive, SHA256) == BYTES and check(archive) == ()
        assert not (archive.files_folder / SHA256).exists()


def test_files_are_read_after_a_backup_of_another_time_was_restored(plain: Path) -> None:
    with Archive.open(plain) as archive:
        copy = backups.back_up(archive)
    for old, new in ((None, "one"), ("one", None), (None, "two")):
        encryption.set_passphrase(plain, old, new)
    with Archive.open(plain, passphrase="two") as archive:
        backups.restore(archive, copy)
        assert check(archive) == () and content(archive, SHA256) == BYTES


def test_what_is_not_encrypted_any_more_holds_no_key(encrypted: Archive) -> None:
    encrypted.close()
    path = Path(encrypted.location)
    encryption.set_passphrase(path, "word", None)
    with Archive.open(path) as archive:
        assert attached.files_of(archive.engine, archive.files_folder).key is None


def test_the_files_of_a_damaged_archive_are_saved_sealed(encrypted: Archive, tmp_path: Path) -> None:
    encrypted.close()
    saved = salvage(Path(encrypted.location), tmp_path / "saved.palmyra", passphrase="word")
    assert saved.lost == () and saved.findings == ()
    with Archive.open(saved.path, passphrase="word") as archive:
        assert content(archive, SHA256) == BYTES and tells(archive.folder) == []


def test_the_key_of_files_is_not_shown(caplog: pytest.LogCaptureFixture) -> None:
    text = sealed.new_key()
    key = FilesKey.read(text)
    with caplog.at_level(logging.INFO):
        logging.info("%s %r", key, Files(Path(), key))
    assert text[:64] not in caplog.text and text[64:] not in caplog.text and repr(key.cipher) not in repr(key)
    assert len(text) == 128 and sealed.new_key() != text


def test_a_new_file_is_compared_before_the_old_one_goes(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "pieces", lambda *of_what: iter((b"other",)))
    with pytest.raises(KnownError, match="reports an error"):
        encryption.set_passphrase(plain, None, "word")
    assert (plain.with_name("a.palmyra.d") / "files" / SHA256).read_bytes() == BYTES

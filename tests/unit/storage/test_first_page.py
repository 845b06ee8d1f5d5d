"""An encrypted file whose first page is damaged: told from a wrong passphrase, and saved all the same."""

import secrets
from pathlib import Path

import pytest

from palmyra_desktop.domain.errors import Damaged, KnownError, PassphraseNeeded
from palmyra_desktop.services import backups, encryption
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.salvaging import salvage
from palmyra_desktop.storage import first_page, keys
from tests.acts import EVENT, create

pytest.importorskip("sqlcipher3", reason="the extra `encrypted` is not installed")

PAGE = keys.PAGE


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_ROUNDS", 1_000)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An encrypted archive, opened once in the window or by another who may write."""
    path = tmp_path / "a.palmyra"
    with Archive.create(path, passphrase="تدمر") as archive:
        for number in range(5):
            create(archive, EVENT, title=f"event {number}")
        encryption.settle(archive)
    return path


def lose_salt(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(keys.SALT))


def test_where_the_salt_is_kept_a_wrong_passphrase_is_said_to_be_wrong(path: Path) -> None:
    with pytest.raises(PassphraseNeeded, match="wrong") as caught:
        Archive.open(path, passphrase="palmyra")
    assert "beginning" not in caught.value.hint


def test_where_no_salt_is_kept_both_is_said_and_a_backup_is_the_way_out(path: Path) -> None:
    (path.with_name("a.palmyra.d") / "salt").unlink()
    with pytest.raises(PassphraseNeeded, match="wrong") as caught:
        Archive.open(path, passphrase="palmyra")
    assert "beginning of the file may be lost" in caught.value.hint
    with Archive.open(path, passphrase="تدمر") as archive:
        copy = backups.back_up(archive)
    lose_salt(path)
    with pytest.raises(Damaged, match="passphrase is right"):
        Archive.open(path, passphrase="تدمر")
    copy.unlink()
    with pytest.raises(PassphraseNeeded, match="wrong") as caught:
        Archive.open(path, passphrase="تدمر")
    assert "beginning of the file may be lost" in caught.value.hint
    with pytest.raises(KnownError, match="first bytes"):
        salvage(path, path.with_name("saved.palmyra"), passphrase="تدمر")


def test_the_salt_kept_follows_the_passphrase_and_goes_with_it(path: Path) -> None:
    place = path.with_name("a.palmyra.d") / "salt"
    first = place.read_text()
    assert bytes.fromhex(first) == keys.salt_of(path)
    encryption.set_passphrase(path, "تدمر", "other")
    assert bytes.fromhex(place.read_text()) == keys.salt_of(path) != bytes.fromhex(first)
    encryption.set_passphrase(path, "other", None)
    assert not place.exists()


@pytest.mark.parametrize("kept", ["", "zz", "00" * 15, "00" * 17, "\u0660" * 32, "0" * 1_000_000])
def test_a_salt_that_is_none_is_not_heeded(path: Path, kept: str) -> None:
    (path.with_name("a.palmyra.d") / "salt").write_text(kept, "utf-8")
    with Archive.open(path, passphrase="تدمر") as archive:
        assert archive.totals()[EVENT] == 5
    with pytest.raises(PassphraseNeeded, match="wrong"):
        Archive.open(path, passphrase="palmyra")


def test_every_page_is_known_to_be_whole_or_not(path: Path) -> None:
    key = keys.key_for(path, "تدمر")
    assert key is not None
    data = path.read_bytes()
    pages = [data[start : start + PAGE] for start in range(0, len(data), PAGE)]
    assert all(first_page.is_whole(page, number, key) for number, page in enumerate(pages, 1))
    assert not first_page.is_whole(pages[3], 5, key)
    assert not first_page.is_whole(pages[3][:-1] + b"\0", 4, key)

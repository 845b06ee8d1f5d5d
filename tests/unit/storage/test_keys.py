"""Encrypted archives: opened by their passphrase alone, with nothing of them to be read on the disk."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from palmyra_desktop.domain.errors import KnownError, PassphraseNeeded
from palmyra_desktop.services import backups
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.storage import keys
from tests.acts import EVENT, change, create

PASSPHRASE = "O'Brien \"; -- كلمة السر"
SECRET = "Nobody may read this"

dbapi2 = pytest.importorskip("sqlcipher3", reason="the extra `encrypted` is not installed").dbapi2


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "a.palmyra", passphrase=PASSPHRASE) as made:
        create(made, EVENT, title=SECRET)
        yield made


def readable(folder: Path) -> list[str]:
    """Return the files below a folder in which the secret, or a word of our schema, can be read."""
    found = (path for path in folder.rglob("*") if path.is_file())
    marks = (SECRET.encode(), SECRET.lower().encode(), SECRET.encode("utf-16-le"), b"change_log", keys.MAGIC)
    return [path.name for path in found if any(mark in path.read_bytes() for mark in marks)]


def test_nothing_is_readable_while_it_is_open_backed_up_and_closed(archive: Archive, tmp_path: Path) -> None:
    backups.back_up(archive)
    names = {path.name for path in tmp_path.iterdir()}
    assert {"a.palmyra", "a.palmyra-wal", "a.palmyra-shm"} <= names
    assert readable(tmp_path) == []
    archive.close()
    assert readable(tmp_path) == []


def test_it_opens_with_its_passphrase_and_is_whole(archive: Archive) -> None:
    archive.close()
    with Archive.open(archive.location, passphrase=PASSPHRASE) as again:
        assert again.is_encrypted and again.find(EVENT, SECRET)
        assert check(again) == ()
    with Archive.open(archive.location, passphrase=PASSPHRASE, read_only=True) as again:
        assert again.totals()[EVENT] == 1


@pytest.mark.parametrize(
    ("passphrase", "words"), [(None, "is encrypted"), ("", "is encrypted"), ("wrong", "passphrase is wrong")]
)
def test_without_its_passphrase_it_does_not_open_and_says_so(
    archive: Archive, passphrase: str | None, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    archive.close()
    with pytest.raises(PassphraseNeeded, match=words):
        Archive.open(archive.location, passphrase=passphrase)
    assert capfd.readouterr() == ("", "")  # the driver is talkative


def test_other_programs_for_such_files_open_it_with_the_same_passphrase(archive: Archive) -> None:
    archive.close()
    with closing(dbapi2.connect(str(archive.location))) as file:
        file.execute("PRAGMA key='{}'".format(PASSPHRASE.replace("'", "''")))
        assert file.execute("SELECT title FROM event").fetchall() == [(SECRET,)]


def test_a_passphrase_typed_in_another_unicode_form_is_the_same(tmp_path: Path) -> None:
    Archive.create(tmp_path / "a.palmyra", passphrase="\u00e9").close()
    with Archive.open(tmp_path / "a.palmyra", passphrase="e\u0301") as archive:
        assert archive.is_encrypted


def test_a_backup_is_restored_from(archive: Archive) -> None:
    copy = backups.back_up(archive)
    ref = archive.find(EVENT, SECRET)
    change(archive, ref, title="changed")
    backups.restore(archive, copy)
    assert archive.record(ref).title == SECRET


def test_a_copy_of_another_archive_is_not_put_into_it(archive: Archive, tmp_path: Path) -> None:
    for passphrase in (None, "another"):
        Archive.create(tmp_path / f"{passphrase}.palmyra", passphrase=passphrase).close()
        with pytest.raises(KnownError, match="copy of another archive"):
            backups.restore(archive, tmp_path / f"{passphrase}.palmyra", passphrase=passphrase)


def test_bytes_that_were_changed_are_noticed(archive: Archive) -> None:
    archive.close()
    path = Path(archive.location)
    content = bytearray(path.read_bytes())
    content[10_000:10_016] = os.urandom(16)
    path.write_bytes(content)
    with pytest.raises(KnownError, match="damaged"):
        Archive.open(path, passphrase=PASSPHRASE)


@pytest.mark.parametrize("content", [b"", b"\0" * 8192, b"text " * 2000, bytes(range(200)) * 40])
def test_what_is_no_encrypted_archive_asks_for_no_passphrase(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.palmyra"
    path.write_bytes(content)
    with pytest.raises(KnownError) as caught:
        Archive.open(path)
    assert not isinstance(caught.value, PassphraseNeeded)


def test_a_plain_archive_stays_plain_whatever_passphrase_is_at_hand(tmp_path: Path) -> None:
    Archive.create(tmp_path / "a.palmyra").close()
    with Archive.open(tmp_path / "a.palmyra", passphrase="x") as archive:
        assert not archive.is_encrypted
    with closing(sqlite3.connect(tmp_path / "a.palmyra")) as file:
        assert file.execute("SELECT count(*) FROM event").fetchall() == [(0,)]


def test_a_key_is_not_shown() -> None:
    key = keys.new_key("word")
    assert key.raw.hex() not in f"{key} {key!r} {key:}" and "word" not in repr(key)


def test_without_the_driver_the_user_is_told_what_to_install(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.close()
    monkeypatch.setitem(__import__("sys").modules, "sqlcipher3", None)
    with pytest.raises(KnownError, match="not installed") as caught:
        Archive.open(archive.location, passphrase=PASSPHRASE)
    assert "palmyra-desktop[encrypted]" in caught.value.hint

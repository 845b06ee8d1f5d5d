"""A passphrase set, changed and taken away: all is kept, and the old file until its owner removes it."""

import errno
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from palmyra_desktop.domain.backup import Keep
from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.errors import Cancelled, KnownError, PassphraseNeeded
from palmyra_desktop.services import backups, encryption
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.editing import attach_file, verify_log
from palmyra_desktop.storage import conversion, keys, left_behind, schema, sealed
from tests.acts import EVENT, IMAGE, change, create

pytest.importorskip("sqlcipher3", reason="the extra `encrypted` is not installed")


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are slow to make by design; that they are those of SQLCipher is looked at in test_keys.py."""
    monkeypatch.setattr(keys, "_ROUNDS", 1_000)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a [1].palmyra"
    with Archive.create(path) as archive:
        for number in range(20):
            create(archive, EVENT, title=f"Destruction of تدمر {number}")
    return path


def assert_whole(path: Path, passphrase: str | None) -> None:
    with Archive.open(path, passphrase=passphrase) as archive:
        assert archive.is_encrypted is (passphrase is not None)
        assert archive.totals()[EVENT] == 20
        assert archive.find(EVENT, "Destruction of تدمر 7")
        assert (check(archive), verify_log(archive)) == ((), ())
        create(archive, EVENT, title="after")


@pytest.mark.parametrize("steps", [("one",), ("one", "two"), ("one", None)])
def test_a_passphrase_is_set_changed_and_taken_away(path: Path, steps: tuple[str | None, ...]) -> None:
    before: str | None = None
    for step in steps:
        kept = encryption.set_passphrase(path, before, step)
        with Archive.open(kept, passphrase=before, read_only=True) as old:
            assert old.totals()[EVENT] == 20
        before = step
    assert_whole(path, before)


def test_a_file_without_passphrase_is_one_of_ours_for_every_version(path: Path) -> None:
    encryption.set_passphrase(path, None, "word")
    encryption.set_passphrase(path, "word", None)
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
        assert file.execute("PRAGMA user_version").fetchone() == (schema.GENERATION,)


def test_a_wrong_passphrase_changes_nothing(path: Path) -> None:
    encryption.set_passphrase(path, None, "word")
    before = sorted(path.parent.iterdir()), path.read_bytes()
    for wrong in ("Word", None):
        with pytest.raises(PassphraseNeeded):
            encryption.set_passphrase(path, wrong, "other")
    assert (sorted(path.parent.iterdir()), path.read_bytes()) == before


def test_what_is_not_encrypted_has_no_passphrase_to_take_away(path: Path) -> None:
    with pytest.raises(KnownError, match="not encrypted"):
        encryption.set_passphrase(path, None, None)


def everything(path: Path) -> dict[str, bytes]:
    """Return all files there are; of the archive's own, whose header counts its openings, what follows."""
    found = {str(one): one.read_bytes() for one in path.parent.rglob("*") if one.is_file()}
    found[str(path)] = found[str(path)][4096:]
    return found


@pytest.fixture
def with_files(path: Path, tmp_path: Path) -> Path:
    """The archive, with attached files."""
    with Archive.open(path) as archive, tempfile.TemporaryDirectory() as elsewhere:
        for number in range(3):
            original = Path(elsewhere, "p.jpg")
            original.write_bytes(b"picture %d " % number * 200_000)
            attach_file(archive, create(archive, IMAGE, caption=f"{number}"), original)
    return path


@pytest.mark.parametrize(
    ("old", "new"), [(None, "word"), ("word", None), ("word", "other")], ids=["set", "taken away", "changed"]
)
def test_a_passphrase_tells_how_far_it_is_and_stopped_anywhere_all_is_as_it_was(
    with_files: Path, old: str | None, new: str | None
) -> None:
    if old:
        encryption.set_passphrase(with_files, None, old)
        with_files.with_stem("a [1]-before").unlink()
    before, told = everything(with_files), list[int]()
    for share in (0, 30, 60, 80, 95):
        stop = Cancellation()

        def tell(done: int, total: int | None, share: int = share, stop: Cancellation = stop) -> None:
            assert total is not None and done <= total
            told.append(100 * done // total)
            if told[-1] >= share:
                stop.cancel()

        with pytest.raises(Cancelled):
            encryption.set_passphrase(with_files, old, new, stop, tell)
        assert everything(with_files) == before
        Archive.open(with_files, passphrase=old, read_only=True).close()
    assert max(told) > 90 and len(set(told)) > 5
    encryption.set_passphrase(with_files, old, new)
    with Archive.open(with_files, passphrase=new) as archive:
        assert check(archive) == ()


def test_what_a_killed_program_wrote_anew_is_cleared_away_by_the_next(with_files: Path) -> None:
    before = everything(with_files)
    folder = with_files.with_name(f"{with_files.name}.d")
    file, files = left_behind.anew(with_files, folder)
    for path in (file, Path(f"{file}-journal"), files / "files" / "x"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"readable")
    Archive.open(with_files, read_only=True).close()
    assert everything(with_files) != before
    Archive.open(with_files).close()
    assert everything(with_files) == before


def test_where_there_is_no_room_for_the_files_all_is_as_it_was(
    with_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(with_files)

    def full(*of_what: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(sealed.Sealing, "finish", full)
    with pytest.raises(KnownError, match="full"):
        encryption.set_passphrase(with_files, None, "word")
    assert everything(with_files) == before


def test_an_archive_open_in_another_program_is_left_as_it_is(path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from palmyra_desktop.services.archive import Archive;"
        "a = Archive.open(Path(sys.argv[1])); a.totals(); print('open', flush=True); sys.stdin.readline()"
    )
    command = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "open\n"
        with pytest.raises(KnownError, match="open in another program"):
            encryption.set_passphrase(path, None, "word")
        other.communicate("\n")
    assert_whole(path, None)


def test_a_new_file_that_is_not_the_same_does_not_take_the_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "_TABLES", "SELECT 'sqlite_schema' WHERE NOT EXISTS (SELECT 1 FROM made)")
    with pytest.raises(Exception, match="made"):
        encryption.set_passphrase(path, None, "word")
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert_whole(path, None)


def test_earlier_copies_that_need_no_passphrase_are_named_and_removed(path: Path) -> None:
    with Archive.open(path) as archive:
        old_backup = backups.back_up(archive)
        assert encryption.copies_without(archive) == ()
    kept = encryption.set_passphrase(path, None, "word")
    with Archive.open(path, passphrase="word") as archive:
        backups.back_up(archive)
        assert set(encryption.copies_without(archive)) == {kept, old_backup}
        encryption.remove(encryption.copies_without(archive))
        assert encryption.copies_without(archive) == ()
        assert len(backups.backups(archive)) == 1


@pytest.mark.parametrize(
    ("then", "now"), [(None, "now"), ("then", "now"), ("then", None)], ids=["none", "another", "taken away"]
)
def test_a_backup_from_before_is_looked_at_and_restored_under_the_present_passphrase(
    path: Path, then: str | None, now: str | None
) -> None:
    if then:
        encryption.set_passphrase(path, None, then)
    with Archive.open(path, passphrase=then) as archive:
        ref = archive.find(EVENT, "Destruction of تدمر 7")
        copy = backups.back_up(archive)
    encryption.set_passphrase(path, then, now)
    with Archive.open(path, passphrase=now) as archive:
        change(archive, ref, title="changed")
        for wrong in (None, "", "Then") if then else ():
            with pytest.raises(PassphraseNeeded):
                backups.restore(archive, copy, passphrase=wrong)
        assert archive.record(ref).title == "changed"
        seen = backups.preview(archive, copy, then)
        assert seen.act_count == 1 and seen.kinds[EVENT].changed == 1
        backups.restore(archive, copy, passphrase=then)
        assert archive.record(ref).title == "Destruction of تدمر 7"
    assert_whole(path, now)
    assert path.read_bytes().startswith(keys.MAGIC) is (now is None)
    assert not [one for one in copy.parent.iterdir() if "unfinished" in one.name]


def test_a_backup_that_needs_no_passphrase_is_not_taken_for_one_of_now(path: Path) -> None:
    with Archive.open(path) as archive:
        backups.back_up(archive)
    encryption.set_passphrase(path, None, "word")
    with Archive.open(path, passphrase="word") as archive:
        made = backups.keep_up(archive, Keep(9, 9, 9))
    assert made is not None and keys.salt_of(made)


@pytest.mark.parametrize(
    "passphrase",
    ["'", '"; --', "كلمة السر", "x" * 1_000, "a\0b", " ", "\n", "🏛"],
    ids=["quote", "quotes", "arabic", "long", "nul", "space", "newline", "emoji"],
)
def test_any_passphrase_opens_what_it_closed_and_another_does_not(path: Path, passphrase: str) -> None:
    encryption.set_passphrase(path, None, passphrase)
    for wrong in (passphrase[:-1], f"{passphrase}x", passphrase.partition("\0")[0] + "y"):
        with pytest.raises(PassphraseNeeded):
            Archive.open(path, passphrase=wrong)
    with Archive.open(path, passphrase=passphrase) as archive:
        assert archive.totals()[EVENT] == 20


def test_many_wrong_tries_do_no_harm(path: Path) -> None:
    encryption.set_passphrase(path, None, "word")
    before = everything(path)
    for number in range(30):
        with pytest.raises(PassphraseNeeded, match="wrong"):
            Archive.open(path, passphrase=f"word{number}")
    assert everything(path) == before
    assert_whole(path, "word")

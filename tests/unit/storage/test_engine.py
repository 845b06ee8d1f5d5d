"""Engines: what a file is opened with, network drives, reading alone, and servers out of reach."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import drives, engine, unit_of_work
from palmyra_desktop.storage.schema import event
from tests.acts import EVENT, change, create

NewArchive = Callable[[], Archive]


def pragma(archive: Archive, name: str) -> object:
    with unit_of_work.reading(archive.engine) as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_a_file_is_opened_with_foreign_keys_and_a_write_ahead_log(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "a.palmyra") as archive:
        found = {name: pragma(archive, name) for name in ("foreign_keys", "journal_mode", "synchronous")}
        assert found == {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 1}
        assert pragma(archive, "busy_timeout") == engine.BUSY_MILLISECONDS
        assert archive.warning == ""


def test_a_connection_has_much_memory_only_while_it_writes(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "a.palmyra") as archive:
        reading = pragma(archive, "cache_size")
        with unit_of_work.writing(archive.engine, "write") as unit:
            writing = unit.connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
        # The pool hands out the connection that wrote, too.
        sizes = {pragma(archive, "cache_size") for _time in range(3)}
    assert sizes == {reading} == {-engine._CACHE_READING}
    assert writing == -engine._CACHE


def test_a_network_drive_gets_no_write_ahead_log_and_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "is_network_drive", lambda path: True)
    with Archive.create(tmp_path / "a.palmyra") as archive:
        ref = create(archive, EVENT, title="e")
        assert pragma(archive, "journal_mode") == "delete"
        assert "network" in archive.warning
        assert pragma(archive, "cache_size") == -engine._CACHE
    with Archive.open(tmp_path / "a.palmyra", read_only=True) as archive:
        assert archive.record(ref).title == "e" and archive.warning == ""


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/srv/تدمر share/a.palmyra", True), ("/srv/other", False), ("/media/box/x", True), ("/home/a", False)],
)
def test_network_drives_are_told_by_the_list_of_mounts(tmp_path: Path, path: str, expected: bool) -> None:
    mounts = tmp_path / "mounts"
    lines = (
        "/dev/sda1 / ext4 rw 0 0",
        "box:/x /srv/تدمر\\040share nfs4 rw 0 0",
        "me@box:/ /media/box fuse.sshfs rw 0 0",
        "broken",
    )
    mounts.write_text("\n".join(lines), encoding="utf-8")
    assert drives.is_network_drive(Path(path), mounts) is expected


def test_without_a_list_of_mounts_no_drive_is_called_a_network_drive(tmp_path: Path) -> None:
    assert not drives.is_network_drive(tmp_path, tmp_path / "absent")


@pytest.mark.parametrize("name", ["تدمر.palmyra", "100% #1?.palmyra", "a b&mode=memory.palmyra"])
def test_any_name_of_a_file_will_do(tmp_path: Path, name: str) -> None:
    with Archive.create(tmp_path / name) as archive:
        create(archive, EVENT, title="e")
    assert [path.name for path in tmp_path.iterdir()] == [name]
    with Archive.open(tmp_path / name) as archive:
        assert archive.totals()[EVENT] == 1


def test_reading_alone_changes_nothing_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.palmyra"
    with Archive.create(path) as archive:
        ref = create(archive, EVENT, title="e")
    before = path.read_bytes(), path.stat().st_mtime_ns
    with Archive.open(path, read_only=True) as archive:
        assert archive.record(ref).title == "e"
        with pytest.raises(KnownError, match="read but not written"):
            change(archive, ref, title="x")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_reader_sees_the_archive_as_it_stood_when_it_began(new_archive: NewArchive) -> None:
    archive = new_archive()
    count = select(func.count()).select_from(event)
    with unit_of_work.reading(archive.engine) as connection:
        assert connection.execute(count).scalar_one() == 0
        create(archive, EVENT, title="e")
        assert connection.execute(count).scalar_one() == 0
    assert archive.totals()[EVENT] == 1


def test_a_server_that_does_not_answer_is_said_so_without_the_password() -> None:
    with pytest.raises(KnownError, match="does not answer") as caught:
        Archive.open("postgresql://amal:geheim@127.0.0.1:1/palmyra")
    chain, error = "", caught.value
    while error is not None:
        chain, error = f"{chain} {error!r} {error}", error.__cause__ or error.__context__
    assert "geheim" not in chain


def test_an_address_is_shown_without_its_password() -> None:
    assert engine.shown("postgresql://amal:geheim@box/palmyra") == "postgresql://amal:***@box/palmyra"
    assert engine.shown("postgresql://amal:geheim@box:no-port/x") == "…"
    assert engine.shown("postgresql://amal:ge@heim@box/palmyra") == "…"
    assert engine.shown(Path("/tmp/a.palmyra")) == "/tmp/a.palmyra"


@pytest.mark.parametrize("url", ["mysql://box/x", "postgresql://box:no-port/x", "://"])
def test_an_address_of_another_kind_is_refused_in_words(url: str) -> None:
    with pytest.raises(KnownError, match="postgresql"):
        Archive.open(url)


def test_without_the_driver_the_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(KnownError, match=r"palmyra-desktop\[postgres\]"):
        Archive.open("postgresql://box/x")


@pytest.mark.postgres
def test_a_database_that_is_not_there_or_holds_no_archive_is_told_apart(postgres_server: str) -> None:
    with pytest.raises(KnownError, match="no database of that name"):
        Archive.open(f"{postgres_server}/absent")
    with pytest.raises(KnownError, match="no archive in this database"):
        Archive.open(f"{postgres_server}/postgres")


def test_a_second_archive_never_replaces_the_first(new_archive: NewArchive) -> None:
    archive = new_archive()
    create(archive, EVENT, title="e")
    with pytest.raises(KnownError, match="already"):
        Archive.create(archive.location)
    with Archive.open(archive.location) as again:
        assert again.totals()[EVENT] == 1


def test_reading_alone_refuses_to_write_on_every_engine(new_archive: NewArchive) -> None:
    archive = new_archive()
    reading_alone = Archive.open(archive.location, read_only=True)
    with reading_alone as again, pytest.raises(KnownError, match="not written"):
        create(again, EVENT, title="e")
    assert archive.totals()[EVENT] == 0

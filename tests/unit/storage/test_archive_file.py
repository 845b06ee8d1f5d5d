"""Archive files as they come: foreign, damaged, newer, locked, out of reach. None is ever harmed."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply
from palmyra_desktop.storage import archive_file, engine, schema
from tests.acts import EVENT, new
from tests.another_user import as_nobody


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound archive of fifty events."""
    path = tmp_path_factory.mktemp("master") / "a.palmyra"
    with Archive.create(path, title="Master") as archive:
        apply(archive, [new(EVENT, -n, title=f"event {n} " + "e" * 500) for n in range(1, 51)], label="fifty")
    return path


@pytest.fixture
def path(master: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoilt."""
    return Path(shutil.copy(master, tmp_path / "a.palmyra"))


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that other users may look into."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def refused(path: Path, words: str, **options: bool) -> KnownError:
    """Open what cannot be opened and return the error; the file must stay as it was, and alone."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(KnownError, match=words) as caught:
        Archive.open(path, **options)
    assert caught.value.hint, "there must be a way out"
    assert before is None or path.read_bytes() == before
    assert not path.with_name(f"{path.name}-wal").exists()
    return caught.value


def set_pragma(path: Path, pragma: str) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute(f"PRAGMA {pragma}")


def overwrite(path: Path, start: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(content)


def test_a_new_archive_knows_its_title_and_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "تدمر.palmyra"
    with Archive.create(path, title="أرشيف", is_sample=True) as archive:
        assert (archive.title, archive.is_sample, archive.totals()[EVENT]) == ("أرشيف", True, 0)
        assert archive.files_folder == path.with_name("تدمر.palmyra.d") / "files"
    header = path.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == 0x50414C4D
    assert int.from_bytes(header[60:64], "big") == schema.GENERATION
    assert list(path.parent.iterdir()) == [path]


def test_an_archive_opens_where_it_was_moved_to(path: Path, tmp_path: Path) -> None:
    moved = path.rename(tmp_path / "elsewhere.palmyra")
    with Archive.open(moved) as archive:
        assert (archive.title, archive.totals()[EVENT]) == ("Master", 50)


@pytest.mark.parametrize("content", [b"", b"notes of mine"])
def test_making_an_archive_never_replaces_a_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.palmyra"
    path.write_bytes(content)
    with pytest.raises(KnownError, match="already"):
        Archive.create(path)
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (content, [path])


def test_a_name_taken_while_the_archive_is_made_stays_with_who_took_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.palmyra"
    fill = archive_file._fill

    def fill_while_another_takes_the_name(*arguments: object) -> None:
        fill(*arguments)  # type: ignore[arg-type]  # passed on as they came
        path.write_bytes(b"mine")

    monkeypatch.setattr(archive_file, "_fill", fill_while_another_takes_the_name)
    with pytest.raises(KnownError, match="already"):
        Archive.create(path)
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"mine", [path])


def test_a_missing_file_is_not_made_by_opening_it(tmp_path: Path) -> None:
    refused(tmp_path / "absent.palmyra", "no archive")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    refused(tmp_path, "is a folder")


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.palmyra"
    path.touch()
    refused(path, "is empty")


@pytest.mark.parametrize("content", [b"S", b"date,title\n2015,x\n", b"\x00" * 5000, "تدمر".encode() * 99])
def test_another_file_is_no_archive(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.palmyra"
    path.write_bytes(content)
    refused(path, "not an archive|part of it is missing")


@pytest.mark.parametrize("read_only", [False, True])
def test_another_programs_database_is_told_apart(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "a.palmyra"
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE notes (text)")
    refused(path, "another program", read_only=read_only)


@pytest.mark.parametrize("read_only", [False, True])
def test_an_archive_of_a_newer_version_is_refused(path: Path, read_only: bool) -> None:
    set_pragma(path, f"user_version={schema.GENERATION + 1}")
    refused(path, "newer version", read_only=read_only)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_revision_is_refused_too_and_no_copy_is_made(path: Path, read_only: bool) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    refused(path, "newer version", read_only=read_only)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("left", [50, 99, 4096, -4096, -1])
def test_a_file_cut_off_is_said_to_be_damaged(path: Path, left: int) -> None:
    path.write_bytes(path.read_bytes()[:left])
    refused(path, "a part of it is missing")


@pytest.mark.parametrize("place", [0.05, 0.4, 0.9])
def test_bytes_gone_bad_inside_are_noticed_on_opening(path: Path, place: float) -> None:
    page = int(path.stat().st_size * place) // 4096 * 4096
    overwrite(path, page, b"\xa5" * 4096)
    refused(path, "damaged")


def test_an_archive_without_its_tables_is_damaged(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("DROP TABLE archive")
    refused(path, "damaged")


def test_what_another_program_holds_for_itself_is_said_to_be_busy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 50)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(KnownError, match="another program"):
            Archive.open(path)


def crashed(master: Path, folder: Path, *endings: str, newest: int = 1) -> Path:
    """Return a copy as a crash would leave it: its newest events stand in the log beside alone."""
    live = Path(shutil.copy(master, folder / "live.palmyra"))
    path = folder / "a.palmyra"
    with Archive.open(live) as archive:
        apply(archive, [new(EVENT, -n, title="e" * 900) for n in range(1, newest + 1)], label="newest")
        for ending in endings or ("", "-wal", "-shm"):
            shutil.copy(f"{live}{ending}", f"{path}{ending}")
    return path


@pytest.mark.parametrize("read_only", [True, False])
def test_work_a_crash_left_in_the_log_beside_is_not_lost(
    master: Path, tmp_path: Path, read_only: bool
) -> None:
    with Archive.open(crashed(master, tmp_path), read_only=read_only) as archive:
        assert archive.totals()[EVENT] == 51


def test_a_crash_while_the_log_was_taken_in_is_not_called_damage(master: Path, tmp_path: Path) -> None:
    path = crashed(master, tmp_path, newest=50)
    overwrite(path, 0, (tmp_path / "live.palmyra").read_bytes()[:4096])  # the first page alone was taken in
    with Archive.open(path) as archive:
        assert archive.totals()[EVENT] == 100


def test_what_stands_in_the_log_beside_is_read_in_a_folder_one_cannot_write(
    master: Path, public: Path
) -> None:
    path = crashed(master, public)
    public.chmod(0o555)
    with as_nobody(), Archive.open(path, read_only=True) as archive:
        assert archive.totals()[EVENT] == 51


def test_an_old_state_is_never_shown_where_the_log_beside_cannot_be_read(master: Path, public: Path) -> None:
    path = crashed(master, public, "", "-wal")
    public.chmod(0o555)
    with as_nobody(), pytest.raises(KnownError, match="cannot be opened"):
        Archive.open(path, read_only=True)


def test_a_file_in_a_place_one_may_only_read_opens_for_reading_alone(master: Path, public: Path) -> None:
    path = Path(shutil.copy(master, public / "a.palmyra"))
    path.chmod(0o444)
    public.chmod(0o555)
    with as_nobody():
        refused(path, "read a.palmyra but not change it")
        with Archive.open(path, read_only=True) as archive:
            assert archive.totals()[EVENT] == 50
    assert list(public.iterdir()) == [path]


def test_a_file_one_may_only_read_in_a_folder_one_may_write_is_left_as_it_is(
    master: Path, public: Path
) -> None:
    path = Path(shutil.copy(master, public / "a.palmyra"))
    path.chmod(0o444)
    public.chmod(0o777)
    with as_nobody():
        refused(path, "read a.palmyra but not change it")
        with Archive.open(path, read_only=True) as archive:
            assert archive.totals()[EVENT] == 50
    assert path.read_bytes() == master.read_bytes()


def test_a_file_in_a_folder_one_cannot_write_is_refused_for_writing(master: Path, public: Path) -> None:
    path = Path(shutil.copy(master, public / "a.palmyra"))
    path.chmod(0o666)
    public.chmod(0o555)
    with as_nobody():
        refused(path, "not write in its folder")


def test_a_file_one_may_not_read_is_said_so(master: Path, public: Path) -> None:
    path = Path(shutil.copy(master, public / "a.palmyra"))
    path.chmod(0o000)
    with as_nobody(), pytest.raises(KnownError, match="may not read"):
        Archive.open(path)


def test_an_archive_cannot_be_made_where_one_may_not_write(public: Path) -> None:
    public.chmod(0o555)
    with as_nobody(), pytest.raises(KnownError, match="not written"):
        Archive.create(public / "a.palmyra")
    assert list(public.iterdir()) == []


def test_an_archive_that_finds_no_room_is_not_made_by_half(
    tmp_path: Path, limit_file_size: Callable[[int], None]
) -> None:
    limit_file_size(20_000)
    with pytest.raises(KnownError, match="room"):
        Archive.create(tmp_path / "a.palmyra")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def limit_file_size() -> Iterator[Callable[[int], None]]:
    """Return a function that sets how many bytes a file may have, until the test ends."""
    resource = pytest.importorskip("resource", reason="this system has no limit of file sizes")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)

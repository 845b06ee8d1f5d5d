"""An encrypted archive at work in the window: whatever is written meanwhile, nothing of it can be read."""

import hashlib
import logging
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from palmyra_desktop import logs
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.draft import Draft
from palmyra_desktop.services import backups, encryption, searches
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply, attach_file
from palmyra_desktop.services.exporting import EXPORTERS, export
from palmyra_desktop.services.forms import keep_draft
from palmyra_desktop.storage.unit_of_work import reading
from tests.acts import EVENT, IMAGE, SOURCE, create, new
from tests.end_to_end.conftest import OpenWindow, wait_until_idle

pytest.importorskip("sqlcipher3", reason="the extra `encrypted` is not installed")

PASSPHRASE = "four words of تدمر"
SECRET = "Hidden before the occupation"
PICTURE = SECRET.encode() * 100
HANDLES = Path("/proc/self/fd")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which all lies that is written: archive, settings, log, and what is temporary."""
    for name in ("archives", "temporary", "exports"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    return tmp_path


def marks() -> Iterator[bytes]:
    """Yield how the secret, and the hash of the file that holds it, may stand in bytes."""
    for words in (SECRET, SECRET.lower(), hashlib.sha256(PICTURE).hexdigest()):
        yield words.encode()
        yield words.encode("utf-16-le")
    yield hashlib.sha256(PICTURE).digest()
    yield PASSPHRASE.encode()


def readable(home: Path) -> list[str]:
    """Return the files in which something can be read, but those of exports, which are to be."""
    wanted = tuple(marks())
    exports = home / "exports"
    files = [path for path in home.rglob("*") if path.is_file() and exports not in path.parents]
    found = [str(path) for path in (*files, *removed()) if any(one in path.read_bytes() for one in wanted)]
    return found + [str(path) for path in files if hashlib.sha256(PICTURE).hexdigest() in path.name]


def removed() -> Iterator[Path]:
    """Yield the files that have no name any more but are still open, as SQLite's temporary ones; on Linux."""
    for handle in HANDLES.iterdir() if HANDLES.is_dir() else ():
        with suppress(OSError):
            if str(handle.readlink()).endswith(" (deleted)") and handle.is_file():
                yield handle


def test_the_search_finds_what_is_in_the_clear(home: Path) -> None:
    """What is to find nothing in the next test must find something here."""
    with Archive.create(home / "archives" / "a.palmyra") as archive:
        create(archive, EVENT, title=SECRET)
        assert "a.palmyra-wal" in {Path(one).name for one in readable(home)}
        (home / "p.jpg").write_bytes(PICTURE)
        attach_file(archive, create(archive, IMAGE, caption="c"), home / "p.jpg")
    names = {Path(one).name for one in readable(home)}
    assert {"a.palmyra", "p.jpg", hashlib.sha256(PICTURE).hexdigest()} <= names
    with tempfile.TemporaryFile(dir=home) as file:
        file.write(SECRET.encode())
        file.flush()
        assert any(one.startswith(str(HANDLES)) for one in readable(home)) is HANDLES.is_dir()


def test_while_it_is_worked_on_nothing_of_it_is_written_in_the_clear(
    open_window: OpenWindow, qtbot: QtBot, home: Path
) -> None:
    log = logs.start(home / "logs")
    path = home / "archives" / "a.palmyra"
    Archive.create(path, passphrase=PASSPHRASE).close()
    window = open_window()
    with qtbot.waitSignal(window.opening.opened):
        window.opening.open(str(path), passphrase=PASSPHRASE)
    wait_until_idle(window, qtbot)
    archive = window.archive
    assert archive is not None
    with reading(archive.engine) as connection:
        assert connection.exec_driver_sql("PRAGMA temp_store").scalar_one() == 2  # memory

    fill(archive, home)
    window.workspace.archive_changed.emit()
    window.workspace.set_criteria(Criteria(text=SECRET))
    wait_until_idle(window, qtbot)
    logging.getLogger("palmyra_desktop").error("a fault", exc_info=ValueError(SECRET))
    seen = readable(home)
    backups.back_up(archive)
    seen += readable(home)
    for format in (one.key for one in EXPORTERS):
        output = home / "exports" / f"out-{format}"
        export(
            archive,
            Criteria(),
            format=format,
            output=output,
            progress=lambda done, total: seen.extend(readable(home)),
        )
        assert output.stat().st_size > 0
    window.close()
    window.leave()
    wait_until_idle(window, qtbot)
    window.settings.flush()
    log.stop()

    there = {one.relative_to(home).as_posix() for one in home.rglob("*") if one.is_file()}
    assert {"settings.json", f"logs/{logs.LOG_NAME}", "archives/a.palmyra"} <= there
    beside = {one.split("/")[2] for one in there if one.startswith("archives/a.palmyra.d/")}
    assert beside == {"backups", "files", "salt"}
    assert not [one for one in there if one.startswith("temporary/")]
    assert (seen, readable(home)) == ([], [])


def fill(archive: Archive, home: Path) -> None:
    """Write the secret wherever an archive keeps something."""
    ref = create(archive, IMAGE, caption=f"{SECRET} image")
    original = home / "p.jpg"
    original.write_bytes(PICTURE)
    attach_file(archive, ref, original)
    original.unlink()
    create(archive, SOURCE, title=SECRET, text=SECRET * 5_000)
    many = [new(EVENT, -n, title=f"{SECRET} {n}", description=SECRET * 20) for n in range(1, 300)]
    apply(archive, many, label=f"{SECRET} act", author=SECRET)
    searches.save(archive, f"{SECRET} search", Criteria(text=SECRET))
    archive.keep_index(archive.index())
    keep_draft(archive, Draft("0a" * 16, EVENT, None, None, {"title": f"{SECRET} draft"}))


@pytest.mark.parametrize("old", [None, "before"])
def test_once_encrypted_and_the_earlier_copies_removed_nothing_is_left_to_be_read(
    home: Path, old: str | None
) -> None:
    path = home / "archives" / "a.palmyra"
    with Archive.create(path, passphrase=old) as archive:
        fill(archive, home)
        backups.back_up(archive)
    assert (readable(home) != []) is (old is None)
    encryption.set_passphrase(path, old, PASSPHRASE)
    with Archive.open(path, passphrase=PASSPHRASE) as archive:
        encryption.remove(encryption.copies_without(archive))
        assert readable(home) == []
    assert readable(home) == []

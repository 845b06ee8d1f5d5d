"""Sessions: all or nothing, one writer at a time, and what the world does to them."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.services import searches
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply, groups, verify_log
from palmyra_desktop.storage import engine, unit_of_work, writing
from palmyra_desktop.storage.schema import change_group, saved_search
from tests.acts import EVENT, create, new

NewArchive = Callable[[], Archive]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive in a file, opened so that it does not wait long for others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "BUSY_MILLISECONDS", 100)
        with Archive.create(tmp_path / "a.palmyra") as archive:
            yield archive


def test_an_error_takes_everything_back(new_archive: NewArchive) -> None:
    archive = new_archive()
    with pytest.raises(ZeroDivisionError), unit_of_work.writing(archive.engine, "act") as unit:
        unit.open_group()
        unit.connection.execute(insert(saved_search), {"name": "s", "criteria": "{}"})
        raise ZeroDivisionError
    assert (groups(archive), searches.every(archive)) == ((), ())


def test_what_comes_after_is_done_once_all_is_kept_and_not_before(archive: Archive) -> None:
    done: list[int] = []

    def count() -> None:
        done.append(archive.totals()[EVENT])

    with pytest.raises(ZeroDivisionError), unit_of_work.writing(archive.engine, "act") as unit:
        unit.after.append(count)
        raise ZeroDivisionError
    assert done == []
    with unit_of_work.writing(archive.engine, "act") as unit:
        writing.apply(unit, (new(EVENT, title="e"),))
        unit.after.append(count)
    assert done == [1]


def test_an_act_is_logged_only_when_it_changes_something(new_archive: NewArchive) -> None:
    archive = new_archive()
    with unit_of_work.writing(archive.engine, "nothing"):
        pass
    assert groups(archive) == ()


def test_an_act_has_one_group(new_archive: NewArchive) -> None:
    archive = new_archive()
    with unit_of_work.writing(archive.engine, "حدث", "Amal", "cli") as unit:
        assert unit.open_group() == unit.open_group() == 1
    with unit_of_work.reading(archive.engine) as connection:
        row = connection.execute(select(change_group)).one()
    assert (row.label, row.author, row.initiator, row.reverts_group_id) == ("حدث", "Amal", "cli", None)


def test_writers_in_many_threads_come_one_after_the_other(new_archive: NewArchive) -> None:
    archive = new_archive()
    ref = create(archive, EVENT, title="e")
    made: list[object] = []

    def write() -> None:
        made.extend(create(archive, EVENT, title="more") for _turn in range(5))

    threads = [threading.Thread(target=write) for _thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 20
    assert archive.totals()[EVENT] == 21
    assert (archive.record(ref).version, verify_log(archive)) == (1, ())


def test_a_fault_of_ours_is_not_called_a_problem_of_the_world(archive: Archive) -> None:
    with pytest.raises(Exception, match="UNIQUE") as caught, unit_of_work.writing(archive.engine) as unit:
        unit.connection.execute(insert(saved_search), [{"name": "s", "criteria": "{}"}] * 2)
    assert not isinstance(caught.value, KnownError)


def test_an_archive_that_another_program_is_writing_is_said_to_be_busy(archive: Archive) -> None:
    with closing(sqlite3.connect(archive.location, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert archive.totals()[EVENT] == 0, "reading goes on"
        with pytest.raises(KnownError, match="another program"):
            create(archive, EVENT, title="e")
    create(archive, EVENT, title="e")


def test_damage_met_while_reading_is_said_in_words(archive: Archive) -> None:
    apply(archive, [new(EVENT, -n, title="e" * 200) for n in range(1, 200)], label="many")
    archive.close()
    path = Path(archive.location)
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + bytes(len(whole) - 8192))
    with pytest.raises(KnownError, match="damaged"), unit_of_work.reading(archive.engine) as connection:
        connection.exec_driver_sql("SELECT count(*) FROM event NOT INDEXED WHERE title > ''").scalar_one()

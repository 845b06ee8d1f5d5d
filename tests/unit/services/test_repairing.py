"""Repairs: what is worked out from other things is made anew, after a backup; the rest is left and told."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, update

from palmyra_desktop.domain.backup import Occasion
from palmyra_desktop.domain.criteria import Criteria, TextScope
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.reference import Name
from palmyra_desktop.services import backups
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.repairing import repair
from palmyra_desktop.storage.facet_index import indexes
from palmyra_desktop.storage.schema import (
    RECORD_TABLES,
    change_log,
    event_monument,
    facet_index,
    name,
    posting,
)
from palmyra_desktop.storage.unit_of_work import writing
from tests import small_archive
from tests.acts import EVENT, MONUMENT, change, create


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "a.palmyra", title="Test") as archive:
        create(archive, MONUMENT, name="Temple of Bel", names=(Name("معبد بل", "ar", "Arab"),))
        create(archive, EVENT, title="Blown up", date=DateSpan.parse("2015-08-30"))
        yield archive


def do(archive: Archive, *statements: object) -> None:
    with writing(archive.engine) as unit:
        for statement in statements:
            if isinstance(statement, str):
                unit.connection.exec_driver_sql(statement)
            else:
                unit.connection.execute(statement)  # type: ignore[call-overload]


HARM = {
    "words gone": "DELETE FROM search_event",
    "words of nothing": "INSERT INTO search_event (rowid, titles, fields, texts) VALUES (9, 'x', 'x', 'x')",
    "a folded name": update(RECORD_TABLES[EVENT]).values(folded="x"),
    "another name": update(name).values(folded="x"),
    "days of a date": update(RECORD_TABLES[EVENT]).values(date_first=1, date_sort=None),
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM.keys())
def test_what_is_derived_is_made_anew_after_a_backup(archive: Archive, harm: object) -> None:
    do(archive, harm)
    assert check(archive)

    done = repair(archive)

    assert (done.left, done.mended, check(archive)) == ((), len(done.found), ())
    (one,) = backups.backups(archive)
    assert (one.path, one.occasion) == (done.backup, Occasion.REPAIR)
    assert len(archive.search(Criteria(kind=MONUMENT, text="معبد")).ids) == 1
    assert len(archive.search(Criteria(text="blown", scope=TextScope.TITLES)).ids) == 1


def test_an_index_of_sqlite_that_misses_a_row_is_made_anew(archive: Archive) -> None:
    archive.close()
    path = Path(archive.location)
    with closing(sqlite3.connect(path)) as file:
        of_index = "SELECT rootpage FROM sqlite_schema WHERE name = 'ix_event_folded_id'"
        (root,) = file.execute(of_index).fetchone()
    with path.open("r+b") as raw:
        raw.seek((root - 1) * 4096)
        raw.write(b"\x0a\x00\x00\x00\x00\x10\x00\x00")  # an empty leaf of an index
    with Archive.open(path) as again:
        assert [(found.code, found.is_repairable) for found in check(again)] == [("file", True)] * 2
        assert repair(again).left == ()


def test_words_whose_pages_are_spoilt_are_made_anew(archive: Archive) -> None:
    do(archive, "UPDATE search_event_data SET block = x'00' WHERE id = 10")
    assert {found.code for found in check(archive)} - {"file"} == {"search"}
    with Archive.open(Path(archive.location), read_only=True) as other:
        assert {found.code for found in check(other)} - {"file"} == {"search"}
        with pytest.raises(KnownError):
            do(other, "DELETE FROM event")

    assert repair(archive).left == ()

    assert len(archive.search(Criteria(text="blown")).ids) == 1


def test_what_users_wrote_is_left_and_told(archive: Archive) -> None:
    do(archive, update(change_log).values(hash="0" * 64))

    done = repair(archive)

    assert [found.code for found in done.left] == ["log"]
    assert (done.mended, done.backup) == (0, None)


def test_a_whole_archive_is_not_touched(archive: Archive) -> None:
    archive.close()
    before = Path(archive.location).read_bytes()
    with Archive.open(Path(archive.location)) as again:
        assert repair(again).found == ()
    assert Path(archive.location).read_bytes() == before
    assert not backups.folder(archive).exists()


def test_an_archive_that_may_only_be_read_is_not_repaired(archive: Archive) -> None:
    do(archive, "DELETE FROM search_event")
    with (
        Archive.open(Path(archive.location), read_only=True) as other,
        pytest.raises(KnownError, match="only be read"),
    ):
        repair(other)


@pytest.fixture
def indexed(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An archive whose index is kept, small as it is, and was followed by a change."""
    monkeypatch.setattr(indexes, "LEAST", 1)
    refs = small_archive.fill(archive)
    archive.keep_index(archive.index())
    change(archive, refs["blown"], damage="severe", title="Temple destroyed")
    create(archive, EVENT, title="Later", date=DateSpan.parse("2016"))
    return archive


def test_an_index_that_says_what_the_tables_say_is_sound(indexed: Archive) -> None:
    assert check(indexed) == ()


INDEX_HARM: dict[str, Callable[[], tuple[object, ...]]] = {
    "a link behind its back": lambda: (
        delete(event_monument).where(event_monument.c.event_id == 3),
        "DELETE FROM search_event",
    ),
    "a date behind its back": lambda: (
        update(RECORD_TABLES[EVENT]).where(RECORD_TABLES[EVENT].c.id == 4).values(date_sort=1, date_first=1),
    ),
    "words of another record": lambda: (
        update(posting)
        .where(posting.c.word == "town")
        .values(data=select(posting.c.data).where(posting.c.word == "march").limit(1).scalar_subquery()),
    ),
    "a word too many": lambda: (
        insert(posting).from_select(
            ["kind", "scope", "word", "data"],
            select(posting.c.kind, posting.c.scope, posting.c.word.concat("zz"), posting.c.data).where(
                posting.c.word == "town"
            ),
        ),
    ),
}


@pytest.mark.parametrize("harm", INDEX_HARM.values(), ids=INDEX_HARM.keys())
def test_an_index_that_says_something_else_is_found_and_forgotten(
    indexed: Archive, harm: Callable[[], tuple[object, ...]]
) -> None:
    do(indexed, *harm())
    assert "index" in [found.code for found in check(indexed)]

    assert repair(indexed).left == ()

    assert indexed.indexes is None
    with writing(indexed.engine) as unit:
        assert unit.connection.execute(select(facet_index)).first() is None

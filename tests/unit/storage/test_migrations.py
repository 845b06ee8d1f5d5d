"""Bringing an archive up to date: one way to the schema, a copy first, all or nothing."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, delete, inspect, update

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import Cancelled, KnownError
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.storage import change_log, migrations, schema
from palmyra_desktop.storage.engine import for_writing, open_file
from palmyra_desktop.storage.unit_of_work import reading, writing
from tests.acts import EVENT, create

NewArchive = Callable[[], Archive]

_OLD = sorted((Path(__file__).parents[2] / "data" / "archives").glob("*.palmyra"))
"""An archive of each earlier schema, named by its revision, made by the version that had it."""

_LATER = """
from alembic import op
import sqlalchemy as sa
revision = "later"
down_revision = "{before}"
gathers_words = {gathers_words}
def upgrade():
    op.add_column("event", sa.Column("weather", sa.Text()))
    {then}
"""


def later_scripts(folder: Path, then: str = "", *, gathers_words: bool = False) -> Path:
    """Return a copy of the migrations with one more, which may say that words are gathered anew."""
    scripts = Path(shutil.copytree(Path(migrations.__file__).parent, folder / "migrations"))
    text = _LATER.format(then=then, before=schema.REVISION, gathers_words=gathers_words)
    (scripts / "versions" / "9999_later.py").write_text(text, encoding="utf-8")
    return scripts


def test_revisions_form_one_line_that_ends_at_the_schemas() -> None:
    scripts = ScriptDirectory(Path(migrations.__file__).parent)
    assert scripts.get_heads() == [schema.REVISION]
    assert len(scripts.get_bases()) == 1
    assert not any(script.is_branch_point for script in scripts.walk_revisions())


def test_the_migrations_lead_to_exactly_the_schema(new_archive: NewArchive) -> None:
    archive = new_archive()
    with for_writing(archive.engine.connect()) as connection, connection.begin():
        ours = [*schema.metadata.sorted_tables, schema.revision]
        schema.metadata.drop_all(connection, tables=schema.metadata.sorted_tables)
        schema.revision.drop(connection)
        migrations.upgrade(connection)
        assert migrations.stored_revision(connection) == schema.REVISION
        names = {table.name for table in ours}
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, parents: kind != "table" or name in names},
        )
        assert compare_metadata(context, schema.metadata) == []
        for table in schema.metadata.tables.values():  # which compare_metadata does not look at
            checks = inspect(connection).get_check_constraints(table.name)
            expected = {str(part.name) for part in table.constraints if isinstance(part, CheckConstraint)}
            assert {check["name"] for check in checks} == expected


def test_what_acts_did_to_time_bands_is_moved_into_the_log(new_archive: NewArchive) -> None:
    archive = new_archive()
    create(archive, EVENT, title="حدث")
    rows = [("NULL", "[]"), (1, '[{"name": "حصار"}]'), (1, '[{"name": "حصار"}]'), (1, "no JSON")]
    with for_writing(archive.engine.connect()) as connection:  # rolled back at the end
        with connection.begin_nested():
            connection.exec_driver_sql("CREATE TABLE made_bands (id INTEGER, group_id INTEGER, bands TEXT)")
            connection.exec_driver_sql("CREATE INDEX ix_made_bands_group_id ON made_bands (group_id)")
            for number, (group_id, bands) in enumerate(rows, 1):
                values = f"({number}, {group_id}, '{bands}')"
                connection.exec_driver_sql(f"INSERT INTO made_bands VALUES {values}")
            connection.execute(update(schema.revision).values(version_num="0007"))
        migrations.upgrade(connection)
        assert not inspect(connection).has_table("made_bands")
        moved = change_log.changes_of(connection, 1)[1:]
        made = [{"name": "حصار"}]
        assert [(one.kind, one.version, one.before, one.after) for one in moved] == [
            (None, 1, {"time_bands": None}, {"time_bands": made}),
            (None, 2, {"time_bands": made}, {"time_bands": None}),
        ]
        assert change_log.verify(connection) == ()


def test_a_new_archive_has_exactly_the_tables_the_migrations_make(tmp_path: Path) -> None:
    Archive.create(tmp_path / "new.palmyra").close()
    (tmp_path / "migrated.palmyra").touch()
    with open_file(tmp_path / "migrated.palmyra").engine.connect() as connection:
        with for_writing(connection).begin():
            migrations.upgrade(connection)
        connection.engine.dispose()
    made = [columns_of(tmp_path / name) for name in ("new.palmyra", "migrated.palmyra")]
    ours = schema.metadata.tables.keys()
    assert {name: made[0][name] for name in ours} == {name: made[1][name] for name in ours}


def columns_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every table with its columns: name, type, not null, default, place in the key."""
    with closing(sqlite3.connect(path)) as file:
        names = [row[0] for row in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {name: [row[1:] for row in file.execute(f'PRAGMA table_info("{name}")')] for name in names}


def test_an_archive_of_an_older_version_is_copied_and_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.palmyra"
    with Archive.create(path, title="Old") as archive:
        create(archive, EVENT, title="حدث")
    scripts = later_scripts(tmp_path)
    monkeypatch.setattr(schema, "REVISION", "later")
    monkeypatch.setattr(migrations.upgrade, "__defaults__", (scripts,))
    monkeypatch.setattr(migrations.refuse_newer, "__defaults__", (scripts,))
    with pytest.raises(KnownError, match="another version"):
        Archive.open(path, read_only=True)
    with Archive.open(path) as archive, reading(archive.engine) as connection:
        assert migrations.stored_revision(connection) == "later"
        assert "weather" in {column["name"] for column in inspect(connection).get_columns("event")}
        assert archive.find(EVENT, "حدث")
        assert check(archive) == ()
    (copy,) = (tmp_path / "a.palmyra.d" / "backups").iterdir()
    assert "weather" not in {row[0] for row in columns_of(copy)["event"]}
    with closing(sqlite3.connect(copy)) as file:
        assert file.execute("SELECT title FROM event").fetchall() == [("حدث",)]


@pytest.fixture
def lost_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """An archive that a later version opens, with an event that is not found by its words."""
    path = tmp_path / "a.palmyra"
    with Archive.create(path) as archive:
        create(archive, EVENT, title="Temple")
        with writing(archive.engine) as unit:
            unit.connection.exec_driver_sql("DELETE FROM search_event")
    scripts = later_scripts(tmp_path, gathers_words=request.param)
    monkeypatch.setattr(schema, "REVISION", "later")
    monkeypatch.setattr(migrations.upgrade, "__defaults__", (scripts,))
    monkeypatch.setattr(migrations.refuse_newer, "__defaults__", (scripts,))
    return path


@pytest.mark.parametrize(("lost_words", "found"), [(False, 0), (True, 1)], indirect=["lost_words"])
def test_words_are_gathered_anew_where_a_migration_says_so(lost_words: Path, found: int) -> None:
    with Archive.open(lost_words) as archive:
        assert len(archive.search(Criteria(text="temple")).ids) == found


class _CancelledAfter(Cancellation):
    """Cancelled when it was asked so many times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self._left = times

    def check(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise Cancelled


@pytest.mark.parametrize("lost_words", [True], indirect=True)
@pytest.mark.parametrize("times", [0, 1, 2])
def test_an_update_that_is_cancelled_changed_nothing_and_can_be_done_again(
    lost_words: Path, times: int
) -> None:
    before = lost_words.read_bytes()

    with pytest.raises(Cancelled):
        Archive.open(lost_words, cancel=_CancelledAfter(times))

    assert lost_words.read_bytes() == before
    assert list(Path(f"{lost_words}.d").rglob("*.palmyra")) == []
    told: list[tuple[int, int | None]] = []
    with Archive.open(lost_words, progress=lambda done, total: told.append((done, total))) as archive:
        assert len(archive.search(Criteria(text="temple")).ids) == 1
    assert told


@pytest.mark.parametrize("old", _OLD, ids=lambda path: path.stem)
def test_an_archive_of_each_earlier_schema_opens_with_all_that_is_in_it(tmp_path: Path, old: Path) -> None:
    path = Path(shutil.copy(old, tmp_path))

    with Archive.open(path) as archive:
        assert check(archive) == ()
        assert archive.totals()[EVENT] > 0
        assert archive.find(EVENT, "Temple blown up")


def test_each_schema_but_the_newest_has_its_archive() -> None:
    scripts = ScriptDirectory(Path(migrations.__file__).parent)

    assert {path.stem for path in _OLD} == {one.revision for one in scripts.walk_revisions()} - {
        schema.REVISION
    }


def test_a_migration_that_fails_leaves_the_archive_as_it_was(tmp_path: Path, new_archive: NewArchive) -> None:
    archive = new_archive()
    scripts = later_scripts(tmp_path, then='op.execute("INSERT INTO event VALUES (nonsense)")')
    with pytest.raises(Exception, match="nonsense"), writing(archive.engine) as unit:
        migrations.upgrade(unit.connection, scripts)
    with reading(archive.engine) as connection:
        assert migrations.stored_revision(connection) == schema.REVISION
        assert "weather" not in {column["name"] for column in inspect(connection).get_columns("event")}


def test_a_mark_that_was_lost_is_an_error_and_no_second_schema(new_archive: NewArchive) -> None:
    archive = new_archive()
    with writing(archive.engine) as unit:
        unit.connection.execute(delete(schema.revision))
    with pytest.raises(Exception, match="already exists"), Archive.open(archive.location):
        pass


def test_opening_an_archive_that_is_up_to_date_does_not_load_alembic(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from palmyra_desktop.services.archive import Archive;"
        "path = pathlib.Path(sys.argv[1]); Archive.create(path).close(); Archive.open(path).close();"
        "print('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "a.palmyra")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"

"""Backups: made of one moment, compared, listed by number, looked at before one is put back."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from palmyra_desktop.domain.backup import Keep, Occasion
from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import Cancelled, KnownError
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.tags import Tag
from palmyra_desktop.services import backups, searches, tagging
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.editing import apply, groups, undo, undoable
from palmyra_desktop.services.trash import empty
from palmyra_desktop.storage import backup_shelf
from palmyra_desktop.storage.facet_index.affected import affected
from palmyra_desktop.storage.unit_of_work import reading
from tests.acts import EVENT, MONUMENT, change, create, edit, new, trash

OLD = Path(__file__).parents[2] / "data" / "archives" / "0001.palmyra"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "تدمر.palmyra", title="Test") as archive:
        yield archive


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def titles(archive: Archive) -> list[str]:
    return [record.title for record in archive.rows(EVENT, range(1, 50))]  # type: ignore[attr-defined]


def test_a_backup_is_one_whole_file_beside_the_archive(archive: Archive) -> None:
    create(archive, EVENT, title="حدث")

    path = backups.back_up(archive)

    assert names(backups.folder(archive)) == [path.name]
    with Archive.open(path, read_only=True) as copy:
        assert (titles(copy), check(copy)) == (["حدث"], ())


def test_backups_are_listed_the_latest_first_whatever_the_clock_says(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = backups.back_up(archive, Occasion.AUTOMATIC)
    first.rename(first.with_name(f"{archive.title}-000001-automatic-20991231T000000Z.palmyra"))
    backups.back_up(archive)
    shutil.copy(OLD, backups.folder(archive) / "put there by a user.palmyra")
    (backups.folder(archive) / "notes.txt").write_text("no backup")

    found = backups.backups(archive)

    assert [(one.number, one.occasion) for one in found] == [
        (2, Occasion.HAND),
        (1, Occasion.AUTOMATIC),
        (0, Occasion.HAND),
    ]
    assert [one.made.year for one in found[1:2]] == [2099]


def test_an_automatic_backup_is_made_only_after_a_change(archive: Archive) -> None:
    assert backups.keep_up(archive, Keep()) is not None
    assert backups.keep_up(archive, Keep()) is None
    create(archive, EVENT, title="e")
    assert backups.keep_up(archive, Keep()) is not None


def test_a_backup_gone_bad_is_no_reason_to_make_none(archive: Archive) -> None:
    path = backups.back_up(archive)
    path.write_bytes(path.read_bytes()[:5000])

    assert backups.keep_up(archive, Keep()) is not None


def test_old_backups_are_cleared_away(archive: Archive) -> None:
    place = backups.folder(archive)
    for number in range(5):
        create(archive, EVENT, title=f"{number}")
        backups.back_up(archive, Occasion.AUTOMATIC)

    gone = backup_shelf.clear_away(place, Keep(1, 1, 1))

    assert [one.number for one in gone] == [1, 2, 3, 4]
    assert [one.number for one in backups.backups(archive)] == [5]


def test_a_backup_that_is_stopped_leaves_nothing(archive: Archive) -> None:
    cancel = Cancellation()
    cancel.cancel()

    with pytest.raises(Cancelled):
        backups.back_up(archive, cancel=cancel)

    assert names(backups.folder(archive)) == []


def test_a_name_that_is_taken_is_refused(archive: Archive, tmp_path: Path) -> None:
    taken = tmp_path / "taken.palmyra"
    taken.write_text("mine")

    with pytest.raises(KnownError, match="already"):
        backups.back_up(archive, output=taken)

    assert taken.read_text() == "mine"


def test_the_preview_counts_what_was_done_since(archive: Archive) -> None:
    bel = create(archive, MONUMENT, name="Temple of Bel")
    gone = create(archive, EVENT, title="gone")
    path = backups.back_up(archive)
    change(archive, bel, label="Rename", name="معبد بل")
    trash(archive, gone)
    create(archive, EVENT, title="new")

    found = backups.preview(archive, path)

    events, monuments = found.kinds[EVENT], found.kinds[MONUMENT]
    assert (events.now, events.then, events.added, events.changed, events.trashed) == (1, 1, 1, 0, 1)
    assert (monuments.added, monuments.changed, monuments.trashed) == (0, 1, 0)
    assert [act.label for act in found.acts] == ["create", "trash", "Rename"]
    assert (found.act_count, found.regained, found.is_empty) == (3, 0, False)
    assert set(found.records.values()) == {"gone", "new", "معبد بل"}


def test_the_preview_names_what_else_was_changed_since(archive: Archive) -> None:
    searches.save(archive, "early", Criteria())
    path = backups.back_up(archive)
    searches.forget(archive, "early")
    tagging.set_looks(archive, (Tag("للمراجعة", "amber"),))

    found = backups.preview(archive, path)

    assert found.beside == ("Saved search “early”", "Tag “للمراجعة”")
    assert (found.act_count, dict(found.records)) == (2, {})
    backups.restore(archive, path)
    assert [search.name for search in searches.every(archive)] == ["early"]


def test_the_preview_of_a_copy_made_when_the_archive_was_brought_up_to_date_counts_what_came_after(
    tmp_path: Path,
) -> None:
    old = OLD.with_name("0007.palmyra")
    with Archive.open(Path(shutil.copy(old, tmp_path))) as archive:
        (before,) = backups.backups(archive)
        path = backups.back_up(archive)
        create(archive, EVENT, title="new")
        for copy in (before.path, path):
            found = backups.preview(archive, copy)
            assert ([act.label for act in found.acts], found.act_count) == (["create"], 1)


def test_the_preview_of_the_same_state_is_empty(archive: Archive) -> None:
    create(archive, EVENT, title="e")

    assert backups.preview(archive, backups.back_up(archive)).is_empty


def test_a_backup_is_restored_and_how_it_was_before_can_be_had_back(archive: Archive) -> None:
    create(archive, EVENT, title="first")
    early = backups.back_up(archive)
    create(archive, EVENT, title="second")

    backups.restore(archive, early, author="A")

    assert (titles(archive), check(archive)) == (["first"], ())
    late = backups.backups(archive)[0]
    assert late.occasion is Occasion.RESTORE
    found = backups.preview(archive, late.path)
    assert (found.regained, found.kinds[EVENT].then) == (1, 2)
    backups.restore(archive, late.path)
    assert (titles(archive), check(archive)) == (["first", "second"], ())
    assert not [name for name in names(backups.folder(archive)) if "unfinished" in name]


def test_restoring_is_an_act_that_undo_passes_over(archive: Archive) -> None:
    create(archive, EVENT, title="first")
    early = backups.back_up(archive)
    create(archive, EVENT, title="second")

    backups.restore(archive, early, author="A")

    newest = groups(archive)[0]
    assert (newest.author, newest.initiator, newest.id) == ("A", "restore", 3)
    act = undoable(archive)
    assert act is not None and act.id == 1
    undo(archive)
    assert (archive.totals()[EVENT], check(archive)) == (0, ())


def test_an_index_of_before_is_not_followed_after_a_restore(archive: Archive) -> None:
    early = backups.back_up(archive)
    create(archive, EVENT, title="second")
    backups.restore(archive, early)

    with reading(archive.engine) as connection:
        assert affected(connection, EVENT, 1) is None


def test_another_program_sees_the_restored_archive(archive: Archive) -> None:
    create(archive, EVENT, title="first")
    early = backups.back_up(archive)
    create(archive, EVENT, title="second")
    with Archive.open(Path(archive.location)) as other:
        other.changed_elsewhere()
        backups.restore(archive, early)
        assert other.changed_elsewhere()
        assert titles(other) == ["first"]
        create(other, EVENT, title="third")
    assert (titles(archive), check(archive)) == (["first", "third"], ())


def test_a_backup_of_an_older_schema_is_brought_up_to_date_on_the_way(tmp_path: Path) -> None:
    path = Path(shutil.copy(OLD, tmp_path / "a.palmyra"))
    with Archive.open(path) as archive:
        (old,) = backups.backups(archive)
        assert old.occasion is Occasion.MIGRATION
        create(archive, EVENT, title="new")
        backups.restore(archive, old.path)
        assert check(archive) == ()
        assert archive.find(EVENT, "Temple blown up")
        create(archive, EVENT, title="after")
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT count(*) FROM event WHERE title = 'new'").fetchone() == (0,)


def test_a_backup_of_another_archive_is_refused(archive: Archive, tmp_path: Path) -> None:
    with Archive.create(tmp_path / "other.palmyra", title="Other") as other:
        path = backups.back_up(other)
    with pytest.raises(KnownError, match="another archive"):
        backups.restore(archive, path)
    assert not backups.folder(archive).exists()


@pytest.mark.parametrize("content", [b"", b"notes", b"SQLite format 3\x00" + b"\xa5" * 9000])
def test_what_is_no_backup_is_refused_and_nothing_is_written(
    archive: Archive, tmp_path: Path, content: bytes
) -> None:
    wrong = tmp_path / "wrong.palmyra"
    wrong.write_bytes(content)
    with pytest.raises(KnownError):
        backups.restore(archive, wrong)
    with pytest.raises(KnownError, match="no archive"):
        backups.preview(archive, tmp_path / "absent.palmyra")
    assert not backups.folder(archive).exists()


def test_an_archive_that_may_only_be_read_is_not_restored(archive: Archive) -> None:
    path = backups.back_up(archive)
    with (
        Archive.open(Path(archive.location), read_only=True) as other,
        pytest.raises(KnownError, match="only be read"),
    ):
        backups.restore(other, path)


def test_before_many_records_change_a_backup_is_made(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "BULK", 3)
    apply(archive, [new(EVENT, -n, title=f"{n}") for n in range(1, 5)], label="new ones take nothing away")
    assert not backups.folder(archive).exists()
    refs = found(archive)

    apply(archive, [edit(archive, ref, note="n") for ref in refs], label="many")

    (one,) = backups.backups(archive)
    assert one.occasion is Occasion.BULK
    with Archive.open(one.path, read_only=True) as copy:
        assert {record.note for record in copy.rows(EVENT, [ref.id for ref in refs])} == {None}  # type: ignore[attr-defined]


def test_before_the_trash_is_emptied_a_backup_is_made(archive: Archive) -> None:
    ref = create(archive, EVENT, title="gone for good")
    trash(archive, ref)

    empty(archive, (ref,))

    (one,) = backups.backups(archive)
    assert one.occasion is Occasion.TRASH
    assert backups.preview(archive, one.path).kinds[EVENT].trashed == 1
    backups.restore(archive, one.path)
    assert archive.record(ref).title == "gone for good"  # type: ignore[attr-defined]


def test_a_backup_before_an_act_leaves_the_automatic_ones_to_the_settings(archive: Archive) -> None:
    hours = [f"20260101T{hour:02}0000Z" for hour in range(24)] + [
        f"20260102T{hour:02}0000Z" for hour in range(9)
    ]
    first = backups.back_up(archive, Occasion.AUTOMATIC)
    for number, hour in enumerate(hours, 1):
        shutil.copy(first, first.with_name(f"a-{number:06}-automatic-{hour}.palmyra"))
    first.unlink()
    create(archive, EVENT, title="e")

    backups.before(archive, Occasion.BULK)

    assert len(backups.backups(archive)) == len(hours) + 1


def test_acts_and_backups_are_in_their_order_when_the_clock_is_set_back(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(archive, EVENT, title="before")
    early = backups.back_up(archive)
    monkeypatch.setattr("palmyra_desktop.storage.unit_of_work.now_utc", lambda: "1999-01-01T00:00:00.000Z")
    create(archive, EVENT, title="after")
    newest = groups(archive)[0]
    act = undoable(archive)
    assert act is not None and act.id == newest.id == 2
    assert [one.id for one in backups.preview(archive, early).acts] == [2]
    backups.restore(archive, early)
    assert (titles(archive), check(archive)) == (["before"], ())


def found(archive: Archive) -> list[RecordRef]:
    return [RecordRef(EVENT, number) for number in archive.search(Criteria()).ids]

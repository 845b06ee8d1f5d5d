"""Undo and redo as a user meets them, on an archive in a file; and attaching files."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import Conflict, KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import Link, Name
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.editing import (
    apply,
    attach_file,
    groups,
    history,
    redo,
    redoable,
    undo,
    undoable,
    verify_log,
)
from tests.acts import (
    ACTOR,
    EVENT,
    IMAGE,
    MONUMENT,
    SOURCE,
    change,
    claim_on,
    create,
    edit,
    new,
    state,
    to,
    trash,
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "test.palmyra", title="Test") as archive:
        yield archive
        assert verify_log(archive) == (), "every story must leave the log whole"
        assert check(archive) == ()


def test_an_empty_archive_has_nothing_to_undo_or_redo(archive: Archive) -> None:
    assert (undoable(archive), redoable(archive), groups(archive)) == (None, None, ())
    for take in (undo, redo):
        with pytest.raises(KnownError):
            take(archive)


def test_undo_gives_every_kind_of_value_back_as_it_was(archive: Archive) -> None:
    bel = create(archive, MONUMENT, name="Bel", names=(Name("بل", "ar"),), latitude=34.5)
    actor = create(archive, ACTOR, name="a")
    ref = create(archive, EVENT, title="e", date=DateSpan("2015-08"), monuments=(to(bel),))
    before = state(archive, ref).values, state(archive, bel).values
    edits = (
        edit(archive, ref, date=DateSpan("2015-08-30"), monuments=(), actors=(to(actor, "perpetrator"),)),
        edit(archive, bel, names=(), latitude=None, name="Temple"),
    )
    apply(archive, edits, label="two at once")
    assert set(undo(archive).refs) == {ref, bel}
    assert (state(archive, ref).values, state(archive, bel).values) == before
    assert archive.find(MONUMENT, "Bel") == archive.find(MONUMENT, "بل") == bel


def test_undo_and_redo_go_back_and_forth_through_several_acts(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e", place="0")
    for place in "123":
        change(archive, ref, place=place, label=f"to {place}")
    seen = []
    for take in (undo, undo, redo, undo, undo, redo, redo, redo):
        take(archive)
        seen.append(archive.record(ref).place)
    assert seen == ["2", "1", "2", "1", "0", "1", "2", "3"]
    offered = undoable(archive)
    assert offered is not None and offered.label == "to 3"
    assert redoable(archive) is None


def test_a_new_change_ends_what_could_be_redone(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e")
    change(archive, ref, place="a")
    undo(archive)
    assert redoable(archive) is not None
    change(archive, ref, note="n")
    assert redoable(archive) is None
    with pytest.raises(KnownError):
        redo(archive)
    undo(archive)
    assert (archive.record(ref).note, archive.record(ref).place) == (None, None)


def test_undo_still_works_after_the_archive_was_closed_and_opened(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e", place="a")
    change(archive, ref, place="b", label="move")
    archive.close()
    with Archive.open(archive.location) as again:
        undo(again)
        assert again.record(ref).place == "a"
    with Archive.open(archive.location) as again:
        offered = redoable(again)
        assert offered is not None and (offered.label, offered.reverted) == ("move", True)
        redo(again)
        assert again.record(ref).place == "b"


def test_undoing_a_creation_moves_the_record_to_the_trash_and_redo_brings_it_back(archive: Archive) -> None:
    made = apply(archive, (new(EVENT, -1, title="a"), new(MONUMENT, -2, name="m")), label="import").created
    undo(archive)
    assert archive.totals()[EVENT] == archive.totals()[MONUMENT] == 0
    assert archive.record(made[-1]).trashed
    redo(archive)
    assert archive.totals()[EVENT] == archive.totals()[MONUMENT] == 1
    assert [change.action for change in history(archive, made[-1])] == [
        Action.RESTORE,
        Action.TRASH,
        Action.CREATE,
    ]


def test_trash_restore_and_choice_are_undone_too(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e")
    claim = claim_on(archive, ref, "date", value="2015")
    apply(archive, (edit(archive, ref, Action.CHOOSE, field="date", claim_id=claim.id),), label="choose")
    trash(archive, ref)
    undo(archive)
    assert not archive.record(ref).trashed
    undo(archive)
    assert archive.detail(ref).chosen == {}
    redo(archive)
    assert archive.detail(ref).chosen == {"date": claim.id}


def test_undo_refuses_where_a_later_act_changed_the_same_value(archive: Archive) -> None:
    ref = create(archive, EVENT, title="Arch", place="a")
    first = change(archive, ref, place="b").group_id
    change(archive, ref, place="c")
    with pytest.raises(Conflict, match="Arch") as caught:
        undo(archive, first)
    assert (caught.value.yours, caught.value.theirs) == ({"place": "a"}, {"place": "c"})
    assert archive.record(ref).place == "c"


def test_an_older_act_can_be_undone_where_later_ones_changed_other_values(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e", place="a")
    first = change(archive, ref, place="b").group_id
    change(archive, ref, note="n", label="note")
    undo(archive, first)
    assert (archive.record(ref).place, archive.record(ref).note) == ("a", "n")
    offered = undoable(archive)
    assert offered is not None and offered.label == "note"


def test_a_creation_cannot_be_undone_over_a_later_change(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e")
    created = groups(archive)[0].id
    change(archive, ref, note="n")
    with pytest.raises(Conflict):
        undo(archive, created)
    undo(archive)
    undo(archive, created)
    assert archive.record(ref).trashed


def test_a_source_whose_text_was_changed_and_changed_back_can_be_uncreated(archive: Archive) -> None:
    ref = create(archive, SOURCE, title="s", text="first")
    change(archive, ref, text="second")
    undo(archive)
    found = archive.source_text(ref.id)
    assert found is not None and found.text == "first"
    undo(archive)
    assert archive.record(ref).trashed


def test_an_act_is_not_undone_or_redone_twice(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e")
    act = change(archive, ref, place="a").group_id
    undo(archive, act)
    with pytest.raises(KnownError):
        undo(archive, act)
    redo(archive, act)
    with pytest.raises(KnownError):
        redo(archive, act)
    with pytest.raises(KnownError):
        undo(archive, 987_654)


def test_the_list_of_acts_says_which_are_taken_back(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e")
    change(archive, ref, place="a", label="move")
    undo(archive, author="Amal")
    taken_back, act, _created = groups(archive)
    assert (taken_back.reverts_group_id, taken_back.author, act.reverted) == (act.id, "Amal", True)
    assert "move" in taken_back.label
    redo(archive)
    again, taken_back, act, _created = groups(archive)
    assert (again.reverted, taken_back.reverted, act.reverted) == (False, True, False)


def test_an_act_on_a_record_created_and_changed_at_once_is_undone_whole(archive: Archive) -> None:
    claim = new(Kind.CLAIM, -2, proposition="p", subject=Link(EVENT, -1), field="date")
    choose = Edit(Action.CHOOSE, EVENT, -1, None, {"field": "date", "claim_id": -2})
    made = apply(archive, (new(EVENT, -1, title="e"), claim, choose), label="all").created
    undo(archive)
    assert archive.record(made[-1]).trashed and archive.detail(made[-1]).chosen == {}
    redo(archive)
    assert archive.detail(made[-1]).chosen == {"date": made[-2].id}


def test_a_large_import_is_undone_at_once(archive: Archive) -> None:
    edits = [new(EVENT, -n, title=f"حدث {n}") for n in range(1, 1_001)]
    apply(archive, edits, label="استيراد")
    assert len(undo(archive).refs) == 1_000
    assert archive.totals()[EVENT] == 0


def test_an_attached_file_is_copied_by_its_hash_and_undo_takes_it_off_the_image(
    archive: Archive, tmp_path: Path
) -> None:
    picture = tmp_path / "صورة.jpg"
    picture.write_bytes(b"\xff\xd8 bytes")
    ref = create(archive, IMAGE, caption="c")
    attach_file(archive, ref, picture)
    found, sha256 = archive.record(ref), hashlib.sha256(picture.read_bytes()).hexdigest()
    assert (found.file_name, found.file_sha256, found.media_type) == ("صورة.jpg", sha256, "image/jpeg")
    assert (archive.files_folder / sha256).read_bytes() == picture.read_bytes()
    undo(archive)
    assert archive.record(ref).file_sha256 is None
    redo(archive)


def test_what_cannot_be_attached_is_said_and_nothing_changes(archive: Archive, tmp_path: Path) -> None:
    ref = create(archive, IMAGE, caption="c")
    for path in (tmp_path / "absent.jpg", tmp_path):
        with pytest.raises(KnownError):
            attach_file(archive, ref, path)
    assert (archive.record(ref).version, archive.files_folder.exists()) == (1, False)

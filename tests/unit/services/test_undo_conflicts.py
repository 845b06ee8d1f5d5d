"""Taking back an act that later ones build on: said in words, after these, or as far as it still stands."""

import pytest

from palmyra_desktop.domain.errors import BuiltOn, KnownError
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply, groups, redo, undo, undo_with_later, undoable
from tests.acts import EVENT, change, create, edit


def test_the_conflict_names_the_later_acts_that_stand_the_newest_first(archive: Archive) -> None:
    ref = create(archive, EVENT, title="قوس", place="a")
    first = change(archive, ref, place="b", label="first").group_id
    change(archive, ref, note="n", label="elsewhere")
    taken_back = change(archive, ref, place="x", label="taken back").group_id
    undo(archive, taken_back)
    apply(archive, (edit(archive, ref, place="c"),), label="second", author="Amal")
    change(archive, ref, place="d", label="third")

    with pytest.raises(BuiltOn, match="قوس.*“third”; “second”") as caught:
        undo(archive, first)

    assert [(group.label, group.author) for group in caught.value.later] == [
        ("third", ""),
        ("second", "Amal"),
    ]


def test_an_act_is_taken_back_with_all_that_build_on_it_and_brought_back_step_by_step(
    archive: Archive,
) -> None:
    ref = create(archive, EVENT, title="e", place="a", note="n")
    first = change(archive, ref, place="b", label="first").group_id
    apply(archive, (edit(archive, ref, place="c", note="m"),), label="second")
    change(archive, ref, note="o", label="third")
    change(archive, ref, extent="whole", label="elsewhere")

    done = undo_with_later(archive, first)

    found = archive.record(ref)
    assert (found.place, found.note, found.extent) == ("a", "n", "whole")
    assert (done.refs, done.label) == ((ref,), "Undo: first")
    for place, note in (("b", "n"), ("c", "m"), ("c", "o")):
        redo(archive)
        assert (archive.record(ref).place, archive.record(ref).note) == (place, note)


def test_the_part_that_still_stands_is_taken_back_alone_and_can_be_redone(archive: Archive) -> None:
    one, two = (create(archive, EVENT, title=title, place="a") for title in ("one", "two"))
    both = apply(
        archive, (edit(archive, one, place="b", note="n"), edit(archive, two, place="b")), label="both"
    )
    change(archive, one, place="c")

    undo(archive, both.group_id, partly=True)

    assert [(archive.record(ref).place, archive.record(ref).note) for ref in (one, two)] == [
        ("c", None),
        ("a", None),
    ]
    redo(archive)
    assert [(archive.record(ref).place, archive.record(ref).note) for ref in (one, two)] == [
        ("c", "n"),
        ("b", None),
    ]


def test_where_nothing_of_an_act_stands_that_is_said_and_nothing_is_written(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e", place="a")
    first = change(archive, ref, place="b").group_id
    change(archive, ref, place="c")
    before = len(groups(archive))
    with pytest.raises(KnownError, match="nothing is left"):
        undo(archive, first, partly=True)
    assert (len(groups(archive)), archive.record(ref).place) == (before, "c")


def test_a_creation_is_taken_back_with_the_later_changes_of_what_it_created(archive: Archive) -> None:
    ref = create(archive, EVENT, title="e")
    created = groups(archive)[0].id
    change(archive, ref, note="n", label="note")
    with pytest.raises(BuiltOn) as caught:
        undo(archive, created)
    assert [group.label for group in caught.value.later] == ["note"]
    undo_with_later(archive, created)
    assert archive.record(ref).trashed
    assert undoable(archive) is None

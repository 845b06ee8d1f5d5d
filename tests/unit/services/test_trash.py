"""Emptying the trash: gone for good, told by the log, and nothing left without its end."""

import pytest

from palmyra_desktop.domain.changes import Action
from palmyra_desktop.domain.errors import BuiltOn, KnownError
from palmyra_desktop.domain.reference import Identifier, Name
from palmyra_desktop.services import trash as trashing
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply, groups, history, redoable, undo, undoable
from tests.acts import (
    EVENT,
    IMAGE,
    MONUMENT,
    SOURCE,
    change,
    claim_on,
    create,
    edit,
    state,
    to,
    trash,
)


def emptied(archive: Archive) -> int:
    """Empty the trash and return how many records went."""
    return len(trashing.empty(archive, trashing.contents(archive).removable).refs)


def test_an_empty_trash_is_emptied_without_an_act(archive: Archive) -> None:
    create(archive, EVENT, title="e")
    assert trashing.contents(archive) == trashing.Contents((), ())
    before = len(groups(archive))
    assert emptied(archive) == 0
    assert len(groups(archive)) == before


def test_what_is_in_the_trash_goes_with_all_that_belongs_to_it(archive: Archive) -> None:
    bel = create(
        archive, MONUMENT, name="معبد بل", names=(Name("Bel"),), identifiers=(Identifier("wikidata", "Q1"),)
    )
    source = create(archive, SOURCE, title="s", text="words")
    claim = claim_on(archive, bel, "condition", value="ruin", source=to(source))
    apply(archive, (edit(archive, bel, Action.CHOOSE, field="condition", claim_id=claim.id),), label="c")
    event = create(archive, EVENT, title="stays")
    for ref in (bel, source, claim):
        trash(archive, ref)

    assert emptied(archive) == 3

    for ref in (bel, source, claim):
        with pytest.raises(KnownError):
            archive.record(ref)
    assert archive.record(event).title == "stays"
    last = history(archive, bel)[0]
    assert (last.action, last.before, last.version) == (Action.REMOVE, {"name": "معبد بل"}, 4)


def test_what_something_outside_still_points_at_stays_and_so_does_what_that_points_at(
    archive: Archive,
) -> None:
    city = create(archive, MONUMENT, name="City")
    bel = create(archive, MONUMENT, name="Bel", site=to(city))
    event = create(archive, EVENT, title="blown up", monuments=(to(bel),))
    loose = create(archive, IMAGE, caption="loose")
    for ref in (city, bel, loose):
        trash(archive, ref)

    found = trashing.contents(archive)

    assert found.removable == (loose,)
    assert [(kept.title, by.title) for kept, by in found.kept] == [("City", "Bel"), ("Bel", "blown up")]
    assert emptied(archive) == 1
    assert archive.record(event).monuments[0].title == "Bel"


def test_a_claim_keeps_what_it_is_about_and_a_shown_value_keeps_its_claim(archive: Archive) -> None:
    event = create(archive, EVENT, title="e")
    about = create(archive, EVENT, title="claimed")
    claim_on(archive, about, "date", value="2015")
    chosen = claim_on(archive, event, "date", value="2015")
    apply(archive, (edit(archive, event, Action.CHOOSE, field="date", claim_id=chosen.id),), label="choose")
    trash(archive, about)
    trash(archive, chosen)
    assert trashing.contents(archive).removable == ()


def test_only_what_was_asked_for_goes_and_nothing_that_was_restored_meanwhile(archive: Archive) -> None:
    one, two, three = (create(archive, EVENT, title=title) for title in ("one", "two", "three"))
    trash(archive, one)
    trash(archive, two)
    told = trashing.contents(archive).removable
    trash(archive, three)
    apply(archive, (edit(archive, two, Action.RESTORE),), label="restore")
    assert trashing.empty(archive, told).refs == (one,)
    assert not archive.record(two).trashed and archive.record(three).trashed


def test_emptying_is_no_act_to_undo_and_earlier_acts_on_other_records_still_are(archive: Archive) -> None:
    other = create(archive, EVENT, title="other", place="a")
    change(archive, other, place="b", label="move")
    gone = create(archive, EVENT, title="gone")
    trash(archive, gone)
    emptied(archive)
    offered = undoable(archive)
    assert offered is not None and offered.label == "move"
    assert redoable(archive) is None
    undo(archive)
    assert archive.record(other).place == "a"


def test_an_act_on_what_was_removed_is_taken_back_for_the_rest_alone(archive: Archive) -> None:
    gone, other = (create(archive, EVENT, title=title, place="a") for title in ("gone", "other"))
    both = apply(
        archive, (edit(archive, gone, place="b"), edit(archive, other, place="b")), label="both"
    ).group_id
    trash(archive, gone)
    emptied(archive)
    with pytest.raises(BuiltOn, match="removed for good") as caught:
        undo(archive, both)
    assert not caught.value.can_follow
    undo(archive, both, partly=True)
    assert archive.record(other).place == "a"


def test_the_number_of_a_removed_record_is_not_given_again(archive: Archive) -> None:
    event = create(archive, EVENT, title="e")
    gone = claim_on(archive, event, "date")
    trash(archive, gone)
    emptied(archive)
    new = claim_on(archive, event, "date")
    assert new.id == gone.id + 1
    assert state(archive, new).version == 1

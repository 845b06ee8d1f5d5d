"""An act on more records than are taken back at once: all of it or nothing, as with one on few."""

from collections.abc import Mapping
from typing import Any

import pytest

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import BuiltOn, Cancelled
from palmyra_desktop.domain.reference import Link, RecordRef
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.editing import apply, groups, redo, undo, verify_log
from palmyra_desktop.storage import change_log
from tests.acts import CLAIM, EVENT, MONUMENT, change, new, state

MANY = 7


@pytest.fixture(autouse=True)
def two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_log, "_AT_ONCE", 2)


@pytest.fixture
def events(archive: Archive) -> list[RecordRef]:
    """Events made by one act, each with a claim its title rests on."""
    edits = [new(MONUMENT, -100, name="Temple")]
    for number in range(1, MANY + 1):
        edits += [
            new(EVENT, -number, title=f"Event {number}", monuments=(Link(MONUMENT, -100),)),
            new(CLAIM, -10 - number, proposition="So", subject=Link(EVENT, -number), field="title"),
        ]
    edits += [
        Edit(Action.CHOOSE, EVENT, -number, values={"field": "title", "claim_id": -10 - number})
        for number in range(1, MANY + 1)
    ]
    created = apply(archive, edits, label="Make").created
    return [created[-number] for number in range(1, MANY + 1)]


def held(archive: Archive) -> Mapping[Any, Any]:
    """All that is in the archive, of every kind, in the trash or not."""
    return {
        (kind, trashed): archive.rows(kind, archive.search(Criteria(kind, trashed=trashed), first=0).ids)
        for kind in (EVENT, CLAIM, MONUMENT)
        for trashed in (False, True)
    }


def test_an_act_is_taken_back_and_done_again(archive: Archive, events: list[RecordRef]) -> None:
    before = [state(archive, ref).values for ref in events]
    ticks: list[float] = []

    taken_back = undo(archive, tick=ticks.append)
    assert len(taken_back.refs) == len(set(taken_back.refs)) == 2 * MANY + 1
    assert archive.totals()[EVENT] == archive.totals()[CLAIM] == archive.totals()[MONUMENT] == 0

    redo(archive)
    assert [state(archive, ref).values for ref in events] == before
    assert ticks == sorted(ticks)
    assert len(ticks) > MANY
    assert (check(archive), verify_log(archive)) == ((), ())


@pytest.mark.parametrize("place", range(MANY))
def test_what_was_changed_later_keeps_all_of_it_from_being_taken_back(
    archive: Archive, events: list[RecordRef], place: int
) -> None:
    made = groups(archive)[0].id
    change(archive, events[place], title="Changed later")
    before, acts = held(archive), len(groups(archive))

    with pytest.raises(BuiltOn):
        undo(archive, made)
    assert (held(archive), len(groups(archive))) == (before, acts)

    undo(archive, made, partly=True)
    assert [one.id for one in archive.rows(EVENT, archive.search(Criteria(), first=0).ids)] == [
        events[place].id
    ]
    assert check(archive) == ()


def test_cancelled_at_any_part_nothing_is_taken_back(archive: Archive, events: list[RecordRef]) -> None:
    ticks: list[float] = []
    undo(archive, tick=ticks.append)
    redo(archive)
    before, acts = held(archive), len(groups(archive))

    for last in range(len(ticks)):
        told = iter(range(last))

        def tick(part: float, told: Any = told) -> None:
            if next(told, None) is None:
                raise Cancelled

        with pytest.raises(Cancelled):
            undo(archive, tick=tick)
        assert (held(archive), len(groups(archive))) == (before, acts)
    assert (check(archive), verify_log(archive)) == ((), ())

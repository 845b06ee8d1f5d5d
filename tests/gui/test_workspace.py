from array import array
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import SignalInstance

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.criteria import Criteria, Sort
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Found
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.workspace import Workspace

EVENT, OTHER_EVENT = RecordRef(Kind.EVENT, 1), RecordRef(Kind.EVENT, 2)
MONUMENT = RecordRef(Kind.MONUMENT, 2**40)


def heard(signal: SignalInstance) -> list[Any]:
    told: list[Any] = []
    note: Callable[[Any], None] = told.append
    signal.connect(note)
    return told


def test_a_choice_is_told_once(workspace: Workspace) -> None:
    told = heard(workspace.criteria_changed)
    criteria = workspace.criteria.toggled("monument", 7)
    workspace.set_criteria(criteria)
    workspace.set_criteria(criteria)
    assert told == [criteria]


def test_chips_stay_when_the_kind_is_changed(workspace: Workspace) -> None:
    workspace.set_criteria(Criteria(text="بل").toggled("monument", 7).toggled("actor", 3))
    workspace.set_kind(Kind.IMAGE)
    assert workspace.criteria.kind == Kind.IMAGE
    assert workspace.criteria.text == "بل"
    assert [choice.facet for choice in workspace.criteria.facets] == ["monument", "actor"]


def test_a_choice_of_ids_belongs_to_its_kind_alone(workspace: Workspace) -> None:
    workspace.set_criteria(Criteria(ids=(1, 2)))
    workspace.set_kind(Kind.ACTOR)
    assert workspace.criteria.ids is None


def test_each_kind_keeps_its_own_order(qapp: object) -> None:
    workspace = Workspace({Kind.MONUMENT: Sort("name", descending=True)})
    workspace.set_criteria(Criteria(sort=Sort("title")))
    workspace.set_kind(Kind.MONUMENT)
    assert workspace.criteria.sort == Sort("name", descending=True)
    workspace.set_kind(Kind.EVENT)
    assert workspace.criteria.sort == Sort("title")


def test_back_and_forward_return_to_list_and_record(workspace: Workspace) -> None:
    start = workspace.criteria
    workspace.set_current(EVENT)
    workspace.go_to(MONUMENT)
    workspace.back()
    assert (workspace.criteria, workspace.current) == (start, EVENT)
    workspace.forward()
    assert (workspace.criteria.kind, workspace.current) == (Kind.MONUMENT, MONUMENT)


def test_walking_along_the_list_is_no_step(workspace: Workspace) -> None:
    workspace.set_current(EVENT)
    workspace.set_current(OTHER_EVENT)
    assert not workspace.can_go_back


def test_showing_a_linked_record_of_another_kind_is_a_step_and_keeps_the_list(workspace: Workspace) -> None:
    workspace.set_current(EVENT)
    workspace.set_current(MONUMENT)
    assert workspace.criteria.kind == Kind.EVENT
    workspace.back()
    assert workspace.current == EVENT


def test_words_typed_one_after_the_other_are_one_step(workspace: Workspace) -> None:
    for text in ("t", "te", "temple"):
        workspace.set_text(text)
    workspace.back()
    assert workspace.criteria.text == ""
    assert not workspace.can_go_back


def test_a_new_step_forgets_the_way_forward(workspace: Workspace) -> None:
    workspace.set_kind(Kind.ACTOR)
    workspace.back()
    workspace.set_kind(Kind.SOURCE)
    assert not workspace.can_go_forward


def test_back_at_the_beginning_stays(workspace: Workspace) -> None:
    told = heard(workspace.criteria_changed)
    workspace.back()
    workspace.forward()
    assert told == []


def test_only_the_latest_two_hundred_steps_are_kept(workspace: Workspace) -> None:
    for number in range(300):
        workspace.set_criteria(workspace.criteria.only("monument", number))
    steps = 0
    while workspace.can_go_back:
        workspace.back()
        steps += 1
    assert steps == 200


def test_clearing_keeps_kind_and_order(workspace: Workspace) -> None:
    workspace.set_criteria(Criteria(kind=Kind.SOURCE, text="x", sort=Sort("publisher")).only("monument", 1))
    workspace.clear_filters()
    assert workspace.criteria == Criteria(kind=Kind.SOURCE, sort=Sort("publisher"))


def test_the_selection_of_one_kind_does_not_outlive_it(workspace: Workspace) -> None:
    workspace.set_selection((1, 2))
    told = heard(workspace.selection_changed)
    workspace.set_kind(Kind.IMAGE)
    assert [list(ids) for ids in told] == [[]]


def test_a_listener_that_moves_on_has_the_last_word(workspace: Workspace) -> None:
    def choose_first(criteria: Criteria) -> None:
        workspace.set_current(OTHER_EVENT if criteria.text else EVENT)

    workspace.criteria_changed.connect(choose_first)
    told = heard(workspace.current_changed)
    workspace.set_text("x")
    assert told == [OTHER_EVENT]
    workspace.back()
    assert workspace.current == EVENT


@pytest.mark.parametrize(("refs", "times"), [((), 0), ((EVENT,), 1)])
def test_changes_are_told_if_there_are_any(
    workspace: Workspace, refs: tuple[RecordRef, ...], times: int
) -> None:
    told = heard(workspace.records_changed)
    workspace.tell_changes(ChangeSet(refs=refs))
    assert len(told) == times


def test_what_was_found_is_told_and_kept(workspace: Workspace) -> None:
    told = heard(workspace.found_changed)
    found = Found(Kind.EVENT, array("q", [3]), (), 214, 1)
    workspace.set_found(found)
    assert told == [found]
    assert workspace.found is found


def test_large_ids_reach_the_reader_whole(workspace: Workspace) -> None:
    told: list[tuple[Any, Any]] = []

    def note(source: Any, claim: Any) -> None:
        told.append((source, claim))

    workspace.reader_requested.connect(note)
    workspace.open_words(2**40, 2**41)
    workspace.open_words(5)
    assert told == [(2**40, 2**41), (5, None)]

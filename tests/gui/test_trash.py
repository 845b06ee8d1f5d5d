import pytest
from PySide6.QtWidgets import QMainWindow

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.empty_trash import EmptyTrashDialog
from palmyra_desktop.gui.trash import Trash
from palmyra_desktop.gui.undo import Undo
from palmyra_desktop.gui.workspace_actions import WorkspaceActions


@pytest.fixture(autouse=True)
def parts(context: Context, window: QMainWindow) -> tuple[object, ...]:
    return Undo(context, window), WorkspaceActions(context, window), Trash(context, window)


def look_at(context: Context, criteria: Criteria) -> tuple[int, ...]:
    context.workspace.set_criteria(criteria)
    found = context.archive.search(criteria)
    context.workspace.set_found(found)
    return tuple(found.ids)


def test_the_selected_records_go_to_the_trash_and_the_message_offers_undo(context: Context) -> None:
    said: list[tuple[str, str]] = []
    context.workspace.said.connect(lambda *words: said.append(words))
    ids = look_at(context, Criteria(Kind.EVENT))
    context.workspace.set_selection(ids[:3])
    context.actions["trash"].trigger()
    assert look_at(context, Criteria(Kind.EVENT)) == ids[3:]
    assert look_at(context, Criteria(Kind.EVENT, trashed=True)) == ids[:3]
    assert said[-1] == ("Move 3 records to the trash", "undo")
    context.actions["undo"].trigger()
    assert look_at(context, Criteria(Kind.EVENT)) == ids


def test_what_lies_in_the_trash_can_be_restored(context: Context) -> None:
    ids = look_at(context, Criteria(Kind.MONUMENT))
    context.workspace.set_selection(ids[:1])
    context.actions["trash"].trigger()
    assert not context.actions["restore"].isEnabled()
    look_at(context, Criteria(Kind.MONUMENT, trashed=True))
    context.workspace.set_selection(ids[:1])
    context.actions["restore"].trigger()
    assert look_at(context, Criteria(Kind.MONUMENT)) == ids


def test_a_change_of_one_record_is_named_after_it(context: Context) -> None:
    ref = context.archive.find(Kind.MONUMENT, "معبد بل")
    context.workspace.set_kind(Kind.MONUMENT)
    context.workspace.set_selection((ref.id,))
    context.actions["trash"].trigger()
    assert context.actions["undo"].text() == "&Undo: Move “Temple of Bel” to the trash"


def test_without_a_selection_nothing_can_be_trashed(context: Context) -> None:
    look_at(context, Criteria(Kind.EVENT))
    assert not context.actions["trash"].isEnabled()
    assert context.actions.reason("trash") == "Select records in the list first."


def test_the_trash_is_emptied_once_it_was_confirmed_twice(context: Context, window: QMainWindow) -> None:
    said: list[tuple[str, str]] = []
    context.workspace.said.connect(lambda *words: said.append(words))
    context.actions["empty_trash"].trigger()
    assert said[-1] == ("The trash is empty.", "")
    ids = look_at(context, Criteria(Kind.CLAIM))
    claims = context.archive.rows(Kind.CLAIM, ids)
    rested = {claim.rests_on.id for claim in claims if claim.rests_on}  # type: ignore[attr-defined]
    chosen = {ref for one in claims for ref in context.archive.detail(one.subject.ref).chosen.values()}  # type: ignore[attr-defined]
    free, kept = [id for id in ids if id not in rested | chosen][:2], sorted(rested)[:1]
    context.workspace.set_selection((*free, *kept))
    context.actions["trash"].trigger()

    context.actions["empty_trash"].trigger()
    dialog = window.findChildren(EmptyTrashDialog)[-1]
    assert dialog.heading.text() == "Remove 2 records for good"
    assert (dialog.kept.count(), dialog.primary.isEnabled()) == (1, False)
    dialog.sure.click()
    dialog.primary.click()

    assert said[-1] == ("2 records were removed for good.", "")
    assert look_at(context, Criteria(Kind.CLAIM, trashed=True)) == tuple(kept)

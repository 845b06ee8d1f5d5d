"""A shown value is chosen among claims: changing it says what the new one rests on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow, QRadioButton

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.contradiction import AFFIRMING
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.monument import Monument
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.forms.grounds import GroundsDialog
from palmyra_desktop.gui.forms.record_form import RecordForm
from palmyra_desktop.gui.forms.terms import TermEditor
from palmyra_desktop.gui.record_work import RecordWork
from palmyra_desktop.gui.undo import Undo
from palmyra_desktop.gui.workspace_actions import WorkspaceActions
from tests.acts import change


@pytest.fixture(autouse=True)
def parts(context: Context, window: QMainWindow) -> tuple[object, ...]:
    return Undo(context, window), WorkspaceActions(context, window), RecordWork(context, window)


@pytest.fixture
def bel(context: Context) -> RecordRef:
    return context.archive.find(Kind.MONUMENT, "Temple of Bel")


def condition(context: Context, ref: RecordRef) -> str | None:
    record = context.archive.record(ref)
    assert isinstance(record, Monument)
    return record.condition


def asked(
    context: Context, window: QMainWindow, ref: RecordRef, value: str
) -> tuple[RecordForm, GroundsDialog]:
    """Write another condition into the form, save, and return what asks for its grounds."""
    context.workspace.go_to(ref)
    context.actions["edit"].trigger()
    form = window.findChildren(RecordForm)[-1]
    editor = form.editors["condition"]
    assert isinstance(editor, TermEditor)
    editor.show_value(value)
    form.primary.click()
    return form, form.findChildren(GroundsDialog)[-1]


def press(dialog: GroundsDialog, name: str) -> None:
    button = dialog.findChild(QRadioButton, name)
    assert button is not None
    button.setChecked(True)
    dialog.primary.click()


def claims(context: Context, ref: RecordRef) -> tuple[Claim, ...]:
    return tuple(claim for claim in context.archive.detail(ref).claims if claim.field == "condition")


def test_a_claim_that_says_so_is_offered_first_and_becomes_the_ground(
    context: Context, window: QMainWindow, bel: RecordRef
) -> None:
    said = next(one for one in claims(context, bel) if one.stance in AFFIRMING and one.value)
    first, _first_dialog = asked(context, window, bel, "good" if said.value != "good" else "fair")
    press(_first_dialog, "by_archive")
    assert not first.isVisible() and bel.id and "condition" not in context.archive.detail(bel).chosen

    assert said.value is not None
    form, dialog = asked(context, window, bel, said.value)
    buttons = dialog.findChildren(QRadioButton)
    assert buttons[0].isChecked() and buttons[0].objectName().startswith("claim_")
    dialog.primary.click()
    chosen = context.archive.detail(bel).chosen["condition"]
    assert not form.isVisible() and condition(context, bel) == said.value
    assert chosen in {one.id for one in claims(context, bel) if one.value == said.value}


def test_a_new_claim_is_made_with_the_value_and_undone_with_it(
    context: Context, window: QMainWindow, bel: RecordRef
) -> None:
    before, known = condition(context, bel), len(claims(context, bel))
    _form, dialog = asked(context, window, bel, "fair")
    dialog.claimants.line.setText("A mason of Tadmur")
    dialog.claimants._ask()
    QTest.keyClick(dialog.claimants.line, Qt.Key.Key_Return)
    dialog.words.page.setPlainText("الجدران سليمة")
    dialog.primary.click()
    chosen = context.archive.detail(bel).chosen["condition"]
    claim = context.archive.record(RecordRef(Kind.CLAIM, chosen))
    assert isinstance(claim, Claim)
    assert (claim.value, claim.words, claim.claimants[0].title) == (
        "fair",
        "الجدران سليمة",
        "A mason of Tadmur",
    )
    assert condition(context, bel) == "fair" and len(claims(context, bel)) == known + 1
    context.actions["undo"].trigger()
    assert condition(context, bel) == before and len(claims(context, bel)) == known


def test_the_choice_of_the_archive_is_said_expressly(
    context: Context, window: QMainWindow, bel: RecordRef
) -> None:
    _form, dialog = asked(context, window, bel, "fair")
    press(dialog, "by_archive")
    assert condition(context, bel) == "fair" and "condition" not in context.archive.detail(bel).chosen


def test_going_back_writes_nothing_and_keeps_the_form(
    context: Context, window: QMainWindow, bel: RecordRef
) -> None:
    before = condition(context, bel)
    form, dialog = asked(context, window, bel, "fair")
    dialog.reject()
    assert form.isVisible() and condition(context, bel) == before


def test_a_claimant_that_was_not_chosen_is_said_at_its_field(
    context: Context, window: QMainWindow, bel: RecordRef
) -> None:
    _form, dialog = asked(context, window, bel, "fair")
    dialog.claimants.line.setText("nobody in particular")
    dialog._new.setChecked(True)
    dialog.primary.click()
    note = dialog.findChild(QLabel, "claimants_note")
    assert dialog.isVisible() and note is not None and "No record was chosen" in note.text()


def test_a_field_no_claim_speaks_of_is_saved_at_once(
    context: Context, window: QMainWindow, bel: RecordRef
) -> None:
    context.workspace.go_to(bel)
    context.actions["edit"].trigger()
    form = window.findChildren(RecordForm)[-1]
    form.editors["note"].show_value("Seen.")
    form.primary.click()
    assert not form.isVisible() and form.findChildren(GroundsDialog) == []


def test_a_ground_is_kept_where_somebody_else_was_faster(
    context: Context, window: QMainWindow, bel: RecordRef
) -> None:
    form, dialog = asked(context, window, bel, "fair")
    change(context.archive, bel, note="theirs")
    dialog.words.page.setPlainText("The walls stand.")
    dialog.primary.click()
    assert not form.isVisible() and condition(context, bel) == "fair"
    chosen = context.archive.detail(bel).chosen["condition"]
    claim = context.archive.record(RecordRef(Kind.CLAIM, chosen))
    assert isinstance(claim, Claim) and claim.words == "The walls stand."

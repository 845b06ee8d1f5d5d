"""All claims about one field beside each other: seen, asked about a day, chosen from, judged."""

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.monument import Monument
from palmyra_desktop.domain.reference import Link, RecordRef
from palmyra_desktop.gui.comparing import Comparing
from palmyra_desktop.gui.comparison.page import ComparisonPage
from palmyra_desktop.gui.comparison.reading import compare
from palmyra_desktop.gui.comparison.status_dialog import StatusDialog
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.undo import Undo
from palmyra_desktop.gui.workspace_actions import WorkspaceActions
from palmyra_desktop.services import editing


@pytest.fixture
def comparing(context: Context, window: QMainWindow, qtbot: QtBot) -> Comparing:
    """The part, over a window as large as a screen."""
    window.resize(1200, 800)
    window.show()
    _others = Undo(context, window), WorkspaceActions(context, window)
    return Comparing(context, window)


def opened(comparing: Comparing, context: Context, name: str = "Temple of Bel") -> ComparisonPage:
    context.workspace.set_current(context.archive.find(Kind.MONUMENT, name))
    context.actions["compare"].trigger()
    assert comparing.page is not None
    comparing.page.resize(900, 700)
    return comparing.page


def bel(context: Context) -> Monument:
    found = context.archive.record(context.archive.find(Kind.MONUMENT, "Temple of Bel"))
    assert isinstance(found, Monument)
    return found


def choose(page: ComparisonPage, claim_id: int) -> None:
    page.matrix.setCurrentIndex(page.matrix_model.index_of(claim_id))


def button(page: ComparisonPage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, f"{name}_button")
    assert found is not None
    return found


def test_both_sides_of_the_temple_of_bel_lie_in_cells_of_their_own(
    comparing: Comparing, context: Context
) -> None:
    page = opened(comparing, context)
    assert page.comparison is not None and page.comparison.title == "Condition of Temple of Bel"
    QAbstractItemModelTester(page.matrix_model)
    QAbstractItemModelTester(page.claims_model)
    stances = {claims[0].stance for claims in page.comparison.matrix.cells.values()}
    assert {"denies", "confirms", "asserts"} <= stances
    claims = [one.id for cell in page.comparison.matrix.cells.values() for one in cell]
    assert sorted(claims) == sorted(one.id for one in page.comparison.claims.claims)
    assert page.matrix_model.columnCount() == len(page.comparison.claims.origins) + 2  # values, unknown
    page.grab()


def test_a_chosen_cell_is_followed_by_the_other_panels(comparing: Comparing, context: Context) -> None:
    page = opened(comparing, context)
    assert context.workspace.current == bel(context).ref
    denied = next(one for one in page.comparison.claims.claims if one.stance == "denies")  # type: ignore[union-attr]
    choose(page, denied.id)
    assert context.workspace.current in {one.ref for one in page.claims}
    asked: list[object] = []
    context.workspace.reader_requested.connect(lambda source, claim: asked.append(claim))
    button(page, "words").click()
    assert asked == [page.claims[0].id]


def test_a_value_is_chosen_and_taken_back_and_no_other_is_shown_for_it(
    comparing: Comparing, context: Context
) -> None:
    page = opened(comparing, context)
    found = page.comparison
    assert found is not None
    other = next(one for one in found.claims.claims if one.id != found.chosen and one.stance == "asserts")
    choose(page, other.id)
    button(page, "choose").click()
    assert context.archive.detail(bel(context).ref).chosen["condition"] == page.claims[0].id
    assert button(page, "choose").text() == "Rest on no claim"
    button(page, "choose").click()
    assert "condition" not in context.archive.detail(bel(context).ref).chosen


def test_a_status_needs_a_note_and_is_one_act_for_several_claims(
    comparing: Comparing, context: Context, window: QMainWindow
) -> None:
    page = opened(comparing, context)
    page.head.form.choose("rows")
    page.rows.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (0, 2):
        page.rows.selectionModel().select(page.claims_model.index(row, 0), flags)
    chosen = page.claims
    assert len(chosen) == 2
    button(page, "status").click()
    dialog = window.findChild(StatusDialog)
    assert dialog is not None
    dialog.note.setPlainText("  ")
    assert not dialog.primary.isEnabled()
    dialog.note.setPlainText("صورة غير واضحة")
    dialog.status.choose("issue")
    dialog.primary.click()
    found = context.archive.rows(Kind.CLAIM, [one.id for one in chosen])
    assert {(one.status, one.note) for one in found if isinstance(one, Claim)} == {
        ("issue", "صورة غير واضحة")
    }
    context.actions["undo"].trigger()
    found = context.archive.rows(Kind.CLAIM, [one.id for one in chosen])
    assert [one.status for one in found if isinstance(one, Claim)] == [one.status for one in chosen]


def test_rows_are_marked_where_they_disagree(comparing: Comparing, context: Context) -> None:
    page = opened(comparing, context)
    model, found = page.claims_model, page.comparison
    assert found is not None
    for row in range(model.rowCount()):
        ways = found.disagreements.get(model.claim(row).id, frozenset())
        marked = [model.index(row, column).data(1) is not None for column in (0, 1)]  # 1: DecorationRole
        assert marked == ["value" in ways, "stance" in ways]


def test_the_state_of_a_day_leaves_out_what_was_said_later(comparing: Comparing, context: Context) -> None:
    page = opened(comparing, context)
    everything = page.claims_model.rowCount()
    page.head.day.setText("2015-08-30")
    page.head.day.editingFinished.emit()
    assert 0 < page.claims_model.rowCount() < everything
    page.head.day.setText("2014")
    page.head.day.editingFinished.emit()
    assert page.claims_model.rowCount() == 0 and not button(page, "status").isEnabled()
    page.head.day.clear()
    assert page.claims_model.rowCount() == everything


@pytest.mark.parametrize("words", ["30 August 2015", "August 30, 2015", "30 آب 2015"])
def test_a_day_may_be_asked_about_in_words(comparing: Comparing, context: Context, words: str) -> None:
    page = opened(comparing, context)
    page.head.day.setText("2015-08-30")
    page.head.day.editingFinished.emit()
    of_that_day = page.claims_model.rowCount()
    page.head.day.clear()
    page.head.day.setText(words)
    page.head.day.editingFinished.emit()
    assert page.claims_model.rowCount() == of_that_day


def test_what_is_no_date_is_said_and_changes_nothing(comparing: Comparing, context: Context) -> None:
    page = opened(comparing, context)
    everything = page.claims_model.rowCount()
    page.head.day.setText("yesterday")
    page.head.day.editingFinished.emit()
    assert page.head._note.text() and page.claims_model.rowCount() == everything


def test_it_is_left_for_another_list(comparing: Comparing, context: Context) -> None:
    opened(comparing, context)
    context.workspace.set_kind(Kind.IMAGE)
    assert comparing.page is None


def test_a_record_nobody_speaks_of_says_so(comparing: Comparing, context: Context) -> None:
    said: list[str] = []
    context.workspace.said.connect(lambda words, _action: said.append(words))
    edit = Edit(Action.CREATE, Kind.MONUMENT, -1, values={"name": "معبد مجهول"})
    context.workspace.set_current(editing.apply(context.archive, (edit,), label="New").created[-1])
    context.actions["compare"].trigger()
    assert comparing.page is None and said


def test_nothing_is_written_to_an_archive_that_can_only_be_read(
    comparing: Comparing, context: Context
) -> None:
    context.archive.read_only = True
    page = opened(comparing, context)
    assert not button(page, "choose").isEnabled() and not button(page, "status").isEnabled()
    assert button(page, "words").isEnabled()


def test_two_thousand_claims_are_compared(context: Context) -> None:
    ref = bel(context).ref
    values = {"proposition": "p", "subject": Link(*_parts(ref)), "field": "condition"}
    edits = [
        Edit(Action.CREATE, Kind.CLAIM, -n, values=values | {"value": f"v{n % 9}"}) for n in range(1, 2001)
    ]
    editing.apply(context.archive, edits, label="Many")
    found = compare(context.archive, ref, "condition")
    assert found is not None and len(found.matrix.rows) >= 9


def _parts(ref: RecordRef) -> tuple[Kind, int]:
    return ref.kind, ref.id

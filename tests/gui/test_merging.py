import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.monument import Monument
from palmyra_desktop.domain.reference import Name, RecordRef
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.duplicates import DuplicatesDialog
from palmyra_desktop.gui.dialogs.merge import MergeDialog
from palmyra_desktop.gui.merging import Merging
from palmyra_desktop.gui.undo import Undo
from palmyra_desktop.gui.workspace_actions import WorkspaceActions
from tests.acts import create


@pytest.fixture(autouse=True)
def parts(context: Context, window: QMainWindow) -> tuple[object, ...]:
    return Undo(context, window), WorkspaceActions(context, window), Merging(context, window)


@pytest.fixture
def twins(context: Context) -> tuple[RecordRef, RecordRef]:
    """The Temple of Bel of the sample, and another one of the same name; monuments are listed."""
    context.workspace.set_criteria(Criteria(Kind.MONUMENT))
    bel = context.archive.find(Kind.MONUMENT, "Temple of Bel")
    other = create(context.archive, Kind.MONUMENT, name="TEMPLE of Bel", condition="ruin", note="معبد")
    return bel, other


def suggested(context: Context, window: QMainWindow) -> DuplicatesDialog:
    context.actions["duplicates"].trigger()
    return window.findChildren(DuplicatesDialog)[-1]


def compared(window: QMainWindow) -> MergeDialog:
    return window.findChildren(MergeDialog)[-1]


def monument(context: Context, ref: RecordRef) -> Monument:
    record = context.archive.record(ref)
    assert isinstance(record, Monument)
    return record


def test_a_suggested_pair_is_compared_and_made_one(
    context: Context, window: QMainWindow, twins: tuple[RecordRef, RecordRef]
) -> None:
    bel, other = twins
    dialog = suggested(context, window)
    item = dialog.pairs.topLevelItem(0)
    assert item is not None and "same name" in item.text(2)
    dialog.compare.click()
    merge = compared(window)
    assert (merge.comparison.staying.ref, merge.comparison.going.ref) == (bel, other)
    merge.choose("condition", "going")
    merge.primary.click()
    one = monument(context, bel)
    assert one.condition == "ruin" and "معبد" in (one.note or "")
    assert Name("TEMPLE of Bel") in one.names
    assert monument(context, other).trashed
    assert dialog.pairs.topLevelItemCount() == 0 and not dialog.compare.isEnabled()
    context.actions["undo"].trigger()
    assert not monument(context, other).trashed and monument(context, bel).condition != "ruin"


def test_what_is_not_the_same_is_not_suggested_again(
    context: Context, window: QMainWindow, twins: tuple[RecordRef, RecordRef]
) -> None:
    dialog = suggested(context, window)
    dialog.not_same.click()
    assert dialog.pairs.topLevelItemCount() == 0
    assert suggested(context, window).summary.text() == "No two of them look the same."
    assert context.actions["undo"].text() == "&Undo: Tell “Temple of Bel” and “TEMPLE of Bel” apart"
    context.actions["undo"].trigger()
    assert suggested(context, window).pairs.topLevelItemCount() == 1


def test_the_other_one_can_stay_and_two_selected_records_are_compared(
    context: Context, window: QMainWindow, twins: tuple[RecordRef, RecordRef]
) -> None:
    bel, other = twins
    context.workspace.set_found(context.archive.search(Criteria(Kind.MONUMENT)))
    context.workspace.set_selection((bel.id,))
    assert not context.actions["merge_selected"].isEnabled()
    context.workspace.set_selection((bel.id, other.id))
    context.actions["merge_selected"].trigger()
    compared(window).swap.click()
    merge = compared(window)
    assert merge.comparison.staying.ref == other
    merge.primary.click()
    assert monument(context, bel).trashed and context.workspace.current == other


def test_another_kind_can_be_looked_through(context: Context, window: QMainWindow) -> None:
    for _number in range(2):
        create(context.archive, Kind.ACTOR, name="مرصد")
    dialog = suggested(context, window)
    dialog.kind.setCurrentIndex(dialog.kind.findData(Kind.ACTOR.value))
    names = [dialog.pairs.topLevelItem(row).text(0) for row in range(dialog.pairs.topLevelItemCount())]  # type: ignore[union-attr]
    assert any("مرصد" in name for name in names)


def test_what_both_hold_is_judged_first_and_below_it_what_one_of_them_has(
    context: Context, window: QMainWindow, parts: tuple[object, ...]
) -> None:
    bel = context.archive.find(Kind.MONUMENT, "Temple of Bel")
    other = create(context.archive, Kind.MONUMENT, name="معبد", latitude=1.0, longitude=2.0, note="n")
    merging = parts[-1]
    assert isinstance(merging, Merging)
    merging._compare(bel, other)
    QApplication.processEvents()
    dialog = compared(window)
    tops = {
        name: dialog.findChild(QWidget, name).mapTo(dialog, QPoint()).y()  # type: ignore[union-attr]
        for name in ("name_staying", "latitude_going", "identifiers_staying")
    }
    assert tops["name_staying"] < tops["latitude_going"] < tops["identifiers_staying"]
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Only one of them has" in words and "Latitude, Longitude" in words
    assert f"To the trash: \u2068معبد\u2069 (#{other.id})" in words

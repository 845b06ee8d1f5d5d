"""Backups in the window: listed, made, looked at before they are put back, made by themselves."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow

from palmyra_desktop.domain.backup import Occasion
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.gui.backing_up import FIRST, PAUSE, BackingUp
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.backups import BackupsDialog
from palmyra_desktop.gui.dialogs.restore import RestoreDialog
from palmyra_desktop.services import backups, searches
from palmyra_desktop.services.archive import Archive
from tests.acts import create


@pytest.fixture
def part(context: Context, window: QMainWindow) -> BackingUp:
    context.actions.amend_situation(has_archive=True)
    return BackingUp(context, window)


def opened(context: Context, window: QMainWindow) -> BackupsDialog:
    context.actions["backups"].trigger()
    return window.findChildren(BackupsDialog)[-1]


def made(context: Context) -> list[Occasion]:
    return [one.occasion for one in backups.backups(context.archive)]


def test_without_a_backup_there_is_nothing_to_restore(
    part: BackingUp, context: Context, window: QMainWindow
) -> None:
    dialog = opened(context, window)
    assert not dialog.none.isHidden() and not dialog.primary.isEnabled()

    dialog.back_up.click()

    assert made(context) == [Occasion.HAND]
    assert dialog.none.isHidden() and dialog.primary.isEnabled()
    assert dialog.list.topLevelItemCount() == 1


def test_a_backup_is_looked_at_and_put_back(part: BackingUp, context: Context, window: QMainWindow) -> None:
    backups.back_up(context.archive)
    create(context.archive, Kind.EVENT, title="a mistake")
    searches.save(context.archive, "مدافن", Criteria())
    told: list[bool] = []
    context.workspace.archive_changed.connect(lambda: told.append(True))
    opened(context, window).primary.click()
    (look,) = window.findChildren(RestoreDialog)
    events = look.counts.topLevelItem(0)
    act = look.acts.topLevelItem(1)
    assert events is not None and act is not None
    assert [events.text(column) for column in range(6)] == ["Events", "24", "23", "1", "0", "0"]
    assert act.text(0) == "create" and "2 acts" in look.facts[0]
    items = [look.records.topLevelItem(row) for row in range(look.records.topLevelItemCount())]
    assert [(item.text(0), item.text(1)) for item in items if item] == [
        ("Saved search “مدافن”", "Archive"),
        ("a mistake", "Event"),
    ]

    look.primary.click()

    assert told == [True]
    assert context.archive.totals()[Kind.EVENT] == 23
    assert searches.every(context.archive) == ()
    assert made(context) == [Occasion.RESTORE, Occasion.HAND]


def test_a_backup_of_how_things_are_changes_nothing(
    part: BackingUp, context: Context, window: QMainWindow
) -> None:
    backups.back_up(context.archive)
    opened(context, window).primary.click()
    (look,) = window.findChildren(RestoreDialog)
    assert not look.primary.isEnabled() and "nothing would change" in look.facts[0]


def test_a_backup_that_is_gone_is_said_so(part: BackingUp, context: Context, window: QMainWindow) -> None:
    path = backups.back_up(context.archive)
    dialog = opened(context, window)
    path.unlink()
    failed: list[Exception] = []
    context.tasks.failed.connect(failed.append)
    dialog.primary.click()
    assert not window.findChildren(RestoreDialog) and len(failed) == 1


def test_backups_make_themselves_and_only_after_a_change(part: BackingUp, context: Context) -> None:
    assert part._timer.isActive() and part._timer.interval() == FIRST
    part.keep_up()
    assert (made(context), part._timer.interval()) == ([Occasion.AUTOMATIC], PAUSE)
    part.keep_up()
    create(context.archive, Kind.EVENT, title="new")
    part.keep_up()
    (one,) = backups.backups(context.archive)  # in the place of the other one of this hour
    assert one.number == 2


def test_what_is_kept_is_set_in_the_dialog(part: BackingUp, context: Context, window: QMainWindow) -> None:
    dialog = opened(context, window)
    dialog.counts[0].setValue(1)
    for box in dialog.counts[1:3]:
        box.setValue(0)
    for title in ("first", "second", "third"):
        create(context.archive, Kind.EVENT, title=title)
        part.keep_up()
    assert len(made(context)) == 1

    dialog.automatic.setChecked(False)
    create(context.archive, Kind.EVENT, title="fourth")
    part.keep_up()

    assert len(made(context)) == 1 and not dialog.counts[0].isEnabled()


def test_no_backup_for_want_of_room_is_told_and_stops_nothing(
    part: BackingUp, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    context.workspace.said.connect(lambda words, action: said.append(words))
    folder = backups.folder(context.archive)
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("a file where the folder should be")
    part.keep_up()
    assert len(said) == 1 and "No automatic backup" in said[0]


def test_an_archive_that_may_only_be_read_is_backed_up_by_hand_alone(
    context: Context, window: QMainWindow
) -> None:
    with Archive.open(Path(context.archive.location), read_only=True) as archive:
        other = Context(
            archive, context.tasks, context.workspace, context.settings, context.theme, context.actions
        )
        context.actions.amend_situation(has_archive=True)
        part = BackingUp(other, window)
        assert not part._timer.isActive()
        dialog = opened(other, window)
        dialog.back_up.click()
        assert dialog.list.topLevelItemCount() == 1 and not dialog.primary.isEnabled()
        dialog.close()

"""The user's own bands in the window: made and edited in the dialog, seen on the timeline."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.timeline.made_bands import MadeBand
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.made_bands import MadeBandsDialog
from palmyra_desktop.gui.panels.timeline import TimelinePanel
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.timeline.words import tip
from palmyra_desktop.services import editing
from palmyra_desktop.services.timeline import keep_made_bands, made_bands

TRUCE = MadeBand("Truce", DateSpan("2016-02-27/2016-07"), "green")
OFFENSIVE = MadeBand("The offensive", DateSpan("2016-03"), "amber")


@pytest.fixture
def panel(context: Context, qtbot: QtBot) -> TimelinePanel:
    keep_made_bands(context.archive, (TRUCE, OFFENSIVE))
    panel = TimelinePanel(context)
    qtbot.addWidget(panel)
    panel.resize(940, 420)
    panel.show()
    return panel


@pytest.fixture
def dialog(theme: Theme, qtbot: QtBot) -> Iterator[MadeBandsDialog]:
    dialog = MadeBandsDialog(theme, (TRUCE,), DateSpan("2015-08"))
    qtbot.addWidget(dialog)
    yield dialog
    dialog.close()


def test_bands_of_the_archive_stand_above_the_lanes_in_rows(panel: TimelinePanel) -> None:
    chart = panel.view.chart
    assert [(box.band, box.row) for box in chart.made()] == [(TRUCE, 0), (OFFENSIVE, 1)]
    assert chart.lanes_top > chart.made_y(1)[1] > chart.made_y(0)[1] > chart.bands_y[1]
    box = chart.made()[1]
    hit = chart.hit((box.x0 + box.x1) / 2, chart.made_y(1)[0] + 3, 0)
    assert hit.made == OFFENSIVE
    assert tip(hit) == "The offensive\nMarch 2016\n2016-03"
    assert not panel.view.grab().isNull()


def test_a_click_on_a_band_opens_the_dialog_and_what_is_kept_is_seen(
    panel: TimelinePanel, qtbot: QtBot
) -> None:
    chart = panel.view.chart
    box = chart.made()[0]
    point = QPoint(round(chart.names_width + box.x0 + 2), round(chart.made_y(0)[0]) + 4)
    with qtbot.waitSignal(panel.view.made_wanted):
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    dialog = panel.window().findChild(MadeBandsDialog)
    assert dialog is not None
    dialog.remove.click()
    dialog.primary.click()
    assert made_bands(panel.context.archive) == (OFFENSIVE,)
    assert [one.band for one in chart.made()] == [OFFENSIVE]


def test_a_band_is_made_with_a_name_and_a_time_in_words(dialog: MadeBandsDialog, qtbot: QtBot) -> None:
    dialog.add.click()
    assert dialog.date.line.text() == "2015-08", "the time in view to begin with"
    dialog.name.line.setText("حصار")
    dialog.date.line.setText("May 2015")
    dialog.color.choose("grey")
    with qtbot.waitSignal(dialog.wanted) as wanted:
        dialog.primary.click()
    assert wanted.args == [(TRUCE, MadeBand("حصار", DateSpan("2015-05"), "grey"))]


@pytest.mark.parametrize(
    ("name", "date", "words"), [("", "2015", "name"), ("Siege", "soon", ""), ("Siege", "", "time")]
)
def test_a_band_without_name_or_time_is_not_kept_and_says_why(
    dialog: MadeBandsDialog, name: str, date: str, words: str
) -> None:
    kept: list[object] = []
    dialog.wanted.connect(kept.append)
    dialog.name.line.setText(name)
    dialog.date.line.setText(date)
    dialog.primary.click()
    assert kept == []
    notes = dialog.name.accessibleDescription() + dialog.date.accessibleDescription()
    assert notes
    assert words in notes


def test_all_bands_can_be_taken_away(dialog: MadeBandsDialog, qtbot: QtBot) -> None:
    dialog.remove.click()
    assert not dialog.name.isEnabled()
    with qtbot.waitSignal(dialog.wanted) as wanted:
        dialog.primary.click()
    assert wanted.args == [()]


def test_a_date_that_is_none_is_kept_as_written_while_other_bands_are_looked_at(
    theme: Theme, qtbot: QtBot
) -> None:
    dialog = MadeBandsDialog(theme, (TRUCE, OFFENSIVE), DateSpan("2015-08"))
    qtbot.addWidget(dialog)
    dialog.date.line.setText("32 May 2015")
    dialog.list.setCurrentRow(1)
    assert dialog.date.line.text() == "2016-03"
    assert "32 May 2015" in dialog.list.item(0).text()
    kept: list[object] = []
    dialog.wanted.connect(kept.append)
    dialog.primary.click()
    assert kept == []
    assert dialog.list.currentRow() == 0
    assert dialog.date.line.text() == "32 May 2015"
    assert dialog.date.accessibleDescription()
    dialog.date.line.setText("12 May 2015")
    dialog.primary.click()
    assert kept == [(MadeBand("Truce", DateSpan("2015-05-12"), "green"), OFFENSIVE)]


def test_a_band_is_undone_and_seen_to_be(panel: TimelinePanel, context: Context) -> None:
    panel.bands._keep((TRUCE,))
    assert [box.band for box in panel.view.chart.made()] == [TRUCE]
    context.workspace.tell_changes(editing.undo(context.archive))
    assert [box.band for box in panel.view.chart.made()] == [TRUCE, OFFENSIVE]

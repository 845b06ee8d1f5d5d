"""The report of gaps as a panel: counted when it is seen, a click away from the records."""

from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.panels.coverage import CoveragePanel, GapRole
from palmyra_desktop.services import editing
from palmyra_desktop.services.coverage import gaps
from tests.acts import create


def test_every_gap_is_counted_when_the_panel_is_shown_and_anew_after_a_change(
    context: Context, qtbot: QtBot
) -> None:
    panel = CoveragePanel(context)
    qtbot.addWidget(panel)
    assert panel.list.topLevelItemCount() == 0
    panel.show()
    counts = {gap.line.label: gap.count for gap in gaps(context.archive)}
    items = [panel.list.topLevelItem(row) for row in range(panel.list.topLevelItemCount())]
    shown = {item.data(0, GapRole).line.label: item.text(1) for item in items if item}
    assert shown == {key: str(count) for key, count in counts.items()}

    create(context.archive, Kind.IMAGE, caption="صورة")
    context.workspace.tell_changes(editing.undo(context.archive))
    assert panel.list.topLevelItemCount() == len(counts)


def test_a_line_lists_what_it_counts(context: Context, qtbot: QtBot) -> None:
    panel = CoveragePanel(context)
    qtbot.addWidget(panel)
    panel.show()
    item = next(
        item
        for row in range(panel.list.topLevelItemCount())
        if (item := panel.list.topLevelItem(row)) and item.data(0, GapRole).line.code == "single_origin"
    )
    panel.list.itemClicked.emit(item, 0)
    gap = item.data(0, GapRole)
    assert gap.count > 0
    assert (context.workspace.criteria.kind, context.workspace.criteria.ids) == (Kind.CLAIM, gap.ids)

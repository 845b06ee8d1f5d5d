"""The report of gaps as a panel: counted when it is seen, a click away from the records."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.coverage import Gap
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.panels.coverage import CoveragePanel, GapRole
from palmyra_desktop.gui.widgets.dock_title import DockTitle
from palmyra_desktop.gui.widgets.labels import ElidedLabel
from palmyra_desktop.services import coverage, editing
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.coverage import Counted, count
from tests.acts import create


def shown(panel: CoveragePanel) -> dict[str, str]:
    """Return the lines and what is shown beside each."""
    items = [panel.list.topLevelItem(row) for row in range(panel.list.topLevelItemCount())]
    return {item.text(0): item.text(1) for item in items if item}


def test_every_gap_is_counted_when_the_panel_is_shown_and_anew_after_a_change(
    context: Context, qtbot: QtBot
) -> None:
    panel = CoveragePanel(context)
    qtbot.addWidget(panel)
    assert set(shown(panel).values()) == {"…"}
    panel.show()
    counts = {gap.line.label: str(gap.count) for gap in count(context.archive).gaps}
    assert shown(panel) == counts

    create(context.archive, Kind.IMAGE, caption="صورة")
    context.workspace.tell_changes(editing.undo(context.archive))
    assert shown(panel) == counts
    context.workspace.tell_changes(editing.redo(context.archive))
    before = int(counts["Images without credit"])
    assert shown(panel) == counts | {"Images without credit": str(before + 1)}


def test_each_line_is_shown_as_soon_as_it_is_known_with_a_word_on_the_rest(
    archive: Archive, context_of: Callable[[Archive], Context], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slowly(
        archive: Archive, before: Counted | None, tell: Callable[[Gap], None], cancel: Cancellation
    ) -> Counted:
        counted = count(archive)
        first, *rest = counted.gaps
        tell(first)
        while not go_on.wait(0.005):
            cancel.check()
        for gap in rest:
            tell(gap)
        return counted

    monkeypatch.setattr(coverage, "count", slowly)
    panel = CoveragePanel(context_of(archive))
    qtbot.addWidget(panel)
    panel.resize(600, 400)
    title = DockTitle(panel.context.theme, "Coverage", parent=panel)
    title.resize(600, 34)
    panel.furnish_title(title, QMenu(panel))
    note = title.findChildren(ElidedLabel)[0]
    panel.show()
    qtbot.waitUntil(lambda: "…" not in list(shown(panel).values())[:1])
    assert set(list(shown(panel).values())[1:]) == {"…"}
    assert note.text() == "being counted"
    panel.list.itemClicked.emit(panel.list.topLevelItem(1), 0)  # not known yet
    assert not panel.context.workspace.criteria.ids

    panel.context.tasks.cancel_shown()
    qtbot.waitUntil(lambda: not panel.context.tasks.is_busy)
    assert (note.text(), set(list(shown(panel).values())[1:])) == ("", {"…"})

    panel.hide()
    go_on.set()
    panel.show()
    qtbot.waitUntil(lambda: "…" not in shown(panel).values() and note.text() == "")


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

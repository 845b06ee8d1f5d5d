"""Scenes of the timeline: what lanes stand for, near and far, said and happened, bands, undated."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDockWidget

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.timeline.lanes import LaneOrder, LaneView
from palmyra_desktop.domain.timeline.made_bands import MadeBand
from palmyra_desktop.gui.panels.timeline import TimelinePanel
from palmyra_desktop.gui.timeline.head import HAPPENED, SAID, SAID_OF

_HEIGHT = 460


def scenes(window: Any) -> list[tuple[str, Callable[[], None]]]:
    """What is looked at, in order; `window` is the main window with the sample."""

    def panel() -> TimelinePanel:
        found: TimelinePanel | None = window.findChild(TimelinePanel)
        assert found is not None
        return found

    def begin(lanes: str, time: str = HAPPENED, kind: Kind = Kind.EVENT) -> TimelinePanel:
        window.workspace.clear_filters()
        window.workspace.set_kind(kind)
        dock = next(one for one in window.findChildren(QDockWidget) if one.isAncestorOf(panel()))
        window.resizeDocks([dock], [_HEIGHT], Qt.Orientation.Vertical)
        found = panel()
        found.head.lanes_chosen.emit(lanes)
        found.head.time_chosen.emit(time)
        found._on_view_changed(LaneView(LaneOrder.FIRST))
        return found

    def lanes(key: str) -> Callable[[], None]:
        return lambda: begin(key) and None

    def near(factor: float) -> Callable[[], None]:
        def step() -> None:
            found = begin("monument")
            bel = window.archive.find(Kind.EVENT, "Temple of Bel blown up")
            window.workspace.set_current(bel)
            found.view.fit()
            QTimer.singleShot(200, lambda: found.view.zoom(factor))

        return step

    def arranged() -> None:
        found = begin("monument")
        keys = [lane.lane.key for lane in found.view.chart.layout.lanes]
        view = LaneView().with_pinned(keys[3], True).with_collapsed(keys[:1], True)
        found._on_view_changed(view.with_hidden(keys[5:7], True))

    def said_of() -> None:
        window.workspace.set_current(window.archive.find(Kind.EVENT, "Temple of Bel blown up"))
        begin("publisher", SAID_OF)

    def undated() -> None:
        found = begin("monument", kind=Kind.IMAGE)
        choose = window.workspace.set_current
        QTimer.singleShot(300, lambda: choose(found.view.chart.spans.undated_links[1].ref))

    def banded() -> None:
        begin("actor").bands._keep(
            (
                MadeBand("UN mission", DateSpan("2016-04/2016-06"), "green"),
                MadeBand("Ramadan 1436", DateSpan("2015-06-18/2015-07-16"), "blue"),
                MadeBand("The offensive", DateSpan("2015-05-12/2015-10"), "amber"),
            )
        )

    def bands_dialog() -> None:
        assert begin("actor").bands.edit() is not None

    return [
        *((f"timeline-by-{key}", lanes(key)) for key in ("monument", "actor", "event_kind", "claimant")),
        *((f"timeline-zoom-{factor}", near(factor)) for factor in (0.02, 0.2, 3, 12, 80)),
        ("timeline-arranged", arranged),
        ("timeline-said", lambda: begin("claimant", SAID) and None),
        ("timeline-said-of", said_of),
        ("timeline-undated", undated),
        ("timeline-bands", banded),
        ("timeline-legend", lambda: begin("monument").head.show_legend()),
        ("timeline-bands-dialog", bands_dialog),
    ]

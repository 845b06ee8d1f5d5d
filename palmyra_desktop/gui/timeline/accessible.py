"""The timeline for a screen reader: lanes in view as groups, in each the bars and stacks in view as items.

What is out of view is no child: the arrow keys bring it in, and a million records make no million objects.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from typing_extensions import override

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.gui.timeline.accessible_parts import (
    InView,
    Item,
    LaneAccessible,
    at,
    index_of,
    under,
)

if TYPE_CHECKING:
    from palmyra_desktop.gui.timeline.view import ChartView

_MOST = 300
"""Items of a lane: more bars than this lie over each other, and nobody listens to so many."""


@cache
def install() -> None:
    """Let screen readers see into every timeline; the first call does it for the process."""
    QAccessible.installFactory(_made)


def tell_current(view: "ChartView") -> None:
    """Tell a screen reader that another record is current, or that other data is shown."""
    QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.DescriptionChanged))
    if not QAccessible.isActive():
        return
    chart = QAccessible.queryAccessibleInterface(view)
    item = chart.current_item() if isinstance(chart, ChartAccessible) else None
    if item is not None:
        QAccessible.updateAccessibility(QAccessibleEvent(item, QAccessible.Event.Selection))
        if view.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(item, QAccessible.Event.Focus))


def _made(_class_name: str, of: QObject) -> QAccessibleInterface | None:
    from palmyra_desktop.gui.timeline.view import ChartView  # which imports this module

    return ChartAccessible(of) if isinstance(of, ChartView) else None


class ChartAccessible(QAccessibleWidget):
    """The whole timeline: a list of lanes."""

    def __init__(self, view: "ChartView") -> None:
        """Stand for a view."""
        super().__init__(view, QAccessible.Role.List, view.accessibleName())
        self.view = view
        self._parts = _Parts(self)
        # The connection keeps this object, which Qt deletes with the view, until the view is gone.
        view.destroyed.connect(self._parts.forget)

    def current_item(self) -> "Item | None":
        """The current bar or stack, if it is in view."""
        return next((item for lane in self._parts.lanes() for item in lane.items if item.is_current), None)

    @override
    def childCount(self) -> int:
        return len(self._parts.lanes())

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # None is allowed
        return at(self._parts.lanes(), index)

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return index_of(self._parts.lanes(), child)

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return under(self._parts.lanes(), x, y)

    @override
    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        item = self.current_item() if self.view.hasFocus() else None
        return item or super().focusChild()

    def refresh(self) -> None:
        """Take what is in view now."""
        self._parts.lanes()


class _Parts:
    """The interfaces of what is in view, made and forgotten as it changes."""

    def __init__(self, chart: ChartAccessible) -> None:
        self._chart = chart
        self._lanes: dict[FacetKey, LaneAccessible] = {}
        self._seen: tuple[object, ...] = ()

    def lanes(self) -> "list[LaneAccessible]":
        """The lanes of which a row is in view, from the top."""
        view = self._chart.view
        seen = (view.chart.layout, view.chart.scale, view.verticalScrollBar().value(), view.viewport().size())
        if not self._seen or seen[0] is not self._seen[0] or seen[1:] != self._seen[1:]:
            self._seen = seen
            self._take(_in_view(view))
        return list(self._lanes.values())

    def _take(self, found: "Iterable[InView]") -> None:
        old, self._lanes = self._lanes, {}
        for seen in found:
            key = seen.lane.lane.key
            part = old.pop(key, None) or LaneAccessible(self._chart)
            part.take(seen)
            self._lanes[key] = part
        for part in old.values():
            part.forget()

    def forget(self) -> None:
        """Delete all interfaces; the view is gone."""
        for part in self._lanes.values():
            part.forget()
        self._lanes = {}


def _in_view(view: "ChartView") -> "Iterator[InView]":
    """Each lane in view, and what of its rows is in view."""
    chart, scrolled, bottom = view.chart, view.verticalScrollBar().value(), view.viewport().height()
    start, end = -chart.offset, chart.chart_width - chart.offset
    for lane in chart.layout.lanes:
        rows = []
        for number, row in enumerate(lane.rows, lane.top):
            y = chart.row_y(number, scrolled)
            top = chart.lanes_top if number < chart.pinned_rows else chart.pinned_bottom
            if y < bottom and y + chart.row_height > top:
                rows.append((number, row))
        if rows:
            places = ((number, placed) for number, row in rows for placed in row.within(start, end))
            has_stacks = lane.grain is not None and rows[0][0] == lane.top
            stacks = lane.grain.stacks(lane.lane.days, chart.scale) if lane.grain and has_stacks else ()
            yield InView(lane, tuple(islice(places, _MOST)), stacks)

"""The timeline for a screen reader: the lanes in view as groups, and in each the bars in view as its items.

What is out of view is no child: the arrow keys bring it in, and a million records make no million objects.
Qt deletes an interface when it is told its number, and Python keeps it until then; so each is registered when
it is made, and forgotten by that number.
"""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget
from typing_extensions import override

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.timeline.layout import LaneRows, Placed
from palmyra_desktop.gui.timeline.words import spoken
from palmyra_desktop.i18n import format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.gui.timeline.view import ChartView

_Role, _Text = QAccessible.Role, QAccessible.Text


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
    bar = chart.current_bar() if isinstance(chart, ChartAccessible) else None
    if bar is not None:
        QAccessible.updateAccessibility(QAccessibleEvent(bar, QAccessible.Event.Selection))
        if view.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(bar, QAccessible.Event.Focus))


def _made(_class_name: str, of: QObject) -> QAccessibleInterface | None:
    from palmyra_desktop.gui.timeline.view import ChartView  # which imports this module

    return ChartAccessible(of) if isinstance(of, ChartView) else None


class ChartAccessible(QAccessibleWidget):
    """The whole timeline: a list of lanes."""

    def __init__(self, view: "ChartView") -> None:
        """Stand for a view."""
        super().__init__(view, _Role.List, view.accessibleName())
        self.view = view
        self._parts = _Parts(self)
        # The connection keeps this object, which Qt deletes with the view, until the view is gone.
        view.destroyed.connect(self._parts.forget)

    def current_bar(self) -> "BarAccessible | None":
        """The bar of the current record, if it is in view."""
        ref = self.view.shown().current
        bars = (bar for lane in self._parts.lanes() for bar in lane.bars if bar.placed.bar.ref == ref)
        return next(bars, None)

    @override
    def childCount(self) -> int:
        return len(self._parts.lanes())

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # None is allowed
        return _at(self._parts.lanes(), index)

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return _index(self._parts.lanes(), child)

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return _under(self._parts.lanes(), x, y)

    @override
    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        bar = self.current_bar() if self.view.hasFocus() else None
        return bar or super().focusChild()

    def refresh(self) -> None:
        """Take what is in view now."""
        self._parts.lanes()


class _Parts:
    """The interfaces of what is in view, made and forgotten as it changes."""

    def __init__(self, chart: ChartAccessible) -> None:
        self._chart = chart
        self._lanes: dict[FacetKey, LaneAccessible] = {}
        self._seen: object = None

    def lanes(self) -> "list[LaneAccessible]":
        """The lanes of which a row is in view, from the top."""
        view = self._chart.view
        seen = (view.chart.layout, view.chart.scale, view.verticalScrollBar().value(), view.viewport().size())
        if self._seen is None or seen[0] is not self._seen[0] or seen[1:] != self._seen[1:]:  # type: ignore[index]
            self._seen = seen
            self._take(list(_in_view(view)))
        return list(self._lanes.values())

    def _take(self, found: "list[tuple[LaneRows, list[tuple[int, Placed]]]]") -> None:
        old, self._lanes = self._lanes, {}
        for lane, places in found:
            part = old.pop(lane.lane.key, None) or LaneAccessible(self._chart)
            part.take(lane, places)
            self._lanes[lane.lane.key] = part
        for part in old.values():
            part.forget()

    def forget(self) -> None:
        """Delete all interfaces; the view is gone."""
        for part in self._lanes.values():
            part.forget()
        self._lanes = {}


def _in_view(view: "ChartView") -> "Iterable[tuple[LaneRows, list[tuple[int, Placed]]]]":
    """Each lane in view, and of its rows in view the bars with the number of their row."""
    chart, scrolled = view.chart, view.verticalScrollBar().value()
    height = view.viewport().height() - chart.lanes_top
    first, last = int(scrolled // chart.row_height), int((scrolled + height - 1) // chart.row_height)
    for lane in chart.layout.lanes:
        rows = [row for row in enumerate(lane.rows, lane.top) if first <= row[0] <= last]
        start, end = -chart.offset, chart.chart_width - chart.offset
        if rows:
            yield lane, [(number, placed) for number, row in rows for placed in row.within(start, end)]


class _Part(QAccessibleInterface):
    """What is neither a widget nor an object of Qt."""

    def __init__(self, chart: ChartAccessible) -> None:
        super().__init__()
        self.chart = chart
        self._number = QAccessible.registerAccessibleInterface(self)

    def forget(self) -> None:
        """Let Qt delete it, and screen readers know."""
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.ObjectDestroyed))
        QAccessible.deleteAccessibleInterface(self._number)

    @override
    def isValid(self) -> bool:
        return True

    @override
    def object(self) -> QObject | None:  # type: ignore[override]  # there is none
        return None

    @override
    def window(self) -> QWindow | None:  # type: ignore[override]
        return self.chart.window()

    @override
    def setText(self, text: QAccessible.Text, value: str) -> None:
        """Nothing here is written by a screen reader."""

    @override
    def childCount(self) -> int:
        return 0

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def _on_screen(self, x: float, y: float, width: float, height: float) -> QRect:
        """A rectangle of the view, its x counted from where the chart begins, on the screen."""
        view = self.chart.view
        left, right = x + view.chart.names_width, x + width + view.chart.names_width
        if view.isRightToLeft():
            left, right = view.viewport().width() - right, view.viewport().width() - left
        place = QRect(round(left), round(y), max(round(right - left), 1), round(height))
        seen = place & view.viewport().rect()
        return QRect(view.viewport().mapToGlobal(seen.topLeft()), seen.size())


class LaneAccessible(_Part):
    """A lane: a group of bars."""

    def __init__(self, chart: ChartAccessible) -> None:
        """Make it without bars."""
        super().__init__(chart)
        self.bars: list[BarAccessible] = []

    def take(self, lane: LaneRows, places: "list[tuple[int, Placed]]") -> None:
        """Stand for a lane of which these bars are in view."""
        self._lane = lane
        old = {bar.placed.bar.ref: bar for bar in self.bars}
        self.bars = []
        for number, placed in sorted(places, key=_by_time):
            bar = old.pop(placed.bar.ref, None) or BarAccessible(self)
            bar.row, bar.placed = number, placed
            self.bars.append(bar)
        for bar in old.values():
            bar.forget()

    @override
    def forget(self) -> None:
        for bar in self.bars:
            bar.forget()
        self.bars = []
        super().forget()

    @property
    def name(self) -> str:
        """What the lane is called."""
        return self._lane.lane.label or self.chart.view.shown().no_lane

    @override
    def parent(self) -> QAccessibleInterface:
        return self.chart

    @override
    def role(self) -> QAccessible.Role:
        return _Role.Grouping

    @override
    def state(self) -> QAccessible.State:
        return QAccessible.State()

    @override
    def text(self, text: QAccessible.Text) -> str:
        if text == _Text.Name:
            return self.name
        if text == _Text.Description:
            count = self._lane.lane.count
            return ngettext("{count} record", "{count} records", count).format(count=format_number(count))
        return ""

    @override
    def rect(self) -> QRect:
        chart = self.chart.view.chart
        top = _top(self.chart.view, self._lane.top)
        height = chart.row_height * len(self._lane.rows)
        return self._on_screen(-chart.names_width, top, chart.width, height)

    @override
    def childCount(self) -> int:
        self.chart.refresh()
        return len(self.bars)

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return _at(self.bars, index)

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return _index(self.bars, child)

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return _under(self.bars, x, y)


class BarAccessible(_Part):
    """A bar: a record in one of its lanes."""

    row: int
    """Counted from the topmost of all lanes."""
    placed: Placed

    def __init__(self, lane: LaneAccessible) -> None:
        """Make it for a lane, which says at once where it stands."""
        super().__init__(lane.chart)
        self._lane = lane

    @override
    def parent(self) -> QAccessibleInterface:
        return self._lane

    @override
    def role(self) -> QAccessible.Role:
        return _Role.ListItem

    @override
    def state(self) -> QAccessible.State:
        view = self.chart.view
        is_current = view.shown().current == self.placed.bar.ref
        state = QAccessible.State()
        state.focusable = state.selectable = True
        state.selected = is_current
        state.focused = is_current and view.hasFocus()
        return state

    @override
    def text(self, text: QAccessible.Text) -> str:
        if text == _Text.Name:
            return spoken(self.chart.view.chart.spans, self.placed.bar, self._lane.name)
        return str(self.placed.bar.date) if text == _Text.Description else ""

    @override
    def rect(self) -> QRect:
        view = self.chart.view
        x0 = max(self.placed.x0 + view.chart.offset, 0.0)
        x1 = min(self.placed.x1 + view.chart.offset, view.chart.chart_width)
        return self._on_screen(x0, _top(view, self.row), x1 - x0, view.chart.row_height)


def _top(view: "ChartView", row: int) -> float:
    return view.chart.lanes_top + row * view.chart.row_height - view.verticalScrollBar().value()


def _by_time(place: tuple[int, Placed]) -> tuple[int, int]:
    return place[1].bar.date.sort_key


def _at(parts: "list[LaneAccessible] | list[BarAccessible]", index: int) -> QAccessibleInterface | None:
    return parts[index] if 0 <= index < len(parts) else None


def _index(parts: "list[LaneAccessible] | list[BarAccessible]", child: QAccessibleInterface) -> int:
    return next((number for number, part in enumerate(parts) if part is child), -1)


def _under(
    parts: "list[LaneAccessible] | list[BarAccessible]", x: int, y: int
) -> QAccessibleInterface | None:
    return next((part for part in parts if part.rect().contains(QPoint(x, y))), None)

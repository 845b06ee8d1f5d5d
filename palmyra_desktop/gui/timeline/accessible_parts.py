"""What a screen reader finds in the timeline: lanes as groups, and in each the bars and stacks in view.

Qt deletes an interface when it is told its number, and Python keeps it until then; so each is registered when
it is made, and forgotten by that number.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from typing_extensions import override

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.timeline.layout import LaneRows, Placed
from palmyra_desktop.domain.timeline.stacks import Stack
from palmyra_desktop.gui.timeline.words import cell_words, spoken
from palmyra_desktop.i18n import format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.gui.timeline.accessible import ChartAccessible
    from palmyra_desktop.gui.timeline.view import ChartView

Seen = tuple[int, Placed]
"""A bar, and the number of its row counted from the topmost of all lanes."""


class InView(NamedTuple):
    """A lane, and what of it is in view."""

    lane: LaneRows
    places: tuple[Seen, ...]
    stacks: tuple[Stack, ...]


_Role, _Text = QAccessible.Role, QAccessible.Text


class _Part(QAccessibleInterface):
    """What is neither a widget nor an object of Qt."""

    def __init__(self, chart: "ChartAccessible") -> None:
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
    """A lane: a group of bars and stacks."""

    def __init__(self, chart: "ChartAccessible") -> None:
        """Make it without items."""
        super().__init__(chart)
        self.bars: list[BarAccessible] = []
        self._stacks: list[StackAccessible] = []

    def take(self, seen: InView) -> None:
        """Stand for a lane of which this is in view."""
        self._lane = seen.lane
        bars = {bar.placed.bar.ref: bar for bar in self.bars}
        stacks = {(part.stack.first_day, part.stack.last_day): part for part in self._stacks}
        self.bars, self._stacks = [], []
        for row, placed in sorted(seen.places, key=_by_time):
            bar = bars.pop(placed.bar.ref, None) or BarAccessible(self)
            bar.row, bar.placed = row, placed
            self.bars.append(bar)
        for stack in seen.stacks:
            part = stacks.pop((stack.first_day, stack.last_day), None) or StackAccessible(self)
            part.row, part.stack = seen.lane.top, stack
            self._stacks.append(part)
        for gone in (*bars.values(), *stacks.values()):
            gone.forget()

    @property
    def items(self) -> "list[Item]":
        """Stacks, then bars, each in time order."""
        return [*self._stacks, *self.bars]

    @override
    def forget(self) -> None:
        for item in self.items:
            item.forget()
        self.bars, self._stacks = [], []
        super().forget()

    @property
    def key(self) -> FacetKey:
        """What the lane stands for."""
        return self._lane.lane.key

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
        return len(self.items)

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return at(self.items, index)

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return index_of(self.items, child)

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return under(self.items, x, y)


class Item(_Part):
    """A bar or a stack in a row of a lane."""

    row: int
    """Counted from the topmost of all lanes."""

    def __init__(self, lane: LaneAccessible) -> None:
        super().__init__(lane.chart)
        self.lane = lane

    @override
    def parent(self) -> QAccessibleInterface:
        return self.lane

    @override
    def role(self) -> QAccessible.Role:
        return _Role.ListItem

    @property
    def is_current(self) -> bool:
        """Whether the current record is here."""
        raise NotImplementedError

    @override
    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = state.selectable = True
        state.selected = self.is_current
        state.focused = self.is_current and self.chart.view.hasFocus()
        return state

    def _between(self, x0: float, x1: float) -> QRect:
        """What is seen of the row from one pixel of the chart to another, on the screen."""
        view = self.chart.view
        x0, x1 = max(x0, 0.0), min(x1, view.chart.chart_width)
        return self._on_screen(x0, _top(view, self.row), x1 - x0, view.chart.row_height)


class BarAccessible(Item):
    """A bar: a record in one of its lanes."""

    placed: Placed

    @property
    @override
    def is_current(self) -> bool:
        return self.chart.view.shown().current == self.placed.bar.ref

    @override
    def text(self, text: QAccessible.Text) -> str:
        if text == _Text.Name:
            return spoken(self.chart.view.chart.spans, self.placed.bar, self.lane.name)
        return str(self.placed.bar.date) if text == _Text.Description else ""

    @override
    def rect(self) -> QRect:
        offset = self.chart.view.chart.offset
        return self._between(self.placed.x0 + offset, self.placed.x1 + offset)


class StackAccessible(Item):
    """A stack: so many records of a stretch of time."""

    stack: Stack

    @property
    @override
    def is_current(self) -> bool:
        shown = self.chart.view.shown().stack
        key = self.lane.key
        return shown is not None and shown == (key, self.stack.first_day, self.stack.last_day)

    @override
    def text(self, text: QAccessible.Text) -> str:
        if text != _Text.Name:
            return ""
        date, count = cell_words(self.stack).split("\n")
        return ", ".join(filter(None, (count, date, self.lane.name)))

    @override
    def rect(self) -> QRect:
        return self._between(self.stack.x0, self.stack.x1)


def _top(view: "ChartView", row: int) -> float:
    return view.chart.row_y(row, view.verticalScrollBar().value())


def _by_time(place: Seen) -> tuple[int, int]:
    return place[1].bar.date.sort_key


def at(parts: Sequence[_Part], index: int) -> QAccessibleInterface | None:
    """The part of a number; None if there is none."""
    return parts[index] if 0 <= index < len(parts) else None


def index_of(parts: Sequence[_Part], child: QAccessibleInterface) -> int:
    """The number of a part; -1 if it is none of these."""
    return next((number for number, part in enumerate(parts) if part is child), -1)


def under(parts: Sequence[_Part], x: int, y: int) -> QAccessibleInterface | None:
    """The first part at a point of the screen."""
    return next((part for part in parts if part.rect().contains(QPoint(x, y))), None)

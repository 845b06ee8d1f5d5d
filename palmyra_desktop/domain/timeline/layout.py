"""Bars to places: in which row of which lane each stands, and where its label goes.

The places do not depend on what part of them is in view, so that nothing jumps while panning: x is
counted from `origin`, the day all is laid out from. A row holds bars and labels that do not meet. A label
stands after its bar, else before it, else it is elided, else on the bar, else it is left out. Only where a lane has
all the rows it may have do bars without labels lie over each other, in its last row.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.found import Bar, Lane
from palmyra_desktop.domain.timeline.shapes import Sizes, extent


class Placed(NamedTuple):
    """A bar in its row, from x0 to x1 (infinite if open), its label from label_x on; none if 0 wide."""

    bar: Bar
    x0: float
    x1: float
    label_x: float
    label_width: float

    @property
    def start(self) -> float:
        """Where bar and label begin."""
        return min(self.x0, self.label_x) if self.label_width else self.x0

    @property
    def end(self) -> float:
        """Where bar and label end."""
        return max(self.x1, self.label_x + self.label_width) if self.label_width else self.x1


@dataclass(frozen=True, slots=True)
class Row:
    """The bars of a row in time order."""

    placed: tuple[Placed, ...]
    starts: tuple[float, ...]
    reaches: tuple[float, ...]
    """For each bar, how far it and those before it reach."""

    def within(self, start: float, end: float) -> tuple[Placed, ...]:
        """The bars of which any part, label included, lies between."""
        return self.placed[bisect_right(self.reaches, start) : bisect_left(self.starts, end)]


@dataclass(frozen=True, slots=True)
class LaneRows:
    """A lane with its rows; `top` is the number of rows above it."""

    lane: Lane
    top: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """All lanes, laid out from the day `origin` at a scale. An empty lane is left out."""

    origin: float
    days_per_pixel: float
    lanes: tuple[LaneRows, ...]

    @property
    def row_count(self) -> int:
        """The rows of all lanes."""
        return sum(len(lane.rows) for lane in self.lanes)

    def x(self, day: float) -> float:
        """The pixel of a day, counted from the origin."""
        return (day - self.origin) / self.days_per_pixel

    def at_row(self, number: int) -> tuple[LaneRows, Row] | None:
        """The lane and row of a number counted from the top."""
        for lane in self.lanes:
            if lane.top <= number < lane.top + len(lane.rows):
                return lane, lane.rows[number - lane.top]
        return None


@dataclass(slots=True)
class _Filling:
    """A row while bars are put into it."""

    placed: list[Placed] = field(default_factory=list)

    @property
    def end(self) -> float:
        return self.placed[-1].end if self.placed else -inf

    def end_with(self, least_label: float) -> float:
        """Where it ends if the last label, if after its bar, is cut to no less than this."""
        last = self.placed[-1]
        if last.label_width > least_label and last.label_x >= last.x1:
            return last.label_x + least_label
        return last.end

    def bars_end(self) -> float:
        return self.placed[-1].x1

    def cut(self, x: float, least_label: float) -> None:
        """Cut the last label where it would go beyond x, or take it away if too little stays."""
        last = self.placed[-1]
        if last.label_width and last.end > x:
            left = x - last.label_x
            self.placed[-1] = last._replace(label_width=left if left >= least_label else 0.0)


@dataclass(frozen=True, slots=True)
class Rules:
    """How bars are laid out.

    Attributes:
        width_of: the width of a bar's label in pixels. bounds: labels stay between, where they can.
        most_rows: of one lane.
    """

    sizes: Sizes
    width_of: Callable[[Bar], float]
    bounds: tuple[float, float] = (-inf, inf)
    most_rows: int = 12


def layout(
    bars: Sequence[Bar], lanes: Sequence[Lane], origin: float, days_per_pixel: float, rules: Rules
) -> Layout:
    """Lay out bars (by first day) in the lanes they name; a bar of several lanes stands in each."""

    def to_x(day: float) -> float:
        return (day - origin) / days_per_pixel

    spans: dict[FacetKey, list[tuple[float, float, Bar]]] = {lane.key: [] for lane in lanes}
    for bar in bars:
        x0, x1 = extent(bar.date, to_x, rules.sizes)
        for key in bar.lanes:
            if key in spans:
                spans[key].append((x0, x1, bar))
    return Layout(origin, days_per_pixel, tuple(_lanes(lanes, spans, rules)))


def _lanes(
    lanes: Sequence[Lane], spans: Mapping[FacetKey, list[tuple[float, float, Bar]]], rules: Rules
) -> Iterator[LaneRows]:
    top = 0
    for lane in lanes:
        rows = _rows(sorted(spans[lane.key], key=_by_start), rules)
        if rows:
            yield LaneRows(lane, top, rows)
        top += len(rows)


def _by_start(span: tuple[float, float, Bar]) -> tuple[float, float]:
    return span[0], span[1]


def _rows(spans: Sequence[tuple[float, float, Bar]], rules: Rules) -> tuple[Row, ...]:
    rows: list[_Filling] = []
    for x0, x1, bar in spans:
        _put(rows, x0, x1, bar, rules)
    return tuple(_row(filling.placed) for filling in rows)


def _put(rows: list[_Filling], x0: float, x1: float, bar: Bar, rules: Rules) -> None:
    """Put a bar beside others, else where a label can be cut, else in a new row, at last over others."""
    sizes = rules.sizes
    for row in rows:
        if row.end + sizes.space <= x0:
            row.placed.append(_labelled(bar, x0, x1, row.end, rules))
            return
    for row in rows:
        if row.end_with(sizes.least_label * 1.6) + sizes.space <= x0:
            row.cut(x0 - sizes.space, sizes.least_label)
            row.placed.append(_labelled(bar, x0, x1, row.end, rules))
            return
    if len(rows) < rules.most_rows:
        rows.append(_Filling([_labelled(bar, x0, x1, -inf, rules)]))
        return
    for row in rows:
        if row.bars_end() + sizes.gap / 2 <= x0:
            row.cut(x0 - sizes.gap, sizes.least_label)
            row.placed.append(_labelled(bar, x0, x1, row.end, rules))
            return
    rows[-1].cut(x0, inf)
    rows[-1].placed.append(Placed(bar, x0, x1, x1, 0.0))


def _labelled(bar: Bar, x0: float, x1: float, taken: float, rules: Rules) -> Placed:
    """A bar with its label: after it, else before it where the row is not taken, else cut, else none."""
    gap, (first, last) = rules.sizes.gap, rules.bounds
    width = rules.width_of(bar)
    if x1 == inf:
        # The label of a bar without end stands on the bar itself.
        return Placed(bar, x0, x1, max(x0, first) + gap, width)
    after, before = x1 + gap, x0 - gap - width
    if after + width <= last:
        return Placed(bar, x0, x1, after, width)
    if before >= max(taken + rules.sizes.space, first):
        return Placed(bar, x0, x1, before, width)
    room, least = last - after, rules.sizes.least_label
    if room < least <= x1 - x0 - 2 * gap:
        return Placed(bar, x0, x1, x0 + gap, min(width, x1 - x0 - 2 * gap))
    return Placed(bar, x0, x1, after, room if room >= least else 0.0)


def _row(placed: Sequence[Placed]) -> Row:
    reaches: list[float] = []
    for one in placed:
        reaches.append(max(one.end, reaches[-1]) if reaches else one.end)
    starts = [one.start for one in placed]
    for number in range(len(starts) - 2, -1, -1):
        starts[number] = min(starts[number], starts[number + 1])
    return Row(tuple(placed), tuple(starts), tuple(reaches))

"""Bars to places: in which row of which lane each stands, and where its label goes.

The places do not depend on what part of them is in view, so that nothing jumps while panning: x is
counted from `origin`, the day all is laid out from. A row holds bars and labels that do not meet. A label
stands after its bar, else before it, else it is elided, else on the bar, else it is left out. Only where
a lane has all the rows it may have do bars without labels lie over each other, in its last row.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import NamedTuple

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.found import Bar, DayCounts, Lane
from palmyra_desktop.domain.timeline.ghosts import reach
from palmyra_desktop.domain.timeline.shapes import Sizes
from palmyra_desktop.domain.timeline.stacks import Grain

_KEPT = 2.0
"""How much of a label stays, in least labels, where another bar could as well have a row of its own."""


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


_OF_STACKS = Row((), (), ())


class LaneRows(NamedTuple):
    """A lane with its rows; `top` is the number of rows above it.

    Attributes:
        grain: where some of its records lie in stacks, how these divide time; then they stand in its first
            row, and no bar does.
    """

    lane: Lane
    top: int
    rows: tuple[Row, ...]
    grain: Grain | None = None


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


@dataclass(frozen=True, slots=True)
class Rules:
    """How bars are laid out.

    Attributes:
        width_of: the width of a bar's label. bounds: labels stay between, where they can. Pixels.
        most_rows: of one lane. collapsed: lanes of one row, without labels.
        grain: which records lie in stacks; none do if there is none. stretch: the days that are laid out.
        ghosts: of a bar, other dates claimed for it, which stand in its row.
    """

    sizes: Sizes
    width_of: Callable[[Bar], float]
    bounds: tuple[float, float]
    most_rows: int = 12
    collapsed: frozenset[FacetKey] = frozenset()
    grain: Grain | None = None
    stretch: tuple[float, float] = (-inf, inf)
    ghosts: Callable[[Bar], Sequence[DateSpan]] = lambda bar: ()


def layout(
    bars: Sequence[Bar], lanes: Sequence[Lane], origin: float, days_per_pixel: float, rules: Rules
) -> Layout:
    """Lay out bars (by first day) in the lanes they name; a bar of several lanes stands in each.

    A record that lies in a stack of its lane has no bar there.
    """

    if not bars and rules.grain is not None and not rules.grain.most:
        return Layout(origin, days_per_pixel, _of_stacks_alone(lanes, rules.grain))

    def to_x(day: float) -> float:
        return (day - origin) / days_per_pixel

    spans: dict[FacetKey, list[tuple[float, float, Bar]]] = {lane.key: [] for lane in lanes}
    grains = {lane.key: (grain, lane.days) for lane in lanes if (grain := _grain(lane, rules)) is not None}
    for bar in bars:
        there = [key for key in bar.lanes if key in spans and not _is_stacked(bar, grains.get(key))]
        if there:
            x0, x1 = reach(bar.date, rules.ghosts(bar), to_x, rules.sizes)
            for key in there:
                spans[key].append((x0, x1, bar))
    return Layout(origin, days_per_pixel, tuple(_lanes(lanes, spans, rules, grains)))


def _of_stacks_alone(lanes: Sequence[Lane], grain: Grain) -> tuple[LaneRows, ...]:
    """Lanes of many records without bars: all of one row, and all of one grain."""
    rows = (_OF_STACKS,)
    there = (lane for lane in lanes if lane.days.total)
    return tuple(LaneRows(lane, top, rows, grain) for top, lane in enumerate(there))


def _grain(lane: Lane, rules: Rules) -> Grain | None:
    """How the stacks of a lane divide time; None if it has none. A collapsed one has one row."""
    if rules.grain is None or not rules.grain.has_stacks(lane.days, *rules.stretch):
        return None
    return rules.grain.without_bars() if lane.key in rules.collapsed else rules.grain


def _is_stacked(bar: Bar, grain: tuple[Grain, DayCounts] | None) -> bool:
    return grain is not None and bar.day is not None and grain[0].is_stacked(grain[1], bar.day)


def _lanes(
    lanes: Sequence[Lane],
    spans: Mapping[FacetKey, list[tuple[float, float, Bar]]],
    rules: Rules,
    grains: Mapping[FacetKey, tuple[Grain, DayCounts]],
) -> Iterator[LaneRows]:
    top = 0
    closed = replace(rules, most_rows=1, width_of=_no_label)
    for lane in lanes:
        rows: tuple[Row, ...] = ()
        if spans[lane.key]:
            is_closed = lane.key in rules.collapsed
            rows = _rows(sorted(spans[lane.key], key=_by_start), closed if is_closed else rules)
        grain = grains[lane.key][0] if lane.key in grains else None
        if grain is not None:
            rows = (_OF_STACKS, *rows)
        if rows:
            yield LaneRows(lane, top, rows, grain)
        top += len(rows)


def _no_label(bar: Bar) -> float:
    return 0.0


def _by_start(span: tuple[float, float, Bar]) -> tuple[float, float]:
    return span[0], span[1]


def _rows(spans: Sequence[tuple[float, float, Bar]], rules: Rules) -> tuple[Row, ...]:
    filling = _Filling(rules)
    for x0, x1, bar in spans:
        filling.put(x0, x1, bar)
    return tuple(_row(placed) for placed in filling.rows)


class _Filling:
    """The rows of a lane while bars are put into them, in the order they begin."""

    def __init__(self, rules: Rules) -> None:
        self.rows: list[list[Placed]] = []
        self._rules = rules
        # For each row: where its last bar ends, where that with its label does, and where it would
        # with the label cut. Lists of numbers, because twenty thousand bars ask for their least.
        self._bar_ends: list[float] = []
        self._ends: list[float] = []
        self._cut_ends: list[float] = []

    def put(self, x0: float, x1: float, bar: Bar) -> None:
        """Put a bar beside others, else where a label can be cut, else in a new row, at last over others."""
        sizes = self._rules.sizes
        beside, close = x0 - sizes.space, x0 - sizes.gap
        if (row := _first(self._ends, beside)) is not None:
            self._append(row, x0, x1, bar)
        elif (row := _first(self._cut_ends, beside)) is not None:
            self._cut(row, beside, sizes.least_label)
            self._append(row, x0, x1, bar)
        elif len(self.rows) < self._rules.most_rows:
            self.rows.append([])
            for ends in (self._bar_ends, self._ends, self._cut_ends):
                ends.append(-inf)
            self._append(-1, x0, x1, bar)
        elif (row := _first(self._bar_ends, close)) is not None:
            self._cut(row, close, sizes.least_label)
            self._append(row, x0, x1, bar)
        else:
            self._cut(-1, x0, inf)
            self._note(-1, Placed(bar, x0, x1, x1, 0.0))

    def _append(self, row: int, x0: float, x1: float, bar: Bar) -> None:
        self._note(row, _labelled(bar, x0, x1, self._ends[row], self._rules))

    def _note(self, row: int, placed: Placed) -> None:
        self.rows[row].append(placed)
        self._bar_ends[row] = max(placed.x1, self._bar_ends[row])
        self._ends[row] = self._cut_ends[row] = max(placed.end, self._ends[row])
        kept = self._rules.sizes.least_label * _KEPT
        if placed.label_width > kept and placed.label_x >= placed.x1:
            self._cut_ends[row] = placed.label_x + kept

    def _cut(self, row: int, x: float, least_label: float) -> None:
        """Cut the last label of a row where it would go beyond x; take it away if too little stays."""
        last = self.rows[row][-1]
        if last.label_width and last.end > x:
            left = x - last.label_x
            last = last._replace(label_width=left if left >= least_label else 0.0)
            self.rows[row][-1] = last
            self._ends[row] = max(last.end, self._bar_ends[row])


def _first(ends: Sequence[float], x: float) -> int | None:
    """The first that is not beyond x."""
    if not ends or min(ends) > x:
        return None
    return next(number for number, end in enumerate(ends) if end <= x)


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
    on_bar = max(x0, first) + gap
    if room < least <= x1 - on_bar - gap:
        return Placed(bar, x0, x1, on_bar, min(width, x1 - on_bar - gap))
    return Placed(bar, x0, x1, after, room if room >= least else 0.0)


def _row(placed: Sequence[Placed]) -> Row:
    reaches: list[float] = []
    for one in placed:
        reaches.append(max(one.end, reaches[-1]) if reaches else one.end)
    starts = [one.start for one in placed]
    for number in range(len(starts) - 2, -1, -1):
        starts[number] = min(starts[number], starts[number + 1])
    return Row(tuple(placed), tuple(starts), tuple(reaches))

"""Where everything of the picture stands: the lanes in rows, and the heights from top to bottom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.found import Bar, Spans
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline.bands import BandBox, bands_in_view, stretches
from palmyra_desktop.domain.timeline.hijri_axis import hijri_labels
from palmyra_desktop.domain.timeline.layout import LaneRows, Layout, Rules, layout
from palmyra_desktop.domain.timeline.made_bands import MadeBox, boxes_in_view, in_rows
from palmyra_desktop.domain.timeline.notes import Notes
from palmyra_desktop.domain.timeline.scale import Scale
from palmyra_desktop.domain.timeline.shapes import Sizes
from palmyra_desktop.domain.timeline.stacks import Stack, grain
from palmyra_desktop.domain.timeline.ticks import Axis, TickLabel, axis
from palmyra_desktop.exporters.base import Selection
from palmyra_desktop.exporters.svg.text import text_width
from palmyra_desktop.i18n import language

WIDTH: Final = 1_600
MARGIN: Final = 32
NAMES: Final = 200
"""Width of the lane names."""
BODY, SMALL = 12.0, 11.0
"""Sizes of text in pixels."""
LINE: Final = 20
MADE: Final = 20
"""Height of a band of the user's own."""
COLUMNS: Final = 3
"""In which the undated stand."""
_MADE_GAP: Final = 3
_LONGEST_LABEL: Final = 320
_FIT_MARGIN: Final = 36
_ROWS: Final = {True: 12, False: 40}
"""How many bars may begin beside each other before they are a stack, with lanes and without."""
_MOST_ROWS: Final = 400


@dataclass(frozen=True, slots=True)
class Plan:
    """What is drawn and where; x counts from the edge where reading starts, y from the top, in pixels.

    Attributes:
        lanes_by: the facet the lanes stand for, or "none". left, width: of the chart beside the lane names.
        ghosts: dates claimed otherwise, of the records that have such.
        undated: titles of what has no date, at least of the first.
        chart_top, axis_bottom, made_top, lanes_top, lanes_bottom: y of the parts, in this order.
    """

    selection: Selection
    spans: Spans
    notes: Notes
    ghosts: Mapping[RecordRef, tuple[DateSpan, ...]]
    undated: Sequence[str]
    lanes_by: str
    left: float
    width: float
    sizes: Sizes
    scale: Scale
    layout: Layout
    axis: Axis
    hijri: Sequence[TickLabel]
    held: Sequence[BandBox]
    made: Sequence[MadeBox]
    chart_top: float
    axis_bottom: float
    made_top: float
    lanes_top: float

    @property
    def has_lanes(self) -> bool:
        """Whether lanes have names."""
        return self.left > MARGIN

    @property
    def lanes_bottom(self) -> float:
        """Where the lanes end."""
        return self.lanes_top + self.layout.row_count * self.sizes.row

    @property
    def undated_top(self) -> float:
        """Where the first of what has no date stands."""
        return self.lanes_bottom + (2.5 * LINE if self.undated else 0)

    @property
    def undated_rows(self) -> int:
        """How many lines the undated take, in their columns."""
        more = self.spans.undated > len(self.undated)
        return ceil((len(self.undated) + more) / COLUMNS)

    @property
    def height(self) -> int:
        """Of the whole picture."""
        return ceil(self.undated_top + self.undated_rows * LINE + 2.5 * LINE)

    def row_top(self, row: int) -> float:
        """Where a row of the layout begins."""
        return self.lanes_top + row * self.sizes.row

    def made_y(self, box: MadeBox) -> float:
        """Where a band of the user's own begins."""
        return self.made_top + box.row * (MADE + _MADE_GAP)

    def stacks(self, lane: LaneRows) -> tuple[Stack, ...]:
        """Return the stacks of a lane that has any."""
        return lane.grain.stacks(lane.lane.days, self.scale) if lane.grain else ()

    def fullest(self) -> float:
        """Return the records a day of the stack that is the darkest; 0 without stacks."""
        stacks = (one for lane in self.layout.lanes for one in self.stacks(lane))
        return max((density_of(one) for one in stacks), default=0.0)


def planned(
    selection: Selection, spans: Spans, undated: Sequence[str], lanes_by: str, has_hijri: bool
) -> Plan:
    """Lay everything out; the arguments are those of `Plan`."""
    notes = selection.notes(spans.bars, lanes_by)
    ghosts = {bar.ref: found for bar in spans.bars if (found := notes.ghosts(bar))}
    left = float(MARGIN + (NAMES if _have_names(spans) else 0))
    width = WIDTH - MARGIN - left
    extent, sizes = _extent(spans, ghosts), Sizes()
    scale = Scale.fitting(*extent, width, _FIT_MARGIN)
    held = bands_in_view(stretches(spans.bands), scale)
    made = boxes_in_view(in_rows(selection.made_bands()), scale)
    made_rows = max((box.row + 1 for box in made), default=0)
    chart_top = float((6 + len(selection.filter_words)) * LINE)
    axis_bottom = chart_top + 42 + (17 if has_hijri else 0)
    made_top = axis_bottom + 4 + (26 if held else 0)
    return Plan(
        selection,
        spans,
        notes,
        ghosts,
        undated,
        lanes_by,
        left,
        width,
        sizes,
        scale,
        _laid_out(spans, ghosts, extent, scale, sizes),
        axis(scale, _measure, language()),
        hijri_labels(scale, _measure, language()) if has_hijri else (),
        held,
        made,
        chart_top,
        axis_bottom,
        made_top,
        made_top + made_rows * (MADE + _MADE_GAP) + (4 if held or made_rows else 0),
    )


def density_of(stack: Stack) -> float:
    """Return the records a day of a stack."""
    return stack.records / (stack.last_day - stack.first_day + 1)


def _extent(spans: Spans, ghosts: Mapping[RecordRef, tuple[DateSpan, ...]]) -> tuple[int, int]:
    """The first and last day drawn: of all records, and of the dates claimed otherwise."""
    first, last = spans.first_day, spans.last_day
    if first is None or last is None:
        return 1, 365
    dates = [date for claimed in ghosts.values() for date in claimed]
    days = [day for date in dates for day in (date.earliest_day, date.latest_day) if day is not None]
    return min(first, *days, last), max(last, *days, first)


def _laid_out(
    spans: Spans,
    ghosts: Mapping[RecordRef, tuple[DateSpan, ...]],
    extent: tuple[int, int],
    scale: Scale,
    sizes: Sizes,
) -> Layout:
    """Put the bars in rows; what has no room is in stacks."""
    first, last = extent
    content = (last + 1 - first) / scale.days_per_pixel
    margin = max(_FIT_MARGIN, (scale.width - content) / 2) - sizes.gap
    rows = _ROWS[_have_names(spans)]
    divided = grain(scale.days_per_pixel, rows, 2 * rows)
    divided = divided if spans.has_all_bars else divided.without_bars()
    rules = Rules(
        sizes,
        _label_width,
        (-margin, content + margin),
        max(_MOST_ROWS if divided.most >= _MOST_ROWS else divided.few, 1),
        grain=divided,
        ghosts=lambda bar: ghosts.get(bar.ref, ()),
    )
    return layout(spans.bars, spans.lanes, first, scale.days_per_pixel, rules)


def _have_names(spans: Spans) -> bool:
    return any(lane.key for lane in spans.lanes)


def _measure(text: str) -> float:
    """The width of a word of the axis, in its boldest form."""
    return text_width(text, BODY) * 1.1


def _label_width(bar: Bar) -> float:
    return min(text_width(bar.title, BODY) + 2, _LONGEST_LABEL)

"""What of the timeline is seen: data, scale and places together, in pixels. Nothing is painted here.

x is logical, counted from where the chart begins beside the names of the lanes; y from the top.
"""

from collections.abc import Sequence
from copy import copy
from functools import lru_cache
from math import ceil, floor, inf

from PySide6.QtGui import QFont, QFontMetricsF

from palmyra_desktop import i18n
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.found import Bar, DayCounts, Lane, Spans
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline.bands import BandBox, Stretch, bands_in_view, stretches
from palmyra_desktop.domain.timeline.density import Cell, density
from palmyra_desktop.domain.timeline.hijri_axis import hijri_labels
from palmyra_desktop.domain.timeline.lanes import LaneView
from palmyra_desktop.domain.timeline.layout import Layout, Rules, layout
from palmyra_desktop.domain.timeline.made_bands import MadeBand, MadeBox, boxes_in_view, in_rows
from palmyra_desktop.domain.timeline.notes import Notes
from palmyra_desktop.domain.timeline.scale import Scale
from palmyra_desktop.domain.timeline.shapes import Sizes
from palmyra_desktop.domain.timeline.stacks import Grain, grain
from palmyra_desktop.domain.timeline.ticks import Axis, Measure, TickLabel, axis
from palmyra_desktop.gui.fonts import SEMIBOLD
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.timeline.hit import Hit, Zone
from palmyra_desktop.gui.timeline.lettering import Lettering
from palmyra_desktop.gui.timeline.places import Places
from palmyra_desktop.gui.timeline.stack_painter import numbers
from palmyra_desktop.gui.timeline.undated import UndatedBox, boxes

NO_NOTES = Notes()
NOTHING = Spans((), (), (), 0, 0, None, None)
"""What there is to see before the first answer."""

_FIT_MARGIN = 36
_LONGEST_LABEL, _LONGEST_REPORT = 280, 440
_LEAST_WINDOW = 10
_ROWS_OF_LANE, _ROWS_WITHOUT_LANES = 12, 40
"""About how many bars may begin beside each other before they are a stack; twice as many rows are drawn."""
_MOST_ROWS = 400
_MOST_IN_VIEW = 2_000
"""Records that count in view, up to which their bars are asked for where they are not all there."""


_WITH_MARKS = Sizes(least=17, least_marked=20)
"""Where each bar bears the mark of a stance."""


class Chart(Places):
    """Hold what is seen, and work out again what depends on a change."""

    def __init__(self, theme: Theme) -> None:
        """Begin with nothing to see."""
        super().__init__(theme)
        self.spans, self.notes = NOTHING, Notes()
        self._ghosts: dict[RecordRef, tuple[DateSpan, ...]] = {}
        self.scale = Scale(0.0, 1.0, 1.0)
        self.is_fitted = True
        self.has_lanes = True
        self.lane_view = LaneView()
        self.scrolls = True
        self._held: tuple[Stretch, ...] = ()
        self._made: tuple[tuple[MadeBand, int], ...] = ()
        self._lanes: tuple[Lane, ...] = ()
        self._bars: tuple[Bar, ...] = ()
        # The days whose bars are there, where not all are, and those whose bars are too many.
        self._laid: tuple[int, int] | None = None
        self._refused: tuple[int, int] | None = None
        self.forget_sizes()

    def copied(self, theme: Theme, width: float) -> "Chart":
        """The same stretch of time and the same lanes, in the measures of a theme, so wide."""
        found = copy(self)
        found._theme = theme
        found.scrolls = False
        found.forget_sizes()
        found.width = width
        days = self.scale.end - self.scale.start
        found.scale = Scale(self.scale.start, days / found.chart_width, found.chart_width)
        if self.is_fitted:
            found.fit()
        return found

    def forget_sizes(self) -> None:
        """Measure anew: the text has another size."""
        self.sizes = (_WITH_MARKS if self.notes.marks else Sizes()).scaled(self._theme.px(1000) / 1000)
        self.measure = _measure(self._theme.font("secondary", SEMIBOLD))
        self.numbers = numbers(self._theme.font("legend"))
        self.lettering = Lettering(self._theme)
        self._axis: tuple[tuple[Scale, str], Axis] | None = None
        self._cells: tuple[tuple[DayCounts, Scale], tuple[Cell, ...]] | None = None
        self._layout: Layout | None = None

    def show(self, spans: Spans, has_lanes: bool, may_move: bool = True, notes: Notes = NO_NOTES) -> None:
        """Show other data: fitted if the view was, or if nothing of it would be in sight.

        Args:
            may_move: False keeps the scale whatever is in sight.
        """
        self.spans, self.has_lanes = spans, has_lanes
        self._bars, self._laid, self._refused = spans.bars, None, None
        self._take_notes(notes)
        self.look_at(self.lane_view)
        self._held = stretches(spans.bands)
        first, last = self.extent
        is_out_of_sight = last < self.scale.start or first > self.scale.end
        if may_move and (self.is_fitted or is_out_of_sight):
            self.fit()

    def days_wanted(self) -> tuple[int, int] | None:
        """The days whose bars are to be asked for; None if they are there, or too many to be drawn."""
        first, last = floor(self.scale.start), ceil(self.scale.end)
        refused = self._refused
        if self.has_bars or self.spans.days.between(first, last) > _MOST_IN_VIEW:
            return None
        if refused and refused[0] <= first and last <= refused[1] < last + 2 * (last - first):
            return None
        wide = 2 * first - last, 2 * last - first
        return wide if self.spans.days.between(*wide) <= 2 * _MOST_IN_VIEW else (first, last)

    def show_bars(self, days: tuple[int, int], bars: tuple[Bar, ...] | None, notes: Notes) -> None:
        """Take the bars of a stretch of days with notes on them; None if they are too many."""
        if bars is None:
            self._refused = days
        else:
            self._bars, self._laid = bars, days
            self._take_notes(notes)

    def _take_notes(self, notes: Notes) -> None:
        had_marks, self.notes = bool(self.notes.marks), notes
        ghosts = ((bar.ref, notes.ghosts(bar)) for bar in self._bars if bar.ref in notes.datings)
        self._ghosts = {ref: dates for ref, dates in ghosts if dates}
        self._layout = None
        if bool(notes.marks) != had_marks:
            self.forget_sizes()

    @property
    def has_bars(self) -> bool:
        """Whether the bars of all days in view are there; else all lies in stacks."""
        if self.spans.has_all_bars:
            return True
        laid, scale = self._laid, self.scale
        return laid is not None and laid[0] <= scale.start and scale.end <= laid[1] + 1

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The records known about the time in view; none where they are too many."""
        return self._bars if self.has_bars else ()

    def look_at(self, view: LaneView) -> None:
        """Order, pin, collapse and hide the lanes in another way."""
        self.lane_view = view
        self._lanes = view.shown(self.spans.lanes)
        self._layout = None

    def resize(self, width: float, height: float) -> None:
        """Take another size, of the whole view."""
        self.width, self.height = width, height
        self._layout = None
        self.scale = self.scale.resized(self.chart_width)
        if self.is_fitted:
            self.fit()

    @property
    def extent(self) -> tuple[int, int]:
        """First and last day of all bars, whatever their kind of date; of the bands where no bar has any."""
        days = [day for day in (self.spans.first_day, self.spans.last_day) if day is not None]
        if not days:
            ends = ((band.first_day, band.last_day) for band in self.spans.bands)
            days = [day for both in ends for day in both if day is not None]
        return (min(days), max(days)) if days else (1, 365)

    def fit(self) -> None:
        """Show all bars."""
        margin = min(self._theme.px(_FIT_MARGIN), self.chart_width / 8)
        self._set(Scale.fitting(*self.extent, self.chart_width, margin))
        self.is_fitted = True

    def show_days(self, first_day: int, last_day: int) -> None:
        """Show these days, and a little before and after."""
        margin = min(self._theme.px(_FIT_MARGIN), self.chart_width / 8)
        self._set(Scale.fitting(first_day, last_day, self.chart_width, margin))

    def recall(self, start: float, days_per_pixel: float) -> None:
        """Show what was in sight another time."""
        self._set(Scale(start, days_per_pixel, self.chart_width))

    def zoom(self, factor: float, x: float) -> None:
        """Enlarge about a pixel."""
        self._set(self.scale.zoomed(factor, x))

    def pan(self, pixels: float) -> None:
        """Move towards later days, as far as something stays in sight."""
        first, last = self.extent
        margin = self.chart_width / 4
        pixels = min(pixels, self.scale.x(last) - margin) if pixels > 0 else pixels
        pixels = max(pixels, self.scale.x(first) - self.chart_width + margin) if pixels < 0 else pixels
        self._set(self.scale.panned(pixels))

    def reveal(self, first_day: int | None, last_day: int | None) -> None:
        """Move as little as brings these days into sight; None where a bar is open."""
        first, last = self.extent
        start = first if first_day is None else first_day
        end = last if last_day is None else last_day
        self._set(self.scale.revealing(start, end + 1, self._theme.px(_FIT_MARGIN)))

    def enlarge(self, first_day: int, last_day: int) -> None:
        """Show these days as large as they fit."""
        self._set(Scale.fitting(first_day, last_day, self.chart_width, self._theme.px(_FIT_MARGIN)))

    def _set(self, scale: Scale) -> None:
        if scale != self.scale:
            had_bars = self.has_bars
            is_larger = scale.days_per_pixel != self.scale.days_per_pixel
            self.scale = scale
            self.is_fitted = False
            if is_larger or self.has_bars is not had_bars:
                self._layout = None

    @property
    def layout(self) -> Layout:
        """The places of all bars at this scale."""
        if self._layout is None:
            self._layout = self._laid_out()
            self.pinned_rows = self._pinned_rows(self._layout)
        return self._layout

    def _laid_out(self) -> Layout:
        first, last = self.extent
        content = (last + 1 - first) / self.scale.days_per_pixel
        margin = max(self._theme.px(_FIT_MARGIN), (self.chart_width - content) / 2) - self.sizes.gap
        grain = self._grain()
        rules = Rules(
            sizes=self.sizes,
            width_of=self.label_width,
            bounds=(-margin, content + margin),
            most_rows=_MOST_ROWS if grain.most >= _MOST_ROWS else grain.few,
            collapsed=self.lane_view.collapsed,
            grain=grain,
            ghosts=self.ghosts,
            stretch=self._laid if self.has_bars and self._laid else (-inf, inf),
        )
        return layout(self.bars, self._lanes, first, self.scale.days_per_pixel, rules)

    def _grain(self) -> Grain:
        """How time is divided at this scale."""
        rows = _ROWS_OF_LANE if self.has_lanes else _ROWS_WITHOUT_LANES
        found = grain(self.scale.days_per_pixel, rows, 2 * rows, self._theme.px(1000) / 1000)
        return found if self.has_bars else found.without_bars()

    def ghosts(self, bar: Bar) -> tuple[DateSpan, ...]:
        """The other dates claimed for a bar."""
        return self._ghosts.get(bar.ref, ())

    def label_width(self, bar: Bar) -> float:
        """How wide a bar's label may be."""
        longest = _LONGEST_REPORT if self.notes.marks else _LONGEST_LABEL
        return min(self.measure(bar.title) + 2, self._theme.px(longest))

    @property
    def offset(self) -> float:
        """The pixel where the layout's origin is seen."""
        return self.scale.x(self.layout.origin)

    def axis(self) -> Axis:
        """Lines and words of the axis."""
        px = self._theme.px
        of = self.scale, i18n.language()
        if self._axis is None or self._axis[0] != of:
            self._axis = of, axis(self.scale, self.measure, of[1], px(12), px(8), px(4))
        return self._axis[1]

    def hijri_labels(self) -> tuple[TickLabel, ...]:
        """Words of the second line of the axis; none where there is none."""
        px = self._theme.px
        if not self.has_hijri:
            return ()
        return hijri_labels(self.scale, self.measure, i18n.language(), px(8), px(4))

    def cells(self) -> tuple[Cell, ...]:
        """The counts of the strip above the axis, of all the time there is."""
        of = self.spans.days, self.overview
        if self._cells is None or self._cells[0][0] is not of[0] or self._cells[0][1] != of[1]:
            self._cells = of, density(*of, self._theme.px(12))
        return self._cells[1]

    @property
    def overview(self) -> Scale:
        """The scale of the strip above the axis, which shows all time whatever is in view."""
        margin = min(self._theme.px(_FIT_MARGIN), self.chart_width / 8)
        return Scale.fitting(*self.extent, self.chart_width, margin)

    def window(self) -> tuple[float, float] | None:
        """Where in the strip the time in view lies, in pixels; None where all is in view."""
        if self.is_fitted:
            return None
        strip, least = self.overview, self._theme.px(_LEAST_WINDOW)
        x0, x1 = strip.x(self.scale.start), strip.x(self.scale.end)
        lacking = max(least - (x1 - x0), 0.0) / 2
        return x0 - lacking, x1 + lacking

    def look_from(self, x: float) -> None:
        """Move the view so that its middle is at a pixel of the strip."""
        self.pan(self.scale.x(self.overview.day(x)) - self.chart_width / 2)

    def show_made(self, bands: Sequence[MadeBand]) -> None:
        """Show the user's own bands, in rows."""
        self._made = in_rows(bands)
        self.made_rows = max((row + 1 for _band, row in self._made), default=0)
        self._layout = None

    def made(self) -> tuple[MadeBox, ...]:
        """The user's own bands in view."""
        return boxes_in_view(self._made, self.scale)

    def _band_at(self, x: float, y: float) -> Hit:
        for box in self.made():
            top, bottom = self.made_y(box.row)
            if box.x0 <= x < box.x1 and top <= y < bottom:
                return Hit(Zone.BANDS, made=box.band)
        held = self.bands() if y < self.bands_y[1] else ()
        return Hit(Zone.BANDS, band=next((box for box in held if box.x0 <= x < box.x1), None))

    def bands(self) -> tuple[BandBox, ...]:
        """The bands in view."""
        return bands_in_view(self._held, self.scale)

    @property
    def has_bands(self) -> bool:
        """Whether anybody is said to have held the place."""
        return bool(self._held)

    def _pinned_rows(self, layout: Layout) -> int:
        """The rows at the top that do not scroll; none where they would leave no room for others."""
        pinned = [lane for lane in layout.lanes if lane.lane.key in self.lane_view.pinned]
        count = sum(len(lane.rows) for lane in pinned) if self.has_lanes and self.scrolls else 0
        return count if count * self.row_height <= (self.height - self.lanes_top) / 2 else 0

    @property
    def undated_height(self) -> float:
        """The height of the strip at the foot; none where all that is listed has a date."""
        return self.row_height if self.scrolls and self.spans.undated_links else 0

    def undated_boxes(self) -> tuple[UndatedBox, ...]:
        """The records without a date, one after the other, as many as there is room for."""
        theme, links = self._theme, self.spans.undated_links
        return tuple(boxes(links, self.chart_width, self.measure, theme.px))

    def hit(self, x: float, y: float, scrolled: float) -> Hit:
        """Say what lies at a point; x may be in the names, which are left of 0."""
        if self.undated_height and y >= self.height - self.undated_height:
            links = self.undated_boxes() if x >= 0 else ()
            return Hit(Zone.UNDATED, undated=next((box.link for box in links if box.x0 <= x < box.x1), None))
        if y < self.axis_y[0]:
            cells = self.cells() if x >= 0 else ()
            return Hit(Zone.DENSITY, cell=next((cell for cell in cells if cell.x0 <= x < cell.x1), None))
        if y < self.axis_y[1]:
            return Hit(Zone.AXIS)
        if y < self.lanes_top:
            return self._band_at(x, y) if x >= 0 else Hit(Zone.BANDS)
        found = self.layout.at_row(self.row_at(y, scrolled))
        if found is None:
            return Hit(Zone.NAMES if x < 0 else Zone.LANES)
        lane, row = found
        if x < 0:
            return Hit(Zone.NAMES, lane=lane)
        if lane.grain is not None and row is lane.rows[0]:
            stacks = lane.grain.stacks(lane.lane.days, self.scale)
            stack = next((one for one in stacks if one.x0 <= x < one.x1), None)
            return Hit(Zone.LANES, lane=lane, stack=stack)
        reach = x - self.offset
        bars = row.within(reach - 3, reach + 3)
        # A bar lies over its neighbour's label.
        bars = tuple(sorted(bars, key=lambda one: max(one.x0 - reach, reach - one.x1, 0.0)))
        return Hit(Zone.LANES, lane=lane, placed=bars[0] if bars else None)


def _measure(font: QFont) -> Measure:
    """The widths of texts in a font; each is measured once."""
    metrics = QFontMetricsF(font)

    @lru_cache(maxsize=100_000)
    def measure(text: str) -> float:
        return metrics.horizontalAdvance(text)

    return measure

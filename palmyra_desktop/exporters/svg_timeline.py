"""The timeline drawn as SVG from top to bottom: title, legend, axis, bands, lanes, what has no date."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final

from palmyra_desktop import assets
from palmyra_desktop.domain.found import Bar, Lane, Spans
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.shown import date_in_words, term
from palmyra_desktop.domain.timeline.bands import BandBox, Holder, bands_in_view, stretches
from palmyra_desktop.domain.timeline.density import HEATS, density, heats
from palmyra_desktop.domain.timeline.ghosts import ghost_pieces
from palmyra_desktop.domain.timeline.hijri_axis import hijri_labels
from palmyra_desktop.domain.timeline.lanes import OF_NONE
from palmyra_desktop.domain.timeline.layout import LaneRows, Layout, Placed, Row, Rules, layout
from palmyra_desktop.domain.timeline.legend import SAMPLES, stretched
from palmyra_desktop.domain.timeline.made_bands import boxes_in_view, in_rows
from palmyra_desktop.domain.timeline.ranges import span_of
from palmyra_desktop.domain.timeline.scale import Scale
from palmyra_desktop.domain.timeline.shapes import Piece, PieceKind, Sizes, pieces, solid_piece
from palmyra_desktop.domain.timeline.stacks import Stack, grain
from palmyra_desktop.domain.timeline.ticks import Axis, axis
from palmyra_desktop.exporters.base import Selection
from palmyra_desktop.exporters.svg_bars import draw_piece
from palmyra_desktop.exporters.svg_page import SvgPage
from palmyra_desktop.exporters.svg_text import text_width, xml
from palmyra_desktop.i18n import _, format_number, is_right_to_left, language, ngettext

_WIDTH: Final = 1_600
_MARGIN: Final = 32
_NAMES: Final = 200
"""Width of the lane names."""
_TITLE, _BODY, _SMALL = 20.0, 12.0, 11.0
"""Sizes of text in pixels."""
_LINE: Final = 20
_LONGEST_LABEL: Final = 320
_FIT_MARGIN: Final = 36
_COLUMNS: Final = 3
"""In which the undated stand."""
_PATTERNS: Final = {Holder.ISLAMIC_STATE: "url(#hatch)", Holder.OTHER: "url(#lines)"}
"""What tells holders apart without colour; a band of the government is plain."""


_TERMS: Final = "event_kind"
"""Lanes that are named by a vocabulary."""
_MADE: Final = 20
"""Height of a band of the user's own."""
_STACK: Final = 18
"""Height of a stack."""
_DARK: Final = 4
"""The heat from which a count on it has the colour of the ground."""
_ROWS: Final = {True: 12, False: 40}
"""How many bars may begin beside each other before they are a stack, with lanes and without."""
_MOST_ROWS: Final = 400


class Drawing:
    """One picture, drawn from top to bottom."""

    def __init__(
        self, selection: Selection, spans: Spans, undated: Sequence[str], lanes: str, has_hijri: bool
    ) -> None:
        """Lay everything out; nothing is drawn yet.

        Args:
            undated: titles of what has no date, at least of the first. lanes: what they stand for, a facet.
        """
        self._selection, self._spans, self._undated_titles = selection, spans, undated
        self._sizes, self._lanes_by, self._notes = Sizes(), lanes, selection.notes(spans.bars)
        self._page = SvgPage(_WIDTH, is_right_to_left())
        self._has_lanes = any(lane.key for lane in spans.lanes)
        self._left = float(_MARGIN + (_NAMES if self._has_lanes else 0))
        self._width = _WIDTH - _MARGIN - self._left
        self._scale = Scale.fitting(*self._extent(), self._width, _FIT_MARGIN)
        self._layout = self._laid_out()
        self._fullest = self._fullest_stack()
        self._axis = self._ticks()
        self._held = bands_in_view(stretches(spans.bands), self._scale)
        self._chart_top = float((6 + len(selection.filter_words)) * _LINE)
        self._hijri = hijri_labels(self._scale, _measure, language()) if has_hijri else ()
        self._axis_bottom = self._chart_top + 42 + (17 if has_hijri else 0)
        self._made = boxes_in_view(in_rows(selection.made_bands()), self._scale)
        made_rows = max((box.row + 1 for box in self._made), default=0)
        self._made_top = self._axis_bottom + 4 + (26 if self._held else 0)
        self._lanes_top = self._made_top + made_rows * (_MADE + 3) + (4 if self._held or made_rows else 0)
        self._lanes_bottom = self._lanes_top + self._layout.row_count * self._sizes.row
        self._drawn: set[int] = set()

    def parts(self) -> Iterator[str]:
        """Give the file piece by piece."""
        yield self._opening()
        self._heading()
        self._legend()
        self._made_ground()
        self._grid()
        self._density()
        self._words_of_axis()
        self._bands()
        self._made_bands()
        yield self._page.taken()
        for lane in self._layout.lanes:
            self._name(lane.lane, self._lanes_top + lane.top * self._sizes.row, len(lane.rows))
            self._stacks(lane)
            for number, row in enumerate(lane.rows, lane.top):
                self._row(row, self._lanes_top + number * self._sizes.row)
            yield self._page.taken()
        self._page.count(self._spans.days.total - len(self._drawn))
        self._undated()
        self._foot()
        yield self._page.taken() + "\n</svg>\n"

    def _extent(self) -> tuple[int, int]:
        """The first and last day drawn: of all records, and of the dates claimed otherwise."""
        first, last = self._spans.first_day, self._spans.last_day
        if first is None or last is None:
            return 1, 365
        ghosts = [ghost for bar in self._spans.bars for ghost in self._notes.ghosts(bar)]
        days = [day for ghost in ghosts for day in (ghost.earliest_day, ghost.latest_day) if day is not None]
        return min(first, *days, last), max(last, *days, first)

    def _laid_out(self) -> Layout:
        first, last = self._extent()
        content = (last + 1 - first) / self._scale.days_per_pixel
        margin = max(_FIT_MARGIN, (self._width - content) / 2) - self._sizes.gap
        rows = _ROWS[self._has_lanes]
        divided = grain(self._scale.days_per_pixel, rows, 2 * rows)
        divided = divided if self._spans.has_all_bars else divided.without_bars()
        most_rows = _MOST_ROWS if divided.most >= _MOST_ROWS else divided.few
        bounds = (-margin, content + margin)
        rules = Rules(
            self._sizes,
            _label_width,
            bounds,
            max(most_rows, 1),
            grain=divided,
            ghosts=self._notes.ghosts,
        )
        return layout(self._spans.bars, self._spans.lanes, first, self._scale.days_per_pixel, rules)

    def _fullest_stack(self) -> float:
        """Records a day of the stack that is the darkest."""
        lanes = [lane for lane in self._layout.lanes if lane.grain]
        stacks = (one for lane in lanes for one in self._stacks_of(lane))
        return max((one.records / (one.last_day - one.first_day + 1) for one in stacks), default=0.0)

    def _stacks_of(self, lane: LaneRows) -> tuple[Stack, ...]:
        return lane.grain.stacks(lane.lane.days, self._scale) if lane.grain else ()

    def _ticks(self) -> Axis:
        return axis(self._scale, _measure, language())

    def _opening(self) -> str:
        height = ceil(self._undated_top() + self._undated_rows() * _LINE + 2.5 * _LINE)
        title = xml(self._title())
        described = xml("; ".join((self._counted(), *self._selection.filter_words)))
        lines = (
            f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{_WIDTH}" height="{height}"'
            f' viewBox="0 0 {_WIDTH} {height}" role="img" xml:lang="{xml(language())}">',
            f"<title>{title}</title><desc>{described}</desc>",
            f"<style>{assets.read_text('templates', 'timeline.css')}</style>",
            '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
            '<path d="M-1,7 L7,-1" class="hatch" stroke-opacity="0.2"/></pattern>'
            '<pattern id="lines" width="6" height="6" patternUnits="userSpaceOnUse">'
            '<path d="M0,1.5 H6 M0,4.5 H6" class="hatch" stroke-opacity="0.2"/></pattern>'
            '<pattern id="contested" width="6" height="6" patternUnits="userSpaceOnUse">'
            '<path d="M-1,7 L7,-1 M-1,-1 L7,7" class="hatch" stroke-opacity="0.35"/></pattern></defs>',
            f'<rect width="{_WIDTH}" height="{height}" class="ground"/>',
        )
        return "\n".join(lines) + "\n"

    def _title(self) -> str:
        plural = _(record_type(self._selection.kind).label_plural)
        return f"{plural}: {self._selection.title}" if self._selection.title else plural

    def _counted(self) -> str:
        count = self._selection.count
        words = [ngettext("{count} record", "{count} records", count).format(count=format_number(count))]
        if self._spans.undated:
            words.append(_("Undated: {count}").format(count=format_number(self._spans.undated)))
        return " · ".join(words)

    def _heading(self) -> None:
        room = _WIDTH - 2 * _MARGIN
        self._page.text(_MARGIN, 1.7 * _LINE, room, self._title(), "title", _TITLE)
        for number, words in enumerate((self._counted(), *self._selection.filter_words)):
            self._page.text(_MARGIN, (3 + number) * _LINE, room, words, "muted", _BODY)

    def _legend(self) -> None:
        x, middle = float(_MARGIN), self._chart_top - 1.4 * _LINE
        sizes = Sizes(bar=9, thin=3.5)
        for word, sample in SAMPLES if self._spans.bars else ():
            draw_piece(self._page, stretched(sample, 0, 22), x, middle, sizes)
            x += 28 + self._page.text(x + 28, middle, 200, _(word), "muted", _SMALL) + 18
        if any(map(self._notes.ghosts, self._spans.bars)):
            draw_piece(self._page, Piece(PieceKind.GHOST, 0, 22), x, middle, sizes)
            x += 28 + self._page.text(x + 28, middle, 200, _("claimed otherwise"), "muted", _SMALL) + 18
        if self._fullest:
            for heat in range(1, HEATS + 1):
                self._page.rect(x + 8 * (heat - 1), middle - 5, 8, 10, f"heat-{heat}")
            words = _("few to many records")
            x += 46 + self._page.text(x + 46, middle, 200, words, "muted", _SMALL) + 18
        if any(box.other_holder for box in self._held):
            self._page.rect(x, middle - 5, 22, 10, "band-other", 2)
            self._page.rect(x, middle - 5, 22, 10, "url(#contested)", 2)
            self._page.text(x + 28, middle, 200, _("contested"), "muted", _SMALL)

    def _grid(self) -> None:
        for line in self._axis.lines:
            top = self._chart_top + 18 if line.is_strong else self._axis_bottom
            css = "grid-strong" if line.is_strong else "grid"
            self._page.rect(self._left + round(line.x), top, 1, self._lanes_bottom - top, css)
        self._page.rect(_MARGIN, self._axis_bottom, _WIDTH - 2 * _MARGIN, 1, "line")

    def _density(self) -> None:
        self._page.text(_MARGIN, self._chart_top + 9, self._left - _MARGIN, _("Density"), "muted", _SMALL)
        for cell in density(self._spans.days, self._scale):
            x0, x1 = max(cell.x0, 0.0), min(cell.x1, self._width)
            width = max(x1 - x0 - 2, 1)
            self._page.rect(self._left + x0 + 1, self._chart_top + 4, width, 10, f"heat-{cell.heat}", 2)

    def _words_of_axis(self) -> None:
        for label in self._axis.labels:
            css = "strong" if label.is_strong else "plain"
            middle = self._chart_top + 29
            self._page.text(self._left + label.x, middle, label.width + 2, label.text, css, _BODY)
        for label in self._hijri:
            x, bottom = self._left + label.x, self._axis_bottom
            if not label.is_pinned:
                self._page.rect(x - 4, bottom - 4, 1, 4, "grid-strong")
            self._page.text(x, bottom - 12, label.width + 2, label.text, "muted", _BODY)

    def _bands(self) -> None:
        top = self._axis_bottom + 5
        if self._held and self._has_lanes:
            middle = top + self._sizes.band / 2
            self._page.text(_MARGIN, middle, _NAMES - 8, _("Town held by"), "plain", _BODY)
        for box in self._held:
            self._band(box, top)

    def _band(self, box: BandBox, top: float) -> None:
        x, width, height = self._left + box.x0, max(box.x1 - box.x0 - 1, 2.0), self._sizes.band
        names = " / ".join(band.holder.title for band in box.bands)
        dates = (f"{band.holder.title}, {date_in_words(band.date)}" for band in box.bands)
        self._page.open("band", "; ".join(dates))
        self._page.rect(x, top, width, height, f"band-{box.holder.value}", 2)
        if box.other_holder:
            self._page.rect(x, top + height / 2, width, height / 2, f"band-{box.other_holder.value}", 2)
            self._page.rect(x, top, width, height, "url(#contested)", 2)
        elif pattern := _PATTERNS.get(box.holder):
            self._page.rect(x, top, width, height, pattern, 2)
        if width - 16 >= min(text_width(names, _BODY), 44):
            self._page.text(x + 8, top + height / 2, width - 16, names, "strong", _BODY)
        self._page.close()

    def _made_ground(self) -> None:
        """The user's own bands behind the lanes, as faint as the grid."""
        for box in self._made:
            height = self._lanes_bottom - self._lanes_top
            css = f"made-{box.band.color} behind"
            self._page.rect(self._left + box.x0, self._lanes_top, box.x1 - box.x0, height, css)

    def _made_bands(self) -> None:
        if self._made and self._has_lanes:
            middle = self._made_top + _MADE / 2
            self._page.text(_MARGIN, middle, _NAMES - 8, _("Time bands"), "plain", _BODY)
        for box in self._made:
            x, top = self._left + box.x0, self._made_top + box.row * (_MADE + 3)
            width = max(box.x1 - box.x0 - 1, 2.0)
            self._page.open("band", f"{box.band.name}, {date_in_words(box.band.date)} ({box.band.date})")
            self._page.rect(x, top, width, _MADE, f"made-{box.band.color}", 2)
            self._page.rect(x, top, min(3, width), _MADE, f"made-{box.band.color}-edge")
            if width > 30:
                self._page.text(x + 9, top + _MADE / 2, width - 14, box.band.name, "count", _BODY)
            self._page.close()

    def _name(self, lane: Lane, top: float, rows: int) -> None:
        if not self._has_lanes:
            return
        middle, bottom = top + self._sizes.row / 2, top + self._sizes.row * rows
        label = term(self._lanes_by, lane.label) if lane.label and self._lanes_by == _TERMS else lane.label
        label = label or _(OF_NONE.get(self._lanes_by, ""))
        self._page.open("lane", label)
        css = "plain" if lane.label else "muted"
        self._page.text(_MARGIN, middle, _NAMES - 16, label, css, _BODY)
        self._page.rect(_MARGIN, round(bottom) - 1, _WIDTH - 2 * _MARGIN, 1, "grid")
        self._page.close()

    def _stacks(self, lane: LaneRows) -> None:
        limits = heats(self._fullest)
        middle = self._lanes_top + (lane.top + 0.5) * self._sizes.row
        for one in self._stacks_of(lane):
            heat = bisect_left(limits, one.records / (one.last_day - one.first_day + 1))
            gap = 0 if one.is_strip else 1
            x, width = self._left + one.x0 + gap, one.x1 - one.x0 - 2 * gap
            count = format_number(one.records)
            date = date_in_words(span_of(one.first_day, one.last_day))
            self._page.open("stack", f"{date}: {count}")
            self._page.rect(x, middle - _STACK / 2, width, _STACK, f"heat-{heat}")
            if not one.is_strip and text_width(count, _SMALL) <= width:
                css = "on-bar" if heat >= _DARK else "count"
                self._page.text(x, middle, width, count, css, _SMALL, "middle")
            self._page.close()

    def _row(self, row: Row, top: float) -> None:
        for placed in row.placed:
            bar, middle = placed.bar, top + self._sizes.row / 2
            self._page.open(self._mark(bar), self._told(bar))
            found = pieces(bar.date, self._scale.x, self._sizes, 6, self._width - 6)
            ghosts = self._notes.ghosts(bar)
            others = ghost_pieces(bar.date, ghosts, self._scale.x, self._sizes, 6, self._width - 6)
            for piece in (*others, *found):
                draw_piece(self._page, piece, self._left, middle, self._sizes)
            self._label(placed, found, middle)
            self._page.close()

    def _told(self, bar: Bar) -> str:
        """Return what a bar is, its date, and where dates are claimed that it cannot have, by whom."""
        ghosts = self._notes.ghosts(bar)
        datings = (one for one in self._notes.datings.get(bar.ref, ()) if one.date in ghosts)
        claimed = (f"{date_in_words(one.date)} ({one.by or one.source})" for one in datings)
        words = f"{bar.title}, {date_in_words(bar.date)} ({bar.date})"
        return f"{words}; {_('claimed otherwise')}: {', '.join(claimed)}" if ghosts else words

    def _mark(self, bar: Bar) -> str:
        """The class of a bar: of a record's first place, or of another."""
        if id(bar) in self._drawn:
            return "again"
        self._drawn.add(id(bar))
        return "record"

    def _label(self, placed: Placed, found: Sequence[Piece], middle: float) -> None:
        if not placed.label_width:
            return
        title, width = placed.bar.title, placed.label_width
        origin, gap = self._left + self._scale.x(self._layout.origin), self._sizes.gap
        x, is_before, block = origin + placed.label_x, placed.label_x < placed.x0, solid_piece(found)
        is_on_bar = bool(block or self._notes.ghosts(placed.bar)) and placed.x0 <= placed.label_x < placed.x1
        if is_on_bar and (block is None or block.x1 - block.x0 < self._sizes.least_label):
            # Beside the block, over what is thin: another date is far off.
            start, end = self._left + block.x1 if block else x, origin + placed.x1
            x = start + gap if start < end - self._sizes.least_label else origin + placed.x0 + gap
            width = min(width, end - gap - x)
        elif block and is_on_bar:
            x = max(x, self._left + block.x0 + gap)
            width = min(width, self._left + block.x1 - gap - x)
            self._page.text(x, middle, width, title, "on-bar", _SMALL)
            return
        shown = min(text_width(title, _BODY), width)
        start = x + width - shown if is_before else x
        self._page.rect(start - 2, middle - 9, shown + 4, 18, "halo", 3)
        self._page.text(x, middle, width, title, "plain", _BODY, "end" if is_before else "start")

    def _undated_top(self) -> float:
        return self._lanes_bottom + (2.5 * _LINE if self._undated_titles else 0)

    def _undated_rows(self) -> int:
        more = self._spans.undated > len(self._undated_titles)
        return ceil((len(self._undated_titles) + more) / _COLUMNS)

    def _undated(self) -> None:
        titles = list(self._undated_titles)
        if not titles:
            return
        top, width = self._undated_top(), (_WIDTH - 2 * _MARGIN) / _COLUMNS
        words = _("Undated: {count}").format(count=format_number(self._spans.undated))
        self._page.text(_MARGIN, top - 0.7 * _LINE, width, words, "strong", _BODY)
        rows = self._undated_rows()
        for number, title in enumerate(titles):
            self._page.open("record", title)
            self._in_column(number, rows, title, "plain")
            self._page.close()
        more = self._spans.undated - len(titles)
        if more:
            words = ngettext("and {count} more", "and {count} more", more)
            self._in_column(len(titles), rows, words.format(count=format_number(more)), "muted")
            self._page.count(more)

    def _in_column(self, number: int, rows: int, title: str, css: str) -> None:
        column, row = divmod(number, rows)
        width = (_WIDTH - 2 * _MARGIN) / _COLUMNS
        x, middle = _MARGIN + column * width, self._undated_top() + (row + 0.5) * _LINE
        self._page.text(x, middle, width - 16, title, css, _BODY)

    def _foot(self) -> None:
        middle = self._undated_top() + self._undated_rows() * _LINE + 1.3 * _LINE
        words = " · ".join(filter(None, (_("Written by Palmyra Desktop"), self._selection.made_at)))
        self._page.text(_MARGIN, middle, _WIDTH - 2 * _MARGIN, words, "muted", _SMALL)


def _measure(text: str) -> float:
    """The width of a word of the axis, in its boldest form."""
    return text_width(text, _BODY) * 1.1


def _label_width(bar: Bar) -> float:
    return min(text_width(bar.title, _BODY) + 2, _LONGEST_LABEL)

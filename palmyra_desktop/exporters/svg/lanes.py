"""The lanes: their names, their stacks, and their bars with what each is called."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from palmyra_desktop.domain.found import Bar, Lane
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.shown import date_in_words, term
from palmyra_desktop.domain.timeline.density import heats
from palmyra_desktop.domain.timeline.ghosts import ghost_pieces
from palmyra_desktop.domain.timeline.lanes import OF_NONE
from palmyra_desktop.domain.timeline.layout import LaneRows, Placed, Row
from palmyra_desktop.domain.timeline.ranges import span_of
from palmyra_desktop.domain.timeline.shapes import Piece, pieces, solid_piece
from palmyra_desktop.exporters.svg.bars import draw_piece
from palmyra_desktop.exporters.svg.page import SvgPage
from palmyra_desktop.exporters.svg.plan import BODY, MARGIN, NAMES, SMALL, WIDTH, Plan, density_of
from palmyra_desktop.exporters.svg.text import text_width
from palmyra_desktop.i18n import _, format_number

_TERMS: Final = "event_kind"
"""Lanes that are named by a vocabulary."""
_STACK: Final = 18
"""Height of a stack."""
_DARK: Final = 4
"""The heat from which a count on it has the colour of the ground."""
_EDGE: Final = 6
"""Pixels from the edge of the chart at which a bar that goes on ends."""


class Lanes:
    """Draw lanes from top to bottom, and keep which records are drawn."""

    def __init__(self, page: SvgPage, plan: Plan) -> None:
        """Begin before the first lane."""
        self._page, self._plan = page, plan
        self._limits = heats(plan.fullest())
        self.drawn: set[RecordRef] = set()

    def draw(self, lane: LaneRows) -> None:
        """Draw a lane."""
        if self._plan.has_lanes:
            self._name(lane.lane, self._plan.row_top(lane.top), len(lane.rows))
        self._stacks(lane)
        for number, row in enumerate(lane.rows, lane.top):
            self._row(row, self._plan.row_top(number) + self._plan.sizes.row / 2)

    def _name(self, lane: Lane, top: float, rows: int) -> None:
        by, height = self._plan.lanes_by, self._plan.sizes.row
        label = term(by, lane.label) if lane.label and by == _TERMS else lane.label
        label = label or _(OF_NONE.get(by, ""))
        roles = " · ".join(term("actor_role", role) for role in self._plan.notes.roles.get(lane.key, ()))
        self._page.open("lane", f"{label}: {roles}" if roles else label)
        css, room = "plain" if lane.label else "muted", NAMES - 16
        written = self._page.text(MARGIN, top + height / 2, room, label, css, BODY) + 6
        if roles and rows > 1:
            self._page.text(MARGIN, top + height * 1.25, room, roles, "muted", SMALL)
        elif roles and room - written >= self._plan.sizes.least_label:
            self._page.text(MARGIN + written, top + height / 2, room - written, roles, "muted", SMALL)
        self._page.rect(MARGIN, round(top + height * rows) - 1, WIDTH - 2 * MARGIN, 1, "grid")
        self._page.close()

    def _stacks(self, lane: LaneRows) -> None:
        middle = self._plan.row_top(lane.top) + self._plan.sizes.row / 2
        for one in self._plan.stacks(lane):
            heat = bisect_left(self._limits, density_of(one))
            gap = 0 if one.is_strip else 1
            x, width = self._plan.left + one.x0 + gap, one.x1 - one.x0 - 2 * gap
            count = format_number(one.records)
            self._page.open("stack", f"{date_in_words(span_of(one.first_day, one.last_day))}: {count}")
            self._page.rect(x, middle - _STACK / 2, width, _STACK, f"heat-{heat}")
            if not one.is_strip and text_width(count, SMALL) <= width:
                css = "on-bar" if heat >= _DARK else "count"
                self._page.text(x, middle, width, count, css, SMALL, "middle")
            self._page.close()

    def _row(self, row: Row, middle: float) -> None:
        plan, ends = self._plan, (_EDGE, self._plan.width - _EDGE)
        for placed in row.placed:
            bar, ghosts = placed.bar, plan.ghosts.get(placed.bar.ref, ())
            self._page.open("again" if bar.ref in self.drawn else "record", self._told(bar))
            self.drawn.add(bar.ref)
            found = pieces(bar.date, plan.scale.x, plan.sizes, *ends)
            for piece in (*ghost_pieces(bar.date, ghosts, plan.scale.x, plan.sizes, *ends), *found):
                draw_piece(self._page, piece, plan.left, middle, plan.sizes)
            self._label(placed, found, middle)
            self._page.close()

    def _told(self, bar: Bar) -> str:
        """Return what a bar is, its date, and where dates are claimed that it cannot have, by whom."""
        words = f"{bar.title}, {date_in_words(bar.date)} ({bar.date})"
        ghosts = self._plan.ghosts.get(bar.ref)
        if not ghosts:
            return words
        datings = (one for one in self._plan.notes.datings[bar.ref] if one.date in ghosts)
        claimed = (f"{date_in_words(one.date)} ({one.by or one.source})" for one in datings)
        return f"{words}; {_('claimed otherwise')}: {', '.join(claimed)}"

    def _label(self, placed: Placed, found: Sequence[Piece], middle: float) -> None:
        if not placed.label_width:
            return
        plan, title, width = self._plan, placed.bar.title, placed.label_width
        origin, gap = plan.left + plan.scale.x(plan.layout.origin), plan.sizes.gap
        x, is_before, block = origin + placed.label_x, placed.label_x < placed.x0, solid_piece(found)
        is_on_bar = bool(block or placed.bar.ref in plan.ghosts) and placed.x0 <= placed.label_x < placed.x1
        if is_on_bar and (block is None or block.x1 - block.x0 < plan.sizes.least_label):
            # Beside the block, over what is thin: another date is far off.
            start, end = plan.left + block.x1 if block else x, origin + placed.x1
            x = start + gap if start < end - plan.sizes.least_label else origin + placed.x0 + gap
            width = min(width, end - gap - x)
        elif block and is_on_bar:
            x = max(x, plan.left + block.x0 + gap)
            width = min(width, plan.left + block.x1 - gap - x)
            self._page.text(x, middle, width, title, "on-bar", SMALL)
            return
        shown = min(text_width(title, BODY), width)
        start = x + width - shown if is_before else x
        self._page.rect(start - 2, middle - 9, shown + 4, 18, "halo", 3)
        self._page.text(x, middle, width, title, "plain", BODY, "end" if is_before else "start")

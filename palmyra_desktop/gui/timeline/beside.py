"""Draw what stands beside the bars: the window in the strip of counts, ghosts, stances, and the undated."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.found import Bar
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline.ghosts import ghost_pieces
from palmyra_desktop.domain.timeline.layout import Placed
from palmyra_desktop.domain.timeline.notes import Mark
from palmyra_desktop.domain.timeline.reports import Turn
from palmyra_desktop.gui.fonts import REGULAR, SEMIBOLD
from palmyra_desktop.gui.marks import paint_stance
from palmyra_desktop.gui.painting import Canvas, paint_focus_ring
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.timeline.bar_painter import BarPainter
from palmyra_desktop.gui.timeline.chart import Chart
from palmyra_desktop.gui.timeline.words import role_words
from palmyra_desktop.i18n import _, format_number, ngettext

_GLYPH = 15
_INSET, _LEAST_ROLE = 16, 36
_MADE = {"blue": "asserts", "green": "confirms", "amber": "doubts", "grey": "other"}
"""The colour role of each colour of a band."""
_BEHIND = 0.4
_VEIL = 0.62
"""How much of the ground lies over the time that is out of view."""


def paint_window(canvas: Canvas, chart: Chart, theme: Theme) -> None:
    """Mark in the strip of counts the time in view, and dim the rest; nothing where all is in view."""
    window = chart.window()
    if window is None:
        return
    (top, bottom), out = chart.density_y, theme.px(2)
    x0, x1 = max(window[0], 0.0), min(window[1], chart.chart_width)
    veil = theme.color("raised", _VEIL)
    canvas.fill(0, top, max(x0, 0), bottom - top, veil)
    canvas.fill(x1, top, max(chart.chart_width - x1, 0), bottom - top, veil)
    if x1 > x0:
        canvas.frame(x0, top - out, x1 - x0, bottom - top + 2 * out, "accent", theme.px(3), 1.5)


def paint_head_names(names: Canvas, chart: Chart, theme: Theme) -> None:
    """Name the strip of counts and the bands of who held the place."""
    px = theme.px
    width = chart.names_width - px(_INSET) - px(6)
    top, bottom = chart.density_y
    write = chart.lettering.write
    write(names, px(_INSET), top - px(4), width, bottom - top + px(8), _("Density"), "legend", "muted")
    if chart.has_hijri:
        top, bottom = chart.hijri_y
        write(names, px(_INSET), top - px(4), width, bottom - top, _("Hijri"), "legend", "muted")
    if chart.has_bands:
        top, bottom = chart.bands_y
        write(names, px(_INSET), top, width, bottom - top, _("Town held by"), color="text2")
    if chart.made_rows:
        top, bottom = chart.made_y(0)
        write(names, px(_INSET), top, width, bottom - top, _("Time bands"), color="text2")


def paint_made(canvas: Canvas, chart: Chart, theme: Theme) -> None:
    """Draw the user's own bands, each with its name."""
    px = theme.px
    for box in chart.made():
        top, bottom = chart.made_y(box.row)
        width = max(box.x1 - box.x0 - 1, 2.0)
        canvas.fill(box.x0, top, width, bottom - top, f"{_MADE[box.band.color]}_bg", 2)
        canvas.fill(box.x0, top, min(px(3), width), bottom - top, _MADE[box.band.color])
        if width > px(30):
            x, room = box.x0 + px(9), width - px(14)
            chart.lettering.write(canvas, x, top, room, bottom - top, box.band.name)


def paint_made_ground(canvas: Canvas, chart: Chart, theme: Theme) -> None:
    """Draw the user's own bands down behind the lanes, as faint as the grid."""
    top = chart.lanes_top
    for box in chart.made():
        color = theme.color(f"{_MADE[box.band.color]}_bg", _BEHIND)
        canvas.fill(box.x0, top, box.x1 - box.x0, canvas.area.height() - top, color)


def paint_lane_marks(
    names: Canvas, chart: Chart, theme: Theme, key: FacetKey, top: float, is_hovered: bool
) -> None:
    """Draw the chevron of a lane that is collapsed or under the pointer, the pin of one that is pinned."""
    px, view, size = theme.px, chart.lane_view, theme.px(12)
    is_collapsed = key in view.collapsed
    middle = top + (chart.row_height - size) / 2
    if is_collapsed or is_hovered:
        closed = "left" if theme.is_rtl else "right"
        names.icon(px(2), middle, size, closed if is_collapsed else "down", "muted")
    if key in view.pinned:
        names.icon(chart.names_width - px(20), middle, size, "bookmark", "muted")


def paint_roles(
    names: Canvas, chart: Chart, theme: Theme, key: FacetKey, x: float, top: float, room: float
) -> None:
    """Write the parts an actor plays behind its name, where there is room for a word."""
    roles = role_words(chart.notes, key)
    if roles and room > theme.px(_LEAST_ROLE):
        chart.lettering.write(names, x, top, room, chart.row_height, roles, "legend", "muted")


def paint_ghosts(canvas: Canvas, chart: Chart, bar: Bar, middle: float, color: QColor) -> None:
    """Draw the other dates claimed for a bar, joined with it."""
    ghosts = chart.ghosts(bar)
    if ghosts:
        painter = BarPainter(canvas, chart.sizes, color)
        for piece in ghost_pieces(bar.date, ghosts, chart.scale.x, chart.sizes, -9.0, chart.chart_width + 9):
            painter.paint(piece, middle)


def paint_mark(canvas: Canvas, chart: Chart, theme: Theme, placed: Placed, mark: Mark, middle: float) -> None:
    """Draw the stance of a report where it begins; the first to say so has a ring around it."""
    size = theme.px(_GLYPH)
    x0, x1 = placed.x0 + chart.offset, placed.x1 + chart.offset
    x = (x0 + x1) / 2 if x1 - x0 < 2 * size else max(x0, 0.0) + size / 2
    square = canvas.rect(x - size / 2, middle - size / 2, size, size)
    canvas.fill(x - size / 2 - 2, middle - size / 2 - 2, size + 4, size + 4, "raised", size / 2 + 2)
    paint_stance(canvas.painter, square, mark.stance, theme)
    if mark.turn is Turn.FIRST:
        out = theme.px(2.5)
        canvas.frame(
            x - size / 2 - out, middle - size / 2 - out, size + 2 * out, size + 2 * out,
            "text2", size / 2 + out, 1.2,
        )  # fmt: skip


def paint_left_out(canvas: Canvas, chart: Chart, theme: Theme) -> None:
    """Say in the last corner how many bars that go on from before are not drawn."""
    number = chart.notes.left_out if chart.has_bars else 0
    if not number:
        return
    px, letters = theme.px, chart.lettering
    words = ngettext("{count} more goes on from before", "{count} more go on from before", number)
    text = words.format(count=format_number(number))
    width, height = letters.width(text, "legend") + px(16), px(22)
    x, y = chart.chart_width - width - px(8), canvas.area.height() - chart.undated_height - height - px(6)
    canvas.fill(x, y, width, height, "panel", height / 2)
    canvas.frame(x, y, width, height, "line", height / 2)
    letters.write(canvas, x + px(8), y, width - px(8), height, text, "legend", "text2")


def paint_undated(
    names: Canvas, canvas: Canvas, chart: Chart, theme: Theme, current: RecordRef | None, has_focus: bool
) -> None:
    """Draw the strip at the foot: the records without a date, and how many more there are."""
    height = chart.undated_height
    if not height:
        return
    px, top = theme.px, names.area.height() - height
    names.fill(0, top, names.area.width(), height, "panel")
    names.hline(0, top, names.area.width(), "line")
    width = chart.names_width - px(_INSET) - px(8)
    words = _("Undated: {count}").format(count=format_number(chart.spans.undated))
    names.text(px(_INSET), top, width, height, words, theme.font("secondary"), "text2")
    boxes, inside = chart.undated_boxes(), px(4)
    for box in boxes:
        is_current = box.link.ref == current
        color = "accent" if is_current else "line_strong"
        font = theme.font("secondary", SEMIBOLD if is_current else REGULAR)
        tall = height - 2 * inside
        ground = "selection" if is_current else "raised"
        canvas.fill(box.x0, top + inside, box.x1 - box.x0, tall, ground, px(4))
        canvas.frame(box.x0, top + inside, box.x1 - box.x0, tall, color, px(4))
        room = box.x1 - box.x0 - 2 * px(7)
        canvas.text(
            box.x0 + px(7), top, room, height, box.link.title, font, "text" if is_current else "text2"
        )
        if is_current and has_focus:
            around = QRectF(canvas.rect(box.x0, top + inside, box.x1 - box.x0, tall))
            paint_focus_ring(canvas.painter, around, theme, px(4))
    more = chart.spans.undated - len(boxes)
    if more:
        x = boxes[-1].x1 + px(8) if boxes else px(8)
        text = _("+{count}").format(count=format_number(more))
        canvas.text(x, top, chart.chart_width - x, height, text, theme.font("secondary"), "link")
    names.vline(chart.names_width, top, height, "line")

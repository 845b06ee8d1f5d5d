"""The head of the picture: what it shows, what its marks mean, and the axis with the density."""

from typing import Final

from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.timeline.density import HEATS, density
from palmyra_desktop.domain.timeline.legend import SAMPLES, stretched
from palmyra_desktop.domain.timeline.shapes import Piece, PieceKind, Sizes
from palmyra_desktop.exporters.svg.bars import draw_piece
from palmyra_desktop.exporters.svg.page import SvgPage
from palmyra_desktop.exporters.svg.plan import BODY, LINE, MARGIN, SMALL, WIDTH, Plan
from palmyra_desktop.i18n import _, format_number, ngettext

_TITLE: Final = 20.0
_SAMPLE, _WORDS = 22, 200
"""Widths of a sample of the legend, and of its words at most."""


def title(plan: Plan) -> str:
    """Return what is shown, and of which archive."""
    plural = _(record_type(plan.selection.kind).label_plural)
    return f"{plural}: {plan.selection.title}" if plan.selection.title else plural


def under_title(plan: Plan) -> tuple[str, ...]:
    """Return how many there are, and what was looked for, a line each."""
    count, undated = plan.selection.count, plan.spans.undated
    words = [ngettext("{count} record", "{count} records", count).format(count=format_number(count))]
    if undated:
        words.append(_("Undated: {count}").format(count=format_number(undated)))
    return " · ".join(words), *plan.selection.filter_words


def draw_heading(page: SvgPage, plan: Plan) -> None:
    """Draw the title and the lines under it."""
    room = WIDTH - 2 * MARGIN
    page.text(MARGIN, 1.7 * LINE, room, title(plan), "title", _TITLE)
    for number, words in enumerate(under_title(plan), 3):
        page.text(MARGIN, number * LINE, room, words, "muted", BODY)


def draw_legend(page: SvgPage, plan: Plan) -> None:
    """Draw what the marks mean that are used."""
    x, middle, sizes = float(MARGIN), plan.chart_top - 1.4 * LINE, Sizes(bar=9, thin=3.5)

    def said(width: int, words: str) -> float:
        """Write the words of a sample so wide; return where the next begins."""
        return x + width + page.text(x + width, middle, _WORDS, words, "muted", SMALL) + 18

    for word, sample in SAMPLES if plan.spans.bars else ():
        draw_piece(page, stretched(sample, 0, _SAMPLE), x, middle, sizes)
        x = said(_SAMPLE + 6, _(word))
    if plan.ghosts:
        draw_piece(page, Piece(PieceKind.GHOST, 0, _SAMPLE), x, middle, sizes)
        x = said(_SAMPLE + 6, _("claimed otherwise"))
    if plan.fullest():
        for heat in range(1, HEATS + 1):
            page.rect(x + 8 * (heat - 1), middle - 5, 8, 10, f"heat-{heat}")
        x = said(8 * HEATS + 6, _("few to many records"))
    if any(box.other_holder for box in plan.held):
        page.rect(x, middle - 5, _SAMPLE, 10, "band-other", 2)
        page.rect(x, middle - 5, _SAMPLE, 10, "url(#contested)", 2)
        said(_SAMPLE + 6, _("contested"))


def draw_grid(page: SvgPage, plan: Plan) -> None:
    """Draw the lines of the axis through all lanes."""
    for line in plan.axis.lines:
        top = plan.chart_top + 18 if line.is_strong else plan.axis_bottom
        css = "grid-strong" if line.is_strong else "grid"
        page.rect(plan.left + round(line.x), top, 1, plan.lanes_bottom - top, css)
    page.rect(MARGIN, plan.axis_bottom, WIDTH - 2 * MARGIN, 1, "line")


def draw_axis(page: SvgPage, plan: Plan) -> None:
    """Draw how many records there are in each time, and the words of the axis."""
    page.text(MARGIN, plan.chart_top + 9, plan.left - MARGIN, _("Density"), "muted", SMALL)
    for cell in density(plan.spans.days, plan.scale):
        x0, x1 = max(cell.x0, 0.0), min(cell.x1, plan.width)
        page.rect(plan.left + x0 + 1, plan.chart_top + 4, max(x1 - x0 - 2, 1), 10, f"heat-{cell.heat}", 2)
    for label in plan.axis.labels:
        css = "strong" if label.is_strong else "plain"
        page.text(plan.left + label.x, plan.chart_top + 29, label.width + 2, label.text, css, BODY)
    for label in plan.hijri:
        x, bottom = plan.left + label.x, plan.axis_bottom
        if not label.is_pinned:
            page.rect(x - 4, bottom - 4, 1, 4, "grid-strong")
        page.text(x, bottom - 12, label.width + 2, label.text, "muted", BODY)

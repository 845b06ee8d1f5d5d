"""The timeline drawn as SVG from top to bottom: title, legend, axis, bands, lanes, what has no date."""

from collections.abc import Iterator, Sequence

from palmyra_desktop import assets
from palmyra_desktop.domain.found import Spans
from palmyra_desktop.exporters.base import Selection
from palmyra_desktop.exporters.svg import bands, heading
from palmyra_desktop.exporters.svg.lanes import Lanes
from palmyra_desktop.exporters.svg.page import SvgPage
from palmyra_desktop.exporters.svg.plan import BODY, COLUMNS, LINE, MARGIN, SMALL, WIDTH, Plan, planned
from palmyra_desktop.exporters.svg.text import xml
from palmyra_desktop.i18n import _, format_number, is_right_to_left, language, ngettext


def drawn(
    selection: Selection, spans: Spans, undated: Sequence[str], lanes_by: str, has_hijri: bool
) -> Iterator[str]:
    """Give the file piece by piece; the arguments are those of `Plan`."""
    plan, page = planned(selection, spans, undated, lanes_by, has_hijri), SvgPage(WIDTH, is_right_to_left())
    yield _opening(plan)
    heading.draw_heading(page, plan)
    heading.draw_legend(page, plan)
    bands.draw_ground(page, plan)
    heading.draw_grid(page, plan)
    heading.draw_axis(page, plan)
    bands.draw_bands(page, plan)
    yield page.taken()
    lanes = Lanes(page, plan)
    for lane in plan.layout.lanes:
        lanes.draw(lane)
        yield page.taken()
    page.count(spans.days.total - len(lanes.drawn))
    _draw_undated(page, plan)
    _draw_foot(page, plan)
    yield page.taken() + "\n</svg>\n"


def _opening(plan: Plan) -> str:
    height, described = plan.height, "; ".join(heading.under_title(plan))
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{WIDTH}" height="{height}"'
        f' viewBox="0 0 {WIDTH} {height}" role="img" xml:lang="{xml(language())}">',
        f"<title>{xml(heading.title(plan))}</title><desc>{xml(described)}</desc>",
        f"<style>{assets.read_text('templates', 'timeline.css')}</style>",
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path d="M-1,7 L7,-1" class="hatch" stroke-opacity="0.2"/></pattern>'
        '<pattern id="lines" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path d="M0,1.5 H6 M0,4.5 H6" class="hatch" stroke-opacity="0.2"/></pattern>'
        '<pattern id="contested" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path d="M-1,7 L7,-1 M-1,-1 L7,7" class="hatch" stroke-opacity="0.35"/></pattern></defs>',
        f'<rect width="{WIDTH}" height="{height}" class="ground"/>',
    )
    return "\n".join(lines) + "\n"


def _draw_undated(page: SvgPage, plan: Plan) -> None:
    """Draw what has no date, as far as it is named, and how many more there are."""
    if not plan.undated:
        return
    undated = format_number(plan.spans.undated)
    words, width = _("Undated: {count}").format(count=undated), (WIDTH - 2 * MARGIN) / COLUMNS
    page.text(MARGIN, plan.undated_top - 0.7 * LINE, width, words, "strong", BODY)
    for number, title in enumerate(plan.undated):
        page.open("record", title)
        _draw_in_column(page, plan, number, title, "plain")
        page.close()
    more = plan.spans.undated - len(plan.undated)
    if more:
        words = ngettext("and {count} more", "and {count} more", more)
        _draw_in_column(page, plan, len(plan.undated), words.format(count=format_number(more)), "muted")
        page.count(more)


def _draw_in_column(page: SvgPage, plan: Plan, number: int, title: str, css: str) -> None:
    column, row = divmod(number, plan.undated_rows)
    width = (WIDTH - 2 * MARGIN) / COLUMNS
    page.text(MARGIN + column * width, plan.undated_top + (row + 0.5) * LINE, width - 16, title, css, BODY)


def _draw_foot(page: SvgPage, plan: Plan) -> None:
    middle = plan.undated_top + plan.undated_rows * LINE + 1.3 * LINE
    words = " · ".join(filter(None, (_("Written by Palmyra Desktop"), plan.selection.made_at)))
    page.text(MARGIN, middle, WIDTH - 2 * MARGIN, words, "muted", SMALL)

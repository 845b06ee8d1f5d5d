"""The bands above the lanes: who held the place, as claimed, and the user's own."""

from typing import Final

from palmyra_desktop.domain.shown import date_in_words
from palmyra_desktop.domain.timeline.bands import BandBox, Holder
from palmyra_desktop.domain.timeline.made_bands import MadeBox
from palmyra_desktop.exporters.svg.page import SvgPage
from palmyra_desktop.exporters.svg.plan import BODY, MADE, MARGIN, NAMES, Plan
from palmyra_desktop.exporters.svg.text import text_width
from palmyra_desktop.i18n import _

_PATTERNS: Final = {Holder.ISLAMIC_STATE: "url(#hatch)", Holder.OTHER: "url(#lines)"}
"""What tells holders apart without colour; a band of the government is plain."""


def draw_ground(page: SvgPage, plan: Plan) -> None:
    """Draw the user's own bands behind the lanes, as faint as the grid."""
    for box in plan.made:
        height = plan.lanes_bottom - plan.lanes_top
        css = f"made-{box.band.color} behind"
        page.rect(plan.left + box.x0, plan.lanes_top, box.x1 - box.x0, height, css)


def draw_bands(page: SvgPage, plan: Plan) -> None:
    """Draw all bands, with the name of their row."""
    top = plan.axis_bottom + 5
    if plan.held and plan.has_lanes:
        page.text(MARGIN, top + plan.sizes.band / 2, NAMES - 8, _("Town held by"), "plain", BODY)
    for held in plan.held:
        _draw_held(page, plan, held, top)
    if plan.made and plan.has_lanes:
        page.text(MARGIN, plan.made_top + MADE / 2, NAMES - 8, _("Time bands"), "plain", BODY)
    for made in plan.made:
        _draw_made(page, plan, made)


def _draw_held(page: SvgPage, plan: Plan, box: BandBox, top: float) -> None:
    x, width, height = plan.left + box.x0, max(box.x1 - box.x0 - 1, 2.0), plan.sizes.band
    names = " / ".join(band.holder.title for band in box.bands)
    dates = (f"{band.holder.title}, {date_in_words(band.date)}" for band in box.bands)
    page.open("band", "; ".join(dates))
    page.rect(x, top, width, height, f"band-{box.holder.value}", 2)
    if box.other_holder:
        page.rect(x, top + height / 2, width, height / 2, f"band-{box.other_holder.value}", 2)
        page.rect(x, top, width, height, "url(#contested)", 2)
    elif pattern := _PATTERNS.get(box.holder):
        page.rect(x, top, width, height, pattern, 2)
    if width - 16 >= min(text_width(names, BODY), 44):
        page.text(x + 8, top + height / 2, width - 16, names, "strong", BODY)
    page.close()


def _draw_made(page: SvgPage, plan: Plan, box: MadeBox) -> None:
    x, top, width = plan.left + box.x0, plan.made_y(box), max(box.x1 - box.x0 - 1, 2.0)
    page.open("band", f"{box.band.name}, {date_in_words(box.band.date)} ({box.band.date})")
    page.rect(x, top, width, MADE, f"made-{box.band.color}", 2)
    page.rect(x, top, min(3, width), MADE, f"made-{box.band.color}-edge")
    if width > 30:
        page.text(x + 9, top + MADE / 2, width - 14, box.band.name, "count", BODY)
    page.close()

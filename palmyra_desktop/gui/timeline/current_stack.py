"""The stack in which the current record lies, or at which the keyboard is."""

from typing import TYPE_CHECKING, NamedTuple

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.gui.painting import Canvas, paint_focus_ring
from palmyra_desktop.gui.timeline.chart import Chart

if TYPE_CHECKING:
    from palmyra_desktop.gui.timeline.painter import Shown

_HEIGHT = 21


class ShownStack(NamedTuple):
    """A stack that is current: the lane it lies in, its first and its last day."""

    lane: FacetKey
    first_day: int
    last_day: int


def paint_current_stack(canvas: Canvas, chart: Chart, shown: "Shown") -> None:
    """Draw a frame around the current stack, if there is one: the ring of the keyboard if it is here."""
    stack = shown.stack
    lane = next((one for one in chart.layout.lanes if stack and one.lane.key == stack.lane), None)
    if stack is None or lane is None:
        return
    theme, out, scale = canvas.theme, canvas.theme.px(2), chart.scale
    x0, x1 = max(scale.x(stack.first_day), 0.0), min(scale.x(stack.last_day + 1), chart.chart_width)
    height = theme.px(_HEIGHT)
    top = chart.row_y(lane.top, shown.scrolled) + (chart.row_height - height) / 2
    if x1 > x0 and shown.has_focus:
        ring = canvas.rect(x0 - out, top, x1 - x0 + 2 * out, height)
        paint_focus_ring(canvas.painter, ring, theme, theme.px(3))
    elif x1 > x0:
        canvas.frame(x0 - out, top, x1 - x0 + 2 * out, height, "accent", theme.px(3), 1.5)

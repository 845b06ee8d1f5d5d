"""What a pressed mouse does on the timeline: pan the view, or draw a range of days."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF

from palmyra_desktop.gui.timeline.hit import Hit


@dataclass(slots=True)
class Drag:
    """A press that may become a drag.

    Attributes:
        pressed: where, in the view. x, y: the last point it was moved to, x logical.
        draws_range: a range is drawn, else the view is panned. moves_window: the view follows the pointer
            along the strip of counts. is_moving: it is no click any more.
    """

    pressed: QPointF
    hit: Hit
    draws_range: bool
    start_x: float
    x: float
    y: float
    moves_window: bool = False
    is_moving: bool = False

    def range_x(self) -> tuple[float, float] | None:
        """The range drawn so far, in logical pixels."""
        if not (self.draws_range and self.is_moving):
            return None
        return min(self.start_x, self.x), max(self.start_x, self.x)

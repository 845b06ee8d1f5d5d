"""Days to pixels and back: zoom about a point, pan, fit."""

from dataclasses import dataclass, replace
from typing import Final

LEAST_DAYS_PER_PIXEL: Final = 1 / 120
"""One day is never wider than this many pixels: an archive dates nothing to the hour."""
MOST_DAYS_PER_PIXEL: Final = 365.2425 * 100
"""A pixel is never more than a century, unless dates lie so far apart that only more shows them all."""
_RELATIVE_STEP: Final = 2.0**-46
"""A day far from year 1 is kept as a float: a pixel must be a step a float can still tell."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of time on a stretch of pixels.

    Attributes:
        start: the day at x = 0, with a fraction; numbered as in `DateSpan`.
        days_per_pixel: above 0. width: in pixels.
    """

    start: float
    days_per_pixel: float
    width: float

    @classmethod
    def fitting(cls, first_day: int, last_day: int, width: float, margin: float = 0.0) -> "Scale":
        """Show both days, with a margin in pixels on either side."""
        room = max(width - 2 * margin, 1.0)
        days = last_day + 1 - first_day
        per_pixel = max(days / room, _least(first_day))
        middle = first_day + days / 2
        return cls(middle - width / 2 * per_pixel, per_pixel, width)

    @property
    def end(self) -> float:
        """The day at the far edge."""
        return self.day(self.width)

    def x(self, day: float) -> float:
        """The pixel where a day begins."""
        return (day - self.start) / self.days_per_pixel

    def day(self, x: float) -> float:
        """The day at a pixel, with the fraction of it that has passed."""
        return self.start + x * self.days_per_pixel

    def zoomed(self, factor: float, x: float) -> "Scale":
        """Show everything `factor` times as large; the day at x stays where it is.

        At the smallest and the largest scale nothing changes.
        """
        most = max(MOST_DAYS_PER_PIXEL, self.days_per_pixel)
        least = min(_least(self.day(x)), self.days_per_pixel)
        per_pixel = min(max(self.days_per_pixel / factor, least), most)
        return replace(self, start=self.day(x) - x * per_pixel, days_per_pixel=per_pixel)

    def panned(self, pixels: float) -> "Scale":
        """Move the view by so many pixels towards later days."""
        return replace(self, start=self.day(pixels))

    def resized(self, width: float) -> "Scale":
        """Show more or less at the far edge."""
        return replace(self, width=width)

    def revealing(self, first_day: float, last_day: float, margin: float) -> "Scale":
        """Move as little as shows the first of these days, or any of them where they do not fit."""
        left, right = self.x(first_day), self.x(last_day)
        if right > 0 and left < self.width and right - left > self.width - 2 * margin:
            return self
        if left < margin:
            return self.panned(left - margin)
        if right > self.width - margin:
            return self.panned(min(right - self.width + margin, left - margin))
        return self


def _least(day: float) -> float:
    return max(LEAST_DAYS_PER_PIXEL, abs(day) * _RELATIVE_STEP)

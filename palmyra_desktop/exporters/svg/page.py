"""An SVG page whose x grows from the edge where reading starts; rectangles are mirrored, letters never."""

from collections.abc import Mapping
from typing import Literal

from palmyra_desktop.domain.direction import is_set_right_to_left
from palmyra_desktop.exporters.svg.text import fitted, text_width, xml

Align = Literal["start", "middle", "end"]

_SHARES: Mapping[Align, float] = {"start": 0.0, "middle": 0.5, "end": 1.0}
_MIRRORED: Mapping[Align, Align] = {"start": "end", "middle": "middle", "end": "start"}
_RTL, _END = "\u2067", "\u2069"
"""Around text set from right to left, in place of the attribute `direction`: that turns `text-anchor` about
too, but not in every viewer (Unicode Standard Annex 9, 2.2, isolates)."""


class SvgPage:
    """Collect the elements of a page; classes are those of resources/templates/timeline.css."""

    def __init__(self, width: float, is_rtl: bool) -> None:
        """Begin an empty page so many pixels wide."""
        self.width, self.is_rtl = width, is_rtl
        self._elements: list[str] = []
        self._fades = 0

    def taken(self) -> str:
        """Return the elements made since the last call."""
        elements, self._elements = self._elements, []
        return "\n".join(elements)

    def x(self, x: float, width: float = 0.0) -> float:
        """Where what begins at x, so wide, has its left edge on the page."""
        return self.width - x - width if self.is_rtl else x

    def rect(self, x: float, y: float, width: float, height: float, paint: str, radius: float = 0.0) -> None:
        """Draw a rectangle; `paint` is a class, or what `fade` returned."""
        corners = f' rx="{_n(radius)}"' if radius else ""
        self._elements.append(
            f'<rect x="{_n(self.x(x, width))}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
            f"{corners} {_painted(paint)}/>"
        )

    def polyline(self, points: tuple[tuple[float, float], ...], css: str) -> None:
        """Draw a line through points."""
        places = " ".join(f"{_n(self.x(x))},{_n(y)}" for x, y in points)
        self._elements.append(f'<polyline points="{places}" class="{css}"/>')

    def text(
        self, x: float, middle: float, width: float, text: str, css: str, size: float, align: Align = "start"
    ) -> float:
        """Write a line about a middle, cut where it does not fit; return how wide it may be."""
        shown = fitted(text, width, size)
        content = xml(shown)
        if is_set_right_to_left(shown, self.is_rtl):
            content = f"{_RTL}{content}{_END}"
        place = self.x(x + _SHARES[align] * width)
        anchor = _MIRRORED[align] if self.is_rtl else align
        # Centred by figures: few readers know dominant-baseline.
        self._elements.append(
            f'<text x="{_n(place)}" y="{_n(middle + size * 0.36)}" font-size="{_n(size)}"'
            f' text-anchor="{anchor}" class="{css}">{content}</text>'
        )
        return min(text_width(shown, size), width)

    def open(self, css: str, title: str = "") -> None:
        """Begin a group; the title is what a pointer over it is told."""
        about = f"<title>{xml(title)}</title>" if title else ""
        self._elements.append(f'<g class="{css}">{about}')

    def count(self, records: int) -> None:
        """Say how many records are shown that have no mark of their own."""
        if records:
            self._elements.append(f'<metadata data-records="{records}"/>')

    def close(self) -> None:
        """End the group begun last."""
        self._elements.append("</g>")

    def fade(
        self, x0: float, x1: float, start: float, end: float, opacities: tuple[float, float], css: str
    ) -> str:
        """Make a paint that fades over the first and the last so many pixels, and return it.

        Args:
            opacities: in the middle, and at an end that fades.
        """
        self._fades += 1
        name = f"fade-{self._fades}"
        full, faint = opacities
        length = max(x1 - x0, 0.001)
        stops = (
            (0.0, faint if start else full),
            (min(start / length, 1.0), full),
            (max(1 - end / length, 0.0), full),
            (1.0, faint if end else full),
        )
        drawn = "".join(
            f'<stop offset="{_n(at)}" class="{css}" stop-opacity="{_n(opacity)}"/>' for at, opacity in stops
        )
        self._elements.append(
            f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" y1="0" y2="0"'
            f' x1="{_n(self.x(x0))}" x2="{_n(self.x(x1))}">{drawn}</linearGradient>'
        )
        return f"url(#{name})"


def _painted(paint: str) -> str:
    return f'fill="{paint}"' if paint.startswith("url(") else f'class="{paint}"'


def _n(number: float) -> str:
    """A number as short as it may be: a hundredth of a pixel is seen by nobody."""
    return f"{number:.2f}".rstrip("0").rstrip(".")

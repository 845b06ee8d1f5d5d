"""Bands a user makes: a stretch of time with a name, behind the lanes of the timeline."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from palmyra_desktop.domain.dates import DateSpan, InvalidDate
from palmyra_desktop.domain.errors import InvalidRecord
from palmyra_desktop.domain.timeline.scale import Scale
from palmyra_desktop.i18n import N_, _

COLORS: Mapping[str, str] = {
    "blue": N_("Blue"),
    "green": N_("Green"),
    "amber": N_("Amber"),
    "grey": N_("Grey"),
}
"""Keys of the colours a band may have, with their English labels, marked for translation."""


@dataclass(frozen=True, slots=True)
class MadeBand:
    """A named stretch of time; color is a key of COLORS."""

    name: str
    date: DateSpan
    color: str = "blue"

    @property
    def days(self) -> tuple[float, float]:
        """Where it begins and ends, the end no more part of it; infinite where it is open."""
        first, last = self.date.earliest_day, self.date.latest_day
        return (-inf if first is None else first), (inf if last is None else last + 1)


class MadeBox(NamedTuple):
    """A band in view, from x0 to x1 pixels, in a row counted from the top."""

    band: MadeBand
    row: int
    x0: float
    x1: float


def in_rows(bands: Iterable[MadeBand]) -> tuple[tuple[MadeBand, int], ...]:
    """Return the bands by first day, each with a row in which none lies over another."""
    ends: list[float] = []
    found: list[tuple[MadeBand, int]] = []
    for band in sorted(bands, key=lambda one: one.days):
        start, end = band.days
        row = next((number for number, taken in enumerate(ends) if taken <= start), len(ends))
        ends[row : row + 1] = [end]
        found.append((band, row))
    return tuple(found)


def boxes_in_view(bands: Sequence[tuple[MadeBand, int]], scale: Scale) -> tuple[MadeBox, ...]:
    """Return the bands the scale shows, cut at its edges."""
    found = []
    for band, row in bands:
        start, end = band.days
        x0 = 0.0 if start == -inf else max(scale.x(start), 0.0)
        x1 = scale.width if end == inf else min(scale.x(end), scale.width)
        if x0 < x1:
            found.append(MadeBox(band, row, x0, x1))
    return tuple(found)


def to_values(bands: Iterable[MadeBand]) -> list[dict[str, str]]:
    """Return bands as plain values for JSON."""
    return [{"name": band.name, "date": str(band.date), "color": band.color} for band in bands]


def from_value(value: object) -> MadeBand:
    """Return the band of plain values; a colour there is not is blue.

    Raises:
        InvalidRecord: in words, if it has no name or no date that can be read.
    """
    stored = value if isinstance(value, dict) else {}
    name, date, color = (stored.get(key) for key in ("name", "date", "color"))
    if not isinstance(name, str) or not name.strip():
        raise InvalidRecord("name", _("A band needs a name."))
    if not isinstance(date, str):
        raise InvalidRecord("date", _("A band needs a stretch of time."))
    try:
        return MadeBand(name, DateSpan.parse(date), color if color in tuple(COLORS) else "blue")
    except InvalidDate as error:
        raise InvalidRecord("date", str(error)) from error


def from_values(values: object) -> tuple[MadeBand, ...]:
    """Return the bands of plain values; what is none of them is left out."""
    return tuple(band for value in (values if isinstance(values, list) else ()) for band in _band(value))


def _band(value: object) -> tuple[MadeBand, ...]:
    try:
        return (from_value(value),)
    except InvalidRecord:
        return ()

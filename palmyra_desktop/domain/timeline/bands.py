"""Who held the place: stretches of time to bands, one below the other where claims overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from palmyra_desktop.domain.found import Band
from palmyra_desktop.domain.text import fold
from palmyra_desktop.domain.timeline.scale import Scale


class Holder(Enum):
    """How a band is drawn; the shape (hatched or plain) tells as much as the colour."""

    ISLAMIC_STATE = "islamic_state"
    GOVERNMENT = "government"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class BandBox:
    """A band in view, from x0 to x1 pixels, in a row counted from the top."""

    band: Band
    x0: float
    x1: float
    row: int
    holder: Holder
    is_open: bool


# Whose band it is goes by name: an archive has no list of governments.
_NAMES = {
    Holder.ISLAMIC_STATE: ("islamic state", "isis", "daesh", "الدولة الاسلامية", "تنظيم الدولة", "داعش"),
    Holder.GOVERNMENT: ("syrian army", "government", "الجيش السوري", "الجيش العربي السوري", "الحكومة"),
}
_FOLDED = {holder: tuple(fold(name) for name in names) for holder, names in _NAMES.items()}


def holder_of(title: str) -> Holder:
    """How the band of an actor of this name is drawn."""
    folded = fold(title)
    for holder, names in _FOLDED.items():
        if any(name in folded for name in names):
            return holder
    return Holder.OTHER


def bands_in_view(bands: Sequence[Band], scale: Scale) -> tuple[BandBox, ...]:
    """The bands the scale shows, cut at its edges, in time order.

    A day on which one holder follows another is drawn as the follower's.
    """
    found = []
    for band, row, shared in _stacked(bands):
        x0 = 0.0 if band.first_day is None else scale.x(band.first_day)
        x1 = scale.width if band.last_day is None else scale.x(band.last_day + 1 - shared)
        x0, x1 = max(x0, 0.0), min(x1, scale.width)
        if x0 < x1:
            found.append(BandBox(band, x0, x1, row, holder_of(band.holder.title), band.last_day is None))
    return tuple(found)


def band_rows(bands: Sequence[Band]) -> int:
    """How many rows the bands take."""
    return max((row for _band, row, _shared in _stacked(bands)), default=-1) + 1


def _stacked(bands: Sequence[Band]) -> list[tuple[Band, int, int]]:
    """Each band with its row, and 1 if it ends on the day on which the next of its row begins, else 0."""
    ends: list[float] = []
    found: list[tuple[Band, int, int]] = []
    last_of_row: dict[int, int] = {}
    for band in sorted(bands, key=_by_first_day):
        start = float("-inf") if band.first_day is None else band.first_day
        row = next((number for number, end in enumerate(ends) if end <= start), len(ends))
        if row == len(ends):
            ends.append(0)
        elif ends[row] == start:
            before, _row, _shared = found[last_of_row[row]]
            found[last_of_row[row]] = (before, row, 1)
        ends[row] = float("inf") if band.last_day is None else band.last_day
        last_of_row[row] = len(found)
        found.append((band, row, 0))
    return found


def _by_first_day(band: Band) -> tuple[int, int]:
    return band.date.sort_key

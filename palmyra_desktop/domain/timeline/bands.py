"""Who held the place: claims about stretches of time to one row of bands, contested where they overlap."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from math import inf
from typing import NamedTuple

from palmyra_desktop.domain.found import Band
from palmyra_desktop.domain.text import fold
from palmyra_desktop.domain.timeline.scale import Scale


class Holder(Enum):
    """How a band is drawn; the shape (hatched or plain) tells as much as the colour."""

    ISLAMIC_STATE = "islamic_state"
    GOVERNMENT = "government"
    OTHER = "other"


class Stretch(NamedTuple):
    """Days of which the same is claimed, from `start` up to `end`, which is no more part of it.

    bands: of one holder; of several, each by the band that begins first: then it is contested.
    """

    start: float
    end: float
    bands: tuple[Band, ...]

    @property
    def is_contested(self) -> bool:
        """Whether claims name more than one holder."""
        return len(self.bands) > 1


@dataclass(frozen=True, slots=True)
class BandBox:
    """A stretch in view, from x0 to x1 pixels."""

    bands: tuple[Band, ...]
    x0: float
    x1: float
    holder: Holder
    other_holder: Holder | None = None
    """The second holder claimed, where it is contested."""


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


def stretches(bands: Iterable[Band]) -> tuple[Stretch, ...]:
    """Divide time where a holder comes or goes, in time order; days nobody is said to hold are left out.

    A day on which one holder follows another is the follower's.
    """
    held = _trimmed(_absorbed(bands))
    cuts = sorted({day for _band, start, end in held for day in (start, end)})
    found: list[Stretch] = []
    for start, end in pairwise(cuts):
        there = _one_per_holder(band for band, first, last in held if first < end and last > start)
        if found and found[-1].end == start and _holders(found[-1].bands) == _holders(there):
            found[-1] = found[-1]._replace(end=end)
        elif there:
            found.append(Stretch(start, end, there))
    return tuple(found)


def bands_in_view(held: Sequence[Stretch], scale: Scale) -> tuple[BandBox, ...]:
    """The stretches the scale shows, cut at its edges, in time order."""
    return tuple(_boxes(held, scale))


def _boxes(held: Sequence[Stretch], scale: Scale) -> Iterator[BandBox]:
    for stretch in held:
        x0 = 0.0 if stretch.start == -inf else max(scale.x(stretch.start), 0.0)
        x1 = scale.width if stretch.end == inf else min(scale.x(stretch.end), scale.width)
        if x0 < x1:
            holders = [holder_of(band.holder.title) for band in stretch.bands]
            other = holders[1] if stretch.is_contested else None
            yield BandBox(stretch.bands, x0, x1, holders[0], other)


def _absorbed(bands: Iterable[Band]) -> tuple[Band, ...]:
    """The bands without those that lie in a longer one of the same holder, which takes their claims."""
    kept: list[Band] = []
    for band in sorted(bands, key=_longest_first):
        place = next((n for n, other in enumerate(kept) if _lies_in(band, other)), None)
        if place is None:
            kept.append(band)
        else:
            claims = tuple(sorted({*kept[place].claims, *band.claims}))
            kept[place] = replace(kept[place], claims=claims)
    return tuple(sorted(kept, key=_by_first_day))


def _lies_in(band: Band, other: Band) -> bool:
    return (
        band.holder.ref == other.holder.ref
        and band.holder.title == other.holder.title
        and _start(other) <= _start(band)
        and _end(band) <= _end(other)
    )


def _trimmed(bands: Sequence[Band]) -> list[tuple[Band, float, float]]:
    """Each band with its days; without the last where another holder begins on it."""
    firsts = {(_start(band), band.holder.title) for band in bands}
    found = []
    for band in bands:
        start, end = _start(band), _end(band)
        if end - 1 > start and any(day == end - 1 and title != band.holder.title for day, title in firsts):
            end -= 1
        found.append((band, start, end))
    return found


def _one_per_holder(bands: Iterable[Band]) -> tuple[Band, ...]:
    first: dict[str, Band] = {}
    for band in bands:
        first.setdefault(band.holder.title, band)
    return tuple(first.values())


def _holders(bands: Iterable[Band]) -> frozenset[str]:
    return frozenset(band.holder.title for band in bands)


def _start(band: Band) -> float:
    return -inf if band.first_day is None else band.first_day


def _end(band: Band) -> float:
    return inf if band.last_day is None else band.last_day + 1


def _longest_first(band: Band) -> tuple[float, float]:
    return _start(band) - _end(band), _start(band)


def _by_first_day(band: Band) -> tuple[int, int]:
    return band.date.sort_key

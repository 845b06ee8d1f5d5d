"""From bar to bar by keyboard: earlier and later in time, up and down between lanes."""

from collections.abc import Iterator

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline.layout import LaneRows, Layout, Placed

Place = tuple[LaneRows, Placed]
"""A bar in one of its lanes."""


def find(layout: Layout, ref: RecordRef | None, lane: FacetKey | None = None) -> Place | None:
    """Where a record stands: in the lane given if it does, else in the first that has it."""
    places = list(places_of(layout, ref))
    return next((place for place in places if place[0].lane.key == lane), places[0] if places else None)


def places_of(layout: Layout, ref: RecordRef | None) -> Iterator[Place]:
    """Every place of a record, the topmost first."""
    if ref is None:
        return
    for lane in layout.lanes:
        for row in lane.rows:
            yield from ((lane, one) for one in row.placed if one.bar.ref == ref)


def in_time(layout: Layout) -> tuple[Place, ...]:
    """Each record once, in time order, with the topmost place it has."""
    first: dict[RecordRef, Place] = {}
    for lane in layout.lanes:
        for row in lane.rows:
            for one in row.placed:
                first.setdefault(one.bar.ref, (lane, one))
    return tuple(sorted(first.values(), key=_by_time_of_second))


def along(layout: Layout, ref: RecordRef | None, step: int) -> Place | None:
    """The record so many steps later or earlier in time; the first or last if there is none to start from."""
    bars = in_time(layout)
    if not bars:
        return None
    places = {place[1].bar.ref: number for number, place in enumerate(bars)}
    if ref is None or ref not in places:
        return bars[0] if step > 0 else bars[-1]
    return bars[min(max(places[ref] + step, 0), len(bars) - 1)]


def across(layout: Layout, ref: RecordRef | None, lane: FacetKey | None, step: int) -> Place | None:
    """The bar nearest in time in the row above (-1) or below (1), of the same lane or the next."""
    here = find(layout, ref, lane)
    if here is None:
        return along(layout, ref, step)
    at = here[0].top + next(number for number, row in enumerate(here[0].rows) if here[1] in row.placed)
    there = layout.at_row(at + step)
    while there is not None and not there[1].placed:  # a row of stacks
        at += step
        there = layout.at_row(at + step)
    if there is None:
        return here
    lane_rows, row = there
    day = here[1].bar.date.sort_key[0]
    return lane_rows, min(row.placed, key=lambda one: abs(one.bar.date.sort_key[0] - day))


def beside(layout: Layout, ref: RecordRef | None, lane: FacetKey | None, step: int) -> Place | None:
    """The bar nearest in time in the lane below (1) or above (-1); None beyond the last and the first.

    Without a bar to start from, the earliest one of the first lane, or of the last.
    """
    here = find(layout, ref, lane)
    lanes = [one for one in layout.lanes if any(row.placed for row in one.rows)]
    at = lanes.index(here[0]) + step if here else 0 if step > 0 else len(lanes) - 1
    if not 0 <= at < len(lanes):
        return None
    day = here[1].bar.date.sort_key[0] if here else 0
    bars = (one for row in lanes[at].rows for one in row.placed)
    nearest = min(bars, key=lambda one: (abs(one.bar.date.sort_key[0] - day) if here else 0, *_by_time(one)))
    return lanes[at], nearest


def _by_time(one: Placed) -> tuple[int, int, int]:
    return (*one.bar.date.sort_key, one.bar.ref.id)


def _by_time_of_second(place: Place) -> tuple[int, int, int]:
    return _by_time(place[1])

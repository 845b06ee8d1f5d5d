"""How somebody looks at lanes: their order, and which are pinned to the top, collapsed, or hidden."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf
from typing import Any

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.found import Lane
from palmyra_desktop.domain.text import name_key
from palmyra_desktop.i18n import N_

NO_LANE = ""
"""Key of the lane of records that belong to none."""
OF_NONE: Mapping[str, str] = {
    "monument": N_("No monument"),
    "actor": N_("No actor"),
    "claimant": N_("No claimant"),
    "event_kind": N_("No kind of event"),
    "place": N_("No place"),
    "publisher": N_("No publisher"),
}
"""The facets lanes may stand for, with what the lane of records that belong to none is called."""


class LaneOrder(StrEnum):
    """By what lanes are ordered; equal ones stay as they were, that of no value is always last."""

    FIRST = "first"
    """By the first date in them."""
    COUNT = "count"
    """The fullest first."""
    NAME = "name"


@dataclass(frozen=True, slots=True)
class LaneView:
    """How the lanes of one facet are looked at.

    Attributes:
        pinned: the lanes that stay at the top, in that order. collapsed: those of one row without labels.
    """

    order: LaneOrder = LaneOrder.COUNT
    pinned: tuple[FacetKey, ...] = ()
    collapsed: frozenset[FacetKey] = frozenset()
    hidden: frozenset[FacetKey] = frozenset()

    def ordered_by(self, order: LaneOrder) -> "LaneView":
        """Return it in another order."""
        return replace(self, order=order)

    def with_pinned(self, key: FacetKey, is_pinned: bool) -> "LaneView":
        """Return it with a lane at the top, below those pinned before; or back in its place."""
        others = tuple(other for other in self.pinned if other != key)
        return replace(self, pinned=(*others, key) if is_pinned else others)

    def with_collapsed(self, keys: Iterable[FacetKey], is_collapsed: bool) -> "LaneView":
        """Return it with lanes collapsed or opened."""
        return replace(self, collapsed=_with(self.collapsed, keys, is_collapsed))

    def with_hidden(self, keys: Iterable[FacetKey], is_hidden: bool) -> "LaneView":
        """Return it with lanes hidden or shown again."""
        return replace(self, hidden=_with(self.hidden, keys, is_hidden))

    def shown(self, lanes: Iterable[Lane]) -> tuple[Lane, ...]:
        """Return the lanes that are not hidden, in order, the pinned ones first."""
        pinned = {key: place for place, key in enumerate(self.pinned)}

        def place(lane: Lane) -> tuple[float, bool, float, str]:
            first = lane.days.days[0] if lane.days.days else inf
            by = {LaneOrder.FIRST: first, LaneOrder.COUNT: -float(lane.count)}
            at = pinned.get(lane.key, len(pinned))
            name = name_key(lane.label) if self.order is LaneOrder.NAME else ""
            return at, lane.key == NO_LANE, by.get(self.order, 0.0), name

        return tuple(sorted((lane for lane in lanes if lane.key not in self.hidden), key=place))

    def hidden_of(self, lanes: Iterable[Lane]) -> tuple[Lane, ...]:
        """Return those of the lanes that are hidden, by name."""
        found = (lane for lane in lanes if lane.key in self.hidden)
        return tuple(sorted(found, key=lambda lane: name_key(lane.label)))

    def to_json(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {
            "order": self.order.value,
            "pinned": list(self.pinned),
            "collapsed": sorted(self.collapsed, key=str),
            "hidden": sorted(self.hidden, key=str),
        }

    @classmethod
    def from_json(cls, values: object) -> "LaneView":
        """Return what `to_json` wrote; what cannot be understood is as if nobody had chosen it."""
        stored: Mapping[str, Any] = values if isinstance(values, dict) else {}
        order = stored.get("order")
        return cls(
            LaneOrder(order) if order in tuple(LaneOrder) else LaneOrder.COUNT,
            _keys(stored.get("pinned")),
            frozenset(_keys(stored.get("collapsed"))),
            frozenset(_keys(stored.get("hidden"))),
        )


def _with(keys: frozenset[FacetKey], some: Iterable[FacetKey], are_in: bool) -> frozenset[FacetKey]:
    return keys | set(some) if are_in else keys - set(some)


def _keys(values: object) -> tuple[FacetKey, ...]:
    stored: Sequence[Any] = values if isinstance(values, list) else ()
    return tuple(dict.fromkeys(key for key in stored if type(key) in (int, str)))

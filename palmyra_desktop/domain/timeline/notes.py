"""What is known of bars beside their own date: who dates them, who disagrees, who played which part."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.found import Bar
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline.reports import Turn


class Dating(NamedTuple):
    """A date claimed for a record.

    by: who says so, "" where nobody is named. source: title of the document, "" without one.
    """

    date: DateSpan
    by: str
    source: str


class Mark(NamedTuple):
    """The stance of a report, and its turn among those about the same."""

    stance: str
    turn: Turn | None = None


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes on the bars of a timeline.

    Attributes:
        datings: the dates claimed for a record, in the order they were said.
        roles: keys of `actor_role` that an actor has in the bars of its lane, the most frequent first.
        marks: of reports.
        left_out: records that go on from before the days asked for, and are too many to be drawn.
    """

    datings: Mapping[RecordRef, tuple[Dating, ...]] = field(default_factory=dict)
    roles: Mapping[FacetKey, tuple[str, ...]] = field(default_factory=dict)
    marks: Mapping[RecordRef, Mark] = field(default_factory=dict)
    left_out: int = 0

    def ghosts(self, bar: Bar) -> tuple[DateSpan, ...]:
        """Return the dates claimed for a bar that cannot be the one shown, each once, in time order.

        A date that is only less precise is none: it says nothing else.
        """
        claimed = {one.date for one in self.datings.get(bar.ref, ())}
        return tuple(sorted((date for date in claimed if date.disagrees_with(bar.date)), key=_in_time))

    def is_disputed(self, bar: Bar) -> bool:
        """Whether no time fits all that is claimed, or what is shown and what is claimed."""
        dates = [bar.date, *(one.date for one in self.datings.get(bar.ref, ()))]
        return any(one.disagrees_with(other) for n, one in enumerate(dates) for other in dates[:n])


def _in_time(date: DateSpan) -> tuple[int, int]:
    return date.sort_key

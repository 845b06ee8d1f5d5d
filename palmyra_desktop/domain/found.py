"""The answers to a search: ids and first rows, facet counts, a record with all that is linked to it."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from typing import Any

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.criteria import FacetKey
from palmyra_desktop.domain.custody import Custody
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import Link, Record, RecordRef


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        ids: all found, in order, as array("q"). rows: the first of them, whole.
        total: how many of the kind there are without any filter.
        conflicts: how many of those found carry a claim of status conflict.
    """

    kind: Kind
    ids: "array[int]"
    rows: tuple[Record, ...]
    total: int
    conflicts: int = 0


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and how many records it would give.

    Attributes:
        label: a record's title or a text; for a term its key (show it through the vocabulary).
    """

    key: FacetKey
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """A facet's values, most first, then by label; counted without the facet's own choice.

    Attributes:
        label: English, marked for translation. vocabulary: of its terms, or None.
        values: chosen ones are always among them, with 0 if nothing matches.
    """

    facet: str
    label: str
    vocabulary: str | None
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class LinkedGroup:
    """Records of one kind that point at a record, for example the claims that cite a source.

    Attributes:
        label: English, marked for translation ("Events", "Claims citing it").
        links: at most the first 200, in the kind's own order. total: how many there are.
    """

    label: str
    kind: Kind
    links: tuple[Link, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Detail:
    """A record with all that is linked to it.

    Attributes:
        claims: the claims about it (of a claim: those resting on it), by field, then date said.
        chosen: claimed field to the id of the claim its shown value rests on.
        linked: records that point at it, nonempty groups alone.
        other_names: of each linked monument or actor, one name in another script, for show.
        custody: what became of the file or text it holds, in order.
    """

    record: Record
    claims: tuple[Claim, ...]
    chosen: Mapping[str, int]
    linked: tuple[LinkedGroup, ...]
    other_names: Mapping[RecordRef, str]
    custody: tuple[Custody, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A dated record on the timeline.

    Attributes:
        lanes: keys of the lanes it lies in (an event of two monuments lies in both); ("",) without lanes.
        first_day, last_day: day numbers as in `DateSpan`, None for an open or unknown end.
    """

    ref: RecordRef
    title: str
    date: DateSpan
    first_day: int | None
    last_day: int | None
    lanes: tuple[FacetKey, ...]

    @property
    def day(self) -> int | None:
        """The day it counts on; None where it has none."""
        return self.last_day if self.first_day is None else self.first_day


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of time a place was held, as claimed.

    Attributes:
        claims: the ids of the claims it rests on. contested: another claim says otherwise for part of it.
    """

    holder: Link
    date: DateSpan
    first_day: int | None
    last_day: int | None
    claims: tuple[int, ...]
    contested: bool = False


@dataclass(frozen=True, slots=True)
class DayCounts:
    """How many records count on each day: on their earliest, or on their latest where that is open.

    However many records there are, any stretch of days is counted in no time. Nothing by default.

    Attributes:
        days: those on which any counts, in order.
        before: for each of them how many count earlier, and last how many count at all.
        kept: what was made of them, for those who ask for it again and again; to be emptied at will.
    """

    days: Sequence[int] = ()
    before: Sequence[int] = (0,)
    kept: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, days: Iterable[int]) -> "DayCounts":
        """Count records by their days, which come in order."""
        return cls.numbered((day, len(list(same))) for day, same in groupby(days))

    @classmethod
    def numbered(cls, numbers: Iterable[tuple[int, int]]) -> "DayCounts":
        """Take how many count on each day; the days come in order."""
        pairs = list(numbers)
        if not pairs:
            return cls()
        totals = accumulate((number for _day, number in pairs), initial=0)
        return cls(array("q", (day for day, _number in pairs)), array("q", totals))

    @property
    def total(self) -> int:
        """How many records count at all."""
        return self.before[-1]

    def between(self, first_day: float, last_day: float) -> int:
        """How many count on these days, both included."""
        start, end = bisect_left(self.days, first_day), bisect_right(self.days, last_day)
        return self.before[end] - self.before[start] if end > start else 0


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the timeline: a value of the facet that the lanes stand for, or all without one ("").

    Attributes:
        label: as of a `FacetValue`. days: when its records count.
    """

    key: FacetKey
    label: str
    count: int
    days: DayCounts = DayCounts()


@dataclass(frozen=True, slots=True)
class Spans:
    """What the timeline draws for a search.

    Attributes:
        bars: of all that is dated, by first day; none where they are too many. lanes: most records first.
        undated: how many of the records found have no day at all; undated_links: the first, by title.
        first_day, last_day: the extent of all that is dated. days: when the records count.
    """

    bars: tuple[Bar, ...]
    lanes: tuple[Lane, ...]
    bands: tuple[Band, ...]
    undated: int
    total: int
    first_day: int | None
    last_day: int | None
    undated_links: tuple[Link, ...] = ()
    days: DayCounts = DayCounts()

    @property
    def is_empty(self) -> bool:
        """Whether nothing has a date."""
        return not (self.bars or self.days.total)

    @property
    def has_all_bars(self) -> bool:
        """Whether every dated record has its bar here; else those of a stretch of days are asked for."""
        return len(self.bars) >= self.days.total


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search kept under a name in the archive; `criteria` as `Criteria.to_json` gives it."""

    id: int
    name: str
    criteria: Mapping[str, object]

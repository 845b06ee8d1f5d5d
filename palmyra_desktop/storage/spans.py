"""Criteria to what the timeline draws: bars, lanes, when records count, and who held the place.

The bars are there where they are few; else those of a stretch of days are asked for with `bars_between`. The
bands are the claims on HELD_BY.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement, Connection, select

from palmyra_desktop.domain.claim import HELD_BY, Claim
from palmyra_desktop.domain.contradiction import AFFIRMING, disagreeing
from palmyra_desktop.domain.criteria import Criteria, FacetKey
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Band, Bar, DayCounts, Lane, Spans
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link, RecordRef
from palmyra_desktop.storage.drawn import Drawn, drawn
from palmyra_desktop.storage.facets import Facet, facets_of
from palmyra_desktop.storage.kept_dates import kept_date
from palmyra_desktop.storage.records import read, titles_of
from palmyra_desktop.storage.relations import live
from palmyra_desktop.storage.schema import claim

if TYPE_CHECKING:  # brings numpy, which is imported in a worker once the window shows
    from palmyra_desktop.storage.facet_index.indexes import Indexes

MOST_BARS: Final = 5_000
_LANES_EACH: Final = 4
"""In how many lanes so many bars may lie on average; beyond, they are as many as too many bars."""
_MOST_UNDATED = 50
_NO_LANE = ""


def spans(connection: Connection, criteria: Criteria, lanes: str, indexes: "Indexes | None" = None) -> Spans:
    """Return what the timeline draws.

    Args:
        lanes: "none", or the key of a facet: a lane is a value of it. Bars of several lie in each of those
            lanes; one of none lies in the lane "". indexes: those of the archive; where they have an answer,
            it is theirs.
    """
    return spans_of(drawn(connection, criteria, indexes), lanes, indexes)


def spans_of(found: Drawn, lanes: str, indexes: "Indexes | None" = None) -> Spans:
    """Return what the timeline draws of some records; `lanes` and `indexes` as for `spans`."""
    days, total, last = found.days(), found.total(), found.last_day()
    facet = _facet(found.kind, lanes)
    has_all = days.total <= MOST_BARS
    bars = _bars(found, facet, found.are_drawn) if has_all else ()
    if _are_too_many(bars):
        bars, has_all = (), False
    days_of = _days_of_lanes(bars, days) if has_all or facet is None else found.days_of_values(facet)
    return Spans(
        bars=bars,
        lanes=_lanes(found.connection, facet, days_of),
        bands=indexes.once(found.connection, _bands) if indexes else _bands(found.connection),
        undated=total - days.total,
        total=total,
        first_day=days.days[0] if days.total else None,
        last_day=max(days.days[-1], days.days[-1] if last is None else last) if days.total else None,
        undated_links=_undated(found),
        days=days,
    )


def bars_between(
    connection: Connection,
    criteria: Criteria,
    lanes: str,
    first_day: int,
    last_day: int,
    indexes: "Indexes | None" = None,
) -> tuple[tuple[Bar, ...], int] | None:
    """Return the bars that have any of these days, by first day, and how many are left out.

    Where they are more than MOST_BARS, those that count on one of the days, and the longest of the others;
    None where the first alone are too many.
    """
    return bars_of(drawn(connection, criteria, indexes), lanes, first_day, last_day)


def bars_of(found: Drawn, lanes: str, first_day: int, last_day: int) -> tuple[tuple[Bar, ...], int] | None:
    """Return the bars of some records as `bars_between` does."""
    there = found.between(first_day, last_day, MOST_BARS)
    if there is None:
        return None
    condition, left_out = there
    bars = _bars(found, _facet(found.kind, lanes), condition)
    return None if _are_too_many(bars) else (bars, left_out)


def _are_too_many(bars: Sequence[Bar]) -> bool:
    return sum(len(bar.lanes) for bar in bars) > MOST_BARS * _LANES_EACH


def _facet(kind: Kind, lanes: str) -> Facet | None:
    return next((facet for facet in facets_of(kind) if facet.key == lanes), None)


def _bars(found: Drawn, facet: Facet | None, condition: ColumnElement[bool]) -> tuple[Bar, ...]:
    """Return the bars of a condition by first day."""
    table, key = found.table, record_type(found.kind).title_key
    columns = table.c.id, table.c[key], found.date(), found.date("first"), found.date("last")
    dated = select(*columns).where(condition, found.day.is_not(None))
    in_time = dated.order_by(found.date("sort"), found.date("last"), table.c.id)
    rows = found.connection.execute(in_time).all()
    lanes_of = _lanes_of(found, facet, [row[0] for row in rows])
    return tuple(
        Bar(
            RecordRef(found.kind, number),
            title,
            kept_date(text),
            first,
            last,
            lanes_of.get(number, (_NO_LANE,)),
        )
        for number, title, text, first, last in rows
    )


def _undated(found: Drawn) -> tuple[Link, ...]:
    title = found.table.c[record_type(found.kind).title_key]
    undated = select(found.table.c.id, title).where(found.undated())
    rows = found.connection.execute(undated.order_by(title, found.table.c.id).limit(_MOST_UNDATED))
    return tuple(Link(found.kind, number, text) for number, text in rows)


def _lanes_of(found: Drawn, facet: Facet | None, ids: Sequence[int]) -> Mapping[int, tuple[FacetKey, ...]]:
    lanes_of: dict[int, list[FacetKey]] = defaultdict(list)
    for number, key in found.values(facet, ids) if facet else ():
        lanes_of[number].append(key)
    return {number: tuple(keys) for number, keys in lanes_of.items()}


def _days_of_lanes(bars: Sequence[Bar], days: DayCounts) -> dict[FacetKey | None, DayCounts]:
    """Return when the bars of each lane count; all of them where they lie in no other."""
    by_lane: dict[FacetKey, list[int]] = defaultdict(list)
    for bar in bars:
        for lane in bar.lanes:
            if bar.day is not None:
                by_lane[lane].append(bar.day)
    if not by_lane.keys() - {_NO_LANE}:
        return {None: days} if days.total else {}
    return {lane or None: DayCounts.of(sorted(some)) for lane, some in by_lane.items()}


def _lanes(
    connection: Connection, facet: Facet | None, days_of: Mapping[FacetKey | None, DayCounts]
) -> tuple[Lane, ...]:
    """Return the lanes, the fullest first, that of no value last."""
    keys = [key for key in days_of if key is not None]
    labels: dict[FacetKey, str] = {key: str(key) for key in keys}
    if facet is not None and facet.target is not None:
        titles = titles_of(connection, facet.target, [int(key) for key in keys])
        labels = {key: titles[int(key)] for key in keys}
    found = [Lane(key, labels[key], days_of[key].total, days_of[key]) for key in keys]
    found.sort(key=lambda lane: (-lane.count, lane.label, str(lane.key)))
    rest = days_of.get(None)
    return (*found, Lane(_NO_LANE, "", rest.total, rest)) if rest else tuple(found)


def _bands(connection: Connection) -> tuple[Band, ...]:
    """Return who held each place, as claimed, by first day; claims of the same stretch are one band.

    A band is contested where its claims contradict others about that place (domain/contradiction.py): a
    handover within the day or month that both name is no contest, a denial is one, a prediction is neither.
    """
    # An index has all that the inner select asks for: no other claim need be read.
    of_field = claim.alias()
    holding = select(of_field.c.id).where(of_field.c.field == HELD_BY)
    ids = connection.execute(select(claim.c.id).where(claim.c.id.in_(holding), live(claim))).scalars()
    claims = [found for found in read(connection, Kind.CLAIM, ids) if isinstance(found, Claim)]
    by_place: dict[RecordRef, list[Claim]] = defaultdict(list)
    stretches: dict[tuple[RecordRef, Link, str], list[Claim]] = defaultdict(list)
    for found in claims:
        by_place[found.subject.ref].append(found)
        holder = found.value_link or Link(Kind.ACTOR, 0, found.value or "")
        if found.about and holder.title and found.stance in AFFIRMING:
            stretches[found.subject.ref, holder, str(found.about)].append(found)
    against = frozenset[int]().union(*map(disagreeing, by_place.values()))
    bands = [
        _band(holder, DateSpan(about), same, against) for (_place, holder, about), same in stretches.items()
    ]
    return tuple(sorted(bands, key=lambda band: (band.date.sort_key, band.holder.title)))


def _band(holder: Link, about: DateSpan, claims: Sequence[Claim], against: frozenset[int]) -> Band:
    numbers = tuple(sorted(found.id for found in claims))
    contested = not against.isdisjoint(numbers)
    return Band(holder, about, about.earliest_day, about.latest_day, numbers, contested)

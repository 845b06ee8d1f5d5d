"""Criteria to what the timeline draws: bars, lanes, and who held the place.

Of monuments and actors the bars are the events they are linked to. The bands are the claims on HELD_BY.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Select, func, select

from palmyra_desktop.domain.claim import HELD_BY, Claim
from palmyra_desktop.domain.contradiction import AFFIRMING, disagreeing
from palmyra_desktop.domain.criteria import Criteria, FacetKey
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Band, Bar, Lane, Spans
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link, RecordRef
from palmyra_desktop.storage import relations
from palmyra_desktop.storage.records import read, titles
from palmyra_desktop.storage.relations import KEY, RECORD, live
from palmyra_desktop.storage.rows import chunks
from palmyra_desktop.storage.schema import RECORD_TABLES, claim
from palmyra_desktop.storage.selection import select_by

MOST_BARS = 20_000
_MOST_UNDATED = 50
_NO_LANE = ""
_LANES = {"monument": (relations.monuments, Kind.MONUMENT), "actor": (relations.actors, Kind.ACTOR)}


def spans(connection: Connection, criteria: Criteria, lanes: str) -> Spans:
    """Return what the timeline draws.

    Args:
        lanes: "none", "monument" or "actor". Bars of several lie in each of those lanes; one of none lies in
            the lane "".
    """
    kind, ids = _drawn(connection, criteria)
    table = RECORD_TABLES[kind]
    key = record_type(kind).date_key or "date"
    dated = select(
        table.c.id,
        table.c[record_type(kind).title_key],
        table.c[key],
        table.c[f"{key}_first"],
        table.c[f"{key}_last"],
    ).where(table.c.id.in_(ids), table.c[key].is_not(None))
    rows = connection.execute(
        dated.order_by(table.c[f"{key}_sort"], table.c[f"{key}_last"], table.c.id)
    ).all()
    found = select(func.count()).select_from(table).where(table.c.id.in_(ids))
    total = connection.execute(found).scalar_one()
    lanes_of = _lanes_of(connection, kind, lanes, [row[0] for row in rows[:MOST_BARS]])
    bars = tuple(
        Bar(RecordRef(kind, number), title, DateSpan(text), first, last, lanes_of.get(number, (_NO_LANE,)))
        for number, title, text, first, last in rows[:MOST_BARS]
    )
    days = [day for row in rows for day in (row[3], row[4]) if day is not None]
    return Spans(
        bars=bars,
        lanes=_lanes(connection, lanes, bars),
        bands=_bands(connection),
        undated=total - len(rows),
        total=total,
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        undated_links=_undated(connection, kind, ids),
    )


def _drawn(connection: Connection, criteria: Criteria) -> tuple[Kind, Select[tuple[int]]]:
    """Return the kind of the bars and a select of their ids."""
    kind = criteria.kind
    found = select_by(connection, criteria).ids()
    if kind not in (Kind.MONUMENT, Kind.ACTOR):
        return kind, found
    pairs = relations.events(kind).subquery()
    return Kind.EVENT, select(pairs.c[KEY]).where(pairs.c[RECORD].in_(found))


def _undated(connection: Connection, kind: Kind, ids: Select[tuple[int]]) -> tuple[Link, ...]:
    table = RECORD_TABLES[kind]
    about = record_type(kind)
    title = table.c[about.title_key]
    has_no_date = table.c[about.date_key or "date"].is_(None)
    undated = select(table.c.id, title).where(table.c.id.in_(ids), has_no_date)
    rows = connection.execute(undated.order_by(title, table.c.id).limit(_MOST_UNDATED))
    return tuple(Link(kind, number, text) for number, text in rows)


def _lanes_of(
    connection: Connection, kind: Kind, lanes: str, ids: Sequence[int]
) -> Mapping[int, tuple[FacetKey, ...]]:
    if lanes not in _LANES:
        return {}
    relation, _target = _LANES[lanes]
    pairs = relation(kind).subquery()
    found: dict[int, list[FacetKey]] = defaultdict(list)
    for some in chunks(ids):
        rows = select(pairs.c[RECORD], pairs.c[KEY]).where(pairs.c[RECORD].in_(some)).distinct()
        for number, key in connection.execute(rows.order_by(pairs.c[RECORD], pairs.c[KEY])):
            found[number].append(key)
    return {number: tuple(keys) for number, keys in found.items()}


def _lanes(connection: Connection, lanes: str, bars: Sequence[Bar]) -> tuple[Lane, ...]:
    counted = Counter(lane for bar in bars for lane in bar.lanes)
    labels: dict[FacetKey, str] = {_NO_LANE: ""}
    if lanes in _LANES:
        target = _LANES[lanes][1]
        refs = (RecordRef(target, int(key)) for key in counted if key != _NO_LANE)
        labels |= {ref.id: title for ref, title in titles(connection, refs).items()}
    found = [Lane(key, labels[key], count) for key, count in counted.items() if key in labels]
    return tuple(sorted(found, key=lambda lane: (lane.key == _NO_LANE, -lane.count, lane.label)))


def _bands(connection: Connection) -> tuple[Band, ...]:
    """Return who held each place, as claimed, by first day; claims of the same stretch are one band.

    A band is contested where its claims contradict others about that place (domain/contradiction.py): a
    handover within the day or month that both name is no contest, a denial is one, a prediction is neither.
    """
    ids = connection.execute(select(claim.c.id).where(claim.c.field == HELD_BY, live(claim))).scalars()
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

"""Criteria to what the timeline draws: bars, lanes, and who held the place.

Of monuments and actors the bars are the events they are linked to. The bands are the claims on HELD_BY.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Select, select

from palmyra_desktop.domain.claim import HELD_BY, Claim
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
    total = len(connection.execute(select(table.c.id).where(table.c.id.in_(ids))).all())
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
    """Return who held the place, as claimed, by first day; claims of the same stretch are one band."""
    ids = connection.execute(
        select(claim.c.id).where(claim.c.field == HELD_BY, claim.c.about.is_not(None), live(claim))
    ).scalars()
    stretches: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for found in read(connection, Kind.CLAIM, ids):
        if isinstance(found, Claim) and found.about and found.stance not in ("denies", "doubts"):
            holder = found.value_link.title if found.value_link else found.value or ""
            stretches[holder, str(found.about)].append(found)
    bands = [_band(same) for (holder, _about), same in stretches.items() if holder]
    ordered = sorted(bands, key=lambda band: (band.date.sort_key, band.holder.title))
    return tuple(_contested(band, ordered) for band in ordered)


def _band(claims: Sequence[Claim]) -> Band:
    first = claims[0]
    assert first.about is not None
    holder = first.value_link or Link(Kind.ACTOR, 0, first.value or "")
    numbers = tuple(sorted(found.id for found in claims))
    return Band(holder, first.about, first.about.earliest_day, first.about.latest_day, numbers)


def _contested(band: Band, others: Sequence[Band]) -> Band:
    """Mark a band that overlaps another holder's by more than the day of the change."""
    for other in others:
        if other.holder != band.holder and _shared_days(band, other) > 1:
            return Band(band.holder, band.date, band.first_day, band.last_day, band.claims, True)
    return band


def _shared_days(one: Band, two: Band) -> int:
    far = 1 << 62
    start = max(-far if day is None else day for day in (one.first_day, two.first_day))
    end = min(far if day is None else day for day in (one.last_day, two.last_day))
    return end - start + 1

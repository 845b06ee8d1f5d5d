"""Selections to write, made from whole records without an archive."""

from collections.abc import Sequence

from palmyra_desktop.domain.criteria import Criteria, FacetKey
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.file_form import record_values, value_keys
from palmyra_desktop.domain.found import Band, Bar, Lane, Spans
from palmyra_desktop.domain.plain_page import PlainColumns, PlainInside, PlainPage
from palmyra_desktop.domain.record import heading
from palmyra_desktop.domain.reference import Link, Record, RecordRef
from palmyra_desktop.domain.timeline.density import counted
from palmyra_desktop.exporters.base import ExportItem, Selection
from palmyra_desktop.exporters.dated import date_of, is_placed
from tests.records import RECORDS


def selection(
    *items: ExportItem, columns: tuple[str, ...] | None = None, bands: tuple[Band, ...] = ()
) -> Selection:
    kind = items[0].record.kind if items else Kind.EVENT
    return Selection(
        kind,
        Criteria(kind),
        len(items),
        items,
        [_plain(item, columns) for item in items],
        _records,
        _lookup,
        cited,
        columns or value_keys(kind),
        "Sample",
        ("Monument: Temple of Bel",),
        bands=lambda: bands,
        spans=lambda lanes: spans_of([item.record for item in items], lanes, bands),
    )


def spans_of(records: Sequence[Record], lanes: str, bands: tuple[Band, ...] = ()) -> Spans:
    """What the timeline draws of records, in lanes by monument or none."""
    bars = [bar for record in records if (bar := _bar(record, lanes))]
    bars.sort(key=lambda bar: bar.date.sort_key)
    names: dict[FacetKey, str] = {
        link.id: link.title for record in records for link in getattr(record, "monuments", ())
    }
    keys = dict.fromkeys(key for bar in bars for key in bar.lanes)
    by_lane = {key: counted(bar for bar in bars if key in bar.lanes) for key in keys}
    found = [Lane(key, names.get(key, ""), days.total, days) for key, days in by_lane.items()]
    days = counted(bars)
    undated = [record for record in records if _bar(record, lanes) is None]
    return Spans(
        bars=tuple(bars),
        lanes=tuple(sorted(found, key=lambda lane: (lane.key == "", -lane.count, lane.label))),
        bands=bands,
        undated=len(undated),
        total=len(records),
        first_day=days.days[0] if bars else None,
        last_day=max((bar.last_day or bar.day or 0 for bar in bars), default=None),
        undated_links=tuple(Link(record.kind, record.id, heading(record)) for record in undated[:50]),
        days=days,
    )


def _bar(record: Record, lanes: str) -> Bar | None:
    date = date_of(record)
    if date is None or not is_placed(date):
        return None
    monuments = getattr(record, "monuments", ()) if lanes == "monument" else ()
    keys = tuple(dict.fromkeys(link.id for link in monuments)) or ("",)
    return Bar(record.ref, heading(record), date, date.earliest_day, date.latest_day, keys)


def cited(record: Record) -> str:
    return f"cited {record.uid}"


def _columns(records: Sequence[Record], columns: tuple[str, ...] | None = None) -> PlainColumns:
    rows = [
        (record.uid, *(record_values(record)[key] for key in columns or value_keys(record.kind)))
        for record in records
    ]
    return tuple(zip(*rows, strict=True))


def _plain(item: ExportItem, columns: tuple[str, ...] | None) -> PlainPage:
    inside = PlainInside(len(item.claims), item.chosen, item.text)
    return PlainPage(_columns([item.record], columns), [inside], _columns(item.claims))


def _records(refs: Sequence[RecordRef]) -> list[Record]:
    return [record for record in RECORDS if record.ref in refs]


def _lookup(kind: Kind, ids: Sequence[int]) -> list[PlainPage]:
    found = [record for record in RECORDS if record.kind is kind and record.id in ids]
    return [PlainPage(_columns(found), [PlainInside()] * len(found))] if found else []

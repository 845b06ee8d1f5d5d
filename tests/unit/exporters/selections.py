"""Selections to write, made from whole records without an archive."""

from collections.abc import Sequence

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.file_form import PlainRow, record_values, value_keys
from palmyra_desktop.domain.found import Band
from palmyra_desktop.domain.reference import Record, RecordRef
from palmyra_desktop.exporters.base import ExportItem, PlainItem, Selection
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
        [[_plain(item, columns)] for item in items],
        _records,
        _lookup,
        cited,
        columns or value_keys(kind),
        "Sample",
        ("Monument: Temple of Bel",),
        bands=lambda: bands,
    )


def cited(record: Record) -> str:
    return f"cited {record.uid}"


def _row(record: Record, columns: tuple[str, ...] | None = None) -> PlainRow:
    values = record_values(record)
    return (record.uid, *(values[key] for key in columns or value_keys(record.kind)))


def _plain(item: ExportItem, columns: tuple[str, ...] | None) -> PlainItem:
    return PlainItem(_row(item.record, columns), tuple(map(_row, item.claims)), item.chosen, item.text)


def _records(refs: Sequence[RecordRef]) -> list[Record]:
    return [record for record in RECORDS if record.ref in refs]


def _lookup(kind: Kind, ids: Sequence[int]) -> list[list[PlainItem]]:
    return [[PlainItem(_row(record)) for record in RECORDS if record.kind is kind and record.id in ids]]

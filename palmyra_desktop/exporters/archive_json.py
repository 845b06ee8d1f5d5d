"""Archive JSON: records with their claims nested, and what they point at, so that they can come back."""

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from palmyra_desktop.domain.fields import FieldType
from palmyra_desktop.domain.file_form import record_values
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link, Record, RecordRef
from palmyra_desktop.exporters.base import ExportItem, NoOptions, Selection
from palmyra_desktop.i18n import N_

FORMAT = 1
"""The generation of this format; a reader refuses a greater one."""


class ArchiveJson:
    """All fields with claims, readable again by this program."""

    key = "json"
    label = N_("JSON")
    explanation = N_("all fields with claims, can be imported again")
    suffix = ".json"
    has_columns = False
    is_nested = True
    options = NoOptions

    def write(self, selection: Selection, stream: BinaryIO, options: NoOptions) -> int:
        """Write records one by one, then what they point at; return the number of records."""
        head = {
            "palmyra": FORMAT,
            "kind": selection.kind.plural,
            "filter": selection.criteria.to_json(),
            "count": selection.count,
        }
        stream.write(_dump(head)[:-1].encode())
        stream.write(b',"records":[')
        written = 0
        inside: set[RecordRef] = set()
        wanted: set[RecordRef] = set()
        for item in selection.items:
            stream.write(b",\n" if written else b"\n")
            stream.write(_dump(nested_values(item)).encode())
            inside |= {item.record.ref, *(claim.ref for claim in item.claims)}
            wanted |= _linked_by(item)
            written += 1
        stream.write(b'\n],"linked":')
        stream.write(_dump(_linked_values(selection, wanted - inside, inside)).encode())
        stream.write(b"}\n")
        return written

    def count(self, stream: BinaryIO) -> int:
        """Parse the file back; the count it states must be the number of its records."""
        parsed = json.load(stream)
        found = len(parsed["records"])
        if parsed["count"] != found:
            raise ValueError(f"{found} records, but {parsed['count']} stated")
        return found


def nested_values(item: ExportItem) -> dict[str, Any]:
    """Return a record as plain values with its claims, choices and text inside."""
    values = {"uid": item.record.uid, **record_values(item.record)}
    if item.text is not None:
        values["text"] = item.text
    if item.claims:
        values["claims"] = [{"uid": claim.uid, **record_values(claim)} for claim in item.claims]
    if item.chosen:
        values["chosen"] = dict(item.chosen)
    return values


def _linked_values(
    selection: Selection, wanted: set[RecordRef], inside: set[RecordRef]
) -> dict[str, list[dict[str, Any]]]:
    """Follow links from the records written until nothing new is found."""
    found: dict[str, list[dict[str, Any]]] = {}
    known = set(inside)
    while wanted:
        known |= wanted
        ahead: set[RecordRef] = set()
        for item in selection.lookup(sorted(wanted)):
            bare = ExportItem(item.record, text=item.text)
            found.setdefault(item.record.kind.plural, []).append(nested_values(bare))
            ahead |= _linked_by(bare)
        wanted = ahead - known
    return found


def _linked_by(item: ExportItem) -> set[RecordRef]:
    return {link.ref for record in (item.record, *item.claims) for link in _links(record)}


def _links(record: Record) -> Iterable[Link]:
    for field in record_type(record.kind).fields:
        if field.type is FieldType.LINKS:
            yield from getattr(record, field.key)
        elif field.type is FieldType.LINK and getattr(record, field.key) is not None:
            yield getattr(record, field.key)


def _dump(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False)

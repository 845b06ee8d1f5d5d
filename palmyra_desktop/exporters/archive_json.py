"""Archive JSON: records with their claims nested, and what they point at, so that they can come back."""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, BinaryIO

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.file_form import PlainRow, links_in, value_keys
from palmyra_desktop.exporters.base import NoOptions, PlainItem, Selection
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
        inside: dict[Kind, set[int]] = defaultdict(set)
        wanted: dict[Kind, set[int]] = defaultdict(set)
        for item in selection.plain:
            stream.write(b",\n" if written else b"\n")
            stream.write(_dump(_nested(selection.kind, item)).encode())
            inside[selection.kind].add(item.row[1])
            inside[Kind.CLAIM].update(claim[1] for claim in item.claims)
            _add_links(wanted, selection.kind, item)
            written += 1
        stream.write(b'\n],"linked":')
        stream.write(_dump(_linked(selection, wanted, inside)).encode())
        stream.write(b"}\n")
        return written

    def count(self, stream: BinaryIO) -> int:
        """Parse the file back, a line for each record; as many as it states must be there, and the end."""
        head = next(stream, b"")
        stated = json.loads(head.rstrip() + b"]}")["count"]
        found = 0
        for line in stream:
            if line.startswith(b"]"):
                json.loads(b"{" + line.partition(b",")[2])
                break
            json.loads(line.rstrip().removesuffix(b","))
            found += 1
        else:
            raise ValueError("the file has no end")
        if stated != found:
            raise ValueError(f"{found} records, but {stated} stated")
        return found


def _nested(kind: Kind, item: PlainItem) -> dict[str, Any]:
    """Return a record with its claims, choices and text inside."""
    values = _values(kind, item.row)
    if item.text is not None:
        values["text"] = item.text
    if item.claims:
        values["claims"] = [_values(Kind.CLAIM, claim) for claim in item.claims]
    if item.chosen:
        values["chosen"] = dict(item.chosen)
    return values


def _values(kind: Kind, row: PlainRow) -> dict[str, Any]:
    return dict(zip(("uid", *value_keys(kind)), row, strict=True))


def _linked(
    selection: Selection, wanted: Mapping[Kind, set[int]], known: dict[Kind, set[int]]
) -> dict[str, list[dict[str, Any]]]:
    """Follow links from the records written until nothing new is found."""
    found: dict[str, list[dict[str, Any]]] = {}
    while any(wanted.values()):
        ahead: dict[Kind, set[int]] = defaultdict(set)
        for kind in Kind:
            ids = wanted.get(kind, set()) - known[kind]
            known[kind] |= ids
            for item in selection.lookup(kind, sorted(ids)):
                bare = PlainItem(item.row, text=item.text)
                found.setdefault(kind.plural, []).append(_nested(kind, bare))
                _add_links(ahead, kind, bare)
        wanted = {kind: ids - known[kind] for kind, ids in ahead.items()}
    return found


def _add_links(links: dict[Kind, set[int]], kind: Kind, item: PlainItem) -> None:
    for end, number in links_in(kind, item.row):
        links[end].add(number)
    for claim in item.claims:
        for end, number in links_in(Kind.CLAIM, claim):
            links[end].add(number)


_dump = json.JSONEncoder(ensure_ascii=False).encode

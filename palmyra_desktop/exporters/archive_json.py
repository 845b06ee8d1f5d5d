"""Archive JSON: records with their claims nested, and what they point at, so that they can come back."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, islice, repeat
from typing import Any, BinaryIO, Final

import orjson

from palmyra_desktop.domain.custody import custody_values
from palmyra_desktop.domain.fields import FieldType, Kind
from palmyra_desktop.domain.file_form import field_keys, links_in, value_keys
from palmyra_desktop.domain.plain_page import PlainColumns, PlainPage
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.timeline.made_bands import to_values
from palmyra_desktop.exporters.base import Selection, grades_option
from palmyra_desktop.i18n import N_

FORMAT = 1
"""The generation of this format; a reader refuses a greater one."""
BANDS = "time_bands"
"""The key of the user's own bands: objects with name, date and colour."""


@dataclass(frozen=True, slots=True)
class JsonOptions:
    """What goes into the file beside what always does."""

    grades: bool = grades_option()


class ArchiveJson:
    """All fields with claims, readable again by this program."""

    key = "json"
    label = N_("JSON")
    explanation = N_("all fields with claims, can be imported again")
    promise = ""
    suffix = ".json"
    has_columns = False
    is_nested = True
    needs_dates = False
    options = JsonOptions

    def write(self, selection: Selection, stream: BinaryIO, options: JsonOptions) -> int:
        """Write records one by one, then what they point at; return the number of records."""
        head: dict[str, Any] = {
            "palmyra": FORMAT,
            "kind": selection.kind.plural,
            "filter": selection.criteria.to_json(),
            "count": selection.count,
        }
        if bands := to_values(selection.made_bands()):
            head[BANDS] = bands
        stream.write(_dump(head)[:-1].encode())
        stream.write(b',"records":[')
        written = 0
        known = _Known()
        wanted: dict[Kind, set[int]] = defaultdict(set)
        for page in selection.plain:
            if not page:
                continue
            stream.write(b",\n" if written else b"\n")
            stream.write(b",\n".join(_texts(selection.kind, page, selection.has_grades)))
            known.add(selection.kind, page.columns[1])
            known.add(Kind.CLAIM, page.claims[1] if page.claims else ())
            _add_links(wanted, selection.kind, page, known)
            written += len(page)
        stream.write(b'\n],"linked":')
        linked: dict[str, list[bytes]] = defaultdict(list)
        for kind, texts in _linked(selection, wanted, known):
            if texts:
                linked[kind.plural] += texts
        parts = (b'"%b":[%b]' % (plural.encode(), b",".join(texts)) for plural, texts in linked.items())
        stream.write(b"{%b}}\n" % b",".join(parts))
        return written

    def count(self, stream: BinaryIO) -> int:
        """Parse the file back, a line for each record; as many as it states must be there, and the end."""
        head = next(stream, b"")
        stated = json.loads(head.rstrip() + b"]}")["count"]
        found = 0
        for line in stream:
            if line.startswith(b"]"):
                orjson.loads(b"{" + line.partition(b",")[2])
                break
            found += 1
            try:
                orjson.loads(line.removesuffix(b"\n").removesuffix(b","))
            except ValueError as error:
                raise ValueError(f"record {found}: {error}") from error
        else:
            raise ValueError("the file has no end")
        if stated != found:
            raise ValueError(f"{found} records, but {stated} stated")
        return found


def _texts(kind: Kind, page: PlainPage, has_grades: bool) -> Iterator[bytes]:
    """Return the JSON text of each record, with its claims, choices and text inside."""
    claims = _objects(Kind.CLAIM, page.claims, has_grades)
    for inside, record in zip(page.inside, _objects(kind, page.columns, has_grades), strict=True):
        if inside.text is not None:
            record["text"] = inside.text
        if inside.custody:
            record["custody"] = _spaced([custody_values(step) for step in inside.custody])
        if inside.claims:
            record["claims"] = list(islice(claims, inside.claims))
        if inside.chosen:
            record["chosen"] = _spaced(dict(inside.chosen))
        yield orjson.dumps(record)


def _objects(kind: Kind, columns: PlainColumns, has_grades: bool) -> Iterator[dict[str, Any]]:
    """Return plain values by their keys, record by record."""
    keys = ("uid", *value_keys(kind, with_grades=has_grades))
    ready = list(columns)
    for place in _spaced_places(kind) if columns else ():
        ready[place] = [
            list(map(_spaced, each)) if type(each) is list else _spaced(each) for each in ready[place]
        ]
    return map(dict, map(zip, repeat(keys), zip(*ready, strict=True)))


_SPACED: Final = frozenset({FieldType.NUMBER, FieldType.NAMES, FieldType.IDENTIFIERS})


@lru_cache
def _spaced_places(kind: Kind) -> tuple[int, ...]:
    """Return where plain values of a kind stand that are written with spaces, or as Python writes numbers."""
    places = {key: place for place, key in enumerate(value_keys(kind), 1)}
    odd = (field for field in record_type(kind).public if field.type in _SPACED)
    return tuple(places[field_keys(kind, field)[-1]] for field in odd)


def _spaced(value: Any) -> orjson.Fragment:
    """Return a value to be written as the standard library does, which this format began with."""
    return orjson.Fragment(_dump(value))


class _Known:
    """The records that stand in the file: a byte for each, where a set of millions would take a hundred."""

    def __init__(self) -> None:
        self._blocks: dict[tuple[Kind, int], bytearray] = defaultdict(lambda: bytearray(_BLOCK))

    def add(self, kind: Kind, ids: Iterable[int]) -> None:
        for number in ids:
            self._blocks[kind, number // _BLOCK][number % _BLOCK] = 1

    def others(self, kind: Kind, ids: Iterable[int]) -> set[int]:
        """Return the ids that do not."""
        return {number for number in set(ids) if not self._has(kind, number)}

    def _has(self, kind: Kind, number: int) -> bool:
        block = self._blocks.get((kind, number // _BLOCK))
        return block is not None and block[number % _BLOCK] == 1


_BLOCK = 4_096


def _linked(
    selection: Selection, wanted: Mapping[Kind, set[int]], known: "_Known"
) -> Iterator[tuple[Kind, list[bytes]]]:
    """Follow links from the records written until nothing new is found; give the texts, kind by kind."""
    while any(wanted.values()):
        ahead: dict[Kind, set[int]] = defaultdict(set)
        for kind in Kind:
            ids = known.others(kind, wanted.get(kind, ()))
            known.add(kind, ids)
            for page in selection.lookup(kind, sorted(ids)):
                inside = [replace(one, claims=0, chosen={}) for one in page.inside]
                bare = PlainPage(page.columns, inside)
                yield kind, list(_texts(kind, bare, selection.has_grades))
                _add_links(ahead, kind, bare, known)
        wanted = {kind: known.others(kind, ids) for kind, ids in ahead.items()}


def _add_links(links: dict[Kind, set[int]], kind: Kind, page: PlainPage, known: "_Known") -> None:
    """Add where the links of a page lead, other than to what is known."""
    of_claims = links_in(Kind.CLAIM, page.claims) if page.claims else ()
    for end, ids in chain(links_in(kind, page.columns), of_claims):
        links[end] |= known.others(end, ids)


_dump = json.JSONEncoder(ensure_ascii=False).encode

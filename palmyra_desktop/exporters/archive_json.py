"""Archive JSON: records with their claims nested, and what they point at, so that they can come back."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from json.encoder import encode_basestring
from types import NoneType
from typing import Any, BinaryIO

from palmyra_desktop.domain.custody import custody_values
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.file_form import links_in, value_keys
from palmyra_desktop.domain.plain_page import PlainColumns, PlainPage
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


_LOOKED_AT, _FEW = 100, 50
"""Values of a column that are looked at; with more different ones among them, none is looked up."""


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
            stream.write(",\n".join(_texts(selection.kind, page, selection.has_grades)).encode())
            known.add(selection.kind, page.columns[1])
            known.add(Kind.CLAIM, page.claims[1] if page.claims else ())
            _add_links(wanted, selection.kind, page, known)
            written += len(page)
        stream.write(b'\n],"linked":')
        linked: dict[str, list[str]] = defaultdict(list)
        for kind, texts in _linked(selection, wanted, known):
            if texts:
                linked[kind.plural] += texts
        parts = (f'"{plural}":[{",".join(texts)}]' for plural, texts in linked.items())
        stream.write(f"{{{','.join(parts)}}}}}\n".encode())
        return written

    def count(self, stream: BinaryIO) -> int:
        """Parse the file back, a line for each record; as many as it states must be there, and the end."""
        head = next(stream, b"")
        stated = json.loads(head.rstrip() + b"]}")["count"]
        found = 0
        for line in map(bytes.decode, stream):
            if line.startswith("]"):
                json.loads("{" + line.partition(",")[2])
                break
            _record, end = _read(line)
            if line[end:] not in (",\n", "\n"):
                raise ValueError(f"record {found + 1} does not end with its line")
            found += 1
        else:
            raise ValueError("the file has no end")
        if stated != found:
            raise ValueError(f"{found} records, but {stated} stated")
        return found


def _texts(kind: Kind, page: PlainPage, has_grades: bool) -> Iterator[str]:
    """Return the JSON text of each record, with its claims, choices and text inside."""
    claims = iter(_objects(Kind.CLAIM, page.claims, has_grades))
    for inside, text in zip(page.inside, _objects(kind, page.columns, has_grades), strict=True):
        more = ""
        if inside.text is not None:
            more += f',"text":{_dump(inside.text)}'
        if inside.custody:
            more += f',"custody":{_dump([custody_values(step) for step in inside.custody])}'
        if inside.claims:
            more += f',"claims":[{",".join(islice(claims, inside.claims))}]'
        if inside.chosen:
            more += f',"chosen":{_dump(dict(inside.chosen))}'
        yield f"{text[:-1]}{more}}}"


def _objects(kind: Kind, columns: PlainColumns, has_grades: bool) -> list[str]:
    """Return the JSON text of plain values, made column by column: millions of values share few forms."""
    keys = (_text(key).replace("%", "%%") for key in ("uid", *value_keys(kind, with_grades=has_grades)))
    form = "{" + ",".join(f"{key}:%s" for key in keys) + "}"
    return [form % values for values in zip(*map(_column, columns), strict=True)]


def _column(values: Sequence[Any]) -> Sequence[str]:
    """Return the JSON texts of values that are mostly of one type, so that it is asked for once."""
    types = set(map(type, values))
    if types == {NoneType}:
        return ("null",) * len(values)
    if types == {bool}:
        return ["true" if value else "false" for value in values]
    if types == {str} and len(set(values[:_LOOKED_AT])) > _FEW:
        return list(map(encode_basestring, values))
    if types <= {str, int, NoneType}:
        distinct = set(values)
        if 2 * len(distinct) > len(values):
            return list(map(_text, values))
        texts = {value: _text(value) for value in distinct}
        return list(map(texts.__getitem__, values))
    if types == {list} and not any(values):
        return ("[]",) * len(values)
    if types == {list} and set(map(type, chain.from_iterable(values))) <= {str, int, NoneType}:
        texts = {value: _text(value) for value in set(chain.from_iterable(values))}
        return [f"[{','.join(map(texts.__getitem__, value))}]" for value in values]
    return list(map(_text, values))


def _text(value: Any) -> str:
    """Return the JSON text of a plain value; the types that come most often first."""
    its_type = type(value)
    if its_type is str:
        return encode_basestring(value)
    if its_type is int:
        return str(value)
    if its_type is list:
        return f"[{','.join(map(_text, value))}]"
    return _dump(value)


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
) -> Iterator[tuple[Kind, list[str]]]:
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
_read = json.JSONDecoder().raw_decode

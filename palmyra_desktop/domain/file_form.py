"""Records as plain values: the keys and shapes of JSON, and the headings and cells of CSV.

The contract is the one the command line prints; the reader of such values is `importers/archive_json.py`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from types import NoneType
from typing import Any

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.plain_page import PlainColumns
from palmyra_desktop.domain.record import heading, record_type
from palmyra_desktop.domain.reference import Link, Name, Record

LIST_SEPARATOR = "; "
"""What joins the members of a list in one cell."""


GRADE_KEYS = {Kind.SOURCE: ("reliability",), Kind.CLAIM: ("credibility",)}
"""Where the Admiralty grades stand: the letter of a source, the figure of a claim."""


def record_values(record: Record) -> dict[str, Any]:
    """Return a record as plain values: id, kind, title, then its public fields; absent is None.

    A date has NAME_earliest and NAME_latest beside it, a link NAME_id, links NAME_ids.
    """
    values: dict[str, Any] = {"id": record.id, "kind": record.kind.value, "title": heading(record)}
    for field in record_type(record.kind).public:
        values |= field_values(record, field)
    return values


def field_values(record: Record, field: Field) -> dict[str, Any]:
    """Return the keys and plain values one field of a record becomes."""
    value = getattr(record, field.key)
    key = field.key
    if field.type is FieldType.DATE:
        span: DateSpan | None = value
        return {
            key: None if span is None else str(span),
            f"{key}_earliest": None if span is None else span.earliest,
            f"{key}_latest": None if span is None else span.latest,
        }
    if field.type is FieldType.LINK:
        return _link_values(field, value)
    if field.type is FieldType.LINKS:
        return _links_values(record.kind, field, value)
    if field.type is FieldType.NAMES:
        return _names_values(key, value)
    if field.type is FieldType.IDENTIFIERS:
        return {key: [{"scheme": i.scheme, "value": i.value} for i in value]}
    if field.type is FieldType.TEXTS:
        return {key: list(value)}
    return {key: value}


@lru_cache
def value_keys(kind: Kind, *, with_grades: bool = False) -> tuple[str, ...]:
    """Return the keys that `record_values` gives for a kind, in order.

    Args:
        with_grades: add the Admiralty grade, which is private otherwise, at the end.
    """
    keys = ["id", "kind", "title"]
    for field in record_type(kind).public:
        keys += [key for key in field_keys(kind, field) if key not in keys]
    return (*keys, *(GRADE_KEYS.get(kind, ()) if with_grades else ()))


def field_keys(kind: Kind, field: Field) -> tuple[str, ...]:
    """Return the keys that one field becomes, in order."""
    key = field.key
    if field.type is FieldType.DATE:
        return (key, f"{key}_earliest", f"{key}_latest")
    if field.type is FieldType.LINK:
        return (f"{key}_kind", f"{key}_id", key) if len(field.links_to) > 1 else (key, f"{key}_id")
    if field.type is FieldType.LINKS:
        roles = (f"{key}_roles",) if (kind, key) == (Kind.EVENT, "actors") else ()
        return (key, f"{key}_ids", *roles)
    if field.type is FieldType.NAMES:
        return (key, f"{key}_details")
    return (key,)


def links_in(kind: Kind, columns: PlainColumns) -> Iterator[tuple[Kind, Iterable[int]]]:
    """Return where the links of plain values of a kind lead: kinds, each with ids of records."""
    for kind_place, target, id_place, is_many in _link_places(kind):
        if is_many:
            yield target, chain.from_iterable(columns[id_place])
        elif kind_place:
            ends = set(zip(columns[kind_place], columns[id_place], strict=True)) - {(None, None)}
            for its_kind in {kind for kind, _number in ends}:
                yield Kind(its_kind), [number for kind, number in ends if kind == its_kind]
        else:
            yield target, set(columns[id_place]) - {None}


def cell(value: Any) -> str:
    """Return a plain value as the text of one cell; None is empty, a list is joined."""
    # Asked of millions of values: the exact types first, in the order of how often they come.
    its_type = type(value)
    if its_type is str:
        return str(value)
    if value is None:
        return ""
    if its_type is int:
        return str(value)
    if its_type is list or its_type is tuple:
        return LIST_SEPARATOR.join([part if type(part) is str else cell(part) for part in value])
    if its_type is bool:
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return ":".join(map(cell, value.values()))
    return str(value)


def cells(values: Sequence[Any]) -> Sequence[str]:
    """Return the texts of a column of cells, each as `cell` gives it; their type is asked but once."""
    types = set(map(type, values))
    if types == {str}:
        return values
    if types <= {str, NoneType}:
        return [value or "" for value in values]
    if types == {int}:
        return list(map(str, values))
    if types <= {list, tuple}:
        inner = set(map(type, chain.from_iterable(values)))
        if inner <= {str}:
            return list(map(LIST_SEPARATOR.join, values))
        if inner == {int}:
            return [LIST_SEPARATOR.join(map(str, value)) for value in values]
        if inner == {str, NoneType}:
            return [LIST_SEPARATOR.join([part or "" for part in value]) for value in values]
    return list(map(cell, values))


def claimed_value(claim: Claim) -> str | None:
    """Return the value a claim asserts: the record's title where it claims one, else the text."""
    return claim.value_link.title if claim.value_link else claim.value


@lru_cache
def _link_places(kind: Kind) -> tuple[tuple[int, Kind, int, bool], ...]:
    """Return, of each link field: place of its kind or 0, kind it leads to, place of its id, if several."""
    places = {key: place for place, key in enumerate(value_keys(kind), 1)}
    return tuple(
        (
            places.get(f"{field.key}_kind", 0),
            field.links_to[0],
            places[f"{field.key}_ids" if field.type is FieldType.LINKS else f"{field.key}_id"],
            field.type is FieldType.LINKS,
        )
        for field in record_type(kind).public
        if field.is_link
    )


def _link_values(field: Field, link: Link | None) -> dict[str, Any]:
    key = field.key
    title, number = (link.title, link.id) if link else (None, None)
    if len(field.links_to) > 1:
        return {f"{key}_kind": link.kind.value if link else None, f"{key}_id": number, key: title}
    return {key: title, f"{key}_id": number}


def _links_values(kind: Kind, field: Field, links: tuple[Link, ...]) -> dict[str, Any]:
    key = field.key
    values: dict[str, Any] = {key: [link.title for link in links], f"{key}_ids": [link.id for link in links]}
    if (kind, key) == (Kind.EVENT, "actors"):
        values[f"{key}_roles"] = [link.role for link in links]
    return values


def _names_values(key: str, names: tuple[Name, ...]) -> dict[str, Any]:
    return {
        key: [name.text for name in names],
        f"{key}_details": [{"text": n.text, "language": n.language, "script": n.script} for n in names],
    }

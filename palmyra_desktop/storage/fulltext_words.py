"""What each record is found by: the words of its fields, and what it shows of the records linked."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.text import index_text
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.schema import LINKS, RECORD_TABLES, identifier, name, source_text
from palmyra_desktop.storage.values import CHOSEN, TRASHED, is_column, leads_to_several_kinds, stored_fields

LONGEST_WORD: Final = 80
"""Code points of a word that are kept; a server refuses words beyond 2 kB, as in a picture pasted as text."""

_TOO_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1}}}")
_CLAIM = RECORD_TABLES[Kind.CLAIM]

_WORDLESS: Final = {
    kind: frozenset(
        field.key
        for field in stored_fields(kind)
        if is_column(field)
        and not (field.searched or field.is_link or field.key in ("publisher", "words"))
        and field.key != record_type(kind).title_key
    )
    | {TRASHED, *(CHOSEN + field.key for field in stored_fields(kind))}
    for kind in Kind
}
"""The values by which nobody searches, of the record or of others that show it."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a record, folded, with single spaces: of its titles, of all its fields, of its text."""

    titles: str
    fields: str
    texts: str


def gather(connection: Connection, kind: Kind, ids: Collection[int]) -> dict[int, Words]:
    """Return the words of records, of as many as one statement takes; ids that are not there are left out."""
    described, table = record_type(kind), RECORD_TABLES[kind]
    own = [table.c[f.key] for f in stored_fields(kind) if f.searched and is_column(f)]
    names, texts = _names(connection, kind, ids), _texts(connection, kind, ids)
    others = _of_others(connection, kind, ids)
    for number, value in _identifiers(connection, kind, ids):
        others[number].append(value)
    found = {}
    rows = connection.execute(
        select(table.c.id, table.c[described.title_key], *own).where(among(table.c.id, ids))
    )
    for number, title, *values in rows.all():  # fetched one by one, they take twice the time
        titles = [title, *names[number]]
        found[number] = Words(
            titles=_words(titles),
            fields=_words([*names[number], *_flat(values), *others[number]]),
            texts=_words(texts[number]),
        )
    return found


def concerns(kind: Kind, keys: Collection[str]) -> bool:
    """Whether a change of some values, by the keys of the log, may change the words of a record."""
    return not _WORDLESS[kind].issuperset(keys)


def shown_by_others(kind: Kind) -> frozenset[str]:
    """Return the keys of the values that records which link to one of a kind show of it; see `carried`."""
    return frozenset({"publisher"} if kind is Kind.SOURCE else {record_type(kind).title_key, "names"})


def carried(connection: Connection, kind: Kind, ids: Collection[int]) -> dict[int, list[str]]:
    """Return what records that link to these show of them: a source's publisher, else title and names."""
    table = RECORD_TABLES[kind]
    shown = table.c.publisher if kind is Kind.SOURCE else table.c[record_type(kind).title_key]
    found: dict[int, list[str]] = {}
    names = _names(connection, kind, ids)
    for number, text in connection.execute(select(table.c.id, shown).where(among(table.c.id, ids))):
        found[number] = [*_flat([text]), *names[number]]
    return found


def pointing_at(
    connection: Connection, kind: Kind, refs: Collection[RecordRef], most: int | None = None
) -> set[int]:
    """Return the records of a kind that link to any of these; of more than `most`, some that are too many."""
    ids: dict[Kind, list[int]] = defaultdict(list)
    for ref in refs:
        ids[ref.kind].append(ref.id)
    found: set[int] = set()
    for target, links in _links(kind):
        owner, end = links.selected_columns
        if ids[target]:
            pointing = links.with_only_columns(owner).where(among(end, ids[target])).distinct()
            if most is not None:
                pointing = pointing.limit(most + 1)
            found.update(connection.execute(pointing).scalars())
    return found


def _of_others(connection: Connection, kind: Kind, ids: Collection[int]) -> dict[int, list[str]]:
    """Return what records show of the records they link to."""
    ends: dict[Kind, list[tuple[int, int]]] = defaultdict(list)
    for target, links in _links(kind):
        ids_of_owners, _end = links.selected_columns
        ends[target] += map(tuple, connection.execute(links.where(among(ids_of_owners, ids))).all())
    shown: dict[int, list[str]] = defaultdict(list)
    for target, pairs in ends.items():
        texts = carried(connection, target, {end for _owner, end in pairs})
        for owner, end in pairs:
            shown[owner] += texts.get(end, ())
    return shown


def _links(kind: Kind) -> Iterator[tuple[Kind, Select[Any]]]:
    """Return, for each kind that records link to in some field, a select of (record, end)."""
    table = RECORD_TABLES[kind]
    for field in stored_fields(kind):
        if (kind, field.key) in LINKS:
            links = LINKS[kind, field.key]
            yield links.target_kind, select(links.owner_column, links.target_column)
        elif field.is_link:
            end = table.c[f"{field.key}_id"]
            for target in field.links_to:
                of_kind = (
                    [table.c[f"{field.key}_kind"] == target.value] if leads_to_several_kinds(field) else []
                )
                yield target, select(table.c.id, end).where(end.is_not(None), *of_kind)


def _names(connection: Connection, kind: Kind, ids: Collection[int]) -> dict[int, list[str]]:
    """Return the other names of monuments and actors, in order."""
    found: dict[int, list[str]] = defaultdict(list)
    if kind in (Kind.MONUMENT, Kind.ACTOR):
        rows = select(name.c.record_id, name.c.text).where(
            name.c.kind == kind.value, among(name.c.record_id, ids)
        )
        for number, text in connection.execute(rows.order_by(name.c.record_id, name.c.position)):
            found[number].append(text)
    return found


def _identifiers(connection: Connection, kind: Kind, ids: Collection[int]) -> Iterable[Any]:
    if kind is not Kind.MONUMENT:
        return ()
    return connection.execute(
        select(identifier.c.monument_id, identifier.c.value).where(among(identifier.c.monument_id, ids))
    )


def _texts(connection: Connection, kind: Kind, ids: Collection[int]) -> dict[int, list[str]]:
    """Return the archived text of sources, the exact words of claims."""
    found: dict[int, list[str]] = defaultdict(list)
    if kind is Kind.SOURCE:
        rows = select(source_text.c.source_id, source_text.c.text).where(among(source_text.c.source_id, ids))
    elif kind is Kind.CLAIM:
        rows = select(_CLAIM.c.id, _CLAIM.c.words).where(among(_CLAIM.c.id, ids), _CLAIM.c.words.is_not(None))
    else:
        return found
    for number, text in connection.execute(rows):
        found[number].append(text)
    return found


def _flat(values: Iterable[Any]) -> Iterator[str]:
    """Return the texts among values: texts themselves, and the members of tuples of texts."""
    for value in values:
        if isinstance(value, tuple):
            yield from value
        elif value is not None:
            yield value


def _indexed(text: str) -> str:
    return _again(text) if len(text) < _SHORT else index_text(text)


_again = lru_cache(maxsize=1 << 14)(index_text)
_SHORT = 150
"""Code points of titles, names and publishers, which many records show; longer texts come once."""


def _words(texts: Iterable[str]) -> str:
    found = " ".join(filter(None, map(_indexed, texts)))
    if len(found) <= LONGEST_WORD or _TOO_LONG.search(found) is None:
        return found
    return " ".join(word[:LONGEST_WORD] for word in found.split())

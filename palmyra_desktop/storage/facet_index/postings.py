"""Words to bitmaps: which records have a word, so that a search meets the facets without a list of ids.

Kept in a table of the archive, a row for each word, read when it is asked for: nothing of it lies in memory.
Made from the words that fulltext.py keeps of titles and fields; what was changed since is looked at alone.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

import numpy as np
from pyroaring import BitMap
from sqlalchemy import Connection, bindparam, delete, insert, select, union_all

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.criteria import TextScope
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.search_terms import Term
from palmyra_desktop.storage import fulltext
from palmyra_desktop.storage.facet_index import packed
from palmyra_desktop.storage.facet_index.base import Base
from palmyra_desktop.storage.facet_index.positions import to_positions
from palmyra_desktop.storage.rows import chunks
from palmyra_desktop.storage.schema import posting

SCOPES: Final = (TextScope.TITLES, TextScope.FIELDS)
"""Where words are looked for; of the texts of sources and claims, FTS5 tells."""

_AT_ONCE: Final = 200_000  # records whose words lie in memory as lists before they become bitmaps
_ROWS: Final = 500
_AFTER_ALL: Final = "\U0010ffff"
_MADE: Final = ""
"""The row of the empty word: which base the bitmaps belong to."""

Postings = Mapping[str, BitMap]

_OURS = select(posting.c.word, posting.c.data).where(
    posting.c.kind == bindparam("kind"), posting.c.scope == bindparam("scope")
)
_BEGINNING: Final = union_all(
    _OURS.where(posting.c.word == _MADE),
    # Not BETWEEN: with a collation, a server cannot read it.
    _OURS.where(posting.c.word >= bindparam("word"), posting.c.word <= bindparam("end")),
)
"""Which base the bitmaps belong to, and the words that begin so; asked at every key: put into words once."""


def build(
    connection: Connection, base: Base, scope: TextScope, cancel: Cancellation | None = None
) -> Postings:
    """Return the records of each word of a scope.

    Raises:
        Cancelled: if asked to stop meanwhile.
    """
    found: dict[str, BitMap] = {}
    places = dict(zip(base.ids[:].tolist(), to_positions(np.arange(base.count)).tolist(), strict=True))
    lists: dict[str, array[int]] = defaultdict(partial(array, "I"))
    for number, (record, text) in enumerate(fulltext.stored_words(connection, base.kind, scope), 1):
        place = places.get(record)
        if place is not None:
            for word in set(text.split()):
                lists[word].append(place)
        if number % _AT_ONCE == 0:
            _gather(found, lists)
            if cancel is not None:
                cancel.check()
    _gather(found, lists)
    return found


def _gather(found: dict[str, BitMap], lists: dict[str, "array[int]"]) -> None:
    for word, places in lists.items():
        bitmap = BitMap(places)
        found[word] = found[word] | bitmap if word in found else bitmap
    lists.clear()


def keep(connection: Connection, base: Base, postings: Mapping[TextScope, Postings]) -> None:
    """Write the bitmaps of a kind, instead of those that were there."""
    kind = base.kind.value
    connection.execute(delete(posting).where(posting.c.kind == kind))
    for scope, words in postings.items():
        every: Iterator[tuple[str, bytes]] = ((word, packed.to_bytes(words[word])) for word in sorted(words))
        rows = [{"kind": kind, "scope": scope.value, "word": word, "data": data} for word, data in every]
        for start in range(0, len(rows), _ROWS):
            connection.execute(insert(posting), rows[start : start + _ROWS])
        made = {"kind": kind, "scope": scope.value, "word": _MADE, "data": mark(base)}
        connection.execute(insert(posting), made)


def matching(connection: Connection, base: Base, scope: TextScope, asked: Sequence[Term]) -> BitMap | None:
    """Return the records of a base that have all terms.

    None where the bitmaps are not there, or belong to another base, or do not tell: which words stand side
    by side is not in them.
    """
    if scope not in SCOPES or any(len(term.words) > 1 or term.in_parts for term in asked):
        return None
    ours = {"kind": base.kind.value, "scope": scope.value}
    found: BitMap | None = None
    for term in sorted(asked, key=lambda term: len(term.words[0]), reverse=True):
        (word,) = term.words
        end = word + _AFTER_ALL if term.is_begun else word
        rows = connection.execute(_BEGINNING, ours | {"word": word, "end": end})
        data_of = dict(map(tuple, rows))
        if data_of.pop(_MADE, None) != mark(base):
            return None
        having = BitMap.union(BitMap(), *map(packed.from_bytes, data_of.values()))
        found = having if found is None else found & having
        if not found:
            break
    return found


def have_words(
    connection: Connection, kind: Kind, scope: TextScope, ids: Sequence[int], asked: Sequence[Term]
) -> list[int]:
    """Return those of some records that have all of some terms of one word."""
    wanted = [f" {term.words[0]}{'' if term.is_begun else ' '}" for term in asked]
    found = []
    for some in chunks(ids):
        for record, text in fulltext.stored_words(connection, kind, scope, some):
            padded = f" {text} "
            if all(word in padded for word in wanted):
                found.append(record)
    return found


def mark(base: Base) -> bytes:
    """Return what tells a base from one made at another time."""
    return f"{base.act} {base.count} {base.mark}".encode()

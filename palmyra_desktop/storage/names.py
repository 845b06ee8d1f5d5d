"""Finding a record by what somebody calls it."""

import difflib
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, Select, select, union

from palmyra_desktop.domain.criteria import TextScope
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link
from palmyra_desktop.storage import fulltext
from palmyra_desktop.storage.among import among_texts
from palmyra_desktop.storage.relations import live
from palmyra_desktop.storage.schema import RECORD_TABLES, folded_name, name

if TYPE_CHECKING:
    from palmyra_desktop.domain.findings import KnownName

_NEAREST = 5
_LOOKED_AT = 200
"""Records of which the suggestions are chosen, in the order of their names."""
_LAST = chr(sys.maxunicode)


def named(connection: Connection, kind: Kind, text: str) -> tuple[int, ...]:
    """Return the records a text names: by folded equality with any of their names, else by its prefix."""
    folded = folded_name(text)
    if not folded:
        return ()
    every = _names(kind).subquery()
    same = select(every.c.id).where(every.c.folded == folded)
    found = connection.execute(same.distinct().order_by(every.c.id)).scalars().all()
    if not found:
        beginning = select(every.c.id).where(every.c.folded.startswith(folded, autoescape=True))
        found = connection.execute(beginning.distinct().order_by(every.c.id)).scalars().all()
    return tuple(found)


def exists(connection: Connection, kind: Kind, number: int) -> bool:
    """Whether there is a record of that id, in the trash or not."""
    table = RECORD_TABLES[kind]
    return connection.execute(select(table.c.id).where(table.c.id == number)).first() is not None


def nearest(connection: Connection, kind: Kind, text: str) -> tuple[str, ...]:
    """Return the names most like a text, the nearest first."""
    every = connection.execute(_names(kind)).all()
    titles = {row.folded: row.id for row in every}
    near = difflib.get_close_matches(folded_name(text), titles, _NEAREST, 0.4)
    table = RECORD_TABLES[kind]
    title = table.c[record_type(kind).title_key]
    shown = dict.fromkeys(titles[folded] for folded in near)
    found = {
        row[0]: row[1] for row in connection.execute(select(table.c.id, title).where(table.c.id.in_(shown)))
    }
    return tuple(f"{found[number]} (#{number})" for number in shown if number in found)


def suggested(connection: Connection, kind: Kind, text: str, limit: int) -> tuple[Link, ...]:
    """Return records for somebody who is typing a name.

    Those whose title begins so come first, then those another name of which does, then those that have every
    word of it, or its beginning, in any of their names. An index answers each: nobody waits while typing.
    """
    table = RECORD_TABLES[kind]
    title = table.c[record_type(kind).title_key]
    folded, of_kind = folded_name(text), name.c.kind == kind.value
    by_title = select(table.c.id).where(*_begins(table.c.folded, folded), live(table))
    by_name = select(name.c.record_id).where(of_kind, *_begins(name.c.folded, folded))
    by_words = fulltext.matching(connection, kind, text, TextScope.TITLES)
    found: dict[int, str] = {}
    for ids in (by_title.order_by(table.c.folded, table.c.id), by_name, by_words):
        if ids is not None and len(found) < limit:
            some = connection.execute(ids.limit(_LOOKED_AT)).scalars().all()
            rows = select(table.c.id, title).where(table.c.id.in_(some), live(table))
            for number, words in connection.execute(rows.order_by(table.c.folded, table.c.id)):
                found.setdefault(number, words)
    return tuple(Link(kind, number, words) for number, words in list(found.items())[:limit])


def _begins(folded: ColumnElement[str], text: str) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for a folded name that begins so, which an index on it can answer."""
    return folded >= text, folded < f"{text}{_LAST}"


def known(connection: Connection) -> "tuple[KnownName, ...]":
    """Return every monument and actor with all its names, in the order of their ids; without the trash."""
    from palmyra_desktop.domain.findings import KnownName

    found = []
    for kind, term in ((Kind.MONUMENT, "monument_kind"), (Kind.ACTOR, "actor_kind")):
        others: dict[int, list[str]] = {}
        rows = select(name.c.record_id, name.c.text).where(name.c.kind == kind.value)
        for record_id, text in connection.execute(rows.order_by(name.c.record_id, name.c.position)):
            others.setdefault(record_id, []).append(text)
        table = RECORD_TABLES[kind]
        records = select(table.c.id, table.c.name, table.c[term]).where(live(table)).order_by(table.c.id)
        found += [
            KnownName(kind, number, title, tuple(others.get(number, ())), key)
            for number, title, key in connection.execute(records)
        ]
    return tuple(found)


def ids_by_uid(connection: Connection, kind: Kind, uids: Iterable[str]) -> dict[str, int]:
    """Return the records that bear one of these uids, also those in the trash."""
    table = RECORD_TABLES[kind]
    rows = connection.execute(select(table.c.uid, table.c.id).where(among_texts(table.c.uid, uids)))
    return dict(map(tuple, rows))


def _names(kind: Kind) -> "Select[tuple[int, str]]":
    table = RECORD_TABLES[kind]
    titles = select(table.c.id, table.c.folded).where(live(table))
    if kind not in (Kind.MONUMENT, Kind.ACTOR):
        return titles
    others = select(name.c.record_id, name.c.folded).where(
        name.c.kind == kind.value, name.c.record_id.in_(select(table.c.id).where(live(table)))
    )
    both = union(titles, others).subquery()
    return select(both.c.id, both.c.folded)

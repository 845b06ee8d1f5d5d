"""Quick search: a table of folded words for each kind, and the one question it answers.

Every word of a search is the beginning of a word to be found, and all must occur, in any order; what it
has in quotation marks occurs as it is (domain/search_terms.py). SQLite keeps the words in FTS5
(`search_event` and so on), PostgreSQL in tables of the same names with GIN indexes; what the words are is
decided by the domain alone, so that both give the same answers, and a user's words never reach the syntax of
either. What a record is found by is gathered in fulltext_words.py.

Where a search looks, by scope:

- titles: titles and other names.
- fields: all searched fields, and what is shown of the records linked: every name of a monument or actor, the
  publisher of a source, the title of others.
- texts: of sources, the archived text. Of claims, their exact words or the text of their source. Of other
  kinds, their fields or the exact words of one claim about them.
"""

import operator
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    case,
    cast,
    column,
    delete,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    table,
    union,
)
from sqlalchemy.sql.expression import TableClause

from palmyra_desktop.domain.criteria import TextScope
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.search_terms import Term, terms
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.fulltext_words import LONGEST_WORD, Words, gather, pointing_at
from palmyra_desktop.storage.rows import chunks
from palmyra_desktop.storage.schema import RECORD_TABLES, claim

NAMES: Final = frozenset(f"search_{kind.value}" for kind in Kind)
"""The tables SQLite makes by the code of its full-text search."""
_COLUMNS: Final = ("titles", "fields", "texts")
_LONG_TEXTS: Final = 250
"""Sources whose texts are gathered at once."""
TIERS: Final = ((TextScope.TITLES, True, 3), (TextScope.TITLES, False, 2), (TextScope.FIELDS, True, 1))
"""What makes a record relevant: where a term stands, whether as whole words, and what that is worth.

The first that holds counts; the beginning of a word of some other field is worth nothing.
"""


def create(connection: Connection) -> None:
    """Make the tables of a new archive, empty."""
    for kind in Kind:
        name = _name(kind)
        if _is_sqlite(connection):
            # The words are folded already; unicode61 has only to find the spaces between them.
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE {name} USING fts5({', '.join(_COLUMNS)}, "
                "tokenize = \"unicode61 remove_diacritics 0\", prefix = '2 3', columnsize = 0)"
            )
            continue
        texts = ", ".join(f"{column} text NOT NULL" for column in _COLUMNS)
        connection.exec_driver_sql(f"CREATE TABLE {name} (rowid bigint PRIMARY KEY, {texts})")
        for each in _COLUMNS:
            vector = f"array_to_tsvector(string_to_array({each}, ' '))"
            connection.exec_driver_sql(f"CREATE INDEX ix_{name}_{each} ON {name} USING gin (({vector}))")


def drop(connection: Connection) -> None:
    """Take the tables away, whatever has become of them."""
    for kind in Kind:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {_name(kind)}")


def update(
    connection: Connection,
    refs: Iterable[RecordRef],
    new: Mapping[Kind, Collection[int]] = MappingProxyType({}),
    tick: Callable[[float], None] = lambda part: None,
) -> None:
    """Bring the words of records up to date after any change, and of those that show what was renamed.

    Args:
        new: records that were not in the archive before, so that they have no words yet, not among `refs`.
        tick: told now and then which part is done, 0 to 1.
    """
    changed = set(refs)
    renamed: set[RecordRef] = set()
    done, every = 0, len(changed) + sum(map(len, new.values()))
    for kind in Kind:
        for some in _portions(kind, new.get(kind, ())):
            tick(done / every)
            done += len(some)
            _insert(connection, kind, gather(connection, kind, some))
        for some in chunks(sorted(ref.id for ref in changed if ref.kind is kind)):
            tick(done / every)
            done += len(some)
            renamed |= _write(connection, kind, some)
    for kind in Kind:
        showing = pointing_at(connection, kind, renamed)
        for some in chunks(sorted(showing - {ref.id for ref in changed if ref.kind is kind})):
            _write(connection, kind, some)


def rebuild(connection: Connection, tick: Callable[[float], None] = lambda part: None) -> None:
    """Gather all words anew; `tick` is told as by `update`."""
    ids = {kind: _all_ids(connection, kind) for kind in Kind}
    every, done = sum(map(len, ids.values())), 0
    for kind in Kind:
        connection.execute(delete(_table(kind)))
        for some in _portions(kind, ids[kind]):
            tick(done / every)
            done += len(some)
            _insert(connection, kind, gather(connection, kind, some))


def check(connection: Connection) -> tuple[RecordRef, ...]:
    """Return the records whose words are not what they should be; none where all is well."""
    wrong: list[RecordRef] = []
    for kind in Kind:
        ids = set(_all_ids(connection, kind))
        ids |= set(connection.execute(select(_table(kind).c.rowid)).scalars())
        for some in chunks(sorted(ids)):
            there, expected = _stored(connection, kind, some), gather(connection, kind, some)
            wrong += [RecordRef(kind, number) for number in some if there.get(number) != expected.get(number)]
    return tuple(wrong)


def damaged(connection: Connection) -> tuple[Kind, ...]:
    """Return the kinds whose words are there and not found by: SQLite's own index of them is not whole.

    Nothing is written. Where nobody may write, or another program does, SQLite cannot be asked: none.
    """
    if not _is_sqlite(connection):
        return ()
    found = []
    error = connection.dialect.loaded_dbapi.Error
    cursor = connection.connection.cursor()
    (query_only,) = cursor.execute("PRAGMA query_only").fetchone()
    cursor.execute("PRAGMA query_only=OFF")  # FTS5 is asked by a statement that looks like writing
    cursor.execute("BEGIN")
    try:
        for kind in Kind:
            try:
                cursor.execute(f"INSERT INTO {_name(kind)} ({_name(kind)}) VALUES ('integrity-check')")
            except error as refused:
                if "malformed" not in str(refused):
                    break
                found.append(kind)
    finally:
        cursor.execute("ROLLBACK")
        cursor.execute(f"PRAGMA query_only={query_only}")
    return tuple(found)


def stored_words(
    connection: Connection, kind: Kind, scope: TextScope, ids: Collection[int] | None = None
) -> Iterator[tuple[int, str]]:
    """Go through the words kept of a scope: of all records of a kind, or of as many as a statement takes."""
    searched = _table(kind)
    statement = select(searched.c.rowid, searched.c[scope.value])
    if ids is not None:
        statement = statement.where(searched.c.rowid.in_(ids))
    with connection.execute(statement, execution_options={"yield_per": 5_000}) as rows:
        yield from map(tuple, rows)


def asked_for(text: str) -> tuple[Term, ...]:
    """Return what a search asks for, its words as long as they are kept."""
    return tuple(
        replace(term, words=_kept(term.words), in_parts=_kept(term.in_parts)) for term in terms(text)
    )


def _kept(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(word[:LONGEST_WORD] for word in found)


def matching(connection: Connection, kind: Kind, text: str, scope: TextScope) -> Select[Any] | None:
    """Return a select of the ids of records that have all a text asks for; None where it asks for nothing."""
    asked = asked_for(text)
    return having(connection, kind, scope, asked) if asked else None


def having(connection: Connection, kind: Kind, scope: TextScope, asked: Sequence[Term]) -> Select[Any]:
    """Return a select of the ids of records that have all these terms."""
    if scope is not TextScope.TEXTS or kind is Kind.SOURCE:
        return _having(connection, kind, scope.value, asked)
    quoted = _having(connection, Kind.CLAIM, "texts", asked)
    if kind is Kind.CLAIM:
        in_source = claim.c.source_id.in_(_having(connection, Kind.SOURCE, "texts", asked))
        return select(claim.c.id).where(or_(claim.c.id.in_(quoted), in_source))
    about = select(claim.c.subject_id).where(
        claim.c.subject_kind == kind.value, claim.c.trashed_at.is_(None), claim.c.id.in_(quoted)
    )
    either = union(_having(connection, kind, "fields", asked), about).subquery()
    return select(either.c[0])


def relevance(connection: Connection, kind: Kind, text: str) -> ColumnElement[int]:
    """Return how well records fit a text, as an expression: the more, the better; see TIERS."""
    identity = RECORD_TABLES[kind].c.id
    points: list[ColumnElement[int]] = [literal(0)]
    for term in asked_for(text):
        tiers = (
            (identity.in_(_having(connection, kind, scope.value, [term.whole if is_whole else term])), worth)
            for scope, is_whole, worth in TIERS
        )
        points.append(case(*tiers, else_=0))
    return reduce(operator.add, points)


def _having(connection: Connection, kind: Kind, where: str, asked: Sequence[Term]) -> Select[Any]:
    """Return a select of the ids whose column has all terms."""
    searched = _table(kind)
    return select(searched.c.rowid.label("id")).where(_match(connection, searched.c[where], asked))


def _match(
    connection: Connection, searched: ColumnElement[Any], asked: Sequence[Term]
) -> ColumnElement[bool]:
    # Words are letters and digits, nothing else; quoted all the same, for "and" and "near" are words, too.
    if _is_sqlite(connection):
        found = (
            " OR ".join(f'"{" ".join(words)}"{"*" * term.is_begun}' for words in term.spellings)
            for term in asked
        )
        return searched.op("MATCH", is_comparison=True)(" AND ".join(f"({each})" for each in found))
    from sqlalchemy.dialects.postgresql import TSQUERY  # the whole dialect; no file needs it

    query = cast(" & ".join(map(_as_tsquery, asked)), TSQUERY)
    vector = func.array_to_tsvector(func.string_to_array(searched, literal_column("' '")))
    # The vector knows no order of words: it finds those that have all of a phrase, the text itself tells.
    padded = literal(" ") + searched + literal(" ")
    side_by_side = (
        or_(*(padded.contains(f" {' '.join(words)}{' ' * (not term.is_begun)}") for words in term.spellings))
        for term in asked
        if len(term.words) > 1
    )
    return and_(vector.op("@@", is_comparison=True)(query), *side_by_side)


def _as_tsquery(term: Term) -> str:
    ways = ([f"'{word}'" for word in words] for words in term.spellings)
    ending = ":*" if term.is_begun else ""
    return "(" + " | ".join(f"({' & '.join(words)}{ending})" for words in ways) + ")"


def _stored(connection: Connection, kind: Kind, ids: Collection[int]) -> Mapping[int, Words]:
    searched = _table(kind)
    found = connection.execute(select(searched).where(among(searched.c.rowid, ids)))
    return {number: Words(*texts) for number, *texts in found.all()}


def _write(connection: Connection, kind: Kind, ids: Collection[int]) -> set[RecordRef]:
    """Write the words of records; return those that others show under other words than before."""
    there, now = _stored(connection, kind, ids), gather(connection, kind, ids)
    other = [number for number in ids if there.get(number) != now.get(number)]
    searched = _table(kind)
    connection.execute(delete(searched).where(among(searched.c.rowid, [n for n in other if n in there])))
    _insert(connection, kind, {number: now[number] for number in other if number in now})
    # Of a source others show the publisher, which is among its fields and no title.
    shown = operator.attrgetter("fields" if kind is Kind.SOURCE else "titles")
    both = (number for number in other if number in there and number in now)
    return {RecordRef(kind, number) for number in both if shown(there[number]) != shown(now[number])}


def _portions(kind: Kind, ids: Iterable[int]) -> Iterator[Sequence[int]]:
    """Return ids in portions whose words fit into memory: the text of a source may be long."""
    return chunks(ids, _LONG_TEXTS) if kind is Kind.SOURCE else chunks(ids)


def _insert(connection: Connection, kind: Kind, found: Mapping[int, Words]) -> None:
    rows = [
        {"rowid": number, "titles": each.titles, "fields": each.fields, "texts": each.texts}
        for number, each in found.items()
    ]
    if rows:
        connection.execute(insert(_table(kind)), rows)


def _all_ids(connection: Connection, kind: Kind) -> Sequence[int]:
    return connection.execute(select(RECORD_TABLES[kind].c.id).order_by("id")).scalars().all()


def _name(kind: Kind) -> str:
    return f"search_{kind.value}"


def _table(kind: Kind) -> TableClause:
    return table(_name(kind), column("rowid", BigInteger), *(column(each, Text) for each in _COLUMNS))


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"

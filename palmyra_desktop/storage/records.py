"""Ids to records: whole rows as frozen dataclasses, with what is linked and counted, for many ids at once.

The number of queries is that of the fields, never that of the records.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, func, select

from palmyra_desktop.domain.corroboration import marks
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.record import RECORD_CLASSES, record_type
from palmyra_desktop.domain.reference import Identifier, Link, Marks, Name, Record, RecordRef
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.counts import counts, in_conflict
from palmyra_desktop.storage.kept_dates import kept_date
from palmyra_desktop.storage.relations import live
from palmyra_desktop.storage.rows import chunks
from palmyra_desktop.storage.schema import LINKS, RECORD_TABLES, claim, identifier, name, source
from palmyra_desktop.storage.values import ROLES, is_column, leads_to_several_kinds, stored_fields

if TYPE_CHECKING:  # brings numpy, which is imported in a worker once the window shows
    from palmyra_desktop.storage.facet_index.indexes import Indexes

Told = dict[int, tuple[Counter[str], set[str | None]]]
"""Of each record, how many of its claims have each stance, and the statuses they have."""
_Values = dict[int, Any]


def read(
    connection: Connection, kind: Kind, ids: Iterable[int], indexes: "Indexes | None" = None
) -> tuple[Record, ...]:
    """Return records in the order of their ids; those that are not there are left out.

    Args:
        indexes: those of the archive; what they have counted is theirs.
    """
    found: dict[int, Record] = {}
    ordered = tuple(ids)
    for some in chunks(dict.fromkeys(ordered)):
        found |= _read(connection, kind, some, indexes)
    return tuple(found[number] for number in ordered if number in found)


def titles(connection: Connection, refs: Iterable[RecordRef]) -> dict[RecordRef, str]:
    """Return the titles of records; those that are not there are left out."""
    by_kind: dict[Kind, set[int]] = defaultdict(set)
    for ref in refs:
        by_kind[ref.kind].add(ref.id)
    return {
        RecordRef(kind, number): title
        for kind, ids in by_kind.items()
        for number, title in titles_of(connection, kind, ids).items()
    }


def titles_of(connection: Connection, kind: Kind, ids: Collection[int]) -> dict[int, str]:
    """Return the titles of records of one kind by id; those that are not there are left out."""
    table = RECORD_TABLES[kind]
    title = table.c[record_type(kind).title_key]
    rows = connection.execute(select(table.c.id, title).where(among(table.c.id, ids)))
    return dict(map(tuple, rows.all()))


def _read(
    connection: Connection, kind: Kind, ids: Sequence[int], indexes: "Indexes | None"
) -> dict[int, Record]:
    table = RECORD_TABLES[kind]
    rows = connection.execute(select(table).where(table.c.id.in_(ids))).mappings().all()
    fields = [field for field in stored_fields(kind) if is_column(field)]
    linked = _titles_of_links(connection, fields, rows)
    beside = {
        field.key: _lists(connection, kind, field, ids)
        for field in stored_fields(kind)
        if not is_column(field)
    }
    beside |= _derived(connection, kind, ids, indexes)
    marked = _marks(connection, kind, ids, indexes)
    found: dict[int, Record] = {}
    for row in rows:
        number = row["id"]
        values = {field.key: _value(field, row, linked) for field in fields}
        values |= {key: by_id[number] for key, by_id in beside.items() if number in by_id}
        found[number] = RECORD_CLASSES[kind](
            id=number,
            uid=row["uid"],
            version=row["version"],
            trashed=row["trashed_at"] is not None,
            marks=marked.get(number, Marks()),
            **values,
        )
    return found


def _value(field: Field, row: Any, linked: dict[RecordRef, str]) -> Any:
    if field.type is FieldType.LINK:
        ref = _end(field, row)
        return None if ref is None else Link(ref.kind, ref.id, linked.get(ref, ""))
    value = row[field.key]
    if field.type is FieldType.DATE:
        return None if value is None else kept_date(value)
    return value


def _end(field: Field, row: Any) -> RecordRef | None:
    number = row[f"{field.key}_id"]
    if number is None:
        return None
    kind = Kind(row[f"{field.key}_kind"]) if leads_to_several_kinds(field) else field.links_to[0]
    return RecordRef(kind, number)


def _titles_of_links(
    connection: Connection, fields: Iterable[Field], rows: Iterable[Any]
) -> dict[RecordRef, str]:
    links = [field for field in fields if field.type is FieldType.LINK]
    ends = {_end(field, row) for row in rows for field in links}
    return titles(connection, (end for end in ends if end is not None))


def _lists(connection: Connection, kind: Kind, field: Field, ids: Sequence[int]) -> _Values:
    """Return the links, names or identifiers of records, in order; records that have none are left out."""
    found: dict[int, list[Any]] = defaultdict(list)
    if field.type is FieldType.LINKS:
        for owner, link in _links(connection, kind, field.key, ids):
            found[owner].append(link)
    elif field.type is FieldType.NAMES:
        columns = name.c.record_id, name.c.text, name.c.language, name.c.script
        of_kind = select(*columns).where(name.c.kind == kind.value, name.c.record_id.in_(ids))
        for owner, *parts in connection.execute(of_kind.order_by(name.c.record_id, name.c.position)):
            found[owner].append(Name(*parts))
    else:
        columns_ = identifier.c.monument_id, identifier.c.scheme, identifier.c.value
        rows = select(*columns_).where(identifier.c.monument_id.in_(ids))
        for owner, *parts in connection.execute(
            rows.order_by(identifier.c.monument_id, identifier.c.position)
        ):
            found[owner].append(Identifier(*parts))
    return {owner: tuple(members) for owner, members in found.items()}


def _links(connection: Connection, kind: Kind, key: str, ids: Sequence[int]) -> Iterable[tuple[int, Link]]:
    links = LINKS[kind, key]
    target = RECORD_TABLES[links.target_kind].alias()
    title = target.c[record_type(links.target_kind).title_key]
    columns = [
        links.owner_column,
        target.c.id,
        title,
        *([links.table.c.role] if (kind, key) == ROLES else []),
    ]
    joined = select(*columns).join_from(links.table, target, target.c.id == links.target_column)
    rows = connection.execute(
        joined.where(links.owner_column.in_(ids)).order_by(links.owner_column, links.table.c.position)
    )
    return ((owner, Link(links.target_kind, *rest)) for owner, *rest in rows)


def _derived(
    connection: Connection, kind: Kind, ids: Sequence[int], indexes: "Indexes | None"
) -> dict[str, _Values]:
    """Return what is counted or looked up, by field; `conflict` is a mark."""
    found: dict[str, _Values] = {}
    for field in record_type(kind).fields:
        if field.derived and field.type is FieldType.COUNT:
            numbers = indexes.numbers(connection, kind, field.key, ids) if indexes else None
            if numbers is None:
                numbers = _by_id(connection, counts(kind, field.key, ids))
            found[field.key] = numbers
    if kind is Kind.CLAIM:
        publishers = select(claim.c.id, source.c.publisher).join(source, source.c.id == claim.c.source_id)
        found["publisher"] = _by_id(connection, publishers.where(claim.c.id.in_(ids)))
        found["grade"] = _grades(connection, ids)
    if kind is Kind.SOURCE:
        hashes = select(source.c.id, source.c.text_sha256).where(source.c.id.in_(ids))
        found["text_sha256"] = _by_id(connection, hashes)
    return found


def _grades(connection: Connection, ids: Sequence[int]) -> _Values:
    """Return the Admiralty grades of claims; what nobody judged is F or 6."""
    judged = select(claim.c.id, source.c.reliability, claim.c.credibility).where(
        claim.c.id.in_(ids), source.c.reliability.is_not(None) | claim.c.credibility.is_not(None)
    )
    rows = connection.execute(judged.outerjoin(source, source.c.id == claim.c.source_id))
    return {number: f"{letter or 'F'}{figure or '6'}" for number, letter, figure in rows}


def _by_id(connection: Connection, pairs: Select[Any]) -> _Values:
    return {number: value for number, value in connection.execute(pairs)}  # noqa: C416  # a Row is no tuple of two


def _marks(
    connection: Connection, kind: Kind, ids: Collection[int], indexes: "Indexes | None"
) -> dict[int, Marks]:
    """Return the marks of records; stances and status of a source are those of the claims in it."""
    if kind is Kind.CLAIM:
        rows = connection.execute(
            select(claim.c.id, claim.c.stance, claim.c.status).where(claim.c.id.in_(ids))
        )
        return {
            number: Marks(((stance, 1),), status, status == "conflict") for number, stance, status in rows
        }
    contested = in_conflict(connection, kind, ids)
    indexed = indexes.stances(connection, ids) if indexes and kind is Kind.SOURCE else None
    told = _stances(connection, kind, ids) if indexed is None else indexed
    return {number: Marks(conflict=True) for number in contested} | {
        number: marks(stances, statuses, number in contested) for number, (stances, statuses) in told.items()
    }


def _stances(connection: Connection, kind: Kind, ids: Collection[int]) -> Told:
    """Return how many claims about records, or in sources, have each stance, and the statuses they have."""
    owner = claim.c.source_id if kind is Kind.SOURCE else claim.c.subject_id
    ours = [owner.in_(ids), live(claim)]
    if kind is not Kind.SOURCE:
        ours.append(claim.c.subject_kind == kind.value)
    told = owner, claim.c.stance, claim.c.status
    found: Told = {}
    for number, stance, status, count in connection.execute(
        select(*told, func.count()).where(*ours).group_by(*told)
    ):
        stances, statuses = found.setdefault(number, (Counter(), set()))
        stances[stance] += count
        statuses.add(status)
    return found

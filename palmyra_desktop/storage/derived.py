"""Columns that are worked out from others, compared and worked out anew: folded names, days of dates.

What they are worked out from is the truth: a title, a name, the EDTF text of a date.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select, update

from palmyra_desktop.domain.dates import InvalidDate
from palmyra_desktop.domain.fields import FieldType, Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.storage.schema import RECORD_TABLES, folded_name, name
from palmyra_desktop.storage.values import columns, stored_fields

_AT_ONCE = 5_000
Differing = tuple[RecordRef, Mapping[str, Any]]


def differing(connection: Connection) -> Iterator[Differing]:
    """Yield the records whose derived columns are not what they should be, with what they should be.

    Nothing is given for a record with a date nobody can read: what it should be is not known.
    """
    for kind in Kind:
        table, title = RECORD_TABLES[kind], record_type(kind).title_key
        dates = [field.key for field in stored_fields(kind) if field.type is FieldType.DATE]
        wanted = ["id", title, "folded", *dates]
        wanted += [f"{date}_{part}" for date in dates for part in ("first", "last", "sort")]
        statement = select(*(table.c[key] for key in wanted))
        with connection.execute(statement, execution_options={"yield_per": _AT_ONCE}) as found:
            for row in found.mappings():
                ref = RecordRef(kind, row["id"])
                try:
                    right = columns(kind, {key: row[key] for key in (title, *dates)}, "")
                except InvalidDate:
                    yield ref, {}
                    continue
                if any(row[key] != value for key, value in right.items()):
                    yield ref, right


def differing_names(connection: Connection) -> Iterator[tuple[RecordRef, int, str]]:
    """Yield records with another name that is not found by its words: its position, and what it should be."""
    found = select(name.c.kind, name.c.record_id, name.c.position, name.c.text, name.c.folded)
    for kind, number, position, text, folded in connection.execute(found).all():
        if folded != folded_name(text):
            yield RecordRef(Kind(kind), number), position, folded_name(text)


def mend(connection: Connection) -> None:
    """Write what should be there."""
    for ref, right in list(differing(connection)):
        if right:
            table = RECORD_TABLES[ref.kind]
            connection.execute(update(table).where(table.c.id == ref.id).values(**right))
    for ref, position, right_name in list(differing_names(connection)):
        ours = name.c.kind == ref.kind.value, name.c.record_id == ref.id, name.c.position == position
        connection.execute(update(name).where(*ours).values(folded=right_name))

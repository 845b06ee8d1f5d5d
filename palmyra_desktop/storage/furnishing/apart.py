"""Pairs of records that somebody looked at and found to be two."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.shown import brief
from palmyra_desktop.i18n import _
from palmyra_desktop.storage.furnishing.subject import SetApart, Subject
from palmyra_desktop.storage.records import titles
from palmyra_desktop.storage.schema import not_duplicate
from palmyra_desktop.storage.unit_of_work import Writing


class ToldApart(Subject):
    """True for each pair, by its kind, its lower and its higher number with ":" between them."""

    key = "not_duplicate"

    def read(self, connection: Connection) -> Mapping[str, Any]:
        """Return them."""
        rows = connection.execute(select(not_duplicate))
        return {f"{row.kind}:{row.record_id}:{row.other_id}": True for row in rows}

    def write(self, unit: Writing, values: Mapping[str, Any]) -> None:
        """Add pairs, or take them away."""
        columns = not_duplicate.c
        for name, is_apart in values.items():
            kind, low, high = name.split(":")
            row = {"kind": kind, "record_id": int(low), "other_id": int(high)}
            if is_apart:
                unit.connection.execute(insert(not_duplicate), row)
            else:
                is_it = columns.kind == kind, columns.record_id == int(low), columns.other_id == int(high)
                unit.connection.execute(delete(not_duplicate).where(*is_it))

    def label(self, connection: Connection, name: str) -> str:
        """Return which pair it is."""
        kind, *numbers = name.split(":")
        refs = [RecordRef(Kind(kind), int(number)) for number in numbers]
        named = titles(connection, refs)
        one, other = (brief(named.get(ref, f"#{ref.id}")) for ref in refs)
        return _("“{one}” and “{other}”").format(one=one, other=other)

    def words(self, connection: Connection, value: Any, set_apart: SetApart) -> str:
        """Return what they are."""
        return _("not the same")

    def changed_again(self, connection: Connection, name: str) -> str:
        """Return that it was said otherwise."""
        words = _("Whether {pair} are the same was changed again later.")
        return words.format(pair=self.label(connection, name))


def key_of(one: RecordRef, other: RecordRef) -> str:
    """Return what a pair of records of one kind is called in the log."""
    low, high = sorted((one.id, other.id))
    return f"{ToldApart.key}:{one.kind.value}:{low}:{high}"

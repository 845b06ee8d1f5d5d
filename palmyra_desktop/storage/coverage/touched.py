"""Which records may stand otherwise in the report after the acts since it was counted; from the log."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.change_log import ARCHIVE
from palmyra_desktop.storage.schema import change_group, change_log, claim
from palmyra_desktop.storage.undo import RESTORED

MOST: Final = 2_000
"""Changes that are followed; with more of them all is counted anew."""
_MOST_CLAIMS: Final = 50_000


@dataclass(frozen=True, slots=True)
class Touched:
    """What is to be looked at again.

    Attributes:
        records: ids of each kind. claims: ids of those about these records, and of all that these rest on.
    """

    records: Mapping[Kind, Collection[int]]
    claims: Collection[int]


def touched(connection: Connection, since: int) -> Touched | None:
    """Return the records changed after an act and what these claims are about; None if they are too many.

    Claims are touched, too, that rest on changed ones; an actor's new name may touch all claims.
    """
    restored = change_group.c.id > since, change_group.c.initiator == RESTORED
    if connection.execute(select(change_group.c.id).where(*restored).limit(1)).first():
        return None  # the archive was put back to another past
    records = _changed(connection, since)
    if records is None:
        return None
    claims = records[Kind.CLAIM]
    _add_linked(connection, claims, select(claim.c.id), claim.c.rests_on_id)
    subjects = select(claim.c.subject_kind, claim.c.subject_id).where(among(claim.c.id, claims))
    for kind, number in connection.execute(subjects):
        records[Kind(kind)].add(number)
    read = set(claims)
    for kind, ids in records.items():
        about = claim.c.subject_kind == kind.value, among(claim.c.subject_id, ids)
        read.update(connection.execute(select(claim.c.id).where(*about).limit(_MOST_CLAIMS + 1)).scalars())
    _add_linked(connection, read, select(claim.c.rests_on_id), claim.c.id)
    return Touched(records, read) if len(read) <= _MOST_CLAIMS else None


def _changed(connection: Connection, since: int) -> dict[Kind, set[int]] | None:
    """Return the changed records and the subjects of changed claims before and after; None if too many."""
    columns = change_log.c.kind, change_log.c.record_id, change_log.c.before, change_log.c.after
    later = change_log.c.group_id > since, change_log.c.kind != ARCHIVE
    rows = connection.execute(select(*columns).where(*later).limit(MOST + 1)).all()
    if len(rows) > MOST:
        return None
    found: dict[Kind, set[int]] = {kind: set() for kind in Kind}
    for text, number, before, after in rows:
        kind = Kind(text)
        found[kind].add(number)
        if kind is Kind.ACTOR and "name" in _values(before):
            return None
        if kind is Kind.CLAIM:
            for subject in (_values(one).get("subject") for one in (before, after)):
                if subject:
                    found[Kind(subject["kind"])].add(subject["id"])
    return found


def _add_linked(connection: Connection, claims: set[int], wanted: Select[Any], by: Any) -> None:
    """Add the claims that a link leads to from these, and on from those; too many are not followed."""
    new = claims
    while new and len(claims) <= _MOST_CLAIMS:
        linked = wanted.where(among(by, new), wanted.selected_columns[0].is_not(None))
        new = set(connection.execute(linked.limit(_MOST_CLAIMS + 1)).scalars()) - claims
        claims |= new


def _values(text: str | None) -> dict[str, Any]:
    return json.loads(text) if text else {}

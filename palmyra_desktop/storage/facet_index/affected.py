"""Which records of a kind stand elsewhere, or have other values, after the acts since an index was made.

Read from the log of changes, so that it does not matter who made them: this window, an import, an undo,
another program. What a filter means for each kind is decided in relations.py; here is the way back.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Select, func, select

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.storage.change_log import ARCHIVE
from palmyra_desktop.storage.fulltext_words import pointing_at, shown_by_others
from palmyra_desktop.storage.rows import chunks
from palmyra_desktop.storage.schema import LINKS, change_group, change_log, claim, image
from palmyra_desktop.storage.undo import RESTORED

MOST: Final = 2_000
"""Records that are indexed anew beside an old index; with more of them it is made anew."""

_NEWEST = select(func.max(change_group.c.id))  # asked before every answer, so put into words but once
_SOURCE_VALUES = frozenset({"publisher", "source_kind"})
_image_event = LINKS[Kind.IMAGE, "events"]


def newest_act(connection: Connection) -> int:
    """Return the id of the newest group of changes; 0 where there is none."""
    return int(connection.execute(_NEWEST).scalar() or 0)


def affected(connection: Connection, kind: Kind, since: int) -> set[int] | None:
    """Return the records that acts after one may have changed; None where they are too many to follow."""
    restored = select(change_group.c.id).where(
        change_group.c.id > since, change_group.c.initiator == RESTORED
    )
    if connection.execute(restored.limit(1)).first() is not None:
        return None  # the archive was put back to another past
    rows = _later(connection, since)
    if rows is None:
        return None
    changed: dict[Kind, set[int]] = {each: set() for each in Kind}
    found: set[int] = set()
    for its_kind, number, before, after in rows:
        values = before | after
        if its_kind is Kind.MONUMENT and "site" in values:
            return None  # all records of its parts
        if its_kind is Kind.SOURCE and not _SOURCE_VALUES & values.keys():
            continue
        changed[its_kind].add(number)
        found |= _named(kind, its_kind, before)
    found |= changed[kind]
    for statement in _ways(kind, changed):
        found.update(connection.execute(statement).scalars())
        if len(found) > MOST:
            return None
    return found if len(found) <= MOST else None


def reworded(connection: Connection, kind: Kind, since: int) -> set[int] | None:
    """Return the records that acts after one gave other words by renaming what they link to.

    None where they are too many to be looked at one by one.
    """
    rows = _later(connection, since)
    if rows is None:
        return None
    renamed = {
        RecordRef(its_kind, number)
        for its_kind, number, before, _after in rows
        if shown_by_others(its_kind) & before.keys()
    }
    found = pointing_at(connection, kind, renamed, MOST)
    return found if len(found) <= MOST else None


def _later(
    connection: Connection, since: int
) -> list[tuple[Kind, int, dict[str, Any], dict[str, Any]]] | None:
    """Return the rows of the log after an act: kind, record, values before and after; None if too many."""
    columns = change_log.c.kind, change_log.c.record_id, change_log.c.before, change_log.c.after
    later = change_log.c.group_id > since, change_log.c.kind != ARCHIVE
    rows = connection.execute(select(*columns).where(*later).limit(4 * MOST + 1)).all()
    if len(rows) > 4 * MOST:
        return None
    return [(Kind(kind), number, _values(before), _values(after)) for kind, number, before, after in rows]


def _values(text: str | None) -> dict[str, Any]:
    return json.loads(text) if text else {}


def _named(kind: Kind, its_kind: Kind, before: Mapping[str, Any]) -> set[int]:
    """Return the records of the kind that a changed record belonged to before it changed."""
    if its_kind is Kind.CLAIM and (before.get("subject") or {}).get("kind") == kind.value:
        return {int(before["subject"]["id"])}
    if its_kind is Kind.IMAGE and kind is Kind.EVENT:
        return {int(number) for number in before.get("events") or ()}
    return set()


def _ways(kind: Kind, changed: Mapping[Kind, set[int]]) -> Iterable[Select[Any]]:
    """Return selects of the records of a kind that changed records of other kinds lead to."""
    if kind is Kind.CLAIM:
        for subject in (Kind.EVENT, Kind.IMAGE):
            for some in chunks(changed[subject]):
                yield select(claim.c.id).where(
                    claim.c.subject_kind == subject.value, claim.c.subject_id.in_(some)
                )
        for some in chunks(changed[Kind.EVENT]):  # and claims about images of an event
            shown = select(_image_event.owner_column).where(_image_event.target_column.in_(some))
            of_image = claim.c.subject_kind == Kind.IMAGE.value, claim.c.subject_id.in_(shown)
            yield select(claim.c.id).where(*of_image)
        for some in chunks(changed[Kind.SOURCE]):
            yield select(claim.c.id).where(claim.c.source_id.in_(some))
        return
    for some in chunks(changed[Kind.CLAIM]):
        yield _subjects(kind).where(claim.c.id.in_(some))
    for some in chunks(changed[Kind.SOURCE]):
        yield _subjects(kind).where(claim.c.source_id.in_(some))
        if kind is Kind.IMAGE:
            yield select(image.c.id).where(image.c.source_id.in_(some))
    if kind is Kind.EVENT:
        for some in chunks(changed[Kind.IMAGE]):
            yield select(_image_event.target_column).where(_image_event.owner_column.in_(some))
    else:
        for some in chunks(changed[Kind.EVENT]):
            yield select(_image_event.owner_column).where(_image_event.target_column.in_(some))


def _subjects(kind: Kind) -> Select[Any]:
    return select(claim.c.subject_id).where(claim.c.subject_kind == kind.value)

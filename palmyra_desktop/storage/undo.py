"""Taking back an act, and bringing it back: each is a new act that reverts an older one.

Nothing is ever removed. Taking back the creation of a record moves it to the trash, where its claims and the
links to it stay; bringing it back restores it. An act and the acts that revert it form a chain: act, undo,
redo, undo ... The act is in effect while the chain's newest is no undo; a new act ends what could be redone.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, true

from palmyra_desktop.domain.changes import Action, Change, ChangeGroup, ChangeSet
from palmyra_desktop.domain.errors import Conflict, KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.i18n import _
from palmyra_desktop.storage.batch import Batch
from palmyra_desktop.storage.change_log import changes_of
from palmyra_desktop.storage.rows import chunks
from palmyra_desktop.storage.schema import change_group, change_log
from palmyra_desktop.storage.unit_of_work import Writing
from palmyra_desktop.storage.values import TEXT, TRASHED

RESTORED = "restore"
"""The initiator of an act that put a backup in the archive's place; it has no changes to be taken back."""

_OPPOSITE = {
    Action.CREATE: Action.TRASH,
    Action.TRASH: Action.RESTORE,
    Action.RESTORE: Action.TRASH,
    Action.UPDATE: Action.UPDATE,
    Action.CHOOSE: Action.CHOOSE,
}


@dataclass(frozen=True, slots=True)
class Chain:
    """The ids of an act and of the acts that revert it, each the one before."""

    ids: tuple[int, ...]

    @property
    def in_effect(self) -> bool:
        """Whether the act is not taken back at the moment."""
        return len(self.ids) % 2 == 1

    @property
    def newest(self) -> int:
        """The one to revert next."""
        return self.ids[-1]


def groups(connection: Connection, limit: int) -> tuple[ChangeGroup, ...]:
    """Return the acts, the newest first."""
    return _groups(connection, true(), limit)


def undoable(connection: Connection) -> ChangeGroup | None:
    """Return the newest act in effect, or None."""
    reverted = select(change_group.c.reverts_group_id).where(change_group.c.reverts_group_id.is_not(None))
    never_reverted = (
        change_group.c.reverts_group_id.is_(None),
        change_group.c.id.not_in(reverted),
        change_group.c.initiator != RESTORED,
    )
    plain = connection.execute(select(func.max(change_group.c.id)).where(*never_reverted)).scalar_one()
    candidates = [(chain.newest, chain.ids[0]) for chain in _reverted_chains(connection) if chain.in_effect]
    if plain is not None:
        candidates.append((plain, plain))
    return _group(connection, max(candidates)[1]) if candidates else None


def redoable(connection: Connection) -> ChangeGroup | None:
    """Return the act that was taken back last, or None if none was since the newest act."""
    acts = change_group.c.reverts_group_id.is_(None)
    newest_act = connection.execute(select(func.max(change_group.c.id)).where(acts)).scalar_one()
    chains = _reverted_chains(connection)
    taken_back = [(chain.newest, chain.ids[0]) for chain in chains if not chain.in_effect]
    newest, act = max(taken_back, default=(0, 0))
    return _group(connection, act) if newest > (newest_act or 0) else None


def undo(unit: Writing, group_id: int | None = None) -> ChangeSet:
    """Take back an act; the newest in effect if none is named.

    Raises:
        KnownError: if there is no such act, or it is taken back already.
        Conflict: if a later act changed the same values.
    """
    chain = _chain(unit.connection, group_id, undoable(unit.connection))
    if chain is None or not chain.in_effect:
        raise KnownError(_("There is nothing to undo."))
    return _revert(unit, chain, _("Undo: {label}"))


def redo(unit: Writing, group_id: int | None = None) -> ChangeSet:
    """Bring back an act that was taken back; the last one if none is named.

    Raises:
        KnownError: if there is no such act, or it is in effect.
        Conflict: if a later act changed the same values.
    """
    chain = _chain(unit.connection, group_id, redoable(unit.connection))
    if chain is None or chain.in_effect:
        raise KnownError(_("There is nothing to redo."))
    return _revert(unit, chain, _("Redo: {label}"))


def _chain(connection: Connection, group_id: int | None, offered: ChangeGroup | None) -> Chain | None:
    """Return the chain of the act named (by the id of any of it), else of the one offered."""
    if group_id is None and offered is not None:
        group_id = offered.id
    if group_id is None or _group(connection, group_id) is None:
        return None
    chains = _reverted_chains(connection)
    return next((chain for chain in chains if group_id in chain.ids), Chain((group_id,)))


def _revert(unit: Writing, chain: Chain, label: str) -> ChangeSet:
    act = _group(unit.connection, chain.ids[0])
    unit.label = label.format(label=act.label if act else "")
    unit.reverts = chain.newest
    unit.open_group()  # even if all is so already: the act counts as taken back
    changes = changes_of(unit.connection, chain.newest)
    texts = {_ref(c) for c in changes if c.kind is Kind.SOURCE and (c.before is None or TEXT in c.before)}
    batch = Batch(unit)
    batch.load({_ref(change) for change in changes}, texts)
    for change, expected in zip(reversed(changes), _expected(unit.connection, batch, changes), strict=True):
        _revert_one(batch, change, expected)
    return ChangeSet(unit.group_id, unit.label, batch.write(), {}, unit.initiator)


def _expected(connection: Connection, batch: Batch, changes: Sequence[Change]) -> Iterator[Mapping[str, Any]]:
    """Yield, the last change first, the values a change left: reverting it is safe while they stand so.

    Of a created record they are those that were changed later, as they were at first.
    """
    created = (change for change in changes if change.action is Action.CREATE)
    changed_later = [change.record_id for change in created if batch.state(_ref(change)).version > 1]
    at_first: dict[RecordRef, dict[str, Any]] = defaultdict(dict)
    for ref, before in _befores(connection, changed_later):
        at_first[ref] = before | at_first[ref]
    for change in reversed(changes):
        yield at_first[_ref(change)] if change.after is None else change.after


def _befores(connection: Connection, record_ids: Sequence[int]) -> Iterator[tuple[RecordRef, dict[str, Any]]]:
    """Yield what changes of records replaced, the oldest first."""
    columns = change_log.c
    for some in chunks(record_ids):
        found = select(columns.kind, columns.record_id, columns.before).where(
            columns.record_id.in_(some), columns.before.is_not(None)
        )
        for kind, number, before in connection.execute(found.order_by(columns.id)):
            yield RecordRef(Kind(kind), number), json.loads(before)


def _revert_one(batch: Batch, change: Change, expected: Mapping[str, Any]) -> None:
    ref = _ref(change)
    state = batch.state(ref)
    wanted = {TRASHED: True} if change.before is None else dict(change.before)
    differing = {key for key, value in expected.items() if state.values.get(key) != value} - {TRASHED}
    if differing:
        title = state.values[record_type(ref.kind).title_key]
        raise Conflict(
            _("“{title}” was changed again later.").format(title=title),
            yours=wanted,
            theirs={key: state.values.get(key) for key in differing},
            hint=_("Take back the later change first."),
        )
    batch.change(ref, _OPPOSITE[change.action], wanted)


def _ref(change: Change) -> RecordRef:
    return RecordRef(change.kind, change.record_id)


def _reverted_chains(connection: Connection) -> tuple[Chain, ...]:
    """Return the chains of all acts that were ever taken back."""
    reverts = change_group.c.reverts_group_id
    pairs = select(reverts, change_group.c.id).where(reverts.is_not(None)).order_by(change_group.c.id)
    next_of: dict[int, int] = {row.reverts_group_id: row.id for row in connection.execute(pairs)}
    starts = next_of.keys() - next_of.values()
    return tuple(Chain(tuple(_following(start, next_of))) for start in sorted(starts))


def _following(start: int, next_of: Mapping[int, int]) -> Iterator[int]:
    number: int | None = start
    while number is not None:
        yield number
        number = next_of.get(number)


def _group(connection: Connection, group_id: int) -> ChangeGroup | None:
    return next(iter(_groups(connection, change_group.c.id == group_id, 1)), None)


def _groups(connection: Connection, where: ColumnElement[bool], limit: int) -> tuple[ChangeGroup, ...]:
    count = select(func.count()).where(change_log.c.group_id == change_group.c.id).scalar_subquery()
    found = select(change_group, count.label("change_count")).where(where)
    rows = connection.execute(found.order_by(change_group.c.id.desc()).limit(limit))
    followers = {
        number: len(chain.ids) - place - 1
        for chain in _reverted_chains(connection)
        for place, number in enumerate(chain.ids)
    }
    return tuple(
        ChangeGroup(
            id=row.id,
            at_utc=row.at_utc,
            author=row.author,
            label=row.label,
            initiator=row.initiator,
            reverts_group_id=row.reverts_group_id,
            reverted=followers.get(row.id, 0) % 2 == 1,
            change_count=row.change_count,
        )
        for row in rows
    )

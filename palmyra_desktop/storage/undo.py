"""Taking back an act, and bringing it back: each is a new act that reverts an older one.

Nothing is ever removed. Taking back the creation of a record moves it to the trash, where its claims and the
links to it stay; bringing it back restores it. An act and the acts that revert it form a chain: act, undo,
redo, undo ... The act is in effect while the chain's newest is no undo; a new act ends what could be redone.

What later acts changed again is not overwritten: an act that they build on is taken back after them, or only
as far as it still stands. An act on a record that was removed for good is not offered any more.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, true

from palmyra_desktop.domain.changes import Action, Change, ChangeGroup, ChangeSet
from palmyra_desktop.domain.errors import BuiltOn, KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.i18n import _, format_number, ngettext
from palmyra_desktop.storage import removal
from palmyra_desktop.storage.among import among
from palmyra_desktop.storage.batch import WORDS, Batch
from palmyra_desktop.storage.change_log import (
    changed_by,
    changes_of,
    changes_of_archive,
    changes_of_some,
)
from palmyra_desktop.storage.furnishing import changes as furnishing
from palmyra_desktop.storage.furnishing.changes import Hindrance
from palmyra_desktop.storage.logged_values import at_first
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


_ANY = "*"  # of a record that was created: whatever was changed in it later
_NAMED = 3
_LOOKED = 0.3
"""The part of a long act that is done when it is known that all of it can be taken back."""


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
    return groups_where(connection, true(), limit)


def undoable(connection: Connection) -> ChangeGroup | None:
    """Return the newest act in effect, or None."""
    reverted = select(change_group.c.reverts_group_id).where(change_group.c.reverts_group_id.is_not(None))
    never_reverted = (
        change_group.c.reverts_group_id.is_(None),
        change_group.c.id.not_in(reverted),
        change_group.c.initiator != RESTORED,
    )
    lost = removal.acts_on_removed(connection)
    standing = select(func.max(change_group.c.id)).where(*never_reverted, ~among(change_group.c.id, lost))
    plain = connection.execute(standing).scalar_one()
    candidates = [
        (chain.newest, chain.ids[0])
        for chain in _reverted_chains(connection)
        if chain.in_effect and lost.isdisjoint(chain.ids)
    ]
    if plain is not None:
        candidates.append((plain, plain))
    return _group(connection, max(candidates)[1]) if candidates else None


def redoable(connection: Connection) -> ChangeGroup | None:
    """Return the act that was taken back last, or None if none was since the newest act."""
    acts = change_group.c.reverts_group_id.is_(None)
    newest_act = connection.execute(select(func.max(change_group.c.id)).where(acts)).scalar_one()
    lost = removal.acts_on_removed(connection)
    taken_back = [
        (chain.newest, chain.ids[0])
        for chain in _reverted_chains(connection)
        if not chain.in_effect and lost.isdisjoint(chain.ids)
    ]
    newest, act = max(taken_back, default=(0, 0))
    return _group(connection, act) if newest > (newest_act or 0) else None


def undo(unit: Writing, group_id: int | None = None, *, partly: bool = False) -> ChangeSet:
    """Take back an act; the newest in effect if none is named.

    Args:
        partly: leave what later acts changed again, and what was removed for good, as it is.

    Raises:
        KnownError: if there is no such act, or it is taken back already.
        BuiltOn: if later acts changed the same values; not raised for a part.
    """
    return _revert(unit, _in_effect(unit.connection, group_id), _("Undo: {label}"), partly)


def undo_with_later(unit: Writing, group_id: int) -> ChangeSet:
    """Take back an act and, before it, all later acts that build on it, the newest first.

    Raises:
        KnownError: if there is no such act, or it is taken back already.
        BuiltOn: if one of them changed a record that was removed for good.
    """
    chain = _in_effect(unit.connection, group_id)
    done = [_revert(unit, each, _("Undo: {label}")) for each in (*_built_on(unit.connection, chain), chain)]
    refs = dict.fromkeys(ref for changes in done for ref in changes.refs)
    return ChangeSet(done[-1].group_id, done[-1].label, tuple(refs), {}, unit.initiator)


def redo(unit: Writing, group_id: int | None = None) -> ChangeSet:
    """Bring back an act that was taken back; the last one if none is named.

    Raises:
        KnownError: if there is no such act, or it is in effect.
        BuiltOn: if later acts changed the same values.
    """
    chain = _chain(unit.connection, group_id, redoable(unit.connection))
    if chain is None or chain.in_effect:
        raise KnownError(_("There is nothing to redo."))
    return _revert(unit, chain, _("Redo: {label}"))


def _in_effect(connection: Connection, group_id: int | None) -> Chain:
    chain = _chain(connection, group_id, undoable(connection))
    if chain is None or not chain.in_effect:
        raise KnownError(_("There is nothing to undo."))
    return chain


def _chain(connection: Connection, group_id: int | None, offered: ChangeGroup | None) -> Chain | None:
    """Return the chain of the act named (by the id of any of it), else of the one offered."""
    if group_id is None and offered is not None:
        group_id = offered.id
    if group_id is None or _group(connection, group_id) is None:
        return None
    chains = _reverted_chains(connection)
    return next((chain for chain in chains if group_id in chain.ids), Chain((group_id,)))


def _revert(unit: Writing, chain: Chain, label: str, partly: bool = False) -> ChangeSet:
    connection, tick = unit.connection, unit.tick
    act = _group(connection, chain.ids[0])
    parts = _parts(connection, chain, partly)
    beside = furnishing.changed_by(changes_of_archive(connection, chain.newest))
    hindrances = furnishing.hindrances(connection, beside)

    def give_back(batch: Batch, refs: Collection[RecordRef]) -> None:
        clashes = _give_back(batch, chain, refs)
        if (clashes or hindrances) and not partly:
            raise _built_on_later(connection, chain, batch, clashes, tuple(hindrances.values()))

    if len(parts) > 1 and not partly:  # all is looked at before any is written
        for number, refs in enumerate(parts):
            tick(_LOOKED * number / len(parts))
            give_back(Batch(unit), refs)
    unit.label = label.format(label=act.label if act else "")
    unit.reverts, unit.group_id = chain.newest, 0
    batch, touched = Batch(unit), list[RecordRef]()
    for number, refs in enumerate(parts):
        tick(_LOOKED + (WORDS - _LOOKED) * number / len(parts))
        give_back(batch, refs)
        touched += batch.write_part()
    given_back = {key: value for key, value in beside.before.items() if key not in hindrances}
    if partly and (any(parts) or beside.after) and not (touched or given_back):
        raise KnownError(_("Later changes took the place of all of it; nothing is left to take back."))
    unit.open_group()  # even if all is so already: the act counts as taken back
    batch.finish()
    furnishing.give_back(unit, given_back, touched)
    return ChangeSet(unit.group_id, unit.label, tuple(touched), {}, unit.initiator)


def _parts(connection: Connection, chain: Chain, partly: bool) -> Sequence[Sequence[RecordRef]]:
    """Return the records to be taken back, in parts that fit into memory; one is empty if there are none.

    Raises:
        BuiltOn: if some were removed for good; not raised for a part.
    """
    parts = tuple(changed_by(connection, chain.newest))
    removed: dict[RecordRef, int] = {}
    for refs in parts:
        removed |= removal.removed(connection, refs)
    if removed and not partly:
        raise _removed_since(connection, removed)
    return tuple([ref for ref in refs if ref not in removed] for refs in parts) or ((),)


def _give_back(batch: Batch, chain: Chain, refs: Collection[RecordRef]) -> "list[_Clash]":
    """Give records the values they had before an act; return what later acts changed again."""
    connection = batch.unit.connection
    changes = changes_of_some(connection, chain.newest, refs)
    texts = {c.ref for c in changes if c.kind is Kind.SOURCE and (c.before is None or TEXT in c.before)}
    batch.load({change.ref for change in changes}, texts)
    pairs = zip(reversed(changes), _expected(connection, batch, changes), strict=True)
    return [clash for change, left in pairs if (clash := _revert_one(batch, change, left))]


def _expected(connection: Connection, batch: Batch, changes: Sequence[Change]) -> Iterator[Mapping[str, Any]]:
    """Yield, the last change first, the values a change left: reverting it is safe while they stand so.

    Of a created record they are those that were changed later, as they were at first.
    """
    created = (change for change in changes if change.action is Action.CREATE)
    changed_later = [change.ref for change in created if batch.state(change.ref).version > 1]
    first = at_first(connection, changed_later)
    for change in reversed(changes):
        yield first.get(change.ref, {}) if change.after is None else change.after


@dataclass(frozen=True, slots=True)
class _Clash:
    """Values of a record that are not as a change left them."""

    change: Change
    wanted: Mapping[str, Any]
    keys: frozenset[str]


def _revert_one(batch: Batch, change: Change, expected: Mapping[str, Any]) -> _Clash | None:
    """Give a record the values it had before a change, as far as they stand as the change left them."""
    ref = change.ref
    state = batch.state(ref)
    wanted = {TRASHED: True} if change.before is None else dict(change.before)
    differing = {key for key, value in expected.items() if state.values.get(key) != value} - {TRASHED}
    is_whole = change.action is Action.CREATE and differing  # a record goes to the trash, or it does not
    kept = {} if is_whole else {key: value for key, value in wanted.items() if key not in differing}
    batch.change(ref, _OPPOSITE[change.action], kept)
    return _Clash(change, wanted, frozenset(differing)) if differing else None


def _removed_since(connection: Connection, removed: Mapping[RecordRef, int]) -> BuiltOn:
    by = tuple(filter(None, (_group(connection, number) for number in sorted({*removed.values()}))))
    count = len(removed)
    words = ngettext(
        "{count} record it changed was removed for good.",
        "{count} records it changed were removed for good.",
        count,
    )
    words = words.format(count=format_number(count))
    hint = _("Take back the rest of it alone.")
    return BuiltOn(words, yours={}, theirs={}, hint=hint, later=by, can_follow=False)


def _built_on_later(
    connection: Connection,
    chain: Chain,
    batch: Batch,
    clashes: Sequence[_Clash],
    hindrances: Sequence[Hindrance],
) -> BuiltOn:
    later = tuple(filter(None, (_group(connection, each.ids[0]) for each in _built_on(connection, chain))))
    acts = "; ".join(f"“{group.label}”" for group in later[:_NAMED])
    hint = _("Take back the later change first: {acts}.").format(acts=acts)
    if not clashes:
        return BuiltOn(hindrances[0].words, yours={}, theirs={}, hint=hint, later=later)
    first = clashes[0]
    values = batch.state(first.change.ref).values
    return BuiltOn(
        _("“{title}” was changed again later.").format(
            title=values[record_type(first.change.ref.kind).title_key]
        ),
        yours=first.wanted,
        theirs={key: values.get(key) for key in first.keys},
        hint=hint,
        later=later,
    )


def _built_on(connection: Connection, chain: Chain) -> tuple[Chain, ...]:
    """Return the acts in effect that changed again what an act changed, and those built on these in turn.

    The newest comes first: in this order they can be taken back.
    """
    chains = {number: each for each in _reverted_chains(connection) for number in each.ids}
    found: dict[int, Chain] = {}
    pending = [chain]
    while pending:
        one = pending.pop()
        for number in _touching_again(connection, one):
            later = chains.get(number, Chain((number,)))
            if later.in_effect and later.ids[0] not in (*found, *chain.ids):
                found[later.ids[0]] = later
                pending.append(later)
    return tuple(sorted(found.values(), key=lambda each: each.newest, reverse=True))


def _touching_again(connection: Connection, chain: Chain) -> set[int]:
    """Return the groups after an act that changed one of the values it changed, of the same record."""
    keys: dict[RecordRef, set[str]] = {}
    every = changes_of(connection, chain.newest)
    for change in _of_records(every):
        keys.setdefault(change.ref, set()).update(change.after or {})
        if change.action is Action.CREATE:
            keys[change.ref].add(_ANY)
    found = furnishing.acts_after(connection, chain.newest, furnishing.changed_by(every))
    columns = change_log.c
    for some in chunks({ref.id for ref in keys}):
        rows = select(columns.group_id, columns.kind, columns.record_id, columns.after).where(
            columns.record_id.in_(some), columns.group_id > chain.newest, columns.after.is_not(None)
        )
        for group_id, kind, number, after in connection.execute(rows):
            ours = keys.get(RecordRef(Kind(kind), number), set())
            again = json.loads(after).keys() - {TRASHED}
            if ours & again or (_ANY in ours and again):
                found.add(group_id)
    return found


def _of_records(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(change for change in changes if change.kind is not None)


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
    return next(iter(groups_where(connection, change_group.c.id == group_id, 1)), None)


def groups_where(connection: Connection, where: ColumnElement[bool], limit: int) -> tuple[ChangeGroup, ...]:
    """Return the acts of a condition, the newest first."""
    count = select(func.count()).where(change_log.c.group_id == change_group.c.id).scalar_subquery()
    found = select(change_group, count.label("change_count")).where(where)
    # Read to their end first: a query that is interrupted beside an open one cannot be rolled back.
    rows = connection.execute(found.order_by(change_group.c.id.desc()).limit(limit)).all()
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

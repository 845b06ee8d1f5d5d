"""Looking for acts and changes in the log."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, not_, or_, select, true

from palmyra_desktop.domain.changes import Action, ChangeGroup
from palmyra_desktop.domain.criteria import TextScope
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.log_filter import LogFilter
from palmyra_desktop.storage import fulltext, log_begun
from palmyra_desktop.storage.change_log import ARCHIVE, Logged, logged_where
from palmyra_desktop.storage.schema import change_group, change_log
from palmyra_desktop.storage.undo import groups_where
from palmyra_desktop.storage.values import CHOSEN

_PAGE = 1_000
_SCOPES = (TextScope.TITLES, TextScope.FIELDS)


def acts(
    connection: Connection, wanted: LogFilter, limit: int, before: int | None = None
) -> tuple[ChangeGroup, ...]:
    """Return the acts with a change that is looked for, the newest first; older than one, if it is named."""
    of_act = _of_act(wanted)
    of_change = _of_change(connection, wanted)
    if of_change:
        ours = change_log.c.group_id == change_group.c.id
        of_act.append(select(change_log.c.id).where(ours, *of_change).exists())
    if before is not None:
        of_act.append(change_group.c.id < before)
    return groups_where(connection, and_(true(), *of_act), limit)


def count(connection: Connection, wanted: LogFilter) -> int:
    """Return how many changes are looked for."""
    found = select(func.count()).select_from(change_log.join(change_group))
    return int(connection.execute(found.where(*_conditions(connection, wanted))).scalar_one())


def changes(connection: Connection, wanted: LogFilter) -> Iterator[Sequence[Logged]]:
    """Yield the changes looked for, the newest first, a page at a time."""
    conditions = _conditions(connection, wanted)
    last: ColumnElement[bool] = true()
    while page := logged_where(connection, and_(last, *conditions), _PAGE):
        yield page
        last = change_log.c.id < page[-1].number


def authors(connection: Connection) -> tuple[str, ...]:
    """Return who signed acts, in the order of their names; "" where some are not signed."""
    found = select(change_group.c.author).distinct().order_by(change_group.c.author)
    return tuple(connection.execute(found).scalars())


def _conditions(connection: Connection, wanted: LogFilter) -> list[ColumnElement[bool]]:
    return [*_of_act(wanted), *_of_change(connection, wanted)]


def _of_act(wanted: LogFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.author is not None:
        found.append(change_group.c.author == wanted.author)
    if wanted.since is not None:
        found.append(change_group.c.at_utc >= wanted.since)
    if wanted.until is not None:
        found.append(change_group.c.at_utc < wanted.until)
    return found


def _of_change(connection: Connection, wanted: LogFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.ref is not None:
        found += [change_log.c.kind == wanted.ref.kind.value, change_log.c.record_id == wanted.ref.id]
    if wanted.kind is not None:
        found.append(change_log.c.kind == wanted.kind.value)
    if wanted.is_beside:
        found.append(change_log.c.kind == ARCHIVE)
    if wanted.field is not None:
        # Values are canonical JSON, so a key stands in it in one way alone.
        keys = (f'"{wanted.field}":', f'"{CHOSEN}{wanted.field}":')
        changed = (_stands(key, change_log.c.before, change_log.c.after) for key in keys)
        found.append(or_(*changed, log_begun.with_value(wanted.field, wanted.kind)))
    found += [_has_word(connection, word) for word in wanted.text.split()]
    return found


def _has_word(connection: Connection, word: str) -> ColumnElement[bool]:
    label = func.lower(change_group.c.label).contains(word.lower(), autoescape=True)
    values = _stands(word.lower(), func.lower(change_log.c.before), func.lower(change_log.c.after))
    found: list[ColumnElement[bool]] = []
    for kind in Kind:
        titled, told = (fulltext.matching(connection, kind, word, scope) for scope in _SCOPES)
        if titled is not None and told is not None:
            number = change_log.c.record_id
            began = and_(change_log.c.action == Action.CREATE.value, number.in_(told), not_(_came(word)))
            found.append(and_(change_log.c.kind == kind.value, or_(number.in_(titled), began)))
    return or_(label, values, *found)


def _came(word: str) -> ColumnElement[bool]:
    """Return the condition that a word came into the record of a change later than it was created."""
    later = change_log.alias()
    same = later.c.kind == change_log.c.kind, later.c.record_id == change_log.c.record_id
    return exists().where(*same, _stands(word.lower(), func.lower(later.c.after)))


def _stands(text: str, *columns: ColumnElement[Any]) -> ColumnElement[bool]:
    return or_(*(column.contains(text, autoescape=True) for column in columns))

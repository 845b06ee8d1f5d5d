"""What was done to an archive since a copy of it was made, told from the two logs.

Each row of a log is bound to all before it by its hash. So two logs agree up to one row and nowhere behind
it, and that row is found by halving.
"""

from sqlalchemy import Connection, func, select

from palmyra_desktop.domain.backup import KindChange, Preview
from palmyra_desktop.domain.changes import Action
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.storage import queries, records, undo
from palmyra_desktop.storage.change_log import ARCHIVE
from palmyra_desktop.storage.furnishing import changes as furnishing
from palmyra_desktop.storage.schema import change_group, change_log

SHOWN = 200
"""Acts and records named, at most."""


def preview(now: Connection, then: Connection) -> Preview:
    """Return what would change if the archive `now` were as in the copy `then`."""
    common = _last_common(now, then)
    newest = _newest_act_if_common(now, then)
    act = newest or _act_of(now, common)
    done = _done_since(now, common)
    count = now.execute(select(func.count()).where(change_group.c.id > act)).scalar_one()
    return Preview(
        acts=tuple(group for group in undo.groups(now, SHOWN) if group.id > act),
        act_count=count,
        regained=then.execute(
            select(func.count()).where(change_group.c.id > (newest or _act_of(then, common)))
        ).scalar_one(),
        kinds={
            kind: KindChange(
                queries.total(now, kind),
                queries.total(then, kind),
                *(sum(ref.kind is kind for ref in refs) for refs in done),
            )
            for kind in Kind
        },
        beside=tuple(furnishing.label_of(now, key) for key in furnishing.changed_since(now, common, act)),
        records=records.titles(now, sorted(set().union(*done), key=lambda ref: (ref.kind, ref.id))[:SHOWN]),
    )


def _last_common(now: Connection, then: Connection) -> int:
    """Return the number of the last row both logs have; 0 where they have none."""
    low, high = 0, min(_newest(now), _newest(then))
    while low < high:
        middle = (low + high + 1) // 2
        if _hash(now, middle) == _hash(then, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _newest_act_if_common(now: Connection, then: Connection) -> int | None:
    """Return the newest act of the copy if it is of the archive's past: so all before it are.

    An older copy has no rows in its log of what was done beside the records, so the rows cannot tell.
    """
    row = then.execute(select(change_group).order_by(change_group.c.id.desc()).limit(1)).first()
    if row is None:
        return None
    same = now.execute(select(change_group).where(change_group.c.id == row.id)).first()
    return int(row.id) if same == row else None


def _newest(connection: Connection) -> int:
    return connection.execute(select(func.max(change_log.c.id))).scalar_one() or 0


def _hash(connection: Connection, number: int) -> str | None:
    return connection.execute(select(change_log.c.hash).where(change_log.c.id == number)).scalar()


def _act_of(connection: Connection, number: int) -> int:
    """Return the newest act of a row of the log and those before; 0 for none.

    Rows an update of the archive moved into the log are of acts older than the rows before them.
    """
    acts = select(change_log.c.group_id).where(change_log.c.id <= number)
    return connection.execute(acts.order_by(change_log.c.group_id.desc()).limit(1)).scalar() or 0


def _done_since(connection: Connection, number: int) -> tuple[set[RecordRef], set[RecordRef], set[RecordRef]]:
    """Return the records added, changed and trashed after a row of the log; each is in one of the three."""
    columns = change_log.c.kind, change_log.c.record_id, change_log.c.action
    by_action: dict[str, set[RecordRef]] = {action: set() for action in Action}
    of_records = change_log.c.id > number, change_log.c.kind != ARCHIVE
    rows = connection.execute(select(*columns).where(*of_records).distinct())
    for kind, record_id, action in rows:
        by_action.setdefault(action, set()).add(RecordRef(Kind(kind), record_id))
    added = by_action[Action.CREATE]
    trashed = (by_action[Action.TRASH] | by_action[Action.REMOVE]) - added
    return added, set().union(*by_action.values()) - added - trashed, trashed

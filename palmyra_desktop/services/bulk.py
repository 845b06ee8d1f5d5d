"""One change to many records: worked out and told before, written as one act that one undo takes back."""

from collections.abc import Sequence
from dataclasses import dataclass

from palmyra_desktop.collecting import no_collecting
from palmyra_desktop.domain.backup import Occasion
from palmyra_desktop.domain.bulk import BulkChange
from palmyra_desktop.domain.cancel import Cancellation, Progress
from palmyra_desktop.domain.changes import Change, ChangeSet, Told
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import Link
from palmyra_desktop.domain.shown import brief
from palmyra_desktop.i18n import _, format_number, ngettext
from palmyra_desktop.services import backups
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import bulk, log_words
from palmyra_desktop.storage.records import titles
from palmyra_desktop.storage.unit_of_work import Tick, interruptible, reading, writing


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done to records of one kind.

    Attributes:
        changes: of the records that would be another, in the order asked for.
        refused: records that cannot be changed so, and why, in words. same: how many stay as they are.
    """

    kind: Kind
    changes: tuple[Change, ...]
    refused: tuple[tuple[Link, str], ...]
    same: int


def plan(
    archive: Archive,
    kind: Kind,
    ids: Sequence[int],
    wanted: Sequence[BulkChange],
    cancel: Cancellation | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Work out what would become of records; nothing is written.

    Raises:
        InvalidRecord: if a value is none of its field. Cancelled: on request.
    """

    def done(count: int) -> None:
        if cancel:
            cancel.check()
        if progress:
            progress(count, len(ids))

    with no_collecting(), interruptible(archive.engine, cancel) as connection:
        changes, errors = bulk.worked_out(connection, kind, ids, wanted, done)
        named = titles(connection, errors)
    refused = tuple((Link(ref.kind, ref.id, named.get(ref, "")), str(error)) for ref, error in errors.items())
    return Plan(kind, changes, refused, len(ids) - len(changes) - len(refused))


def told(archive: Archive, found: Plan, start: int, count: int) -> tuple[Told, ...]:
    """Return some of the changes of a plan in words."""
    with reading(archive.engine) as connection:
        return log_words.told(connection, found.changes[start : start + count], on_screen=True)


def apply(
    archive: Archive,
    found: Plan,
    *,
    author: str = "",
    initiator: str = "window",
    tick: Tick = lambda part: None,
) -> ChangeSet:
    """Write a plan as one act, in one transaction. Before many records change, a backup is made.

    Args:
        tick: told now and then which part is written, 0 to 1; what it raises ends the act, nothing is kept.

    Raises:
        Conflict: if one of the records was changed since the plan was made.
        InvalidRecord, KnownError: if it cannot be written.
    """
    if len(found.changes) >= backups.BULK:
        backups.before(archive, Occasion.BULK)
    label = label_of(found)
    with no_collecting(), writing(archive.engine, label, author, initiator, tick=tick) as unit:
        return bulk.write(unit, found.changes)


def label_of(found: Plan) -> str:
    """Return the name of the act: the fields, and how many records."""
    described = record_type(found.kind)
    keys = {key: None for change in found.changes for key in change.after or {}}
    fields = brief(", ".join(_(described.field(key).label) for key in keys))
    count = len(found.changes)
    words = ngettext("Change {fields} of {count} record", "Change {fields} of {count} records", count)
    return words.format(fields=fields, count=format_number(count))

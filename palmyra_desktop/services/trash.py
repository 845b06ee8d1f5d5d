"""What lies in the trash, and emptying it: the one act that cannot be undone."""

from dataclasses import dataclass

from palmyra_desktop.domain.backup import Occasion
from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.reference import Link, RecordRef
from palmyra_desktop.i18n import format_number, ngettext
from palmyra_desktop.services import backups
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import removal
from palmyra_desktop.storage.records import titles
from palmyra_desktop.storage.unit_of_work import Tick, reading, writing


@dataclass(frozen=True, slots=True)
class Contents:
    """What lies in the trash.

    Attributes:
        removable: what can be removed for good.
        kept: what has to stay, each with a record outside the trash, or kept itself, that points at it.
    """

    removable: tuple[RecordRef, ...]
    kept: tuple[tuple[Link, Link], ...]


def contents(archive: Archive) -> Contents:
    """Look through the trash."""
    with reading(archive.engine) as connection:
        found = removal.in_trash(connection)
        ends = {ref for pointer in found.kept.values() for ref in (pointer.owner, pointer.target)}
        named = titles(connection, ends)
    kept = tuple(
        (_link(ref, named), _link(pointer.owner, named)) for ref, pointer in sorted(found.kept.items())
    )
    return Contents(found.removable, kept)


def empty(
    archive: Archive,
    refs: tuple[RecordRef, ...],
    *,
    author: str = "",
    initiator: str = "window",
    tick: Tick = lambda part: None,
) -> ChangeSet:
    """Remove records of the trash for good, as one act that cannot be undone; the log keeps telling of them.

    A backup is made first. What something still points at stays, as does what is not in the trash any more.

    Args:
        refs: the records the user was told of; what came into the trash since then stays.

    Raises:
        KnownError: if the archive or the backup cannot be written.
    """
    words = ngettext("Remove {count} record for good", "Remove {count} records for good", len(refs))
    label = words.format(count=format_number(len(refs)))
    backups.before(archive, Occasion.TRASH)
    with writing(archive.engine, label, author, initiator, tick=tick) as unit:
        return removal.remove(unit, refs)


def _link(ref: RecordRef, named: dict[RecordRef, str]) -> Link:
    return Link(ref.kind, ref.id, named.get(ref, ""))

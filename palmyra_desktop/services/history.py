"""What was done, by whom and when: looked for, told in words, and taken back field by field."""

from collections.abc import Sequence

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.changes import Action, Change, ChangeGroup, ChangeSet, Edit, Told
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.log_filter import LogFilter
from palmyra_desktop.domain.record import heading
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.shown import brief
from palmyra_desktop.i18n import _
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply
from palmyra_desktop.storage import change_log, log_search, log_words, reverting
from palmyra_desktop.storage.change_log import changes_of
from palmyra_desktop.storage.furnishing import changes as furnishing
from palmyra_desktop.storage.furnishing import telling
from palmyra_desktop.storage.unit_of_work import interruptible, reading, writing
from palmyra_desktop.storage.values import TEXT


def acts(
    archive: Archive,
    wanted: LogFilter | None = None,
    limit: int = 200,
    before: int | None = None,
    cancel: Cancellation | None = None,
) -> tuple[ChangeGroup, ...]:
    """Return the acts with a change that is looked for, the newest first.

    Args:
        before: the id of an act: only older ones are returned.

    Raises:
        Cancelled: if asked to stop meanwhile.
    """
    with interruptible(archive.engine, cancel) as connection:
        return log_search.acts(connection, wanted or LogFilter(), limit, before)


def told(archive: Archive, group_id: int, ref: RecordRef | None = None, limit: int = 500) -> tuple[Told, ...]:
    """Return the changes of an act in words, as they were made: those of one record, if named.

    Args:
        limit: of the records; what was changed beside them is told in any case.
    """
    with reading(archive.engine) as connection:
        every = changes_of(connection, group_id)
        of_records = [one for one in every if one.kind and ref in (None, one.ref)]
        beside = [one for one in every if not one.kind and ref is None]
        return telling.told(connection, (*of_records[:limit], *beside), on_screen=True)


def last_change(archive: Archive, ref: RecordRef) -> Change | None:
    """Return what was done to a record last, None if it is as it came."""
    with reading(archive.engine) as connection:
        return change_log.last_change(connection, ref)


def authors(archive: Archive) -> Sequence[str]:
    """Return who signed acts, in the order of their names; "" where some are not signed."""
    with reading(archive.engine) as connection:
        return log_search.authors(connection)


def revert_value(
    archive: Archive,
    group_id: int,
    ref: RecordRef | None,
    key: str,
    *,
    author: str = "",
    initiator: str = "window",
) -> ChangeSet:
    """Give one field of a record the value it had before an act, as a new act that can be undone.

    Args:
        ref: None for a value of the archive itself, beside its records.
        key: as the log has it, in `Told.values`.

    Raises:
        KnownError: if the act did not change that field, or the record is not there any more.
        InvalidRecord: if the value led to a record that was removed.
    """
    if ref is None:
        return _revert_beside(archive, group_id, key, author, initiator)
    named = archive.record(ref)
    field = log_words.label_of(ref.kind, key)
    title = brief(heading(named))
    label = _("Revert {field} of “{title}”").format(field=field, title=title)
    with writing(archive.engine, label, author, initiator) as unit:
        value = reverting.value_before(unit, group_id, ref, key)
        if key != TEXT:
            return reverting.revert(unit, ref, key, value)
    edit = Edit(Action.UPDATE, ref.kind, ref.id, named.version, {key: value})  # claims move with a text
    return apply(archive, (edit,), label=label, author=author, initiator=initiator)


def _revert_beside(archive: Archive, group_id: int, key: str, author: str, initiator: str) -> ChangeSet:
    with writing(archive.engine, "", author, initiator) as unit:
        unit.label = _("Revert: {what}").format(what=furnishing.label_of(unit.connection, key))
        value = reverting.value_before(unit, group_id, None, key)
        if furnishing.stays(unit.connection, key, value):
            raise KnownError(_("A record still has it."), _("Give the record another value first."))
        furnishing.put(unit, {key: value})
    return ChangeSet(unit.group_id, unit.label, initiator=initiator)

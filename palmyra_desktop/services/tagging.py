"""Tags: which there are, how they look, and giving them to records."""

from collections.abc import Iterable, Sequence

from palmyra_desktop.domain.changes import Action, ChangeSet, Edit
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.tags import Tag, look_of
from palmyra_desktop.i18n import format_number, ngettext
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply
from palmyra_desktop.storage import tags as kept
from palmyra_desktop.storage.unit_of_work import reading, writing


def looks(archive: Archive) -> tuple[Tag, ...]:
    """Return the tags that were given a look or a key, by name."""
    with reading(archive.engine) as connection:
        return kept.looks(connection)


def every(archive: Archive) -> tuple[Tag, ...]:
    """Return all tags, those in use and those that were given a look, by name."""
    with reading(archive.engine) as connection:
        known, used = kept.looks(connection), kept.in_use(connection)
    return tuple(look_of(name, known) for name in sorted({*used, *(tag.name for tag in known)}))


def set_looks(archive: Archive, tags: Iterable[Tag]) -> None:
    """Give tags their looks and keys, in the place of all there were; records stay as they are.

    Raises:
        KnownError: if the archive cannot be written.
    """
    with writing(archive.engine) as unit:
        kept.keep(unit.connection, tags)


def toggle(
    archive: Archive,
    kind: Kind,
    ids: Sequence[int],
    name: str,
    *,
    author: str = "",
    initiator: str = "window",
) -> ChangeSet:
    """Give records a tag, or take it away where all of them have it; one act.

    Raises:
        Conflict, KnownError: as `editing.apply`.
    """
    records = archive.rows(kind, ids)
    is_given = not all(name in record.tags for record in records)
    edits = [
        Edit(Action.UPDATE, kind, record.id, record.version, {"tags": _with(record.tags, name, is_given)})
        for record in records
        if (name in record.tags) != is_given
    ]
    label = _label(name, len(edits), is_given)
    return apply(archive, edits, label=label, author=author, initiator=initiator)


def _with(tags: tuple[str, ...], name: str, is_given: bool) -> tuple[str, ...]:
    return (*tags, name) if is_given else tuple(tag for tag in tags if tag != name)


def _label(name: str, count: int, is_given: bool) -> str:
    if is_given:
        words = ngettext("Tag “{tag}” on {count} record", "Tag “{tag}” on {count} records", count)
    else:
        words = ngettext("Tag “{tag}” off {count} record", "Tag “{tag}” off {count} records", count)
    return words.format(tag=name, count=format_number(count))

"""Tags: which there are, how they look, and giving them to records."""

from collections.abc import Sequence
from dataclasses import replace

from palmyra_desktop.domain.changes import Action, ChangeSet, Edit
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.tags import Tag, look_of
from palmyra_desktop.i18n import format_number, ngettext
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply
from palmyra_desktop.storage.furnishing import changes as furnishing
from palmyra_desktop.storage.furnishing import tag_looks as kept
from palmyra_desktop.storage.unit_of_work import Writing, reading


def looks(archive: Archive) -> tuple[Tag, ...]:
    """Return the tags that were given a look or a key, by name."""
    with reading(archive.engine) as connection:
        return kept.looks(connection)


def every(archive: Archive) -> tuple[Tag, ...]:
    """Return all tags, those in use and those that were given a look, by name."""
    with reading(archive.engine) as connection:
        known, used = kept.looks(connection), kept.in_use(connection)
    return tuple(look_of(name, known) for name in sorted({*used, *(tag.name for tag in known)}))


def set_looks(
    archive: Archive, tags: Sequence[Tag], *, author: str = "", initiator: str = "window"
) -> ChangeSet:
    """Give tags their looks and keys, as one act; other tags, and records, stay as they are.

    A key belongs to one tag: another that has it has none then.

    Raises:
        KnownError: if the archive cannot be written.
    """

    def keep(unit: Writing) -> None:
        named, taken = {tag.name for tag in tags}, {tag.key for tag in tags if tag.key}
        losing = [tag for tag in kept.looks(unit.connection) if tag.name not in named and tag.key in taken]
        furnishing.put(unit, kept.values_of((*(replace(tag, key=None) for tag in losing), *tags)))

    words = ngettext("Change the tag “{tag}”", "Change {count} tags", len(tags))
    label = words.format(tag=tags[0].name if tags else "", count=format_number(len(tags)))
    return apply(archive, (), label=label, author=author, initiator=initiator, beside=keep)


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

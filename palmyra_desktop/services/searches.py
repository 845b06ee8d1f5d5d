"""Searches kept under a name."""

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import NameTaken
from palmyra_desktop.domain.found import SavedSearch
from palmyra_desktop.domain.shown import brief
from palmyra_desktop.i18n import _
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply
from palmyra_desktop.storage.furnishing import changes as furnishing
from palmyra_desktop.storage.furnishing import searches as kept
from palmyra_desktop.storage.unit_of_work import Writing, reading


def every(archive: Archive) -> tuple[SavedSearch, ...]:
    """Return the searches kept, by name."""
    with reading(archive.engine) as connection:
        return kept.every(connection)


def save(
    archive: Archive,
    name: str,
    criteria: Criteria,
    *,
    replaces: bool = False,
    author: str = "",
    initiator: str = "window",
) -> ChangeSet:
    """Keep a search under a name, as one act; none where it is kept so already.

    Args:
        replaces: whether another of that name may go.

    Raises:
        NameTaken: if there is another of that name, and it may not go.
        KnownError: if the archive cannot be written.
    """
    key, wanted = kept.key_of(name), criteria.to_json()

    def keep(unit: Writing) -> None:
        there = furnishing.present(unit.connection, (key,))[key]
        if there not in (None, wanted):
            if not replaces:
                raise NameTaken(_("There is a saved search “{name}” already.").format(name=name))
            unit.label = _("Replace the saved search “{name}”").format(name=brief(name))
        furnishing.put(unit, {key: wanted})

    label = _("Save the search “{name}”").format(name=brief(name))
    return apply(archive, (), label=label, author=author, initiator=initiator, beside=keep)


def forget(archive: Archive, name: str, *, author: str = "", initiator: str = "window") -> ChangeSet:
    """Forget the search of a name, as one act; none where it is gone already.

    Raises:
        KnownError: if the archive cannot be written.
    """

    def drop(unit: Writing) -> None:
        furnishing.put(unit, {kept.key_of(name): None})

    label = _("Remove the saved search “{name}”").format(name=brief(name))
    return apply(archive, (), label=label, author=author, initiator=initiator, beside=drop)

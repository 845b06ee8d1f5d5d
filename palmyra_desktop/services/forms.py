"""What a form needs of an archive: its drafts, and saving that ends its draft in the same transaction."""

from collections.abc import Mapping, Sequence

from palmyra_desktop.domain.changes import ChangeSet, Edit
from palmyra_desktop.domain.draft import Draft
from palmyra_desktop.domain.vocabulary import Term
from palmyra_desktop.services import editing
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import drafts as kept
from palmyra_desktop.storage.furnishing import changes as furnishing
from palmyra_desktop.storage.furnishing import own_terms
from palmyra_desktop.storage.unit_of_work import Writing, reading, writing


def drafts(archive: Archive) -> tuple[Draft, ...]:
    """Return the forms that were left half-written, the newest first; none where one may only read."""
    if archive.read_only:
        return ()
    with reading(archive.engine) as connection:
        return kept.every(connection)


def keep_draft(archive: Archive, draft: Draft) -> None:
    """Keep what is written in a form that is not saved yet.

    Raises:
        KnownError: if the archive cannot be written.
    """
    with writing(archive.engine) as unit:
        kept.keep(unit.connection, draft)


def drop_draft(archive: Archive, id: str) -> None:
    """Forget a draft.

    Raises:
        KnownError: if the archive cannot be written.
    """
    with writing(archive.engine) as unit:
        kept.drop(unit.connection, id)


def save(
    archive: Archive,
    edits: Sequence[Edit],
    *,
    label: str,
    author: str,
    initiator: str,
    terms: Mapping[str, Sequence[Term]],
    draft_id: str = "",
) -> ChangeSet:
    """Write what was entered in a form as one act; with it new terms join their lists and its draft ends.

    Args:
        terms: by the key of the list; undo takes them away, too, unless another record has them by then.

    Raises:
        InvalidRecord, Conflict, KnownError: as `editing.apply`; nothing is written then.
    """

    def beside(unit: Writing) -> None:
        furnishing.put(unit, own_terms.new_values(unit.connection, terms))
        kept.drop(unit.connection, draft_id)

    return editing.apply(archive, edits, label=label, author=author, initiator=initiator, beside=beside)

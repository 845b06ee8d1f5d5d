"""The user's own terms of the controlled lists."""

from collections.abc import Mapping, Sequence

from palmyra_desktop.domain.vocabulary import Term
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.storage import saved
from palmyra_desktop.storage.unit_of_work import writing


def add_terms(archive: Archive, terms: Mapping[str, Sequence[Term]]) -> None:
    """Add terms to their lists, by the key of the list; they are no records, so undo leaves them.

    Raises:
        KnownError: if the archive cannot be written.
    """
    with writing(archive.engine) as unit:
        for vocabulary_key, added in terms.items():
            for term in added:
                saved.add_term(unit.connection, vocabulary_key, term)

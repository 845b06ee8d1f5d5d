"""Changes in words: of records, and of what the archive has beside them."""

from collections.abc import Iterable

from sqlalchemy import Connection

from palmyra_desktop.domain.changes import Change, Told, ToldValue
from palmyra_desktop.i18n import isolated
from palmyra_desktop.storage import log_words
from palmyra_desktop.storage.archive_file import TITLE, about
from palmyra_desktop.storage.furnishing.changes import label_of, words_of
from palmyra_desktop.storage.furnishing.subject import SetApart


def told(connection: Connection, changes: Iterable[Change], on_screen: bool = False) -> tuple[Told, ...]:
    """Return changes in words, in their order.

    Args:
        on_screen: whether several words of one value keep each its own direction.
    """
    every = tuple(changes)
    ours = [change for change in every if change.kind is not None]
    of_records = iter(log_words.told(connection, ours, on_screen))
    set_apart: SetApart = isolated if on_screen else str
    return tuple(
        _of_archive(connection, change, set_apart) if change.kind is None else next(of_records)
        for change in every
    )


def _of_archive(connection: Connection, change: Change, set_apart: SetApart) -> Told:
    before, after = change.before or {}, change.after or {}
    values = tuple(
        ToldValue(
            key,
            label_of(connection, key),
            log_words.shortened(words_of(connection, key, before.get(key), set_apart)),
            log_words.shortened(words_of(connection, key, after.get(key), set_apart)),
        )
        for key in after
    )
    return Told(change, about(connection).get(TITLE, ""), values)

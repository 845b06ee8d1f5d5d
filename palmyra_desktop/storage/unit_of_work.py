"""Short sessions with an archive: `reading` and `writing`, the only two ways to a connection.

One for each task, in one thread, closed before it ends. Several may run at once; writers wait for each other.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, event, func, insert, select
from sqlalchemy.exc import DBAPIError

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.storage.engine import for_writing, put_into_file
from palmyra_desktop.storage.failures import in_words
from palmyra_desktop.storage.schema import change_group

Tick = Callable[[float], None]


def now_utc() -> str:
    """Return the time as ISO 8601 in UTC, to the millisecond: 2015-08-30T12:00:00.000Z."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(slots=True)
class Writing:
    """One act of a user while it is being written.

    Attributes:
        label: the act in words, for "Undo ...". initiator: window, cli, import or sample.
        reverts: the group that this act takes back, if it does.
        tick: told now and then which part of the act is written, 0 to 1; what it raises ends the act.
        group_id: the act's group in the log; 0 as long as nothing was logged.
        after: what is to be done once all of it is kept, and not before.
    """

    connection: Connection
    label: str
    author: str
    initiator: str
    reverts: int | None = None
    tick: Tick = lambda part: None
    at_utc: str = field(default_factory=now_utc)
    group_id: int = 0
    after: list[Callable[[], None]] = field(default_factory=list)

    def open_group(self) -> int:
        """Return the id of the act's group, and log the group if this is its first change."""
        if not self.group_id:
            newest = self.connection.execute(select(func.max(change_group.c.id))).scalar_one()
            self.group_id = (newest or 0) + 1
            self.connection.execute(
                insert(change_group),
                {
                    "id": self.group_id,
                    "at_utc": self.at_utc,
                    "author": self.author,
                    "label": self.label,
                    "initiator": self.initiator,
                    "reverts_group_id": self.reverts,
                },
            )
        return self.group_id


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Read the archive as it stands now, whatever others write meanwhile.

    Raises:
        KnownError: if the archive cannot be read.
    """
    with in_words(), engine.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


@contextmanager
def interruptible(engine: Engine, cancel: Cancellation | None) -> Iterator[Connection]:
    """Read like `reading`; a query under way ends at once when the work is cancelled, and none begins.

    Raises:
        Cancelled: if it was. KnownError: if the archive cannot be read.
    """
    if cancel is None:
        with reading(engine) as connection:
            yield connection
        return
    cancel.check()
    try:
        with reading(engine) as connection:
            event.listen(connection, "before_cursor_execute", lambda *_of_query: cancel.check())
            driver: Any = connection.connection.driver_connection
            detach = cancel.attach(driver.interrupt if hasattr(driver, "interrupt") else driver.cancel)
            try:
                yield connection
            finally:
                detach()
    except (KnownError, DBAPIError, engine.dialect.loaded_dbapi.Error):
        cancel.check()  # an interrupted query is no fault, and nothing the world did
        raise


@contextmanager
def writing(
    engine: Engine,
    label: str = "",
    author: str = "",
    initiator: str = "window",
    reverts: int | None = None,
    tick: Tick = lambda part: None,
) -> Iterator[Writing]:
    """Write as the only writer; all of it is kept if the block ends well, else nothing.

    What is kept is in the file itself then, so that it goes where the file is moved to.

    Raises:
        KnownError: if the archive cannot be written.
    """
    with in_words(), engine.connect() as connection:
        with for_writing(connection).begin():
            unit = Writing(connection, label, author, initiator, reverts, tick)
            yield unit
        put_into_file(connection)
    for step in unit.after:
        step()

"""From a place to an engine: pragmas, transactions, what differs between SQLite and PostgreSQL.

An engine of ours has one rule for both: readers see the archive as it stood when they began, and writers
come one after the other (`for_writing`). What an archive file must be is told in archive_file.py.
"""

import os
import shutil
import sqlite3
import weakref
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, QueuePool, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError

from palmyra_desktop.domain.errors import Displaced, KnownError, PassphraseNeeded
from palmyra_desktop.i18n import _
from palmyra_desktop.open_files import hold
from palmyra_desktop.storage.drives import is_network_drive, synchroniser
from palmyra_desktop.storage.keys import Key, driver, salt_of
from palmyra_desktop.storage.place import Place, place_of

BUSY_MILLISECONDS = 10_000
"""How long a statement waits for another program's write before it gives up."""
_CACHE, _CACHE_READING = 32_000, 8_000
"""kB of pages a connection keeps; who reads has them from the system as fast, but where it has to bring them
over a network or they are to be decrypted, and sorts in as much memory."""
_SHARED = 32_768  # bytes of the memory that programs share for a write-ahead log, at least
_WRITES = "palmyra_writes"
_KEY = "palmyra_key"
_PLACE = "palmyra_place"
_NOT_A_DATABASE = 26  # what SQLCipher says to a wrong key
_WRITE_LOCK = 0x50414C4D  # PostgreSQL's advisory lock of the one writer


@dataclass(frozen=True, slots=True)
class Opened:
    """An engine and what was found on the way to it.

    Attributes:
        warning: words for the user, "" where nothing is amiss.
    """

    engine: Engine
    warning: str = ""


def is_url(location: Path | str) -> bool:
    """Whether a location names a server rather than a file."""
    return isinstance(location, str) and "://" in location


def shown(location: Path | str) -> str:
    """Return a location as it may be shown and logged: without a password."""
    if not is_url(location):
        return str(location)
    parsed = _read(str(location))
    return parsed.render_as_string(hide_password=True) if parsed else "…"


def for_writing(connection: Connection) -> Connection:
    """Return the connection set so that its next transaction is the only writer's."""
    return connection.execution_options(**{_WRITES: True})


def open_server(url: str, *, read_only: bool = False) -> Opened:
    """Return an engine on a PostgreSQL server; nothing is connected yet.

    Raises:
        KnownError: if the address is none, or the driver is not installed.
    """
    parsed = _read(url)
    if parsed is None:
        raise KnownError(
            _("The address of the archive is not one this program can read."),
            _("It is written postgresql+psycopg://NAME@SERVER/DATABASE."),
        )
    if parsed.get_backend_name() != "postgresql":
        raise KnownError(
            _("Archives on “{server}” are not supported.").format(server=parsed.get_backend_name()),
            _(
                "An archive is a file, or a PostgreSQL database named as postgresql+psycopg://NAME@SERVER/DATABASE."
            ),
        )
    engine = _server_engine(parsed.set(drivername="postgresql+psycopg"))

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_WRITES) and not read_only:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITE_LOCK})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    return Opened(engine)


def open_file(path: Path, *, read_only: bool = False, key: Key | None = None) -> Opened:
    """Return an engine on a SQLite file that is there; with a key, on an encrypted one.

    Reading alone leaves nothing behind: no file beside the archive, where that can be avoided.

    Raises:
        KnownError: if there is a key, and the driver that takes it is not installed.
    """
    uri = path.absolute().as_uri()
    on_network, synchronised_by = is_network_drive(path), synchroniser(path)
    # Beside a write-ahead log the file alone is not whole; a synchroniser copies it as it is.
    is_ahead = not read_only and not on_network and not synchronised_by
    reading = _CACHE if on_network or key is not None else _CACHE_READING
    pragmas = _pragmas(query_only=read_only, write_ahead=is_ahead, on_network=on_network)
    module = driver(key)
    place = place_of(path, is_steady=not on_network)

    def connect() -> Any:
        place.check()  # before SQLite takes the log beside into a file it does not belong to
        manner = _manner(path, read_only)
        opened = _held(
            module,
            path,
            f"{uri}?{manner.mode}",
            timeout=BUSY_MILLISECONDS / 1000,
            isolation_level=None,
            check_same_thread=False,
        )
        opened.manner, opened.cache = manner, 0
        try:
            if key is not None:
                unlock(opened, key)
            for pragma in pragmas:
                opened.execute(f"PRAGMA {pragma}")
            place.check()
        except BaseException:
            opened.close()
            raise
        return opened

    # What another computer wrote is sure to be seen once a file is opened anew: one that stays open may be
    # answered from this computer's memory, and be written to on the ground of that.
    pool = NullPool if on_network else QueuePool
    engine = create_engine("sqlite://", creator=connect, poolclass=pool, hide_parameters=True, module=module)
    engine.update_execution_options(**{_KEY: key, _PLACE: place})

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Python's driver begins nothing by itself with isolation_level None. A reader that turned
        # into a writer would fail at once where another wrote meanwhile, so writers say so first.
        writes = connection.get_execution_options().get(_WRITES)
        if writes:
            place.check()
        opened: Any = connection.connection.driver_connection
        cache = _CACHE if writes else reading
        if opened.cache != cache:
            opened.execute(f"PRAGMA cache_size=-{cache}")
            opened.cache = cache
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    @event.listens_for(engine, "checkout")
    def _on_checkout(opened: Any, record: object, proxy: object) -> None:
        if opened.manner != _USUAL and opened.manner != _manner(path, read_only):
            # It would stay without the right to write, or without an eye for what others write; and so
            # would all that SQLite lets share with it.
            engine.pool.dispose()
            raise DisconnectionError

    @event.listens_for(engine, "handle_error")
    def _on_error(context: ExceptionContext) -> None:
        # What was open on a drive that went away stays broken when it is back: connect anew.
        code = getattr(context.original_exception, "sqlite_errorcode", 0)
        context.is_disconnect = context.is_disconnect or code & 0xFF == sqlite3.SQLITE_IOERR

    warning = "" if read_only else _warning(on_network, synchronised_by)
    return Opened(engine, warning)


def put_into_file(connection: Connection) -> None:
    """Take what was committed from the log beside a file into the file; of no account for a server.

    The log would stay behind if the file were moved now and the program killed. What somebody still reads as
    it was before stays in the log until the next act; so does all of it where there is no room in the file.
    """
    dialect = connection.dialect
    if dialect.name == "sqlite":
        opened: Any = connection.connection.driver_connection
        with suppress(dialect.loaded_dbapi.Error):
            opened.execute("PRAGMA wal_checkpoint(PASSIVE)")


def check_place(engine: Engine) -> None:
    """Look whether the file of an archive is still where it was; of no account for a server.

    Raises:
        Displaced: if it is not.
    """
    place: Place | None = engine.get_execution_options().get(_PLACE)
    try:
        if place is not None:
            place.check()
    except Displaced:
        # The log beside does not go where the file went, and would spoil the file that took its place:
        # what was written goes into the file, which is still open, and the log is emptied.
        errors = KnownError, DBAPIError, engine.dialect.loaded_dbapi.Error
        with suppress(*errors), engine.connect() as connection:
            opened: Any = connection.connection.driver_connection
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raise


def close(engine: Engine) -> None:
    """Let go of a file or a server; what was written is in the file then, even if it was moved."""
    with suppress(Displaced):
        check_place(engine)
    engine.dispose()


def beside(engine: Engine, path: Path, *, read_only: bool = False) -> Engine:
    """Return an engine on another file, opened as the archive of `engine` was: on a copy of it.

    Raises:
        KnownError: if the copy is not encrypted as the archive is.
    """
    key = key_of(engine)
    is_new = not path.exists() or not path.stat().st_size
    if not is_new and salt_of(path) != (key.salt if key else b""):
        raise KnownError(
            _("{name} has another passphrase than the archive, or none.").format(name=path.name),
            _("Open it by itself."),
        )
    return open_file(path, read_only=read_only, key=key).engine


def key_of(engine: Engine) -> Key | None:
    """Return the key an archive was opened with; None if it is not encrypted."""
    key: Key | None = engine.get_execution_options().get(_KEY)
    return key


def unlock(opened: Any, key: Key) -> None:
    """Give a connection its key, and see whether it is the right one.

    Raises:
        PassphraseNeeded: if it is not.
    """
    opened.execute("PRAGMA cipher_log_level=NONE")  # it would write to standard error
    opened.execute(f"PRAGMA key={key.literal}")
    opened.execute("PRAGMA temp_store=MEMORY")  # nothing readable reaches the disk
    try:
        opened.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except driver(key).DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) != _NOT_A_DATABASE:
            raise
        raise PassphraseNeeded(
            _("The passphrase is wrong."),
            _("Look at the keyboard's language and at capital letters, and enter it again."),
        ) from error


def _held(module: ModuleType, path: Path, uri: str, **options: Any) -> Any:
    """Connect, so that nobody who reads the file's bytes takes the connection's locks away."""
    let_go = hold(path)
    try:
        opened = module.connect(uri, uri=True, factory=_holding(module), **options)
    except BaseException:
        let_go()
        raise
    # Closed by hand, or when memory is cleared: a pool forgets those that were in use when it went.
    opened.let_go = weakref.finalize(opened, let_go)
    return opened


@cache
def _holding(module: ModuleType) -> type:
    """Return a driver's class of connections, made to let go of its file once it is closed."""

    def close(opened: Any) -> None:
        module.Connection.close(opened)
        opened.let_go()

    return type("Holding", (module.Connection,), {"close": close})


def _read(url: str) -> URL | None:
    """Return the parts of an address; None where it has none: the error would show the password."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return None
    # A password with an @ that is not written %40: its second half would be shown as the server.
    return None if "@" in (parsed.host or "") else parsed


def _server_engine(url: URL) -> Engine:
    options: dict[str, Any] = {"connect_timeout": 10, "application_name": "palmyra-desktop"}
    try:
        return create_engine(url, pool_pre_ping=True, connect_args=options, hide_parameters=True)
    except ModuleNotFoundError as missing:
        raise KnownError(
            _("The driver for PostgreSQL is not installed."),
            _("Install it with: pip install 'palmyra-desktop[postgres]'"),
        ) from missing


@dataclass(frozen=True, slots=True)
class _Manner:
    """How SQLite opens a file at a moment: in which mode, and whether it may write to it."""

    mode: str
    may_write: bool


_USUAL = _Manner("mode=rw", may_write=True)


def _manner(path: Path, read_only: bool) -> _Manner:
    """Return how SQLite is to open the file now.

    A file in write-ahead mode needs its two companions even for reading. Where they can be made, or are
    there, it is opened whole, so that SQLite removes them again, and `query_only` keeps it as it is. Where
    nothing can be made and nothing is there, nobody is writing either: the file is read as a fixed thing.
    """
    may_write = os.access(path, os.W_OK)
    if not read_only or _size_of(path, "-wal") or _size_of(path, "-shm") >= _SHARED:
        return _Manner("mode=rw", may_write)
    may_make = os.access(path.parent, os.W_OK) and _free(path.parent) > 2 * _SHARED
    return _Manner("mode=rw" if may_make else "mode=ro&immutable=1", may_write)


def _free(folder: Path) -> int:
    """Return the bytes that may be written yet; none where the drive is gone."""
    with suppress(OSError):
        return shutil.disk_usage(folder).free
    return 0


def _size_of(path: Path, ending: str) -> int:
    with suppress(OSError):
        return path.with_name(f"{path.name}{ending}").stat().st_size
    return 0


def _pragmas(*, query_only: bool, write_ahead: bool, on_network: bool) -> list[str]:
    pragmas = [
        f"busy_timeout={BUSY_MILLISECONDS}",
        "foreign_keys=ON",
        "trusted_schema=OFF",  # an archive may come from a stranger
        "cell_size_check=ON",
    ]
    if query_only:
        return [*pragmas, "query_only=ON"]
    journal = ["journal_mode=WAL" if write_ahead else "journal_mode=DELETE", "synchronous=NORMAL"]
    if on_network:
        # Where the file was left in write-ahead mode, this leaves it without the memory that is shared with
        # other programs, but not with other computers; it fails while another has it open in that mode.
        journal = ["locking_mode=EXCLUSIVE", *journal, "locking_mode=NORMAL", "schema_version"]
    return [*pragmas, *journal]


def _warning(on_network: bool, synchronised_by: str) -> str:
    if on_network:
        return _(
            "The archive lies on a network drive. Writing there is slower, "
            "and two computers should not write at the same time."
        )
    if synchronised_by:
        return _(
            "{program} copies the folder of this archive to other computers. Let it finish before you open "
            "the archive on another one: what is written on two at the same time cannot be put together."
        ).format(program=synchronised_by)
    return ""

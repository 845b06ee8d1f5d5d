"""Making, opening and recognising an archive: a SQLite file, or a database on a PostgreSQL server.

Nothing is ever overwritten, and a file that is not ours, or not whole, is left as it is.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, Engine, insert, inspect, select

from palmyra_desktop import open_files, paths
from palmyra_desktop.domain.cancel import Cancellation, Progress
from palmyra_desktop.domain.errors import Cancelled, Damaged, KnownError, OnlyReadable, PassphraseNeeded
from palmyra_desktop.i18n import _
from palmyra_desktop.storage import fulltext, integrity, keys, migrations, schema
from palmyra_desktop.storage.engine import Opened, beside, is_url, key_of, open_file, open_server
from palmyra_desktop.storage.failures import in_words
from palmyra_desktop.storage.first_page import refuse_lost, told_apart
from palmyra_desktop.storage.left_behind import clear_anew
from palmyra_desktop.storage.unit_of_work import now_utc, reading, writing

TITLE, UID, SAMPLE, CREATED = "title", "uid", "sample", "created_utc"
"""Keys of what an archive knows of itself; SAMPLE is there in the sample alone."""

_VIRTUAL = re.compile(r"\s*CREATE\s+VIRTUAL", re.IGNORECASE)
_HEADER = 100  # bytes; the places below are from "Database File Format", section 1.3, on sqlite.org
_PARTS = 1_000  # in which progress is told
_CHECKED_ON_OPENING = 100_000_000  # bytes; more would keep the user waiting, and `check` looks at it all


def create(
    location: Path | str, title: str, *, is_sample: bool = False, passphrase: str | None = None
) -> Opened:
    """Make an empty archive and return it, open for writing; with a passphrase, encrypted.

    A file is made under another name first, so that what bears the name is always whole.

    Raises:
        KnownError: if there is something already, or the place cannot be written.
    """
    about = {TITLE: title, UID: uuid4().hex, CREATED: now_utc()} | ({SAMPLE: "1"} if is_sample else {})
    if is_url(location):
        if passphrase:
            raise KnownError(
                _("An archive on a server cannot be given a passphrase."),
                _("Ask who looks after the server to encrypt its drive."),
            )
        opened = open_server(str(location))
        with _closed_on_failure(opened.engine), writing(opened.engine) as unit:
            _refuse_tables(unit.connection)
            _fill(unit.connection, about)
        return opened
    path = Path(location)
    key = keys.new_key(passphrase) if passphrase else None
    with in_words():
        _refuse_existing(path)
        paths.made(path.parent)
        create_file(path, about, key)
    return open_file(path, key=key)


def open_archive(
    location: Path | str,
    *,
    read_only: bool = False,
    passphrase: str | None = None,
    cancel: Cancellation | None = None,
    progress: Progress = lambda done, total: None,
) -> Opened:
    """Open an archive; one of an older version is brought up to date first, after a copy was made of it.

    Args:
        passphrase: of an encrypted archive; of no account where it is not encrypted.
        cancel, progress: of that copying and bringing up to date, which take minutes for a large archive.

    Raises:
        Cancelled: if asked to stop meanwhile; the archive is as it was.
        PassphraseNeeded: if it is encrypted, and the passphrase is missing or wrong.
        KnownError: in words, with a way out, for all that may be wrong with the file or the server.
    """
    if is_url(location):
        opened = open_server(str(location), read_only=read_only)
        where: Path | str = str(location)
    else:
        where = Path(location)
        with in_words():
            _look_at(where, read_only)
            key = keys.key_for(where, passphrase)
        opened = open_file(where, read_only=read_only, key=key)
    folder = folder_beside(where, "")
    with told_apart(where, folder, passphrase), _closed_on_failure(opened.engine):
        with reading(opened.engine) as connection:
            _look_inside(connection, where)
            stored = migrations.stored_revision(connection)
            if isinstance(where, Path) and not read_only:  # nobody writes it anew while somebody reads it
                clear_anew(where, folder)
        if stored != schema.REVISION:
            migrations.refuse_newer(stored)
            _update(opened.engine, where, read_only, cancel, progress)
    return opened


def about(connection: Connection) -> Mapping[str, str]:
    """Return what the archive knows of itself, by the keys above."""
    rows = connection.execute(select(schema.archive.c.key, schema.archive.c.value))
    return {row.key: row.value for row in rows}


def keeps_index(connection: Connection) -> bool:
    """Say whether an index is kept in an archive."""
    return connection.execute(select(schema.facet_index.c.kind).limit(1)).first() is not None


def folder_beside(location: Path | str, uid: str) -> Path:
    """Return the folder of an archive's files and backups; it may not be there yet."""
    if is_url(location):
        return paths.data_folder() / f"{uid}{paths.SUFFIX}.d"
    path = Path(location)
    return path.with_name(f"{path.name}.d")


def backups_beside(location: Path) -> Path:
    """Return the folder of a file's backups; it may not be there yet."""
    return folder_beside(location, "") / "backups"


@contextmanager
def _closed_on_failure(engine: Engine) -> Iterator[None]:
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def create_file(path: Path, about: Mapping[str, str], key: keys.Key | None) -> None:
    """Make an empty archive's file."""
    from palmyra_desktop.storage import backup

    with backup.unfinished(path.parent) as unfinished:
        unfinished.touch(exist_ok=False)
        engine = open_file(unfinished, key=key).engine
        try:
            with writing(engine) as unit:
                _fill(unit.connection, about)
                mark_generation(unit.connection)
        finally:
            engine.dispose()
        give_name(unfinished, path)


def _fill(connection: Connection, about: Mapping[str, str]) -> None:
    schema.metadata.create_all(connection)
    fulltext.create(connection)
    connection.execute(insert(schema.archive), [{"key": key, "value": value} for key, value in about.items()])
    schema.revision.create(connection)
    connection.execute(insert(schema.revision), {"version_num": schema.REVISION})


def give_name(made: Path, path: Path) -> None:
    """Give a file that was made under another name its own, never replacing another.

    Raises:
        KnownError: if there is something of that name.
    """
    with in_words():
        try:
            os.link(made, path)
        except FileExistsError:
            _refuse_existing(path)
        except (OSError, NotImplementedError):  # a drive that knows no second names, such as FAT
            _refuse_existing(path)
            made.rename(path)


def _refuse_existing(path: Path) -> None:
    if os.path.lexists(path):
        raise KnownError(
            _("There is something named {name} in that folder already.").format(name=path.name),
            _("Choose another name, or open the archive that is there."),
        )


def _refuse_tables(connection: Connection) -> None:
    if inspect(connection).has_table(schema.archive.name):
        raise KnownError(
            _("There is an archive in this database already."), _("Open it, or choose another database.")
        )


def _look_at(path: Path, read_only: bool) -> None:
    """Look at a file from outside; nothing is opened by SQLite that is not an archive of ours."""
    name = path.name
    if path.is_dir():
        raise KnownError(
            _("{name} is a folder, not an archive.").format(name=name),
            _("Choose a file whose name ends in {ending}.").format(ending=paths.SUFFIX),
        )
    if not path.exists():
        raise KnownError(
            _("There is no archive {path}.").format(path=path),
            _("Look whether it was moved or renamed, or make a new one."),
        )
    try:
        with open_files.reading(path) as file:
            header = file.read(_HEADER)
    except PermissionError as error:
        raise KnownError(
            _("You may not read {name}.").format(name=name), _("Ask for the right to read it.")
        ) from error
    if not keys.salt_of(path):
        refuse_lost(path)
        _look_at_header(name, header, path.stat().st_size, has_log=_size_of(Path(f"{path}-wal")) > 0)
    if not read_only and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise OnlyReadable(
            _("You may read {name} but not change it, or not write in its folder.").format(name=name),
            _("Open it for reading only, or copy it to a folder of your own."),
        )


def _look_at_header(name: str, header: bytes, size: int, has_log: bool) -> None:
    if not header:
        raise KnownError(
            _("{name} is empty.").format(name=name),
            _("Choose another file, or make a new archive under another name."),
        )
    if header[: len(keys.MAGIC)] != keys.MAGIC[: len(header)]:
        raise Damaged(
            _("{name} is not an archive of this program.").format(name=name),
            _("Choose another file. If it was an archive, open the newest copy in the backups beside it."),
        )
    if len(header) < _HEADER or (not has_log and size < _stated_size(header)):
        raise Damaged(_("{name} is damaged: a part of it is missing.").format(name=name), _backups())
    if int.from_bytes(header[68:72], "big") != schema.APPLICATION_ID:
        raise _of_another_program(name)


def _refuse_instructions(connection: Connection, name: str) -> None:
    """Refuse a file with what SQLite would carry out by itself; no archive of ours has any.

    Raises:
        KnownError: if there is a trigger, a view, or a table made by code other than the search's.
    """
    rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    for kind, called, sql in rows:
        is_made_by_code = _VIRTUAL.match(sql) and called not in fulltext.NAMES
        if kind in ("trigger", "view") or is_made_by_code:
            shown = "".join(letter for letter in called[:40] if letter.isprintable())
            raise KnownError(
                _("{name} holds instructions that no archive has: {kind} “{called}”.").format(
                    name=name, kind=kind, called=shown
                ),
                _("It was not opened and not changed. Ask where it comes from for an export as JSON."),
            )


def _of_another_program(name: str) -> KnownError:
    return KnownError(
        _("{name} is a database of another program.").format(name=name), _("Choose another file.")
    )


def _stated_size(header: bytes) -> int:
    """Return how many bytes the file must have; 0 where its header does not tell."""
    page_size = int.from_bytes(header[16:18], "big")
    is_told = header[24:28] == header[92:96]
    return int.from_bytes(header[28:32], "big") * (65_536 if page_size == 1 else page_size) if is_told else 0


def _look_inside(connection: Connection, where: Path | str) -> None:
    if isinstance(where, Path):
        # Of an encrypted file this cannot be told from outside.
        if connection.exec_driver_sql("PRAGMA application_id").scalar_one() != schema.APPLICATION_ID:
            raise _of_another_program(where.name)
        generation = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if generation > schema.GENERATION:
            raise migrations.newer()
        _refuse_instructions(connection, where.name)
        is_small = _size_of(where) <= _CHECKED_ON_OPENING
        found = integrity.damage(connection, quickly=True) if is_small else ()
        if not all(map(integrity.is_derived, found)):
            raise Damaged(_("{name} is damaged.").format(name=where.name), _backups())
    if not inspect(connection).has_table(schema.archive.name):
        if isinstance(where, Path):
            raise Damaged(_("{name} is damaged.").format(name=where.name), _backups())
        raise KnownError(
            _("There is no archive in this database."), _("Make a new one there, or choose another database.")
        )


def _update(
    engine: Engine, where: Path | str, read_only: bool, cancel: Cancellation | None, progress: Progress
) -> None:
    from palmyra_desktop.domain.backup import Occasion
    from palmyra_desktop.storage import backup, backup_shelf

    if read_only:
        raise KnownError(
            _("The archive was made by another version of this program."),
            _("Open it once for writing, so that it can be brought up to date. A copy is kept."),
        )
    kept = None
    if isinstance(where, Path):
        kept = backup_shelf.next_path(backups_beside(where), where.stem, Occasion.MIGRATION)
        backup.copy(engine, kept, cancel, progress)
    try:
        bring_up_to_date(engine, cancel, progress)
    except Cancelled:
        if kept is not None:
            kept.unlink(missing_ok=True)  # of an archive that was not changed
        raise


def look_into(engine: Engine, path: Path) -> Engine:
    """Return an engine for reading a copy of the archive that `engine` opened, of this or an older schema.

    Raises:
        KnownError: in words, if the copy is not whole or no archive, or made by a newer version, or
            does not open with the archive's own passphrase.
    """
    with in_words():
        _look_at(path, read_only=True)
    return _looked_into(beside(engine, path, read_only=True), path)


def look_into_older(engine: Engine, path: Path, passphrase: str | None) -> Engine:
    """Do the same with a copy that may be from when the archive had another passphrase, or none.

    Raises:
        PassphraseNeeded: if it had one, and that is missing or wrong. KnownError: as `look_into`.
    """
    with in_words():
        _look_at(path, read_only=True)
        salt = keys.salt_of(path)
    now = key_of(engine)
    if salt == (now.salt if now else b""):
        return look_into(engine, path)
    if salt and not passphrase:
        raise PassphraseNeeded(
            _("{name} is from a time when the archive had another passphrase.").format(name=path.name),
            _("Enter the passphrase of that time."),
        )
    key = keys.key_for(path, passphrase)
    return _looked_into(open_file(path, read_only=True, key=key).engine, path)


def _looked_into(opened: Engine, path: Path) -> Engine:
    with _closed_on_failure(opened), reading(opened) as connection:
        _look_inside(connection, path)
    return opened


def bring_up_to_date(
    engine: Engine, cancel: Cancellation | None = None, progress: Progress = lambda done, total: None
) -> None:
    """Bring a file of an older schema to the newest; one that is there already is left as it is.

    Raises:
        Cancelled: if asked to stop meanwhile; nothing was changed.
    """
    with reading(engine) as connection:
        stored = migrations.stored_revision(connection)
    if stored == schema.REVISION:
        return
    migrations.refuse_newer(stored)

    def tick(part: float) -> None:
        if cancel is not None:
            cancel.check()
        progress(int(part * _PARTS), _PARTS)

    with writing(engine) as unit:
        gathers_words = migrations.upgrade(unit.connection)
        tick(0)
        if gathers_words:
            fulltext.rebuild(unit.connection, tick)
        if unit.connection.dialect.name == "sqlite":
            mark_generation(unit.connection)


def mark_generation(connection: Connection) -> None:
    """Write into a file's header that it is an archive, and of which generation."""
    connection.exec_driver_sql(f"PRAGMA application_id={schema.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={schema.GENERATION}")


def _size_of(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _backups() -> str:
    return _("Nothing was changed. Open the newest copy in the backups folder beside it.")

"""A damaged archive's file to a new one that holds what can still be read, and the list of what cannot.

The damaged file is only read, and only once: all is tried on a hidden copy of it beside the new one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import Connection, Engine, Table, func, select

from palmyra_desktop.domain.errors import KnownError, PassphraseNeeded
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.i18n import _
from palmyra_desktop.open_files import reading
from palmyra_desktop.paths import made
from palmyra_desktop.storage import (
    archive_file,
    change_log,
    derived,
    first_page,
    fulltext,
    keys,
    logged_values,
    rows,
    schema,
)
from palmyra_desktop.storage.backup import unfinished
from palmyra_desktop.storage.engine import for_writing, unlock
from palmyra_desktop.storage.failures import in_words
from palmyra_desktop.storage.furnishing import changes as furnishing
from palmyra_desktop.storage.furnishing import time_bands
from palmyra_desktop.storage.removal import removed
from palmyra_desktop.storage.restoring import log_restored
from palmyra_desktop.storage.salvage_kept import Salvaged, insert, inserting, makes_sense
from palmyra_desktop.storage.salvage_pages import DERIVED, find_rows, find_tables
from palmyra_desktop.storage.salvage_rows import Driver, Losses, Row, readable, unreadable
from palmyra_desktop.storage.schema import RECORD_TABLES, metadata
from palmyra_desktop.storage.unit_of_work import Writing, now_utc
from palmyra_desktop.storage.values import TEXT

_BLOCK: Final = 4_096  # bytes copied at once; of a block the drive cannot read, zeros are taken
_AT_ONCE: Final = 500


def salvage(damaged: Path, target: Path, label: str, author: str, passphrase: str | None = None) -> Salvaged:
    """Make a new archive of what can be read of a damaged one; with its passphrase, if it has one.

    Raises:
        PassphraseNeeded: if it may be encrypted, and nothing can be read without the passphrase.
        KnownError: if there is something at the target, nothing can be read, or it cannot be written.
    """
    if target.exists():
        raise KnownError(_("{path} is there already.").format(path=target), _("Choose another name."))
    found = Salvaged()
    with in_words(), unfinished(made(target.parent)) as copy, unfinished(target.parent) as new:
        _copy_what_can_be(damaged, copy)
        key = _key(damaged, copy, passphrase) if passphrase else None
        with closing(_opened(copy, damaged.name, key)) as driver:
            about = _about(driver)
            title = about.get(archive_file.TITLE, damaged.stem)
            engine = archive_file.create(new, title, passphrase=passphrase if key else None).engine
            try:
                _fill(engine, driver, about, found, label, author)
            finally:
                engine.dispose()
        archive_file.give_name(new, target)
    return found


def _copy_what_can_be(damaged: Path, copy: Path) -> None:
    for ending in ("", "-wal"):
        source = Path(f"{damaged}{ending}")
        if ending and not source.exists():
            continue
        size = source.stat().st_size
        with reading(source, buffering=0) as stream, Path(f"{copy}{ending}").open("xb") as writing:
            for start in range(0, size, _BLOCK):
                stream.seek(start)
                try:
                    block = stream.read(_BLOCK)
                except OSError:
                    block = bytes(min(_BLOCK, size - start))
                writing.write(block)


def _key(damaged: Path, copy: Path, passphrase: str) -> keys.Key | None:
    """Return the key of the copy; None if it is not encrypted.

    Raises:
        PassphraseNeeded: if no page was written with this passphrase; or the salt is lost, and all with it.
    """
    if not keys.salt_of(copy) and not first_page.is_encrypted_behind(copy):
        return None
    folder = archive_file.folder_beside(damaged, "")
    key = first_page.key_of_others(copy, passphrase, first_page.salts(damaged, folder))
    if key is None:
        raise PassphraseNeeded(
            _("The passphrase is wrong, or the first bytes of {name} are lost.").format(name=damaged.name),
            _("Without these nothing can be read, unless a backup beside it has them, too."),
        )
    return key


def _opened(copy: Path, name: str, key: keys.Key | None) -> Driver:
    """Open the copy; where its first page is gone, with another that leads to the tables found in it."""
    with copy.open("rb") as file:
        first = file.read(_BLOCK)
    for head, is_bare in _heads(first, copy, key):
        with copy.open("r+b") as file:
            file.write(head)
        driver = Driver(partial(_connect, copy, key), renews=key is not None)
        try:
            if is_bare:
                find_tables(driver)
            if any(_has_rows(driver, table) for table in (schema.archive, *RECORD_TABLES.values())):
                return driver
        except unreadable():
            pass
        driver.close()
    with copy.open("r+b") as file:
        file.write(first)
    if key is None and (keys.salt_of(copy) or first_page.is_encrypted_behind(copy)):
        raise PassphraseNeeded(_("{name} is encrypted.").format(name=name), _("Enter its passphrase."))
    raise KnownError(
        _("Nothing can be read of {name}.").format(name=name),
        _("Open the newest copy in the backups folder beside it."),
    )


def _connect(copy: Path, key: keys.Key | None) -> Any:
    opened = keys.driver(key).connect(str(copy))
    if key is not None:
        unlock(opened, key)
    # Without these SQLite gives up where the schema is damaged, or the file shorter than it should be.
    for pragma in ("writable_schema=ON", "trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0"):
        opened.execute(f"PRAGMA {pragma}")
    return opened


def _heads(first: bytes, copy: Path, key: keys.Key | None) -> Iterator[tuple[bytes, bool]]:
    """Yield the beginnings of the file to be tried: its own, its own with another header, an empty file's.

    Beside each stands whether the tables it leads to are to be found page by page.
    """
    if key is not None and not first_page.is_whole(first, 1, key):
        yield first_page.of_another(_bare(copy.parent, key), key, 1), True
        return
    yield first, False
    if key is None:
        page = bytearray(_bare(copy.parent, key))
        pages = -(-copy.stat().st_size // _BLOCK)
        page[18:20] = b"\x02\x02" if Path(f"{copy}-wal").exists() else b"\x01\x01"
        page[28:40] = pages.to_bytes(4, "big") + bytes(8)  # its pages; none of them free
        yield bytes(page[:100]) + first[100:], False
        yield bytes(page), True


def _bare(folder: Path, key: keys.Key | None) -> bytes:
    """Return the first page of a file without tables."""
    with unfinished(folder) as new:
        with closing(keys.driver(key).connect(str(new))) as opened:
            if key is not None:
                unlock(opened, key)
            opened.execute("PRAGMA user_version=1")
        with new.open("rb") as file:
            return file.read(_BLOCK)


def _has_rows(driver: Driver, table: Table) -> bool:
    """Whether a row can be read that makes sense."""
    columns = [column for column in table.c if not column.nullable]
    names = [column.name for column in columns]
    rows = readable(driver, table.name, names, partial(makes_sense, columns), Losses(table.name))
    return next(rows, None) is not None


def _about(driver: Driver) -> dict[str, str]:
    table = schema.archive
    rows = readable(
        driver, table.name, ("key", "value"), partial(makes_sense, tuple(table.c)), Losses(table.name)
    )
    return {**_bands_of_0007(driver), **dict(rows)}


def _bands_of_0007(driver: Driver) -> dict[str, str]:
    """Return the bands as schema 0007 kept them, in a table that is no more."""
    name, columns = "made_bands", ("id", "bands")
    if not _columns_of(driver, name):
        return {}
    newest = max(readable(driver, name, columns, _is_number_and_text, Losses(name)), default=None)
    return {} if newest is None else {time_bands.STORED: newest[1]}


def _is_number_and_text(row: Row) -> bool:
    return isinstance(row[0], int) and isinstance(row[1], str)


def _fill(
    engine: Engine,
    driver: Driver,
    about: Mapping[str, str],
    found: Salvaged,
    label: str,
    author: str,
) -> None:
    with engine.connect() as connection:
        # Rows come without those they point at; what is then left pointing at nothing is looked at below.
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        with for_writing(connection).begin():
            for table in metadata.sorted_tables:
                if table not in DERIVED and table is not schema.archive:
                    _copy_rows(connection, driver, table, found)
            _keep_about(connection, about)  # so that its pages are not taken for those of a lost table
            find_rows(connection, driver, found)
            _remove_again(connection, found)
            _keep_about(connection, about)  # the log may tell more now
            _stand_in(connection, found)
            if not change_log.verify(connection):
                _give_again(connection, found)
                furnishing.give_again(Writing(connection, label, author, ""))
            _unlink(connection, found)
            derived.mend(connection)
            fulltext.rebuild(connection)
            log_restored(connection, 0, label, author)


def _keep_about(connection: Connection, about: Mapping[str, str]) -> None:
    columns = schema.change_log.c
    version = select(func.max(columns.version)).where(columns.kind == change_log.ARCHIVE)
    if logged := connection.execute(version).scalar():
        about = {change_log.VERSION: str(logged), **about}
    for key, value in about.items():
        row = key, value
        connection.exec_driver_sql("INSERT OR REPLACE INTO archive (key, value) VALUES (?, ?)", row)


def _remove_again(connection: Connection, found: Salvaged) -> None:
    """Remove the records that were found on their old pages, though they were removed for good."""
    for losses in found.losses:
        table = metadata.tables[losses.table]
        if losses.found and table in RECORD_TABLES.values():
            ids = connection.execute(select(table.c.id)).scalars().all()
            gone = [ref.id for ref in removed(connection, (RecordRef(Kind(table.name), n) for n in ids))]
            for some in rows.chunks(gone):
                connection.execute(table.delete().where(table.c.id.in_(some)))
            losses.found -= len(gone)
            found.rows[table.name] -= len(gone)


def _copy_rows(connection: Connection, driver: Driver, table: Table, found: Salvaged) -> None:
    losses = Losses(table.name)
    there = _columns_of(driver, table.name)
    columns = [column for column in table.c if column.name in there]
    if not columns:
        losses.gaps.append((0, None))
    names = [column.name for column in columns]
    statement = inserting(table, names)
    some: list[Row] = []
    rows = readable(driver, table.name, names, partial(makes_sense, columns), losses) if columns else ()
    for row in rows:
        some.append(row)
        if len(some) == _AT_ONCE:
            insert(connection, statement, table, some, losses, found)
            some.clear()
    insert(connection, statement, table, some, losses, found)
    if losses.gaps or losses.columns or losses.refused:
        found.losses.append(losses)


def _columns_of(driver: Driver, table: str) -> set[str]:
    try:
        return {name for (name,) in driver.execute("SELECT name FROM pragma_table_info(?)", (table,))}
    except unreadable():  # its place in the file is not known any more
        return set()


def _stand_in(connection: Connection, found: Salvaged) -> None:
    """Put a record without values where one is lost that the log knows or others lead to; claims excepted."""
    versions = _logged(connection)
    for kind in Kind:
        if kind is Kind.CLAIM:
            continue
        table = RECORD_TABLES[kind]
        there = set(connection.execute(select(table.c.id)).scalars())
        wanted = {ref.id for ref in versions if ref.kind is kind} | _led_to(connection, kind)
        for number in sorted(wanted - there):
            ref = RecordRef(kind, number)
            title = _("Lost: {kind} #{number}").format(kind=_(record_type(kind).label), number=number)
            row = {"id": number, "uid": uuid4().hex, "version": versions.get(ref, 1)}
            row |= {record_type(kind).title_key: title, "folded": schema.folded_name(title)}
            connection.execute(table.insert(), row)
            found.stand_ins.append(ref)


def _give_again(connection: Connection, found: Salvaged) -> None:
    """Give lost records the values that the log, where it is whole, says they were last given."""
    for kind in Kind:
        for some in rows.chunks(ref.id for ref in found.stand_ins if ref.kind is kind):
            last = logged_values.given(connection, kind, some)
            texts = [number for number, values in last.items() if TEXT in values]
            states = rows.load(connection, kind, list(last), texts)
            for number, state in states.items():
                state.values |= last[number]
                state.changed |= last[number].keys()
            rows.update_changed(connection, kind, list(states.values()), now_utc())


def _logged(connection: Connection) -> dict[RecordRef, int]:
    """Return the newest version of every record the log tells of that was not removed for good."""
    columns = schema.change_log.c
    newest = select(columns.kind, columns.record_id, func.max(columns.version)).group_by(
        columns.kind, columns.record_id
    )
    found = {
        RecordRef(Kind(kind), number): version
        for kind, number, version in connection.execute(newest)
        if kind in list(Kind)
    }
    gone = removed(connection, found)
    return {ref: version for ref, version in found.items() if ref not in gone}


def _led_to(connection: Connection, kind: Kind) -> set[int]:
    """Return the records of a kind that rows lead to."""
    found: set[int] = set()
    for table in metadata.sorted_tables:
        for column in table.c:
            if any(key.column.table is RECORD_TABLES[kind] for key in column.foreign_keys):
                found.update(connection.execute(select(column).distinct()).scalars())
    claim = schema.claim.c
    about = select(claim.subject_id).where(claim.subject_kind == kind.value)
    value = select(claim.value_link_id).where(claim.value_link_kind == kind.value)
    for statement in (about, value):
        found.update(connection.execute(statement.distinct()).scalars())
    return {number for number in found if number is not None}


def _unlink(connection: Connection, found: Salvaged) -> None:
    """Take away what still leads to nothing: the link where a row can be without it, else the row."""
    broken: dict[tuple[str, str], list[int]] = defaultdict(list)
    keys: dict[str, list[Any]] = {}
    for name, rowid, _parent, number in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        if name not in keys:
            keys[name] = list(connection.exec_driver_sql(f'PRAGMA foreign_key_list("{name}")'))
        column = next(key[3] for key in keys[name] if key[0] == number)
        broken[name, column].append(rowid)
    for (name, column), rowids in broken.items():
        table = metadata.tables[name]
        found.unlinked[name] = found.unlinked.get(name, 0) + len(rowids)
        may_be_without = table.c[column].nullable and not table.c[column].primary_key
        does = f'UPDATE "{name}" SET "{column}" = NULL' if may_be_without else f'DELETE FROM "{name}"'
        connection.exec_driver_sql(f"{does} WHERE rowid = ?", [(rowid,) for rowid in rowids])

"""Questions to the tables whether they are whole; each reads alone."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, or_, select

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.storage.schema import claim, image, source, source_text


def damage(connection: Connection) -> Iterator[str]:
    """Yield what SQLite finds damaged in the file, in its own words; a server looks after its own."""
    if connection.dialect.name == "sqlite":
        for (found,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if found != "ok":
                yield str(found)


def broken_links(connection: Connection) -> Iterator[str]:
    """Yield the tables with rows that point at nothing."""
    if connection.dialect.name == "sqlite":
        for table in dict.fromkeys(row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")):
            yield str(table)


def lost_anchors(connection: Connection) -> Iterator[int]:
    """Yield the claims whose exact words do not stand where they say, in the order of their ids."""
    # substr counts code points from 1 on both engines, as anchors do from 0.
    stands = func.substr(source_text.c.text, claim.c.start + 1, claim.c.end - claim.c.start)
    anchored = claim.c.words.is_not(None) & claim.c.start.is_not(None) & claim.c.end.is_not(None)
    joined = select(claim.c.id).join_from(
        claim, source_text, source_text.c.source_id == claim.c.source_id, isouter=True
    )
    lost = or_(source_text.c.text.is_(None), stands != claim.c.words)
    found = joined.where(anchored, claim.c.trashed_at.is_(None), lost).order_by(claim.c.id)
    yield from connection.execute(found).scalars()


def attachments(connection: Connection) -> Iterator[tuple[RecordRef, str]]:
    """Yield images and sources with the SHA-256 of their files."""
    for kind, table in ((Kind.IMAGE, image), (Kind.SOURCE, source)):
        found = select(table.c.id, table.c.file_sha256).where(table.c.file_sha256.is_not(None))
        for row in connection.execute(found.order_by(table.c.id)):
            yield RecordRef(kind, row.id), row.file_sha256

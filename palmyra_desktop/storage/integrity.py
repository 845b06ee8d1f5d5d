"""Questions to the tables whether they are whole; each reads alone."""

import re
from collections.abc import Iterator

from sqlalchemy import Connection, func, or_, select

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.storage.schema import claim, image, source, source_text
from palmyra_desktop.storage.values import text_sha256

_DERIVED = re.compile(r"(missing from|entries in) index|non-unique entry in index|fts5", re.IGNORECASE)


def damage(connection: Connection, *, quickly: bool = False) -> Iterator[str]:
    """Yield what SQLite finds damaged in the file, in its own words; a server looks after its own."""
    if connection.dialect.name == "sqlite":
        pragma = "quick_check(20)" if quickly else "integrity_check(20)"
        for (found,) in connection.exec_driver_sql(f"PRAGMA {pragma}"):
            if found != "ok":
                yield str(found)


def is_derived(problem: str) -> bool:
    """Whether what SQLite finds damaged is an index or words to search: both can be made anew."""
    return _DERIVED.search(problem) is not None


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


def other_texts(connection: Connection) -> Iterator[int]:
    """Yield the sources whose text is not the one its SHA-256 was taken of, in the order of their ids."""
    joined = select(source.c.id, source.c.text_sha256, source_text.c.text).join_from(
        source, source_text, source_text.c.source_id == source.c.id, isouter=True
    )
    in_order = joined.order_by(source.c.id)
    with connection.execute(in_order, execution_options={"yield_per": 100}) as found:
        for number, sha256, text in found:
            if sha256 != (None if text is None else text_sha256(text)):
                yield number


def attachments(connection: Connection) -> Iterator[tuple[RecordRef, str]]:
    """Yield images and sources with the SHA-256 of their files."""
    for kind, table in ((Kind.IMAGE, image), (Kind.SOURCE, source)):
        found = select(table.c.id, table.c.file_sha256).where(table.c.file_sha256.is_not(None))
        for row in connection.execute(found.order_by(table.c.id)):
            yield RecordRef(kind, row.id), row.file_sha256

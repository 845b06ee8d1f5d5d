"""The archived text of a source, and the claims in it."""

from sqlalchemy import Connection, select

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.source import SourceText
from palmyra_desktop.storage import schema
from palmyra_desktop.storage.records import read
from palmyra_desktop.storage.relations import live


def source_text(connection: Connection, source_id: int) -> SourceText | None:
    """Return the archived text of a source, None where there is none."""
    text, source = schema.source_text, schema.source
    columns = select(source.c.id, text.c.text, source.c.text_kind, source.c.text_sha256)
    joined = columns.join_from(source, text, text.c.source_id == source.c.id)
    row = connection.execute(joined.where(source.c.id == source_id)).first()
    return None if row is None else SourceText(row.id, row.text, row.text_kind, row.text_sha256 or "")


def claims_in(connection: Connection, source_id: int, most: int | None = None) -> tuple[Claim, ...]:
    """Return the claims in a source by their place in its text, those without one last; at most so many."""
    claim = schema.claim
    ids = select(claim.c.id).where(claim.c.source_id == source_id, live(claim))
    ordered = ids.order_by(claim.c.start.is_(None), claim.c.start, claim.c.id)
    found = read(connection, Kind.CLAIM, connection.execute(ordered.limit(most)).scalars())
    return tuple(record for record in found if isinstance(record, Claim))

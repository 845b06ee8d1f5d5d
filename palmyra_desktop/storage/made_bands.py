"""The bands a user made, kept in the archive beside what it knows of itself."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from palmyra_desktop.domain.timeline.made_bands import MadeBand, from_text, to_text
from palmyra_desktop.storage.schema import archive

_KEY: Final = "timeline_bands"


def made(connection: Connection) -> tuple[MadeBand, ...]:
    """Return the bands, as they were kept."""
    text = connection.execute(select(archive.c.value).where(archive.c.key == _KEY)).scalar()
    return from_text(text) if text else ()


def keep(connection: Connection, bands: Sequence[MadeBand]) -> None:
    """Keep these bands instead of those there are."""
    connection.execute(delete(archive).where(archive.c.key == _KEY))
    connection.execute(insert(archive), {"key": _KEY, "value": to_text(bands)})

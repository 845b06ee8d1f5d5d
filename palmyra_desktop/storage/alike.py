"""What an article brings that the archive may have already: sources and events like it."""

import re
from collections.abc import Collection

from sqlalchemy import Connection, or_, select

from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.source import Source
from palmyra_desktop.storage.records import read
from palmyra_desktop.storage.relations import live
from palmyra_desktop.storage.schema import event, event_monument, folded_name, source

_MOST = 500
_LEAST = 4
"""Characters a title needs before its first quotation mark to be looked for by them."""
_QUOTE = re.compile("['\"‘’‚“”„«»‹›`´]")


def sources(connection: Connection, sha256: str, url: str | None, title: str) -> tuple[Source, ...]:
    """Return the sources of the same text or address, or of a title like it, in the order of their ids.

    Titles are alike up to the first quotation mark or apostrophe, which no two copies print alike.
    """
    same = [source.c.text_sha256 == sha256]
    same += [source.c.url == url] if url else []
    folded = folded_name(title)
    beginning = _QUOTE.split(folded)[0]
    if beginning == folded:
        same += [source.c.folded == folded] if folded else []
    elif len(beginning) >= _LEAST:
        same.append(source.c.folded.startswith(beginning, autoescape=True))
    ids = select(source.c.id).where(or_(*same), live(source)).order_by(source.c.id).limit(_MOST)
    found = read(connection, Kind.SOURCE, connection.execute(ids).scalars())
    return tuple(record for record in found if isinstance(record, Source))


def events(connection: Connection, event_kind: str, monuments: Collection[int]) -> tuple[Event, ...]:
    """Return the events of one kind at any of these monuments, in the order of their ids."""
    joined = select(event.c.id).join_from(event, event_monument, event.c.id == event_monument.c.event_id)
    here = joined.where(
        event.c.event_kind == event_kind, event_monument.c.monument_id.in_(monuments), live(event)
    )
    ids = connection.execute(here.distinct().order_by(event.c.id).limit(_MOST)).scalars()
    found = read(connection, Kind.EVENT, ids)
    return tuple(record for record in found if isinstance(record, Event))

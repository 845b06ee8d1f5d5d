"""The looks of tags, and which tags records have."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select, union

from palmyra_desktop.domain.tags import Tag
from palmyra_desktop.storage.facets import TagFacet
from palmyra_desktop.storage.relations import KEY
from palmyra_desktop.storage.schema import RECORD_TABLES, tag


def looks(connection: Connection) -> tuple[Tag, ...]:
    """Return the tags that were given a look, by name."""
    rows = connection.execute(select(tag.c.name, tag.c.color, tag.c.key).order_by(tag.c.name))
    return tuple(Tag(row.name, row.color, row.key) for row in rows)


def in_use(connection: Connection) -> tuple[str, ...]:
    """Return the tags of any record, those in the trash too, by name."""
    every = (TagFacet().pairs(kind).subquery() for kind in RECORD_TABLES)
    names = union(*(select(pairs.c[KEY]) for pairs in every))
    return tuple(sorted(connection.execute(names).scalars()))


def keep(connection: Connection, tags: Iterable[Tag]) -> None:
    """Keep these looks in the place of all there were."""
    connection.execute(delete(tag))
    rows = [{"name": one.name, "color": one.color, "key": one.key} for one in tags]
    if rows:
        connection.execute(insert(tag), rows)

"""The looks and keys of tags, and which tags records have."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select, union

from palmyra_desktop.domain.tags import COLORS, Tag
from palmyra_desktop.i18n import _, format_number
from palmyra_desktop.storage.facets import TagFacet
from palmyra_desktop.storage.furnishing.subject import SetApart, Subject
from palmyra_desktop.storage.relations import KEY
from palmyra_desktop.storage.schema import RECORD_TABLES, tag
from palmyra_desktop.storage.unit_of_work import Writing


class TagLooks(Subject):
    """The colour and the key of each tag that was given them, by its name."""

    key = "tag"

    def read(self, connection: Connection) -> Mapping[str, Any]:
        """Return them."""
        return {one.name: _value(one) for one in looks(connection)}

    def write(self, unit: Writing, values: Mapping[str, Any]) -> None:
        """Put looks in the place of those of the same tags; a key may go from one to another."""
        unit.connection.execute(delete(tag).where(tag.c.name.in_(values)))
        rows = [{"name": name, **value} for name, value in values.items() if value is not None]
        if rows:
            unit.connection.execute(insert(tag), rows)

    def label(self, connection: Connection, name: str) -> str:
        """Return which tag it is."""
        return _("Tag “{name}”").format(name=name)

    def words(self, connection: Connection, value: Any, set_apart: SetApart) -> str:
        """Return the colour, and the key if there is one."""
        color = _(COLORS.get(value["color"], value["color"]))
        if value["key"] is None:
            return color
        return _("{color}, key {number}").format(color=color, number=format_number(value["key"]))

    def changed_again(self, connection: Connection, name: str) -> str:
        """Return that it was changed."""
        return _("The look or the key of the tag “{name}” was changed again later.").format(name=name)

    def in_the_way(self, value: Any, others: Mapping[str, Any]) -> tuple[str, str] | None:
        """Return the tag that has the key by now."""
        for name, other in others.items():
            if value["key"] is not None and other["key"] == value["key"]:
                words = _("The key {number} belongs to the tag “{name}” by now.")
                return name, words.format(number=format_number(value["key"]), name=name)
        return None


def looks(connection: Connection) -> tuple[Tag, ...]:
    """Return the tags that were given a look, by name."""
    rows = connection.execute(select(tag.c.name, tag.c.color, tag.c.key).order_by(tag.c.name))
    return tuple(Tag(row.name, row.color, row.key) for row in rows)


def values_of(tags: Iterable[Tag]) -> dict[str, Any]:
    """Return looks as `changes.put` takes them."""
    return {key_of(one.name): _value(one) for one in tags}


def key_of(name: str) -> str:
    """Return what a tag is called in the log."""
    return f"{TagLooks.key}:{name}"


def in_use(connection: Connection) -> tuple[str, ...]:
    """Return the tags of any record, those in the trash too, by name."""
    every = (TagFacet().pairs(kind).subquery() for kind in RECORD_TABLES)
    names = union(*(select(pairs.c[KEY]) for pairs in every))
    return tuple(sorted(connection.execute(names).scalars()))


def _value(one: Tag) -> dict[str, Any]:
    return {"color": one.color, "key": one.key}

"""Tags: words of the user's own on records of every kind, each with a colour and perhaps a key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from palmyra_desktop.domain.fields import Field, FieldType
from palmyra_desktop.i18n import N_

TAGS = Field("tags", N_("Tags"), FieldType.TEXTS, searched=True, width=120)
"""The field every kind of record has."""

COLORS: Mapping[str, str] = {
    "blue": N_("Blue"),
    "green": N_("Green"),
    "amber": N_("Amber"),
    "red": N_("Red"),
    "purple": N_("Purple"),
    "grey": N_("Grey"),
}
"""Keys of the colours a tag may have, with their English labels, marked for translation."""


@dataclass(frozen=True, slots=True)
class Tag:
    """How a tag looks, and the key that gives it.

    Attributes:
        color: key of COLORS. key: 1 to 9, None for none.
    """

    name: str
    color: str
    key: int | None = None

    @property
    def letter(self) -> str:
        """The letter that tells it from others beside its colour."""
        return next((sign.upper() for sign in self.name if sign.isalnum()), "•")


def look_of(name: str, known: Iterable[Tag]) -> Tag:
    """Return a tag by its name; one that nobody gave a colour has one by its name, the same everywhere."""
    colors = tuple(COLORS)
    by_itself = Tag(name, colors[sum(map(ord, name)) % len(colors)])
    return next((tag for tag in known if tag.name == name), by_itself)

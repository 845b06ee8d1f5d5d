"""Which columns a table shows, in which order and how wide; kept per kind in the settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from palmyra_desktop.domain.fields import Kind, RecordType
from palmyra_desktop.domain.record import record_type

LEAST_TITLE = 180
"""Pixels of the design the title has at least; it takes what the others leave."""
_NARROW: Mapping[tuple[Kind, str], int] = {
    (Kind.EVENT, "actors"): 1450,
    (Kind.EVENT, "monuments"): 1200,
    (Kind.MONUMENT, "names"): 1200,
    (Kind.IMAGE, "agency"): 1450,
    (Kind.IMAGE, "monuments"): 1200,
    (Kind.ACTOR, "names"): 1450,
    (Kind.ACTOR, "role"): 1200,
    (Kind.SOURCE, "source_kind"): 1450,
    (Kind.SOURCE, "publisher"): 1200,
    (Kind.CLAIM, "publisher"): 1650,
    (Kind.CLAIM, "verb"): 1450,
    (Kind.CLAIM, "subject"): 1200,
}
"""Below which width of the window, in pixels of the design, a column is not shown unless it was chosen."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one kind's table.

    Attributes:
        chosen: field keys in the order shown; None until the user chooses.
        widths: field key to width in pixels of the design, for columns the user has resized.
    """

    kind: Kind
    chosen: tuple[str, ...] | None = None
    widths: Mapping[str, int] = field(default_factory=dict)

    @property
    def _type(self) -> RecordType:
        return record_type(self.kind)

    def shown(self, window_width: float) -> tuple[str, ...]:
        """Return the keys of the columns to show in a window of a width in pixels of the design."""
        if self.chosen is not None:
            return self.chosen
        fields = (one for one in self._type.columns if one.shown)
        return tuple(one.key for one in fields if window_width >= _NARROW.get((self.kind, one.key), 0))

    def width(self, key: str) -> int:
        """Return the width of a column in pixels of the design; 0 for the one that takes what is left."""
        if key == self._type.title_key:
            return 0
        return self.widths.get(key, self._type.field(key).width)

    def choosing(self, keys: tuple[str, ...]) -> "Columns":
        """Return these columns with others chosen; the title is always among them."""
        title = self._type.title_key
        return replace(self, chosen=keys if title in keys else (title, *keys))

    def resized(self, key: str, width: int) -> "Columns":
        """Return these columns with another width of one."""
        return replace(self, widths={**self.widths, key: width})

    def to_settings(self) -> dict[str, Any]:
        """Return what the settings keep for this kind."""
        kept: dict[str, Any] = {}
        if self.chosen is not None:
            kept["chosen"] = list(self.chosen)
        if self.widths:
            kept["widths"] = dict(self.widths)
        return kept


def columns_of(kind: Kind, stored: Mapping[str, Any]) -> Columns:
    """Return the columns of a kind as the settings keep them; what is none of them is left out.

    Args:
        stored: the setting `columns`, of all kinds.
    """
    kept = stored.get(kind.value)
    known = {one.key for one in record_type(kind).columns}
    if not isinstance(kept, dict):
        return Columns(kind)
    chosen, widths = kept.get("chosen"), kept.get("widths")
    columns = Columns(kind)
    if isinstance(widths, dict):
        sizes = {k: w for k, w in widths.items() if k in known and isinstance(w, int) and 20 <= w <= 2000}
        columns = Columns(kind, widths=sizes)
    if isinstance(chosen, list):
        columns = columns.choosing(tuple(dict.fromkeys(key for key in chosen if key in known)))
    return columns

"""The type: sizes relative to the system's font, and which families a source speaks in.

Sans is the archive speaking, serif is a source speaking.
"""

from collections.abc import Collection
from typing import Literal, get_args

from PySide6.QtGui import QFont, QFontDatabase

FontRole = Literal["title", "head", "value", "body", "secondary", "legend", "mono", "serif", "reader"]
FONT_ROLES: tuple[FontRole, ...] = get_args(FontRole)

TEXT_SCALES = (1.0, 1.15, 1.3, 1.5, 2.0)
"""The text sizes a user may choose, as multiples of the system's own."""

REGULAR, MEDIUM, SEMIBOLD = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold

_SIZES: dict[FontRole, float] = {
    "title": 1.5,
    "head": 1.3,
    "value": 1.16,
    "body": 1.0,
    "secondary": 0.92,
    "legend": 0.84,
    "mono": 0.9,
    "serif": 1.0,
    "reader": 1.12,
}
_WEIGHTS: dict[FontRole, QFont.Weight] = {"title": SEMIBOLD, "head": SEMIBOLD, "value": SEMIBOLD}

_SERIF = ("Charter", "Source Serif 4", "Noto Serif", "Georgia", "Iowan Old Style", "DejaVu Serif")
_ARABIC_SERIF = ("Noto Naskh Arabic", "Amiri", "Scheherazade New", "Geeza Pro", "Traditional Arabic")


def serif_families(installed: Collection[str]) -> tuple[str, ...]:
    """Return the first Latin and the first Arabic serif family that are installed, in that order.

    Only families that exist are named: an absent one makes Qt scan all aliases, which is slow.
    """
    latin = next((name for name in _SERIF if name in installed), None)
    arabic = next((name for name in _ARABIC_SERIF if name in installed), None)
    return tuple(name for name in (latin, arabic) if name is not None)


class Fonts:
    """Make the fonts of each role from one base font, its size already scaled."""

    def __init__(self, base: QFont) -> None:
        """Look once which serif families are installed."""
        self._base = base
        self._serif = serif_families(set(QFontDatabase.families()))

    def font(
        self,
        role: FontRole,
        weight: QFont.Weight | None = None,
        italic: bool = False,
        tabular: bool = False,
    ) -> QFont:
        """Return the font of a role.

        Args:
            role: what the words are.
            weight: other than the role's own.
            italic: only for "no credit line printed"; nothing else is slanted.
            tabular: figures of one width, for counts and dates that stand under each other.
        """
        font = self._family(role)
        font.setPointSizeF(self._base.pointSizeF() * _SIZES[role])
        font.setWeight(weight if weight is not None else _WEIGHTS.get(role, REGULAR))
        font.setItalic(italic)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _family(self, role: FontRole) -> QFont:
        if role == "mono":
            return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font = QFont(self._base)
        if role in ("serif", "reader") and self._serif:
            font.setFamilies(list(self._serif))
        return font

"""The marks of tags: a square in the tag's colour with its letter, so that it reads in grey, too."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from palmyra_desktop.domain.tags import Tag, look_of
from palmyra_desktop.gui.fonts import SEMIBOLD
from palmyra_desktop.i18n import _, format_number

if TYPE_CHECKING:
    from palmyra_desktop.gui.painting import Canvas
    from palmyra_desktop.gui.theme import Theme

ROLES: Mapping[str, tuple[str, str]] = {
    "blue": ("asserts", "asserts_bg"),
    "green": ("confirms", "confirms_bg"),
    "amber": ("doubts", "doubts_bg"),
    "red": ("denies", "denies_bg"),
    "purple": ("accent", "selection"),
    "grey": ("other", "other_bg"),
}
"""The colours of the theme for the letter and the ground of a tag, by its colour."""
_SIZE, _STEP, _MOST = 16, 19, 3


def paint_tag(painter: QPainter, rect: QRectF, tag: Tag, theme: "Theme") -> None:
    """Draw the mark of a tag into a square."""
    ink, ground = ROLES[tag.color] if tag.color in ROLES else ROLES["grey"]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.color(ink))
    painter.setBrush(theme.color(ground))
    radius = rect.width() / 4
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setFont(theme.font("legend", SEMIBOLD))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, tag.letter)
    painter.restore()


def tags_width(names: Sequence[str], theme: "Theme") -> float:
    """Return the room the marks of a record's tags take."""
    if not names:
        return 0
    more = theme.px(_STEP + 4) if len(names) > _MOST else 0
    return theme.px(_STEP) * min(len(names), _MOST) + more


def paint_tags(canvas: "Canvas", start: float, names: Sequence[str]) -> None:
    """Draw the marks of a record's tags from a place on, the first few and how many more there are."""
    theme, area = canvas.theme, canvas.area
    size = theme.px(_SIZE)
    top = round(area.y() + (area.height() - size) / 2)
    for place, name in enumerate(names[:_MOST]):
        rect = canvas.rect(start + place * theme.px(_STEP), top, size, size)
        paint_tag(canvas.painter, rect, look_of(name, theme.tags), theme)
    if len(names) > _MOST:
        words = _("+{count}").format(count=format_number(len(names) - _MOST))
        left = start + _MOST * theme.px(_STEP)
        font = theme.font("legend")
        canvas.text(left, area.y(), theme.px(_STEP + 4), area.height(), words, font, "muted")


def tag_icon(theme: "Theme", tag: Tag) -> QIcon:
    """Return the mark of a tag as an icon, sharp on fine screens."""
    icon = QIcon()
    for ratio in (1, 2):
        size = theme.px(_SIZE)
        picture = QPixmap(size * ratio, size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_tag(painter, QRectF(0, 0, size, size), tag, theme)
        painter.end()
        icon.addPixmap(picture)
    return icon

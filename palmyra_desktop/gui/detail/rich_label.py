"""Words with links in them: selectable, wrapped, each link reached by the Tab key.

Only this file makes markup. Whatever an archive holds goes through `plain` or `link`, which escape
it: a title with tags in it is shown with its tags.
"""

import html
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.hidden_marks import with_arrows
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.tags import look_of
from palmyra_desktop.gui.fonts import FontRole
from palmyra_desktop.gui.painting import text_direction
from palmyra_desktop.gui.tag_marks import ROLES

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_TAG = re.compile(r"<[^>]*>")
_BETWEEN = 3
"""Pixels of the design between two lines that are items of their own."""
_LEAST = 60
"""Pixels of the design a label may be narrowed to; a longer word is cut rather than the panel widened."""


class Markup:
    """Make the markup of labels in the colours of a theme."""

    def __init__(self, theme: "Theme") -> None:
        """Read colours from the theme when they are asked for."""
        self._theme = theme

    def plain(self, text: str) -> str:
        """Return a text as it is, its line breaks kept."""
        return html.escape(with_arrows(text)).replace("\n", "<br>")

    def muted(self, text: str) -> str:
        """Return a text in the quiet colour."""
        return f'<span style="color:{self._theme.color("muted").name()}">{self.plain(text)}</span>'

    def link(self, target: str, text: str) -> str:
        """Return a link; `target` is told by the label's `linkActivated`."""
        color = self._theme.color("link").name()
        style = f"color:{color};text-decoration:none"
        return f'<a href="{html.escape(target)}" style="{style}">{self.plain(text)}</a>'

    def tag(self, name: str) -> str:
        """Return a tag: its letter on its colour, and its name, which lists the records that have it."""
        tag = look_of(name, self._theme.tags)
        ink, ground = (self._theme.color(role).name() for role in ROLES.get(tag.color, ROLES["grey"]))
        letter = f"&nbsp;{self.plain(tag.letter)}&nbsp;"
        mark = f'<span style="background-color:{ground};color:{ink}">{letter}</span>'
        return f"{mark}&nbsp; {self.link(f'tag:{name}', name)}"

    def record(self, ref: RecordRef, text: str) -> str:
        """Return a link to a record."""
        return self.link(f"record:{ref.kind.value}/{ref.id}", text)


def record_of(target: str) -> RecordRef:
    """Return the record a target made by `Markup.record` leads to."""
    kind, _, number = target.removeprefix("record:").partition("/")
    return RecordRef(Kind(kind), int(number))


def _direction(line: str, theme: "Theme") -> str:
    """Return the direction of a line of markup, by all its letters: left to itself it goes by the first."""
    words = html.unescape(_TAG.sub("", line))
    is_rtl = text_direction(words, theme.direction) == Qt.LayoutDirection.RightToLeft
    return "rtl" if is_rtl else "ltr"


class RichLabel(QLabel):
    """A paragraph of markup; can be selected, and its links followed by mouse and keys."""

    def __init__(
        self,
        theme: "Theme",
        lines: str | Sequence[str],
        font_role: FontRole = "body",
        color_role: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        """Show markup made by `Markup`, several lines one below the other."""
        lines = (lines,) if isinstance(lines, str) else lines
        gaps = (0, *(theme.px(_BETWEEN) for _line in range(len(lines) - 1)))
        markup = "".join(
            f'<div dir="{_direction(line, theme)}" style="margin-top:{gap}px">{line}</div>'
            for gap, line in zip(gaps, lines, strict=True)
        )
        super().__init__(markup, parent)
        self.setObjectName("rich_label")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setFont(theme.font(font_role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.color(color_role))
        palette.setColor(QPalette.ColorRole.Text, theme.color(color_role))
        self.setPalette(palette)
        edge = Qt.AlignmentFlag.AlignRight if theme.is_rtl else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(edge | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse
        if "<a " in markup:
            flags |= Qt.TextInteractionFlag.LinksAccessibleByMouse
            flags |= Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        self.setTextInteractionFlags(flags)
        self.setMinimumWidth(theme.px(_LEAST))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

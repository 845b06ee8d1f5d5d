"""A choice of one among a few, side by side on a track."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from palmyra_desktop.gui.fonts import MEDIUM
from palmyra_desktop.gui.painting import Canvas, text_width
from palmyra_desktop.i18n import format_number

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice: its key, its words and, if it has one, its number of records."""

    key: str
    text: str
    count: int | None = None


class Segmented(QWidget):
    """The choices; exactly one is taken. Arrow keys move between them."""

    chosen_changed = Signal(str)

    def __init__(
        self, theme: "Theme", name: str, segments: Sequence[Segment], parent: QWidget | None = None
    ) -> None:
        """Show choices, the first one taken.

        Args:
            name: what is being chosen, for a screen reader.
            segments: at least one.
        """
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("segmented")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._buttons = {segment.key: _SegmentButton(theme, segment, self) for segment in segments}
        for button in self._buttons.values():
            self._group.addButton(button)
            layout.addWidget(button)
        next(iter(self._buttons.values())).setChecked(True)
        self._group.buttonToggled.connect(self._on_button_toggled)

    @property
    def chosen(self) -> str:
        """The key of the choice taken."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def choose(self, key: str) -> None:
        """Take a choice.

        Raises:
            KeyError: if there is none with this key.
        """
        self._buttons[key].setChecked(True)

    def set_count(self, key: str, count: int | None) -> None:
        """Show another number beside a choice."""
        self._buttons[key].set_count(count)

    def _on_button_toggled(self, _button: QAbstractButton, is_checked: bool) -> None:
        if is_checked:
            self.chosen_changed.emit(self.chosen)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        canvas = Canvas(painter, QRectF(self.rect()), self._theme)
        radius = self._theme.px(7)
        canvas.fill(0, 0, self.width(), self.height(), "sunken", radius)
        canvas.frame(0, 0, self.width(), self.height(), "line", radius)


class _SegmentButton(QAbstractButton):
    """One choice on the track."""

    def __init__(self, theme: "Theme", segment: Segment, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(f"segment_{segment.key}")
        self.setCheckable(True)
        self.setText(segment.text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_count(segment.count)
        theme.changed.connect(self._on_theme_changed)

    def set_count(self, count: int | None) -> None:
        self._count = "" if count is None else format_number(count)
        self.setAccessibleName(f"{self.text()} {self._count}".strip())
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def _text_width(self) -> float:
        return text_width(self._theme.font("body", MEDIUM), self.text()) + 1

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        count = text_width(self._theme.font("secondary", tabular=True), self._count)
        return QSize(round(self._text_width() + (count + px(10) if count else 0) + 2 * px(14)), px(30))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        px, width, height = self._theme.px, self.width(), self.height()
        painter = QPainter(self)
        canvas = Canvas(painter, QRectF(self.rect()), self._theme)
        is_on = self.isChecked()
        if is_on:
            canvas.fill(2, 2, width - 4, height - 4, "raised", px(5))
            canvas.frame(2, 2, width - 4, height - 4, "selection_line", px(5))
        color = "text" if is_on else "text2"
        font = self._theme.font("body", MEDIUM if is_on else None)
        canvas.text(px(14), 0, self._text_width(), height, self.text(), font, color)
        if self._count:
            font = self._theme.font("secondary", tabular=True)
            color = "text2" if is_on else "muted"
            canvas.text(px(14), 0, width - 2 * px(14), height, self._count, font, color, "end")

"""The formats of an export as cards, one of them chosen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from palmyra_desktop.gui.fonts import SEMIBOLD
from palmyra_desktop.gui.painting import Canvas, text_width
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme
    from palmyra_desktop.services.exporting import Format

_ACROSS = 3


class FormatCards(QWidget):
    """Cards, three in a row; arrow keys move between them."""

    chosen_changed = Signal(str)
    """The key of the format chosen now."""

    def __init__(self, theme: "Theme", formats: Sequence["Format"], parent: QWidget | None = None) -> None:
        """Show formats, the first one chosen; at least one."""
        super().__init__(parent)
        self.setObjectName("format_cards")
        self.setAccessibleName(_("Format"))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        self._group = QButtonGroup(self)
        self._cards = {found.key: _Card(theme, found, self) for found in formats}
        for place, card in enumerate(self._cards.values()):
            self._group.addButton(card)
            layout.addWidget(card, place // _ACROSS, place % _ACROSS)
            layout.setColumnStretch(place % _ACROSS, 1)
        next(iter(self._cards.values())).setChecked(True)
        self._group.buttonToggled.connect(self._on_toggled)

    @property
    def chosen(self) -> str:
        """The key of the format chosen."""
        return next(key for key, card in self._cards.items() if card.isChecked())

    def choose(self, key: str) -> None:
        """Choose a format; one that is not offered changes nothing."""
        if key in self._cards:
            self._cards[key].setChecked(True)

    def _on_toggled(self, _card: QAbstractButton, is_checked: bool) -> None:
        if is_checked:
            self.chosen_changed.emit(self.chosen)


class _Card(QAbstractButton):
    """One format: its name and what it is good for."""

    def __init__(self, theme: "Theme", format: "Format", parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._explanation = _(format.explanation)
        self.setObjectName(f"format_{format.key}")
        self.setText(_(format.label))
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(self._explanation)
        self.setToolTip(self._explanation)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("focus_radius", theme.px(8))
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        width = max(
            text_width(self._theme.font("body", SEMIBOLD), self.text()),
            text_width(self._theme.font("secondary"), self._explanation),
        )
        return QSize(min(round(width) + 2 * px(12) + 2, px(196)), px(66))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        px, width, height = self._theme.px, self.width(), self.height()
        canvas = Canvas(QPainter(self), QRectF(self.rect()), self._theme)
        is_on = self.isChecked()
        canvas.fill(0, 0, width, height, "selection" if is_on else "raised", px(8))
        canvas.frame(0, 0, width, height, "accent" if is_on else "line", px(8), 2 if is_on else 1)
        room, top = width - 2 * px(12), px(26)
        canvas.text(px(12), px(6), room, top - px(6), self.text(), self._theme.font("body", SEMIBOLD))
        canvas.painter.setFont(self._theme.font("secondary"))
        canvas.painter.setPen(self._theme.color("text2" if is_on else "muted"))
        edge = Qt.AlignmentFlag.AlignRight if self._theme.is_rtl else Qt.AlignmentFlag.AlignLeft
        flags = int(edge | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute)
        rect = canvas.rect(px(12), top, room, height - top)
        canvas.painter.drawText(rect, flags | int(Qt.TextFlag.TextWordWrap), self._explanation)

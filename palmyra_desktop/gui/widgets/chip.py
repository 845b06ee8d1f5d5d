"""What was chosen, a filter or a link, as a chip: "field: value" and a cross that takes it away."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from palmyra_desktop.gui.painting import Canvas, chip_width
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme


class Chip(QAbstractButton):
    """One filter. A click on the cross, Delete and Backspace remove it; any other click is `clicked`."""

    removed = Signal()

    def __init__(self, theme: "Theme", field: str, value: str, parent: QWidget | None = None) -> None:
        """Show a filter; without a field the value stands alone, as in "+2"."""
        super().__init__(parent)
        self._theme = theme
        self._cross = QRectF()
        self.setObjectName("chip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_filter(field, value)
        theme.changed.connect(self._on_theme_changed)

    def set_filter(self, field: str, value: str) -> None:
        """Show another filter."""
        self._field = _("{field}:").format(field=field) if field else ""
        self._value = value
        words = _("{field}: {value}").format(field=field, value=value) if field else value
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(_("Press Delete to remove it"))
        self.setToolTip(plain(words))
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setProperty("focus_radius", self._theme.px(26) / 2)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(chip_width(self._theme, self._field, self._value) + 0.5), self._theme.px(26))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._theme.px(80), self.sizeHint().width()), self._theme.px(26))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        canvas = Canvas(painter, QRectF(self.rect()), self._theme)
        self._cross = canvas.chip(0, 0, self.height(), self._field, self._value, self.width())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_on_cross = self._cross.contains(event.position()) and self.isDown()
        if not is_on_cross:
            super().mouseReleaseEvent(event)
            return
        self.setDown(False)
        self.removed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

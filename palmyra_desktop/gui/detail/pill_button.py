"""A pill that can be clicked: "≠ 4 values claimed" leads to the claims."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from palmyra_desktop.gui.painting import Canvas, pill_width
from palmyra_desktop.gui.widgets.tips import plain

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_HEIGHT = 21


class PillButton(QAbstractButton):
    """A button in the form of `Canvas.pill`."""

    def __init__(self, theme: "Theme", text: str, mark: str, parent: QWidget | None = None) -> None:
        """Show a text in the colours of a mark."""
        super().__init__(parent)
        self._theme, self._mark = theme, mark
        self.setObjectName("pill_button")
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(plain(text))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        width = round(pill_width(self._theme, self.text(), self._mark) + 0.5)
        return QSize(width, self._theme.px(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._theme.px(48), self.sizeHint().width()), self._theme.px(_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        canvas = Canvas(painter, QRectF(self.rect()), self._theme)
        canvas.pill(0, 0, self.height(), self.text(), self._mark, self.width())

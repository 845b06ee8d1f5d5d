"""The ring around the widget that has the keyboard: 2 px wide, 3 px away from it.

Drawn by a transparent widget above the others, because neither a style sheet nor a widget
itself can paint outside its own rectangle. It shows for the keyboard only; a click shows none.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_OFFSET, _WIDTH = 3, 2
_MARGIN = _OFFSET + _WIDTH // 2


class FocusRing(QObject):
    """Follow the keyboard focus of the whole application.

    Buttons, check boxes, links and segments get the ring, and any other widget that sets
    the dynamic property `focus_ring`. Inputs show the focus in their own border, lists in
    their rows. A widget's property `focus_radius` (pixels) rounds its ring.
    """

    def __init__(self, app: QApplication, theme: "Theme") -> None:
        """Start to follow."""
        super().__init__(theme)
        self._theme = theme
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._overlay: _Ring | None = None
        app.focusChanged.connect(self._on_focus_changed)

    @property
    def rect(self) -> QRect | None:
        """The ring's place on its window, None while it is not shown."""
        return self._overlay.geometry() if self._overlay is not None else None

    def refresh(self) -> None:
        """Repaint after the colours changed."""
        if self._overlay is not None:
            self._overlay.update()

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._leave()
        if new is not None and _wants_ring(new) and _came_by_keyboard(new):
            self._enter(new)

    def _enter(self, target: QWidget) -> None:
        chain = [target]
        while not _holds_ring(chain[-1]) and (parent := chain[-1].parentWidget()) is not None:
            chain.append(parent)
        self._target, self._watched = target, chain
        for widget in chain:
            widget.installEventFilter(self)
        self._overlay = _Ring(chain[-1], self._theme, target.property("focus_radius"))
        self._follow()

    def _leave(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        if self._overlay is not None and isValid(self._overlay):
            self._overlay.hide()
            self._overlay.deleteLater()
        self._target, self._watched, self._overlay = None, [], None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moves = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
        if event.type() in moves:
            self._follow()
        return False

    def _follow(self) -> None:
        if self._overlay is None or self._target is None or not isValid(self._overlay):
            return
        corner = self._target.mapTo(self._watched[-1], QPoint(0, 0))
        place = QRect(corner, self._target.size()).adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        self._overlay.setGeometry(place)
        self._overlay.setVisible(self._target.isVisible())
        self._overlay.raise_()


class _Ring(QWidget):
    """The painted ring; takes no clicks and no focus, and is nothing to a screen reader."""

    def __init__(self, parent: QWidget, theme: "Theme", radius: object) -> None:
        super().__init__(parent)
        self._theme = theme
        self._radius = radius if isinstance(radius, int | float) else theme.px(6)
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("focus"), _WIDTH))
        inset = _WIDTH / 2
        radius = self._radius + _OFFSET
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)


def _wants_ring(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) or bool(widget.property("focus_ring"))


def _came_by_keyboard(widget: QWidget) -> bool:
    return widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def _holds_ring(widget: QWidget) -> bool:
    """Say whether the ring is drawn on this widget: a window, or the content of a scroll area."""
    viewport = widget.parentWidget()
    if widget.isWindow() or viewport is None:
        return True
    area = viewport.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is viewport

"""Draw the pieces of a bar: blocks, thin bars with brackets, dashes, fades and arrows."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPen, QPolygonF

from palmyra_desktop.domain.timeline.shapes import Piece, PieceKind, Sizes
from palmyra_desktop.gui.painting import Canvas

_RADIUS = 2.0
_HOLLOW = 1.4
"""Thickness of a hollow bar's outline, pixels."""
_THIN_OPACITY = 0.5
_GHOST_HEIGHT = 0.7
"""Of a bar's."""
_OPEN_OPACITY, _GONE_OPACITY = 0.55, 0.15
"""Of a bar without end, whose label stands on it, and where it goes out of sight."""


class BarPainter:
    """Draw pieces on a canvas, all in one colour."""

    def __init__(self, canvas: Canvas, sizes: Sizes, color: QColor) -> None:
        """Draw with these measures."""
        self._canvas, self._sizes, self._color = canvas, sizes, color

    def paint(self, piece: Piece, middle: float) -> None:
        """Draw a piece, its middle at y."""
        match piece.kind:
            case PieceKind.BLOCK:
                self._block(piece, middle, self._sizes.bar)
            case PieceKind.THIN:
                self._thin(piece, middle)
            case PieceKind.DASHED:
                self._dashed(piece, middle)
            case PieceKind.JOIN:
                self._canvas.hline(piece.x0, middle, piece.x1 - piece.x0, self._color)
            case PieceKind.GHOST:
                self._ghost(piece, middle)
        self._arrows(piece, middle)

    def _block(self, piece: Piece, middle: float, height: float, opacity: float = 1.0) -> None:
        painter = self._canvas.painter
        rect = self._canvas.rect(piece.x0, middle - height / 2, piece.x1 - piece.x0, height)
        brush = self._brush(piece, opacity)
        if piece.is_hollow:
            painter.setPen(QPen(brush, _HOLLOW))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inset = _HOLLOW / 2
            rect = rect.adjusted(inset, inset, -inset, -inset)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(brush)
        radius = min(_RADIUS, height / 2, rect.width() / 2)
        painter.drawRoundedRect(rect, radius, radius)

    def _thin(self, piece: Piece, middle: float) -> None:
        self._block(piece, middle, self._sizes.thin, 1.0 if piece.is_hollow else _THIN_OPACITY)
        thickness = max(1.5, self._sizes.thin / 2.2)
        top, height = middle - self._sizes.bar / 2, self._sizes.bar
        if not piece.fade_start:
            self._canvas.fill(piece.x0, top, thickness, height, self._color)
        if not piece.fade_end:
            self._canvas.fill(piece.x1 - thickness, top, thickness, height, self._color)

    def _dashed(self, piece: Piece, middle: float) -> None:
        painter, sizes = self._canvas.painter, self._sizes
        top = middle - sizes.bar / 2
        rect = self._canvas.rect(piece.x0, top, piece.x1 - piece.x0, sizes.bar)
        pen = QPen(self._brush(piece), _HOLLOW)
        pen.setDashPattern([2.6, 2.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        inset = _HOLLOW / 2
        for y in (rect.top() + inset, rect.bottom() - inset):
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
        thickness = max(2.0, sizes.least / 2)
        if not piece.fade_start:
            self._canvas.fill(piece.x0, top, thickness, sizes.bar, self._color)
        if not piece.fade_end:
            self._canvas.fill(piece.x1 - thickness, top, thickness, sizes.bar, self._color)

    def _ghost(self, piece: Piece, middle: float) -> None:
        """A dotted outline, lower than a bar."""
        painter, height = self._canvas.painter, self._sizes.bar * _GHOST_HEIGHT
        pen = QPen(self._color, _HOLLOW)
        pen.setDashPattern([1.0, 1.3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = _HOLLOW / 2
        rect = self._canvas.rect(piece.x0, middle - height / 2, piece.x1 - piece.x0, height)
        painter.drawRect(rect.adjusted(inset, inset, -inset, -inset))

    def _brush(self, piece: Piece, opacity: float = 1.0) -> QBrush:
        faint = self._canvas.theme.faint
        goes_on = piece.arrow_start or piece.arrow_end
        color = faint(self._color, opacity * _OPEN_OPACITY if goes_on else opacity)
        length = piece.x1 - piece.x0
        if not (piece.fade_start or piece.fade_end) or length <= 0:
            return QBrush(color)
        gradient = QLinearGradient(self._canvas.point(piece.x0, 0), self._canvas.point(piece.x1, 0))
        gone = faint(self._color, opacity * _GONE_OPACITY if goes_on else 0.0)
        gradient.setColorAt(0.0, gone if piece.fade_start else color)
        gradient.setColorAt(min(piece.fade_start / length, 0.999), color)
        gradient.setColorAt(max(1 - piece.fade_end / length, 0.001), color)
        gradient.setColorAt(1.0, gone if piece.fade_end else color)
        return QBrush(gradient)

    def _arrows(self, piece: Piece, middle: float) -> None:
        reach = self._sizes.bar / 4
        if piece.arrow_start:
            self._chevron(piece.x0 + reach, middle, -reach)
        if piece.arrow_end:
            self._chevron(piece.x1 - reach, middle, reach)

    def _chevron(self, tip: float, middle: float, reach: float) -> None:
        painter = self._canvas.painter
        painter.setPen(QPen(self._color, _HOLLOW, c=Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        corners = ((tip - reach, middle - abs(reach)), (tip, middle), (tip - reach, middle + abs(reach)))
        painter.drawPolyline(QPolygonF([self._canvas.point(x, y) for x, y in corners]))

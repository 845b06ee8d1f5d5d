"""The icons and outlines: drawings of one line width, tinted per colour role.

The drawings lie in resources/icons (24 x 24 grid) and resources/icons/outlines (120 x 80 grid);
their line is black there and takes the colour of the role here.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from palmyra_desktop import assets

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_MIRRORED = {
    "back": "forward",
    "forward": "back",
    "left": "right",
    "right": "left",
    "undo": "redo",
    "redo": "undo",
}
_PIXEL_RATIOS = (1.0, 1.5, 2.0)


class Icons:
    """Draw icons in the colours of a theme; each drawing is read once."""

    def __init__(self, theme: "Theme") -> None:
        """Start with nothing read."""
        self._theme = theme
        self._drawings: dict[tuple[str, str], str] = {}
        self._renderers: dict[tuple[str, str, str], QSvgRenderer] = {}
        self._icons: dict[tuple[str, str, int, bool, bool], QIcon] = {}

    def forget(self) -> None:
        """Drop what was tinted; called when the colours or the text size change."""
        self._renderers.clear()
        self._icons.clear()

    def icon(self, name: str, role: str = "text2", size: float = 18, is_switch: bool = False) -> QIcon:
        """Return an icon for a button or an action.

        Args:
            name: the drawing, for example "event"; directions are mirrored right to left.
            role: colour role at rest; disabled is faint.
            size: in pixels of the design, so give the button `theme.px(size)`.
            is_switch: whether it can be checked, and is the accent's colour then.

        Raises:
            FileNotFoundError: if there is no such drawing.
        """
        key = (name, role, self._theme.px(size), is_switch, self._theme.is_rtl)
        if key not in self._icons:
            self._icons[key] = self._make(name, role, self._theme.px(size), is_switch)
        return self._icons[key]

    def paint(self, painter: QPainter, rect: QRectF, name: str, role: str = "text2") -> None:
        """Draw an icon into a rectangle; directions are mirrored right to left."""
        self._icon_renderer(name, role).render(painter, rect)

    def paint_outline(self, painter: QPainter, rect: QRectF, name: str, role: str = "stone") -> None:
        """Draw the outline of a kind of monument as large as it fits into the rectangle, centred."""
        renderer = self._renderer("icons/outlines", name, role)
        size = QSize(renderer.defaultSize()).scaled(rect.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(rect.center())
        renderer.render(painter, place)

    def _make(self, name: str, role: str, size: int, is_switch: bool) -> QIcon:
        icon = QIcon()
        mode, state = QIcon.Mode, QIcon.State
        tints = [(mode.Normal, state.Off, role), (mode.Disabled, state.Off, "faint")]
        tints += [(mode.Normal, state.On, "accent"), (mode.Disabled, state.On, "faint")] if is_switch else []
        for tinted, switched, tint in tints:
            for ratio in _PIXEL_RATIOS:
                icon.addPixmap(self._pixmap(name, tint, size, ratio), tinted, switched)
        return icon

    def _pixmap(self, name: str, role: str, size: int, ratio: float) -> QPixmap:
        # Found before there is a painter: one left open by an exception would bring down Qt.
        renderer = self._icon_renderer(name, role)
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap

    def _icon_renderer(self, name: str, role: str) -> QSvgRenderer:
        return self._renderer("icons", _MIRRORED.get(name, name) if self._theme.is_rtl else name, role)

    def _renderer(self, folder: str, name: str, role: str) -> QSvgRenderer:
        key = (folder, name, role)
        if key not in self._renderers:
            drawing = self._drawing(folder, name).replace("#000000", self._theme.color(role).name())
            self._renderers[key] = QSvgRenderer(QByteArray(drawing.encode()))
        return self._renderers[key]

    def _drawing(self, folder: str, name: str) -> str:
        if (folder, name) not in self._drawings:
            self._drawings[folder, name] = assets.read_text(*folder.split("/"), f"{name}.svg")
        return self._drawings[folder, name]

"""The look of the moment: colours, fonts and measures, handed to every widget that draws.

What the colours are: palettes.py. How Qt's own controls are dressed: stylesheet.py.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from palmyra_desktop.gui.fonts import FontRole, Fonts
from palmyra_desktop.gui.palettes import palette
from palmyra_desktop.gui.stylesheet import stylesheet

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

    from palmyra_desktop.domain.tags import Tag
    from palmyra_desktop.gui.icons import Icons
    from palmyra_desktop.gui.widgets.focus_ring import FocusRing

_GRID_TEXT = 13
"""The text size in pixels at which all measures of the design are given."""

_QT_ROLES = {
    QPalette.ColorRole.Window: "panel",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "raised",
    QPalette.ColorRole.AlternateBase: "panel",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.ToolTipBase: "text",
    QPalette.ColorRole.ToolTipText: "panel",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line_strong",
    QPalette.ColorRole.Shadow: "shadow",
    QPalette.ColorRole.Accent: "accent",
}


def is_dark(choice: str) -> bool:
    """Say whether a user's choice of "light", "dark" or "system" means dark just now.

    A desktop that does not tell its colour scheme counts as light.
    """
    from PySide6.QtCore import Qt

    if choice == "system":
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return choice == "dark"


def is_high_contrast(choice: str) -> bool:
    """Say whether a user's choice of "high", "normal" or "system" means high contrast just now.

    A desktop that does not tell, and Qt before 6.10, which does not ask, count as normal.
    """
    from PySide6.QtCore import Qt

    if choice == "system":
        hints = getattr(QGuiApplication.styleHints(), "accessibility", None)
        return hints is not None and hints().contrastPreference() == Qt.ContrastPreference.HighContrast
    return choice == "high"


class Theme(QObject):
    """Colours, fonts and measures of the application, and their change while it runs.

    Views that paint connect `changed` to a repaint; Qt's own controls follow by themselves.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        dark: bool = False,
        scale: float = 1.0,
        high_contrast: bool = False,
        base_font: QFont | None = None,
    ) -> None:
        """Prepare a theme; nothing is seen of it before `lay_ground` and `apply`.

        Args:
            scale: text size as a multiple of the base font's.
            high_contrast: draw hairlines, borders and quiet words strongly.
            base_font: the font to scale; the system's general font unless given.
        """
        super().__init__()
        self._app = app
        self._system_font = base_font or QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self.tags: tuple[Tag, ...] = ()
        self._set(dark, scale, high_contrast)

    @cached_property
    def icons(self) -> "Icons":
        """The icons in the colours of the moment; drawn once the first is wanted, after the first window."""
        from palmyra_desktop.gui.icons import Icons

        return Icons(self)

    def know_tags(self, tags: "tuple[Tag, ...]") -> None:
        """Show tags as they look in the archive that is open."""
        if tags != self.tags:
            self.tags = tags
            self.changed.emit()

    def _set(self, dark: bool, scale: float, high_contrast: bool) -> None:
        self.is_dark, self.scale, self.is_high_contrast = dark, scale, high_contrast
        self._colors = {role: QColor(value).rgba() for role, value in palette(dark, high_contrast).items()}
        self.base_font = QFont(self._system_font)
        self.base_font.setPointSizeF(self._system_font.pointSizeF() * scale)
        self._fonts = Fonts(self.base_font)
        self._pixel_size = QFontInfo(self.base_font).pixelSize()
        if "icons" in self.__dict__:
            self.icons.forget()

    @cached_property
    def _focus_ring(self) -> "FocusRing":
        from palmyra_desktop.gui.widgets.focus_ring import FocusRing

        return FocusRing(self._app, self)

    @property
    def direction(self) -> "Qt.LayoutDirection":
        """The direction the window is read in."""
        return self._app.layoutDirection()

    @property
    def is_rtl(self) -> bool:
        """Whether the window is laid out from right to left."""
        return self._app.isRightToLeft()

    def color(self, role: str, opacity: float = 1.0) -> QColor:
        """Return the colour of a role.

        Raises:
            KeyError: if there is no such role.
        """
        color = QColor.fromRgba(self._colors[role])  # a third of the time a copy takes
        if opacity != 1.0:
            color.setAlphaF(opacity)
        return color

    def faint(self, color: QColor, opacity: float) -> QColor:
        """Return a colour through which so much of the ground is seen."""
        found = QColor(color)
        found.setAlphaF(opacity)
        return found

    @property
    def hairline(self) -> float:
        """How thick the thinnest line is, in pixels."""
        return 1.0

    def px(self, size: float) -> int:
        """Return a measure of the design (pixels at 13 px text) in pixels at today's text size."""
        return round(size * self._pixel_size / _GRID_TEXT)

    def font(
        self,
        role: FontRole = "body",
        weight: QFont.Weight | None = None,
        italic: bool = False,
        tabular: bool = False,
    ) -> QFont:
        """Return the font of a role; see `Fonts.font`. Arabic is never slanted: its faces have no italic."""
        return self._fonts.font(role, weight, italic and not self.is_rtl, tabular)

    def lay_ground(self) -> None:
        """Give the application what an empty window needs: style and palette."""
        self._app.setStyle("Fusion")
        self._app.setPalette(self._palette())

    def apply(self) -> None:
        """Dress the application: ground, font, style sheet and the ring of the keyboard focus."""
        self.lay_ground()
        self._app.setFont(self.base_font)
        self._app.setStyleSheet(stylesheet(self))
        self._focus_ring.refresh()

    def switch(self, dark: bool, scale: float, high_contrast: bool = False) -> None:
        """Change the look while the window is open; `changed` is sent once all is in place."""
        if (dark, scale, high_contrast) == (self.is_dark, self.scale, self.is_high_contrast):
            return
        self._set(dark, scale, high_contrast)
        self.apply()
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        for qt_role, name in _QT_ROLES.items():
            palette.setColor(qt_role, self.color(name))
        role, group = QPalette.ColorRole, QPalette.ColorGroup
        for qt_role in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(group.Disabled, qt_role, self.color("faint"))
        palette.setColor(group.Inactive, role.Highlight, self.color("selection_idle"))
        return palette

"""Labels in the fonts and colours of the theme, which follow when it changes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from palmyra_desktop.domain.hidden_marks import with_arrows
from palmyra_desktop.gui.fonts import FontRole
from palmyra_desktop.gui.painting import Canvas, pill_width
from palmyra_desktop.gui.widgets.tips import plain

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme


class Label(QLabel):
    """A line or paragraph of plain text; markup in it is shown as it is written."""

    def __init__(
        self,
        theme: "Theme",
        text: str = "",
        font_role: FontRole = "body",
        color_role: str = "text",
        weight: QFont.Weight | None = None,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show a text; weight and tabular are those of `Theme.font`."""
        super().__init__(with_arrows(text), parent)
        self.setObjectName(f"{font_role}_label")
        self.setTextFormat(Qt.TextFormat.PlainText)
        # Left to itself a label aligns by the direction of its own words, not of the window.
        edge = Qt.AlignmentFlag.AlignRight if theme.is_rtl else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(edge | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
        self._theme, self._font_role, self._color_role = theme, font_role, color_role
        self._weight, self._tabular = weight, tabular
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @override
    def setText(self, text: str) -> None:
        super().setText(with_arrows(text))

    def set_color_role(self, role: str) -> None:
        """Show the words in another colour from now on."""
        self._color_role = role
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font(self._font_role, self._weight, tabular=self._tabular))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.color(self._color_role))
        self.setPalette(palette)


class ElidedLabel(Label):
    """A line that is elided where there is no room; the tool tip and a screen reader have all of it."""

    def __init__(
        self,
        theme: "Theme",
        text: str = "",
        font_role: FontRole = "body",
        color_role: str = "text",
        weight: QFont.Weight | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show a text as `Label` does."""
        self._whole = text
        super().__init__(theme, text, font_role, color_role, weight, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @override
    def setText(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, hint.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(24), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        whole = with_arrows(self._whole)
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, self.width())
        super().setText(shown)
        self.setToolTip(plain(self._whole) if shown != whole else "")


class HeadingLabel(Label):
    """The title of a record or the head of a page; wraps, and can be selected with the mouse."""

    def __init__(
        self, theme: "Theme", text: str = "", font_role: FontRole = "head", parent: QWidget | None = None
    ) -> None:
        """Show a heading of the role "title", "head" or "value"."""
        super().__init__(theme, text, font_role, parent=parent)
        self.setObjectName("heading")
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


class PillLabel(QWidget):
    """A short remark on a soft ground, as "≠ 4 values claimed"; elided where there is no room."""

    def __init__(self, theme: "Theme", text: str, mark: str, parent: QWidget | None = None) -> None:
        """Show a text in the colours of a mark; see `Canvas.pill`."""
        super().__init__(parent)
        self.setObjectName("pill")
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text, mark)
        theme.changed.connect(self._on_theme_changed)

    def set_text(self, text: str, mark: str) -> None:
        """Show another text."""
        self._text, self._mark = text, mark
        self.setAccessibleName(text)
        self.setToolTip(plain(text))
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(pill_width(self._theme, self._text, self._mark) + 0.5), self._theme.px(21))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._theme.px(48), self.sizeHint().width()), self._theme.px(21))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        canvas = Canvas(painter, QRectF(self.rect()), self._theme)
        canvas.pill(0, 0, self.height(), self._text, self._mark, self.width())

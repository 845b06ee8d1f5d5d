"""What a view shows when nothing matches: what hides the records, and how to see them again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.gui.fonts import MEDIUM
from palmyra_desktop.gui.painting import Canvas
from palmyra_desktop.gui.widgets.buttons import LinkButton, PrimaryButton
from palmyra_desktop.gui.widgets.labels import ElidedLabel, HeadingLabel, Label
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme


@dataclass(frozen=True, slots=True)
class EmptyLine:
    """One filter that could go.

    text: "Without Damage: slight"; gain: what would be seen then, "14 events".
    can_remove: False where removing it alone would show nothing.
    """

    text: str
    gain: str
    can_remove: bool = True


class EmptyState(QWidget):
    """A broken colonnade, a sentence, a line per filter and one primary button."""

    removed = Signal(int)
    """A line's Remove was clicked; its number from 0."""
    primary_clicked = Signal()

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Show nothing but the colonnade until `show_state` says what to."""
        super().__init__(parent)
        self.setObjectName("empty_state")
        self._theme = theme
        self._sentence = HeadingLabel(theme)
        self._detail = Label(theme, "", "body", "text2")
        self._lines = _Lines(theme, self)
        self._primary = PrimaryButton("", self)
        self._keys = Label(theme, "", "secondary", "muted")
        self._layout = self._lay_out()
        self._primary.clicked.connect(self._on_primary_clicked)
        self._lines.removed.connect(self.removed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.show_state("")

    def _lay_out(self) -> QVBoxLayout:
        layout = QVBoxLayout(self)
        centre = Qt.AlignmentFlag.AlignHCenter
        for label in (self._sentence, self._detail, self._keys):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        layout.addStretch(1)
        layout.addWidget(_Colonnade(self._theme, self), 0, centre)
        layout.addWidget(self._sentence)
        layout.addWidget(self._detail)
        layout.addWidget(self._lines, 0, centre)
        layout.addWidget(self._primary, 0, centre)
        layout.addWidget(self._keys)
        layout.addStretch(1)
        return layout

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._layout.setSpacing(px(12))
        self._layout.setContentsMargins(px(16), px(16), px(16), px(16))

    def show_state(
        self,
        sentence: str,
        detail: str = "",
        lines: Sequence[EmptyLine] = (),
        primary: str = "",
        keys: str = "",
    ) -> None:
        """Say why nothing is shown.

        Args:
            sentence: "No event matches all of these".
            detail: a second sentence; lines: the filters, in the order to show them.
            primary: words of the button, keys: its shortcut as words; none of it where empty.
        """
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._lines.show_lines(lines)
        self._primary.setText(primary)
        self._primary.setVisible(bool(primary))
        self._keys.setText(keys)
        self._keys.setVisible(bool(keys))

    def _on_primary_clicked(self) -> None:
        self.primary_clicked.emit()


class _Colonnade(QWidget):
    """The outline above the sentence."""

    def __init__(self, theme: "Theme", parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(150), self._theme.px(80))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._theme.icons.paint_outline(painter, QRectF(self.rect()), "broken_colonnade")


class _Lines(QWidget):
    """The filters in a box of hairlines, each with its gain and a link to remove it."""

    removed = Signal(int)

    def __init__(self, theme: "Theme", parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("empty_lines")
        self._lines: tuple[EmptyLine, ...] = ()
        self._rows: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self.show_lines(self._lines)

    def show_lines(self, lines: Sequence[EmptyLine]) -> None:
        self._lines = tuple(lines)
        for row in self._rows:
            self._layout.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(number, line) for number, line in enumerate(lines)]
        for row in self._rows:
            self._layout.addWidget(row)
        self.setVisible(bool(lines))

    def _row(self, number: int, line: EmptyLine) -> QWidget:
        px = self._theme.px
        row = QWidget(self)
        row.setMinimumHeight(px(38))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(px(14), 0, px(14), 0)
        layout.setSpacing(px(24))
        layout.addWidget(ElidedLabel(self._theme, line.text, weight=MEDIUM if number == 0 else None), 1)
        layout.addWidget(Label(self._theme, line.gain, "secondary", "muted", tabular=True))
        if line.can_remove:
            link = LinkButton(self._theme, _("Remove"))
            link.setAccessibleName(_("Remove: {filter}").format(filter=line.text))
            link.setProperty("line", number)
            link.clicked.connect(self._on_remove_clicked)
            layout.addWidget(link)
        return row

    def _on_remove_clicked(self) -> None:
        self.removed.emit(int(self.sender().property("line")))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        canvas = Canvas(QPainter(self), QRectF(self.rect()), self._theme)
        canvas.fill(0, 0, self.width(), self.height(), "raised", self._theme.px(8))
        canvas.frame(0, 0, self.width(), self.height(), "line", self._theme.px(8))
        for row in self._rows[1:]:
            canvas.hline(1, row.y(), self.width() - 2)

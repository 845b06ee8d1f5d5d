"""The sorts of findings as chips in the look of their highlights; each shows or hides its sort."""

from collections import Counter

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from palmyra_desktop.domain.review import Review
from palmyra_desktop.gui.painting import Canvas, text_width
from palmyra_desktop.gui.paragraph import Highlight, paint_highlight
from palmyra_desktop.gui.review.sorts import SORTS, Sort, sort_of
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _, format_number

_ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
_ALL = 200
"""The share of the hint in the room that is left, against 1 of the blank that takes its place."""


class SortChip(QAbstractButton):
    """One sort and how many findings it has; checked while it is shown."""

    def __init__(self, theme: Theme, sort: Sort, key: str, parent: QWidget | None = None) -> None:
        """Show a sort; `key` is the shortcut told in its tool tip."""
        super().__init__(parent)
        self._theme, self._sort, self._count = theme, sort, ""
        self.sort_key = sort.key
        self.setObjectName(f"sort_{sort.key}")
        self.setText(_(sort.label))
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        words = _("Show or hide: {sort}").format(sort=self.text())
        self.setToolTip(_("{what} ({keys})").format(what=words, keys=key))
        theme.changed.connect(self._on_theme_changed)

    def set_count(self, count: int) -> None:
        """Show how many findings there are."""
        self._count = format_number(count)
        self.setAccessibleName(f"{self.text()} {self._count}")
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        px, theme = self._theme.px, self._theme
        words = text_width(theme.font("secondary"), self.text())
        count = text_width(theme.font("secondary", tabular=True), self._count)
        return QSize(round(words + count + px(22)), px(26))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        canvas = Canvas(painter, QRectF(self.rect()), theme)
        inner = QRectF(self.rect()).adjusted(2, px(3), -2, -px(3))
        is_on = self.isChecked()
        if is_on:
            lit = Highlight(0, 0, self._sort.color, f"{self._sort.color}_line", self._sort.style)
            paint_highlight(painter, inner, lit, theme)
        else:
            painter.setPen(QPen(theme.color("ctl"), 1))
            painter.drawLine(QPointF(inner.left(), inner.bottom()), QPointF(inner.right(), inner.bottom()))
        font, color = theme.font("secondary"), "text" if is_on else "muted"
        taken = canvas.text(px(8), 0, self.width() - px(8), self.height(), self.text(), font, color)
        font = theme.font("secondary", tabular=True)
        canvas.text(px(14) + taken, 0, self.width(), self.height(), self._count, font, "muted")


class SortChips(QWidget):
    """The row of chips above the article; keys 1 to 5 press them."""

    hidden_changed = Signal(object)
    """frozenset[str]: the keys of the sorts that are hidden."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Show all sorts; the keys work in the whole of the parent."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("sort_chips")
        self.setAccessibleName(_("Sorts of findings"))
        self._chips = [SortChip(theme, sort, str(number), self) for number, sort in enumerate(SORTS, 1)]
        hint = _("Keys 1 to {count} show or hide a sort").format(count=format_number(len(SORTS)))
        self._hint = Label(theme, hint, "secondary", "muted")
        # It takes what room there is and asks for none.
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        edge = Qt.AlignmentFlag.AlignLeft if theme.is_rtl else Qt.AlignmentFlag.AlignRight
        self._hint.setAlignment(edge | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
        self._layout = QHBoxLayout(self)
        for number, chip in enumerate(self._chips, 1):
            self._layout.addWidget(chip)
            chip.toggled.connect(self._on_toggled)
            keys = QShortcut(parent)
            keys.setKeys([QKeySequence(str(number)), QKeySequence(_ARABIC_DIGITS[number])])
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(chip.click)
        self._layout.addWidget(self._hint, _ALL)
        self._layout.addStretch(1)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def hidden(self) -> frozenset[str]:
        """The keys of the sorts that are hidden."""
        return frozenset(chip.sort_key for chip in self._chips if not chip.isChecked())

    def show_review(self, review: Review) -> None:
        """Count the findings of a review."""
        counts = Counter(sort.key for ref in review.verdicts if (sort := sort_of(review, ref)) is not None)
        for chip in self._chips:
            chip.set_count(counts[chip.sort_key])

    def _on_toggled(self) -> None:
        self.hidden_changed.emit(self.hidden)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(px(24), px(6), px(16), px(6))
        self._layout.setSpacing(px(8))
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say which keys there are where there is room for it; the chips say it, too."""
        super().resizeEvent(event)
        taken = sum(chip.sizeHint().width() + self._layout.spacing() for chip in self._chips)
        room = self.width() - taken - self._theme.px(56)
        self._hint.setVisible(room > self._hint.sizeHint().width())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("panel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))

"""The head of a review: which article this is, how much is decided, and the way out of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.review import Review
from palmyra_desktop.gui.review.words import counted, source_facts
from palmyra_desktop.gui.widgets.buttons import PrimaryButton
from palmyra_desktop.gui.widgets.labels import ElidedLabel, HeadingLabel, Label
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme


class ReviewHead(QWidget):
    """Title and facts, the counts, Cancel, and the one primary button."""

    add_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("review_head")
        self._title = HeadingLabel(theme, _("Review what was found"))
        self._title.setWordWrap(False)
        self._facts = ElidedLabel(theme, "", "secondary", "text2")
        self._facts.setObjectName("review_facts")
        self._place = Label(theme, "", "secondary", "muted", tabular=True)
        self._place.setObjectName("review_place")
        self._counts = Label(theme, "", "secondary", "text2", tabular=True)
        self._counts.setObjectName("review_counts")
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.setObjectName("cancel_review")
        self.add = PrimaryButton("")
        self.add.setObjectName("add_findings")
        self.add.setToolTip(_("{what} ({keys})").format(what=_("Add to the archive"), keys="Ctrl+Enter"))
        self.add.clicked.connect(self.add_wanted)
        self.cancel.clicked.connect(self.cancel_wanted)
        self._lay_out()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.addWidget(self._title)
        words.addWidget(self._facts)
        self._layout = QHBoxLayout(self)
        self._layout.addLayout(words, 1)
        for widget in (self._place, self._counts, self.cancel, self.add):
            self._layout.addWidget(widget)

    def show_review(self, review: Review, number: int, total: int) -> None:
        """Show an article and how far its review is.

        Args:
            number: which of several articles this is, from 1.
        """
        self._facts.setText(source_facts(review))
        self._place.setText(
            _("{number} of {total}").format(number=format_number(number), total=format_number(total))
        )
        self._place.setVisible(total > 1)
        taken, open_ones = counted(review)
        kept = ngettext("{count} sure", "{count} sure", taken).format(count=format_number(taken))
        words = ngettext("{count} to decide", "{count} to decide", open_ones)
        decide = words.format(count=format_number(open_ones))
        self._counts.setText(f"{kept} · {decide}" if open_ones else kept)
        words = ngettext("Add {count} finding", "Add {count} findings", taken)
        self.add.setText(words.format(count=format_number(taken)) if taken else _("Add the source"))
        self.add.setAccessibleName(self.add.text())

    def set_busy(self, busy: bool) -> None:
        """Take no further wish while the findings are being written."""
        self.add.setEnabled(not busy)
        self.cancel.setEnabled(not busy)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(px(24), px(14), px(24), px(14))
        self._layout.setSpacing(px(12))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("raised"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))

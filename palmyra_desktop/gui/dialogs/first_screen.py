"""The page in the window from which an archive is chosen; after a failure it says what failed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.gui.opening import Refusal
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.buttons import LinkButton, PrimaryButton
from palmyra_desktop.gui.widgets.labels import HeadingLabel, Label
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import _

_WIDTH = 560
"""Of the column of words, in pixels of the design."""


class FirstScreen(QScrollArea):
    """New archive, Open, Open the sample and the recent ones, each one click away."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(str)
    retry_wanted = Signal(str)
    """The location to try again."""
    unlock_wanted = Signal(str, bool, str)
    """The location of an encrypted archive, whether to open it for reading only, and the passphrase."""
    read_wanted = Signal(str)
    """The location to open for reading only."""
    salvage_wanted = Signal(str)
    """The location of a damaged archive to save what can be read of."""
    return_wanted = Signal()
    """Back to the archive that is open."""

    def __init__(
        self,
        theme: Theme,
        recent: Sequence[str],
        refusal: Refusal | None = None,
        open_title: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Lay the page out.

        Args:
            recent: paths and URLs of archives, the latest first.
            refusal: what could not be opened just now.
            open_title: the name of the archive that is open meanwhile; "" if none is.
        """
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("first_screen")
        self.setAccessibleName(_("First screen"))
        self.setWidgetResizable(True)
        self._column = QWidget(self)
        self._column.setFixedWidth(theme.px(_WIDTH))
        self._rows = QVBoxLayout(self._column)
        self._rows.setSpacing(theme.px(8))
        self._add_head(refusal)
        self._add_choices(refusal is None, open_title)
        self._add_recent(recent)
        content = QWidget(self)
        content.setAutoFillBackground(False)
        layout = QVBoxLayout(content)
        layout.addStretch(1)
        layout.addWidget(self._column, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self.setWidget(content)

    def focus_first(self) -> None:
        """Give the keyboard to the passphrase, else to the primary button."""
        primary = self.findChild(QLineEdit) or self.findChild(PrimaryButton)
        if primary is not None:
            primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_head(self, refusal: Refusal | None) -> None:
        self._rows.addWidget(_Arch(self._theme, self))
        if refusal is None:
            self._rows.addWidget(HeadingLabel(self._theme, _("Palmyra Desktop"), "title"))
            self._add_words(_("What happened to which monument, who says so, in which words."))
            return
        if refusal.needs_passphrase:
            self._add_passphrase(refusal)
            return
        heading = HeadingLabel(self._theme, _("The archive was not opened"), "title")
        heading.setObjectName("refusal_heading")
        self._rows.addWidget(heading)
        self._add_words(refusal.words, "refusal_words", "text")
        if refusal.hint:
            self._add_words(refusal.hint, "refusal_hint")
        self._add_words(shown_location(refusal.location), "refusal_location", "muted")
        again = PrimaryButton(_("Try again"))
        again.setProperty("location", refusal.location)
        again.clicked.connect(self._on_retry_clicked)
        row = self._add_row(again)
        if refusal.may_read:
            read = QPushButton(_("Open for reading only"))
            read.setObjectName("read_only_button")
            read.setProperty("location", refusal.location)
            read.clicked.connect(self._on_read_clicked)
            row.insertWidget(1, read)
        if refusal.may_salvage:
            salvage = QPushButton(_("Save what can be read…"))
            salvage.setObjectName("salvage_button")
            salvage.setProperty("location", refusal.location)
            salvage.clicked.connect(self._on_salvage_clicked)
            row.insertWidget(1, salvage)
        self._rows.addSpacing(self._theme.px(12))

    def _add_passphrase(self, refusal: Refusal) -> None:
        heading = HeadingLabel(self._theme, _("An encrypted archive"), "title")
        heading.setObjectName("refusal_heading")
        self._rows.addWidget(heading)
        self._add_words(refusal.words, "refusal_words", "text")
        self._add_words(refusal.hint, "refusal_hint")
        self._add_words(shown_location(refusal.location), "refusal_location", "muted")
        self._passphrase = QLineEdit()
        self._passphrase.setObjectName("passphrase")
        self._passphrase.setAccessibleName(_("Passphrase"))
        self._passphrase.setPlaceholderText(_("Passphrase"))
        self._passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._passphrase.setMinimumWidth(self._theme.px(300))
        unlock = PrimaryButton(_("Open"))
        unlock.setObjectName("unlock_button")
        self._refusal = refusal
        unlock.clicked.connect(self._on_unlock)
        self._passphrase.returnPressed.connect(self._on_unlock)
        self._add_row(self._passphrase).insertWidget(1, unlock)
        self._rows.addSpacing(self._theme.px(12))

    def _add_choices(self, first_is_primary: bool, open_title: str) -> None:
        sample = _("Open the sample (a fresh copy)")
        first = PrimaryButton(sample) if first_is_primary else QPushButton(sample)
        new, existing = QPushButton(_("New archive…")), QPushButton(_("Open archive…"))
        for button, signal, name in (
            (first, self.sample_wanted, "open_sample_button"),
            (new, self.new_wanted, "new_archive_button"),
            (existing, self.open_wanted, "open_archive_button"),
        ):
            button.setObjectName(name)
            button.clicked.connect(signal)
        row = self._add_row(first)
        row.insertWidget(1, new)
        row.insertWidget(2, existing)
        self._add_words(_("Or drop an archive file (.palmyra) on this window."), color="muted")
        if open_title:
            back = LinkButton(self._theme, _("Return to {archive}").format(archive=open_title))
            back.setObjectName("return_link")
            back.clicked.connect(self.return_wanted)
            self._add_row(back)

    def _add_recent(self, recent: Sequence[str]) -> None:
        if not recent:
            return
        self._rows.addSpacing(self._theme.px(12))
        self._rows.addWidget(HeadingLabel(self._theme, _("Recent archives"), "value"))
        for location in recent:
            link = LinkButton(self._theme, Path(location).stem.replace("&", "&&"))
            link.setObjectName("recent_link")
            link.setProperty("location", location)
            link.setToolTip(plain(shown_location(location)))
            link.clicked.connect(self._on_recent_clicked)
            row = self._add_row(link)
            folder = location if "://" in location else str(Path(location).parent)
            place = Label(self._theme, shown_location(folder), "secondary", "muted")
            row.insertWidget(1, place)

    def _add_words(self, words: str, name: str = "words", color: str = "text2") -> None:
        label = Label(self._theme, words, "body", color)
        label.setObjectName(name)
        label.setWordWrap(True)
        # A column of a fixed width is not asked how high its lines are at that width.
        label.setMinimumHeight(label.heightForWidth(self._theme.px(_WIDTH)))
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._rows.addWidget(label)

    def _add_row(self, first: QWidget) -> QHBoxLayout:
        """Add a row that begins with a widget; what is inserted later stands behind it."""
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(10))
        row.addWidget(first)
        row.addStretch(1)
        self._rows.addLayout(row)
        return row

    def _on_retry_clicked(self) -> None:
        self.retry_wanted.emit(self.sender().property("location"))

    def _on_unlock(self) -> None:
        if self._passphrase.text():
            self.unlock_wanted.emit(self._refusal.location, self._refusal.read_only, self._passphrase.text())

    def _on_read_clicked(self) -> None:
        self.read_wanted.emit(self.sender().property("location"))

    def _on_salvage_clicked(self) -> None:
        self.salvage_wanted.emit(self.sender().property("location"))

    def _on_recent_clicked(self) -> None:
        self.recent_wanted.emit(self.sender().property("location"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self.viewport()).fillRect(self.viewport().rect(), self._theme.color("raised"))


class _Arch(QWidget):
    """The outline above the words."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(QSize(theme.px(120), theme.px(80)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._theme.icons.paint_outline(QPainter(self), QRectF(self.rect()), "broken_colonnade")


def shown_location(location: str) -> str:
    """Return a path or URL as it may be shown: the home folder short, no password."""
    if "://" in location:
        scheme, _separator, rest = location.partition("://")
        return f"{scheme}://{rest.rpartition('@')[2]}"
    home = str(Path.home())
    return "~" + location[len(home) :] if location.startswith(home) else location

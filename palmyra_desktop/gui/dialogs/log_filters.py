"""The conditions on the log of changes, in a row: words, author, kind, field, time."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.log_filter import LogFilter
from palmyra_desktop.domain.record import RECORD_TYPES, record_type
from palmyra_desktop.gui.widgets.choice import Choice
from palmyra_desktop.i18n import N_, _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_PAUSE = 250
"""Milliseconds without a key before words are looked for."""
_ARCHIVE = "archive"
"""Among the kinds: what is beside the records."""
_DAYS = {0: N_("Today"), 6: N_("Last 7 days"), 29: N_("Last 30 days"), 364: N_("Last year")}


class LogFilters(QWidget):
    """Each narrows what is listed at once."""

    filter_changed = Signal(object)
    """LogFilter"""

    def __init__(self, theme: "Theme", authors: Sequence[str], parent: QWidget | None = None) -> None:
        """Look for everything."""
        super().__init__(parent)
        self.setObjectName("log_filters")
        self.words = QLineEdit(self)
        self.words.setObjectName("history_words")
        self.words.setAccessibleName(_("Words in the history"))
        self.words.setPlaceholderText(_("Words"))
        self.words.setClearButtonEnabled(True)
        self.author = Choice("history_author", _("Author"), [(_("Anybody"), None)])
        for name in authors:
            self.author.addItem(name or _("Not signed"), (name,))
        self.kind = Choice("history_kind", _("Kind of record"), [(_("Any kind"), None)])
        for kind in RECORD_TYPES:
            self.kind.addItem(_(kind.label), kind.kind.value)
        self.kind.addItem(_("Archive"), _ARCHIVE)
        self.field = Choice("history_field", _("Field"), [(_("Any field"), None)])
        self.time = Choice("history_time", _("Time"), [(_("Any time"), None)])
        for days, words in _DAYS.items():
            self.time.addItem(_(words), days)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        layout.addWidget(self.words, 1)
        for box in (self.author, self.kind, self.field, self.time):
            box.setMaximumWidth(theme.px(150))
            layout.addWidget(box)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._on_changed)
        self.words.textChanged.connect(self._timer.start)
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        for box in (self.author, self.kind, self.field, self.time):
            box.currentIndexChanged.connect(self._on_changed)
        self._on_kind_changed()

    @property
    def filter(self) -> LogFilter:
        """What is looked for."""
        author, days = self.author.currentData(), self.time.currentData()
        return LogFilter(
            author=author[0] if author else None,
            kind=self._kind,
            is_beside=self.kind.currentData() == _ARCHIVE,
            field=self.field.currentData(),
            since=None if days is None else _midnight(days),
            text=self.words.text().strip(),
        )

    @property
    def _kind(self) -> Kind | None:
        chosen = self.kind.currentData()  # Qt keeps a Kind as its text
        return Kind(chosen) if chosen in tuple(Kind) else None

    def keep_to(self, kind: Kind | None) -> None:
        """Look at one kind of record, so that only its field is asked for; None: any kind is asked for."""
        self.kind.setVisible(kind is None)
        self.kind.setCurrentIndex(self.kind.findData(kind.value) if kind else 0)

    def _on_kind_changed(self) -> None:
        """Offer the fields of the kind."""
        kind = self._kind
        self.field.blockSignals(True)
        while self.field.count() > 1:
            self.field.removeItem(1)
        for field in record_type(kind).entered if kind else ():
            self.field.addItem(_(field.label), field.key)
        self.field.setEnabled(kind is not None)
        self.field.blockSignals(False)

    def _on_changed(self) -> None:
        self.filter_changed.emit(self.filter)


def _midnight(days: int) -> str:
    """Return when a day began for the user, so many days ago, as the log writes times."""
    local = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    began = (local - timedelta(days=days)).astimezone(UTC)
    return began.isoformat(timespec="milliseconds").replace("+00:00", "Z")

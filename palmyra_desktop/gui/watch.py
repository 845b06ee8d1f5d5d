"""Notice that another program wrote to the archive, and have everything read anew."""

import logging

from PySide6.QtCore import QObject, QTimer

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.tasks import Job

_PAUSE = 2000
"""Milliseconds between two looks."""

_log = logging.getLogger(__name__)


class Watch(QObject):
    """Look every two seconds, in a worker."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        """Begin to look."""
        super().__init__(parent)
        self._context = context
        self._timer = QTimer(self, interval=_PAUSE)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        context.workspace.records_changed.connect(self._on_records_changed)
        self.look()

    def _on_records_changed(self, changes: ChangeSet) -> None:
        """Our own change is no news: take note of it, so that the next look does not tell of it."""
        self._context.tasks.read(self._ask, self._on_noted, self._on_failed, key="watch")

    def _on_noted(self, is_changed: bool) -> None:
        """Whoever shows what was changed reads it anew already."""

    def look(self) -> None:
        """Look now."""
        self._context.tasks.read(self._ask, self._on_answer, self._on_failed, key="watch")

    def _ask(self, job: Job) -> bool:
        return self._context.archive.changed_elsewhere()

    def _on_answer(self, is_changed: bool) -> None:
        if is_changed:
            self._context.workspace.archive_changed.emit()

    def _on_failed(self, error: Exception) -> None:
        """Go on looking: a drive that went away may come back, and whoever reads says what is wrong."""
        _log.warning("the archive cannot be watched: %s", type(error).__name__)

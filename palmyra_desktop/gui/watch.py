"""Notice that another program wrote to the archive, and have everything read anew."""

import functools
import logging

from PySide6.QtCore import QObject, QTimer

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.tasks import Job

_PAUSE = 1000
"""Milliseconds between two looks: what another program wrote is seen within two seconds."""

_log = logging.getLogger(__name__)


class Watch(QObject):
    """Look every second, in a worker."""

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
        """Our own act is no news; what another program did just before it is."""
        ask = functools.partial(self._ask, changes.group_id)
        self._context.tasks.read(ask, self._on_answer, self._on_failed, key="watch")

    def look(self) -> None:
        """Look now."""
        ask = functools.partial(self._ask, 0)
        self._context.tasks.read(ask, self._on_answer, self._on_failed, key="watch")

    def _ask(self, own: int, job: Job) -> bool:
        return self._context.archive.changed_elsewhere(own)

    def _on_answer(self, is_changed: bool) -> None:
        if is_changed:
            self._context.workspace.archive_changed.emit()

    def _on_failed(self, error: Exception) -> None:
        """Go on looking: a drive that went away may come back, and whoever reads says what is wrong."""
        _log.warning("the archive cannot be watched: %s", type(error).__name__)

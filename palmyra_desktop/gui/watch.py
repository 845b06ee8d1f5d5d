"""Notice that another program wrote to the archive, and read everything anew; or took it away, and say so."""

import functools
import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.errors import Displaced
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.notice import Notice
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.main_window import MainWindow

_PAUSE = 1000
"""Milliseconds between two looks: what another program wrote is seen within two seconds."""

_log = logging.getLogger(__name__)


class Watch(QObject):
    """Look every second, in a worker."""

    def __init__(self, context: Context, window: "MainWindow") -> None:
        """Begin to look."""
        super().__init__(window)
        self._context, self._window = context, window
        self._displaced: Displaced | None = None
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
        notice = self._window.findChild(Notice)
        if self._displaced is not None and notice is not None:
            notice.hide()  # the drive was connected again
        self._displaced = None
        if is_changed:
            self._context.workspace.archive_changed.emit()

    def _on_failed(self, error: Exception) -> None:
        """Go on looking: a drive that went away may come back, and whoever reads says what is wrong."""
        notice = self._window.findChild(Notice)
        if isinstance(error, Displaced) and self._displaced is None and notice is not None:
            self._displaced = error
            words = "\n".join((error.message, _("What you change now cannot be saved.")))
            save = self._context.actions["save_copy"]
            notice.tell(words, _("Open again"), self._open_again, _("Save a copy…"), save.trigger)
        _log.warning("the archive cannot be watched: %s", type(error).__name__)

    def _open_again(self) -> None:
        self._window.opening.open(str(self._context.archive.location), self._context.archive.read_only)

"""Give free memory back to the system when a while nothing was searched."""

from PySide6.QtCore import QObject, QTimer

from palmyra_desktop import collecting
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.tasks import Job

_PAUSE = 4000
"""Milliseconds after an answer: what comes soon after another would only have to fetch it again."""


class GivingBack(QObject):
    """Have it done in a worker, once for as many answers as came together."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        """Wait for the first answer."""
        super().__init__(parent)
        self._tasks = context.tasks
        self._timer = QTimer(self, interval=_PAUSE, singleShot=True)
        self._timer.timeout.connect(self._give_back)
        context.workspace.found_changed.connect(self._timer.start)

    def _give_back(self) -> None:
        self._tasks.read(_give_back, self._done, key="memory")

    def _done(self, _nothing: None) -> None:
        """Need nothing more."""


def _give_back(_job: Job) -> None:
    collecting.give_back()

"""Have large archives answer from an index: load or make it behind all else, and again when it is too old."""

import functools
import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.tasks import Job

_PAUSE = 3000
"""Milliseconds after a change: many often come together."""

_log = logging.getLogger(__name__)


class Indexing(QObject):
    """Look after the index in a worker; nothing waits for it, and what small archives need is nothing."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        """Begin once the list had its turn."""
        super().__init__(parent)
        self._context = context
        self._timer = QTimer(self, interval=_PAUSE, singleShot=True)
        self._timer.timeout.connect(self.look)
        context.workspace.records_changed.connect(self._on_changed)
        context.workspace.archive_changed.connect(self._on_changed)
        QTimer.singleShot(0, self, self.look)

    def look(self) -> None:
        """Make what is wanted and not there."""
        self._context.tasks.read_behind(self._index, self._on_indexed, self._on_failed, key="index")

    def _on_changed(self, *_what: object) -> None:
        self._timer.start()

    def _index(self, job: Job) -> tuple[Kind, ...]:
        return self._context.archive.index(job)

    def _on_indexed(self, made: tuple[Kind, ...]) -> None:
        if made and self._context.tasks.is_busy:
            # What is still asked of SQL, which may take a minute, is answered at once if it is asked again.
            self._context.workspace.archive_changed.emit()
        if not self._context.archive.read_only:
            self._gather(made)

    def _gather(self, kinds: tuple[Kind, ...], _written: object = None) -> None:
        """Keep what was made, kind after kind: a change of the user waits for the writing of one at most."""
        if kinds:
            work = functools.partial(_gather, self._context, kinds[0])
            then = functools.partial(self._keep, kinds[1:])
            self._context.tasks.read_behind(work, then, self._on_failed, key="index words")

    def _keep(self, rest: tuple[Kind, ...], keep: Callable[[], None]) -> None:
        then = functools.partial(self._gather, rest)
        self._context.tasks.write(lambda job: keep(), then, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        """Go on without: everything is answered all the same, later."""
        _log.warning("there is no index: %s", type(error).__name__)


def _gather(context: Context, kind: Kind, job: Job) -> Callable[[], None]:
    return context.archive.gather_index(kind, job)

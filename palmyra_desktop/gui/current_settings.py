"""The user's settings as they are now, and the keeping of each change."""

import logging
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from palmyra_desktop import settings as stored
from palmyra_desktop.gui.tasks import Job, Tasks
from palmyra_desktop.settings import Settings

_PAUSE = 500
"""Milliseconds after the last change before the file is written: a dragged column is one change."""

_log = logging.getLogger(__name__)


class CurrentSettings(QObject):
    """Hold the settings, change them, and write them to their file in a worker."""

    changed = Signal(object)
    """frozenset[str]: the names of the settings that have another value now."""

    def __init__(self, value: Settings, path: Path, tasks: Tasks, parent: QObject | None = None) -> None:
        """Begin with settings as read from `path`."""
        super().__init__(parent)
        self.value = value
        self._path = path
        self._tasks = tasks
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._save)

    def change(self, **values: Any) -> None:
        """Change some settings, by name; those that stay as they are make no change.

        Raises:
            TypeError: for a name that is no setting.
            ValueError: for a value the setting cannot hold.
        """
        self._set(stored.changed(self.value, **values))

    def note_opened(self, archive: str) -> None:
        """Remember an archive as the last and the first of the recent ones."""
        self._set(stored.opened(self.value, archive))

    def note_warned(self, archive: str) -> bool:
        """Remember that an archive's place was warned about; False if it had been before."""
        if archive in self.value.warned:
            return False
        self._set(stored.warned(self.value, archive))
        return True

    def flush(self) -> None:
        """Write what is not yet written, now; when the program ends."""
        if self._timer.isActive():
            self._timer.stop()
            self._write(self.value)

    def _set(self, value: Settings) -> None:
        old, self.value = self.value, value
        names = frozenset(name for name in Settings.__slots__ if getattr(old, name) != getattr(value, name))
        if names:
            self._timer.start()
            self.changed.emit(names)

    def _save(self) -> None:
        value = self.value

        def work(job: Job) -> None:
            self._write(value)

        self._tasks.write(work)

    def _write(self, value: Settings) -> None:
        """Write the file; a settings file that cannot be written is no reason to trouble the user."""
        try:
            stored.save(value, self._path)
        except OSError as error:
            _log.warning("settings cannot be written: %s", error.strerror)

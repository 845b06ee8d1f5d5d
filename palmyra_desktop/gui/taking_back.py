"""Taking an act back, and asking how where later acts build on it; undo and history share it."""

import functools

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.errors import BuiltOn
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.built_on import PARTLY, BuiltOnDialog
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.i18n import _

INITIATOR = "window"
"""What the change log notes of who began a change."""


class TakingBack(QObject):
    """Take acts back; the dialog, if one is needed, opens over a window."""

    done = Signal(object)
    """ChangeSet: the act was taken back, and every panel knows."""

    def __init__(self, context: Context, window: QObject | None, parent: QObject) -> None:
        """Take nothing back yet; it goes with its parent."""
        super().__init__(parent)
        self._context = context
        self._window = window if isinstance(window, QWidget) else None

    def take_back(self, group_id: int) -> None:
        """Take back an act of the log."""
        self._write(group_id, "")

    def _write(self, group_id: int, how: str) -> None:
        archive, author = self._context.archive, self._context.settings.value.author

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import editing

            if how and how != PARTLY:
                return editing.undo_with_later(archive, group_id, author=author, initiator=INITIATOR)
            return editing.undo(archive, group_id, partly=how == PARTLY, author=author, initiator=INITIATOR)

        failed = functools.partial(self._on_failed, group_id)
        self._context.tasks.write(work, self._on_done, failed, label=_("Undoing"))

    def _on_done(self, changes: ChangeSet) -> None:
        self._context.workspace.tell_changes(changes)
        self._context.workspace.say(_("Undone: {change}").format(change=changes.label), "redo")
        self.done.emit(changes)

    def _on_failed(self, group_id: int, error: Exception) -> None:
        if not isinstance(error, BuiltOn):
            self._context.tasks.failed.emit(error)
            return
        dialog = BuiltOnDialog(self._context.theme, error, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(functools.partial(self._write, group_id))
        dialog.open()

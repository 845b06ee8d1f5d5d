"""Taking an act back, and asking how where later acts build on it; undo and history share it."""

import functools

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from palmyra_desktop.domain.changes import ChangeGroup, ChangeSet
from palmyra_desktop.domain.errors import BuiltOn
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.built_on import PARTLY, BuiltOnDialog
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.i18n import _

INITIATOR = "window"
"""What the change log notes of who began a change."""


_SAMPLE = "sample"
"""Who built the archive: its first contents are not a change to be taken back."""


def changing(group: ChangeGroup | None) -> ChangeGroup | None:
    """Return an act unless it is the one that filled the sample."""
    return None if group is None or group.initiator == _SAMPLE else group


class TakingBack(QObject):
    """Take acts back; the dialog, if one is needed, opens over a window."""

    done = Signal(object)
    """ChangeSet: the act was taken back, and every panel knows."""

    def __init__(self, context: Context, window: QObject | None, parent: QObject) -> None:
        """Take nothing back yet; it goes with its parent."""
        super().__init__(parent)
        self._context = context
        self._window = window if isinstance(window, QWidget) else None

    def take_back(self, group_id: int | None) -> None:
        """Take back an act of the log; None is the newest there is once all before is written."""
        self._write(group_id, "")

    def _write(self, group_id: int | None, how: str) -> None:
        archive, author = self._context.archive, self._context.settings.value.author
        chosen = [] if group_id is None else [group_id]

        def work(job: Job) -> ChangeSet | None:
            from palmyra_desktop.services import editing

            if not chosen:
                newest = changing(editing.undoable(archive))
                if newest is None:
                    return None
                chosen.append(newest.id)
            if how and how != PARTLY:
                return editing.undo_with_later(archive, chosen[0], author=author, initiator=INITIATOR)
            return editing.undo(
                archive, chosen[0], partly=how == PARTLY, author=author, initiator=INITIATOR, tick=job.tick
            )

        failed = functools.partial(self._on_failed, chosen)
        self._context.tasks.write(work, self._on_done, failed, label=_("Undoing"))

    def _on_done(self, changes: ChangeSet | None) -> None:
        if changes is not None:
            self._context.workspace.tell_changes(changes)
            self._context.workspace.say(changes.label, "redo")
            self.done.emit(changes)

    def _on_failed(self, chosen: list[int], error: Exception) -> None:
        if not isinstance(error, BuiltOn):
            self._context.tasks.failed.emit(error)
            return
        dialog = BuiltOnDialog(self._context.theme, error, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(functools.partial(self._write, chosen[0]))
        dialog.open()

"""The history action: read what was done in a worker, show it, undo an act from there."""

import functools

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from palmyra_desktop.domain.changes import Change, ChangeGroup, ChangeSet
from palmyra_desktop.domain.record import heading
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.history import HistoryDialog
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.undo import INITIATOR
from palmyra_desktop.i18n import _

_Answer = tuple[tuple[ChangeGroup, ...], tuple[Change, ...], str]


class History(QObject):
    """Serve "History"."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Handle the action; the dialog opens over the window."""
        super().__init__(window)
        self._context, self._window = context, window
        context.actions.handle("history", self._on_history)

    def _on_history(self) -> None:
        archive, current = self._context.archive, self._context.workspace.current

        def work(job: Job) -> _Answer:
            from palmyra_desktop.services import editing  # brings SQLAlchemy: in the worker

            groups = editing.groups(archive)
            if current is None:
                return groups, (), ""
            return groups, editing.history(archive, current), heading(archive.record(current))

        self._context.tasks.read(work, self._on_read)

    def _on_read(self, answer: _Answer) -> None:
        groups, changes, title = answer
        dialog = HistoryDialog(self._context.theme, groups, changes, title, self._window)
        dialog.revert_wanted.connect(self._on_revert_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_revert_wanted(self, group_id: int) -> None:
        work = functools.partial(self._revert, group_id)
        self._context.tasks.write(work, self._context.workspace.tell_changes, label=_("Undoing"))

    def _revert(self, group_id: int, job: Job) -> ChangeSet:
        from palmyra_desktop.services import editing

        author = self._context.settings.value.author
        return editing.undo(self._context.archive, group_id, author=author, initiator=INITIATOR)

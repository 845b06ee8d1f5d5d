"""The history action: read what was done, show it, and take back the act that is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from palmyra_desktop.domain.changes import Change, ChangeGroup, ChangeSet
from palmyra_desktop.domain.record import heading
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.history import HistoryDialog
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.undo import INITIATOR

_Answer = tuple[str, Sequence[ChangeGroup], Sequence[Change]]


class History(QObject):
    """Serve "History"."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Handle the action; the dialog opens over the window."""
        super().__init__(window)
        self._context, self._window = context, window
        self._dialog: HistoryDialog | None = None
        context.actions.handle("history", self._on_history)

    def _on_history(self) -> None:
        self._dialog = None
        self._ask()

    def _ask(self) -> None:
        archive, current = self._context.archive, self._context.workspace.current

        def work(job: Job) -> _Answer:
            from palmyra_desktop.services import editing

            title = heading(archive.record(current)) if current else ""
            changes = editing.history(archive, current) if current else ()
            return title, editing.groups(archive), changes

        self._context.tasks.read(work, self._on_read, key="history")

    def _on_read(self, answer: _Answer) -> None:
        title, groups, changes = answer
        is_new = self._dialog is None
        dialog = self._dialog or HistoryDialog(self._context.theme, title, self._window)
        dialog.show_history(groups, changes, may_revert=not self._context.archive.read_only)
        if is_new:
            self._dialog = dialog
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.revert_wanted.connect(self._on_revert_wanted)
            dialog.finished.connect(self._on_finished)
            dialog.open()

    def _on_finished(self) -> None:
        self._dialog = None

    def _on_revert_wanted(self, group_id: int) -> None:
        archive, author = self._context.archive, self._context.settings.value.author

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import editing

            return editing.undo(archive, group_id, author=author, initiator=INITIATOR)

        self._context.tasks.write(work, self._on_reverted)

    def _on_reverted(self, changes: ChangeSet) -> None:
        self._context.workspace.tell_changes(changes)
        if self._dialog is not None:
            self._ask()

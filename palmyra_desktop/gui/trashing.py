"""Moving the selected records to the trash, and back."""

import functools

from PySide6.QtCore import QObject

from palmyra_desktop.domain.changes import Action, ChangeSet, Edit
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.i18n import format_number, ngettext


class Trashing(QObject):
    """Handle the actions; each act is one change that undo takes back."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        """Handle them."""
        super().__init__(parent)
        self._context = context
        context.actions.handle("trash", self._on_trash)
        context.actions.handle("restore", self._on_restore)

    def _on_trash(self) -> None:
        count = len(self._context.workspace.selection)
        words = ngettext("Move {count} record to the trash", "Move {count} records to the trash", count)
        self._do(Action.TRASH, words.format(count=format_number(count)))

    def _on_restore(self) -> None:
        count = len(self._context.workspace.selection)
        words = ngettext("Restore {count} record", "Restore {count} records", count)
        self._do(Action.RESTORE, words.format(count=format_number(count)))

    def _do(self, action: Action, label: str) -> None:
        workspace, author = self._context.workspace, self._context.settings.value.author
        work = functools.partial(
            self._apply, action, workspace.criteria.kind, workspace.selection, label, author
        )
        self._context.tasks.write(work, workspace.tell_changes, label=label)

    def _apply(
        self, action: Action, kind: Kind, ids: tuple[int, ...], label: str, author: str, job: Job
    ) -> ChangeSet:
        from palmyra_desktop.services import editing  # brings SQLAlchemy: in the worker

        archive = self._context.archive
        edits = [Edit(action, kind, record.id, record.version) for record in archive.rows(kind, ids)]
        job.check()
        return editing.apply(archive, edits, label=label, author=author)

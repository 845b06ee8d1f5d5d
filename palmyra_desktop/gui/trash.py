"""The trash actions: move the selected records to the trash, and back."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from palmyra_desktop.domain.changes import Action, ChangeSet, Edit
from palmyra_desktop.domain.record import heading
from palmyra_desktop.domain.reference import Record
from palmyra_desktop.domain.shown import brief
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.undo import INITIATOR
from palmyra_desktop.i18n import _, format_number, ngettext


class Trash(QObject):
    """Serve "Move to trash" and "Restore from trash"; the status bar then offers Undo (undo.py)."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        """Handle the actions."""
        super().__init__(parent)
        self._context = context
        context.actions.handle("trash", self._on_trash)
        context.actions.handle("restore", self._on_restore)

    def _on_trash(self) -> None:
        self._move(Action.TRASH)

    def _on_restore(self) -> None:
        self._move(Action.RESTORE)

    def _move(self, action: Action) -> None:
        archive, author = self._context.archive, self._context.settings.value.author
        kind, ids = self._context.workspace.criteria.kind, self._context.workspace.selection

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import editing

            records = archive.rows(kind, ids)
            edits = [Edit(action, kind, record.id, record.version) for record in records]
            return editing.apply(
                archive, edits, label=label_of(action, records), author=author, initiator=INITIATOR
            )

        self._context.tasks.write(work, self._on_moved)

    def _on_moved(self, changes: ChangeSet) -> None:
        self._context.workspace.tell_changes(changes)


def label_of(action: Action, records: Sequence[Record]) -> str:
    """Return the name of the change, for history and Undo."""
    count = len(records)
    if count == 1:
        title = brief(heading(records[0]))
        words = _("Move “{title}” to the trash") if action is Action.TRASH else _("Restore “{title}”")
        return words.format(title=title)
    if action is Action.TRASH:
        words = ngettext("Move {count} record to the trash", "Move {count} records to the trash", count)
    else:
        words = ngettext("Restore {count} record", "Restore {count} records", count)
    return words.format(count=format_number(count))

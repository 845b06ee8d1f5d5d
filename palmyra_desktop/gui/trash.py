"""The trash actions: move the selected records to the trash, and back; empty it, once that was confirmed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from palmyra_desktop.domain.changes import Action, ChangeSet, Edit
from palmyra_desktop.domain.record import heading
from palmyra_desktop.domain.reference import Record, RecordRef
from palmyra_desktop.domain.shown import brief
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.empty_trash import EmptyTrashDialog
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.undo import INITIATOR
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.services.trash import Contents


class Trash(QObject):
    """Serve "Move to trash" and "Restore from trash", which can be undone, and "Empty the trash"."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        """Handle the actions."""
        super().__init__(parent)
        self._context, self._window = context, parent
        context.actions.handle("trash", self._on_trash)
        context.actions.handle("restore", self._on_restore)
        context.actions.handle("empty_trash", self._on_empty)

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

    def _on_empty(self) -> None:
        archive = self._context.archive

        def work(job: Job) -> "Contents":
            from palmyra_desktop.services import trash

            return trash.contents(archive)

        self._context.tasks.read(work, self._on_contents, key="trash", label=_("Looking through the trash"))

    def _on_contents(self, contents: "Contents") -> None:
        if not contents.removable and not contents.kept:
            self._context.workspace.say(_("The trash is empty."))
            return
        window = self._window if isinstance(self._window, QWidget) else None
        dialog = EmptyTrashDialog(self._context.theme, contents, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.confirmed.connect(self._on_confirmed)
        dialog.open()

    def _on_confirmed(self, refs: tuple[RecordRef, ...]) -> None:
        archive, author = self._context.archive, self._context.settings.value.author

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import trash

            return trash.empty(archive, refs, author=author, initiator=INITIATOR)

        self._context.tasks.write(work, self._on_emptied, label=_("Emptying the trash"))

    def _on_emptied(self, changes: ChangeSet) -> None:
        workspace = self._context.workspace
        if workspace.current in changes.refs:
            workspace.set_current(None)
        workspace.tell_changes(changes)
        count = len(changes.refs)
        words = ngettext(
            "{count} record was removed for good.", "{count} records were removed for good.", count
        )
        workspace.say(words.format(count=format_number(count)))

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

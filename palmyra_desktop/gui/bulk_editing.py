"""The action that edits what is selected: work out, show, write as one act."""

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from palmyra_desktop.domain.bulk import BulkChange, bulk_fields
from palmyra_desktop.domain.changes import ChangeSet, Told
from palmyra_desktop.domain.errors import Cancelled
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.gui.bulk.dialog import BulkDialog
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.forms.making import Terms
from palmyra_desktop.gui.taking_back import INITIATOR
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.services.bulk import Plan

_SHOWN = 200
"""Changes told at once."""


class BulkEditing(QObject):
    """Serve "Edit selected"."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Handle the action; the dialog opens over the window."""
        super().__init__(window)
        self._context, self._window = context, window
        context.actions.handle("edit_selected", self._on_edit_selected)

    def _on_edit_selected(self) -> None:
        archive, workspace = self._context.archive, self._context.workspace
        kind, ids = workspace.criteria.kind, workspace.selection
        lists = {field.vocabulary for field in bulk_fields(kind) if field.vocabulary}

        def work(job: Job) -> Terms:
            return {key: archive.terms(key) for key in lists}

        then = functools.partial(self._on_ready, kind, ids)
        self._context.tasks.read(work, then, key="bulk")

    def _on_ready(self, kind: Kind, ids: Sequence[int], terms: Terms) -> None:
        dialog = BulkDialog(self._context, kind, len(ids), terms, self._window)
        dialog.plan_wanted.connect(functools.partial(self._on_plan_wanted, dialog, kind, ids))
        dialog.more_wanted.connect(functools.partial(self._on_more_wanted, dialog))
        dialog.confirmed.connect(functools.partial(self._on_confirmed, dialog))
        dialog.rejected.connect(dialog.deleteLater)
        dialog.open()

    def _on_plan_wanted(
        self, dialog: BulkDialog, kind: Kind, ids: Sequence[int], wanted: tuple[BulkChange, ...]
    ) -> None:
        archive = self._context.archive

        def work(job: Job) -> "tuple[Plan, tuple[Told, ...]]":
            from palmyra_desktop.services import bulk

            found = bulk.plan(archive, kind, ids, wanted, job, job.progress)
            return found, bulk.told(archive, found, 0, _SHOWN)

        then = functools.partial(self._on_planned, dialog)
        failed = functools.partial(self._on_failed, dialog)
        self._context.tasks.read(work, then, failed, key="bulk", label=_("Working out what changes"))

    def _on_planned(self, dialog: BulkDialog, answer: "tuple[Plan, tuple[Told, ...]]") -> None:
        dialog.show_plan(*answer)

    def _on_more_wanted(self, dialog: BulkDialog, start: int) -> None:
        archive, found = self._context.archive, dialog.plan

        def work(job: Job) -> tuple[Told, ...]:
            from palmyra_desktop.services import bulk

            return bulk.told(archive, found, start, _SHOWN) if found else ()

        self._context.tasks.read(work, functools.partial(self._on_told, dialog), key="bulk more")

    def _on_told(self, dialog: BulkDialog, told: tuple[Told, ...]) -> None:
        dialog.add_told(told)

    def _on_confirmed(self, dialog: BulkDialog) -> None:
        archive, author, found = self._context.archive, self._context.settings.value.author, dialog.plan
        assert found is not None

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import bulk

            return bulk.apply(archive, found, author=author, initiator=INITIATOR, tick=job.tick)

        then = functools.partial(self._on_applied, dialog)
        failed = functools.partial(self._on_failed, dialog)
        self._context.tasks.write(work, then, failed, label=_("Changing the selected records"))

    def _on_applied(self, dialog: BulkDialog, changes: ChangeSet) -> None:
        dialog.deleteLater()
        self._context.workspace.tell_changes(changes)

    def _on_failed(self, dialog: BulkDialog, error: Exception) -> None:
        cancelled = _("It was cancelled; nothing was changed.")
        dialog.show_problem(cancelled if isinstance(error, Cancelled) else str(error))

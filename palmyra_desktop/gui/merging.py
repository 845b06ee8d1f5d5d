"""The actions that find duplicates and make one record of two."""

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.duplicates import DuplicatesDialog
from palmyra_desktop.gui.dialogs.merge import MergeDialog
from palmyra_desktop.gui.taking_back import INITIATOR
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.services.merging import Comparison, Suggestion


class Merging(QObject):
    """Serve "Find duplicates" and "Make one of two"."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Handle the actions; dialogs open over the window."""
        super().__init__(window)
        self._context, self._window = context, window
        self._dialog: DuplicatesDialog | None = None
        context.actions.handle("duplicates", self._on_duplicates)
        context.actions.handle("merge_selected", self._on_merge_selected)

    def _on_duplicates(self) -> None:
        dialog = DuplicatesDialog(self._context.theme, self._context.workspace.criteria.kind, self._window)
        self._dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.kind_changed.connect(self._look)
        dialog.comparison_wanted.connect(self._on_comparison_wanted)
        dialog.apart.connect(self._on_suggestion_apart)
        dialog.finished.connect(self._on_finished)
        dialog.open()
        self._look(self._context.workspace.criteria.kind)

    def _on_finished(self) -> None:
        self._dialog = None

    def _look(self, kind: Kind) -> None:
        archive = self._context.archive

        def work(job: Job) -> "tuple[Suggestion, ...]":
            from palmyra_desktop.services import merging

            return merging.suggestions(archive, kind, job)

        label = _("Looking for duplicates")
        self._context.tasks.read(work, self._on_found, key="duplicates", label=label)

    def _on_found(self, found: "tuple[Suggestion, ...]") -> None:
        if self._dialog is not None:
            self._dialog.show_suggestions(found)

    def _on_merge_selected(self) -> None:
        kind = self._context.workspace.criteria.kind
        one, other = self._context.workspace.selection
        self._compare(RecordRef(kind, one), RecordRef(kind, other))

    def _on_comparison_wanted(self, found: "Suggestion") -> None:
        self._compare(found.first.ref, found.second.ref)

    def _compare(self, staying: RecordRef, going: RecordRef) -> None:
        archive = self._context.archive

        def work(job: Job) -> "Comparison":
            from palmyra_desktop.services import merging

            return merging.compared(archive, staying, going)

        self._context.tasks.read(work, self._on_compared, key="merge")

    def _on_compared(self, comparison: "Comparison") -> None:
        staying, going = comparison.staying.ref, comparison.going.ref
        dialog = MergeDialog(self._context.theme, comparison, self._dialog or self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.merged.connect(functools.partial(self._on_merged, staying, going))
        dialog.swapped.connect(functools.partial(self._compare, going, staying))
        dialog.apart.connect(functools.partial(self._tell_apart, staying, going))
        dialog.open()

    def _on_suggestion_apart(self, found: "Suggestion") -> None:
        self._tell_apart(found.first.ref, found.second.ref)

    def _tell_apart(self, one: RecordRef, other: RecordRef) -> None:
        archive, author = self._context.archive, self._context.settings.value.author

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import merging

            return merging.tell_apart(archive, one, other, author=author, initiator=INITIATOR)

        self._context.tasks.write(work, functools.partial(self._on_told_apart, one.kind))

    def _on_told_apart(self, kind: Kind, changes: ChangeSet) -> None:
        self._context.workspace.tell_changes(changes)
        if self._dialog is not None:
            self._look(kind)

    def _on_merged(self, staying: RecordRef, going: RecordRef, choices: dict[str, str]) -> None:
        archive, author = self._context.archive, self._context.settings.value.author

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import merging

            return merging.merge(archive, staying, going, choices, author=author, initiator=INITIATOR)

        then = functools.partial(self._on_made_one, staying)
        self._context.tasks.write(work, then, label=_("Making one record of two"))

    def _on_made_one(self, staying: RecordRef, changes: ChangeSet) -> None:
        self._context.workspace.tell_changes(changes)
        if self._dialog is not None:
            self._look(staying.kind)
        else:
            self._context.workspace.go_to(staying)

"""The history action: read what was done, show it, take back what is chosen, write it to a file."""

import functools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from palmyra_desktop.domain.changes import ChangeGroup, ChangeSet, Told
from palmyra_desktop.domain.log_filter import LogFilter
from palmyra_desktop.domain.record import heading
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.history import RECORD, HistoryDialog
from palmyra_desktop.gui.taking_back import INITIATOR, TakingBack
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.services.exporting import Exported

_AT_ONCE = 200
"""Acts that are listed before older ones are asked for."""


class History(QObject):
    """Serve "History" and "History of this record"."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Handle the action; the dialog opens over the window."""
        super().__init__(window)
        self._context, self._window = context, window
        self._dialog: HistoryDialog | None = None
        self._ref: RecordRef | None = None
        self._taking_back = TakingBack(context, window, self)
        context.actions.handle("history", self._on_history)
        context.actions.handle("record_history", self._on_record_history)
        context.workspace.records_changed.connect(self._on_changed_anywhere)
        context.workspace.archive_changed.connect(self._on_changed_anywhere)
        context.settings.changed.connect(self._on_settings_changed)

    def _on_history(self) -> None:
        self._open(of_record=False)

    def _on_record_history(self) -> None:
        self._open(of_record=True)

    def _open(self, of_record: bool) -> None:
        archive, self._ref = self._context.archive, self._context.workspace.current
        ref = self._ref

        def work(job: Job) -> tuple[str, Sequence[str]]:
            from palmyra_desktop.services import history  # brings SQLAlchemy: in the worker

            return heading(archive.record(ref)) if ref else "", history.authors(archive)

        self._context.tasks.read(work, functools.partial(self._on_ready, of_record), key="history")

    def _on_ready(self, of_record: bool, answer: tuple[str, Sequence[str]]) -> None:
        title, authors = answer
        context = self._context
        kind, may_write = self._ref.kind if self._ref else None, not context.archive.read_only
        dialog = HistoryDialog(context.theme, title, kind, authors, may_write, self._window)
        self._dialog = dialog
        if of_record:
            dialog.choice.choose(RECORD)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.listed_changed.connect(self._list)
        dialog.older_wanted.connect(self._on_older_wanted)
        dialog.act_chosen.connect(self._on_act_chosen)
        dialog.revert_wanted.connect(self._taking_back.take_back)
        dialog.value_revert_wanted.connect(self._on_value_revert_wanted)
        dialog.record_wanted.connect(self._on_record_wanted)
        dialog.removed_wanted.connect(self._on_removed_wanted)
        dialog.export_wanted.connect(self._on_export_wanted)
        dialog.name_wanted.connect(self._on_name_wanted)
        dialog.finished.connect(self._on_finished)
        dialog.show_signed(bool(context.settings.value.author))
        self._list()
        dialog.open()

    def _on_finished(self) -> None:
        self._dialog = None

    def _wanted(self) -> LogFilter:
        assert self._dialog is not None
        wanted = self._dialog.filter
        return replace(wanted, ref=self._ref) if self._dialog.is_of_record else wanted

    def _list(self) -> None:
        self._read(None)

    def _on_older_wanted(self, before: int) -> None:
        self._read(before)

    def _read(self, before: int | None) -> None:
        archive, wanted = self._context.archive, self._wanted()

        def work(job: Job) -> tuple[ChangeGroup, ...]:
            from palmyra_desktop.services import history

            return history.acts(archive, wanted, _AT_ONCE + 1, before, job)

        then = functools.partial(self._on_acts, before is not None)
        self._context.tasks.read(work, then, key="history")

    def _on_acts(self, is_older: bool, groups: tuple[ChangeGroup, ...]) -> None:
        if self._dialog is not None:
            self._dialog.show_acts(groups[:_AT_ONCE], len(groups) > _AT_ONCE, is_older)

    def _on_act_chosen(self, group_id: int) -> None:
        archive, ref = self._context.archive, self._wanted().ref

        def work(job: Job) -> tuple[Told, ...]:
            from palmyra_desktop.services import history

            return history.told(archive, group_id, ref)

        self._context.tasks.read(work, self._on_told, key="history values")

    def _on_told(self, told: tuple[Told, ...]) -> None:
        if self._dialog is not None:
            self._dialog.show_told(told)

    def _on_changed_anywhere(self) -> None:
        """List anew what was done meanwhile, by this window or another program."""
        if self._dialog is not None:
            self._list()

    def _on_settings_changed(self) -> None:
        if self._dialog is not None:
            self._dialog.show_signed(bool(self._context.settings.value.author))

    def _on_value_revert_wanted(self, group_id: int, ref: RecordRef | None, key: str) -> None:
        archive, author = self._context.archive, self._context.settings.value.author

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import history

            return history.revert_value(archive, group_id, ref, key, author=author, initiator=INITIATOR)

        self._context.tasks.write(work, self._on_reverted)

    def _on_reverted(self, changes: ChangeSet) -> None:
        self._context.workspace.tell_changes(changes)
        if not changes.group_id:
            self._context.workspace.say(_("The value stands so already."))

    def _on_record_wanted(self, ref: RecordRef) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._context.workspace.go_to(ref)

    def _on_removed_wanted(self, told: Told) -> None:
        self._ref = told.ref
        if self._dialog is not None and told.ref is not None:
            self._dialog.keep_to_record(told.title, told.ref.kind)

    def _on_name_wanted(self) -> None:
        self._context.actions["sign"].trigger()

    def _on_export_wanted(self) -> None:
        name = f"palmyra-history-{date.today().isoformat()}.csv"
        dialog = QFileDialog(self._dialog, _("Write the history to a file"), str(self._folder() / name))
        dialog.setObjectName("history_file_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Table for a spreadsheet (*.csv)"), _("As it is kept (*.json)")])
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(name)
        dialog.fileSelected.connect(self.export)
        dialog.open()

    def _folder(self) -> Path:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(self._context.settings.value.export_folder or documents)

    def export(self, path: str) -> None:
        """Write what is listed to a file that the user agreed to replace if it is there."""
        archive, author = self._context.archive, self._context.settings.value.author
        wanted = self._wanted()

        def work(job: Job) -> "Exported":
            from palmyra_desktop.services import log_export

            return log_export.export(
                archive,
                wanted,
                Path(path),
                force=True,
                author=author,
                initiator=INITIATOR,
                cancel=job,
                progress=job.progress,
            )

        label = _("Exporting to {file}").format(file=Path(path).name)
        self._context.tasks.write(work, self._on_exported, label=label)

    def _on_exported(self, exported: "Exported") -> None:
        words = ngettext(
            "{count} change was written to {path} and read back.",
            "{count} changes were written to {path} and read back.",
            exported.count,
        )
        self._context.workspace.say(words.format(count=format_number(exported.count), path=exported.path))

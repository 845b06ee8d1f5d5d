"""The export actions: ask what to write and where, write it in a worker, tell what was written."""

import functools
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QWidget

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import Cancelled
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.export import ExportDialog, ExportRequest, Rows
from palmyra_desktop.gui.records.columns import columns_of
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.undo import INITIATOR
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.services.exporting import Exported


class Exporting(QObject):
    """Serve "Export" and "Export selected"."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Handle the actions; dialogs open over the window."""
        super().__init__(window)
        self._context, self._window = context, window
        context.actions.handle("export", self._on_export)
        context.actions.handle("export_selected", self._on_export_selected)

    def _on_export(self) -> None:
        self._ask(selected_first=False)

    def _on_export_selected(self) -> None:
        self._ask(selected_first=True)

    def _ask(self, selected_first: bool) -> None:
        from palmyra_desktop.services.exporting import formats  # brings SQLAlchemy, which is there by now

        context = self._context
        kind = context.workspace.criteria.kind
        listed = columns_of(kind, context.settings.value.columns)
        width = 100 * self._window.width() / context.theme.px(100)
        dialog = ExportDialog(
            context.theme,
            offered(context),
            formats(kind),
            listed.shown(width),
            self._folder() / f"palmyra-{kind.plural}-{date.today().isoformat()}",
            self._window,
        )
        if selected_first:
            dialog.rows.choose("selected")
        dialog.requested.connect(self._on_requested)
        dialog.rejected.connect(dialog.deleteLater)
        dialog.open()

    def _folder(self) -> Path:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(self._context.settings.value.export_folder or documents)

    def _on_requested(self, request: ExportRequest) -> None:
        dialog = self.sender()
        assert isinstance(dialog, ExportDialog)
        archive, author = self._context.archive, self._context.settings.value.author

        def work(job: Job) -> "Exported":
            from palmyra_desktop.services.exporting import export

            return export(
                archive,
                request.rows.criteria,
                format=request.format,
                output=request.output,
                columns=request.columns,
                options=request.options,
                force=request.force,
                author=author,
                initiator=INITIATOR,
                cancel=job,
                progress=job.progress,
            )

        self._context.tasks.write(
            work,
            functools.partial(self._on_exported, dialog),
            functools.partial(self._on_failed, dialog),
            label=_("Exporting to {file}").format(file=request.output.name),
        )

    def _on_exported(self, dialog: ExportDialog, exported: "Exported") -> None:
        dialog.deleteLater()
        self._context.settings.change(export_folder=str(exported.path.parent))
        words = ngettext(
            "{count} row was written to {path} and read back.",
            "{count} rows were written to {path} and read back.",
            exported.count,
        )
        shown = words.format(count=format_number(exported.count), path=exported.path)
        self._context.workspace.say("\n".join((shown, *exported.notes)))

    def _on_failed(self, dialog: ExportDialog, error: Exception) -> None:
        if isinstance(error, Cancelled):
            dialog.show_problem(_("The export was cancelled; no file was written."))
        else:
            dialog.show_problem(str(error))


def offered(context: Context) -> tuple[Rows, ...]:
    """Return what can be taken from the window as it is: the list, the selected rows, the whole archive."""
    workspace = context.workspace
    criteria, found, selected = workspace.criteria, workspace.found, workspace.selection
    shown = len(found.ids) if found else 0
    rows = [
        Rows("list", _("The list"), _("Exactly the rows in the list, in the order shown."), criteria, shown)
    ]
    if selected:
        lead = _("Exactly the rows selected, in the order shown.")
        # All of a list are what its filter finds; a million numbers need not be named.
        chosen = criteria if len(selected) == shown else replace(criteria, ids=tuple(selected))
        rows.append(Rows("selected", _("Selected"), lead, chosen, len(selected)))
    if found and found.total != shown:
        every = Criteria(kind=criteria.kind, sort=criteria.sort, trashed=criteria.trashed)
        lead = _("Every record of this kind, in the order of the list.")
        rows.append(Rows("all", _("Whole archive"), lead, every, found.total))
    return tuple(rows)

"""The user's own bands on the timeline: read from the archive, and edited in a dialog."""

from math import ceil, floor

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.timeline.made_bands import MadeBand
from palmyra_desktop.domain.timeline.ranges import span_of
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.made_bands import MadeBandsDialog
from palmyra_desktop.gui.taking_back import INITIATOR
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.timeline.view import ChartView
from palmyra_desktop.gui.timeline.widget import TimelineView


class MadeBands(QObject):
    """Show the bands of an archive on a timeline, and serve the action that edits them."""

    def __init__(self, context: Context, view: TimelineView, parent: QWidget) -> None:
        """Read the bands; the dialog opens over the window the parent stands in."""
        super().__init__(parent)
        self._context, self._view, self._parent = context, view, parent
        self._bands: tuple[MadeBand, ...] = ()
        context.actions.handle("timeline_bands", self.edit)
        context.workspace.archive_changed.connect(self._read)
        context.workspace.records_changed.connect(self._on_records_changed)
        view.made_wanted.connect(self.edit)
        self._read()

    def edit(self) -> MadeBandsDialog | None:
        """Open the dialog; None where the archive may only be read."""
        if self._context.archive.read_only:
            return None
        at = span_of(*_days(self._view))
        dialog = MadeBandsDialog(self._context.theme, self._bands, at, self._parent.window())
        dialog.wanted.connect(self._keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _read(self) -> None:
        archive = self._context.archive

        def work(job: Job) -> tuple[MadeBand, ...]:
            from palmyra_desktop.services.timeline import made_bands

            return made_bands(archive)

        self._context.tasks.read(work, self._show, key="timeline_made")

    def _on_records_changed(self, changes: ChangeSet) -> None:
        self._read()

    def _keep(self, bands: tuple[MadeBand, ...]) -> None:
        archive, author = self._context.archive, self._context.settings.value.author

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services.timeline import keep_made_bands

            return keep_made_bands(archive, bands, author=author, initiator=INITIATOR)

        self._context.tasks.write(work, self._context.workspace.tell_changes)

    def _show(self, bands: tuple[MadeBand, ...]) -> None:
        self._bands = bands
        self._view.show_made(bands)


def _days(view: ChartView) -> tuple[int, int]:
    """The middle third of the days in view."""
    scale = view.chart.scale
    third = (scale.end - scale.start) / 3
    return floor(scale.start + third), ceil(scale.end - third)

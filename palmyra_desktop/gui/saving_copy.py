"""The action "Save a copy…": the archive with its attached files, whole, in another place."""

import functools
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from palmyra_desktop import paths
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.errors import show_words
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.i18n import _, format_number, ngettext

_TOLD = 12
"""Lost files that are named; the check of the copy names them all."""


class SavingCopy(QObject):
    """Ask for the place, and copy on a thread of reading, so that nobody waits who writes."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Handle the action."""
        super().__init__(window)
        self._context, self._window = context, window
        context.actions.handle("save_copy", self._on_save_copy)

    def _on_save_copy(self) -> None:
        name = _("{name} copy").format(name=Path(str(self._context.archive.location)).stem)
        pattern = _("Archives ({pattern})").format(pattern=f"*{paths.SUFFIX}")
        # Not where the archive is, or was: its drive may be the reason why.
        dialog = QFileDialog(self._window, _("Save a copy"), str(paths.data_folder()), pattern)
        dialog.setObjectName("copy_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # nothing is ever written over
        dialog.setDefaultSuffix(paths.SUFFIX.removeprefix("."))
        dialog.selectFile(f"{name}{paths.SUFFIX}")
        dialog.fileSelected.connect(self._save)
        dialog.open()

    def _save(self, path: str) -> None:
        archive, target = self._context.archive, Path(path)

        def work(job: Job) -> tuple[str, ...]:
            from palmyra_desktop.services.copying import save_copy  # brings SQLAlchemy: in the worker

            return save_copy(archive, target, job, job.progress)

        self._context.tasks.read(work, functools.partial(self._on_saved, target), label=_("Saving a copy"))

    def _on_saved(self, target: Path, lost: tuple[str, ...]) -> None:
        self._context.workspace.say(_("Copied and checked: {path}").format(path=target))
        if lost:
            words = ngettext(
                "The copy is without {count} attached file, which cannot be read.",
                "The copy is without {count} attached files, which cannot be read.",
                len(lost),
            )
            show_words(self._window, words.format(count=format_number(len(lost))), "\n".join(lost[:_TOLD]))

"""The check action: look the archive through in a worker, tell what was found."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.result import ResultDialog
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.services.checking import Finding


class Checking(QObject):
    """Serve "Check the archive"."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Handle the action; the dialog opens over the window."""
        super().__init__(window)
        self._context, self._window = context, window
        self._findings: tuple[Finding, ...] = ()
        context.actions.handle("check", self._on_check)

    def _on_check(self) -> None:
        archive = self._context.archive

        def work(job: Job) -> "tuple[Finding, ...]":
            from palmyra_desktop.services.checking import check  # brings SQLAlchemy: in the worker

            return check(archive)

        self._context.tasks.read(work, self._on_checked, label=_("Checking the archive"))

    def _on_checked(self, findings: "tuple[Finding, ...]") -> None:
        self._findings = findings
        if findings:
            count = len(findings)
            words = ngettext(
                "{count} thing is not as it should be.", "{count} things are not as they should be.", count
            )
            facts = (words.format(count=format_number(len(findings))), _("Nothing was changed."))
        else:
            facts = (
                _("The file, its log of changes, its links and its search are whole."),
                _("The exact words of every claim stand in place, and attached files are as they were."),
            )
        heading = _("What the check found") if findings else _("The archive is whole")
        lines = tuple(finding.message for finding in findings)
        dialog = ResultDialog(
            self._context.theme, "check_dialog", heading, facts, _("What was found"), lines, self._window
        )
        dialog.line_opened.connect(self._on_line_opened)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_line_opened(self, number: int) -> None:
        """Go to the record a finding concerns."""
        refs = self._findings[number].refs
        if refs:
            self._context.workspace.go_to(refs[0])

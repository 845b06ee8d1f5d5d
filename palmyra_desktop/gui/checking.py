"""The check action: look the archive through in a worker, tell what was found and what can be done."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from palmyra_desktop.domain.custody import Step
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.result import ResultDialog
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.services.checking import Finding
    from palmyra_desktop.services.repairing import Repair


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
        words, act = self._offer()
        self._show(heading, facts, words).offer_taken.connect(act)

    def _offer(self) -> tuple[str, Callable[[], None]]:
        """Return what can be done about the findings, in words and as what does it; no words for nothing."""
        if self._context.archive.read_only:
            return "", self._on_salvage
        if any(finding.is_repairable for finding in self._findings):
            return _("Back up and repair"), self._on_repair
        if any(finding.code == "file" for finding in self._findings):
            return _("Save what can be read…"), self._on_salvage
        return _("Log this in the chain of custody"), self._on_record

    def _show(self, heading: str, facts: Sequence[str], offer: str = "") -> ResultDialog:
        lines = tuple(finding.message for finding in self._findings)
        head = _("What was found")
        dialog = ResultDialog(
            self._context.theme, "check_dialog", heading, facts, head, lines, self._window, offer
        )
        dialog.line_opened.connect(self._on_line_opened)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _on_salvage(self) -> None:
        self._context.actions["salvage"].trigger()

    def _on_repair(self) -> None:
        archive, found = self._context.archive, self._findings

        def work(job: Job) -> "Repair":
            from palmyra_desktop.services.repairing import repair

            return repair(archive, found)

        self._context.tasks.write(work, self._on_repaired, label=_("Repairing the archive"))

    def _on_repaired(self, done: "Repair") -> None:
        self._findings = done.left
        self._context.workspace.archive_changed.emit()
        words = ngettext("{count} thing was repaired.", "{count} things were repaired.", done.mended)
        facts = [words.format(count=format_number(done.mended))]
        if done.backup is not None:
            facts.append(_("How the archive was before is in {path}.").format(path=done.backup.name))
        self._show(_("What could not be repaired") if done.left else _("The archive is whole"), facts)

    def _on_record(self) -> None:
        archive, author = self._context.archive, self._context.settings.value.author

        def work(job: Job) -> "Mapping[Step, int]":
            from palmyra_desktop.services.custody import look_again

            return look_again(archive, author=author)

        label = _("Looking at files and texts")
        self._context.tasks.write(work, self._on_recorded, label=label)

    def _on_recorded(self, seen: "Mapping[Step, int]") -> None:
        count = sum(seen.values())
        words = ngettext(
            "{count} file or text was looked at.", "{count} files and texts were looked at.", count
        )
        self._context.workspace.say(words.format(count=format_number(count)))
        self._context.workspace.archive_changed.emit()

    def _on_line_opened(self, number: int) -> None:
        """Go to the record a finding concerns."""
        refs = self._findings[number].refs
        if refs:
            self._context.workspace.go_to(refs[0])

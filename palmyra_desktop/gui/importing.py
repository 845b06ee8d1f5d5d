"""The import actions: files chosen, dropped or pasted.

Articles are reviewed first, files of an archive come in as one act. Nothing is fetched: an address is kept
for the text that is pasted next.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from palmyra_desktop.domain.record import RECORD_TYPES
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.dialogs.result import ResultDialog
from palmyra_desktop.gui.reviewing import Reviewing, Waiting
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.undo import INITIATOR
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.services.importing import Imported, ImportIssue


_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class Importing(QObject):
    """Serve "Import" and "Paste article", and what is dropped on the window."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Handle the actions; dialogs open over the window, which tells of what is dropped if it can."""
        super().__init__(window)
        self._context, self._window = context, window
        self._address: str | None = None
        self.reviewing = Reviewing(context, window)
        context.actions.handle("import", self._on_import)
        context.actions.handle("paste_article", self._on_paste)
        for name, slot in (("files_dropped", self.bring_in), ("text_dropped", self.bring_in_text)):
            dropped = getattr(window, name, None)
            if dropped is not None and not context.archive.read_only:
                dropped.connect(slot)

    def bring_in(self, paths: Sequence[str]) -> None:
        """Import files: articles are shown for review, files of an archive come in as one act."""
        files = tuple(Path(path) for path in paths)

        def work(job: Job) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
            from palmyra_desktop.services.importing import is_article

            articles = tuple(path for path in files if is_article(path))
            return articles, tuple(path for path in files if path not in articles)

        self._context.tasks.read(work, self._on_sorted)

    def bring_in_text(self, text: str) -> None:
        """Review a text; an address alone is kept for the text that comes next."""
        if not text.strip():
            self._context.workspace.say(_("There is no text to import."))
        elif _ADDRESS.fullmatch(text.strip()):
            self._keep_address(text.strip())
        else:
            address, self._address = self._address, None
            self.reviewing.review(Waiting(text, address))

    def _keep_address(self, address: str) -> None:
        self._address = address
        words = (
            address,
            _("Open the page in your browser, copy the text of the article, and paste it here."),
            _("The source then gets this address."),
        )
        dialog = ResultDialog(
            self._context.theme,
            "address_kept",
            _("The address is kept; nothing is fetched"),
            words,
            parent=self._window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_paste(self) -> None:
        pasted = QGuiApplication.clipboard().mimeData()
        paths = [url.toLocalFile() for url in pasted.urls() if url.isLocalFile()]
        if paths:
            self.bring_in(paths)
        else:
            self.bring_in_text(pasted.text())

    def _on_sorted(self, sorted_files: tuple[tuple[Path, ...], tuple[Path, ...]]) -> None:
        articles, others = sorted_files
        if others:
            self._import(others)
        self.reviewing.review(*map(Waiting, articles))

    def _import(self, files: tuple[Path, ...]) -> None:
        archive, author = self._context.archive, self._context.settings.value.author

        def work(job: Job) -> "Imported":
            from palmyra_desktop.services.importing import import_files

            return import_files(
                archive, files, author=author, initiator=INITIATOR, cancel=job, progress=job.progress
            )

        label = ngettext("Importing {count} file", "Importing {count} files", len(files))
        self._context.tasks.write(
            work, self._on_imported, label=label.format(count=format_number(len(files)))
        )

    def _on_import(self) -> None:
        from palmyra_desktop.services.importing import suffixes  # brings SQLAlchemy, which is there by now

        pattern = " ".join(f"*{suffix}" for suffix in suffixes())
        known = _("Files that can be imported ({pattern})").format(pattern=pattern)
        folder = self._context.settings.value.import_folder
        dialog = QFileDialog(self._window, _("Import"), folder, f"{known};;{_('All files (*)')}")
        dialog.setObjectName("import_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._on_files_selected)
        dialog.open()

    def _on_files_selected(self, paths: list[str]) -> None:
        if paths:
            self._context.settings.change(import_folder=str(Path(paths[0]).parent))
            self.bring_in(paths)

    def _on_imported(self, imported: "Imported") -> None:
        self._context.workspace.tell_changes(imported.changes)
        dialog = ResultDialog(
            self._context.theme,
            "import_result",
            heading_of(imported),
            facts_of(imported),
            _("What could not be taken in"),
            tuple(_issue_words(issue) for issue in imported.issues),
            self._window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def heading_of(imported: "Imported") -> str:
    """Return how much is new, in words."""
    count = sum(imported.counts.values())
    if not count:
        return _("Nothing new was imported")
    words = ngettext("{count} new record was imported", "{count} new records were imported", count)
    return words.format(count=format_number(count))


def facts_of(imported: "Imported") -> tuple[str, ...]:
    """Return sentences for what was new of each kind, known already, and how to take it back."""
    facts = [
        _("{kind}: {count}").format(
            kind=_(kind.label_plural), count=format_number(imported.counts[kind.kind])
        )
        for kind in RECORD_TYPES
        if imported.counts.get(kind.kind)
    ]
    if imported.already:
        words = ngettext(
            "{count} record was in the archive already and stays as it is.",
            "{count} records were in the archive already and stay as they are.",
            imported.already,
        )
        facts.append(words.format(count=format_number(imported.already)))
    if imported.counts:
        facts.append(_("It was one change: Undo takes all of it back."))
    return tuple(facts)


def _issue_words(issue: "ImportIssue") -> str:
    if issue.text:
        return _("{place}: “{text}”. {reason}").format(
            place=issue.place, text=issue.text, reason=issue.reason
        )
    return _("{place}: {reason}").format(place=issue.place, reason=issue.reason)

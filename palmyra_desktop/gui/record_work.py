"""The actions that write one record: a new one, and the one that is shown."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.draft import Draft
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.forms.draft_question import DraftQuestion
from palmyra_desktop.gui.forms.drafting import drop_draft
from palmyra_desktop.gui.forms.entry import Entry
from palmyra_desktop.gui.forms.files import file_dialog
from palmyra_desktop.gui.forms.grounds import Spoken
from palmyra_desktop.gui.forms.making import form_fields
from palmyra_desktop.gui.forms.record_form import NEW, RecordForm
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.undo import INITIATOR
from palmyra_desktop.i18n import _


class RecordWork(QObject):
    """Serve "New", "Edit", "Duplicate" and "Attach a file"."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Handle the actions; forms open over the window."""
        super().__init__(window)
        self._context, self._window = context, window
        context.actions.handle("new", self._on_new)
        context.actions.handle("edit", self._on_edit)
        context.actions.handle("duplicate", self._on_duplicate)
        context.actions.handle("attach_file", self._on_attach_file)
        context.workspace.file_dropped.connect(self.attach)
        self._ask_for_drafts()

    def _on_new(self) -> None:
        self._open(self._context.workspace.criteria.kind, None)

    def _ask_for_drafts(self) -> None:
        archive = self._context.archive

        def work(job: Job) -> "tuple[Draft, ...]":
            from palmyra_desktop.services import forms  # brings SQLAlchemy: in the worker

            return forms.drafts(archive)

        self._context.tasks.read(work, self._on_drafts, key="drafts")

    def _on_drafts(self, drafts: "tuple[Draft, ...]") -> None:
        """Tell of a form that was left half-written when the program ended, the newest."""
        if drafts:
            self._open(drafts[0].kind, drafts[0].ref)

    def _on_edit(self) -> None:
        current = self._context.workspace.current
        if current is not None:
            self._open(current.kind, current)

    def _on_duplicate(self) -> None:
        current = self._context.workspace.current
        if current is not None:
            self._open(current.kind, current, is_duplicate=True)

    def attach(self, ref: RecordRef, path: Path) -> None:
        """Copy a file into the archive's folder of files and name it in an image or a source."""
        archive, author = self._context.archive, self._context.settings.value.author

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import editing  # brings SQLAlchemy: in the worker

            return editing.attach_file(archive, ref, path, author=author, initiator=INITIATOR)

        label = _("Attaching {file}").format(file=path.name)
        self._context.tasks.write(work, self._on_saved, label=label)

    def _on_attach_file(self) -> None:
        current = self._context.workspace.current
        if current is not None:
            folder = self._context.settings.value.import_folder
            dialog = file_dialog(self._window, current.kind, folder)
            dialog.fileSelected.connect(self._on_file_selected)
            dialog.open()

    def _on_file_selected(self, path: str) -> None:
        current = self._context.workspace.current
        if current is not None:
            self.attach(current, Path(path))

    def _open(self, kind: Kind, ref: RecordRef | None, is_duplicate: bool = False) -> None:
        """Open a form, or ask first what becomes of one that was left half-written."""
        archive = self._context.archive
        lists = {field.vocabulary for field in form_fields(kind) if field.vocabulary}

        def work(job: Job) -> Entry:
            from palmyra_desktop.services import forms  # brings SQLAlchemy: in the worker

            terms = {key: archive.terms(key) for key in lists}
            detail = archive.detail(ref) if ref is not None else None
            found = detail.record if detail else None
            if is_duplicate:
                return Entry(kind, terms, pattern=found)
            # The claims that rest on a claim speak of their own subjects.
            speaks = kind is not Kind.CLAIM
            spoken = Spoken(detail.record, detail.claims, detail.chosen) if detail and speaks else None
            text = archive.source_text(ref.id) if ref is not None and kind is Kind.SOURCE else None
            left = (draft for draft in forms.drafts(archive) if (draft.kind, draft.ref) == (kind, ref))
            return Entry(
                kind, terms, found, text.text if text else None, draft=next(left, None), spoken=spoken
            )

        self._context.tasks.read(work, self._on_read, key="form")

    def _on_read(self, entry: Entry) -> None:
        if entry.draft is None:
            self._show(entry)
            return
        question = DraftQuestion(entry, self._window)
        question.continued.connect(self._show)
        question.discarded.connect(self._on_discarded)
        question.open()

    def _on_discarded(self, entry: Entry) -> None:
        if entry.draft is not None:
            drop_draft(self._context, entry.draft.id)
        self._show(replace(entry, draft=None))

    def _show(self, entry: Entry) -> None:
        form = RecordForm(self._context, entry, self._window)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.saved.connect(self._on_saved)
        form.open()

    def _on_saved(self, changes: ChangeSet) -> None:
        self._context.workspace.tell_changes(changes)
        if NEW in changes.created:
            self._context.workspace.go_to(changes.created[NEW])

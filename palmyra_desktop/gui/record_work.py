"""The actions that write one record: a new one, and the one that is shown."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.forms.making import form_fields
from palmyra_desktop.gui.forms.record_form import NEW, Entry, RecordForm
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.undo import INITIATOR
from palmyra_desktop.i18n import _

_PICTURES = "*.jpg *.jpeg *.png *.webp *.gif *.tif *.tiff *.bmp"


class RecordWork(QObject):
    """Serve "New", "Edit", "Duplicate" and "Attach a picture file"."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Handle the actions; forms open over the window."""
        super().__init__(window)
        self._context, self._window = context, window
        context.actions.handle("new", self._on_new)
        context.actions.handle("edit", self._on_edit)
        context.actions.handle("duplicate", self._on_duplicate)
        context.actions.handle("attach_file", self._on_attach_file)

    def _on_new(self) -> None:
        self._open(self._context.workspace.criteria.kind, None)

    def _on_edit(self) -> None:
        current = self._context.workspace.current
        if current is not None:
            self._open(current.kind, current)

    def _on_duplicate(self) -> None:
        current = self._context.workspace.current
        if current is not None:
            self._open(current.kind, current, is_duplicate=True)

    def attach(self, image: RecordRef, path: Path) -> None:
        """Copy a file into the archive's folder of files and name it in an image."""
        archive, author = self._context.archive, self._context.settings.value.author

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import editing  # brings SQLAlchemy: in the worker

            return editing.attach_file(archive, image, path, author=author, initiator=INITIATOR)

        label = _("Attaching {file}").format(file=path.name)
        self._context.tasks.write(work, self._on_saved, label=label)

    def _on_attach_file(self) -> None:
        kinds = _("Pictures ({pattern})").format(pattern=_PICTURES)
        folder = self._context.settings.value.import_folder
        dialog = QFileDialog(
            self._window, _("Attach a picture file"), folder, f"{kinds};;{_('All files (*)')}"
        )
        dialog.setObjectName("attach_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    def _on_file_selected(self, path: str) -> None:
        current = self._context.workspace.current
        if current is not None:
            self.attach(current, Path(path))

    def _open(self, kind: Kind, ref: RecordRef | None, is_duplicate: bool = False) -> None:
        archive = self._context.archive
        lists = {field.vocabulary for field in form_fields(kind) if field.vocabulary}

        def work(job: Job) -> Entry:
            terms = {key: archive.terms(key) for key in lists}
            found = archive.record(ref) if ref is not None else None
            if is_duplicate:
                return Entry(kind, terms, pattern=found)
            text = archive.source_text(ref.id) if ref is not None and kind is Kind.SOURCE else None
            return Entry(kind, terms, found, text.text if text else None)

        self._context.tasks.read(work, self._on_read, key="form")

    def _on_read(self, entry: Entry) -> None:
        form = RecordForm(self._context, entry, self._window)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.saved.connect(self._on_saved)
        form.open()

    def _on_saved(self, changes: ChangeSet) -> None:
        self._context.workspace.tell_changes(changes)
        if NEW in changes.created:
            self._context.workspace.go_to(changes.created[NEW])

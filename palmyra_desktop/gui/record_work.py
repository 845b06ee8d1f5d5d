"""The actions that write one record: a new one, and the one that is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from palmyra_desktop.domain.changes import ChangeSet
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import Record, RecordRef
from palmyra_desktop.gui.context import Context
from palmyra_desktop.gui.forms.record_form import RecordForm, form_fields
from palmyra_desktop.gui.tasks import Job

if TYPE_CHECKING:
    from palmyra_desktop.gui.forms.record_form import Terms


class RecordWork(QObject):
    """Serve "New" and "Edit"."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Handle the actions; forms open over the window."""
        super().__init__(window)
        self._context, self._window = context, window
        context.actions.handle("new", self._on_new)
        context.actions.handle("edit", self._on_edit)

    def _on_new(self) -> None:
        self._open(self._context.workspace.criteria.kind, None)

    def _on_edit(self) -> None:
        current = self._context.workspace.current
        if current is not None:
            self._open(current.kind, current)

    def _open(self, kind: Kind, ref: RecordRef | None) -> None:
        archive = self._context.archive
        lists = {field.vocabulary for field in form_fields(kind) if field.vocabulary}

        def work(job: Job) -> "tuple[Kind, Record | None, Terms]":
            record = archive.record(ref) if ref is not None else None
            return kind, record, {key: archive.terms(key) for key in lists}

        self._context.tasks.read(work, self._on_read, key="form")

    def _on_read(self, answer: "tuple[Kind, Record | None, Terms]") -> None:
        kind, record, terms = answer
        form = RecordForm(self._context, kind, terms, record, self._window)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.saved.connect(self._on_saved)
        form.open()

    def _on_saved(self, changes: ChangeSet) -> None:
        self._context.workspace.tell_changes(changes)
        for ref in changes.created.values():
            self._context.workspace.go_to(ref)

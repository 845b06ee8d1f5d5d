"""A form for one record, made from the description of its fields."""

import functools
import itertools
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from typing_extensions import override

from palmyra_desktop.domain.changes import Action, ChangeSet, Edit
from palmyra_desktop.domain.draft import Draft
from palmyra_desktop.domain.errors import Conflict, InvalidRecord
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reconciling import Difference, Stays, differences, reconciled
from palmyra_desktop.domain.record import heading, record_type
from palmyra_desktop.domain.reference import Record, RecordRef
from palmyra_desktop.domain.shown import brief
from palmyra_desktop.domain.vocabulary import Term
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.dialogs.reconcile import ReconcileDialog
from palmyra_desktop.gui.dropping import dropped_file
from palmyra_desktop.gui.forms.drafting import DraftKeeper
from palmyra_desktop.gui.forms.editor import LatitudeEditor
from palmyra_desktop.gui.forms.entry import Entry, Theirs
from palmyra_desktop.gui.forms.fields_area import FieldsArea
from palmyra_desktop.gui.forms.files import FILE_KINDS, FileEditor
from palmyra_desktop.gui.forms.grounds import Grounds
from palmyra_desktop.gui.forms.links import LinksEditor
from palmyra_desktop.gui.forms.making import TEXT, Terms, editor_of, form_fields
from palmyra_desktop.gui.forms.terms import TermEditor
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.undo import INITIATOR
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.context import Context

_WIDTH, _HEIGHT = 640, 640
NEW = -1
"""The number of the form's own record among those it creates."""
_UNKNOWN = object()
"""What a field held when a draft was begun on a version that is no longer there."""
_NOT_TAKEN_OVER = ("identifiers", "prefix", "suffix", "start", "end")
"""What belongs to one record alone and is not in its duplicate."""


class RecordForm(ActionDialog):
    """Enter a new record, or change one; nothing written in it is lost without a question."""

    saved = Signal(object)
    """ChangeSet"""

    def __init__(self, context: "Context", entry: Entry, parent: QWidget | None = None) -> None:
        """Show a record's values, or an empty form for a new one of a kind."""
        self._type = record_type(entry.kind)
        record = entry.record
        head = _("New: {kind}").format(kind=_(self._type.label))
        if record is not None:
            head = _("Edit: {title}").format(title=heading(record))
        super().__init__(context.theme, "record_form", head, _("Save"), parent)
        self.resize(context.theme.px(_WIDTH), context.theme.px(_HEIGHT))
        # Enter belongs to the fields here; Ctrl+Enter saves.
        self.primary.setDefault(False)
        self.primary.setAutoDefault(False)
        self._context, self._entry, self._record = context, entry, record
        number = itertools.count(NEW - 1, -1).__next__
        self.editors = {
            field.key: editor_of(context, entry.kind, field, entry.terms, number)
            for field in form_fields(entry.kind)
        }
        self._problem = Label(context.theme, "", "body", "issue")
        self._problem.setObjectName("form_problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._grounds: Mapping[str, tuple[Edit, ...]] = {}
        self._keeper = DraftKeeper(context, entry.draft or self._new_draft(), self._states, self)
        self._lay_out()
        self._show_record(record)
        if entry.pattern is not None:
            self._take_over(entry.pattern)
        if entry.draft is not None:
            self._continue(entry.draft)
        self._keeper.rest()  # what was shown so far is nothing that was written
        self.setAcceptDrops(entry.kind in FILE_KINDS)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._on_focus_changed)
        self.editors[self._type.title_key].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        rows = []
        for editor in self.editors.values():
            name = _(editor.field.label)
            rows.append((_("{field} (needed)").format(field=name) if editor.field.required else name, editor))
            editor.changed.connect(self._on_changed)
            if isinstance(editor, LatitudeEditor):
                editor.longitude_read.connect(self.editors["longitude"].show_value)
        self._scroll = FieldsArea(self._theme, rows, self)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._problem)
        self.foot.insertWidget(0, Label(self._theme, _("Ctrl+Enter saves"), "secondary", "muted"))

    def _show_record(self, record: Record | None) -> None:
        self._record = record
        for key, editor in self.editors.items():
            if record is not None:
                editor.show_value(self._entry.text if key == TEXT.key else getattr(record, key))
        self._at_first = {key: editor.value() for key, editor in self.editors.items()}
        self._before: dict[str, Any] = self._at_first
        self._states_at_first = {key: editor.state() for key, editor in self.editors.items()}
        self._is_edited = False

    def _states(self) -> dict[str, Any]:
        """Return what the editors hold that were written in."""
        now = {key: editor.state() for key, editor in self.editors.items()}
        return {key: state for key, state in now.items() if state != self._states_at_first[key]}

    def _new_draft(self) -> Draft:
        if self._record is None:
            return Draft(uuid4().hex, self._type.kind, None, None, {})
        return Draft(uuid4().hex, self._type.kind, self._record.id, self._record.version, {})

    def _continue(self, draft: Draft) -> None:
        """Show what was left half-written; a version that came meanwhile is told of when it is saved."""
        for key, state in draft.states.items():
            if key in self.editors:
                self.editors[key].restore(state)
        if self._record is not None and draft.version not in (None, self._record.version):
            assert draft.version is not None
            self._record = replace(self._record, version=draft.version)
            self._before = dict.fromkeys(self.editors, _UNKNOWN)

    def _take_over(self, pattern: Record) -> None:
        """Begin with another record's values; they are no reason to ask before the form is closed."""
        for key, editor in self.editors.items():
            if key != TEXT.key and key not in _NOT_TAKEN_OVER:
                editor.show_value(getattr(pattern, key))
        self._is_edited = False

    def _on_changed(self) -> None:
        self._is_edited = True
        self._problem.hide()
        self._keeper.touch()

    def _on_focus_changed(self) -> None:
        self._keeper.flush()

    @property
    def values(self) -> dict[str, Any]:
        """The values that are different from those first shown.

        Raises:
            InvalidRecord: at the first field that holds no value of its type.
        """
        for editor in self.editors.values():
            editor.finish()
        now = {key: editor.value() for key, editor in self.editors.items()}
        return {key: value for key, value in now.items() if value != self._at_first[key]}

    @override
    def _on_primary_clicked(self) -> None:
        try:
            values = self.values
        except InvalidRecord as error:
            self._on_failed(error)
            return
        if not values and self._path is None and self._record is not None:
            self.accept()
            return
        spoken = self._entry.spoken
        if spoken is None or self._record is None:
            self._write(values)
            return
        asking = Grounds(self._context, replace(spoken, record=self._record), values, self)
        asking.settled.connect(functools.partial(self._on_settled, values))
        asking.ask()

    def _on_settled(self, values: dict[str, Any], grounds: Mapping[str, tuple[Edit, ...]]) -> None:
        self._grounds = grounds
        self._write(values)

    def _write(self, values: dict[str, Any], beside: tuple[Edit, ...] = ()) -> None:
        """Write values with what they rest on, and records beside them, as one act."""
        self.primary.setEnabled(False)
        edit, label = self._edit(values)
        made = (*self._new_records, *beside)
        archive, author, path = self._context.archive, self._context.settings.value.author, self._path
        terms, draft_id, grounds = self._new_terms, self._keeper.draft.id, self._grounds_of(values)
        is_taken_off = "file_name" in values and values["file_name"] is None
        taken_off = dict.fromkeys(("file_sha256", "media_type")) if is_taken_off else {}
        self._keeper.rest()

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import editing, forms

            attached = editing.copy_in(archive, path) if path else taken_off
            written = replace(edit, values={**edit.values, **attached})
            return forms.save(
                archive,
                (*made, written, *grounds),
                label=label,
                author=author,
                initiator=INITIATOR,
                terms=terms,
                draft_id=draft_id,
            )

        self._context.tasks.write(work, self._on_saved, self._on_failed)

    def _grounds_of(self, values: Mapping[str, Any]) -> tuple[Edit, ...]:
        """Return what the values to be written rest on, as edits of the version the form holds now."""
        edits = (edit for key in values for edit in self._grounds.get(key, ()))
        version = self._record.version if self._record else None
        return tuple(
            replace(edit, version=version) if edit.action is Action.CHOOSE else edit for edit in edits
        )

    @property
    def _new_records(self) -> tuple[Edit, ...]:
        """The records made in passing, which are linked."""
        links = (editor for editor in self.editors.values() if isinstance(editor, LinksEditor))
        return tuple(edit for editor in links for edit in editor.new_records)

    @property
    def _new_terms(self) -> Terms:
        """The terms that are in no list yet, by the key of the list."""
        found: dict[str, tuple[Term, ...]] = {}
        for editor in self.editors.values():
            if isinstance(editor, TermEditor) and (term := editor.new_term):
                key = editor.field.vocabulary or ""
                found[key] = (*found.get(key, ()), term)
        return found

    @property
    def _path(self) -> Path | None:
        """The file that is to be copied in."""
        files = (editor for editor in self.editors.values() if isinstance(editor, FileEditor))
        return next((editor.path for editor in files), None)

    def _edit(self, values: dict[str, Any]) -> tuple[Edit, str]:
        title = str(values.get(self._type.title_key) or (heading(self._record) if self._record else ""))
        title = brief(title)
        if self._record is None:
            return Edit(Action.CREATE, self._type.kind, NEW, values=values), _("New “{title}”").format(
                title=title
            )
        record = self._record
        edit = Edit(Action.UPDATE, record.kind, record.id, record.version, values)
        return edit, _("Edit “{title}”").format(title=title)

    def _on_saved(self, changes: ChangeSet) -> None:
        self._is_edited = False
        self.accept()
        self.saved.emit(changes)

    def _on_failed(self, error: Exception) -> None:
        self.primary.setEnabled(True)
        self._keeper.touch()
        if isinstance(error, Conflict) and self._record is not None:
            self._read_theirs(self._record.ref)
        elif isinstance(error, InvalidRecord) and error.field in self.editors:
            editor = self.editors[error.field]
            editor.show_note(str(error), is_wrong=True)
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(editor)
        else:
            self._show_problem(str(error))

    def _read_theirs(self, ref: RecordRef) -> None:
        archive = self._context.archive

        def work(job: Job) -> Theirs:
            from palmyra_desktop.services import editing

            text = archive.source_text(ref.id) if ref.kind is Kind.SOURCE else None
            changes = editing.history(archive, ref, limit=1)
            return Theirs(archive.record(ref), text.text if text else None, next(iter(changes), None))

        self._context.tasks.read(work, self._on_theirs, key="form")

    def _show_problem(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setAccessibleName(words)
        self._problem.show()

    def _on_theirs(self, theirs: "Theirs") -> None:
        """Go on where the other wrote into other fields alone; else ask which values stay."""
        was_there, self._record = self._record and not self._record.trashed, theirs.record
        if was_there and theirs.record.trashed:
            words = _("“{title}” was moved to the trash meanwhile. Save again to write it there.")
            self._show_problem(words.format(title=heading(theirs.record)))
            return
        values = self.values
        fields = [editor.field for editor in self.editors.values()]
        standing = {field.key: theirs.value(field.key) for field in fields}
        found = differences(fields, self._before, values, standing)
        if not found:
            self._write(values)
            return
        dialog = ReconcileDialog(self._theme, self._type.kind, theirs.words, found, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(functools.partial(self._on_decided, theirs.record, values, found))
        dialog.open()

    def _on_decided(
        self,
        record: Record,
        values: dict[str, Any],
        found: tuple[Difference, ...],
        stays: dict[str, Stays],
    ) -> None:
        number = min((edit.id for edit in self._new_records), default=NEW)
        left, claims = reconciled(record, values, found, stays)
        beside = tuple(replace(claim, id=claim.id + number) for claim in claims)
        if not left and not beside and not self._new_records:
            self._keeper.drop()
            self.accept()
            return
        self._write(left, beside)

    @override
    def reject(self) -> None:
        if not self._is_edited:
            self._keeper.drop()
            super().reject()
            return
        box = QMessageBox(self)
        box.setObjectName("discard_question")
        box.setWindowTitle(self.windowTitle())
        box.setText(_("What you wrote is not saved yet."))
        box.setIcon(QMessageBox.Icon.Question)
        discard = box.addButton(_("Discard it"), QMessageBox.ButtonRole.DestructiveRole)
        discard.setObjectName("discard_button")
        discard.clicked.connect(self._on_discarded)
        keep = box.addButton(_("Go on writing"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _on_discarded(self) -> None:
        self._keeper.drop()
        super().reject()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path, editor = dropped_file(event), self.editors.get("file_name")
        if path is not None and isinstance(editor, FileEditor):
            event.acceptProposedAction()
            editor.take(path)
            self._scroll.ensureWidgetVisible(editor)

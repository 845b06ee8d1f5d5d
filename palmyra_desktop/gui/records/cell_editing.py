"""Editing a cell of the table in place: a short text, a date, a term or a number; F2, Enter, Escape."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.changes import Action, ChangeSet, Edit
from palmyra_desktop.domain.errors import InvalidRecord
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.grounds import spoken_of
from palmyra_desktop.domain.record import heading
from palmyra_desktop.domain.reference import Record
from palmyra_desktop.domain.shown import brief
from palmyra_desktop.domain.vocabulary import Term
from palmyra_desktop.gui.forms.editor import Editor
from palmyra_desktop.gui.forms.grounds import Grounds, Spoken
from palmyra_desktop.gui.forms.making import editor_of
from palmyra_desktop.gui.forms.terms import TermEditor
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.undo import INITIATOR
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.context import Context
    from palmyra_desktop.gui.records.table_view import TableView

_SIMPLE = (FieldType.TEXT, FieldType.URL, FieldType.DATE, FieldType.TERM, FieldType.NUMBER, FieldType.COUNT)
_IN_THE_FORM = ("field", "file_name", "media_type")
"""Fields that need more than a cell: a choice of fields, a file."""
_LEAST = 280


def is_simple(field: Field) -> bool:
    """Whether a field's cell can be edited in place."""
    return field.type in _SIMPLE and not field.derived and field.key not in _IN_THE_FORM


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell to edit: its record as it is now, with the claims about it, and the terms of its list."""

    field: Field
    spoken: Spoken
    terms: tuple[Term, ...]
    place: QPoint
    width: int


class CellEditing(QObject):
    """Open an editor over a cell, and write what it holds as one act."""

    def __init__(self, context: "Context", table: "TableView") -> None:
        """Edit the cells of a table that asks for it."""
        super().__init__(table)
        self._context, self._table = context, table
        self._box: CellBox | None = None
        self._cell: _Cell | None = None
        table.edit_wanted.connect(self._on_wanted)

    def _on_wanted(self, index: QModelIndex, field: Field, record: Record) -> None:
        archive, ref = self._context.archive, record.ref
        rect = self._table.visualRect(index)
        place, width = rect.topLeft(), rect.width()

        def work(job: Job) -> _Cell:
            detail = archive.detail(ref)
            terms = archive.terms(field.vocabulary) if field.vocabulary else ()
            claims = () if ref.kind is Kind.CLAIM else detail.claims
            return _Cell(field, Spoken(detail.record, claims, detail.chosen), terms, place, width)

        self._context.tasks.read(work, self._on_read, key="cell")

    def _on_read(self, cell: _Cell) -> None:
        self._close()
        kind, field = cell.spoken.record.kind, cell.field
        number = itertools.count(-1, -1).__next__
        editor = editor_of(self._context, kind, field, {field.vocabulary or "": cell.terms}, number)
        editor.show_value(getattr(cell.spoken.record, field.key))
        self._cell = cell
        self._box = CellBox(editor, self._table.viewport())
        self._box.entered.connect(self._on_entered)
        self._box.left.connect(self._on_left)
        self._box.open_at(cell.place, max(cell.width, self._context.theme.px(_LEAST)))

    def _on_left(self) -> None:
        self._close()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        if self._box is not None:
            self._box.hide()
            self._box.deleteLater()
            self._box = None

    def _on_entered(self) -> None:
        """Write the value, once it is said what it rests on; what is no value is said below it."""
        if self._box is None or self._cell is None:
            return
        editor, spoken, key = self._box.editor, self._cell.spoken, self._cell.field.key
        editor.finish()
        try:
            value = editor.value()
        except InvalidRecord as error:
            self._box.tell(str(error))
            return
        if value == getattr(spoken.record, key):
            self._on_left()
            return
        self._value = value
        if not spoken_of(spoken.claims, (key,)):
            self._write({})
            return
        asking = Grounds(self._context, spoken, {key: value}, self._table.window())
        asking.settled.connect(self._write)
        asking.ask()

    def _write(self, grounds: Mapping[str, tuple[Edit, ...]]) -> None:
        if self._box is None or self._cell is None:
            return
        record, field, editor = self._cell.spoken.record, self._cell.field, self._box.editor
        edit = Edit(Action.UPDATE, record.kind, record.id, record.version, {field.key: self._value})
        term = editor.new_term if isinstance(editor, TermEditor) else None
        terms = {field.vocabulary or "": (term,)} if term else {}
        words = _("{field} of “{title}”")
        label = words.format(field=_(field.label), title=brief(heading(record)))
        archive, author = self._context.archive, self._context.settings.value.author

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import forms  # brings SQLAlchemy: in the worker

            edits = (edit, *grounds.get(field.key, ()))
            return forms.save(archive, edits, label=label, author=author, initiator=INITIATOR, terms=terms)

        self._context.tasks.write(work, self._on_written, self._on_failed)

    def _on_written(self, changes: ChangeSet) -> None:
        self._on_left()
        self._context.workspace.tell_changes(changes)

    def _on_failed(self, error: Exception) -> None:
        if self._box is not None:
            self._box.tell(str(error))


_INSET = 8
"""Pixels from the edge of a field to its words; what is said below begins there too."""


class CellBox(QFrame):
    """The editor over a cell; words about its value stand below it."""

    entered = Signal()
    left = Signal()

    def __init__(self, editor: Editor, parent: QWidget) -> None:
        """Frame an editor."""
        super().__init__(parent)
        self.setObjectName("cell_box")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.editor, self._room = editor, parent
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2, 2, 2, 4)
        editor.inset_note(_INSET)
        self._layout.addWidget(editor)
        editor.changed.connect(self._on_changed)

    def open_at(self, place: QPoint, width: int) -> None:
        """Show the editor at a place of the table, within its bounds, and give it the keyboard."""
        self.resize(width, self.sizeHint().height())
        room = self._room.rect()
        x = min(max(0, place.x()), max(0, room.width() - self.width()))
        y = min(max(0, place.y()), max(0, room.height() - self.height()))
        self.move(x, y)
        self.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, words: str) -> None:
        """Say what is wrong with the value."""
        self.editor.show_note(words, is_wrong=True)
        self._on_changed()

    def _on_changed(self) -> None:
        self._layout.activate()
        height = self._layout.heightForWidth(self.width())
        self.resize(self.width(), max(height, self.sizeHint().height()))

    @override
    def event(self, event: QEvent) -> bool:
        """Keep every key from the actions of the list: Enter, Escape, Delete belong to the editor."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.accept()  # the keys of the list are none of the editor's

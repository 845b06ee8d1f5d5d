"""One thing to do to each of many records: a field, what is done to it, and with which value."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from palmyra_desktop.domain.bulk import LABELS, BulkChange, How, bulk_fields, ways
from palmyra_desktop.domain.errors import InvalidRecord
from palmyra_desktop.domain.fields import Field, Kind
from palmyra_desktop.gui.forms.editor import Editor
from palmyra_desktop.gui.forms.making import Terms, editor_of
from palmyra_desktop.gui.widgets.buttons import IconButton
from palmyra_desktop.gui.widgets.choice import Choice
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.context import Context


class BulkRow(QWidget):
    """Choices from left to right, each depending on the one before."""

    changed = Signal()
    removed = Signal()

    def __init__(self, context: "Context", kind: Kind, terms: Terms, parent: QWidget | None = None) -> None:
        """Begin with the first field, nothing written."""
        super().__init__(parent)
        self.setObjectName("bulk_row")
        self._context, self._kind, self._terms = context, kind, terms
        self._fields = bulk_fields(kind)
        self._editor: Editor | None = None
        self.field = Choice("bulk_field", _("Field"), [(_(each.label), each.key) for each in self._fields])
        self.how = Choice("bulk_how", _("What to do"), [])
        self.these = self._line("bulk_find", _("These words"))
        self.by = self._line("bulk_by", _("By these, or nothing"))
        self.remove = IconButton(context.theme, "x", _("Leave this field as it is"), size=14)
        self._place = QVBoxLayout()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(context.theme.px(8))
        top = Qt.AlignmentFlag.AlignTop
        layout.addWidget(self.field, 0, top)
        layout.addWidget(self.how, 0, top)
        layout.addLayout(self._place, 1)
        layout.addWidget(self.remove, 0, top)
        self._place.addWidget(self.these)
        self._place.addWidget(self.by)
        self.field.currentIndexChanged.connect(self._on_field_changed)
        self.how.currentIndexChanged.connect(self._on_how_changed)
        self.remove.clicked.connect(self.removed)
        self._on_field_changed()

    def change(self) -> BulkChange | None:
        """Return what is to be done; None as long as nothing is written.

        Raises:
            InvalidRecord: if what is written is no value of the field.
        """
        key, how = self._field.key, How(self.how.currentData())
        if how is How.CLEAR:
            return BulkChange(key, how)
        if how is How.REPLACE:
            return (
                BulkChange(key, how, find=self.these.text(), by=self.by.text()) if self.these.text() else None
            )
        if self._editor is None:
            return None
        self._editor.finish()
        try:
            value = self._editor.value()
        except InvalidRecord as error:
            self._editor.show_note(str(error), is_wrong=True)
            raise
        return None if value in (None, ()) else BulkChange(key, how, value)

    @property
    def _field(self) -> Field:
        return self._fields[max(0, self.field.currentIndex())]

    def _line(self, name: str, words: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setAccessibleName(words)
        line.setPlaceholderText(words)
        line.textChanged.connect(self.changed)
        return line

    def _on_field_changed(self) -> None:
        if self._editor is not None:
            self._editor.hide()
            self._editor.deleteLater()
        self._editor = editor_of(self._context, self._kind, self._field, self._terms, None)
        self._editor.changed.connect(self.changed)
        self._place.insertWidget(0, self._editor)
        self.how.blockSignals(True)
        self.how.clear()
        for how in ways(self._field):
            self.how.addItem(_(LABELS[how]), how.value)
        self.how.blockSignals(False)
        self._on_how_changed()

    def _on_how_changed(self) -> None:
        how = How(self.how.currentData())
        if self._editor is not None:
            self._editor.setVisible(how in (How.SET, How.ADD, How.REMOVE))
        for line in (self.these, self.by):
            line.setVisible(how is How.REPLACE)
        self.changed.emit()

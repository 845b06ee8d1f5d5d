"""A form for one record, made from the description of its fields."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget
from typing_extensions import override

from palmyra_desktop.domain.changes import Action, ChangeSet, Edit
from palmyra_desktop.domain.claim import SPECIAL_FIELDS
from palmyra_desktop.domain.errors import Conflict, InvalidRecord
from palmyra_desktop.domain.fields import Field, FieldType, Kind
from palmyra_desktop.domain.record import RECORD_TYPES, heading, record_type
from palmyra_desktop.domain.reference import Record, RecordRef
from palmyra_desktop.domain.shown import shown
from palmyra_desktop.domain.vocabulary import Term
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.forms.editor import (
    DateEditor,
    Editor,
    LineEditor,
    NumberEditor,
    PageEditor,
    TermEditor,
)
from palmyra_desktop.gui.forms.fields_area import FieldsArea
from palmyra_desktop.gui.forms.links import LinksEditor
from palmyra_desktop.gui.forms.rows import RowsEditor
from palmyra_desktop.gui.tasks import Job
from palmyra_desktop.gui.undo import INITIATOR
from palmyra_desktop.gui.widgets.buttons import LinkButton
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import N_, _, language

if TYPE_CHECKING:
    from palmyra_desktop.gui.context import Context

Terms = Mapping[str, tuple[Term, ...]]
"""Vocabulary key to its terms, the user's own among them."""

_WIDTH, _HEIGHT = 640, 640
_NEW = -1
_SET_BY_PROGRAM = ("file_name", "media_type")
"""What attaching a file fills in."""
_TEXT = Field("text", N_("Text"), FieldType.QUOTE)
"""A source's archived text, read and written beside its fields; claims in it move with their words."""


class RecordForm(ActionDialog):
    """Enter a new record, or change one; nothing written in it is lost without a question."""

    saved = Signal(object)
    """ChangeSet"""

    def __init__(
        self,
        context: "Context",
        kind: Kind,
        terms: Terms,
        record: Record | None,
        parent: QWidget | None = None,
        text: str | None = None,
    ) -> None:
        """Show a record's values, or an empty form for a new one of a kind.

        Args:
            text: the archived text, of a source.
        """
        self._type = record_type(kind)
        head = _("New: {kind}").format(kind=_(self._type.label))
        if record is not None:
            head = _("Edit: {title}").format(title=heading(record))
        super().__init__(context.theme, "record_form", head, _("Save"), parent)
        self.resize(context.theme.px(_WIDTH), context.theme.px(_HEIGHT))
        # Enter belongs to the fields here; Ctrl+Enter saves.
        self.primary.setDefault(False)
        self.primary.setAutoDefault(False)
        self._context, self._record, self._text = context, record, text
        self.editors = {field.key: self._made(field, terms) for field in form_fields(kind)}
        self._problem = Label(context.theme, "", "body", "issue")
        self._problem.setObjectName("form_problem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._newer = LinkButton(context.theme, _("Show the newer version"))
        self._newer.setObjectName("newer_version_link")
        self._newer.clicked.connect(self._on_newer_wanted)
        self._newer.hide()
        self._theirs: Record | None = None
        self._lay_out()
        self._show_record(record)
        self.editors[self._type.title_key].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        rows = []
        for editor in self.editors.values():
            name = _(editor.field.label)
            rows.append((_("{field} (needed)").format(field=name) if editor.field.required else name, editor))
            editor.changed.connect(self._on_changed)
        self._scroll = FieldsArea(self._theme, rows, self)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._problem)
        self.foot.insertWidget(0, Label(self._theme, _("Ctrl+Enter saves"), "secondary", "muted"))
        self.foot.insertWidget(1, self._newer)

    def _made(self, field: Field, terms: Terms) -> Editor:
        theme = self._theme
        if (self._type.kind, field.key) == (Kind.CLAIM, "field"):
            return TermEditor(theme, field, _claimable())
        match field.type:
            case FieldType.DATE:
                return DateEditor(theme, field)
            case FieldType.NUMBER | FieldType.COUNT:
                return NumberEditor(theme, field)
            case FieldType.LONG_TEXT | FieldType.QUOTE:
                return PageEditor(theme, field)
            case FieldType.TERM:
                labels = [
                    (one.label_ar if language() == "ar" else one.label_en, one.key)
                    for one in terms.get(field.vocabulary or "", ())
                ]
                return TermEditor(theme, field, labels)
            case FieldType.LINK | FieldType.LINKS:
                with_roles = (self._type.kind, field.key) == (Kind.EVENT, "actors")
                return LinksEditor(self._context, field, with_roles)
            case FieldType.NAMES | FieldType.IDENTIFIERS | FieldType.TEXTS:
                return RowsEditor(theme, field)
            case _:
                return LineEditor(theme, field)

    def _show_record(self, record: Record | None) -> None:
        self._record = record
        for key, editor in self.editors.items():
            if record is not None:
                editor.show_value(self._text if key == _TEXT.key else getattr(record, key))
        self._at_first = {key: editor.value() for key, editor in self.editors.items()}
        self._is_edited = False

    def _on_changed(self) -> None:
        self._is_edited = True
        self._problem.hide()

    @property
    def values(self) -> dict[str, Any]:
        """The values that are different from those first shown.

        Raises:
            InvalidRecord: at the first field that holds no value of its type.
        """
        now = {key: editor.value() for key, editor in self.editors.items()}
        return {key: value for key, value in now.items() if value != self._at_first[key]}

    @override
    def _on_primary_clicked(self) -> None:
        try:
            values = self.values
        except InvalidRecord as error:
            self._on_failed(error)
            return
        if not values and self._record is not None:
            self.accept()
            return
        self.primary.setEnabled(False)
        edit, label = self._edit(values)
        archive, author = self._context.archive, self._context.settings.value.author

        def work(job: Job) -> ChangeSet:
            from palmyra_desktop.services import editing

            return editing.apply(archive, (edit,), label=label, author=author, initiator=INITIATOR)

        self._context.tasks.write(work, self._on_saved, self._on_failed)

    def _edit(self, values: dict[str, Any]) -> tuple[Edit, str]:
        title = str(values.get(self._type.title_key) or (heading(self._record) if self._record else ""))
        title = title if len(title) <= 60 else f"{title[:59].rstrip()}…"
        if self._record is None:
            return Edit(Action.CREATE, self._type.kind, _NEW, values=values), _("New “{title}”").format(
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

        def work(job: Job) -> Record:
            return archive.record(ref)

        self._context.tasks.read(work, self._on_theirs, key="form")

    def _show_problem(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setAccessibleName(words)
        self._problem.show()

    def _on_theirs(self, theirs: Record) -> None:
        """Show both versions in words; saving again writes this one over the newer, field by field."""
        self._theirs = theirs
        words = _("“{title}” was changed by somebody else since you opened it.")
        lines = [words.format(title=heading(theirs))]
        for key, mine in self.values.items():
            field = self.editors[key].field
            if key == _TEXT.key:
                lines.append(_("Your text takes the place of the one in the archive."))
            elif mine != (other := getattr(theirs, key)):
                line = _("{field}: yours is “{mine}”, in the archive now is “{theirs}”.")
                lines.append(
                    line.format(field=_(field.label), mine=shown(field, mine), theirs=shown(field, other))
                )
        lines.append(_("Save again to write yours, or show the newer version."))
        self._show_problem("\n".join(lines))
        self._record = theirs
        self._newer.show()

    def _on_newer_wanted(self) -> None:
        self._newer.hide()
        self._problem.hide()
        self._show_record(self._theirs)

    @override
    def reject(self) -> None:
        if not self._is_edited:
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
        super().reject()


def form_fields(kind: Kind) -> tuple[Field, ...]:
    """Return the fields a form shows: what a person enters, without what the program finds out by itself."""
    entered = tuple(
        field
        for field in record_type(kind).entered
        if field.type is not FieldType.HASH and field.in_table and field.key not in _SET_BY_PROGRAM
    )
    return (*entered, _TEXT) if kind is Kind.SOURCE else entered


def _claimable() -> list[tuple[str, str]]:
    """Return the fields a claim may be about, of any kind of record, as (label, key)."""
    labels = {key: _(label) for key, label in SPECIAL_FIELDS}
    for kind in RECORD_TYPES:
        labels |= {field.key: _(field.label) for field in kind.fields if field.claimable}
    return [(label, key) for key, label in labels.items()]

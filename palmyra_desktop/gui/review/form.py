"""The form in which a finding is put right."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from palmyra_desktop.domain.errors import InvalidRecord
from palmyra_desktop.domain.fields import Field, FieldType
from palmyra_desktop.domain.review import FindingRef, Part, Review
from palmyra_desktop.domain.vocabulary import vocabulary
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.forms.editor import Editor, LineEditor, PageEditor
from palmyra_desktop.gui.forms.fields_area import FieldsArea
from palmyra_desktop.gui.forms.links import LinksEditor
from palmyra_desktop.gui.forms.terms import TermEditor
from palmyra_desktop.gui.review.corrections import EVENT, fields_of, values_of
from palmyra_desktop.gui.review.date_editor import ArticleDateEditor
from palmyra_desktop.gui.review.links import NamesEditor
from palmyra_desktop.gui.review.sorts import spans_of
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _, language

if TYPE_CHECKING:
    from palmyra_desktop.gui.context import Context

_WIDTH = 600
_ONE_LINE = ("authors", "hedges")
"""Several short texts, written on one line with ";" between them."""


class FindingForm(ActionDialog):
    """Shows what was found in fields; what is changed there is told when the primary button is taken."""

    entered = Signal(object, object)
    """FindingRef and the values that were changed, by the key of the field."""

    def __init__(
        self, context: "Context", review: Review, ref: FindingRef, parent: QWidget | None = None
    ) -> None:
        """Show a finding of a review."""
        super().__init__(context.theme, "finding_form", _heading(ref), _("Keep it so"), parent)
        self._context, self._review, self._ref = context, review, ref
        self.setMinimumWidth(context.theme.px(_WIDTH))
        # Enter belongs to the fields here; Ctrl+Enter takes the button.
        self.primary.setDefault(False)
        self.primary.setAutoDefault(False)
        self.editors = {field.key: self._made(field) for field in fields_of(review, ref)}
        self._lay_out()
        for key, value in values_of(review, ref).items():
            if key in self.editors:
                self.editors[key].show_value(value)
        self._at_first = {key: editor.value() for key, editor in self.editors.items()}
        self._fields.updateGeometry()  # the names shown need room, too
        next(iter(self.editors.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        spans = spans_of(self._review, self._ref)
        if spans:
            words = self._review.findings.article.words(spans[0])
            quote = Label(self._theme, _("“{words}”").format(words=" ".join(words.split())), "serif", "text2")
            quote.setWordWrap(True)
            self.body.addWidget(quote)
        rows = [(_(editor.field.label), editor) for editor in self.editors.values()]
        self._fields = FieldsArea(self._theme, rows, self)
        self.body.addWidget(self._fields, 1)
        self.foot.insertWidget(0, Label(self._theme, _("Ctrl+Enter keeps it"), "secondary", "muted"))

    def _made(self, field: Field) -> Editor:
        theme = self._theme
        if field.key in _ONE_LINE:
            return LineEditor(theme, field)
        if field.key == "proposition":
            return PageEditor(theme, field)
        if field is EVENT:
            events = enumerate(self._review.findings.events)
            return EventEditor(theme, field, [(event.title, place) for place, event in events])
        match field.type:
            case FieldType.DATE:
                return ArticleDateEditor(theme, field, self._review.findings.article)
            case FieldType.TERM:
                terms = vocabulary(field.vocabulary or "").terms
                is_arabic = language() == "ar"
                choices = [(one.label_ar if is_arabic else one.label_en, one.key) for one in terms]
                return TermEditor(theme, field, choices)
            case FieldType.LINK:
                return LinksEditor(self._context, field, with_roles=False)
            case FieldType.LINKS:
                return NamesEditor(self._context, field, self._review, with_roles=field.key == "actors")
            case FieldType.LONG_TEXT:
                return PageEditor(theme, field)
            case _:
                return LineEditor(theme, field)

    @override
    def _on_primary_clicked(self) -> None:
        values: dict[str, Any] = {}
        for key, editor in self.editors.items():
            try:
                value = editor.value()
            except InvalidRecord as error:
                editor.show_note(str(error), is_wrong=True)
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            if value != self._at_first[key]:
                values[key] = value
        self.accept()
        self.entered.emit(self._ref, values)


class EventEditor(TermEditor):
    """One event of the article, or none; nothing else can be written."""

    @override
    def value(self) -> Any:
        row = self.box.findText(self.box.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        if row < 0:
            raise InvalidRecord(self.field.key, _("This is no event found in the article."))
        return self.box.itemData(row)

    @override
    def show_value(self, value: Any) -> None:
        self.box.setCurrentIndex(0 if value is None else self.box.findData(value))


def _heading(ref: FindingRef) -> str:
    return {
        Part.SOURCE: _("The source"),
        Part.CLAIM: _("Correct the claim"),
        Part.ENTITY: _("Correct the name"),
        Part.CAPTION: _("Correct the caption"),
        Part.EVENT: _("Correct the event"),
        Part.DATE: _("Correct the date"),
    }[ref.part]

"""The editor of a term: a choice that can be written in, and grows by what the user writes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget
from typing_extensions import override

from palmyra_desktop.domain import vocabulary
from palmyra_desktop.domain.fields import Field
from palmyra_desktop.domain.vocabulary import Term
from palmyra_desktop.gui.forms.editor import Editor
from palmyra_desktop.gui.widgets.choice import Choice
from palmyra_desktop.i18n import _, language

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme


class TermEditor(Editor):
    """A term of a list, or one of the user's own, where the list can grow with a name in both languages."""

    def __init__(
        self,
        theme: "Theme",
        field: Field,
        choices: Sequence[tuple[str, Any]],
        can_grow: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Offer choices, (label, key), in their order, after an empty one; anything else can be written.

        Args:
            can_grow: whether the form adds what is written to the list, see `new_term`.
        """
        super().__init__(theme, field, parent)
        self._can_grow = can_grow and field.vocabulary is not None
        self.box = Choice(parent=self)
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # As wide as there is room: the longest choice must not push the label above the field.
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(12)
        self.box.addItem("", None)
        for label, key in choices:
            self.box.addItem(label, key)
        completer = QCompleter(self.box.model(), self.box)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.box.setCompleter(completer)
        self.put(self.box)
        self._translation = QLineEdit(self)
        self._translation.setObjectName(f"{field.key}_translation")
        words = _("The same in English") if language() == "ar" else _("The same in Arabic")
        self._translation.setPlaceholderText(words)
        self._translation.setAccessibleName(words)
        self._translation.hide()
        self._translation.textChanged.connect(self.changed)
        self.layout_.addWidget(self._translation)
        self.box.currentTextChanged.connect(self._on_edited)

    @override
    def value(self) -> Any:
        text = self.box.currentText().strip()
        if not text:
            return None
        row = self.box.findText(text, Qt.MatchFlag.MatchFixedString)
        if row > 0:
            return self.box.itemData(row)
        known = vocabulary.key_of(self.field.vocabulary, text) if self.field.vocabulary else None
        return known or text

    @override
    def show_value(self, value: Any) -> None:
        row = self.box.findData(value)
        if row >= 0:
            self.box.setCurrentIndex(row)
        else:
            self.box.setCurrentText(str(value))

    @override
    def state(self) -> Any:
        return [self.box.currentText(), self._translation.text()]

    @override
    def restore(self, state: Any) -> None:
        text, translation = state
        self.box.setCurrentText(text)
        self._translation.setText(translation)

    @property
    def new_term(self) -> Term | None:
        """The term written that is not in the list yet, None for one that is."""
        text, other = self.box.currentText().strip(), self._translation.text().strip()
        if not self._can_grow or not text or self._is_listed(text):
            return None
        labels = (other or text, text) if language() == "ar" else (text, other or text)
        return Term(text, *labels)

    def _is_listed(self, text: str) -> bool:
        is_offered = self.box.findText(text, Qt.MatchFlag.MatchFixedString) > 0
        return is_offered or vocabulary.key_of(self.field.vocabulary or "", text) is not None

    @override
    def _on_edited(self) -> None:
        super()._on_edited()
        is_new = self.new_term is not None
        self._translation.setVisible(is_new)
        if is_new:
            self.show_note(_("Not in the list yet; it is added when you save."))

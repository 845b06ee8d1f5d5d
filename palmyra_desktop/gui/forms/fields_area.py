"""The fields of a form, one below the other, that scroll where there is no room for all."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFormLayout, QWidget
from typing_extensions import override

from palmyra_desktop.gui.forms.editor import Editor
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.gui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme


class FieldsArea(Scrolled):
    """Rows of a label and its editor; asks for the room that all of them need."""

    def __init__(
        self, theme: "Theme", rows: Iterable[tuple[str, Editor]], parent: QWidget | None = None
    ) -> None:
        """Lay out rows: the words of the label, translated, and the editor."""
        self._content = QWidget()
        super().__init__(self._content, parent)
        self.setObjectName("form_fields")
        form = QFormLayout(self._content)
        form.setContentsMargins(0, 0, theme.px(12), 0)
        form.setHorizontalSpacing(theme.px(20))
        form.setVerticalSpacing(theme.px(10))
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        taken: set[str] = set()
        for words, editor in rows:
            label = Label(theme, _with_key(words, taken), "body", "text2")
            label.setBuddy(editor)
            form.addRow(label, editor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @override
    def sizeHint(self) -> QSize:
        hint = self._content.sizeHint()
        return QSize(hint.width(), max(hint.height(), self._content.heightForWidth(hint.width())))


def _with_key(words: str, taken: set[str]) -> str:
    """Return the words of a label with "&" before a letter no other has, which Alt takes to the field."""
    shown = words.replace("&", "&&")
    for place, letter in enumerate(shown):
        if letter.isalpha() and letter.casefold() not in taken:
            taken.add(letter.casefold())
            return f"{shown[:place]}&{shown[place:]}"
    return shown

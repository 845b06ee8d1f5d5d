"""All tags with their colours and keys."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)
from typing_extensions import override

from palmyra_desktop.domain.tags import COLORS, Tag, look_of
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.tag_marks import tag_icon
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.gui.widgets.scrolled import Scrolled
from palmyra_desktop.i18n import _, format_number

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_WIDTH, _HEIGHT = 520, 420


class TagsDialog(ActionDialog):
    """A row for each tag, and a line for a new one."""

    entered = Signal(object)
    """tuple[Tag, ...]: how all tags look now."""

    def __init__(self, theme: "Theme", tags: Sequence[Tag], parent: QWidget | None = None) -> None:
        """Show the tags there are."""
        lead = _("In the list a key gives the selected records its tag, or takes it away.")
        super().__init__(theme, "tags_dialog", _("Tags"), _("Keep"), parent, lead)
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self._rows: list[tuple[str, QComboBox, QComboBox]] = []
        content = QWidget(self)
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(0, 0, theme.px(12), 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setColumnStretch(0, 1)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        for column, words in enumerate((_("Tag"), _("Colour"), _("Key"))):
            self._grid.addWidget(Label(theme, words, "secondary", "muted"), 0, column)
        for tag in tags:
            self._add(tag)
        self.body.addWidget(Scrolled(content, self), 1)
        self._add_line()

    def _add_line(self) -> None:
        self.line = QLineEdit(self)
        self.line.setObjectName("new_tag_line")
        self.line.setPlaceholderText(_("A new tag"))
        self.line.setAccessibleName(_("A new tag"))
        self.line.returnPressed.connect(self._on_new)
        add = QPushButton(_("Add"), self)
        add.setAutoDefault(False)
        add.clicked.connect(self._on_new)
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(add)
        self.body.addLayout(row)
        self.primary.setDefault(False)
        self.primary.setAutoDefault(False)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, tag: Tag) -> None:
        colors = QComboBox(self)
        colors.setAccessibleName(_("Colour of {tag}").format(tag=tag.name))
        for key, label in COLORS.items():
            colors.addItem(tag_icon(self._theme, Tag(tag.name, key)), _(label), key)
        colors.setCurrentIndex(max(0, colors.findData(tag.color)))
        keys = QComboBox(self)
        keys.setAccessibleName(_("Key of {tag}").format(tag=tag.name))
        keys.addItem("–", None)
        for number in range(1, 10):
            keys.addItem(format_number(number), number)
        keys.setCurrentIndex(keys.findData(tag.key))
        keys.currentIndexChanged.connect(self._on_key_chosen)
        place = len(self._rows) + 1
        name = Label(self._theme, tag.name)
        for column, widget in enumerate((name, colors, keys)):
            self._grid.addWidget(widget, place, column)
        self._rows.append((tag.name, colors, keys))

    def _on_new(self) -> None:
        name = self.line.text().strip()
        self.line.clear()
        if name and name not in [known for known, _colors, _keys in self._rows]:
            taken = {keys.currentData() for _name, _colors, keys in self._rows}
            free = next((number for number in range(1, 10) if number not in taken), None)
            look = look_of(name, ())
            self._add(Tag(name, look.color, free))

    def _on_key_chosen(self) -> None:
        """A key belongs to one tag: the one that had it has none."""
        chosen = self.sender()
        for _name, _colors, keys in self._rows:
            is_taken = isinstance(chosen, QComboBox) and keys.currentData() == chosen.currentData()
            if keys is not chosen and is_taken:
                keys.setCurrentIndex(0)

    @property
    def tags(self) -> tuple[Tag, ...]:
        """How all tags look now."""
        return tuple(Tag(name, colors.currentData(), keys.currentData()) for name, colors, keys in self._rows)

    @override
    def _on_primary_clicked(self) -> None:
        self._on_new()
        self.accept()
        self.entered.emit(self.tags)

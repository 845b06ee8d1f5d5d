"""Records that may be the same thing twice, with the reason; each pair is compared or told apart."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QTreeWidgetItem, QWidget

from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.record import RECORD_TYPES
from palmyra_desktop.domain.shown import numbered
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.gui.widgets.log_tree import log_tree
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme
    from palmyra_desktop.services.merging import Suggestion

_WIDTH, _HEIGHT = 760, 480


class DuplicatesDialog(ActionDialog):
    """A list of pairs; it stays open while one after the other is looked at."""

    kind_changed = Signal(object)
    """Kind: look for these."""
    comparison_wanted = Signal(object)
    """Suggestion"""
    apart = Signal(object)
    """Suggestion: they are not the same."""

    def __init__(self, theme: "Theme", kind: Kind, parent: QWidget | None = None) -> None:
        """Show nothing until `show_suggestions`."""
        super().__init__(
            theme, "duplicates_dialog", _("Possible duplicates"), _("Close"), parent, can_cancel=False
        )
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self._suggestions: list[Suggestion] = []
        self.kind = QComboBox(self)
        self.kind.setObjectName("duplicates_kind")
        self.kind.setAccessibleName(_("Kind of record"))
        for described in RECORD_TYPES:
            self.kind.addItem(_(described.label_plural), described.kind.value)
        self.kind.setCurrentIndex(self.kind.findData(kind.value))
        self.summary = Label(theme, "", "body", "text2")
        self.summary.setObjectName("duplicates_summary")
        heads = (_("One"), _("The other"), _("Why"))
        self.pairs = log_tree("duplicate_pairs", self.heading.text(), heads, stretched=(0, 1))
        self.compare = self._button(_("Compare…"), "compare_button")
        self.not_same = self._button(_("Not the same"), "not_same_button")
        self.body.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.pairs, 1)
        self.pairs.setFocus(Qt.FocusReason.OtherFocusReason)
        self.foot.insertWidget(0, self.compare)
        self.foot.insertWidget(1, self.not_same)
        self.kind.currentIndexChanged.connect(self._on_kind_changed)
        self.pairs.currentItemChanged.connect(self._on_current_changed)
        self.pairs.itemActivated.connect(self._on_compare)
        self.compare.clicked.connect(self._on_compare)
        self.not_same.clicked.connect(self._on_not_same)

    def _button(self, words: str, name: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setEnabled(False)
        return button

    def show_suggestions(self, found: Sequence["Suggestion"]) -> None:
        """Show pairs, those with most in common first; the place in the list stays."""
        place = self._place()
        self._suggestions = list(found)
        self.pairs.clear()
        for one in found:
            reasons = ", ".join(_(reason) for reason in one.reasons)
            texts = [numbered(link) for link in (one.first, one.second)]
            item = QTreeWidgetItem(self.pairs, [*texts, reasons])
            for column, text in enumerate((*texts, reasons)):
                item.setToolTip(column, plain(text))
        count = len(found)
        words = ngettext("{count} pair may be the same.", "{count} pairs may be the same.", count)
        shown = words.format(count=format_number(count)) if count else _("No two of them look the same.")
        self.summary.setText(shown)
        current = self.pairs.topLevelItem(min(place, count - 1)) if count else None
        if current is not None:
            self.pairs.setCurrentItem(current)
        self._on_current_changed()

    def _current(self) -> "Suggestion | None":
        return self._suggestions[self._place()] if self.pairs.currentItem() is not None else None

    def _place(self) -> int:
        item = self.pairs.currentItem()
        return 0 if item is None else self.pairs.indexOfTopLevelItem(item)

    def _on_kind_changed(self) -> None:
        self.kind_changed.emit(Kind(self.kind.currentData()))

    def _on_current_changed(self) -> None:
        for button in (self.compare, self.not_same):
            button.setEnabled(self._current() is not None)

    def _on_compare(self) -> None:
        found = self._current()
        if found is not None:
            self.comparison_wanted.emit(found)

    def _on_not_same(self) -> None:
        found = self._current()
        if found is not None:
            self.apart.emit(found)

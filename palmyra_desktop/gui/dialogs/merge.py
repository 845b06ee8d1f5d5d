"""Two records side by side: which values the one has that comes of them, and which of the two stays."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget
from typing_extensions import override

from palmyra_desktop.domain.shown import numbered
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.fonts import SEMIBOLD
from palmyra_desktop.gui.widgets.buttons import LinkButton
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.gui.widgets.scrolled import Scrolled
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme
    from palmyra_desktop.services.merging import Comparison, Side

_WIDTH, _HEIGHT = 820, 600
_LONGEST = 160
STAYING, GOING, BOTH = "staying", "going", "both"
"""Whose value is kept, as `services.merging` has it."""


class MergeDialog(ActionDialog):
    """Only fields that differ are asked about; what would be lost is in the trash and comes back by undo."""

    merged = Signal(object)
    """dict[str, str]: by field, whose value is kept."""
    apart = Signal()
    """They are not the same."""
    swapped = Signal()
    """The other one is to stay."""

    def __init__(self, theme: "Theme", comparison: "Comparison", parent: QWidget | None = None) -> None:
        """Show both."""
        super().__init__(
            theme, "merge_dialog", _("Are these the same?"), _("Make them one"), parent, _lead(comparison)
        )
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self.comparison = comparison
        self._groups: dict[str, QButtonGroup] = {}
        content = QWidget(self)
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(0, 0, theme.px(12), 0)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(6))
        for column, share in enumerate((0, 3, 3, 0)):
            self._grid.setColumnStretch(column, share)
        for column, words, link in (
            (1, _("Stays: {title}"), comparison.staying),
            (2, _("To the trash: {title}"), comparison.going),
        ):
            head = Label(theme, words.format(title=numbered(link)), "body", "text", SEMIBOLD)
            head.setWordWrap(True)
            self._grid.addWidget(head, 0, column)
        self._add_all(comparison.sides)
        if lost := _lost(comparison):
            warning = Label(theme, lost, "body", "issue")
            warning.setObjectName("merge_lost")
            warning.setWordWrap(True)
            self.body.addWidget(warning)
        area = Scrolled(content, self)
        area.setObjectName("merge_fields")
        area.setAccessibleName(self.heading.text())
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(area, 1)
        self.swap = self._link(_("Let the other one stay"), "swap_link")
        self.not_same = self._link(_("They are not the same"), "not_same_link")
        self.swap.clicked.connect(self._on_swap)
        self.not_same.clicked.connect(self._on_apart)
        self.foot.insertWidget(0, self.not_same)
        self.foot.insertWidget(1, self.swap)

    def _link(self, words: str, name: str) -> LinkButton:
        link = LinkButton(self._theme, words)
        link.setObjectName(name)
        return link

    def _add_all(self, sides: Sequence["Side"]) -> None:
        """Add what both hold and has to be judged, and below it what only one of them has."""
        of_both = [side for side in sides if side.staying and side.going]
        of_one = [side for side in sides if side not in of_both]
        for side in of_both:
            self._add(self._grid.rowCount(), side)
        if of_one:
            words = Label(self._theme, _("Only one of them has"), "body", "muted")
            words.setContentsMargins(0, self._theme.px(10) if of_both else 0, 0, 0)
            self._grid.addWidget(words, self._grid.rowCount(), 0, 1, 4)
        for side in of_one:
            self._add(self._grid.rowCount(), side)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _add(self, row: int, side: "Side") -> None:
        name = Label(self._theme, side.label, "body", "text2")
        name.setMinimumHeight(self._theme.px(26))
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        group = self._groups[side.key] = QButtonGroup(self)
        values = {STAYING: side.staying, GOING: side.going}
        if side.can_be_both:
            values[BOTH] = _("Both")
        for column, (whose, words) in enumerate(values.items(), 1):
            cell, button = self._cell(side, whose, words)
            group.addButton(button)
            button.setChecked(side.choice == whose)
            self._grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)

    def _cell(self, side: "Side", whose: str, words: str) -> tuple[QWidget, QRadioButton]:
        """Return a choice with its words, which wrap; a radio button's own do not."""
        words, color = (words, "text") if words else (_("nothing"), "muted")
        cell = QWidget(self)
        button = QRadioButton(cell)
        button.setObjectName(f"{side.key}_{whose}")
        button.setProperty("whose", whose)
        button.setAccessibleName(f"{side.label}: {words}")
        label = Label(
            self._theme, words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…", "body", color
        )
        label.setWordWrap(True)
        label.setToolTip(plain(words))
        layout = QGridLayout(cell)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(self._theme.px(4))
        layout.addWidget(button, 0, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(label, 0, 1)
        layout.setColumnStretch(1, 1)
        label.setMinimumHeight(self._theme.px(26))
        return cell, button

    def choose(self, key: str, whose: str) -> None:
        """Take a choice for a field, as a click does."""
        for button in self._groups[key].buttons():
            if button.property("whose") == whose:
                button.setChecked(True)

    @property
    def choices(self) -> dict[str, str]:
        """By field, whose value is kept."""
        checked = {key: group.checkedButton() for key, group in self._groups.items()}
        return {key: str(button.property("whose")) for key, button in checked.items() if button}

    def _on_swap(self) -> None:
        self.accept()
        self.swapped.emit()

    def _on_apart(self) -> None:
        self.accept()
        self.apart.emit()

    @override
    def _on_primary_clicked(self) -> None:
        self.accept()
        self.merged.emit(self.choices)


def _lead(comparison: "Comparison") -> str:
    count, same = comparison.pointing, comparison.same
    words = ngettext(
        "{count} link, claim or part of the other one moves to it.",
        "{count} links, claims or parts of the other one move to it.",
        count,
    )
    parts = [words.format(count=format_number(count))] if count else []
    if same:
        words = ngettext("{count} field is the same in both.", "{count} fields are the same in both.", same)
        parts.append(words.format(count=format_number(same)))
    parts.append(_("What is not kept stays with the other one in the trash; one undo brings both back."))
    return " ".join(parts)


def _lost(comparison: "Comparison") -> str:
    """Return what the one that stays would not have and nobody is asked about; "" for nothing."""
    if not comparison.has_other_text:
        return ""
    differ = _("Their texts differ: the text of the other one goes to the trash with it.")
    count = comparison.words_lost
    words = ngettext(
        "The words of {count} claim do not stand in the text that stays.",
        "The words of {count} claims do not stand in the text that stays.",
        count,
    )
    return f"{differ} {words.format(count=format_number(count))}" if count else differ

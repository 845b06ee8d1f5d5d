"""Yours, theirs or both, field by field, where somebody else changed the record that one was writing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.fields import FieldType, Kind
from palmyra_desktop.domain.reconciling import Difference, Stays, both_in_words
from palmyra_desktop.domain.reference import Link
from palmyra_desktop.domain.shown import role, shown
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.fonts import SEMIBOLD
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.gui.widgets.scrolled import Scrolled
from palmyra_desktop.i18n import _, isolated, side_by_side

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_WIDTH, _HEIGHT = 620, 480
_SHORT, _LONGEST = 60, 400


class ReconcileDialog(ActionDialog):
    """Show both values of each field; nothing is chosen for the user where a value would be lost."""

    decided = Signal(object)
    """dict[str, Stays]: by field."""

    def __init__(
        self,
        theme: "Theme",
        kind: Kind,
        lead: str,
        differences: Sequence[Difference],
        parent: QWidget | None = None,
    ) -> None:
        """Ask.

        Args:
            lead: who changed the record, and when.
        """
        super().__init__(
            theme, "reconcile_dialog", _("Somebody else changed it, too"), _("Save"), parent, lead
        )
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self._kind = kind
        self._groups: dict[str, QButtonGroup] = {}
        content = QWidget(self)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, theme.px(12), 0)
        layout.setSpacing(theme.px(4))
        for difference in differences:
            self._add(layout, difference)
        layout.addStretch(1)
        area = Scrolled(content, self)
        area.setObjectName("differences")
        area.setAccessibleName(self.heading.text())
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(area, 1)
        next(iter(self._groups.values())).buttons()[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_chosen()

    def _add(self, layout: QVBoxLayout, difference: Difference) -> None:
        field = difference.field
        layout.addSpacing(self._theme.px(8))
        layout.addWidget(Label(self._theme, _(field.label), "body", "text", SEMIBOLD))
        group = self._groups[field.key] = QButtonGroup(self)
        values = {
            Stays.YOURS: _told(difference, difference.yours),
            Stays.THEIRS: _told(difference, difference.theirs),
        }
        words = {
            Stays.YOURS: _("Yours: {value}").format(value=_at_once(values[Stays.YOURS])),
            Stays.THEIRS: _("Theirs: {value}").format(value=_at_once(values[Stays.THEIRS])),
        }
        both = both_in_words(self._kind, difference)
        if both:
            words[Stays.BOTH] = _("Both: {how}").format(how=both)
        for stays, text in words.items():
            button = QRadioButton(text.replace("&", "&&"))
            button.setObjectName(f"{field.key}_{stays.value}")
            button.setProperty("stays", stays.value)
            group.addButton(button)
            layout.addWidget(button)
            if len(value := values.get(stays, "")) > _SHORT:
                below = Label(self._theme, value, "secondary", "text2")
                below.setWordWrap(True)
                below.setContentsMargins(self._theme.px(26), 0, self._theme.px(26), 0)
                layout.addWidget(below)
        if both:
            group.buttons()[-1].setChecked(True)
        group.buttonToggled.connect(self._on_chosen)

    def choose(self, key: str, stays: Stays) -> None:
        """Take a choice for a field, as a click does."""
        for button in self._groups[key].buttons():
            if button.property("stays") == stays.value:
                button.setChecked(True)

    def _on_chosen(self) -> None:
        self.primary.setEnabled(all(group.checkedButton() for group in self._groups.values()))

    @override
    def _on_primary_clicked(self) -> None:
        chosen = {key: group.checkedButton() for key, group in self._groups.items()}
        stays = {key: Stays(button.property("stays")) for key, button in chosen.items() if button}
        self.accept()
        self.decided.emit(stays)


def _at_once(words: str) -> str:
    """Return a value that fits beside its choice; a longer one stands below it."""
    return words if len(words) <= _SHORT else ""


def _told(difference: Difference, value: Any) -> str:
    field = difference.field
    told = side_by_side(map(_linked, value), ", ") if field.type is FieldType.LINKS else shown(field, value)
    words = " ".join(told.split())
    if not words:
        return _("nothing")
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"


def _linked(link: Link) -> str:
    """Return a link with its role, in which alone two of them may differ."""
    return f"{isolated(link.title)} ({role(link)})" if link.role else link.title

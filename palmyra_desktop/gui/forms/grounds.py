"""Asking what a changed value rests on: the claims that say so, a new claim, or the archive's own choice."""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget
from typing_extensions import override

from palmyra_desktop.domain import grounds
from palmyra_desktop.domain.changes import Edit
from palmyra_desktop.domain.claim import CLAIM, Claim
from palmyra_desktop.domain.errors import InvalidRecord
from palmyra_desktop.domain.record import heading, record_type
from palmyra_desktop.domain.reference import Record
from palmyra_desktop.domain.shown import claimants, claimed, shown, term
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.forms.editor import PageEditor
from palmyra_desktop.gui.forms.fields_area import FieldsArea
from palmyra_desktop.gui.forms.links import LinksEditor
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _, format_number, isolated, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.gui.context import Context

_WIDTH = 600


@dataclass(frozen=True, slots=True)
class Spoken:
    """A record with the claims about it and the claims its shown values rest on, by field."""

    record: Record
    claims: tuple[Claim, ...]
    chosen: Mapping[str, int]


class GroundsDialog(ActionDialog):
    """What one changed value rests on."""

    chosen = Signal(object)
    """tuple[Edit, ...]: what makes it so; nothing where nothing is to be written."""

    def __init__(
        self,
        context: "Context",
        spoken: Spoken,
        key: str,
        value: Any,
        number: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        """Offer the claims that say this value, a new one, and none.

        Args:
            number: gives a negative id to each record that is to be made.
        """
        field = record_type(spoken.record.kind).field(key)
        words = shown(field, value) or _("nothing")
        head = _("{field}: {value}").format(field=_(field.label), value=words)
        lead = _("Claims about “{title}” speak of this. Say what the new value rests on.")
        lead = lead.format(title=isolated(heading(spoken.record)))
        super().__init__(context.theme, "grounds_dialog", head, _("Save"), parent, lead)
        self.setMinimumWidth(context.theme.px(_WIDTH))
        self.primary.setDefault(False)
        self.primary.setAutoDefault(False)
        self._spoken, self._key, self._value, self._number = spoken, key, value, number()
        self._choices = QButtonGroup(self)
        about = [claim for claim in spoken.claims if claim.field == key]
        saying = grounds.saying(about, spoken.record, key, value)
        for claim in saying:
            self._offer(_claim_words(claim), f"claim_{claim.id}", claim.id)
        others = len(about) - len(saying)
        if others:
            words = ngettext(
                "{count} claim says something else.", "{count} claims say something else.", others
            )
            self.body.addWidget(
                Label(context.theme, words.format(count=format_number(others)), "secondary", "muted")
            )
        self._new = self._offer(_("A &new claim:"), "new_claim", 0)
        self._fields = self._new_fields(context, number)
        self._fields.setMinimumHeight(self._fields.sizeHint().height())
        self.body.addWidget(self._fields)
        self._by_archive = self._offer(_("No claim: as &chosen by the archive"), "by_archive", -1)
        self.body.addStretch(1)
        self._choices.buttonToggled.connect(self._on_toggled)
        self._choices.buttons()[0].setChecked(True)
        self._choices.buttons()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, words: str, name: str, number: int) -> QRadioButton:
        button = QRadioButton(words, self)
        button.setObjectName(name)
        button.setProperty("claim", number)
        self._choices.addButton(button)
        self.body.addWidget(button)
        return button

    def _new_fields(self, context: "Context", number: Callable[[], int]) -> FieldsArea:
        self.claimants = LinksEditor(context, CLAIM.field("claimants"), False, number)
        self.source = LinksEditor(context, CLAIM.field("source"), False, number)
        self.words = PageEditor(context.theme, CLAIM.field("words"))
        editors = (self.claimants, self.source, self.words)
        area = FieldsArea(context.theme, [(_(one.field.label), one) for one in editors], self)
        for editor in editors:
            editor.changed.connect(self._on_written)
        return area

    def _on_written(self) -> None:
        """Whoever writes who says so means a new claim."""
        self._new.setChecked(True)

    def _on_toggled(self, button: QRadioButton, is_checked: bool) -> None:
        if is_checked and button is self._new and not self._fields.isAncestorOf(self.focusWidget() or self):
            self.claimants.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What is to be written with the value.

        Raises:
            InvalidRecord: where a new claim names a record that was not chosen.
        """
        record, key = self._spoken.record, self._key
        chosen = self._choices.checkedButton()
        if chosen is self._new:
            given = {
                "claimants": self.claimants.value(),
                "source": self.source.value(),
                "words": self.words.value(),
            }
            made = grounds.new_claim(record, key, self._value, self._number, given)
            others = (*self.claimants.new_records, *self.source.new_records)
            return (*others, made, grounds.rest(record, key, self._number))
        wanted = None if chosen is None or chosen is self._by_archive else int(chosen.property("claim"))
        return (grounds.rest(record, key, wanted),) if wanted != self._spoken.chosen.get(key) else ()

    @override
    def _on_primary_clicked(self) -> None:
        try:
            edits = self.edits
        except InvalidRecord as error:
            editor = self.claimants if error.field == "claimants" else self.source
            editor.show_note(str(error), is_wrong=True)
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()
        self.chosen.emit(edits)


class Grounds(QObject):
    """Ask for what each of several changed values rests on, one after the other."""

    settled = Signal(object)
    """Mapping of the key of each value to the edits that make its ground."""
    left = Signal()
    """The user went back: nothing is to be written."""

    def __init__(
        self, context: "Context", spoken: Spoken, values: Mapping[str, Any], window: QWidget
    ) -> None:
        """Ask nothing yet."""
        super().__init__(window)
        self._context, self._spoken, self._values, self._window = context, spoken, values, window
        self._open = list(grounds.spoken_of(spoken.claims, values))
        self._key = ""
        self._edits: dict[str, tuple[Edit, ...]] = {}
        self._number = itertools.count(grounds.FIRST_NUMBER, -1).__next__

    def ask(self) -> None:
        """Ask about the next value; all are settled where none is left."""
        if not self._open:
            self.settled.emit(self._edits)
            self.deleteLater()
            return
        key = self._key = self._open.pop(0)
        dialog = GroundsDialog(
            self._context, self._spoken, key, self._values[key], self._number, self._window
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._on_chosen)
        dialog.rejected.connect(self.left)
        dialog.open()

    def _on_chosen(self, edits: tuple[Edit, ...]) -> None:
        self._edits[self._key] = edits
        self.ask()


def _claim_words(claim: Claim) -> str:
    """Return a claim on one line: who, how, what, where."""
    verb = claim.verb or term("stance", claim.stance)
    source = f" – {claim.source.title}" if claim.source else ""
    words = f"{claimants(claim)}, {verb}: {claimed(claim)}{source}"
    return (words if len(words) <= 100 else f"{words[:99].rstrip()}…").replace("&", "&&")

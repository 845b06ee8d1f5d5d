"""Choosing the claim that another one repeats."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.shown import claimants, date_in_words
from palmyra_desktop.i18n import _

_MOST, _LONG = 30, 60


class RestingMenu(QMenu):
    """Offers the other claims about the same field, and none of them; all others are found in the form."""

    chosen = Signal(object, object)
    """Claim that rests, and the Claim it rests on or None."""

    def __init__(self, claim: Claim, others: Iterable[Claim], parent: QWidget | None = None) -> None:
        """Offer claims to rest a claim on."""
        super().__init__(_("Rests on"), parent)
        self.setObjectName("resting_menu")
        self._claim = claim
        self._add(_("No other claim: it is heard here first"), None)
        self.addSeparator()
        for other in [one for one in others if one.id != claim.id][:_MOST]:
            self._add(_words(other), other)
        self.triggered.connect(self._on_triggered)

    def _add(self, words: str, claim: Claim | None) -> None:
        action = self.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        rests_on = self._claim.rests_on
        action.setChecked((rests_on and rests_on.id) == (claim and claim.id))
        action.setData(claim)

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(self._claim, action.data())


def _words(claim: Claim) -> str:
    outlet = claim.publisher or (claim.source.title if claim.source else "")
    parts = (claimants(claim), outlet, date_in_words(claim.said))
    words = ", ".join(filter(None, parts))
    return words if len(words) <= _LONG else f"{words[: _LONG - 1]}…"

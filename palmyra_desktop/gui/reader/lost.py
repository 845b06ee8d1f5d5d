"""Claims whose words do not stand in the text: how many, which, and the way to put them in place anew."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from palmyra_desktop.domain.shown import claimants
from palmyra_desktop.gui.fonts import SEMIBOLD
from palmyra_desktop.gui.reader.reading import LostWords
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.buttons import LinkButton
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _, format_number, ngettext

_MOST, _SHOWN = 60, 40
"""Letters of a claim in the menu, and claims in it."""


class LostButton(LinkButton):
    """The number of claims without a place in the text, and a menu of them."""

    chosen = Signal(int)
    """A claim's id."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(theme, "", "secondary", parent)
        self.setObjectName("lost_button")
        self._menu = QMenu(self)
        self._menu.setObjectName("lost_menu")
        self._menu.triggered.connect(self._on_triggered)
        self.clicked.connect(self._on_clicked)

    def show_lost(self, lost: tuple[LostWords, ...]) -> None:
        """Offer claims; be hidden for none."""
        self.setVisible(bool(lost))
        words = ngettext("{count} without a place", "{count} without a place", len(lost))
        self.setText(words.format(count=format_number(len(lost))))
        self.setAccessibleName(self.text())
        self._menu.clear()
        for one in lost[:_SHOWN]:
            said = f"{claimants(one.claim)}: {one.claim.words or one.claim.proposition}"
            said = said if len(said) <= _MOST else f"{said[: _MOST - 1]}…"
            self._menu.addAction(said.replace("&", "&&")).setData(one.claim.id)

    def _on_clicked(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())


class LostNotice(QWidget):
    """Says that a claim's words do not stand in the text, which they are, and puts them in place anew."""

    anchor_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self.setObjectName("lost_words")
        self._head = Label(theme, "", "secondary", "issue", SEMIBOLD)
        self._reason = Label(theme, "", "secondary", "text2")
        self._quote = Label(theme, "", "serif", "text")
        self._how = Label(
            theme, _("Select its words in the text to put them in place."), "secondary", "text2"
        )
        self._anchor = LinkButton(theme, _("These are its words"))
        self._anchor.setObjectName("anchor_link")
        self._anchor.clicked.connect(self.anchor_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        layout.setSpacing(theme.px(2))
        for label in (self._head, self._quote, self._reason, self._how):
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addWidget(self._anchor, 0, Qt.AlignmentFlag.AlignLeading)
        self.offer(can_anchor=False, has_selection=False)

    def offer(self, *, can_anchor: bool, has_selection: bool) -> None:
        """Offer to put the words in place: where words are selected, else by saying how."""
        self._how.setVisible(can_anchor and not has_selection)
        self._anchor.setVisible(can_anchor and has_selection)

    def show_lost(self, lost: LostWords | None) -> None:
        """Say it of a claim; be hidden for None."""
        self.setVisible(lost is not None)
        if lost is None:
            return
        had_place = bool(lost.claim.words) and lost.claim.start is not None
        self._head.setText(_("The words of this claim no longer stand in this text") if had_place else "")
        self._head.setVisible(had_place)
        self._quote.setText(_("“{words}”").format(words=lost.claim.words) if lost.claim.words else "")
        self._quote.setVisible(bool(lost.claim.words))
        self._reason.setText(lost.reason)

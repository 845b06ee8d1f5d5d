"""The records a field links to: a chip each, and beside it the role it plays, where links carry one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from palmyra_desktop.domain.reference import Link
from palmyra_desktop.domain.shown import role
from palmyra_desktop.gui.widgets.chip import Chip
from palmyra_desktop.gui.widgets.choice import Choice
from palmyra_desktop.i18n import _

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_PLACE = "place"


class ChosenLinks(QWidget):
    """One below the other, in their order."""

    removed = Signal(int)
    """The place of the link that is to go."""
    role_chosen = Signal(int, object)
    """The place of a link, and the key of its new role or None."""

    def __init__(
        self, theme: "Theme", name: str, roles: Sequence[tuple[str, Any]], parent: QWidget | None = None
    ) -> None:
        """Show no link.

        Args:
            name: the key of the field. roles: (label, key) of those offered; none where links carry no role.
        """
        super().__init__(parent)
        self._theme, self._name, self._roles = theme, name, roles
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(theme.px(8))
        self._rows.setVerticalSpacing(theme.px(4))
        self._rows.setColumnStretch(0, 1)
        self.hide()

    def show_links(self, links: Sequence[Link], made: Sequence[Link], after: QWidget) -> None:
        """Show these instead of those shown.

        Args:
            made: the ones among them that are to be made. after: what Tab goes from to the first of them.
        """
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, link in enumerate(links):
            for column, widget in enumerate(self._row(link, link in made)):
                widget.setProperty(_PLACE, place)
                alignment = Qt.AlignmentFlag.AlignLeading if column == 0 else Qt.AlignmentFlag(0)
                self._rows.addWidget(widget, place, column, alignment)
                QWidget.setTabOrder(after, widget)
                after = widget
        self.setVisible(bool(links))

    def _row(self, link: Link, is_made: bool) -> tuple[QWidget, ...]:
        chip = Chip(self._theme, _("new") if is_made else "", link.title, self)
        chip.removed.connect(self._on_removed)
        return (chip, self._role_of(link)) if self._roles else (chip,)

    def _role_of(self, link: Link) -> Choice:
        words = _("Role of {title}").format(title=link.title)
        box = Choice(f"{self._name}_role", words, self._roles, self)
        if box.findData(link.role) < 0:
            box.addItem(role(link), link.role)  # from a list that is not ours
        box.setCurrentIndex(box.findData(link.role))
        box.currentIndexChanged.connect(self._on_role_chosen)
        return box

    def _on_removed(self) -> None:
        self.removed.emit(self.sender().property(_PLACE))

    def _on_role_chosen(self, row: int) -> None:
        box = self.sender()
        assert isinstance(box, Choice)
        self.role_chosen.emit(box.property(_PLACE), box.itemData(row))

"""An act that later ones build on: which these are, by whom and when, and what can be done."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QTreeWidget, QTreeWidgetItem, QWidget
from typing_extensions import override

from palmyra_desktop.domain.errors import BuiltOn
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.moments import label_of, moment, who
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.gui.widgets.log_tree import log_tree
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

FOLLOW, PARTLY = "follow", "partly"
_WIDTH = 600
_ROWS = 6


class BuiltOnDialog(ActionDialog):
    """Name the later acts, and let the user choose: take them back too, or leave what they changed."""

    chosen = Signal(str)
    """FOLLOW: the later acts too, before this one. PARTLY: what they changed again stays."""

    def __init__(self, theme: "Theme", error: BuiltOn, parent: QWidget | None = None) -> None:
        """Show the later acts, the newest first."""
        super().__init__(
            theme,
            "built_on_dialog",
            _("Later changes build on this one"),
            _("Take back"),
            parent,
            _("{what} Nothing was changed yet.").format(what=error.message),
        )
        self.setMinimumWidth(theme.px(_WIDTH))
        self.later = self._made_list(error)
        count = len(error.later)
        words = ngettext(
            "Take back this later change first, then the one you chose",
            "Take back these {count} later changes first, then the one you chose",
            count,
        )
        self.follow = QRadioButton(words.format(count=format_number(count)))
        self.follow.setObjectName("follow_choice")
        self.follow.setVisible(error.can_follow)
        self.partly = QRadioButton(_("Take back only what still stands; later changes stay"))
        self.partly.setObjectName("partly_choice")
        (self.follow if error.can_follow else self.partly).setChecked(True)
        self.body.addWidget(self.later)
        for choice in (self.follow, self.partly):
            self.body.addWidget(choice)
        self.body.addWidget(Label(theme, _("Either can be redone."), "secondary", "muted"))

    def _made_list(self, error: BuiltOn) -> QTreeWidget:
        view = log_tree("later_changes", _("Later changes"), (_("When"), _("What"), _("Who")), stretched=(1,))
        for group in error.later:
            item = QTreeWidgetItem(view, [moment(group.at_utc), label_of(group), who(group)])
            item.setToolTip(1, plain(group.label))
        rows = min(len(error.later), _ROWS) + 2
        view.setFixedHeight(rows * self._theme.px(28))
        return view

    @override
    def _on_primary_clicked(self) -> None:
        self.accept()
        self.chosen.emit(FOLLOW if self.follow.isChecked() else PARTLY)

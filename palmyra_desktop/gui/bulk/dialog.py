"""What to do to the selected records above; what would become of each below, before anything is written."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QTreeWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from palmyra_desktop.domain.changes import Told
from palmyra_desktop.domain.errors import InvalidRecord
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.gui.bulk.row import BulkRow
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.forms.making import Terms
from palmyra_desktop.gui.widgets.buttons import LinkButton
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.gui.widgets.log_tree import log_tree
from palmyra_desktop.gui.widgets.scrolled import Scrolled
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.gui.context import Context
    from palmyra_desktop.services.bulk import Plan

_WIDTH, _HEIGHT = 860, 660
_PAUSE = 300
"""Milliseconds without a key before the changes are worked out anew."""
_REFUSED = 200
"""Refused records that are named."""


class BulkDialog(ActionDialog):
    """It stays, hidden, until the changes are written: a failure shows it again."""

    plan_wanted = Signal(object)
    """tuple[BulkChange, ...]: work out what these would do."""
    more_wanted = Signal(int)
    """Tell the changes from this one on."""
    confirmed = Signal()

    def __init__(
        self, context: "Context", kind: Kind, count: int, terms: Terms, parent: QWidget | None = None
    ) -> None:
        """Ask what to do to so many records of a kind."""
        words = ngettext("Edit {count} selected record", "Edit {count} selected records", count)
        super().__init__(
            context.theme, "bulk_dialog", words.format(count=format_number(count)), _("Change"), parent
        )
        self.resize(context.theme.px(_WIDTH), context.theme.px(_HEIGHT))
        self.primary.setDefault(False)
        self.primary.setAutoDefault(False)
        self._context, self._kind, self._terms = context, kind, terms
        self._told = 0
        self.plan: Plan | None = None
        self.rows: list[BulkRow] = []
        content = QWidget(self)
        self._rows = QVBoxLayout(content)
        self._rows.setContentsMargins(0, 0, self._theme.px(12), 0)
        self._rows.addStretch(1)
        area = Scrolled(content, self)
        area.setMinimumHeight(self._theme.px(140))
        self.another = LinkButton(self._theme, _("Change another field"))
        self.another.setObjectName("another_field_link")
        self.summary = Label(self._theme, "", "body", "text2")
        self.summary.setObjectName("bulk_summary")
        self.summary.setWordWrap(True)
        heads = (_("Record"), _("Field"), _("Before"), _("After"))
        self.preview = log_tree("bulk_preview", _("What would be changed"), heads, stretched=(0, 2, 3))
        self.more = LinkButton(self._theme, _("Show more"))
        self.more.setObjectName("more_link")
        self.body.addWidget(area, 2)
        self.body.addWidget(self.another, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.preview, 3)
        self.foot.insertWidget(0, self.more)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.ask)
        self.another.clicked.connect(self.add_row)
        self.more.clicked.connect(self._on_more)
        self.add_row()

    def add_row(self) -> None:
        """Offer another field."""
        row = BulkRow(self._context, self._kind, self._terms, self)
        row.changed.connect(self._on_changed)
        row.removed.connect(self._on_removed)
        self.rows.append(row)
        self._rows.insertWidget(self._rows.count() - 1, row)
        row.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_changed()

    def ask(self) -> None:
        """Have it worked out what would be changed, if anything is to be done."""
        self._timer.stop()
        try:
            wanted = tuple(change for row in self.rows if (change := row.change()))
        except InvalidRecord:
            wanted = ()  # which its editor says
        if wanted:
            self.plan_wanted.emit(wanted)
        else:
            self._show_nothing(_("Nothing is to be changed yet."))

    def show_plan(self, plan: "Plan", told: Sequence[Told]) -> None:
        """Show what would be changed: the refused first, then the first changes."""
        self.plan, self._told = plan, 0
        self.preview.clear()
        color = QBrush(self._theme.color("issue"))
        for link, why in plan.refused[:_REFUSED]:
            item = QTreeWidgetItem(self.preview, [link.title, _("cannot be changed"), "", why])
            item.setToolTip(3, plain(why))
            for column in (1, 3):
                item.setForeground(column, color)
        self.add_told(told)
        count = len(plan.changes)
        self.summary.setText(_summary(plan))
        words = ngettext("Change {count} record", "Change {count} records", count)
        self.entitle(self.heading.text(), words.format(count=format_number(count)) if count else _("Change"))
        self.primary.setEnabled(count > 0)

    def add_told(self, told: Sequence[Told]) -> None:
        """Show more of the changes."""
        for one in told:
            for place, value in enumerate(one.values):
                texts = ["" if place else one.title, value.label, value.before, value.after]
                item = QTreeWidgetItem(self.preview, [" ".join(text.split()) for text in texts])
                for column, text in enumerate((one.title, value.label, value.before, value.after)):
                    item.setToolTip(column, plain(text))
        self._told += len(told)
        self.more.setVisible(self.plan is not None and self._told < len(self.plan.changes))

    def show_problem(self, words: str) -> None:
        """Show the dialog again, with what went wrong."""
        self._show_nothing(words, is_wrong=True)
        self.show()

    def _show_nothing(self, words: str, is_wrong: bool = False) -> None:
        self.plan = None
        self.preview.clear()
        self.more.hide()
        self.summary.set_color_role("issue" if is_wrong else "text2")
        self.summary.setText(words)
        self.primary.setEnabled(False)

    def _on_changed(self) -> None:
        self.primary.setEnabled(False)
        self.summary.set_color_role("text2")
        self._timer.start()

    def _on_removed(self) -> None:
        row = self.sender()
        assert isinstance(row, BulkRow)
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self._on_changed()

    def _on_more(self) -> None:
        self.more_wanted.emit(self._told)

    @override
    def _on_primary_clicked(self) -> None:
        if self.plan is not None and not self._timer.isActive():
            self.hide()
            self.confirmed.emit()


def _summary(plan: "Plan") -> str:
    """Return how many change, stay and cannot, in sentences."""
    changed, refused = len(plan.changes), len(plan.refused)
    parts = [ngettext("{count} record changes.", "{count} records change.", changed)]
    parts[0] = parts[0].format(count=format_number(changed))
    if plan.same:
        words = ngettext("{count} stays as it is.", "{count} stay as they are.", plan.same)
        parts.append(words.format(count=format_number(plan.same)))
    if refused:
        words = ngettext(
            "{count} cannot be changed so and is left.", "{count} cannot be changed so and are left.", refused
        )
        parts.append(words.format(count=format_number(refused)))
    return " ".join(parts)

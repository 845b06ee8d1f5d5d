"""What restoring a backup would change, before it is done."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from palmyra_desktop.domain.backup import Preview
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.moments import moment
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.gui.widgets.log_tree import log_tree
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_WIDTH, _HEIGHT = 680, 640


class RestoreDialog(ActionDialog):
    """Counts of each kind now and then, and the acts that would be gone; accepted, it is to be restored."""

    def __init__(self, theme: "Theme", made: str, changes: Preview, parent: QWidget | None = None) -> None:
        """Show what would change.

        Args:
            made: when the backup was made, in words.
        """
        lead = _("How the archive is now is backed up first, so that this can be taken back.")
        heading = _("Restore the backup of {when}").format(when=made)
        super().__init__(theme, "restore_dialog", heading, _("Restore"), parent, lead)
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self.facts = facts(changes)
        for fact in self.facts:
            label = Label(theme, fact, "body")
            label.setWordWrap(True)
            self.body.addWidget(label)
        self.counts, self.acts, self.records = (
            _made_counts(changes),
            _made_acts(changes),
            _made_records(changes),
        )
        self.body.addWidget(self.counts)
        for head, view in (
            (_("Acts that would be gone"), self.acts),
            (_("What would be as it was"), self.records),
        ):
            if view.topLevelItemCount():
                self.body.addWidget(Label(theme, head, "value"))
                self.body.addWidget(view, 1)
        if changes.is_empty:
            self.body.addStretch(1)
        self.primary.setEnabled(not changes.is_empty)


def facts(changes: Preview) -> tuple[str, ...]:
    """Return in sentences what would change."""
    if changes.is_empty:
        return (_("The archive is as it was then: nothing would change."),)
    found = []
    if changes.act_count:
        words = ngettext(
            "{count} act made since then would be gone.",
            "{count} acts made since then would be gone.",
            changes.act_count,
        )
        found.append(words.format(count=format_number(changes.act_count)))
    if changes.regained:
        words = ngettext(
            "{count} act that only the backup has would be there again.",
            "{count} acts that only the backup has would be there again.",
            changes.regained,
        )
        found.append(words.format(count=format_number(changes.regained)))
    return tuple(found)


def _made_counts(changes: Preview) -> QTreeWidget:
    heads = _("Kind"), _("Now"), _("Then"), _("Added since"), _("Changed since"), _("Trashed since")
    view = log_tree("restore_counts", _("Records now and then"), heads, stretched=(0,))
    for kind, one in changes.kinds.items():
        numbers = (one.now, one.then, one.added, one.changed, one.trashed)
        texts = [_(record_type(kind).label_plural), *(format_number(number) for number in numbers)]
        item = QTreeWidgetItem(view, texts)
        for column in range(1, len(texts)):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
    for column in range(1, len(heads)):
        view.headerItem().setTextAlignment(
            column, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        )
    view.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
    rows = view.sizeHintForRow(0) * view.topLevelItemCount()
    view.setFixedHeight(view.header().sizeHint().height() + rows + 2 * view.frameWidth())
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return view


def _made_acts(changes: Preview) -> QTreeWidget:
    view = log_tree("restore_acts", _("Acts that would be gone"), (_("What"), _("When"), _("Who")), (0,))
    for act in changes.acts:
        item = QTreeWidgetItem(view, [act.label, moment(act.at_utc), act.author])
        item.setToolTip(0, plain(act.label))
    return view


def _made_records(changes: Preview) -> QTreeWidget:
    view = log_tree("restore_records", _("What would be as it was"), (_("Title"), _("Kind")), (0,))
    for label in changes.beside:
        QTreeWidgetItem(view, [label, _("Archive")]).setToolTip(0, plain(label))
    for ref, title in changes.records.items():
        QTreeWidgetItem(view, [title, _(record_type(ref.kind).label)]).setToolTip(0, plain(title))
    return view

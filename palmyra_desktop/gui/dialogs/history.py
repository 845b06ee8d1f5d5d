"""What was done, the newest first: acts above, and what the chosen one changed, field by field, below."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QTreeWidgetItem, QVBoxLayout, QWidget

from palmyra_desktop.domain.changes import Action, ChangeGroup, Told
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.hidden_marks import with_arrows
from palmyra_desktop.domain.log_filter import LogFilter
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.dialogs.log_filters import LogFilters
from palmyra_desktop.gui.moments import label_of, moment, who
from palmyra_desktop.gui.widgets.buttons import LinkButton
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.gui.widgets.log_tree import log_tree
from palmyra_desktop.gui.widgets.segmented import Segment, Segmented
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import N_, _, isolated

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

GroupRole = Qt.ItemDataRole.UserRole
ToldRole = Qt.ItemDataRole.UserRole + 1
KeyRole = Qt.ItemDataRole.UserRole + 2
_WIDTH, _HEIGHT = 860, 640
_ARCHIVE, RECORD = "archive", "record"
_ACTIONS = {
    Action.CREATE: N_("created"),
    Action.UPDATE: N_("changed"),
    Action.TRASH: N_("moved to the trash"),
    Action.RESTORE: N_("restored"),
    Action.CHOOSE: N_("value chosen"),
    Action.REMOVE: N_("removed for good"),
}
_WHOLE = ("sample", "restore")
"""Acts that made the whole archive what it is, and are not taken back."""


class HistoryDialog(ActionDialog):
    """Acts of the whole archive or of one record, filtered; an act, or a value, can be taken back."""

    listed_changed = Signal(object)
    """LogFilter: list these acts, from the newest."""
    older_wanted = Signal(int)
    """List acts before this one, too."""
    act_chosen = Signal(int)
    """Tell what this act changed."""
    revert_wanted = Signal(int)
    """The id of the act to take back."""
    value_revert_wanted = Signal(int, object, str)
    """The act, the RecordRef (None: the archive itself) and the key of the value to put back."""
    record_wanted = Signal(object)
    """RecordRef: show it."""
    removed_wanted = Signal(object)
    """Told: list everything that is known of this record, which was removed for good."""
    export_wanted = Signal()
    name_wanted = Signal()

    def __init__(
        self,
        theme: "Theme",
        record_title: str,
        record_kind: Kind | None,
        authors: Sequence[str],
        may_write: bool,
        parent: QWidget | None = None,
    ) -> None:
        """Show nothing until `show_acts`.

        Args:
            record_title, record_kind: of the record whose changes can be looked at alone; "", None: none.
        """
        super().__init__(theme, "history_dialog", _("History"), _("Close"), parent, can_cancel=False)
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self._may_write, self._record_kind = may_write, record_kind
        self._groups: dict[int, ChangeGroup] = {}
        segments = [Segment(_ARCHIVE, _("Whole archive")), Segment(RECORD, _("This record"))]
        self.choice = Segmented(theme, _("History"), segments)
        self.choice.setObjectName("history_choice")
        self.choice.setVisible(bool(record_title))
        self._record = Label(theme, record_title, "body", "text2")
        self.filters = LogFilters(theme, authors, self)
        acts_heads, values_heads = (_("When"), _("What"), _("Who")), (_("Field"), _("Before"), _("After"))
        self.acts = log_tree("history_acts", _("History"), acts_heads, stretched=(1,))
        self.values = log_tree("history_values", _("What was changed"), values_heads, (1, 2), is_nested=True)
        self._nothing = Label(theme, _("No change is like this."), "body", "muted")
        self.older = self._link(_("Show older changes"), "older_link")
        self.export = self._link(_("Write the history to a file…"), "export_history_link")
        self.name = self._link(_("Sign your changes…"), "sign_link")
        self.revert = self._button(_("Take this change back"), "revert_button")
        self.revert_value = self._button(_("Put this value back"), "revert_value_button")
        self._lay_out()
        self._connect()

    def _link(self, words: str, name: str) -> LinkButton:
        link = LinkButton(self._theme, words)
        link.setObjectName(name)
        return link

    def _button(self, words: str, name: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setEnabled(False)
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(self._theme.px(12))
        top.addWidget(self.choice)
        top.addWidget(self._record, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.filters)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        upper = QWidget(split)
        layout = QVBoxLayout(upper)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._nothing)
        layout.addWidget(self.acts, 1)
        layout.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeading)
        split.addWidget(upper)
        split.addWidget(self.values)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.body.addWidget(split, 1)
        for place, button in enumerate((self.revert, self.revert_value, self.export, self.name)):
            self.foot.insertWidget(place, button)
        self.acts.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.choice.chosen_changed.connect(self._on_choice_changed)
        self.filters.filter_changed.connect(self._on_listed_changed)
        self.acts.currentItemChanged.connect(self._on_act_changed)
        self.values.currentItemChanged.connect(self._on_value_changed)
        self.values.itemActivated.connect(self._on_value_activated)
        self.older.clicked.connect(self._on_older)
        self.revert.clicked.connect(self._on_revert)
        self.revert_value.clicked.connect(self._on_revert_value)
        self.export.clicked.connect(self.export_wanted)
        self.name.clicked.connect(self.name_wanted)

    @property
    def is_of_record(self) -> bool:
        """Whether the changes of one record alone are listed."""
        return self.choice.chosen == RECORD

    @property
    def filter(self) -> LogFilter:
        """What is looked for, without the record."""
        return self.filters.filter

    def show_acts(self, groups: Sequence[ChangeGroup], has_more: bool, is_older: bool = False) -> None:
        """Show acts, the newest first; below those shown if they are older ones."""
        kept = self._current_id()
        if not is_older:
            self.acts.clear()
            self._groups.clear()
        for group in groups:
            self._groups[group.id] = group
            item = QTreeWidgetItem(
                self.acts, [moment(group.at_utc), with_arrows(label_of(group)), who(group)]
            )
            item.setData(0, GroupRole, group.id)
            item.setToolTip(1, plain(label_of(group)))
        self._nothing.setVisible(not self._groups)
        self.older.setVisible(has_more)
        rows = (self.acts.topLevelItem(row) for row in range(self.acts.topLevelItemCount()))
        same = next((item for item in rows if item and item.data(0, GroupRole) == kept), None)
        first = same or self.acts.topLevelItem(0)
        if first is not None:
            self.acts.setCurrentItem(first)
        else:
            self.values.clear()
        self._on_act_changed()

    def show_told(self, told: Sequence[Told]) -> None:
        """Show what the chosen act changed."""
        self.values.clear()
        for one in told:
            head = _head(one)
            item = QTreeWidgetItem(self.values, [with_arrows(head)])
            item.setData(0, ToldRole, one)
            item.setFirstColumnSpanned(True)
            item.setToolTip(0, plain(head))
            for value in one.values:
                texts = [value.label, _one_line(value.before), _one_line(value.after)]
                row = QTreeWidgetItem(item, texts)
                row.setData(0, KeyRole, value.key)
                row.setToolTip(1, plain(value.before))
                row.setToolTip(2, plain(value.after))
        if any(one.change.action is Action.REMOVE for one in told):
            self.revert.setEnabled(False)
        self.values.expandAll()
        self._on_value_changed()

    def keep_to_record(self, title: str, kind: Kind) -> None:
        """List the changes of another record alone."""
        self._record_kind = kind
        self._record.setText(title)
        self.choice.show()
        if self.is_of_record:
            self._on_choice_changed()
        else:
            self.choice.choose(RECORD)

    def show_signed(self, is_signed: bool) -> None:
        """Offer to sign changes where they carry no name."""
        self.name.setVisible(not is_signed and self._may_write)

    def _current_id(self) -> int | None:
        item = self.acts.currentItem()
        return None if item is None else int(item.data(0, GroupRole))

    def _on_choice_changed(self) -> None:
        self.filters.keep_to(self._record_kind if self.is_of_record else None)
        self._on_listed_changed()

    def _on_listed_changed(self) -> None:
        self.listed_changed.emit(self.filter)

    def _on_act_changed(self) -> None:
        group = self._groups.get(self._current_id() or 0)
        self.revert.setEnabled(bool(group and self._may_write and is_revertible(group)))
        if group is not None:
            self.act_chosen.emit(group.id)

    def _on_value_changed(self) -> None:
        told = self._current_value()[0]
        is_change = told is not None and told.is_there and told.change.action is not Action.CREATE
        self.revert_value.setEnabled(is_change and self._may_write)

    def _current_value(self) -> tuple[Told | None, str]:
        """Return the change and key of the value chosen below; None where a record is, or nothing."""
        item = self.values.currentItem()
        of_record = item.parent() if item is not None else None
        if item is None or of_record is None:
            return None, ""
        return of_record.data(0, ToldRole), item.data(0, KeyRole)

    def _on_value_activated(self, item: QTreeWidgetItem) -> None:
        told: Told = (item.parent() or item).data(0, ToldRole)
        if told.is_there and told.ref is not None:
            self.record_wanted.emit(told.ref)
        elif told.removal is not None:
            self.removed_wanted.emit(told)

    def _on_older(self) -> None:
        self.older_wanted.emit(min(self._groups))

    def _on_revert(self) -> None:
        group_id = self._current_id()
        if group_id is not None:
            self.revert_wanted.emit(group_id)

    def _on_revert_value(self) -> None:
        told, key = self._current_value()
        if told is not None:
            self.value_revert_wanted.emit(told.change.group_id, told.ref, key)


def is_revertible(group: ChangeGroup) -> bool:
    """Whether an act can be taken back: in effect, no undo itself, and no whole archive put in place."""
    return not group.reverted and group.reverts_group_id is None and group.initiator not in _WHOLE


def _head(told: Told) -> str:
    """Return which record was changed and how, and what became of it."""
    kind = _(record_type(told.change.kind).label) if told.change.kind else _("Archive")
    title = isolated(told.title)
    action, removal = _(_ACTIONS[told.change.action]), told.removal
    if removal is not None:
        gone = (
            _("removed for good on {when} by {author}") if removal.author else _("removed for good on {when}")
        )
        gone = gone.format(when=moment(removal.at_utc), author=isolated(removal.author))
        action = gone if told.change.action is Action.REMOVE else f"{action}; {gone}"
    return _("{kind}: {title} ({action})").format(kind=kind, title=title, action=action)


def _one_line(text: str) -> str:
    return " ".join(with_arrows(text).split()) if "\n" in text else with_arrows(text)

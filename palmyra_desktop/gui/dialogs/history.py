"""What was done to the archive and to one record, the newest first; any act can be taken back by itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimeZone, Signal
from PySide6.QtWidgets import QHeaderView, QPushButton, QStackedWidget, QTreeWidget, QTreeWidgetItem, QWidget
from typing_extensions import override

from palmyra_desktop.domain.changes import Action, Change, ChangeGroup
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.file_form import cell
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.gui.widgets.segmented import Segment, Segmented
from palmyra_desktop.i18n import N_, _, language

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

GroupRole = Qt.ItemDataRole.UserRole
_WIDTH, _HEIGHT = 720, 520
_ARCHIVE, _RECORD = "archive", "record"
_ACTIONS = {
    Action.CREATE: N_("created"),
    Action.UPDATE: N_("changed"),
    Action.TRASH: N_("moved to the trash"),
    Action.RESTORE: N_("restored"),
    Action.CHOOSE: N_("value chosen"),
}
_WHOLE = ("sample", "restore")
_INITIATORS = {
    "window": N_("in the window"),
    "cli": N_("by the command line"),
    "import": N_("by an import"),
    "sample": N_("with the sample"),
    "restore": N_("from a backup"),
}


class HistoryDialog(ActionDialog):
    """Two lists: every act, and the changes of the record shown, field by field."""

    revert_wanted = Signal(int)
    """The id of the act to take back."""

    def __init__(self, theme: "Theme", record_title: str = "", parent: QWidget | None = None) -> None:
        """Show nothing until `show_history`.

        Args:
            record_title: of the record whose changes can be looked at; "" for none.
        """
        super().__init__(theme, "history_dialog", _("History"), _("Close"), parent, can_cancel=False)
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        segments = [Segment(_ARCHIVE, _("Whole archive"))]
        if record_title:
            segments.append(Segment(_RECORD, _("This record")))
        self.choice = Segmented(theme, _("History"), segments)
        self.choice.setObjectName("history_choice")
        self.choice.setVisible(bool(record_title))
        self._record_title = record_title
        self._about = Label(theme, "", "body", "text2")
        self._about.setWordWrap(True)
        self.groups = _tree("history_groups", (_("When"), _("What"), _("Who")))
        self.changes = _tree("history_changes", (_("When, what"), _("Before"), _("After")))
        self._lists = QStackedWidget(self)
        self._lists.addWidget(self.groups)
        self._lists.addWidget(self.changes)
        self.revert = QPushButton(_("Take this change back"))
        self.revert.setObjectName("revert_button")
        self.revert.setAutoDefault(False)
        self.body.addWidget(self.choice)
        self.body.addWidget(self._about)
        self.body.addWidget(self._lists, 1)
        self.foot.insertWidget(0, self.revert)
        self.choice.chosen_changed.connect(self._on_chosen)
        self.revert.clicked.connect(self._on_revert)
        self.groups.currentItemChanged.connect(self._on_current_changed)
        self.changes.currentItemChanged.connect(self._on_current_changed)
        self._on_chosen(_ARCHIVE)

    def show_history(
        self, groups: Sequence[ChangeGroup], changes: Sequence[Change], may_revert: bool
    ) -> None:
        """Show the acts of the archive and the changes of the record, each the newest first."""
        self._open = {group.id for group in groups if may_revert and is_revertible(group)}
        self.groups.clear()
        for group in groups:
            item = QTreeWidgetItem(self.groups, [moment(group.at_utc), _label(group), _who(group)])
            item.setData(0, GroupRole, group.id)
            item.setToolTip(1, _label(group))
        self.changes.clear()
        for change in changes:
            _add_change(self.changes, change)
        self.changes.expandAll()
        for view in (self.groups, self.changes):
            first = view.topLevelItem(0)
            if first is not None:
                view.setCurrentItem(first)
        self._on_current_changed()

    def _on_chosen(self, choice: str) -> None:
        is_record = choice == _RECORD
        self._lists.setCurrentWidget(self.changes if is_record else self.groups)
        self._about.setText(
            self._record_title if is_record else _("Every change made to this archive, the newest first.")
        )
        self._on_current_changed()

    def _group_id(self) -> int | None:
        view = self._lists.currentWidget()
        item = view.currentItem() if isinstance(view, QTreeWidget) else None
        if item is None:
            return None
        item = item.parent() or item
        return int(item.data(0, GroupRole))

    def _on_current_changed(self) -> None:
        self.revert.setEnabled(self._group_id() in getattr(self, "_open", ()))

    def _on_revert(self) -> None:
        group_id = self._group_id()
        if group_id is not None:
            self.revert_wanted.emit(group_id)

    @override
    def show(self) -> None:
        super().show()
        self.groups.setFocus(Qt.FocusReason.OtherFocusReason)


def is_revertible(group: ChangeGroup) -> bool:
    """Whether an act can be taken back: in effect, no undo itself, and no whole archive put in place."""
    return not group.reverted and group.reverts_group_id is None and group.initiator not in _WHOLE


def moment(at_utc: str) -> str:
    """Return a time of the log on the clock and in the language of the user."""
    time = QDateTime.fromString(at_utc, Qt.DateFormat.ISODateWithMs)
    local = time.toTimeZone(QTimeZone.systemTimeZone())
    return QLocale(language()).toString(local, QLocale.FormatType.ShortFormat)


def _label(group: ChangeGroup) -> str:
    return _("{change} (taken back)").format(change=group.label) if group.reverted else group.label


def _who(group: ChangeGroup) -> str:
    where = _(_INITIATORS.get(group.initiator, group.initiator))
    return _("{author}, {where}").format(author=group.author, where=where) if group.author else where


def _tree(name: str, heads: Sequence[str]) -> QTreeWidget:
    view = QTreeWidget()
    view.setObjectName(name)
    view.setAccessibleName(_("History"))
    view.setHeaderLabels(list(heads))
    view.setRootIsDecorated(name == "history_changes")
    view.setAllColumnsShowFocus(True)
    view.header().setStretchLastSection(False)
    view.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    for column in (0, 2):
        is_wide = name == "history_changes" and column == 2
        mode = QHeaderView.ResizeMode.Stretch if is_wide else QHeaderView.ResizeMode.ResizeToContents
        view.header().setSectionResizeMode(column, mode)
    return view


def _add_change(view: QTreeWidget, change: Change) -> None:
    what = _("{when}: {action}").format(when=moment(change.at_utc), action=_(_ACTIONS[change.action]))
    item = QTreeWidgetItem(view, [what, change.label, change.author])
    item.setData(0, GroupRole, change.group_id)
    before, after = change.before or {}, change.after or {}
    for key in dict.fromkeys((*before, *after)):
        texts = [_field_label(change.kind, key), cell(before.get(key)), cell(after.get(key))]
        child = QTreeWidgetItem(item, texts)
        for column in (1, 2):
            child.setToolTip(column, texts[column])


def _field_label(kind: Kind, key: str) -> str:
    described = record_type(kind)
    return _(described.field(key).label) if described.has_field(key) else key

"""The history: every act of the archive, or what was done to one record field by field."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget

from palmyra_desktop.domain.changes import Action, Change, ChangeGroup
from palmyra_desktop.domain.file_form import cell
from palmyra_desktop.domain.record import claimed_field_label, record_type
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.widgets.buttons import LinkButton
from palmyra_desktop.gui.widgets.segmented import Segment, Segmented
from palmyra_desktop.i18n import N_, _, format_number, language, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_WIDTH, _HEIGHT = 620, 460
_LONGEST = 80
_ACTIONS = {
    Action.CREATE: N_("made"),
    Action.UPDATE: N_("changed"),
    Action.TRASH: N_("moved to the trash"),
    Action.RESTORE: N_("restored from the trash"),
    Action.CHOOSE: N_("claim chosen"),
}
GroupRole = Qt.ItemDataRole.UserRole


class HistoryDialog(ActionDialog):
    """Shows the acts, the newest first; one can be undone from here."""

    revert_wanted = Signal(int)
    """Id of the group to take back."""

    def __init__(
        self,
        theme: "Theme",
        groups: Sequence[ChangeGroup],
        changes: Sequence[Change],
        title: str,
        parent: QWidget | None = None,
    ) -> None:
        """Show what was done.

        Args:
            changes: those of the current record, the newest first. title: of that record, "" without one.
        """
        super().__init__(theme, "history_dialog", _("History"), _("Close"), parent, can_cancel=False)
        self.setMinimumSize(theme.px(_WIDTH), theme.px(_HEIGHT))
        segments = [Segment("archive", _("The archive"), len(groups))]
        if title:
            segments.append(Segment("record", _("This record"), len(changes)))
        self.scope = Segmented(theme, _("What the history is of"), segments, self)
        self.acts, self.changes = QListWidget(self), QListWidget(self)
        self.acts.setObjectName("history_acts")
        self.acts.setAccessibleName(_("Acts, the newest first"))
        self.changes.setObjectName("history_changes")
        self.changes.setAccessibleName(_("Changes of {title}").format(title=title))
        for view in (self.acts, self.changes):
            view.setWordWrap(True)
        for group in groups:
            item = QListWidgetItem(act_words(group), self.acts)
            item.setData(GroupRole, group)
        for change in changes:
            QListWidgetItem(change_words(change), self.changes)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.acts)
        self._pages.addWidget(self.changes)
        self._revert = LinkButton(theme, _("Undo this act"), parent=self)
        self._revert.setObjectName("revert_link")
        self.body.addWidget(self.scope)
        self.body.addWidget(self._pages, 1)
        self.foot.insertWidget(0, self._revert)
        self.scope.chosen_changed.connect(self._on_scope_chosen)
        self.acts.currentItemChanged.connect(self._on_act_chosen)
        self._revert.clicked.connect(self._on_revert)
        self._on_act_chosen(None)
        self.acts.setFocus()

    def _on_scope_chosen(self, key: str) -> None:
        self._pages.setCurrentWidget(self.acts if key == "archive" else self.changes)
        self._revert.setVisible(key == "archive")

    def _on_act_chosen(self, item: QListWidgetItem | None) -> None:
        group: ChangeGroup | None = item.data(GroupRole) if item else None
        self._revert.setEnabled(group is not None and not group.reverted and group.initiator != "sample")

    def _on_revert(self) -> None:
        item = self.acts.currentItem()
        if item is not None:
            self.revert_wanted.emit(item.data(GroupRole).id)
            self.accept()


def act_words(group: ChangeGroup) -> str:
    """Return an act in words: what, how many records, when, by whom."""
    number = ngettext("{count} change", "{count} changes", group.change_count)
    parts = [
        group.label,
        number.format(count=format_number(group.change_count)),
        when(group.at_utc),
        group.author,
        _("undone since") if group.reverted else "",
    ]
    return " · ".join(part for part in parts if part)


def change_words(change: Change) -> str:
    """Return a change of a record: what, when, by whom, and below it each field before and after."""
    parts = (_(_ACTIONS[change.action]), when(change.at_utc), change.author, change.label)
    lines = [" · ".join(part for part in parts if part)]
    before, after = change.before or {}, change.after or {}
    for key in {**before, **after}:
        words = _("{field}: {before} → {after}")
        lines.append(
            words.format(field=_field(change, key), before=_value(before, key), after=_value(after, key))
        )
    return "\n".join(lines)


def when(at_utc: str) -> str:
    """Return a time of the log in the user's own time zone and language."""
    moment = datetime.fromisoformat(at_utc.replace("Z", "+00:00")).astimezone()
    locale = QLocale(QLocale.Language.Arabic if language() == "ar" else QLocale.Language.English)
    return str(locale.toString(QDateTime(moment), QLocale.FormatType.ShortFormat))


def _field(change: Change, key: str) -> str:
    described = record_type(change.kind)
    key = key.removeprefix("chosen:")
    return _(
        described.field(key).label if described.has_field(key) else claimed_field_label(change.kind, key)
    )


def _value(values: Mapping[str, Any], key: str) -> str:
    words = " ".join(cell(values.get(key)).split())
    if not words:
        return _("nothing")
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"

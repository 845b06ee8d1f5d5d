"""The backups there are, when and why each was made, and how many are kept."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QTreeWidgetItem,
    QWidget,
)

from palmyra_desktop.domain.backup import OCCASIONS, Backup
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.moments import moment
from palmyra_desktop.gui.widgets.buttons import LinkButton
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.gui.widgets.log_tree import log_tree
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import N_, _, language
from palmyra_desktop.settings import Settings

if TYPE_CHECKING:
    from palmyra_desktop.gui.current_settings import CurrentSettings
    from palmyra_desktop.gui.theme import Theme

BackupRole = Qt.ItemDataRole.UserRole
_WIDTH, _HEIGHT = 640, 520
_COUNTS = (
    ("backups_hourly", N_("of the newest hours")),
    ("backups_daily", N_("of the newest days")),
    ("backups_weekly", N_("of the newest weeks")),
    ("backups_gigabytes", N_("GB together at most")),
)


class BackupsDialog(ActionDialog):
    """A list of backups; its one button looks at what restoring the chosen one would change."""

    back_up_wanted = Signal()
    folder_wanted = Signal()
    restore_wanted = Signal(object)
    """Path of the backup to look at."""

    def __init__(
        self, theme: "Theme", settings: "CurrentSettings", may_restore: bool, parent: QWidget | None = None
    ) -> None:
        """Show no backup until `show_backups`."""
        lead = _(
            "Copies of the archive’s file, each opened and compared with it after it was written. "
            "Attached files are never changed; all copies share them."
        )
        super().__init__(theme, "backups_dialog", _("Backups"), _("Restore…"), parent, lead)
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self.cancel.setText(_("Close"))
        self._settings, self._may_restore = settings, may_restore
        heads = _("When"), _("Made"), _("Size")
        self.list = log_tree("backups_list", _("Backups"), heads, stretched=(1,))
        self.list.headerItem().setTextAlignment(
            2, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        )
        self.none = Label(theme, _("There are no backups yet."), "body", "muted")
        self.back_up = QPushButton(_("Back up now"))
        self.back_up.setObjectName("back_up_button")
        self.back_up.setAutoDefault(False)
        self.folder = LinkButton(theme, _("Show the folder"))
        self.folder.setObjectName("folder_link")
        self._lay_out()
        self.list.currentItemChanged.connect(self._on_current_changed)
        self.list.itemActivated.connect(self._on_primary_clicked)
        self.back_up.clicked.connect(self.back_up_wanted)
        self.folder.clicked.connect(self.folder_wanted)
        self.show_backups(())

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show these, the latest first."""
        self.list.clear()
        for one in backups:
            texts = [when(one), _(OCCASIONS[one.occasion]), QLocale(language()).formattedDataSize(one.size)]
            item = QTreeWidgetItem(self.list, texts)
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            item.setData(0, BackupRole, one.path)
            item.setToolTip(0, plain(one.path.name))
        self.none.setVisible(not backups)
        self.list.setVisible(bool(backups))
        self.folder.setEnabled(bool(backups))
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_current_changed()

    def _lay_out(self) -> None:
        self.body.addWidget(self.none)
        self.body.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addWidget(self.back_up)
        row.addWidget(self.folder)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addLayout(self._made_settings())

    def _made_settings(self) -> QGridLayout:
        values = self._settings.value
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(8))
        grid.setVerticalSpacing(self._theme.px(6))
        self.automatic = QCheckBox(_("Back up by itself, once an hour while something was changed; keep one"))
        self.automatic.setObjectName("backups_automatic")
        self.automatic.setChecked(values.backups_automatic)
        self.automatic.toggled.connect(self._on_automatic_toggled)
        grid.addWidget(self.automatic, 0, 0, 1, 7)
        about = {field.name: field for field in fields(Settings)}
        self.counts = []
        for place, (name, words) in enumerate(_COUNTS):
            box = QSpinBox()
            box.setObjectName(name)
            box.setAccessibleName(_(words))
            box.setRange(*about[name].metadata["between"])
            box.setValue(getattr(values, name))
            box.setEnabled(values.backups_automatic)
            box.valueChanged.connect(self._on_count_changed)
            row, column = divmod(place, 3)
            grid.addWidget(box, row + 1, 2 * column)
            grid.addWidget(Label(self._theme, _(words), "secondary", "text2"), row + 1, 2 * column + 1)
            self.counts.append(box)
        grid.setColumnStretch(6, 1)
        return grid

    def _chosen(self) -> Path | None:
        item = self.list.currentItem()
        return item.data(0, BackupRole) if item is not None else None

    def _on_current_changed(self) -> None:
        self.primary.setEnabled(self._may_restore and self._chosen() is not None)

    def _on_primary_clicked(self) -> None:
        path = self._chosen()
        if path is not None and self._may_restore:
            self.restore_wanted.emit(path)

    def _on_automatic_toggled(self, on: bool) -> None:
        self._settings.change(backups_automatic=on)
        for box in self.counts:
            box.setEnabled(on)

    def _on_count_changed(self, count: int) -> None:
        self._settings.change(**{self.sender().objectName(): count})


def when(backup: Backup) -> str:
    """Return when a backup was made, on the clock and in the language of the user."""
    return moment(f"{backup.made:%Y-%m-%dT%H:%M:%S}.000Z")

"""The question before the trash is emptied: how many go, what stays and why; no key alone says yes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QWidget
from typing_extensions import override

from palmyra_desktop.domain.record import record_type
from palmyra_desktop.gui.dialogs.action_dialog import ActionDialog
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from palmyra_desktop.domain.reference import RecordRef
    from palmyra_desktop.gui.theme import Theme
    from palmyra_desktop.services.trash import Contents

_WIDTH = 560
_NAMED = 200


class EmptyTrashDialog(ActionDialog):
    """Say what would be removed for good; the button works once a box is ticked."""

    confirmed = Signal(object)
    """tuple[RecordRef, ...]: what the user was told of."""

    def __init__(self, theme: "Theme", contents: "Contents", parent: QWidget | None = None) -> None:
        """Ask."""
        count = len(contents.removable)
        words = ngettext("Remove {count} record for good", "Remove {count} records for good", count)
        words = words.format(count=format_number(count))
        lead = _("This cannot be undone. The history goes on telling what was done to them.")
        super().__init__(theme, "empty_trash_dialog", words, words, parent, lead)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._removable = contents.removable
        self.body.addWidget(Label(theme, _by_kind(contents.removable), "body"))
        if contents.kept:
            self._add_kept(contents)
        self.sure = QCheckBox(_("I know that they cannot be brought back"))
        self.sure.setObjectName("sure_box")
        self.sure.setEnabled(count > 0)
        self.sure.toggled.connect(self.primary.setEnabled)
        self.body.addWidget(self.sure)
        self.primary.setEnabled(False)
        self.primary.setDefault(False)
        self.primary.setAutoDefault(False)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_kept(self, contents: "Contents") -> None:
        count = len(contents.kept)
        words = ngettext(
            "{count} record stays in the trash, because another record points at it:",
            "{count} records stay in the trash, because other records point at them:",
            count,
        )
        label = Label(self._theme, words.format(count=format_number(count)), "body", "text2")
        label.setWordWrap(True)
        self.kept = QListWidget(self)
        self.kept.setObjectName("kept_list")
        self.kept.setAccessibleName(label.text())
        self.kept.setWordWrap(True)
        self.kept.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.kept.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        line = _("{title}: in {kind} “{by}”")
        for kept, by in contents.kept[:_NAMED]:
            kind = _(record_type(by.kind).label)
            self.kept.addItem(line.format(title=kept.title, kind=kind, by=by.title))
        self.body.addWidget(label)
        self.body.addWidget(self.kept, 1)

    @override
    def _on_primary_clicked(self) -> None:
        self.accept()
        self.confirmed.emit(self._removable)


def _by_kind(refs: Sequence["RecordRef"]) -> str:
    """Return how many records of each kind there are: "Events: 3, Claims: 12"."""
    kinds = [ref.kind for ref in refs]
    counted = (
        _("{kind}: {count}").format(
            kind=_(record_type(kind).label_plural), count=format_number(kinds.count(kind))
        )
        for kind in dict.fromkeys(kinds)
    )
    return ", ".join(counted)

"""Times of the log, and who acted, as a user reads them."""

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimeZone

from palmyra_desktop.domain.changes import ChangeGroup
from palmyra_desktop.i18n import N_, _, isolated, language

_INITIATORS = {
    "window": N_("in the window"),
    "cli": N_("by the command line"),
    "import": N_("by an import"),
    "sample": N_("with the sample"),
    "restore": N_("from a backup"),
}


def moment(at_utc: str) -> str:
    """Return a time of the log on the clock and in the language of the user."""
    time = QDateTime.fromString(at_utc, Qt.DateFormat.ISODateWithMs)
    local = time.toTimeZone(QTimeZone.systemTimeZone())
    # The locale's own short form leaves open which number is the month: 11/12/26.
    return QLocale(language()).toString(local, _("d MMM yyyy, HH:mm"))


def who(group: ChangeGroup) -> str:
    """Return who did an act, and from where."""
    where = _(_INITIATORS.get(group.initiator, group.initiator))
    return (
        _("{author}, {where}").format(author=isolated(group.author), where=where) if group.author else where
    )


def label_of(group: ChangeGroup) -> str:
    """Return what an act did, and whether it is taken back."""
    return _("{change} (taken back)").format(change=group.label) if group.reverted else group.label

"""What this program is, in which versions, and where its archive and its log lie."""

import platform
import sys
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from palmyra_desktop import __version__, paths
from palmyra_desktop.gui.errors import open_log_folder
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.buttons import LinkButton, PrimaryButton
from palmyra_desktop.gui.widgets.labels import HeadingLabel, Label
from palmyra_desktop.i18n import _

_LICENCE = "GPL-3.0-or-later"


class AboutDialog(QDialog):
    """Versions, licence, archive and log; all of it can be copied for a report."""

    def __init__(self, theme: Theme, archive: str, parent: QWidget | None = None) -> None:
        """Show all there is to know; `archive` is where the open one lies, "" if none is open."""
        super().__init__(parent)
        self.setObjectName("about_dialog")
        self.setWindowTitle(_("About Palmyra Desktop"))
        self.facts = facts(archive)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.px(24)] * 4)
        layout.setSpacing(theme.px(12))
        layout.addWidget(HeadingLabel(theme, _("Palmyra Desktop"), "title"))
        what = Label(theme, _("An offline archive of contested events and of who says so."), "body", "text2")
        layout.addWidget(what)
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(20))
        for name, value in self.facts.items():
            shown = Label(theme, value, "secondary")
            shown.setWordWrap(True)
            shown.setMinimumWidth(theme.px(360))
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(Label(theme, name, "secondary", "muted"), shown)
        layout.addLayout(form)
        layout.addLayout(self._buttons(theme))

    def _buttons(self, theme: Theme) -> QHBoxLayout:
        folder = LinkButton(theme, _("Open the log folder"))
        folder.setObjectName("log_folder_link")
        folder.clicked.connect(open_log_folder)
        copy = QPushButton(_("Copy"))
        copy.setObjectName("copy_button")
        copy.clicked.connect(self._on_copy_clicked)
        close = PrimaryButton(_("Close"))
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(folder)
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(close)
        return row

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(
            "\n".join(f"{name}: {value}" for name, value in self.facts.items())
        )


def facts(archive: str) -> dict[str, str]:
    """Return what About shows, in order, by its translated name."""
    return {
        _("Version"): __version__,
        _("Licence"): _("{licence}: free to use, study, share and improve.").format(licence=_LICENCE),
        "Python": platform.python_version(),
        "Qt": qVersion(),
        "SQLAlchemy": _version("SQLAlchemy"),
        "SQLite": _sqlite_version(),
        _("System"): platform.platform(terse=True),
        _("Archive"): archive or _("none is open"),
        _("Log folder"): str(paths.log_folder()),
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return _("unknown")


def _sqlite_version() -> str:
    """Return the version the store has loaded; before the first archive it has loaded none."""
    return str(getattr(sys.modules.get("sqlite3"), "sqlite_version", _("unknown")))

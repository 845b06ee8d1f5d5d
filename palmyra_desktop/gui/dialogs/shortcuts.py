"""Help: the first steps in a few sentences, and the keys of all actions."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from palmyra_desktop.gui.actions import Actions
from palmyra_desktop.gui.commands import Menu
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.buttons import PrimaryButton
from palmyra_desktop.i18n import N_, _

_STEPS = (
    N_("At the side are the six kinds of record; choose one to list it."),
    N_("Below them are the filters: choose a monument and an actor, and the list shows what concerns both."),
    N_("Choose a row: its detail stands beside the list, and below it who says so, in which words."),
    N_("Click a claim: the reader opens its source at the exact words."),
    N_("Import what was exported, export what the list shows: both are in the row at the top."),
    N_("Everything is saved as it is done, and every change can be undone."),
)


class ShortcutsDialog(QDialog):
    """Opened by F1."""

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        """Write the page."""
        super().__init__(parent)
        self.setObjectName("shortcuts_dialog")
        self.setWindowTitle(_("Keys and first steps"))
        self.resize(QSize(theme.px(560), theme.px(640)).boundedTo(self.screen().availableSize()))
        page = QTextBrowser(self)
        page.setObjectName("help_page")
        page.setAccessibleName(_("Keys and first steps"))
        page.setHtml(help_page(actions, theme))
        close = PrimaryButton(_("Close"))
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.px(16)] * 4)
        layout.setSpacing(theme.px(12))
        layout.addWidget(page)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)


def help_page(actions: Actions, theme: Theme) -> str:
    """Return the page as HTML."""
    steps = "".join(f"<li>{escape(_(step))}</li>" for step in _STEPS)
    tables = "".join(_table(actions, menu, theme) for menu in Menu)
    return f"<h3>{escape(_('First steps'))}</h3><ol>{steps}</ol><h3>{escape(_('Keys'))}</h3>{tables}"


def _table(actions: Actions, menu: Menu, theme: Theme) -> str:
    rows = []
    for action in actions:
        if actions.command(action.objectName()).menu == menu and action.shortcuts():
            # The first is the one to learn; the rest are keys of rare keyboards, but for "/".
            shown = [
                key for key in action.shortcuts() if key == action.shortcut() or len(key.toString()) == 1
            ]
            keys = ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in shown)
            name = escape(action.text().replace("&", ""))
            rows.append(f"<tr><td width='60%'>{name}</td><td>{escape(keys)}</td></tr>")
    if not rows:
        return ""
    head = escape(_(menu.value).replace("&", ""))
    color = theme.color("muted").name()
    return f"<p style='color:{color}'>{head}</p><table width='100%' cellpadding='3'>{''.join(rows)}</table>"

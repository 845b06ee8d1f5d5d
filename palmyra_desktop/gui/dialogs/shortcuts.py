"""Help: the first steps in a few sentences, and the keys of all actions."""

from collections.abc import Sequence
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
    N_("Import an article, or drop or paste it: you review what was found before anything is added."),
    N_("Export what the list shows; what was exported can be imported, too."),
    N_("Everything is saved as it is done, and every change can be undone."),
)
_REVIEW_KEYS = (
    ("Space, Enter", N_("Keep the finding; of one that may be in the archive: it is the same")),
    ("N", N_("Keep it as a new record")),
    ("Del, Backspace", N_("Leave it out")),
    ("E, F2", N_("Correct it")),
    ("W", N_("Use the words selected in the article for it")),
    ("C", N_("Make a claim of the words selected")),
    ("1 … 5", N_("Show or hide a sort of findings")),
    ("Ctrl+Z", N_("Take back the last decision")),
    ("Ctrl+Enter", N_("Add to the archive")),
)
"""The keys that mean something only while an article is reviewed."""


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
    review = [(escape(_(words)), keys) for keys, words in _REVIEW_KEYS]
    tables = "".join(_of_menu(actions, menu, theme) for menu in Menu)
    tables += _table(_("Review what was found"), review, theme)
    return f"<h3>{escape(_('First steps'))}</h3><ol>{steps}</ol><h3>{escape(_('Keys'))}</h3>{tables}"


def _of_menu(actions: Actions, menu: Menu, theme: Theme) -> str:
    rows = []
    for action in actions:
        if actions.command(action.objectName()).menu == menu and action.shortcuts():
            # The first is the one to learn; the rest are keys of rare keyboards, but for "/".
            shown = [
                key for key in action.shortcuts() if key == action.shortcut() or len(key.toString()) == 1
            ]
            keys = ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in shown)
            rows.append((escape(action.text().replace("&", "")), keys))
    return _table(_(menu.value).replace("&", ""), rows, theme)


def _table(head: str, rows: Sequence[tuple[str, str]], theme: Theme) -> str:
    """Return a table of names, as HTML, and keys; nothing without rows."""
    if not rows:
        return ""
    cells = "".join(f"<tr><td width='60%'>{name}</td><td>{escape(keys)}</td></tr>" for name, keys in rows)
    color = theme.color("muted").name()
    table = f"<table width='100%' cellpadding='3'>{cells}</table>"
    return f"<p style='color:{color}'>{escape(head)}</p>{table}"

"""The bottom row: what the list shows, a message with a link, and the progress of long work."""

from array import array

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStatusBar, QWidget

from palmyra_desktop.domain.found import Found
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.gui.actions import Actions
from palmyra_desktop.gui.tasks import Tasks
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.buttons import LinkButton
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.gui.workspace import Workspace
from palmyra_desktop.i18n import _, format_number, ngettext

_MESSAGE_TIME = 12_000
"""Milliseconds a message stays: long enough to read it and to reach its link by the keyboard."""
_PATIENCE = 250
"""Milliseconds work may take before its progress is shown: what is shorter would only flicker."""


class StatusBar(QStatusBar):
    """Follow the workspace and the tasks."""

    def __init__(
        self,
        actions: Actions,
        workspace: Workspace,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """Show nothing until something is found."""
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setAccessibleName(_("Status"))
        self.setSizeGripEnabled(False)
        self._actions, self._workspace, self._tasks, self._theme = actions, workspace, tasks, theme
        self._counts = Label(theme, "", "secondary", "text2", tabular=True)
        self._counts.setObjectName("counts")
        self._message = _Message(theme, self)
        self._progress = _Progress(theme, self)
        self._action, self._page = "", ""
        self._timer = QTimer(self, singleShot=True, interval=_MESSAGE_TIME)
        self.addWidget(self._counts)
        self.addWidget(self._message)
        self.addPermanentWidget(self._progress)
        self._mark = Label(theme, "", "secondary", "text2")
        self._mark.setObjectName("mark")
        self._mark.hide()
        self.addPermanentWidget(self._mark)
        self._connect()
        self._on_theme_changed()

    def _connect(self) -> None:
        self._workspace.found_changed.connect(self._on_found_changed)
        self._workspace.selection_changed.connect(self._on_selection_changed)
        self._workspace.said.connect(self.tell)
        self._tasks.progressed.connect(self._progress.on_progressed)
        self._progress.cancel.clicked.connect(self._tasks.cancel_shown)
        self._message.link.clicked.connect(self._on_link_clicked)
        self._timer.timeout.connect(self._message.hide)
        self._theme.changed.connect(self._on_theme_changed)

    def tell(self, words: str, action: str = "") -> None:
        """Show a message for a while, with a link that triggers an action."""
        self._action = action
        link = self._actions[action].text().replace("&", "") if action else ""
        # What these name is asked for anew after each change.
        plain = {"undo": _("Undo"), "redo": _("Redo")}
        self._message.show_words(words, plain.get(action, link))
        self._timer.start()

    def mark(self, words: str) -> None:
        """Show at the end what holds for the whole archive: that it is locked."""
        self._mark.setText(words)
        self._mark.show()

    def show_page(self, words: str) -> None:
        """Show words of a page that covers the list, in place of its counts; "" for these again."""
        self._page = words
        self._show_counts()

    def _on_link_clicked(self) -> None:
        self._message.hide()
        self._actions[self._action].trigger()

    def _on_selection_changed(self, ids: "array[int]") -> None:
        self._show_counts()

    def _on_found_changed(self, found: Found) -> None:
        self._show_counts()

    def _show_counts(self) -> None:
        found = self._workspace.found
        if self._page or found is None:
            self._counts.setText(self._page)
        else:
            self._counts.setText(counts(found, len(self._workspace.selection)))

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(28))
        self.setContentsMargins(self._theme.px(12), 0, self._theme.px(12), 0)


class _Message(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self._words = Label(theme, "", "secondary", "text")
        self.link = LinkButton(theme, "", "secondary")
        self.link.setObjectName("message_link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(16), 0, 0, 0)
        layout.setSpacing(theme.px(10))
        layout.addWidget(self._words)
        layout.addWidget(self.link)
        self.hide()

    def show_words(self, words: str, link: str) -> None:
        self._words.setText(words)
        self.link.setText(link)
        self.link.setVisible(bool(link))
        self.setAccessibleName(words)
        self.show()


class _Progress(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("progress")
        self._words = Label(theme, "", "secondary", "text2")
        self._bar = QProgressBar(self)
        self._bar.setObjectName("progress_bar")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.px(110))
        self._percent = Label(theme, "", "secondary", "text2", tabular=True)
        self.cancel = LinkButton(theme, _("Cancel"), "secondary")
        self.cancel.setObjectName("cancel_link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(10))
        for widget in (self._words, self._bar, self._percent, self.cancel):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._delay = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._delay.timeout.connect(self.show)
        self.hide()

    def on_progressed(self, label: str, done: int | None, total: int | None) -> None:
        """Show how far the work is; done None: nothing runs."""
        if done is None:
            self._delay.stop()
            self.hide()
            return
        if self.isHidden() and not self._delay.isActive():
            self._delay.start()
        self._words.setText(label)
        self._bar.setAccessibleName(label)
        # A bar of no range runs to and fro; percent are clipped to what the bar can hold (a C int).
        share = 100 * done // total if total else 0
        self._bar.setRange(0, 100 if total else 0)
        self._bar.setValue(min(share, 100))
        self._percent.setText(_("{number} %").format(number=format_number(share)) if total else "")


def counts(found: Found, selected: int) -> str:
    """Return what the list shows in words, the pieces that say nothing left out."""
    shown, total = len(found.ids), found.total
    kind = record_type(found.kind)
    name = (_(kind.label) if total == 1 else _(kind.label_plural)).lower()
    pieces = [
        _("{shown} of {total} {kind}").format(
            shown=format_number(shown), total=format_number(total), kind=name
        )
    ]
    if selected:
        words = ngettext("{count} selected", "{count} selected", selected)
        pieces.append(words.format(count=format_number(selected)))
    if found.conflicts:
        words = ngettext("{count} with conflicts", "{count} with conflicts", found.conflicts)
        pieces.append(words.format(count=format_number(found.conflicts)))
    return " · ".join(pieces)

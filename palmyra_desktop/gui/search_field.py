"""The quick search of the header: words, and where they are looked for."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget
from typing_extensions import override

from palmyra_desktop.domain.criteria import Criteria, TextScope
from palmyra_desktop.domain.search_terms import terms
from palmyra_desktop.gui.painting import Canvas, text_width
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.workspace import Workspace
from palmyra_desktop.i18n import N_, _

_PAUSE = 200
"""Milliseconds without a key before the words are looked for."""

_SCOPES = {
    TextScope.TITLES: N_("Titles"),
    TextScope.FIELDS: N_("All fields"),
    TextScope.TEXTS: N_("Source texts"),
}


class SearchField(QLineEdit):
    """Set the words of the workspace's criteria after a short pause; Escape clears, Enter and Down go on."""

    left = Signal()
    """The user is done with the words and wants to the list."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        """Show the words the workspace looks for."""
        super().__init__(parent)
        self._workspace, self._theme = workspace, theme
        self.setObjectName("search_field")
        self.setAccessibleName(_("Search"))
        self.setPlaceholderText(_("Search titles, all fields and source text"))
        self._lens = self.addAction(theme.icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._hint = _KeyHint(theme, self)
        self._scope = _ScopeButton(workspace, theme, self)
        self._ends = QHBoxLayout(self)
        self._ends.addStretch(1)
        self._ends.addWidget(self._scope)
        self._ends.addWidget(self._hint)
        self._connect()
        self._on_theme_changed()
        self._on_criteria_changed(workspace.criteria)

    def _connect(self) -> None:
        self.textEdited.connect(self._on_text_edited)
        self._timer.timeout.connect(self._look_for)
        self._workspace.criteria_changed.connect(self._on_criteria_changed)
        self._theme.changed.connect(self._on_theme_changed)

    def _on_text_edited(self) -> None:
        self._arrange()
        self._timer.start()

    def _look_for(self) -> None:
        self._timer.stop()
        self._workspace.set_text(self.text())

    def _on_criteria_changed(self, criteria: Criteria) -> None:
        if criteria.text != self.text() and not self._timer.isActive():
            self.setText(criteria.text)
        self._scope.show_criteria(criteria)
        self._arrange()

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._lens.setIcon(self._theme.icons.icon("search", "muted", 16))
        self._ends.setContentsMargins(px(6), 0, px(6), 0)
        self._ends.setSpacing(px(4))
        self.setFixedHeight(px(30))
        self._arrange()

    def _arrange(self) -> None:
        """Show the key while nothing is written, and keep the words clear of what stands at the end."""
        self._hint.setVisible(not self.text() and not self.hasFocus())
        self._scope.setVisible(bool(self.text()) or self.hasFocus())
        shown = [widget for widget in (self._hint, self._scope) if not widget.isHidden()]
        end = sum(widget.sizeHint().width() + self._theme.px(8) for widget in shown)
        self.setTextMargins(*((end, 0, 0, 0) if self.isRightToLeft() else (0, 0, end, 0)))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._arrange()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._arrange()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.clear()
            self._look_for()
            self._arrange()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._look_for()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _ScopeButton(QToolButton):
    """Where the words are looked for: the button shows it, its menu changes it, and what comes first."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._theme = workspace, theme
        self.setObjectName("search_scope")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(_opposite(theme))
        menu = QMenu(self)
        menu.setLayoutDirection(theme.direction)
        group = QActionGroup(self)
        self._choices: dict[TextScope, QAction] = {}
        for scope, title in _SCOPES.items():
            action = menu.addAction(_(title))
            action.setCheckable(True)
            action.setData(scope)
            self._choices[scope] = group.addAction(action)
        menu.addSeparator()
        self._relevant = menu.addAction(_("Most relevant first"))
        self._relevant.setCheckable(True)
        self._relevant.triggered.connect(workspace.put_most_relevant_first)
        self.setMenu(menu)
        group.triggered.connect(self._on_triggered)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_criteria(self, criteria: Criteria) -> None:
        """Show where the words are looked for, and whether what fits them best comes first."""
        scope = criteria.scope
        self._choices[scope].setChecked(True)
        self._relevant.setChecked(criteria.is_by_relevance)
        self._relevant.setEnabled(bool(terms(criteria.text)))
        self.setText(_(_SCOPES[scope]))
        self.setAccessibleName(_("Search in: {scope}").format(scope=_(_SCOPES[scope])))
        self.setToolTip(self.accessibleName())

    def _on_triggered(self, action: QAction) -> None:
        self._workspace.set_criteria(replace(self._workspace.criteria, scope=action.data()))

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font("secondary"))
        self.setIconSize(QSize(self._theme.px(12), self._theme.px(12)))
        self.setIcon(self._theme.icons.icon("down", "muted", 12))
        self.setFixedHeight(self._theme.px(22))


class _KeyHint(QWidget):
    """The key that leads here, drawn as a key."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("search_key")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        find = QKeySequence(QKeySequence.StandardKey.Find)
        self._words = find.toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")

    @override
    def sizeHint(self) -> QSize:
        width = text_width(self._theme.font("secondary"), self._words)
        return QSize(round(width) + self._theme.px(14), self._theme.px(20))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        px = self._theme.px
        canvas = Canvas(QPainter(self), self.rect().toRectF(), self._theme)
        top = (self.height() - px(20)) / 2
        canvas.frame(0, top, self.width(), px(20), "line", px(4))
        font = self._theme.font("secondary")
        canvas.text(0, top, self.width(), px(20), self._words, font, "muted", "center")


def _opposite(theme: Theme) -> Qt.LayoutDirection:
    """Return the other direction: the arrow stands behind the words."""
    return Qt.LayoutDirection.LeftToRight if theme.is_rtl else Qt.LayoutDirection.RightToLeft

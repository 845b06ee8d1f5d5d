"""The one style sheet of the application: menus, inputs, buttons, headers, tabs, scroll bars.

Rows, facets and cards are painted by delegates. A style sheet does not mirror left and right,
so nothing here says either; sizes follow the text. The ring of the keyboard focus is drawn by
widgets/focus_ring.py, because a style sheet cannot draw outside a widget.
"""

from string import Template
from typing import TYPE_CHECKING

from palmyra_desktop import assets
from palmyra_desktop.gui.palettes import palette

if TYPE_CHECKING:
    from palmyra_desktop.gui.theme import Theme

_SURFACES = """
* { outline: 0; }
QMainWindow, QDialog { background: $panel; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; margin: 0; }
QMainWindow::separator:hover { background: $accent; }
QSplitter::handle { background: $line; }
QToolTip { background: $text; color: $panel; border: 0; padding: ${p4}px ${p8}px; }
QStatusBar { background: $window; border: 0; border-top: 1px solid $line; }
QStatusBar::item { border: 0; }
QGroupBox { border: 0; border-top: 1px solid $line; margin-top: ${p20}px; padding-top: ${p8}px; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; color: $text2; }
QScrollArea { background: transparent; border: 0; }
"""

_MENUS = """
QMenuBar { background: transparent; spacing: 0; padding: 0; }
QMenuBar::item { background: transparent; padding: ${p5}px ${p8}px; border-radius: ${p6}px; color: $text2; }
QMenuBar::item:selected { background: $hover; color: $text; }
QMenu { background: $raised; border: 1px solid $line; padding: ${p5}px; }
QMenu::item { padding: ${p5}px ${p14}px; border-radius: ${p5}px; color: $text; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $faint; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: ${p5}px ${p8}px; }
QMenu::icon { margin: 0 ${p4}px; }
QMenu::indicator { margin: 0; }
"""

_VIEWS = """
QHeaderView { background: $raised; border: 0; }
QHeaderView::section {
    background: $raised; color: $muted; border: 0; border-bottom: 1px solid $line;
    padding: 0 ${p8}px; min-height: ${p29}px;
}
QHeaderView::section:hover { color: $text; }
QAbstractItemView, QTextBrowser, QTextEdit { background: $raised; border: 0; }
QAbstractItemView { outline: 2px solid $focus; outline-offset: -2px; }
QListView::item, QTreeView::item, QTableView::item { padding: ${p4}px; }
QAbstractItemView::item:selected { background: $selection; color: $text; }
QAbstractItemView::item:selected:!active { background: $selection_idle; }
QTableView { gridline-color: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: ${p10}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${p10}px; margin: 0; }
QScrollBar::handle {
    background: $scroll; border-radius: ${scroll_radius}px; margin: 2px;
    min-height: ${p28}px; min-width: ${p28}px;
}
QScrollBar::handle:hover { background: $line_strong; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: none; border: 0; width: 0; height: 0;
}
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; border: 0; border-bottom: 2px solid transparent;
    padding: ${p6}px ${p12}px; color: $muted;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent; border-bottom: 2px solid $focus; }
"""

_INPUTS = """
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit[input="true"] {
    background: $raised; color: $text; border: 1px solid $ctl; border-radius: ${p6}px;
    selection-background-color: $selection; selection-color: $text; placeholder-text-color: $muted;
}
QLineEdit, QComboBox, QAbstractSpinBox { padding: 0 ${p8}px; min-height: ${p28}px; }
QPlainTextEdit, QTextEdit[input="true"] { padding: ${p4}px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $focus; padding: 0 ${p7}px; }
QPlainTextEdit:focus, QTextEdit[input="true"]:focus { border: 2px solid $focus; padding: ${p3}px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { color: $faint; background: $panel; }
QLineEdit[wrong="true"], QComboBox[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid $issue; }
QAbstractItemView QLineEdit { border-radius: 0; min-height: 0; }
QTableView[input="true"] { gridline-color: $grid; border: 1px solid $ctl; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: 0; width: ${p24}px; }
QComboBox::down-arrow { image: url("$arrow_down"); width: ${p14}px; height: ${p14}px; }
QComboBox QAbstractItemView { border: 1px solid $line; padding: ${p4}px; outline: 0; }
QComboBox QAbstractItemView::item { min-height: ${p26}px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    subcontrol-origin: border; border: 0; width: ${p20}px; background: transparent;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url("$arrow_up"); width: ${p12}px; height: ${p12}px; }
QAbstractSpinBox::down-arrow { image: url("$arrow_down"); width: ${p12}px; height: ${p12}px; }
QCheckBox, QRadioButton { spacing: ${p10}px; min-height: ${p26}px; color: $text; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QAbstractItemView::indicator, QMenu::indicator {
    width: ${p14}px; height: ${p14}px; border: 1px solid $line_strong; border-radius: ${p4}px;
    background: $raised;
}
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QMenu::indicator:checked {
    border-color: $accent_fill; background: $accent_fill; image: url("$check");
}
QCheckBox::indicator:indeterminate {
    border-color: $accent_fill; background: $accent_fill; image: url("$dash");
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $faint; background: $panel; }
QCheckBox::indicator:checked:disabled { background: $faint; }
QRadioButton::indicator {
    width: ${p14}px; height: ${p14}px; border: 1px solid $line_strong; border-radius: ${radio_radius}px;
    background: $raised;
}
QRadioButton::indicator:checked {
    border-color: $accent_fill;
    background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
        stop: 0 $on_accent, stop: 0.38 $on_accent, stop: 0.46 $accent_fill, stop: 1 $accent_fill);
}
"""

_BUTTONS = """
QPushButton {
    background: $raised; color: $text; border: 1px solid $ctl; border-radius: ${p6}px;
    padding: 0 ${p14}px; min-height: ${p28}px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selection_idle; }
QPushButton:disabled { color: $faint; border-color: $line; background: transparent; }
QPushButton[primary="true"] { background: $accent_fill; color: $on_accent; border-color: $accent_fill; }
QPushButton[primary="true"]:hover, QPushButton[primary="true"]:pressed { background: $accent_hover; }
QPushButton[primary="true"]:disabled { background: $nav_on; color: $muted; border-color: $line; }
QPushButton[link="true"] {
    background: transparent; border: 0; color: $link; padding: 0; min-height: ${p20}px; min-width: 0;
}
QPushButton[link="true"]:hover, QPushButton[link="true"]:pressed { text-decoration: underline; }
QPushButton[link="true"]:disabled { color: $faint; }
QToolButton {
    background: transparent; border: 0; border-radius: ${p6}px; padding: ${p4}px; color: $text2;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $selection_idle; }
QToolButton:checked { background: $selection; color: $text; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; }
QProgressBar {
    background: $line; border: 0; border-radius: 2px; min-height: 4px; max-height: 4px; text-align: center;
}
QProgressBar::chunk { background: $accent_fill; border-radius: 2px; }
"""

_SIZES = (3, 4, 5, 6, 7, 8, 10, 12, 14, 20, 24, 26, 28, 29)


def stylesheet(theme: "Theme") -> str:
    """Return the style sheet in the theme's colours and at its text size."""
    shade = "dark" if theme.is_dark else "light"
    values = {
        **palette(theme.is_dark, theme.is_high_contrast),
        **{f"p{size}": str(theme.px(size)) for size in _SIZES},
        "scroll_radius": str((theme.px(10) - 4) // 2),
        "radio_radius": str((theme.px(14) + 2) // 2),
        "check": _url("check"),
        "dash": _url("dash"),
        "arrow_down": _url(f"down_{shade}"),
        "arrow_up": _url(f"up_{shade}"),
    }
    return Template(_SURFACES + _MENUS + _VIEWS + _INPUTS + _BUTTONS).substitute(values)


def _url(name: str) -> str:
    return assets.path("icons", "controls", f"{name}.svg").as_posix()

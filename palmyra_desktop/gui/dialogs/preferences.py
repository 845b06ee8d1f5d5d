"""The settings a user looks for in one place; each takes effect at once."""

from dataclasses import fields
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.fonts import TEXT_SCALES
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.widgets.buttons import PrimaryButton
from palmyra_desktop.gui.widgets.labels import Label
from palmyra_desktop.i18n import LANGUAGES, N_, _, format_number
from palmyra_desktop.settings import Settings

_TITLES = {
    "language": N_("Language"),
    "theme": N_("Colours"),
    "contrast": N_("Contrast"),
    "text_scale": N_("Text size"),
    "author": N_("Your name"),
    "reopen_last": N_("At the start"),
}
"""The settings shown here, in order; all others are set where they are seen."""

_WORDS = {
    "theme": {"system": N_("As the system"), "light": N_("Light"), "dark": N_("Dark")},
    "contrast": {"system": N_("As the system"), "normal": N_("Normal"), "high": N_("High")},
    "language": {"": N_("As the system"), **LANGUAGES},
}


class PreferencesDialog(QDialog):
    """A field per setting, made from the settings' own description."""

    def __init__(self, settings: CurrentSettings, theme: Theme, parent: QWidget | None = None) -> None:
        """Show the settings as they are."""
        super().__init__(parent)
        self.setObjectName("preferences_dialog")
        self.setWindowTitle(_("Preferences"))
        self._settings, self._theme = settings, theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.px(24)] * 4)
        layout.setSpacing(theme.px(16))
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(theme.px(20))
        self._form.setVerticalSpacing(theme.px(4))
        about = {field.name: field.metadata for field in fields(Settings)}
        for name, title in _TITLES.items():
            self._add(name, _(title), _(about[name]["help"]))
        layout.addLayout(self._form)
        close = PrimaryButton(_("Close"))
        close.clicked.connect(self.accept)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)

    def _add(self, name: str, title: str, help_text: str) -> None:
        value = getattr(self._settings.value, name)
        if isinstance(value, bool):
            control: QWidget = self._check_box(value, help_text)
        elif name == "author":
            control = self._line(value)
        else:
            control = self._choice(name, value)
        control.setObjectName(f"{name}_setting")
        control.setProperty("setting", name)
        control.setAccessibleName(title)
        control.setAccessibleDescription(help_text)
        self._form.addRow(Label(self._theme, title, "body", "text2"), control)
        if not isinstance(control, QCheckBox):
            note = Label(self._theme, help_text, "secondary", "muted")
            self._form.addRow("", note)

    def _check_box(self, value: bool, words: str) -> QCheckBox:
        box = QCheckBox(words)
        box.setChecked(value)
        box.toggled.connect(self._on_changed)
        return box

    def _line(self, value: str) -> QLineEdit:
        line = QLineEdit(value)
        line.editingFinished.connect(self._on_edited)
        return line

    def _choice(self, name: str, value: object) -> QComboBox:
        box = QComboBox()
        for choice, words in _choices(name, value).items():
            box.addItem(words, choice)
        box.setCurrentIndex(box.findData(value))
        box.activated.connect(self._on_activated)
        return box

    def _on_changed(self, checked: bool) -> None:
        self._change(checked)

    def _on_edited(self) -> None:
        line = self.sender()
        if isinstance(line, QLineEdit):
            self._change(line.text().strip())

    def _on_activated(self, row: int) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self._change(box.itemData(row))

    def _change(self, value: Any) -> None:
        self._settings.change(**{self.sender().property("setting"): value})


def _choices(name: str, value: object) -> dict[Any, str]:
    """Return what may be chosen for a setting, each with its words; the value it has is among them."""
    if name == "text_scale":
        scales = sorted({*TEXT_SCALES, float(str(value))})
        return {scale: _("{number} %").format(number=format_number(round(100 * scale))) for scale in scales}
    return {choice: _(words) for choice, words in _WORDS[name].items()}

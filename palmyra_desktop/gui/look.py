"""The user's choice of colours, text size and language, and the actions that change it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from palmyra_desktop import i18n
from palmyra_desktop.gui.current_settings import CurrentSettings
from palmyra_desktop.gui.fonts import TEXT_SCALES
from palmyra_desktop.gui.theme import Theme, is_dark, is_high_contrast

if TYPE_CHECKING:
    from palmyra_desktop.gui.actions import Actions


class Look(QObject):
    """Keep application and theme as the settings ask."""

    language_changed = Signal()
    """Every word in the window has to be written anew."""

    def __init__(self, app: QApplication, settings: CurrentSettings, parent: QObject | None = None) -> None:
        """Prepare the application for an empty window; `begin` dresses what is built in it.

        Where the system is to choose, the window is as dark as it was last: to ask takes a tenth of the time
        in which an empty one is seen.
        """
        super().__init__(parent)
        self._app, self._settings = app, settings
        self._translator: QTranslator | None = None
        self._actions: Actions | None = None
        self._speak()
        value = settings.value
        dark = value.was_dark if value.theme == "system" else value.theme == "dark"
        self.theme = Theme(app, dark, value.text_scale, value.contrast == "high")
        self.theme.lay_ground()

    def begin(self) -> None:
        """Dress the application, and follow what the user and the system choose from now on."""
        self._settings.changed.connect(self._on_settings_changed)
        hints = self._app.styleHints()
        hints.colorSchemeChanged.connect(self._dress)
        if accessibility := getattr(hints, "accessibility", None):  # Qt 6.10
            accessibility().contrastPreferenceChanged.connect(self._dress)
        self._dress()
        self.theme.apply()

    def serve(self, actions: "Actions") -> None:
        """Handle the actions that change the look."""
        for choice in ("system", "light", "dark"):
            actions.handle(f"theme_{choice}", self._on_theme_chosen)
        for code in ("system", *i18n.LANGUAGES):
            actions.handle(f"language_{code}", self._on_language_chosen)
        actions.handle("high_contrast", self._on_contrast_chosen)
        actions.check("high_contrast", self.theme.is_high_contrast)
        self._actions = actions
        actions.handle("text_larger", self._on_larger)
        actions.handle("text_smaller", self._on_smaller)
        actions.handle("text_normal", self._on_normal)
        actions.check(f"theme_{self._settings.value.theme}")
        if self._settings.value.language in ("", *i18n.LANGUAGES):
            actions.check(f"language_{self._settings.value.language or 'system'}")

    def _on_theme_chosen(self) -> None:
        self._settings.change(theme=self._chosen())

    def _on_contrast_chosen(self, is_high: bool) -> None:
        self._settings.change(contrast="high" if is_high else "normal")

    def _on_language_chosen(self) -> None:
        chosen = self._chosen()
        self._settings.change(language="" if chosen == "system" else chosen)

    def _chosen(self) -> str:
        return self.sender().objectName().partition("_")[2]

    def _on_larger(self) -> None:
        larger = [scale for scale in TEXT_SCALES if scale > self._settings.value.text_scale]
        self._settings.change(text_scale=min(larger, default=self._settings.value.text_scale))

    def _on_smaller(self) -> None:
        smaller = [scale for scale in TEXT_SCALES if scale < self._settings.value.text_scale]
        self._settings.change(text_scale=max(smaller, default=self._settings.value.text_scale))

    def _on_normal(self) -> None:
        self._settings.change(text_scale=1.0)

    def _on_settings_changed(self, names: frozenset[str]) -> None:
        if names & {"theme", "text_scale", "contrast"}:
            self._dress()
        if "language" in names:
            self._speak()
            self.language_changed.emit()

    def _dress(self) -> None:
        value = self._settings.value
        dark, contrast = is_dark(value.theme), is_high_contrast(value.contrast)
        self.theme.switch(dark, value.text_scale, contrast)
        self._settings.change(was_dark=dark)
        if self._actions is not None:
            self._actions.check("high_contrast", contrast)

    def _speak(self) -> None:
        """Set the language: our own words, Qt's words, digits, and the direction of everything."""
        i18n.set_language(self._settings.value.language)
        locale = QLocale(i18n.language() if i18n.language() in i18n.LANGUAGES else "en")
        QLocale.setDefault(locale)
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
        self._translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(locale, "qtbase", "_", folder):
            QCoreApplication.installTranslator(self._translator)
        if i18n.is_right_to_left() != self._app.isRightToLeft():
            from PySide6.QtCore import Qt

            directions = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
            self._app.setLayoutDirection(directions[i18n.is_right_to_left()])

"""The palettes are legible, and the theme hands out what they say."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibilityHints, QFont, QFontInfo, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from palmyra_desktop.gui.fonts import FONT_ROLES, TEXT_SCALES, serif_families
from palmyra_desktop.gui.palettes import DARK, LIGHT, palette
from palmyra_desktop.gui.theme import Theme, is_dark, is_high_contrast

PALETTES = pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("window", "panel", "raised", "hover", "selection", "selection_idle")
STANCES = ("asserts", "confirms", "denies", "doubts", "other")
STATUSES = ("accepted", "conflict", "work", "issue")


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio" and "relative luminance"."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def too_faint(colors: dict[str, str], pairs: list[tuple[str, str]], least: float) -> list[str]:
    ratios = {f"{front} on {ground}": contrast(colors[front], colors[ground]) for front, ground in pairs}
    return [f"{pair}: {ratio:.2f}" for pair, ratio in ratios.items() if ratio < least]


def test_the_contrast_formula_gives_the_ends_of_the_scale() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_light_and_dark_have_the_same_roles() -> None:
    assert LIGHT.keys() == DARK.keys()


@PALETTES
def test_words_are_legible_on_every_ground_they_stand_on(colors: dict[str, str]) -> None:
    words = [(text, ground) for text in ("text", "text2", "muted", "link", "accent") for ground in GROUNDS]
    words += [("text", ground) for ground in ("facet_fill", "facet_on", "nav_on", "plate", "sunken")]
    words += [("text2", "nav_on"), ("text2", "facet_on"), ("muted", "plate"), ("muted", "sunken")]
    words += [("on_accent", "accent_fill"), ("on_accent", "accent_hover"), ("panel", "text")]
    assert too_faint(colors, words, 4.5) == []


@PALETTES
def test_marks_are_legible_on_every_ground(colors: dict[str, str]) -> None:
    marks = [(mark, ground) for mark in STANCES + STATUSES for ground in GROUNDS]
    assert too_faint(colors, marks, 4.6) == []


@PALETTES
def test_marks_are_legible_on_their_own_soft_ground(colors: dict[str, str]) -> None:
    assert too_faint(colors, [(mark, f"{mark}_bg") for mark in STANCES + STATUSES], 4.95) == []


@PALETTES
def test_highlighted_words_and_band_labels_are_legible(colors: dict[str, str]) -> None:
    fills = ("h_claim", "h_actor", "h_monument", "h_date", "h_caption", "h_found")
    bands = ("band_islamic_state", "band_government", "band_other")
    assert too_faint(colors, [("text", ground) for ground in fills], 7.0) == []
    assert too_faint(colors, [("text", ground) for ground in bands], 7.0) == []


@PALETTES
def test_controls_and_the_focus_can_be_told_from_the_ground(colors: dict[str, str]) -> None:
    shapes = [("focus", ground) for ground in ("window", "panel", "raised")]
    shapes += [("line_strong", "raised"), ("bar", "raised")]
    assert too_faint(colors, shapes, 3.0) == []


@pytest.mark.parametrize("dark", [False, True])
def test_high_contrast_draws_lines_that_can_be_told_from_the_ground_and_no_quiet_words(dark: bool) -> None:
    colors = dict(palette(dark, high_contrast=True))
    grounds = ("window", "panel", "raised")
    assert (
        too_faint(colors, [(line, "raised") for line in ("ctl", "line", "grid_strong", "scroll")], 3.0) == []
    )
    words = [(role, ground) for role in ("text", "text2", "muted") for ground in grounds]
    assert too_faint(colors, words, 6.9) == []
    assert too_faint(colors, [("bar", "raised")], 7.0) == []


def test_high_contrast_is_what_the_user_or_the_system_wants(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [is_high_contrast(choice) for choice in ("high", "normal", "system")] == [True, False, False]
    if hasattr(QStyleHints, "accessibility"):  # Qt 6.10
        high = Qt.ContrastPreference.HighContrast
        monkeypatch.setattr(QAccessibilityHints, "contrastPreference", lambda hints: high)
        assert is_high_contrast("system")
        assert not is_high_contrast("normal")


def test_an_unknown_colour_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        Theme(qapp).color("mauve")


def test_measures_follow_the_text_size(qapp: QApplication) -> None:
    font = QFont(qapp.font())
    font.setPixelSize(13)
    font.setPointSizeF(QFontInfo(font).pointSizeF())
    small, large = Theme(qapp, base_font=font), Theme(qapp, scale=2.0, base_font=font)
    assert abs(large.px(100) - 2 * small.px(100)) <= 8
    assert large.font("title").pointSizeF() == pytest.approx(2 * small.font("title").pointSizeF())


def test_every_font_role_grows_with_every_text_scale(qapp: QApplication) -> None:
    for role in FONT_ROLES:
        sizes = [Theme(qapp, scale=scale).font(role).pointSizeF() for scale in TEXT_SCALES]
        assert sizes == sorted(set(sizes))


def test_weights_and_even_figures_are_set_where_asked(qapp: QApplication) -> None:
    theme = Theme(qapp)
    assert theme.font("title").weight() == QFont.Weight.DemiBold
    assert theme.font("body", QFont.Weight.Medium).weight() == QFont.Weight.Medium
    tag = QFont.Tag("tnum")
    assert theme.font("body", tabular=True).featureValue(tag) == 1
    assert not theme.font("body").isFeatureSet(tag)


@pytest.mark.parametrize(
    ("installed", "expected"),
    [
        ({"Noto Serif", "DejaVu Serif", "Amiri"}, ("Noto Serif", "Amiri")),
        ({"Georgia"}, ("Georgia",)),
        ({"Noto Naskh Arabic"}, ("Noto Naskh Arabic",)),
        ({"Comic Neue"}, ()),
    ],
)
def test_only_installed_serif_families_are_named(installed: set[str], expected: tuple[str, ...]) -> None:
    assert serif_families(installed) == expected


def test_a_desktop_that_tells_no_scheme_counts_as_light(qapp: QApplication) -> None:
    assert is_dark("dark")
    assert not is_dark("light")
    assert is_dark("system") == (qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark)


def test_switching_to_dark_recolours_the_application_and_tells_the_views(
    qapp: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(theme.changed, timeout=1000):
        theme.switch(dark=True, scale=1.3)
    assert qapp.palette().color(QPalette.ColorRole.Base).name().upper() == DARK["raised"]
    assert DARK["accent_fill"] in qapp.styleSheet()
    assert qapp.font().pointSizeF() == pytest.approx(theme.font().pointSizeF())
    theme.switch(dark=False, scale=1.0)
    assert qapp.palette().color(QPalette.ColorRole.Base).name().upper() == LIGHT["raised"]


def test_switching_to_the_look_there_is_tells_nobody(qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme(qapp, dark=True, scale=1.15)
    with qtbot.assertNotEmitted(theme.changed):
        theme.switch(dark=True, scale=1.15)


@pytest.fixture
def form(theme: Theme, qtbot: QtBot) -> QWidget:
    page = QWidget()
    page.setObjectName("page")
    layout = QVBoxLayout(page)
    for name in ("first", "second"):
        button = QPushButton(name)
        button.setObjectName(name)
        layout.addWidget(button)
    box = QCheckBox("third")
    box.setObjectName("third")
    layout.addWidget(box)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def test_the_tab_key_shows_a_ring_around_the_widget_it_reaches(
    qapp: QApplication, qtbot: QtBot, form: QWidget
) -> None:
    first, second = form.findChild(QPushButton, "first"), form.findChild(QPushButton, "second")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    ring = form.findChild(QWidget, "focus_ring")
    assert qapp.focusWidget() is second
    assert ring.isVisible()
    assert ring.geometry().adjusted(4, 4, -4, -4) == second.geometry()


def test_the_ring_follows_when_the_window_grows(qtbot: QtBot, form: QWidget) -> None:
    first, second = form.findChild(QPushButton, "first"), form.findChild(QPushButton, "second")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    form.resize(form.width() + 200, form.height() + 100)
    ring = form.findChild(QWidget, "focus_ring")
    assert ring.geometry().adjusted(4, 4, -4, -4) == second.geometry()


def test_a_click_shows_no_ring(qtbot: QtBot, form: QWidget) -> None:
    box = form.findChild(QCheckBox, "third")
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert form.findChild(QWidget, "focus_ring") is None


def test_the_ring_goes_with_a_widget_that_is_deleted(qtbot: QtBot, form: QWidget) -> None:
    first, second = form.findChild(QPushButton, "first"), form.findChild(QPushButton, "second")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    second.setParent(None)
    second.deleteLater()
    qtbot.waitUntil(lambda: form.findChild(QWidget, "focus_ring") is None)


def test_arabic_is_not_slanted(theme: Theme, qapp: QApplication) -> None:
    assert theme.font(italic=True).italic()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert not theme.font(italic=True).italic()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

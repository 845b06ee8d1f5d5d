"""Every drawing that ships loads, takes the theme's colours and turns with the direction of reading."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication

from palmyra_desktop import assets
from palmyra_desktop.gui.theme import Theme

ICONS = [name.removesuffix(".svg") for name in assets.names("icons") if name != "app.svg"]
OUTLINES = [name.removesuffix(".svg") for name in assets.names("icons", "outlines")]
CONTROLS = assets.names("icons", "controls")
SIZE = 48


@pytest.fixture
def theme(theme: Theme, qapp: QApplication) -> Iterator[Theme]:
    yield theme
    theme.switch(dark=False, scale=1.0)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def drawn(theme: Theme, name: str, role: str = "text2", outline: bool = False) -> QImage:
    image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint = theme.icons.paint_outline if outline else theme.icons.paint
    paint(painter, QRectF(0, 0, SIZE, SIZE), name, role)
    painter.end()
    return image


def strongest(image: QImage) -> QColor:
    """The colour of the most opaque point."""
    points = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(points, key=QColor.alpha)


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_drawn_in_the_colour_of_its_role(theme: Theme, name: str) -> None:
    color = strongest(drawn(theme, name, "denies"))
    assert color.alpha() > 200
    expected = theme.color("denies")
    assert all(
        abs(one - other) <= 3 for one, other in zip(color.getRgb()[:3], expected.getRgb()[:3], strict=True)
    )


@pytest.mark.parametrize("name", OUTLINES)
def test_every_outline_is_drawn(theme: Theme, name: str) -> None:
    assert strongest(drawn(theme, name, "stone", outline=True)).alpha() > 100


def test_no_two_icons_look_alike(theme: Theme) -> None:
    images = {name: drawn(theme, name) for name in ICONS}
    alike = [
        (one, other)
        for one in ICONS
        for other in ICONS
        if one < other and images[one] == images[other] and {one, other} != {"back", "left"}
    ]
    assert alike == []


def test_an_icon_that_is_not_there_is_an_error(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/flame\.svg"):
        theme.icons.icon("flame")


def test_an_icon_has_its_own_pixels_at_each_screen_density(theme: Theme) -> None:
    side = theme.px(18)
    icon = theme.icons.icon("event")
    for ratio in (1.0, 1.5, 2.0):
        pixmap = icon.pixmap(QSize(side, side), ratio)
        assert pixmap.width() == round(side * ratio)


def test_disabled_is_faint_and_checked_is_the_accent(theme: Theme) -> None:
    side = theme.px(18)
    icon = theme.icons.icon("work", is_switch=True)

    def shown(mode: QIcon.Mode, state: QIcon.State) -> str:
        return strongest(icon.pixmap(QSize(side, side), 2.0, mode, state).toImage()).name()

    assert shown(QIcon.Mode.Normal, QIcon.State.Off) == theme.color("text2").name()
    assert shown(QIcon.Mode.Disabled, QIcon.State.Off) == theme.color("faint").name()
    assert shown(QIcon.Mode.Normal, QIcon.State.On) == theme.color("accent").name()


def test_an_icon_is_made_once_and_again_after_the_colours_change(theme: Theme) -> None:
    first = theme.icons.icon("event")
    assert theme.icons.icon("event") is first
    theme.switch(dark=True, scale=1.0)
    assert theme.icons.icon("event") is not first
    assert strongest(drawn(theme, "event")).name() == theme.color("text2").name()


def test_directions_are_mirrored_right_to_left_and_nothing_else_is(qapp: QApplication, theme: Theme) -> None:
    before = {name: drawn(theme, name) for name in ICONS}
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    turned = {name for name in ICONS if drawn(theme, name) != before[name]}
    assert turned == {"back", "forward", "left", "right", "undo", "redo"}
    assert drawn(theme, "back") == before["forward"]


def test_the_drawings_the_style_sheet_names_are_there() -> None:
    names = {"check.svg", "dash.svg", "down_light.svg", "down_dark.svg", "up_light.svg", "up_dark.svg"}
    assert set(CONTROLS) == names

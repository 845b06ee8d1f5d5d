"""The marks tell stances, statuses and origins apart by shape, without any colour."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from palmyra_desktop import i18n
from palmyra_desktop.gui.marks import (
    origins_width,
    paint_origins,
    paint_stance,
    paint_status,
    paint_tally,
    tally,
    tally_width,
)
from palmyra_desktop.gui.theme import Theme

STANCES = ("asserts", "confirms", "denies", "doubts", "concedes", "predicts", "demands")
Paint = Callable[[QPainter, QRectF], None]


@pytest.fixture
def theme(theme: Theme, qapp: QApplication) -> Iterator[Theme]:
    yield theme
    theme.switch(dark=False, scale=1.0)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    i18n.set_language("en")


def drawn(theme: Theme, paint: Paint, width: int = 36, height: int = 36) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(theme.color("raised"))
    painter = QPainter(image)
    paint(painter, QRectF(0, 0, width, height))
    painter.end()
    return image


def stance(theme: Theme, name: str) -> QImage:
    return drawn(theme, lambda painter, rect: paint_stance(painter, rect, name, theme))


def counted(stances: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(stances).items())


def row(theme: Theme, *stances: str) -> QImage:
    return drawn(theme, lambda painter, rect: paint_tally(painter, rect, counted(stances), theme), 160)


def shape(image: QImage) -> list[bool]:
    """Which points are inked, in a coarse grid: what is left when all colours are one."""
    ground = image.pixelColor(0, 0).lightness()
    points = [(x, y) for y in range(0, image.height(), 2) for x in range(0, image.width(), 2)]
    return [abs(image.pixelColor(x, y).lightness() - ground) > 40 for x, y in points]


def difference(one: QImage, other: QImage) -> float:
    """The share of inked points in which two shapes differ."""
    pairs = list(zip(shape(one), shape(other), strict=True))
    return sum(a != b for a, b in pairs) / sum(a or b for a, b in pairs)


@pytest.mark.parametrize("dark", [False, True])
def test_stances_differ_in_shape_not_only_in_colour(theme: Theme, dark: bool) -> None:
    theme.switch(dark, 1.0)
    images = {name: stance(theme, name) for name in STANCES}
    alike = [
        (one, other)
        for one in STANCES
        for other in STANCES
        if one < other and difference(images[one], images[other]) < 0.05
    ]
    assert alike == []


@pytest.mark.parametrize("dark", [False, True])
def test_small_marks_differ_in_shape(theme: Theme, dark: bool) -> None:
    theme.switch(dark, 1.5)
    names = ("asserts", "confirms", "denies", "doubts", "predicts")
    images = {name: row(theme, name) for name in names}
    alike = [
        (one, other)
        for one in names
        for other in names
        if one < other and difference(images[one], images[other]) < 0.2
    ]
    assert alike == []


def test_accepted_and_no_status_draw_nothing(theme: Theme) -> None:
    blank = drawn(theme, lambda painter, rect: None)
    for status in ("accepted", None, ""):
        shown = drawn(theme, lambda painter, rect, status=status: paint_status(painter, rect, status, theme))
        assert shown == blank


def test_the_other_statuses_differ_in_shape(theme: Theme) -> None:
    names = ("conflict", "work_needed", "issue")
    images = [
        drawn(theme, lambda painter, rect, name=name: paint_status(painter, rect, name, theme))
        for name in names
    ]
    assert difference(images[0], images[1]) > 0.2
    assert difference(images[0], images[2]) > 0.2
    assert difference(images[1], images[2]) > 0.2


def test_up_to_six_claims_are_all_marked_in_marking_order() -> None:
    said = ("denies", "asserts", "confirms", "asserts", "doubts", "denies")
    assert tally(counted(said)) == (("confirms", "asserts", "asserts", "doubts", "denies", "denies"), 0)
    assert tally(()) == ((), 0)


def test_from_seven_claims_on_the_rest_is_a_number() -> None:
    assert tally((("asserts", 7),)) == (("asserts",) * 5, 2)
    assert tally((("asserts", 7_000_000), ("denies", 1))) == ((*("asserts",) * 4, "denies"), 6_999_996)


@settings(max_examples=80)
@given(st.lists(st.sampled_from(("asserts", "confirms", "denies", "doubts")), max_size=200))
def test_no_stance_disappears_behind_the_number(said: list[str]) -> None:
    shown, more = tally(counted(said))
    assert set(shown) == set(said)
    assert len(shown) + more == len(said)
    assert len(shown) <= 6


def test_every_row_fits_the_width_it_says(theme: Theme) -> None:
    for said in (("asserts",), STANCES[:6], ("denies",) * 1000):
        image = row(theme, *said)
        width = tally_width(counted(said), theme)
        inked = [number % 80 * 2 for number, is_inked in enumerate(shape(image)) if is_inked]
        assert max(inked) <= width + 1


def test_marks_start_at_the_right_edge_when_read_from_there(qapp: QApplication, theme: Theme) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    inked = [number % 80 * 2 for number, is_inked in enumerate(shape(row(theme, "confirms"))) if is_inked]
    assert min(inked) > 140


def test_an_arrow_on_points_to_where_reading_goes(qapp: QApplication, theme: Theme) -> None:
    before = stance(theme, "predicts")
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert difference(stance(theme, "predicts"), before) > 0.05
    assert stance(theme, "confirms") == stance(Theme(qapp), "confirms")


def origins(theme: Theme, groups: tuple[int, ...], unknown: int = 0) -> QImage:
    return drawn(theme, lambda painter, rect: paint_origins(painter, rect, groups, unknown, theme), 240)


def test_one_origin_with_two_reports_looks_other_than_two_origins(theme: Theme) -> None:
    assert difference(origins(theme, (2,)), origins(theme, (1, 1))) > 0.1


def test_unknown_origins_look_other_than_known_ones(theme: Theme) -> None:
    assert difference(origins(theme, (2,)), origins(theme, (), 2)) > 0.1


def test_the_capsules_take_the_width_they_say(theme: Theme) -> None:
    assert origins_width((), 0, theme) == 0
    for groups, unknown in (((1, 1, 2), 0), ((3, 12), 2), ((400,), 0)):
        width = origins_width(groups, unknown, theme)
        inked = [n % 120 * 2 for n, is_inked in enumerate(shape(origins(theme, groups, unknown))) if is_inked]
        assert width - 6 <= max(inked) <= width + 1


def test_the_number_behind_a_row_is_in_the_language_of_the_window(theme: Theme) -> None:
    english = row(theme, *["asserts"] * 12)
    i18n.set_language("ar")
    assert row(theme, *["asserts"] * 12) != english

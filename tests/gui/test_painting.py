"""Words and rectangles follow the direction of reading; highlights lie under their words alone."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from palmyra_desktop.gui.painting import (
    Canvas,
    chip_width,
    first_letter_direction,
    pill_width,
    text_direction,
    text_width,
)
from palmyra_desktop.gui.paragraph import Highlight, Paragraph
from palmyra_desktop.gui.theme import Theme

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
GREEN = QColor("#00FF00")


@pytest.fixture(params=[LEFT, RIGHT], ids=["ltr", "rtl"])
def direction(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Qt.LayoutDirection]:
    qapp.setLayoutDirection(request.param)
    yield request.param
    qapp.setLayoutDirection(LEFT)


@pytest.fixture
def image() -> QImage:
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return image


@pytest.fixture
def canvas(theme: Theme, image: QImage) -> Iterator[Canvas]:
    painter = QPainter(image)
    yield Canvas(painter, QRectF(image.rect()), theme)
    painter.end()


def columns(image: QImage, color: QColor | None = None) -> list[int]:
    """The columns with a point of a colour, or with any ink."""
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    white = QColor(Qt.GlobalColor.white)
    return sorted(
        {
            x
            for x, y in points
            if (image.pixelColor(x, y) == color if color else image.pixelColor(x, y) != white)
        }
    )


def test_a_rectangle_starts_at_the_edge_where_reading_starts(
    direction: Qt.LayoutDirection, canvas: Canvas, image: QImage
) -> None:
    canvas.fill(10, 10, 50, 20, GREEN)
    expected = range(10, 60) if direction == LEFT else range(340, 390)
    assert columns(image, GREEN) == list(expected)


def test_an_area_that_does_not_start_at_zero_is_mirrored_within_itself(
    direction: Qt.LayoutDirection, theme: Theme, image: QImage
) -> None:
    painter = QPainter(image)
    rect = Canvas(painter, QRectF(100, 0, 200, 50), theme).rect(10, 0, 30, 10)
    painter.end()
    assert rect.x() == (110 if direction == LEFT else 260)


def test_words_keep_to_the_edge_where_reading_starts(
    direction: Qt.LayoutDirection, canvas: Canvas, theme: Theme, image: QImage
) -> None:
    width = canvas.text(20, 0, 300, 40, "Tadmur", theme.font())
    inked = columns(image)
    assert width == text_width(theme.font(), "Tadmur")
    if direction == LEFT:
        assert 18 <= inked[0] <= 24
    else:
        assert 376 <= inked[-1] <= 382


def test_a_line_without_room_is_elided(canvas: Canvas, theme: Theme) -> None:
    assert canvas.text(0, 0, 60, 40, "A title far too long for its cell", theme.font()) <= 60.5


def test_a_blurred_hairline_is_never_drawn(canvas: Canvas, image: QImage) -> None:
    canvas.hline(0, 50.4, 400, GREEN)
    rows = [y for y in range(200) if image.pixelColor(200, y) != QColor(Qt.GlobalColor.white)]
    assert rows == [50]
    assert image.pixelColor(200, 50) == GREEN


@pytest.mark.parametrize(("share", "length"), [(1.0, 200), (0.5, 100), (0.0, 0), (3.0, 200)])
def test_a_soft_bar_is_as_long_as_its_share(canvas: Canvas, image: QImage, share: float, length: int) -> None:
    canvas.soft_bar(10, 10, 200, 20, share)
    assert len(columns(image)) == length


def test_a_share_too_small_to_see_is_still_seen(canvas: Canvas, theme: Theme, image: QImage) -> None:
    canvas.soft_bar(10, 10, 200, 20, 0.0001)
    assert len(columns(image)) == theme.px(4)


def test_pills_and_chips_take_the_width_they_say(canvas: Canvas, theme: Theme) -> None:
    assert canvas.pill(0, 0, 21, "4 values claimed", "conflict") == pill_width(
        theme, "4 values claimed", "conflict"
    )
    assert canvas.pill(0, 0, 21, "4 values claimed", "conflict", 60) == 60
    cross = canvas.chip(0, 40, 26, "Date:", "2015", chip_width(theme, "Date:", "2015"))
    assert cross.right() <= chip_width(theme, "Date:", "2015")


@pytest.mark.parametrize(
    ("text", "reading", "expected"),
    [
        ("Temple of Bel", RIGHT, LEFT),
        ("معبد بل", LEFT, RIGHT),
        ("معبد بل (Bel)", RIGHT, RIGHT),
        ("Bel (معبد بل)", LEFT, LEFT),
        ("2015 – 2017", RIGHT, RIGHT),
        ("", LEFT, LEFT),
    ],
)
def test_a_line_runs_with_the_window_unless_all_its_letters_go_the_other_way(
    text: str, reading: Qt.LayoutDirection, expected: Qt.LayoutDirection
) -> None:
    assert text_direction(text, reading) == expected


def test_a_sources_words_run_with_their_first_letter() -> None:
    assert first_letter_direction("«معبد Bel»", LEFT) == RIGHT
    assert first_letter_direction("“Bel” معبد", RIGHT) == LEFT
    assert first_letter_direction("27.5.", RIGHT) == RIGHT


def test_a_paragraph_is_as_high_as_its_lines(theme: Theme) -> None:
    one = Paragraph("word", theme.font("serif"), 300, theme)
    three = Paragraph("one\ntwo\nthree", theme.font("serif"), 300, theme)
    assert (one.line_count, three.line_count) == (1, 3)
    assert three.height == pytest.approx(3 * one.height)
    assert Paragraph("", theme.font(), 300, theme).height == 0


def test_the_last_line_allowed_ends_in_an_ellipsis(theme: Theme) -> None:
    words = Paragraph("word " * 60, theme.font(), 200, theme, max_lines=2)
    assert words.line_count == 2
    assert words.text.endswith("…")


def highlighted(theme: Theme, text: str, start: int, end: int, width: float = 380) -> QImage:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paragraph = Paragraph(text, theme.font("serif"), width, theme, 1.7)
    highlight = Highlight(start, end, "h_claim", "h_claim_line")
    paragraph.paint(painter, QPointF(10, 10), "text", (highlight,))
    painter.end()
    return image


def test_a_highlight_lies_under_its_words_and_nowhere_else(theme: Theme) -> None:
    text = "before the words after"
    filled = columns(highlighted(theme, text, 7, 16), theme.color("h_claim"))
    font = theme.font("serif")
    left, right = 10 + text_width(font, "before "), 10 + text_width(font, "before the words")
    assert left - 3 <= filled[0] <= left + 2
    assert right - 2 <= filled[-1] <= right + 3


def test_a_highlight_ends_before_the_blank_a_line_ends_in(theme: Theme) -> None:
    font = theme.font("serif")
    width = text_width(font, "Palmyra taken again")
    image = highlighted(theme, "Palmyra taken again   and lost", 0, 22, width + 30)
    assert columns(image, theme.color("h_claim"))[-1] <= 10 + width + 3


def test_a_highlight_in_arabic_words_lies_at_their_end_of_the_line(theme: Theme) -> None:
    text = "معبد بل في تدمر"
    filled = columns(highlighted(theme, text, 0, 7), theme.color("h_claim"))
    assert 385 <= filled[-1] <= 393
    assert filled[0] > 200


def test_an_empty_range_highlights_nothing(theme: Theme) -> None:
    assert columns(highlighted(theme, "some words", 3, 3), theme.color("h_claim")) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.integers(0, 90), st.integers(0, 90))
def test_any_text_and_any_range_can_be_painted(theme: Theme, text: str, start: int, end: int) -> None:
    assert not highlighted(theme, text, start, end, 120).isNull()

"""No meaning by colour alone: marks, bars and bands are told apart by their shape, whoever looks at them.

A shape is what remains of a picture when every pixel counts only as ground or not. The colours behind the
shapes are looked at as people with protanopia, deuteranopia, tritanopia and without colour see them.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Band, Bar, Lane, Spans
from palmyra_desktop.domain.reference import Link, RecordRef
from palmyra_desktop.domain.timeline.legend import SAMPLES, stretched
from palmyra_desktop.domain.timeline.shapes import Sizes
from palmyra_desktop.gui.marks import paint_stance, paint_status, paint_tally
from palmyra_desktop.gui.painting import Canvas
from palmyra_desktop.gui.theme import Theme
from palmyra_desktop.gui.timeline.bar_painter import BarPainter
from palmyra_desktop.gui.timeline.chart import Chart
from palmyra_desktop.gui.timeline.painter import Shown, TimelinePainter
from tests.colour_vision import VISIONS, contrast

STANCES = ("asserts", "confirms", "denies", "doubts", "concedes", "predicts", "demands")
TOLD_ROWS = ("asserts", "confirms", "denies", "doubts", "concedes")
"""Of the small marks: the three that are neither for nor against are one mark, the square."""
STATUSES = ("conflict", "work_needed", "issue")
SAME = 0.08
"""Two shapes of which a smaller part differs might be taken for one."""
Shape = frozenset[tuple[int, int]]
Vision = pytest.mark.parametrize("vision", VISIONS)


@pytest.fixture(params=["light", "dark", "light, high contrast", "dark, high contrast"])
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    yield Theme(qapp, request.param.startswith("dark"), high_contrast="high" in request.param)


def painted(theme: Theme, paint: Callable[[QPainter], None], width: int = 48, height: int = 32) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(theme.color("raised"))
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def pixels(image: QImage) -> "array[int]":
    """The colours of an image, row by row, as QRgb."""
    return array("I", bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits()))


def shape_of(image: QImage, ground: QColor, levels: tuple[float, ...] = (1.12,)) -> Shape:
    """The places that are not of the ground: where grey stands out from it by each of some contrasts."""
    found = pixels(image)
    strength = {color: contrast(QColor.fromRgb(color), ground, "none") for color in set(found)}
    return frozenset(
        (place, level)
        for place, color in enumerate(found)
        for level, least in enumerate(levels)
        if strength[color] > least
    )


def alike(shapes: Mapping[str, Shape]) -> list[tuple[str, str]]:
    """The pairs that cannot be told apart by their shape."""
    return [
        (one, other)
        for one, other in combinations(shapes, 2)
        if len(shapes[one] ^ shapes[other]) <= SAME * max(len(shapes[one] | shapes[other]), 1)
    ]


def marks(
    theme: Theme, keys: tuple[str, ...], paint: Callable[[QPainter, QRectF, str], None]
) -> dict[str, Shape]:
    """The shape of each mark, painted into a square."""
    square, ground = QRectF(4, 4, 24, 24), theme.color("raised")
    images = {key: painted(theme, partial(lambda key, p: paint(p, square, key), key)) for key in keys}
    return {key: shape_of(image, ground) for key, image in images.items()}


def test_stances_are_told_apart_by_shape(look: Theme) -> None:
    square = QRectF(4, 4, 24, 24)
    shapes = {
        stance: shape_of(
            painted(look, lambda p, s=stance: paint_stance(p, square, s, look)), look.color("raised")
        )
        for stance in STANCES
    }
    assert alike(shapes) == []


def test_the_small_marks_of_a_row_are_told_apart_by_shape(look: Theme) -> None:
    row = QRectF(4, 4, 40, 24)
    shapes = {
        stance: shape_of(
            painted(look, lambda p, s=stance: paint_tally(p, row, [(s, 1)], look)), look.color("raised")
        )
        for stance in TOLD_ROWS
    }
    assert alike(shapes) == []


def test_statuses_are_told_apart_by_shape(look: Theme) -> None:
    square = QRectF(4, 4, 24, 24)
    shapes = {
        status: shape_of(
            painted(look, lambda p, s=status: paint_status(p, square, s, look)), look.color("raised")
        )
        for status in STATUSES
    }
    assert alike(shapes) == []
    assert all(shapes.values())


def test_how_well_a_date_is_known_is_told_by_shape(look: Theme) -> None:
    def paint(painter: QPainter, number: int) -> None:
        canvas = Canvas(painter, QRectF(0, 0, 48, 32), look)
        piece = stretched(SAMPLES[number][1], 4, 40)
        BarPainter(canvas, Sizes(), look.color("bar")).paint(piece, 16)

    ground, levels = look.color("raised"), (1.12, 1.6, 2.4)  # a fade is a matter of grey, not of an outline
    shapes = {
        word: shape_of(painted(look, partial(paint, number=number)), ground, levels)
        for number, (word, _sample) in enumerate(SAMPLES)
    }
    assert alike(shapes) == []


HELD = {
    "government": ("Syrian army",),
    "islamic state": ("Islamic State",),
    "other": ("A third party",),
    "contested": ("Islamic State", "Syrian army"),
}


def band(theme: Theme, holders: tuple[str, ...]) -> QImage:
    """A band too short for its words, as the painter draws it."""
    date = DateSpan.parse("2015/2024")
    first, last = date.earliest_day, date.latest_day
    bands = tuple(
        Band(Link(Kind.ACTOR, number, name), date, first, last, (number,))
        for number, name in enumerate(holders, 1)
    )
    bar = Bar(RecordRef(Kind.EVENT, 1), "", DateSpan.parse("1800/2200"), None, None, ("",))
    chart = Chart(theme)
    whole = DateSpan.parse("1800/2200")
    spans = Spans((bar,), (Lane("", "", 1),), bands, 0, 1, whole.earliest_day, whole.latest_day)
    chart.show(spans, has_lanes=False)
    chart.resize(1_600, 300)
    image = QImage(1_600, 300, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    TimelinePainter(painter, QRectF(0, 0, 1_600, 300), chart, theme, Shown()).paint()
    painter.end()
    (box,) = chart.bands()
    top, bottom = chart.bands_y
    left = round(chart.names_width + box.x0)
    return image.copy(left + 2, round(top) + 2, round(box.x1 - box.x0) - 5, round(bottom - top) - 4)


def fill_of(image: QImage) -> QColor:
    """The colour most of it has."""
    return QColor.fromRgb(Counter(pixels(image)).most_common(1)[0][0])


def test_who_held_the_town_is_told_by_pattern(look: Theme) -> None:
    images = {name: band(look, holders) for name, holders in HELD.items()}
    shapes = {name: shape_of(image, fill_of(image)) for name, image in images.items()}
    assert alike(shapes) == []
    assert shapes["government"] == frozenset()


@Vision
def test_patterns_are_seen_by_every_vision(look: Theme, vision: str) -> None:
    for name in ("islamic state", "other", "contested"):
        image = band(look, HELD[name])
        fill = fill_of(image)
        strongest = max(contrast(QColor.fromRgb(pixel), fill, vision) for pixel in set(pixels(image)))
        assert strongest > 1.15, name


@Vision
def test_marks_and_bars_stand_out_from_their_ground_for_every_vision(look: Theme, vision: str) -> None:
    roles = (*STANCES[:4], "other", "conflict", "work", "issue", "bar", "accent", "focus")
    faint = [role for role in roles if contrast(look.color(role), look.color("raised"), vision) < 3]
    assert faint == []


@Vision
def test_more_records_are_always_further_from_the_ground(look: Theme, vision: str) -> None:
    ground = look.color("heat_0")
    steps = [contrast(look.color(f"heat_{step}"), ground, vision) for step in range(6)]
    assert all(after > before * 1.15 for before, after in pairwise(steps))


def test_the_current_bar_is_told_by_more_than_its_colour(look: Theme) -> None:
    date = DateSpan.parse("2015-05/2015-08")
    bar = Bar(RecordRef(Kind.EVENT, 1), "It", date, date.earliest_day, date.latest_day, (1,))
    chart = Chart(look)
    chart.show(Spans((bar,), (Lane(1, "Lane", 1),), (), 0, 1, date.earliest_day, date.latest_day), True)
    chart.resize(500, 90)
    ground = look.color("raised")
    shapes = {}
    for name, current in (("plain", None), ("current", bar.ref)):

        def paint(painter: QPainter, of: RecordRef | None = current) -> None:
            TimelinePainter(painter, QRectF(0, 0, 500, 90), chart, look, Shown(current=of)).paint()

        shapes[name] = shape_of(painted(look, paint, 500, 90), ground)
    assert alike(shapes) == []


def test_the_matrices_keep_white_white_and_take_the_colours_they_should() -> None:
    for vision in VISIONS:
        assert contrast(QColor("white"), QColor("black"), vision) == pytest.approx(21, abs=0.1)
    red, green = QColor("#d0342c"), QColor("#57862b")
    assert contrast(red, green, "none") < 1.3  # the same to who sees no colour

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.timeline.shapes import Piece, PieceKind, Sizes, extent, pieces
from tests.unit.domain.timeline.samples import JANUARY_2015, dates

SIZES = Sizes()
BLOCK, THIN, DASHED, JOIN = PieceKind.BLOCK, PieceKind.THIN, PieceKind.DASHED, PieceKind.JOIN


def to_x(day: float) -> float:
    return (day - JANUARY_2015) * 2


def shape(text: str) -> tuple[Piece, ...]:
    return pieces(DateSpan(text), to_x, SIZES, 0, 2000)


@pytest.mark.parametrize(
    ("date", "kinds"),
    [
        ("2015-08-30", [BLOCK]),
        ("2015-05-20/2016-03-27", [BLOCK]),
        ("2015-08", [THIN]),
        ("2015", [THIN]),
        ("[2015-05-12,2015-05-13]", [DASHED]),
        ("[2015-07,2015-08-23]", [DASHED]),
        ("[2015-11..]", [DASHED]),
        ("{2015-03-01,2015-06-10}", [JOIN, BLOCK, BLOCK]),
        ("2015-03/2015-11", [THIN, BLOCK, THIN]),
        ("2015-05/2015-06", [THIN]),
        ("2015-05/2015-08-01", [THIN, BLOCK]),
    ],
)
def test_the_shape_says_how_well_a_date_is_known(date: str, kinds: list[PieceKind]) -> None:
    assert [piece.kind for piece in shape(date)] == kinds


def test_a_doubtful_date_is_hollow() -> None:
    assert shape("2015-05-27?")[0].is_hollow
    assert not shape("2015-05-27")[0].is_hollow


def test_an_approximate_end_fades_and_the_other_does_not() -> None:
    first, *_rest, last = shape("2015-05~/2015-09-27")
    assert first.fade_start > 0
    assert last.fade_end == 0
    (day,) = shape("2015-05-27~")
    assert day.fade_start > 0
    assert day.fade_end > 0


def test_an_open_end_has_an_arrow_at_the_edge_of_the_view() -> None:
    (piece,) = shape("2015-10-01/..")
    assert piece.arrow_end
    assert not piece.arrow_start
    assert piece.x1 == 2000
    (piece,) = shape("../2015-10-01")
    assert piece.arrow_start
    assert piece.x0 == 0


def test_an_unknown_end_fades_without_an_arrow() -> None:
    (piece,) = shape("2015-10-01/")
    assert piece.fade_end > 0
    assert not piece.arrow_end
    assert piece.x1 - piece.x0 == SIZES.tail


def test_a_date_of_which_nothing_is_known_reaches_everywhere() -> None:
    assert extent(DateSpan("XXXX"), to_x, SIZES) == (-inf, inf)


@given(dates(), st.floats(0.001, 100))
@settings(max_examples=100)
def test_no_bar_is_too_short_to_be_seen_and_its_pieces_fill_it(date: str, per_day: float) -> None:
    span = DateSpan(date)
    x0, x1 = extent(span, lambda day: (day - JANUARY_2015) * per_day, SIZES)
    found = pieces(span, lambda day: (day - JANUARY_2015) * per_day, SIZES, -1e7, 1e7)
    assert x1 - x0 >= SIZES.least - 1e-6
    assert found[0].x0 == pytest.approx(max(x0, -1e7))
    assert found[-1].x1 == pytest.approx(min(x1, 1e7))
    for before, after in zip(found, found[1:], strict=False):
        assert before.x1 == after.x0


def test_a_bar_out_of_view_has_no_pieces() -> None:
    assert pieces(DateSpan("2015-01-02"), to_x, SIZES, 5000, 6000) == ()


def test_larger_text_makes_larger_bars() -> None:
    assert Sizes().scaled(2).bar == 24

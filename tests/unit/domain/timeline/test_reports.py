"""Who says something first, who takes it back, and the ghosts of dates that are claimed otherwise."""

import pytest

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Lane
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.timeline.ghosts import ghost_pieces, reach
from palmyra_desktop.domain.timeline.layout import Rules, layout
from palmyra_desktop.domain.timeline.notes import Dating, Notes
from palmyra_desktop.domain.timeline.reports import Report, Turn, turns
from palmyra_desktop.domain.timeline.shapes import PieceKind, Sizes, extent
from tests.unit.domain.timeline.samples import JANUARY_2015, bar, width_of_text

BEL = RecordRef(Kind.EVENT, 1)


def report(number: int, value: str, stance: str, by: int, said: str | None, field: str = "damage") -> Report:
    return Report(
        number, BEL, field, value, stance, frozenset({by}), None if said is None else DateSpan(said)
    )


def test_the_first_to_say_what_others_repeat_is_marked() -> None:
    reports = [
        report(2, "Destroyed", "confirms", 8, "2015-09-01"),
        report(1, "destroyed", "asserts", 7, "2015-08-30"),
        report(3, "damaged", "asserts", 9, "2015-08-29"),
    ]
    assert turns(reports) == {1: Turn.FIRST}


@pytest.mark.parametrize(
    ("value", "stance"), [("destroyed", "denies"), ("", "doubts"), ("intact", "asserts")]
)
def test_who_says_otherwise_than_before_takes_it_back(value: str, stance: str) -> None:
    before, after = report(1, "destroyed", "asserts", 7, "2015-08-30"), report(2, value, stance, 7, "2015-09")
    assert turns([after, before]) == {2: Turn.TAKEN_BACK}


def test_another_speaker_another_field_and_no_date_take_nothing_back() -> None:
    first = report(1, "destroyed", "asserts", 7, "2015-08-30")
    others = [
        report(2, "destroyed", "denies", 8, "2015-09-01"),
        report(3, "2015", "asserts", 7, "2015-09-01", field="date"),
        report(4, "destroyed", "denies", 7, None),
        report(5, "destroyed", "predicts", 7, "2015-09-01"),
    ]
    assert turns([first, *others]) == {}
    assert turns([]) == {}


def notes(*claimed: str) -> Notes:
    return Notes({BEL: tuple(Dating(DateSpan(text), "الحاكم", "Reuters") for text in claimed)})


def test_a_date_that_cannot_be_the_one_shown_is_a_ghost_once() -> None:
    shown = bar(1, "2016-03-27")
    claimed = notes("2016-03-24", "2016-03", "2016-03-27", "2016-03-24", "2015-12")
    assert [str(date) for date in claimed.ghosts(shown)] == ["2015-12", "2016-03-24"]
    assert claimed.is_disputed(shown)


def test_less_precise_dates_and_members_of_a_set_are_no_dispute_with_it() -> None:
    shown = bar(1, "[2015-07,2015-08-23]")
    assert notes("2015-08-23", "2015-07~").ghosts(shown) == ()
    assert notes("2015-08-23", "2015-07~").is_disputed(shown), "but those claims exclude each other"
    assert not notes("2015", "2015-07").is_disputed(shown)
    assert notes("2015").ghosts(bar(2, "1066")) == ()


def to_x(day: float) -> float:
    return day - JANUARY_2015


def test_ghosts_are_joined_with_the_bar_and_reach_as_far_as_their_dates() -> None:
    date, before, after = DateSpan("2015-06-27"), DateSpan("2015-05"), DateSpan("2015-09-01")
    sizes = Sizes()
    x0, x1 = extent(date, to_x, sizes)
    pieces = ghost_pieces(date, (before, after), to_x, sizes)
    assert [piece.kind for piece in pieces] == [PieceKind.JOIN, PieceKind.GHOST] * 2
    assert (pieces[0].x0, pieces[0].x1) == (pieces[1].x1, x0)
    assert (pieces[2].x0, pieces[2].x1) == (x1, pieces[3].x0)
    assert reach(date, (before, after), to_x, sizes) == (pieces[1].x0, pieces[3].x1)
    assert ghost_pieces(date, (), to_x, sizes) == ()


def test_the_row_of_a_bar_holds_its_ghosts() -> None:
    bars = [bar(1, "2015-06-27"), bar(2, "2015-08-01")]
    late = DateSpan("2015-09-15")
    rules = Rules(
        Sizes(), lambda one: width_of_text(one.title), (0, 900),
        ghosts=lambda one: (late,) if one.ref.id == 1 else (),
    )  # fmt: skip
    (lane,) = layout(bars, [Lane("", "", 2)], JANUARY_2015, 1.0, rules).lanes
    assert len(lane.rows) == 2

"""The user's own bands: in rows where none lies over another, cut to what is in view, kept as text."""

import json

import pytest

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.timeline.made_bands import (
    MadeBand,
    boxes_in_view,
    from_values,
    in_rows,
    to_values,
)
from palmyra_desktop.domain.timeline.scale import Scale
from tests.unit.domain.timeline.samples import JANUARY_2015


def made(name: str, date: str, color: str = "blue") -> MadeBand:
    return MadeBand(name, DateSpan.parse(date), color)


def test_a_band_lies_over_no_other_and_takes_the_first_free_row() -> None:
    bands = [made("c", "2015-06-01/2015-08-01"), made("a", "2015-01/2015-06"), made("b", "2015-08-02/..")]
    assert [(band.name, row) for band, row in in_rows(bands)] == [("a", 0), ("c", 1), ("b", 0)]
    assert in_rows([]) == ()


def test_what_is_in_view_is_cut_at_its_edges() -> None:
    scale = Scale(JANUARY_2015, 1.0, 100.0)
    bands = in_rows([made("old", "../2015-01-10"), made("in", "2015-01-21"), made("late", "2016")])
    boxes = {box.band.name: (box.x0, box.x1) for box in boxes_in_view(bands, scale)}
    assert boxes == {"old": (0.0, 10.0), "in": (20.0, 21.0)}


def test_bands_are_kept_as_plain_values_in_any_script() -> None:
    bands = (made("حصار", "2015-05~", "amber"), made('"x" & <y>', "-0099/0001", "grey"))
    assert from_values(json.loads(json.dumps(to_values(bands)))) == bands


@pytest.mark.parametrize(
    "values", [None, "no list", 7, [1, None], [{"name": "x"}], [{"name": "x", "date": "soon"}]]
)
def test_what_is_no_band_is_left_out(values: object) -> None:
    assert from_values(values) == ()


def test_an_unknown_colour_becomes_one_there_is() -> None:
    assert from_values([{"name": "x", "date": "2015", "color": ["red"]}]) == (made("x", "2015"),)

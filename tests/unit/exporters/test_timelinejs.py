"""TimelineJS: dates as parts and in words, claims with who says so, nothing dropped, nothing that runs."""

import io
import json
from dataclasses import replace
from typing import Any

import pytest

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Band
from palmyra_desktop.domain.reference import Link
from palmyra_desktop.exporters.base import ExportItem, NoOptions
from palmyra_desktop.exporters.timelinejs import TimelineJs
from tests.records import CLAIM, EVENT, MONUMENT
from tests.unit.exporters.selections import selection


def written(*items: ExportItem, bands: tuple[Band, ...] = ()) -> Any:
    stream = io.BytesIO()
    assert TimelineJs().write(selection(*items, bands=bands), stream, NoOptions()) == len(items)
    return json.loads(stream.getvalue())


def dated(date: str | None, title: str = "it") -> ExportItem:
    return ExportItem(Event(id=1, uid="it", title=title, date=DateSpan.parse(date) if date else None))


@pytest.mark.parametrize(
    ("date", "start", "end", "words"),
    [
        ("2015-08-30", {"year": 2015, "month": 8, "day": 30}, None, "30 August 2015"),
        ("2015-08", {"year": 2015, "month": 8}, None, "August 2015"),
        ("2015~", {"year": 2015}, None, "about 2015"),
        ("2015/2017", {"year": 2015}, {"year": 2017}, "2015–2017"),
        (
            "[2015-05-12,2015-05-13]",
            {"year": 2015, "month": 5, "day": 12},
            {"year": 2015, "month": 5, "day": 13},
            "12 or 13 May 2015",
        ),
        ("-0043", {"year": -44}, None, "44 BCE"),
        ("0000", {"year": -1}, None, "1 BCE"),
        ("2015/..", {"year": 2015}, None, "from 2015 on"),
        ("../1930-05", {"year": 1930, "month": 5}, None, "in or before May 1930"),
    ],
)
def test_a_date_is_given_as_parts_and_said_in_words(
    date: str, start: dict[str, int], end: dict[str, int] | None, words: str
) -> None:
    (slide,) = written(dated(date))["events"]
    assert (slide["start_date"], slide.get("end_date"), slide["display_date"]) == (start, end, words)


def test_a_slide_says_who_says_so_and_where() -> None:
    (slide,) = written(ExportItem(EVENT, claims=(CLAIM,)))["events"]
    assert slide["group"] == "Temple of Bel"
    assert "UNITAR-UNOSAT" in slide["text"]["text"]
    assert "Temple destroyed, says agency" in slide["text"]["text"]


def test_what_is_shown_as_html_is_escaped() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    story = written(ExportItem(replace(EVENT, title=hostile)), dated(None, hostile))
    assert "<img" not in json.dumps(story)
    assert "<script" not in json.dumps(story)
    assert story["events"][0]["text"]["headline"] == "&lt;img src=x onerror=alert(1)&gt;"


def test_what_has_no_place_in_time_is_listed_on_the_first_slide() -> None:
    story = written(dated("2015"), dated(None, "بلا تاريخ"), dated("../..", "any"), dated("XXXX", "unknown"))
    first = story["title"]["text"]["text"]
    assert len(story["events"]) == 1
    assert "Undated: 3" in first
    assert all(title in first for title in ("بلا تاريخ", "any", "unknown"))
    assert "Monument: Temple of Bel" in first


def test_dates_no_browser_has_are_told_as_cosmological() -> None:
    assert written(dated("Y-500000"))["scale"] == "cosmological"
    assert written(dated("-3000"))["scale"] == "human"


def test_who_held_the_place_becomes_an_era() -> None:
    date = DateSpan.parse("2015-05-21/2016-03-27")
    holder = Link(Kind.ACTOR, 7, "Islamic <State>")
    band = Band(holder, date, date.earliest_day, date.latest_day, (1,))
    (era,) = written(dated("2015"), bands=(band,))["eras"]
    assert era["start_date"] == {"year": 2015, "month": 5, "day": 21}
    assert era["end_date"] == {"year": 2016, "month": 3, "day": 27}
    assert era["text"]["headline"] == "Islamic &lt;State&gt;"


def test_a_kind_without_dates_is_refused_in_words() -> None:
    with pytest.raises(KnownError, match="Monuments have no date"):
        written(ExportItem(MONUMENT))

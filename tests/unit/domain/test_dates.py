"""What text is a date, which days it may mean, and what a reader is told when it is none."""

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from palmyra_desktop.domain.dates import DateSpan, InvalidDate, Precision

CASES = json.loads((Path(__file__).parents[2] / "data" / "edtf_cases.json").read_text("utf-8"))
SETTLED = [case for case in CASES if not case.get("disputed")]
VALID = [case for case in SETTLED if case["valid"]]
INVALID = [case for case in SETTLED if not case["valid"]]


@pytest.mark.parametrize("case", VALID, ids=lambda case: case["edtf"])
def test_a_valid_date_has_the_bounds_of_the_specification(case: dict[str, Any]) -> None:
    span = DateSpan.parse(case["edtf"])
    assert (span.earliest, span.latest) == (case["lower"], case["upper"])
    assert str(span) == case["edtf"]


@pytest.mark.parametrize("case", INVALID, ids=lambda case: repr(case["edtf"]))
def test_what_is_no_date_is_refused(case: dict[str, Any]) -> None:
    with pytest.raises(InvalidDate):
        DateSpan.parse(case["edtf"])


def test_the_cases_are_all_there() -> None:
    assert (len(CASES), len(VALID), len(INVALID)) == (150, 64, 64)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.get("disputed")], ids=lambda case: repr(case["edtf"])
)
def test_a_disputed_case_is_settled_and_seasons_stay_within_the_bounds_named(case: dict[str, Any]) -> None:
    try:
        span = DateSpan.parse(case["edtf"])
    except InvalidDate:
        assert not case["valid"]
        return
    assert case["valid"]
    assert case["lower"] is None or span.earliest >= case["lower"]
    assert case["upper"] is None or span.latest <= case["upper"]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2016-02-29", "2016-02-29", "2016-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("-0004-02-29", "-0004-02-29", "-0004-02-29"),
        ("2015-24", "2015-12-01", "2016-02-29"),
        ("2015-30", "2015-12-01", "2016-02-29"),
        ("201X-21", "2010-03-01", "2019-05-31"),
        ("19XX-02-29", "1904-02-29", "1996-02-29"),
        ("2015-02-2X", "2015-02-20", "2015-02-28"),
        ("-000X", "-0009-01-01", "-0001-12-31"),
        ("-1950S2", "-1999-01-01", "-1900-12-31"),
        ("Y-17E7", "-170000000-01-01", "-170000000-12-31"),
        ("Y3388E2S3", "+338000-01-01", "+338999-12-31"),
        ("{1960,1961-12}", "1960-01-01", "1961-12-31"),
        ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
        ("[1760-01,1760-02,1760-12..]", "1760-01-01", None),
        ("?2004-06-~11", "2004-06-11", "2004-06-11"),
        ("2001-21/2003-22", "2001-03-01", "2003-08-31"),
    ],
)
def test_bounds_beyond_the_cases(text: str, earliest: str | None, latest: str | None) -> None:
    span = DateSpan.parse(text)
    assert (span.earliest, span.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("2015-02-29", "from 01 to 28"),
        ("2015-13", "neither a month"),
        ("2015-08-30\n", "line break"),
        ("٢٠١٥-٠٨-٣٠", "other digits"),
        ("2015–08–30", "hyphen"),
        ("late August 2015", "in words"),
        ("أواخر آب", "in words"),
        ("2015-05-20/open", "written .."),
        ("2015-08-30/2015-08-23", "before it begins"),
        ("2016-03/2015-05-20", "before it begins"),
        ("[1672..1670]", "before it begins"),
        ("[2015,..2016]", "only before its first"),
        ("[2015..,2016]", "only before its first"),
        ("[..]", "only before its first"),
        ("[2015,]", "empty"),
        ("[2015/2016]", "not a date"),
        ("[2015]/2016", "not a set"),
        ("?2004?", "two signs"),
        ("2017-03-02T18:60:00", "with a time"),
        ("2017-03-02T18:30:00/2018", "time of day"),
        ("Y02015", "zero in front"),
        ("Y1E17", "too far"),
        ("Y99999999999999999", "too far"),
        ("Y1E" + "9" * 5000, "too far"),
        ("Y" + "9" * 5000, "too far"),
        ("1950S5", "from 1 to 4"),
        ("XXXX-02-30", "no day of the month"),
    ],
)
def test_the_reason_names_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(InvalidDate) as refused:
        DateSpan.parse(text)
    assert words in str(refused.value)


def test_the_reason_names_the_part_at_fault_alone() -> None:
    with pytest.raises(InvalidDate, match="“2015-02-30”"):
        DateSpan.parse("[2015-01-30,2015-02-30]")


def test_a_long_text_is_cut_in_the_reason() -> None:
    with pytest.raises(InvalidDate) as refused:
        DateSpan.parse("1" * 1_000_000)
    assert len(str(refused.value)) < 250


def test_days_are_numbered_as_in_the_standard_library_and_fit_64_bits() -> None:
    assert DateSpan("0001-01-01").earliest_day == 1
    far = DateSpan("Y24999999999999999")
    assert -(2**63) < DateSpan("Y-24999999999999999").earliest_day < far.latest_day < 2**63


def test_spans_are_values_equal_by_what_was_said() -> None:
    assert len({DateSpan("2015-08"), DateSpan("2015-08"), DateSpan("2015-08-01/2015-08-31")}) == 2
    assert pickle.loads(pickle.dumps(DateSpan("2015-08~"))).latest == "2015-08-31"
    with pytest.raises(AttributeError):
        DateSpan("2015").text = "2016"


def test_dates_sort_by_first_day_then_last_with_open_starts_first() -> None:
    texts = ["2015/..", "2015", "2015-01-01", "../2015", "2014-12-31", "2015-01-01/2015-02"]
    by_time = sorted((DateSpan(text) for text in texts), key=lambda span: span.sort_key)
    assert [str(span) for span in by_time] == [
        *("../2015", "2014-12-31", "2015-01-01", "2015-01-01/2015-02", "2015", "2015/.."),
    ]


@pytest.mark.parametrize(
    ("text", "precision", "some_time_within"),
    [
        ("2015-08-30", Precision.DAY, False),
        ("2017-03-02T18:30:00", Precision.DAY, False),
        ("2015-08", Precision.MONTH, True),
        ("2015-08-XX", Precision.MONTH, True),
        ("2015-21", Precision.SEASON, True),
        ("2015", Precision.YEAR, True),
        ("2015-XX-23", Precision.YEAR, True),
        ("201X", Precision.DECADE, True),
        ("1950S2", Precision.CENTURY, True),
        ("-01XX", Precision.CENTURY, True),
        ("2XXX", Precision.MILLENNIUM, True),
        ("XXXX-12-25", Precision.AGE, True),
        ("2015-08-30/2016", Precision.YEAR, False),
        ("[2015-07,2015-08-23]", Precision.MONTH, False),
        ("../..", Precision.AGE, False),
    ],
)
def test_precision_is_the_unit_it_was_said_in(
    text: str, precision: Precision, some_time_within: bool
) -> None:
    span = DateSpan(text)
    assert (span.precision, span.some_time_within) == (precision, some_time_within)


def test_signs_and_ends_are_told_apart() -> None:
    assert DateSpan("2015?").is_uncertain
    assert not DateSpan("2015?").is_approximate
    assert DateSpan("2015-05/2016~").is_approximate
    assert DateSpan("2015-%08").is_uncertain
    assert DateSpan("2015-%08").is_approximate
    for text, ends in {
        "2015/..": (False, True, False, False),
        "2015/": (False, False, False, True),
        "../2015": (True, False, False, False),
        "/2015": (False, False, True, False),
        "[..2015]": (True, False, False, False),
        "{2015..}": (False, True, False, False),
        "XXXX": (False, False, True, True),
        "2015": (False, False, False, False),
    }.items():
        span = DateSpan(text)
        found = (span.start_is_open, span.end_is_open, span.start_is_unknown, span.end_is_unknown)
        assert found == ends, text


def test_parts_of_intervals_and_sets_are_dates_themselves() -> None:
    interval = DateSpan("2015-05-20?/..")
    assert interval.is_interval
    assert interval.start == DateSpan("2015-05-20?")
    assert interval.end is None
    one_of = DateSpan("[..1667,1668,1670..1672]")
    assert one_of.is_one_of
    assert not one_of.is_all_of
    assert [str(member) for member in one_of.members] == ["../1667", "1668", "1670/1672"]
    assert DateSpan("{2015,2016}").is_all_of
    assert DateSpan("2015").members == ()

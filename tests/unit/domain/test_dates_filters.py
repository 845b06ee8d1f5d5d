"""Certainly, possibly, not at all: what a filter from one day to another keeps."""

import pytest

from palmyra_desktop.domain.calendar import day_of
from palmyra_desktop.domain.dates import DateSpan

AUGUST = (day_of(2015, 8, 1), day_of(2015, 8, 31))


@pytest.mark.parametrize(
    ("text", "certainly", "possibly"),
    [
        ("2015-08-30", True, True),
        ("2015-08", True, True),
        ("2015-07-31", False, False),
        ("2015-09-01", False, False),
        ("2015", False, True),
        ("2015-08-27/2015-09-02", False, True),
        ("2015-08-30/..", False, True),
        ("/2015-08-30", False, True),
        ("2015-09/..", False, False),
        ("../2015-07", False, False),
        ("[2015-07,2015-08-23]", False, True),
        ("[2015-07,2015-09]", False, False),
        ("[2015-08-12,2015-08-13]", True, True),
        ("[2015-09..]", False, False),
        ("{2015-07,2015-09}", False, False),
        ("XXXX", False, True),
        ("2015-08-30~", True, True),
    ],
)
def test_a_month_keeps_what_lies_within_and_what_may(text: str, certainly: bool, possibly: bool) -> None:
    span = DateSpan(text)
    assert (span.certainly_within(*AUGUST), span.possibly_within(*AUGUST)) == (certainly, possibly)


@pytest.mark.parametrize("text", ["2015", "../2015", "2015/", "XXXX", "[2015,2016]", "-0099", "Y170000002"])
def test_no_bounds_keep_everything(text: str) -> None:
    assert DateSpan(text).certainly_within(None, None)
    assert DateSpan(text).possibly_within(None, None)


def test_one_bound_alone_leaves_the_other_side_open() -> None:
    assert DateSpan("2015-08/..").certainly_within(AUGUST[0], None)
    assert not DateSpan("2015-08/..").certainly_within(None, AUGUST[1])
    assert not DateSpan("2015-07").possibly_within(AUGUST[0], None)


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ("2015-08-30", "2015-08-31", True),
        ("2015-08-30", "2015-08", False),
        ("[2015-07,2015-08-23]", "2015-08-01", True),
        ("[2015-07,2015-08-23]", "[2015-08-23,2016]", False),
        ("2015-05/2016-03", "2016-03-27", False),
        ("../2015-05", "2015-06/..", True),
        ("XXXX", "2015", False),
    ],
)
def test_two_dates_disagree_when_no_day_fits_both(one: str, other: str, disagree: bool) -> None:
    assert DateSpan(one).disagrees_with(DateSpan(other)) is disagree
    assert DateSpan(other).disagrees_with(DateSpan(one)) is disagree
    assert DateSpan(one).overlaps(DateSpan(other)) is not disagree

"""What holds for any date, and what independent implementations say: datetime, and the edtf package."""

import datetime

import edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from palmyra_desktop.domain.calendar import day_of, days_to_iso, year_month_day
from palmyra_desktop.domain.dates import DateSpan, InvalidDate

YEARS = st.integers(-9999, 9999).map(lambda year: f"{year:05}" if year < 0 else f"{year:04}")
DAYS = st.dates().map(str)
MONTHS = st.dates().map(lambda date: str(date)[:7])
SIGNED = st.tuples(st.one_of(DAYS, MONTHS, YEARS), st.sampled_from(["", "?", "~", "%"])).map("".join)
BLURRED = st.tuples(DAYS, st.integers(0, 4), st.booleans()).map(
    lambda drawn: drawn[0][: 4 - drawn[1]] + "X" * drawn[1] + ("" if drawn[2] else "-XX")
)
SEASONS = st.tuples(YEARS, st.integers(21, 41)).map(lambda drawn: f"{drawn[0]}-{drawn[1]}")
DATES = st.one_of(SIGNED, BLURRED, SEASONS)
ENDS = st.one_of(DATES, st.sampled_from(["..", ""]))
INTERVALS = st.tuples(ENDS, ENDS).map("/".join)
SETS = st.lists(DATES, min_size=1, max_size=4).map(",".join)
ANYTHING = st.one_of(
    DATES, INTERVALS, SETS.map(lambda dates: f"[{dates}]"), SETS.map(lambda dates: f"{{{dates}}}")
)


def spans(texts: st.SearchStrategy[str]) -> st.SearchStrategy[DateSpan]:
    """Spans of those drawn texts that are dates (an interval may end before it begins)."""
    return texts.map(span_or_none).filter(lambda span: span is not None)


def span_or_none(text: str) -> DateSpan | None:
    try:
        return DateSpan.parse(text)
    except InvalidDate:
        return None


@settings(max_examples=100, deadline=None)
@given(DATES)
def test_every_drawn_single_date_is_valid(text: str) -> None:
    assert DateSpan.parse(text).text == text


@settings(max_examples=100, deadline=None)
@given(spans(ANYTHING))
def test_text_survives_and_earliest_is_never_after_latest(span: DateSpan) -> None:
    assert DateSpan.parse(str(span)) == span
    assert span.sort_key[0] <= span.sort_key[1]
    assert all(span.overlaps(member) for member in span.members)


@settings(max_examples=100, deadline=None)
@given(spans(ANYTHING), st.none() | st.integers(-4_000_000, 4_000_000), st.integers(0, 3_000_000))
def test_what_is_certainly_within_is_possibly_within(
    span: DateSpan, first_day: int | None, length: int
) -> None:
    last_day = None if first_day is None else first_day + length
    if span.certainly_within(first_day, last_day):
        assert span.possibly_within(first_day, last_day)


@settings(max_examples=50, deadline=None)
@given(spans(ANYTHING), spans(ANYTHING))
def test_overlap_is_mutual_and_every_date_overlaps_itself(one: DateSpan, other: DateSpan) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert not one.disagrees_with(one)


@settings(max_examples=100, deadline=None)
@given(DAYS, st.lists(st.sampled_from([1, 2, 3, 5, 6, 8, 9]), min_size=1, max_size=5))
def test_unknown_digits_keep_the_day_they_hide_and_bounds_that_fit_the_known_ones(
    text: str, places: list[int]
) -> None:
    blurred = "".join("X" if place in places else sign for place, sign in enumerate(text))
    span = DateSpan.parse(blurred)
    assert span.earliest is not None and span.latest is not None
    assert span.earliest <= text <= span.latest
    for bound in (span.earliest, span.latest):
        assert all(sign in ("X", bound[place]) for place, sign in enumerate(blurred))


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="0123456789X-YES?~%/.[]{},T: ", max_size=16))
def test_any_text_is_either_read_or_refused_with_a_reason(text: str) -> None:
    try:
        span = DateSpan.parse(text)
    except InvalidDate as refused:
        assert str(refused)
    else:
        assert span.words() and span.words("ar") and any(span.short())


@settings(max_examples=100)
@given(st.dates())
def test_day_numbers_agree_with_datetime(date: datetime.date) -> None:
    day = date.toordinal()
    assert day_of(date.year, date.month, date.day) == day
    assert year_month_day(day) == (date.year, date.month, date.day)
    assert days_to_iso(day) == date.isoformat()


@settings(max_examples=100)
@given(st.integers(-(2**63), 2**63))
def test_day_numbers_go_round_far_beyond_datetime(day: int) -> None:
    assert day_of(*year_month_day(day)) == day


def test_years_before_the_first_are_counted_astronomically() -> None:
    assert days_to_iso(0) == "0000-12-31"
    assert days_to_iso(day_of(-99, 1, 1)) == "-0099-01-01"
    assert days_to_iso(day_of(170_000_002, 1, 1)) == "+170000002-01-01"


@settings(max_examples=25, deadline=None)
@given(st.one_of(DAYS, MONTHS, st.dates().map(lambda date: str(date.year).zfill(4))))
def test_the_edtf_package_agrees_on_plain_dates(text: str) -> None:
    theirs = edtf.parse_edtf(text)
    ours = DateSpan.parse(text)
    for their_day, our_day in (
        (theirs.lower_strict(), ours.earliest_day),
        (theirs.upper_strict(), ours.latest_day),
    ):
        assert datetime.date(*their_day[:3]).toordinal() == our_day

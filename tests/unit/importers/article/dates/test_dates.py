"""Dates in prose: what words say, told from a day of publication, and never more than they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.findings import Article, Block, BlockKind, SourceFound, Span
from palmyra_desktop.importers.article.dates.finding import find_dates
from palmyra_desktop.importers.article.dates.publication import infer_publication

THURSDAY = "2017-03-02"


def article(text: str, published: str | None = THURSDAY) -> Article:
    """Return a text of one paragraph."""
    blocks = (Block(BlockKind.PARAGRAPH, Span(0, len(text))),)
    return Article("a.txt", text, text, "text", "utf-8", SourceFound("A", published=published), blocks)


def told(text: str, published: str | None = THURSDAY) -> list[tuple[str, str | None]]:
    """Return the words of the dates of a text, and what they say."""
    found = article(text, published)
    return [(found.words(one.span), one.edtf) for one in find_dates(found)]


def test_a_day_told_behind_one_of_years_ago_is_of_that_year() -> None:
    assert [edtf for _words, edtf in told("He ordered it on 26 February 2001. It began on 2 March.")] == [
        "2001-02-26",
        "2001-03-02",
    ]
    assert told("It fell on 11 December 2016. It was taken back on 2 March.")[1:] == [
        ("2 March", "2017-03-02")
    ]


def test_the_same_halls_are_no_date() -> None:
    assert told("It was seen on 3 May 2015. They stood in the same halls.")[1:] == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It fell on 30 August 2015.", "2015-08-30"),
        ("It fell on August 30, 2015.", "2015-08-30"),
        ("It fell on Aug. 30.", "2016-08-30"),
        ("They were found over the past two days.", "2017-02-28/2017-03-02"),
        ("It has been mined since the autumn.", "2016-23/.."),
        ("It is the fourth since May, when the hotel fell.", "2016-05"),
        ("It fell on 2015-08-30.", "2015-08-30"),
        ("He said so on Thursday.", "2017-03-02"),
        ("Fighting went on as the offensive unfolded on Wednesday.", "2017-03-01"),
        ("It began last Thursday.", "2017-02-23"),
        ("It fell yesterday.", "2017-03-01"),
        ("They were driven out in March last year.", "2016-03"),
        ("They came back in December.", "2016-12"),
        ("They came in March 2016.", "2016-03"),
        ("They came last December.", "2016-12"),
        ("They lost it late last year.", "2016"),
        ("It fell last month.", "2017-02"),
        ("It was bombed last week.", "2017-02-20/2017-02-26"),
        ("It fell between 26 December and 10 January.", "2016-12-26/2017-01-10"),
        ("They held it from May 2015 to March 2016.", "2015-05/2016-03"),
        ("They have held it since May.", "2016-05/.."),
        ("It fell on 12 or 13 May 2015.", "[2015-05-12,2015-05-13]"),
        ("It fell on the night of 23-24 May.", "2016-05-23/2016-05-24"),
        ("It fell three days ago.", "2017-02-27"),
        ("It fell three weeks ago.", "2017-02-09~"),
        ("It fell nearly two years ago.", "2015~"),
        ("It was seen in the summer of 2015.", "2015-22"),
        ("It was moved in the 1930s.", "193X"),
        ("It is of the 2nd century.", "01XX"),
        ("It fell in 2015.", "2015"),
        ("It was mended between 2004 and 2012.", "2004/2012"),
        ("It was seen from 17 May – 3 June 2016.", "2016-05-17/2016-06-03"),
        ("This is the week of May 17 – June 3, 2016.", "2016-05-17/2016-06-03"),
        ("It fell twenty years ago this week.", "1997-03"),
    ],
)
def test_words_become_the_date_they_say(text: str, edtf: str) -> None:
    assert [date for _words, date in told(text)] == [edtf]


@pytest.mark.parametrize(
    "text",
    [
        "They may return to the site.",
        "Soldiers march on the city.",
        "More than 1,000 columns stood there.",
        "Ms May spoke to April Smith.",
        "The altar of Mar Sarkis stands.",
        "It has 2000 seats.",
        "",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert told(text) == []


def test_relative_words_say_nothing_without_a_day_to_tell_them_from() -> None:
    assert [date for _words, date in told("It fell on Thursday, and in May last year.", None)] == [None, None]
    assert [date for _words, date in told("It fell on 30 August 2015.", None)] == ["2015-08-30"]


def test_a_stretch_is_counted_from_the_date_behind_it() -> None:
    text = "IS held the ruins for 10 months after seizing them in May 2015."

    assert ("for 10 months", "2015-05/2016-03") in told(text)


def test_days_later_are_counted_from_the_date_before() -> None:
    assert told("He was killed on 18 August 2015. Five days later, it fell.")[-1] == (
        "Five days later",
        "2015-08-23",
    )


def test_arabic_dates_are_told() -> None:
    assert told("قال المرصد يوم الخميس إن المعبد دمر في آب 2015.") == [
        ("يوم الخميس", "2017-03-02"),
        ("آب 2015", "2015-08"),
    ]


_MONTHS = ("January", "March", "May", "August", "December")


@given(st.sampled_from(_MONTHS), st.sampled_from(("", " last year", " 2015")), st.dates())
def test_a_month_never_becomes_a_day(month: str, year: str, published: object) -> None:
    for _words, edtf in told(f"It happened in {month}{year}.", str(published)):
        assert edtf is None or len(edtf) == 7


@given(st.text(max_size=300))
def test_any_text_gives_dates_that_are_edtf_and_lie_in_it(text: str) -> None:
    for one in find_dates(article(text)):
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert one.edtf is None or DateSpan(one.edtf)


def test_an_undated_report_is_dated_by_what_it_is_about() -> None:
    text = (
        "Syrian army retakes Palmyra from IS. The army said on Thursday it had driven the group out. "
        "They had been driven out in March last year, and were forced out in March 2016 before."
    )

    assert infer_publication(article(text, None)) == ("2017-03-02", "publication.well-known-event")


def test_a_report_that_could_be_of_several_days_stays_undated() -> None:
    assert infer_publication(article("The museum reopened.", None)) == (None, "")
    assert infer_publication(article("The army retook Palmyra from the group.", None)) == (None, "")

"""Dates in words, in English and Arabic, in full and for the narrow column of the table."""

import json
from pathlib import Path

import pytest

from palmyra_desktop.domain.dates import DateSpan, InvalidDate

CASES = json.loads((Path(__file__).parents[2] / "data" / "edtf_cases.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2015-08-30", "30 August 2015"),
        ("2017-03-02T18:30:00Z", "2 March 2017"),
        ("2015-08", "August 2015"),
        ("[2015-05-12,2015-05-13]", "12 or 13 May 2015"),
        ("[2015-07,2015-08-23]", "July or 23 August 2015"),
        ("[2015-12-30,2016-01-02]", "30 December 2015 or 2 January 2016"),
        ("{1960,1961-12}", "1960 and December 1961"),
        ("[1667,1668,1670..1672]", "1667, 1668 or 1670–1672"),
        ("2015-05-20/2015-05-21", "20–21 May 2015"),
        ("2015-07/2015-08", "July–August 2015"),
        ("2015-06-26/2015-08-27", "26 June – 27 August 2015"),
        ("2016-12-26/2017-01-10", "26 December 2016 – 10 January 2017"),
        ("2015/2017", "2015–2017"),
        ("2015-08/2015-08", "August 2015"),
        ("2015/2015-03", "2015 – March 2015"),
        ("2015-05-27?", "27 May 2015, uncertain"),
        ("2015-07~", "about July 2015"),
        ("2015%", "about 2015, uncertain"),
        ("2015?-08-23", "23 August 2015, year uncertain"),
        ("2015-08~-23", "23 August 2015, year and month approximate"),
        ("2015-05/2016-03~", "May 2015 – about March 2016"),
        ("../2017-03-02", "on or before 2 March 2017"),
        ("[..1984]", "in or before 1984"),
        ("2015-05-20/..", "from 20 May 2015 on"),
        ("2015-05-20/", "from 20 May 2015, end unknown"),
        ("/2015-08", "until August 2015, beginning unknown"),
        ("../..", "any time"),
        ("/..", "beginning unknown, no end"),
        ("../", "no beginning, end unknown"),
        ("-0008", "9 BCE"),
        ("0000", "1 BCE"),
        ("0131-04-05", "5 April 131 CE"),
        ("Y170000002", "170000002"),
        ("00XX", "1st century"),
        ("-01XX", "2nd century BCE"),
        ("10XX", "11th century"),
        ("1XXX", "2nd millennium"),
        ("201X", "2010s"),
        ("-156X", "between 1570 BCE and 1561 BCE"),
        ("1950S2", "between 1900 and 1999, estimated 1950"),
        ("2015-21", "spring 2015"),
        ("2015-32", "southern winter 2015"),
        ("2015-33", "first quarter 2015"),
        ("2015-41", "second half 2015"),
        ("2015-08-XX", "August 2015, day unknown"),
        ("2015-XX-XX", "2015, month unknown"),
        ("2015-08-2X", "between 20 and 29 August 2015"),
        ("2015-0X-23", "between 23 January and 23 September 2015"),
        ("2015-X3", "March 2015"),
        ("XXXX-12-25", "25 December, year unknown"),
        ("XXXX", "date unknown"),
    ],
)
def test_a_date_is_said_as_people_say_it(text: str, words: str) -> None:
    assert DateSpan(text).words() == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2015-08-30", "٣٠ آب ٢٠١٥"),
        ("2015-10-04", "٤ تشرين الأول ٢٠١٥"),
        ("[2015-07,2015-08-23]", "تموز أو ٢٣ آب ٢٠١٥"),
        ("{2015-05-12,2015-05-13}", "١٢ و١٣ أيار ٢٠١٥"),
        ("2016-12-26/2017-01-10", "٢٦ كانون الأول ٢٠١٦ – ١٠ كانون الثاني ٢٠١٧"),
        ("2015-05-27?", "٢٧ أيار ٢٠١٥، غير مؤكد"),
        ("2015-07~", "نحو تموز ٢٠١٥"),
        ("-0008", "٩ ق.م"),
        ("2015-21", "ربيع ٢٠١٥"),
    ],
)
def test_a_date_is_said_in_arabic_with_the_syrian_months(text: str, words: str) -> None:
    assert DateSpan(text).words("ar") == words
    assert DateSpan(text).words("ar_SY") == words


@pytest.mark.parametrize(
    ("text", "year", "rest"),
    [
        ("[2015-05-12,2015-05-13]", "2015", "12 or 13 May"),
        ("2015-05-20/2015-05-21", "2015", "20 – 21 May"),
        ("2015-08-30", "2015", "30 Aug"),
        ("2015-05-27?", "2015", "27 May ?"),
        ("2015-07~", "2015", "c. Jul"),
        ("2015-06-26/2015-08-27", "2015", "26 Jun – 27 Aug"),
        ("2016-12-26/2017-01-10", "2016", "26 Dec – 10 Jan 2017"),
        ("[2015-07,2015-08-23]", "2015", "Jul or 23 Aug"),
        ("2015", "2015", ""),
        ("2015?", "2015", "?"),
        ("2015%", "2015", "approximate ?"),
        ("2015/2017", "2015", "– 2017"),
        ("[2015,2016]", "2015", "or 2016"),
        ("2015/..", "2015", "onward"),
        ("../2017-03-02", "2017", "2 Mar or before"),
        ("2015-05-20/", "2015", "20 May – ?"),
        ("/2015-08-31", "2015", "? – 31 Aug"),
        ("2015-0X-23", "2015", "23 Jan – 23 Sep"),
        ("2015-08-XX", "2015", "Aug"),
        ("2015-08-2X%", "2015", "c. 20 – 29 Aug ?"),
        ("-0099-04", "100 BCE", "Apr"),
        ("XXXX-12-25", "", "25 Dec, year unknown"),
        ("XXXX", "", "date unknown"),
        ("../..", "", "any time"),
    ],
)
def test_the_table_shows_the_year_apart(text: str, year: str, rest: str) -> None:
    assert DateSpan(text).short() == (year, rest)


@pytest.mark.parametrize(
    ("text", "year", "rest"),
    [
        ("[2015-05-12,2015-05-13]", "٢٠١٥", "١٢ أو ١٣ أيار"),
        ("2015-05-27?", "٢٠١٥", "٢٧ أيار ؟"),
        ("2015-09-02/2016-03-30", "٢٠١٥", "٢ أيلول – ٣٠ آذار ٢٠١٦"),
        ("2015", "٢٠١٥", ""),
    ],
)
def test_the_table_in_arabic(text: str, year: str, rest: str) -> None:
    assert DateSpan(text).short("ar") == (year, rest)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_valid_case_has_words_in_every_language(language: str) -> None:
    said = 0
    for case in CASES:
        try:
            span = DateSpan(case["edtf"])
        except InvalidDate:
            continue
        words, short = span.words(language), span.short(language)
        assert words == words.strip() != "", case
        assert any(short), case
        assert not {"{", "}", "X"} & set(words + "".join(short)), case
        assert language == "en" or not set("0123456789") & set(words + "".join(short)), case
        said += 1
    assert said == sum(case["valid"] for case in CASES)


def test_a_language_without_words_speaks_english() -> None:
    assert DateSpan("2015-08-30").words("xx") == "30 August 2015"

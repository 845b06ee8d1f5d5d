"""Dates and places as people write them."""

import pytest

from palmyra_desktop.domain.dates import InvalidDate
from palmyra_desktop.domain.scripts import script_of
from palmyra_desktop.domain.written_dates import read_written
from palmyra_desktop.domain.written_place import read_position


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2015-05?", "2015-05?"),
        ("early August 2015", "[2015-08-01..2015-08-10]"),
        ("Late in February 2016", "[2016-02-21..2016-02-29]"),
        ("mid-2015", "[2015-05..2015-08]"),
        ("between May and July 2015", "[2015-05..2015-07]"),
        ("between December and January 2016", "[2015-12..2016-01]"),
        ("from 26 December 2016 to 10 January 2017", "2016-12-26/2017-01-10"),
        ("20-21 May 2015", "2015-05-20/2015-05-21"),
        ("12 or 13 May 2015", "[2015-05-12,2015-05-13]"),
        ("12, 13 and 14 May 2015", "{2015-05-12,2015-05-13,2015-05-14}"),
        ("August 30th, 2015", "2015-08-30"),
        ("30/8/2015", "2015-08-30"),
        ("about 2015, uncertain", "2015%"),
        ("perhaps Aug. 2015", "2015-08?"),
        ("since 20 May 2015", "2015-05-20/.."),
        ("on or before 2 March 2017", "../2017-03-02"),
        ("before 1 March 2016", "[..2016-02-29]"),
        ("after May 2015", "[2015-06-01..]"),
        ("autumn of 2015", "2015-23"),
        ("2nd century", "01XX"),
        ("AD 32", "0032"),
        ("175 BC", "-0174"),
        ("1930s", "193X"),
        ("٣٠ آب/أغسطس ٢٠١٥", "2015-08-30"),
        ("أوائل شهر آب من عام 2015", "[2015-08-01..2015-08-10]"),
        ("بين أيار وتموز 2015", "[2015-05..2015-07]"),
        ("من أيار إلى تموز 2015", "2015-05/2015-07"),
        ("12 أو 13 أيار 2015", "[2015-05-12,2015-05-13]"),
        ("القرن الثاني ق.م", "[-0199..-0100]"),
        ("نحو 2015", "2015~"),
    ],
)
def test_words_are_read_as_edtf(written: str, edtf: str) -> None:
    assert read_written(written).text == edtf


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "edtf",
    [
        "2015-08-30",
        "[2015-05-12,2015-05-13]",
        "2015-07/2015-08",
        "2015-05-27?",
        "2015~",
        "2015-05-20/..",
        "2015-21",
    ],
)
def test_a_date_is_read_back_from_its_own_words(edtf: str, language: str) -> None:
    words = read_written(edtf).words(language)
    assert read_written(words).text == edtf


@pytest.mark.parametrize("written", ["yesterday", "31 June 2015", "", "May " * 40])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(InvalidDate):
        read_written(written)


def test_a_date_without_a_year_is_of_the_year_given_else_asked_for() -> None:
    assert read_written("between May and July", year="2015").text == "[2015-05..2015-07]"
    with pytest.raises(InvalidDate, match="lacks its year"):
        read_written("between May and July")


def test_days_and_months_that_could_be_each_other_are_not_guessed() -> None:
    with pytest.raises(InvalidDate, match="two ways"):
        read_written("3/8/2015")


@pytest.mark.parametrize(
    ("written", "position"),
    [
        ("34.55, 38.27", (34.55, 38.27)),
        ("٣٤.٥٥، ٣٨.٢٧", (34.55, 38.27)),
        ("34°33′00″N 38°16′12″E", (34.55, 38.27)),
        ("34.55S, 38.27W", (-34.55, -38.27)),
        ("geo:-34.55,38.27", (-34.55, 38.27)),
        ("34.55", None),
        ("34.55,", None),
        ("12 May", None),
    ],
)
def test_a_pair_of_numbers_is_a_place(written: str, position: tuple[float, float] | None) -> None:
    assert read_position(written) == position


@pytest.mark.parametrize(
    ("name", "script"),
    [("تدمر", "Arab"), ("Tadmur 2", "Latn"), ("Παλμύρα", "Grek"), ("Tadmur تدمر", None), ("", None)],
)
def test_a_name_tells_its_script(name: str, script: str | None) -> None:
    assert script_of(name) == script

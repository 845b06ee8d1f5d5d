"""What an article says of itself, each with how it was known."""

import pytest

from palmyra_desktop.domain.findings import SourceFound
from palmyra_desktop.importers.article.printed_dates import published_date
from palmyra_desktop.importers.article.reading import read_article

_BODY = "\n\nThe army says it has driven the group out of the town, ending ten months of its rule there.\n"


def _source(head: str, tail: str = "") -> SourceFound:
    return read_article((head + _BODY + tail).encode(), "article.txt").source


def test_header_lines_state_everything() -> None:
    source = _source(
        "Title: The arch falls\nPublisher: Test Post\nDate: 5 October 2015\nBy: Rima Test and Omar Probe\n"
        "URL: https://example.org/arch"
    )

    assert (source.title, source.publisher, source.published) == ("The arch falls", "Test Post", "2015-10-05")
    assert (source.published_basis, source.published_rule) == ("stated", "published.header-line")
    assert source.authors == ("Rima Test", "Omar Probe")
    assert source.url == "https://example.org/arch"


@pytest.mark.parametrize(
    ("head", "publisher", "rule"),
    [
        ("Blast\n\nBEIRUT, Aug 31 (Meridian) - Fighters set off a blast.", "Meridian", "publisher.dateline"),
        ("Blast\n\nBy Rima Test for the Daily Ledger", "Daily Ledger", "publisher.byline"),
        (
            "Blast\nSunday 11 December 2016\nHarbour News | Edited by the desk",
            "Harbour News",
            "publisher.masthead",
        ),
        ("Blast\n\nTigris Bulletin / June 22, 2017", "Tigris Bulletin", "publisher.masthead"),
        ("Blast\n\nImage source, AFP\nImage caption,\nTroops", "BBC News", "publisher.house-style"),
        ("URL: https://www.bbc.co.uk/news/world-1\n\nBlast", "BBC News", "publisher.address"),
        ("Blast in the ruins", None, ""),
    ],
)
def test_a_publisher_is_known_by_where_it_is_named_or_not_at_all(
    head: str, publisher: str | None, rule: str
) -> None:
    source = _source(head)

    assert (source.publisher, source.publisher_rule) == (publisher, rule)


def test_a_copyright_line_names_the_publisher() -> None:
    source = _source("Blast in the ruins", "\n© 2015 Babel Gate Portal. All rights reserved.\n")

    assert source.publisher == "Babel Gate Portal"


def test_a_date_in_an_address_is_inferred_and_one_that_is_printed_is_stated() -> None:
    address = "URL: https://example.org/news/2017/03/02/palmyra"

    assert _source(address).published_basis == "inferred"
    assert _source(address).published == "2017-03-02"
    assert _source(f"{address}\nDate: 2017-03-03").published == "2017-03-03"
    assert _source(f"{address}\nDate: 2017-03-03").published_basis == "stated"


def test_no_date_stays_no_date() -> None:
    source = _source("Blast in the ruins")

    assert (source.published, source.published_basis, source.published_rule) == (None, None, "")


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("PUBLISHED: 14:12 BST, 5 October 2015 | UPDATED: 17:40 BST, 6 October 2015", "2015-10-05"),
        ("March 3, 2017, 10:00 AM", "2017-03-03"),
        ("Thu 2nd Mar 2017 07.00 BST", "2017-03-02"),
        ("2017-03-13T23:22:00Z", "2017-03-13"),
        ("November 2015 issue", "2015-11"),
        ("27 آذار 2016", "2016-03-27"),
        ("٢٧ مارس ٢٠١٦", "2016-03-27"),
        ("le 1er avril 2016", "2016-04-01"),
        ("25.12.2016", "2016-12-25"),
        ("03/04/2017", None),
        ("31 February 2016", None),
        ("Thursday", None),
        ("", None),
    ],
)
def test_printed_dates_are_read_and_what_can_be_read_two_ways_is_not(words: str, edtf: str | None) -> None:
    assert published_date(words) == edtf


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قال الجيش السوري إنه استعاد مدينة تدمر بالكامل من التنظيم.", "ar"),
        ("Le général a déclaré que les soldats et les habitants des environs le savaient.", "fr"),
        ("Министерство обороны сообщило об освобождении Пальмиры.", "ru"),
        ("The army said that it had retaken the town.", "en"),
    ],
)
def test_the_language_is_told_by_script_and_small_words(text: str, language: str) -> None:
    assert read_article(text.encode(), "a.txt").source.language == language

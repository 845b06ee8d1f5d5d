"""Credit lines as agencies, museums and broadcasters print them, split into who did what."""

import json
from pathlib import Path
from typing import Any

import pytest

from palmyra_desktop.importers.article.credits import read_credit

_LINES = json.loads((Path(__file__).parents[3] / "data" / "credits.json").read_text("utf-8"))


@pytest.mark.parametrize("wanted", _LINES, ids=lambda wanted: wanted["line"])
def test_a_credit_names_agency_photographer_distributor_and_licence(wanted: dict[str, Any]) -> None:
    credit = read_credit(wanted["line"])

    assert credit is not None
    assert credit.is_sure
    for part in ("agency", "photographer", "distributor", "licence"):
        assert getattr(credit, part) == wanted.get(part), part


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("Image source, AP", "AP"),
        ("(Photo credit should read RIMA TEST/AFP)", "RIMA TEST/AFP"),
        ("[Courtesy]", "Courtesy"),
        ("Image courtesy of Rima Test / Test Archive", "Rima Test / Test Archive"),
        ('REUTERS/Rima Test SEARCH "PALMYRA TEST" FOR THIS STORY.', "REUTERS/Rima Test"),
        ("Photo: Rima Test, CC BY 4.0.", "Rima Test, CC BY 4.0"),
    ],
)
def test_a_credit_is_kept_as_printed_without_label_and_brackets(line: str, printed: str) -> None:
    credit = read_credit(line)

    assert credit is not None
    assert line[credit.start : credit.end] == printed


@pytest.mark.parametrize(
    "words",
    [
        "",
        "( )",
        "The militants blew up the temple in August.",
        "IS planted mines in several areas of the city",
        "What is left of the ruins?",
        "Photo: " + "A long sentence about nothing. " * 20,
        "Image caption, Reuters",
    ],
)
def test_words_that_are_no_credit_are_none(words: str) -> None:
    assert read_credit(words) is None


def test_a_heading_of_names_is_never_surely_a_credit() -> None:
    credit = read_credit("Temple of Bel")

    assert credit is None or not credit.is_sure

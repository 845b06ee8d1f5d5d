"""What an event is called: the act, without who says so, and with pronouns left as they are."""

import pytest

from palmyra_desktop.domain.findings import Article, ClaimFound, SourceFound, Span
from palmyra_desktop.importers.article.events.titles import title


def titled(text: str, act: str, clause: str | None = None, stated: str | None = None) -> str:
    """Return the title of an act told by a clause of a text, by default the whole of it."""
    article = Article("a.txt", text, text, "text", "utf-8", SourceFound("A"), ())

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    claim = None if stated is None else ClaimFound(span(text), stated, "a rule")
    return title(article, span(clause or text), span(act), claim)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("but managed to retake the city", "Managed to retake the city"),
        ("“and when it seized the\n  ruins,", "It seized the ruins"),
        ("which", "Which"),
        ("دمر التنظيم معبد بل", "دمر التنظيم معبد بل"),
        ("Android drones hit the arch", "Android drones hit the arch"),
    ],
)
def test_a_title_begins_with_the_act_and_not_with_what_joins_it_on(text: str, expected: str) -> None:
    assert titled(text, text.split()[-1]) == expected


def test_who_says_so_is_no_part_of_what_happened() -> None:
    text = "The ambassador confirmed the recapture on Thursday."

    assert titled(text, "recapture", stated="The recapture on Thursday.") == "The recapture on Thursday"


def test_a_statement_about_something_else_is_not_taken_for_the_act() -> None:
    text = "The group destroyed the arch, he said, and it was a crime."

    made = titled(text, "destroyed", "The group destroyed the arch", "It was a crime")

    assert made == "The group destroyed the arch"


def test_a_long_title_is_cut_between_words() -> None:
    text = "It was destroyed " + "again " * 40

    made = titled(text.strip(), "destroyed")

    assert len(made) <= 122
    assert made.endswith("again …")

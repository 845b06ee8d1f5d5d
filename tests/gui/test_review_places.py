"""The way between the places of an article and those of the document that shows it."""

from dataclasses import replace

from palmyra_desktop.domain.findings import Block, BlockKind, Span
from palmyra_desktop.gui.review.places import Places
from tests import article_findings as made


def test_words_are_led_into_the_document_and_back() -> None:
    places = Places(made.article())
    for words in ("Temple of Bel", "Palmyra", "The group"):
        span = made.span(words)
        ((start, end),) = places.in_document(span)
        assert places.in_article(start, end) == span


def test_a_span_over_two_blocks_is_lit_in_both() -> None:
    places = Places(made.article())
    over = Span(made.span(made.SECOND).start, made.span(made.THIRD).end)
    assert len(places.in_document(over)) == 2


def test_signs_that_count_twice_in_the_document_shift_nothing() -> None:
    text = "🏛️ fell\r\nin تدمر 🏛️ today\n\nNobody knows."
    first, second = text.index("\n\n"), text.index("Nobody")
    blocks = (
        Block(BlockKind.PARAGRAPH, Span(0, first)),
        Block(BlockKind.PARAGRAPH, Span(second, len(text))),
    )
    places = Places(replace(made.article(), text=text, raw=text, blocks=blocks))
    assert "\r" not in places.shown[0].text and "\n" not in places.shown[0].text
    for words in ("تدمر", "today", "knows"):
        span = Span(text.index(words), text.index(words) + len(words))
        ((start, end),) = places.in_document(span)
        assert places.in_article(start, end) == span


def test_an_article_without_blocks_has_no_places() -> None:
    places = Places(replace(made.article(), blocks=()))
    assert places.in_document(Span(0, 5)) == () and places.in_article(0, 5) is None


def test_blanks_around_words_selected_are_left_out() -> None:
    places = Places(made.article())
    ((start, end),) = places.in_document(made.span(" Palmyra "))
    assert places.in_article(start, end) == made.span("Palmyra", made.FIRST)
    assert places.in_article(start, start + 1) is None

"""What a search asks for: words and phrases; and where they stand in a text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palmyra_desktop.domain.search_terms import Term, hits, terms

ANY_TEXT = st.text(
    st.characters() | st.characters(min_codepoint=0x600, max_codepoint=0x6FF) | st.sampled_from("Ba'l-é𐡕\"«»")
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ()),
        ('""', ()),
        ('" - "', ()),
        ("temple bel", (Term(("temple",)), Term(("bel",)))),
        ("bel bel", (Term(("bel",)),)),
        ('"temple of Bel"', (Term(("temple", "of", "bel"), is_begun=False),)),
        ('"temple of Be', (Term(("temple", "of", "be")),)),
        ('"bel"', (Term(("bel",), is_begun=False),)),
        (
            'arch "Temple of Bel" 2015',
            (Term(("arch",)), Term(("temple", "of", "bel"), False), Term(("2015",))),
        ),
        ("«معبد بل»", (Term(("معبد", "بل"), is_begun=False),)),
        ("„Tempel des Bel“", (Term(("tempel", "des", "bel"), is_begun=False),)),
        ('"Ba\'al Shamin"', (Term(("baal", "shamin"), False, ("baal", "ba", "al", "shamin")),)),
        ("Ba'al", (Term(("baal",)),)),
    ],
)
def test_words_begin_and_phrases_are_whole(query: str, expected: tuple[Term, ...]) -> None:
    assert terms(query) == expected


@settings(max_examples=100)
@given(ANY_TEXT)
def test_nothing_typed_is_an_error(query: str) -> None:
    for term in terms(query):
        assert term.words
        assert all(term.words)


@pytest.mark.parametrize(
    ("text", "query", "lit"),
    [
        ("The Temple of Bel", "temp bel", ["Temp", "Bel"]),
        ("Ba'al-Shamin", "baal sham", ["Ba'al", "Sham"]),
        ("Al-Lat", "lat", ["Lat"]),
        ("l'Orient", "orient", ["Orient"]),
        ("Isabel", "bel", []),
        ("Théâtre", "theatre", ["Théâtre"]),
        ("Straße", "strass", ["Straß"]),
        ("bel temple belfry", "bel", ["bel", "bel"]),
        ("bell", "bel bell", ["bell"]),
        ("½", "1 2", ["½"]),
        ("The Temple of Bel, the temple of Baal", '"temple of bel"', ["Temple of Bel"]),
        ("The Temple of Bel, the temple of Baal", '"temple of b', ["Temple of B", "temple of B"]),
        ("temple-of: Bel", '"temple of bel"', ["temple-of: Bel"]),
        ("of Bel the temple", '"temple of bel"', []),
        ("belfry Bel", '"bel"', ["Bel"]),
        ("Ba'al Shamin", '"baal shamin"', ["Ba'al Shamin"]),
        ("معبد بعل شمين", "«بعل شمين»", ["بعل شمين"]),
        ("Bel", "", []),
        ("", "bel", []),
    ],
)
def test_hits_are_the_beginnings_of_words(text: str, query: str, lit: list[str]) -> None:
    assert [text[start:end] for start, end in hits(text, terms(query))] == lit


def test_hits_in_vocalised_arabic_take_in_the_marks() -> None:
    text = "قَلْعَةُ تَـدْمُرَ الأَثَرِيَّةُ"

    spans = hits(text, terms("تدمر قلعه"))

    assert [text[start:end] for start, end in spans] == ["قَلْعَةُ", "تَـدْمُرَ"]


def test_hits_behind_a_letter_outside_the_basic_plane_count_code_points() -> None:
    assert hits("𐡕𐡃 Bel", terms("bel")) == ((3, 6),)


@settings(max_examples=100)
@given(ANY_TEXT, ANY_TEXT)
def test_hits_lie_in_the_text_in_order_and_apart(text: str, query: str) -> None:
    end_before = -1
    for start, end in hits(text, terms(query)):
        assert end_before < start < end <= len(text)
        end_before = end


def test_a_long_text_is_searched_quickly() -> None:
    text = "كانت قَلْعَة تدمر The temple of Ba'al " * 2800
    started = time.process_time()

    found = hits(text, terms("تدمر baal"))

    assert len(found) == 5600
    assert time.process_time() - started < 1.0

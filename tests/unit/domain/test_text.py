"""Search folding, words and the two ways of counting characters."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palmyra_desktop.domain.search_terms import hits, terms
from palmyra_desktop.domain.text import (
    fold,
    fold_with_map,
    from_utf16,
    index_text,
    name_key,
    to_utf16,
    words,
)

ANY_TEXT = st.text(
    st.characters() | st.characters(min_codepoint=0x600, max_codepoint=0x6FF) | st.sampled_from("Ba'l-é𐡕")
)


def by_the_rule(text: str) -> str:
    """Fold word by word as VOCABULARY says it, without any short cut."""
    text = unicodedata.normalize("NFC", text)
    for letters, letter in (("أإآٱ", "ا"), ("ى", "ي"), ("ة", "ه"), ("ؤ", "و"), ("ئ", "ي")):
        for variant in letters:
            text = text.replace(variant, letter)
    dropped = {0x640, 0x670, *range(0x64B, 0x660)}
    text = "".join(c for c in text if ord(c) not in dropped)
    text = text.translate({ord(c): str(i) for i, c in enumerate("٠١٢٣٤٥٦٧٨٩")})
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.casefold()


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Temple of BEL", "temple of bel"),
        ("أثر إيلاهبل آثار ٱلله", "اثر ايلاهبل اثار الله"),
        ("ذكرى", "ذكري"),
        ("قلعة", "قلعه"),
        ("مؤتة", "موته"),
        ("هيئة", "هييه"),
        ("تـــدمر", "تدمر"),
        ("تَدْمُر", "تدمر"),
        ("هٰذا", "هذا"),
        ("٢٠١٥", "2015"),
        ("۲۰۱۵", "2015"),
        ("Théâtre", "theatre"),
        ("The\u0301a\u0302tre", "theatre"),
        ("Straße", "strasse"),
        ("Παλμύρας", "παλμυρασ"),
        ("ﬁre", "fire"),
        ("ﻗﻠﻌﺔ", "قلعه"),
        ("", ""),
    ],
)
def test_folding_follows_each_rule(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_folding_is_the_written_rule_for_each_letter_of_the_alphabets_in_use() -> None:
    persian_digits = range(0x6F0, 0x6FA)
    for code in set(range(0x3100)) - set(persian_digits):
        assert fold(chr(code)) == by_the_rule(chr(code)), hex(code)


@settings(max_examples=100)
@given(st.text(st.characters(max_codepoint=0xFAFF, exclude_characters="۰۱۲۳۴۵۶۷۸۹")))
def test_folding_is_the_written_rule_for_texts(text: str) -> None:
    assert fold(text) == by_the_rule(text)


@settings(max_examples=100)
@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(max_examples=100)
@given(ANY_TEXT)
def test_map_leads_back_to_the_letter_each_folded_one_came_from(text: str) -> None:
    folded, origins = fold_with_map(text)

    assert folded == fold(text)
    assert len(folded) == len(origins)
    assert list(origins) == sorted(origins)
    assert all(letter in fold(text[origin]) for letter, origin in zip(folded, origins, strict=True))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Ba'al Shamin", ("baal", "shamin")),
        ("Ba’al-Shamin", ("baal", "shamin")),
        ("Baʿal", ("baal",)),
        ("ʿAyn", ("ayn",)),
        ("Al-Lat", ("al", "lat")),
        ("مَعْبَد بِل", ("معبد", "بل")),
        ("bel, bel; BEL", ("bel",)),
        ('"AND NEAR( foo*', ("and", "near", "foo")),
        ("  --- ''' _ ", ()),
        ("", ()),
    ],
)
def test_words_of_a_search(query: str, expected: tuple[str, ...]) -> None:
    assert words(query) == expected


def test_index_holds_a_name_whole_and_in_parts() -> None:
    assert index_text("Ba'al-Shamin, l'Orient") == "baal ba al shamin lorient l orient"


@settings(max_examples=100)
@given(ANY_TEXT)
def test_every_word_searched_is_in_the_index_of_its_text_and_lit_in_it(text: str) -> None:
    indexed = index_text(text).split()
    for word in words(text):
        assert word in indexed
        assert hits(text, terms(word))


@settings(max_examples=100)
@given(st.text(), st.data())
def test_utf16_positions_lead_there_and_back(text: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text)))

    position = to_utf16(text, index)

    assert position == sum(2 if ord(letter) > 0xFFFF else 1 for letter in text[:index])
    assert from_utf16(text, position) == index


def test_a_position_inside_a_surrogate_pair_is_that_letter() -> None:
    assert [from_utf16("a𐡕b", position) for position in range(5)] == [0, 1, 1, 2, 3]


def test_names_are_equal_whatever_their_case_marks_and_spaces() -> None:
    assert name_key("  Temple  of\tBel ") == name_key("TEMPLE OF BEL")
    assert name_key("معبدُ  بل") == name_key("معبد بل")
    assert name_key("Temple of Bel") != name_key("Temple of Baal")

"""Words that are found again in a text that was changed, and words that are not."""

import time

import pytest

from palmyra_desktop.domain.anchor import Anchor, Selector, find, selector

OLD = "He said it was gone. She said it was gone, too. Nobody asked why it was gone."
ARABIC = "قالت المديرية إن المعبد ما زال قائماً، وقال آخرون إنه دُمّر."


def at(text: str, words: str, number: int = 0) -> Selector:
    start = -1
    for _ in range(number + 1):
        start = text.index(words, start + 1)
    return selector(text, start, start + len(words))


def test_words_in_place_have_not_moved() -> None:
    assert find(OLD, at(OLD, "gone", 1)) == (Anchor(37, 41),)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_same_words_elsewhere_are_told_apart_by_what_is_around_them(number: int) -> None:
    wanted = at(OLD, "it was gone", number)
    new = "A new first sentence, for it was gone. " + OLD
    assert wanted.start is not None
    place = wanted.start + len(new) - len(OLD)
    assert find(new, wanted) == (Anchor(place, place + len("it was gone"), is_moved=True),)


def test_words_move_with_an_arabic_text() -> None:
    wanted = at(ARABIC, "ما زال قائماً")
    (found,) = find("‏بيان: " + ARABIC, wanted)
    assert found.start == (wanted.start or 0) + 7


def test_words_whose_blanks_became_line_ends_are_found() -> None:
    wanted = at("They said that the temple stands still.", "the temple stands")
    new = "They said that\nthe   temple\nstands still."
    (found,) = find(new, wanted)
    assert new[found.start : found.end] == "the   temple\nstands"


def test_words_taken_out_of_the_text_are_nowhere() -> None:
    assert find("He said nothing.", at(OLD, "She said it was gone")) == ()


def test_a_short_word_that_stands_elsewhere_is_another_one() -> None:
    assert find("Long gone are the days.", at(OLD, "gone", 1)) == ()


def test_places_nothing_tells_apart_are_all_told() -> None:
    assert len(find("a stone, a stone", Selector("stone"))) == 2


@pytest.mark.parametrize("words", ["", "  "])
def test_no_words_are_nowhere(words: str) -> None:
    assert find(OLD, Selector(words, 0)) == ()


def test_words_repeated_a_hundred_thousand_times_take_no_time() -> None:
    started = time.process_time()
    find("a " * 100_000, Selector("a a", 10**6, "x", "y"))
    assert time.process_time() - started < 0.5

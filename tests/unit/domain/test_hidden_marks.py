"""Characters that nobody sees and that change the order in which others are read."""

import pytest

from palmyra_desktop.domain.hidden_marks import count, name_of, obeyed, spelled, with_arrows, without


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Temple of \u202eleB\u202c", "Temple of ⇤leB⇡"),
        ("\u202dمعبد بل\u202c", "⇥معبد بل⇡"),
        ("\u202aa\u202bb", "⇢a⇠b"),
    ],
)
def test_overrides_are_arrows_and_positions_stay(text: str, shown: str) -> None:
    assert with_arrows(text) == shown
    assert len(shown) == len(text)


@pytest.mark.parametrize("text", ["", "Temple of Bel", "معبد \u200eBel\u200f", "\u2066[2015..2016]\u2069"])
def test_what_every_good_text_of_two_directions_holds_is_left(text: str) -> None:
    assert with_arrows(text) == text


def test_all_marks_are_spelled_where_a_text_is_edited() -> None:
    assert spelled("معبد بل") == spelled("Temple") == ""
    assert spelled("Temple of \u202eleB") == "Temple of ⟨RLO⟩leB"
    assert spelled("a\u061c\u200e\u200f\u2067b\u2069") == "a⟨ALM⟩⟨LRM⟩⟨RLM⟩⟨RLI⟩b⟨PDI⟩"
    assert spelled(f"{'x' * 50}\u202e{'y' * 50}") == f"…{'x' * 24}⟨RLO⟩{'y' * 24}…"


def test_marks_are_counted_named_and_taken_out() -> None:
    text = "تدمر\u200f (Palmyra\u200e)\u202e"
    assert count(text) == 3 and count("Temple") == count("معبد بل") == 0
    assert without(text) == "تدمر (Palmyra)" and without("بل") == "بل"
    assert list(obeyed(text)) == [(4, "RLM"), (14, "LRM")]
    assert [name_of(sign) for sign in "\u200f\u202ea"] == ["RLM (U+200F)", "RLO (U+202E)", ""]

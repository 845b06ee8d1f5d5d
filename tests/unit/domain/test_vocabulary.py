"""The controlled lists are complete, stable and bilingual."""

import re

import pytest

from palmyra_desktop import i18n
from palmyra_desktop.domain.record import RECORD_TYPES
from palmyra_desktop.domain.vocabulary import (
    SATELLITE_CROSSWALK,
    VOCABULARIES,
    Vocabulary,
    event_icon,
    key_of,
    label,
    vocabulary,
)

ARABIC = re.compile(r"[\u0620-\u064a]|[٠-٩]")

# Lists a file written today must still be read by: keys never change, new ones may come.
KEPT = {
    "damage": "intact no_visible_or_known_damage slight moderate severe destroyed unknown",
    "condition": "good fair poor very_bad destroyed unknown",
    "satellite_damage": "destroyed severe_damage moderate_damage possible_damage no_visible_damage",
    "stance": "asserts confirms denies doubts concedes predicts demands",
    "hedge": "none likely reported alleged unconfirmed believed",
    "claim_status": "accepted conflict work_needed issue",
    "confidence": "very_high high normal low very_low",
    "actor_role": "perpetrator participant target victim controller claimant intervening_party witness",
    "place_precision": "exact vicinity locality region unknown",
    "date_basis": "stated inferred",
}


def test_lists_have_one_key_each() -> None:
    assert len({one.key for one in VOCABULARIES}) == len(VOCABULARIES) == 26


@pytest.mark.parametrize("one", VOCABULARIES, ids=lambda one: one.key)
def test_every_term_has_one_key_and_a_label_in_both_languages(one: Vocabulary) -> None:
    assert len(set(one.term_keys)) == len(one.term_keys) > 1
    assert one.label
    for term in one.terms:
        assert re.fullmatch(r"[a-z0-9_]+|[A-F]", term.key)
        assert term.label_en.isascii()
        assert ARABIC.search(term.label_ar)
    for labels in ([term.label_en for term in one.terms], [term.label_ar for term in one.terms]):
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("key", KEPT)
def test_keys_never_change(key: str) -> None:
    assert " ".join(vocabulary(key).term_keys) == KEPT[key]


def test_terms_the_field_does_not_know_are_marked_as_ours() -> None:
    ours = {term.key for term in vocabulary("event_kind").terms if term.ours}

    assert ours == {"destruction_of_heritage", "control_of_territory"}
    assert all(term.ours for term in vocabulary("source_kind").terms)
    assert not any(term.ours for term in vocabulary("condition").terms)


def test_a_label_follows_the_language_asked_for_or_shown() -> None:
    before = i18n.language()
    try:
        i18n.set_language("ar")
        assert label("condition", "very_bad") == "سيئ جداً"
        assert label("condition", "very_bad", "en") == "very bad"
        i18n.set_language("en")
        assert label("condition", "very_bad") == "very bad"
        assert label("condition", "very_bad", "ar") == "سيئ جداً"
    finally:
        i18n.set_language(before)


def test_a_term_a_user_added_is_its_own_label() -> None:
    assert label("event_kind", "مهرجان", "ar") == "مهرجان"
    assert label("no_such_list", "anything", "en") == "anything"


def test_a_list_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        vocabulary("no_such_list")


@pytest.mark.parametrize("one", VOCABULARIES, ids=lambda one: one.key)
def test_a_term_is_found_by_its_key_and_by_either_label(one: Vocabulary) -> None:
    for term in one.terms:
        for text in (term.key, term.label_en.upper(), f" {term.label_ar} "):
            assert key_of(one.key, text) == term.key


def test_a_text_that_names_no_term_finds_none() -> None:
    assert key_of("condition", "splendid") is None
    assert key_of("condition", "") is None


def test_satellite_classes_are_read_in_our_terms_and_never_as_good() -> None:
    assert set(SATELLITE_CROSSWALK) == set(vocabulary("satellite_damage").term_keys)
    for reading in SATELLITE_CROSSWALK.values():
        assert reading.damage is None or reading.damage in vocabulary("damage").term_keys
        assert reading.condition is None or reading.condition in vocabulary("condition").term_keys
        assert set(reading.certainties) <= set(vocabulary("certainty").term_keys)
        assert reading.condition not in ("good", "fair")
    assert SATELLITE_CROSSWALK["no_visible_damage"].condition == "unknown"
    assert SATELLITE_CROSSWALK["possible_damage"].damage is None


def test_every_event_kind_has_a_drawing() -> None:
    icons = {kind: event_icon(kind) for kind in vocabulary("event_kind").term_keys}

    assert set(icons.values()) == {"k_destr", "k_force", "k_kill", "k_know"}
    assert icons["destruction_of_heritage"] == "k_destr"
    assert icons["control_of_territory"] == "k_force"
    assert event_icon("a user's own") == event_icon(None) == "event"


def test_every_field_that_holds_a_term_names_a_list() -> None:
    named = {field.vocabulary for kind in RECORD_TYPES for field in kind.fields if field.vocabulary}

    assert named <= {one.key for one in VOCABULARIES}
    assert {"event_kind", "condition", "claim_status"} <= named

"""The built-in list is data that people edit: what every entry must keep to."""

import json
from collections import defaultdict

import pytest

from palmyra_desktop import assets
from palmyra_desktop.domain.text import name_key
from palmyra_desktop.domain.vocabulary_events import ACTOR_KIND
from palmyra_desktop.domain.vocabulary_kinds import MONUMENT_KIND
from palmyra_desktop.domain.vocabulary_terms import Vocabulary
from palmyra_desktop.importers.article.names.built_in import built_in
from palmyra_desktop.importers.article.names.lexicon import english

_KEYS = {"name", "names", "term", "site", "common", "generic", "surname", "role", "sex"}


@pytest.mark.parametrize(("file", "vocabulary"), [("actors", ACTOR_KIND), ("monuments", MONUMENT_KIND)])
def test_every_entry_has_known_keys_and_a_term_of_its_vocabulary(file: str, vocabulary: Vocabulary) -> None:
    terms = {term.key for term in vocabulary.terms}
    for entry in json.loads(assets.read_text("gazetteer", f"{file}.json")):
        assert set(entry) <= _KEYS, entry["name"]
        assert entry["term"] in terms, entry["name"]


_SHARED = {"umayyad mosque", "great umayyad mosque", name_key("الجامع الأموي")}
"""Names of two monuments, each taken where its town is named."""


def test_no_name_is_that_of_two_entries_of_a_kind() -> None:
    bearers = defaultdict(set)
    for known in built_in():
        for name in known.all_names():
            bearers[known.kind, name_key(name)].add(known.name)
    assert {key: names for key, names in bearers.items() if len(names) > 1 and key[1] not in _SHARED} == {}


def test_every_site_is_an_entry_or_a_town() -> None:
    names = {name for known in built_in() for name in known.all_names()}
    towns = {"Samarra", "Marib", "Damascus"}
    assert {known.site for known in built_in() if known.site} - names - towns == set()


def test_heads_of_bodies_and_buildings_have_terms_of_the_vocabularies() -> None:
    lexicon = english()
    assert set(lexicon.organisation_heads.values()) <= {term.key for term in ACTOR_KIND.terms}
    assert set(lexicon.monument_heads.values()) <= {term.key for term in MONUMENT_KIND.terms}

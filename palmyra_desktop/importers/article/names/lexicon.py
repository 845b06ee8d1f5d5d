"""The words of a language by which names are told: titles, roles, kinds of bodies and buildings.

They lie in ``resources/gazetteer``, one file for each language; all are folded.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from palmyra_desktop import assets

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by what they do before, in or after a name.

    Attributes:
        titles: before a person's name; honorifics: those after which a surname alone may stand.
        roles: what a person is. given_names: of which `female` tells (with some titles) who is "she".
        particles: inside a person's name, in small letters ("al", "van").
        not_person, calendar: never part of a person's name. function: words of grammar, never in a name.
        ordinary: never a name, though a sentence begins with them.
        organisation_heads, monument_heads: what a body or building is, with its term.
        of_heads: of those, what stands before "of" and a name.
        not_monument: what before a monument's kind does not make a name of it ("a Roman temple").
        before_place: prepositions after which a country is a place. acts: verbs a state is the subject of.
        offices: what a country's possessive stands before when it acts. say: verbs of saying.
        people: persons without a name, in the singular; peoples: in the plural. media: unnamed media.
        unnamed_bodies: what an unnamed monitor is: "a rights group".
        descriptions: by the noun of a definite description, the terms that fit it.
        not_description: words after "the" that tell of another than the one named before.
        force_heads, force_modifiers: of a state's forces: "Iraqi counter-terrorism forces".
        common: what a body or building is, with what it is made of: it may be written small in a name.
    """

    titles: Words
    honorifics: Words
    roles: Words
    given_names: Words
    female: Words
    particles: Words
    not_person: Words
    calendar: Words
    function: Words
    ordinary: Words
    organisation_heads: Mapping[str, str]
    monument_heads: Mapping[str, str]
    of_heads: Words
    not_monument: Words
    before_place: Words
    acts: Words
    offices: Words
    say: Words
    people: Words
    peoples: Words
    media: Words
    unnamed_bodies: Words
    descriptions: Mapping[str, frozenset[str]]
    not_description: Words
    force_heads: Words
    force_modifiers: Words
    common: Words


def listed(words: str) -> Words:
    """Return words that are listed with spaces between."""
    return frozenset(words.split())


@cache
def english() -> Lexicon:
    """Return the words of English; they are read once."""
    read = json.loads(assets.read_text("gazetteer", "english.json"))
    read["descriptions"] = {
        noun: frozenset(terms.split())
        for nouns, terms in read["descriptions"].items()
        for noun in nouns.split()
    }
    read["not_person"] += " " + read["calendar"]
    read["ordinary"] += " " + read["function"]
    read["common"] = " ".join((*read["organisation_heads"], *read["monument_heads"]))
    return Lexicon(**{field.name: _taken(read[field.name]) for field in fields(Lexicon)})


def _taken(value: Any) -> Any:
    return listed(value) if isinstance(value, str) else value

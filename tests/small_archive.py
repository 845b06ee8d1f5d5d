"""A small archive with one of everything a filter must tell apart, written through the door for edits."""

from collections.abc import Mapping
from typing import Any

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import Identifier, Link, Name, RecordRef
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply

TEXT = 'The Observatory said the temple was blown up. L’Orient wrote foo"bar about 17 columns.'

RECORDS: Mapping[str, tuple[Kind, dict[str, Any]]] = {
    "palmyra": (Kind.MONUMENT, {"name": "Palmyra", "names": ("تدمر", "Tadmur"), "monument_kind": "site"}),
    "bel": (
        Kind.MONUMENT,
        {
            "name": "Temple of Bel",
            "names": ("معبد بل", "Temple of Ba'al"),
            "site": "palmyra",
            "condition": "destroyed",
            "identifiers": (Identifier("wikidata", "Q797481"),),
        },
    ),
    "museum": (Kind.MONUMENT, {"name": "Museum of Raqqa"}),
    "is": (
        Kind.ACTOR,
        {"name": "Islamic State", "names": ("Daesh", "داعش"), "actor_kind": "non_state_armed_group"},
    ),
    "sohr": (Kind.ACTOR, {"name": "Observatory", "actor_kind": "monitoring_organisation"}),
    "dgam": (Kind.ACTOR, {"name": "Directorate", "actor_kind": "heritage_authority"}),
    "state": (Kind.ACTOR, {"name": "Government", "actor_kind": "state_forces"}),
    "bbc": (
        Kind.SOURCE,
        {
            "title": "Temple destroyed",
            "publisher": "BBC",
            "published": "2015-08-31",
            "text": TEXT,
            "authors": ("A. Author", "B & Sons"),
            "url": "https://example.org/a_b",
            "text_kind": "excerpt",
        },
    ),
    "sana": (Kind.SOURCE, {"title": "Temple stands", "publisher": "Sana", "published": "2015-09-01"}),
    "blown": (
        Kind.EVENT,
        {
            "title": "Temple blown up",
            "date": "2015-08-30",
            "monuments": ("bel",),
            "damage": "destroyed",
            "event_kind": "destruction_of_heritage",
            "actors": (("is", "perpetrator"), ("sohr", "witness")),
        },
    ),
    "taken": (
        Kind.EVENT,
        {
            "title": "Town taken",
            "date": "2015-05-20/2015-05-21",
            "monuments": ("palmyra",),
            "event_kind": "armed_clash",
            "actors": (("is", None), ("state", "target")),
        },
    ),
    "either": (
        Kind.EVENT,
        {"title": "Either end of the year", "date": "[2015-01-01,2015-12-31]", "monuments": ("museum",)},
    ),
    "vague": (Kind.EVENT, {"title": "Some time in March", "date": "2016-03"}),
    "undated": (Kind.EVENT, {"title": "Étude sans date", "monuments": ("bel", "palmyra"), "place": "تَدْمُر"}),
    "picture": (
        Kind.IMAGE,
        {
            "caption": "The gate",
            "agency": "AFP; Getty",
            "source": "bbc",
            "monuments": ("bel",),
            "events": ("blown",),
            "date": "2014",
            "sensitivity": "not_sensitive",
        },
    ),
    "said": (
        Kind.CLAIM,
        {
            "proposition": "It was blown up",
            "subject": "blown",
            "field": "occurrence",
            "claimants": ("sohr",),
            "source": "bbc",
            "said": "2015-08-30",
            "words": "the temple was blown up",
            "start": 21,
            "end": 44,
            "verb": "said",
        },
    ),
    "denied": (
        Kind.CLAIM,
        {
            "proposition": "It was not",
            "subject": "blown",
            "field": "occurrence",
            "claimants": ("dgam",),
            "source": "sana",
            "said": "2015-08-31",
            "stance": "denies",
            "status": "work_needed",
        },
    ),
    "state_of_bel": (
        Kind.CLAIM,
        {
            "proposition": "Bel is destroyed",
            "subject": "bel",
            "field": "condition",
            "value": "destroyed",
            "claimants": ("sohr",),
            "source": "bbc",
            "status": "conflict",
        },
    ),
    "repeated": (
        Kind.CLAIM,
        {
            "proposition": "As said before",
            "subject": "bel",
            "field": "condition",
            "value": "destroyed",
            "source": "sana",
            "rests_on": "state_of_bel",
            "confidence": "low",
        },
    ),
    "held_is": (
        Kind.CLAIM,
        {
            "proposition": "IS held it",
            "subject": "palmyra",
            "field": "held_by",
            "value_link": "is",
            "about": "2015-05-20/2016-03-27",
        },
    ),
    "held_state": (
        Kind.CLAIM,
        {
            "proposition": "The government held it",
            "subject": "palmyra",
            "field": "held_by",
            "value_link": "state",
            "about": "2016-03-27/2016-12-11",
        },
    ),
}
"""What is in it: a key for tests, the kind, the fields with links as keys and dates as EDTF."""


def fill(archive: Archive) -> dict[str, RecordRef]:
    """Write the records and return their addresses."""
    return write(archive, RECORDS)


def write(archive: Archive, records: Mapping[str, tuple[Kind, dict[str, Any]]]) -> dict[str, RecordRef]:
    """Write records given as RECORDS is, which may point at each other."""
    numbers = {key: -place for place, key in enumerate(records, 1)}
    links = {key: Link(kind, numbers[key]) for key, (kind, _values) in records.items()}
    edits = [
        Edit(Action.CREATE, kind, numbers[key], None, {f: _value(f, v, links) for f, v in values.items()})
        for key, (kind, values) in records.items()
    ]
    created = apply(archive, edits, label="Fill").created
    return {key: created[number] for key, number in numbers.items()}


def _value(field: str, value: Any, links: Mapping[str, Link]) -> Any:
    if field in ("date", "published", "said", "about"):
        return DateSpan(value)
    if field == "names":
        return tuple(Name(text, script="Latn" if text.isascii() else "Arab") for text in value)
    if field in ("monuments", "events", "claimants"):
        return tuple(links[key] for key in value)
    if field == "actors":
        return tuple(Link(Kind.ACTOR, links[key].id, role=role) for key, role in value)
    if field in ("site", "source", "subject", "value_link", "rests_on"):
        return links[value]
    return value

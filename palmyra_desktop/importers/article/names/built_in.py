"""The built-in list of actors and monuments, as its files give it, and the bodies of the states."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from palmyra_desktop import assets
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.text import name_key
from palmyra_desktop.importers.article.names.known import Known


@cache
def built_in() -> tuple[Known, ...]:
    """Return what the program knows by itself; the files are read once."""
    return (
        *_listed("actors.json", Kind.ACTOR),
        *_states(),
        *_listed("monuments.json", Kind.MONUMENT),
    )


@cache
def adjectives() -> Mapping[str, str]:
    """Return the adjectives of the states, folded, with the state's name: "syrian"."""
    return {
        adjective.lower(): state["name"]
        for state in _read("states.json")["states"]
        for adjective in state["adjective"]
    }


@cache
def countries() -> Mapping[str, str]:
    """Return the countries' names of one word, folded, with the adjective: "syria", "Syrian"."""
    return {
        country.lower(): state["adjective"][0]
        for state in _read("states.json")["states"]
        for country in state["country"]
    }


@cache
def site_words() -> Mapping[str, frozenset[str]]:
    """Return for each site the single folded words that name it or the town on it: "palmyra", "tadmur"."""
    found: dict[str, set[str]] = {}
    for known in _listed("monuments.json", Kind.MONUMENT):
        site = known.site if known.is_generic and known.site else known.plain_name
        found.setdefault(site, {name_key(site)}).update(
            name_key(name) for name in known.all_names() if " " not in name
        )
    return {site: frozenset(words) for site, words in found.items()}


@cache
def state_adjectives(state: str) -> tuple[str, ...]:
    """Return the adjectives of a state: "US", "American"."""
    return next(tuple(one["adjective"]) for one in _read("states.json")["states"] if one["name"] == state)


@cache
def towns() -> frozenset[str]:
    """Return the words of the names of known towns and sites, folded."""
    return frozenset(
        word
        for known in _listed("monuments.json", Kind.MONUMENT)
        if known.term in ("settlement", "archaeological_site")
        for name in (known.plain_name, *known.names)
        for word in name_key(name).split()
    )


@cache
def nationalities() -> Mapping[str, str]:
    """Return the adjectives, countries and seats of one word, folded, with the name of the state."""
    return {
        name.lower(): state["name"]
        for state in _read("states.json")["states"]
        for name in (*state["adjective"], *state["country"], *state["seats"])
    }


@cache
def _read(file: str) -> Any:
    return json.loads(assets.read_text("gazetteer", file))


def _listed(file: str, kind: Kind) -> Iterator[Known]:
    for entry in _read(file):
        yield Known(
            kind,
            entry["name"],
            tuple(entry.get("names", ())),
            entry.get("term"),
            site=entry.get("site"),
            is_common=entry.get("common", False),
            is_generic=entry.get("generic", False),
            surname=entry.get("surname"),
            role=entry.get("role"),
            is_female={"f": True, "m": False}.get(entry.get("sex", "")),
        )


def _states() -> Iterator[Known]:
    read = _read("states.json")
    for state in read["states"]:
        names = [*state.get("names", ()), *_filled(read["state_names"], state)]
        places = tuple(dict.fromkeys((*state["country"], *state["seats"])))
        yield Known(
            Kind.ACTOR, state["name"], tuple(names), "government_body", places=places, state=state["name"]
        )
        for body in read["bodies"]:
            own, *others = _filled((body["name"], *body["names"]), state)
            others += state.get("body_names", {}).get(body["name"], ())
            yield Known(Kind.ACTOR, own, tuple(others), body["term"], state=state["name"])


def _filled(patterns: Any, state: Mapping[str, Any]) -> list[str]:
    """Return the names that patterns make with each adjective and each Latin name of the country."""
    found: dict[str, None] = {}
    for pattern in patterns:
        fillings = [{"a": one} for one in state["adjective"]] if "{a}" in pattern else ()
        if "{c}" in pattern:
            fillings = [{"c": one} for one in state["country"] if one.isascii()]
        if "{s}" in pattern:
            fillings = [{"s": one} for one in state["seats"]]
        found |= {pattern.format(**filling): None for filling in fillings}
    return list(found)

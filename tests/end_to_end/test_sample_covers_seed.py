"""The sample archive against the annotated seed report and the facts it was made from.

Both lie beside a checkout of the project's workshop and are not part of it: elsewhere these tests skip.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.text import name_key
from tests.sample_files import sample_records, texts
from tests.seed_annotation import EVENT_KINDS, STANCES, shared

_PROJECT = Path(__file__).parents[2]
_SHINGLE = 8  # words in a row that two texts may not share

Object = dict[str, Any]


@pytest.fixture
def gold() -> Object:
    """The annotated seed report."""
    found: Object = json.loads(shared("seed-article.gold.json").read_text("utf-8"))
    return found


@pytest.fixture
def facts() -> Object:
    """The facts the sample was made from."""
    found: Object = json.loads(shared("palmyra_facts.json").read_text("utf-8"))
    return found


@pytest.fixture
def records() -> dict[Kind, dict[str, Object]]:
    """The sample's records by kind and uid."""
    return {kind: {record["uid"]: record for record in found} for kind, found in sample_records().items()}


@pytest.fixture
def counterparts() -> dict[str, dict[str, str]]:
    """Which of our records stands for which item of the annotation."""
    path = _PROJECT / "tests" / "data" / "seed_counterparts.json"
    found: dict[str, dict[str, str]] = json.loads(path.read_text("utf-8"))
    return found


def _named(actors: dict[str, Object], name: str) -> str:
    """Return the name we use for an actor whom somebody else names otherwise."""
    wanted = name_key(name)
    return next(
        str(actor["name"])
        for actor in actors.values()
        if wanted in {name_key(text) for text in (actor["name"], *actor.get("names", []))}
    )


def test_every_claim_of_the_report_has_its_counterpart(
    gold: Object, records: dict[Kind, dict[str, Object]], counterparts: dict[str, dict[str, str]]
) -> None:
    seed = records[Kind.SOURCE]["seed"]["id"]
    assert set(counterparts["claims"]) == {item["id"] for item in gold["claims"]}
    for item in gold["claims"]:
        ours = records[Kind.CLAIM][counterparts["claims"][item["id"]]]
        assert ours["source_id"] == seed
        assert ours["stance"] == STANCES.get(item["stance"], item["stance"]), item["id"]
        assert ours.get("verb") == item["reporting_verb"], item["id"]
        assert bool(ours.get("hedges")) >= bool(item["hedging"]), item["id"]
        if item["stance"] == "evaluates":
            assert ours["field"] == "remark"
        printed = set(re.findall(r"\w+", (item["via"] or "").casefold()))
        assert not printed or printed & set(re.findall(r"\w+", ours["via"].casefold())), item["id"]


def test_every_claim_of_the_report_has_its_speaker(
    gold: Object, records: dict[Kind, dict[str, Object]], counterparts: dict[str, dict[str, str]]
) -> None:
    for item in gold["claims"]:
        ours = records[Kind.CLAIM][counterparts["claims"][item["id"]]]
        unnamed = "(" in item["speaker"].replace("(government)", "")
        speakers = [] if unnamed else item["speaker"].split(" + ")
        expected = {_named(records[Kind.ACTOR], speaker) for speaker in speakers}
        assert set(ours["claimants"]) == expected, item["id"]


def test_every_event_of_the_report_has_its_counterpart(
    gold: Object, records: dict[Kind, dict[str, Object]], counterparts: dict[str, dict[str, str]]
) -> None:
    assert set(counterparts["events"]) == {item["id"] for item in gold["events"]}
    for item in gold["events"]:
        ours = records[Kind.EVENT][counterparts["events"][item["id"]]]
        assert ours["event_kind"] in EVENT_KINDS[item["type"]], item["id"]
        expected = {_named(records[Kind.ACTOR], actor) for actor in item["actors"]}
        assert expected <= set(ours["actors"]), item["id"]
        assert _fits(ours["date"], item), item["id"]
        told = {claim["source"] for claim in ours["claims"] if "source" in claim}
        assert records[Kind.SOURCE]["seed"]["title"] in told, item["id"]


def _fits(date: str, item: Object) -> bool:
    """Whether a date is the annotated one, also right, or a more exact one within it."""
    if date in (item["edtf"], *item["edtf_accept"]):
        return True
    annotated = DateSpan.parse(item["edtf"])
    return DateSpan.parse(date).certainly_within(annotated.earliest_day, annotated.latest_day)


def test_every_caption_of_the_report_is_there_with_its_credit(
    gold: Object, records: dict[Kind, dict[str, Object]], counterparts: dict[str, dict[str, str]]
) -> None:
    assert set(counterparts["captions"]) == {item["id"] for item in gold["captions"]}
    for item in gold["captions"]:
        ours = records[Kind.IMAGE][counterparts["captions"][item["id"]]]
        assert (ours["image_kind"], ours.get("credit")) == (item["kind"], item["credit"])
        assert ours["source_id"] == records[Kind.SOURCE]["seed"]["id"]
        assert ours["caption"] != item["caption"]["text"]


def test_every_actor_of_the_report_is_known(gold: Object, records: dict[Kind, dict[str, Object]]) -> None:
    for actor in gold["actors"]:
        for name in (actor["name"], *actor.get("aliases", [])):
            assert _named(records[Kind.ACTOR], name)


def test_no_sentence_of_the_report_is_in_the_sample(records: dict[Kind, dict[str, Object]]) -> None:
    printed = _shingles(shared("seed-article.txt").read_text("utf-8"))
    assert printed
    for kind, found in records.items():
        for record in found.values():
            for key, text in texts(record):
                is_headline = key == "source" or (key == "title" and kind is Kind.SOURCE)
                assert is_headline or not _shingles(text) & printed, (record["uid"], key)


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.casefold())
    return {tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}


def test_every_source_of_the_facts_is_cited(facts: Object, records: dict[Kind, dict[str, Object]]) -> None:
    ours = records[Kind.SOURCE]
    assert set(ours) == set(facts["sources"])
    for key, source in facts["sources"].items():
        assert ours[key].get("published") == source["date_edtf"], key


def test_every_monument_of_the_facts_is_there_and_nothing_about_it_is_invented(
    facts: Object, records: dict[Kind, dict[str, Object]]
) -> None:
    for monument in facts["monuments"]:
        ours = records[Kind.MONUMENT][monument["id"]]
        assert (ours.get("latitude"), ours.get("longitude")) == (monument["lat"], monument["lon"])
        arabic = [part.strip() for part in monument["name_ar"].split("/") if part.strip()]
        assert set(arabic) <= set(ours.get("names", [])), monument["id"]
        told = json.dumps(monument)
        for identifier in ours.get("identifiers", []):
            assert f'"{identifier["value"]}' in told, identifier


def test_every_claim_of_the_facts_is_told_by_its_source(
    facts: Object, records: dict[Kind, dict[str, Object]]
) -> None:
    told = {
        (claim["source_id"], claim.get("said"))
        for claim in records[Kind.CLAIM].values()
        if "source_id" in claim
    }
    for event in facts["events"]:
        for claim in event["claims"]:
            source = records[Kind.SOURCE][claim["source"]]["id"]
            assert (source, claim["asserted_edtf"]) in told, (event["id"], claim["proposition"])

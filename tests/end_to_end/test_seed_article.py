"""The seed report from file to records, against the annotation and what the sample has of it.

It lies beside a checkout of the project's workshop and is not part of it: elsewhere these tests skip.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.image import Image
from palmyra_desktop.domain.text import name_key
from palmyra_desktop.services import editing
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.importing import Imported, import_files
from palmyra_desktop.services.sample import build_sample
from tests.sample_files import sample_records
from tests.seed_annotation import EVENT_KINDS, shared

_PROJECT = Path(__file__).parents[2]
_OPTIONAL = {"belief report", "epithet", "scare-quote"}

Object = dict[str, Any]
Brought = tuple[Archive, Imported]


@pytest.fixture(scope="module")
def gold() -> Object:
    """The annotated seed report."""
    found: Object = json.loads(shared("seed-article.gold.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def brought(gold: Object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Brought]:
    """The sample with the seed report brought in by the command line's way, nobody looking."""
    folder = tmp_path_factory.mktemp("seed")
    text = folder / "seed-article.txt"
    shutil.copy(shared("seed-article.txt"), text)
    with build_sample(folder / "Sample.palmyra") as archive:
        yield archive, import_files(archive, [text])


@pytest.fixture(scope="module")
def counterparts() -> Object:
    """The sample's own records of the report, by the annotation's ids."""
    path = _PROJECT / "tests" / "data" / "seed_counterparts.json"
    pairs = json.loads(path.read_text("utf-8"))
    records = sample_records()
    by_uid = {one["uid"]: one for kind in (Kind.CLAIM, Kind.EVENT) for one in records[kind]}
    of_event = {one["id"]: one for one in records[Kind.EVENT]}
    return {
        "claims": {key: by_uid[uid] for key, uid in pairs["claims"].items()},
        "events": {key: by_uid[uid] for key, uid in pairs["events"].items()},
        "subjects": of_event,
    }


def new(brought: Brought, kind: Kind) -> list[Any]:
    archive, imported = brought
    ids = [ref.id for ref in imported.changes.created.values() if ref.kind is kind]
    return sorted(archive.rows(kind, ids), key=lambda one: one.id)


def overlap(start: int, end: int, item: Object) -> float:
    """Return the share of the shorter of two spans that they have in common."""
    shared = min(end, item["end"]) - max(start, item["start"])
    return max(0, shared) / min(end - start, item["end"] - item["start"])


def claim_for(claims: list[Claim], item: Object) -> Claim | None:
    """Return the claim, with a verb of its own, that stands where the annotation has one."""
    near = [
        (
            overlap(claim.start, claim.end, item["span"]),
            -abs(claim.start - item["span"]["start"]),
            claim.id,
            claim,
        )
        for claim in claims
        if claim.verb and claim.start is not None and claim.end is not None
    ]
    best = max(near, default=None)
    return best[3] if best and best[0] >= 0.5 else None


def names(archive: Archive, names: list[str]) -> set[str]:
    """Return what the archive calls these actors."""
    known = {}
    for one in archive.known_names():
        if one.kind is Kind.ACTOR:
            for name in (one.name, *one.other_names):
                known.setdefault(name_key(name), one.name)
    return {known.get(name_key(name), name) for name in names}


def claim_faults(brought: Brought, item: Object, ours: Object, counterparts: Object) -> list[str]:
    """Return in what an imported claim differs from the sample's own."""
    archive, _imported = brought
    claim = claim_for(new(brought, Kind.CLAIM), item)
    if claim is None:
        return ["not found"]
    faults = []
    if {link.title for link in claim.claimants} != names(archive, ours.get("claimants") or []):
        faults.append(f"claimants {[link.title for link in claim.claimants]}")
    if claim.verb != ours.get("verb"):
        faults.append(f"verb {claim.verb}")
    if claim.stance != ours["stance"]:
        faults.append(f"stance {claim.stance}")
    printed = set(re.findall(r"\w+", (ours.get("via") or "").casefold()))
    if printed and not printed & set(re.findall(r"\w+", (claim.via or "").casefold())):
        faults.append(f"via {claim.via}")
    if claim.subject.kind.value != ours["subject_kind"]:
        faults.append(f"about {claim.subject.kind.value} {claim.subject.title}")
    elif claim.subject.kind is Kind.EVENT:
        event = archive.record(claim.subject.ref)
        assert isinstance(event, Event)
        meant = counterparts["subjects"][ours["subject_id"]]
        if event.event_kind != meant["event_kind"]:
            faults.append(f"about {event.event_kind}")
    return faults


def test_the_claims_are_those_the_sample_has(brought: Brought, gold: Object, counterparts: Object) -> None:
    items = [item for item in gold["claims"] if item["quotation"] not in _OPTIONAL]
    faults = {
        item["id"]: found
        for item in items
        if (found := claim_faults(brought, item, counterparts["claims"][item["id"]], counterparts))
    }
    assert len(items) - len(faults) >= 10, faults


def event_faults(brought: Brought, item: Object) -> list[str]:
    """Return in what the nearest imported event differs from the annotated one."""
    archive, imported = brought
    claims = [claim for claim in new(brought, Kind.CLAIM) if claim.subject.kind is Kind.EVENT]
    told = {claim.subject.id for claim in claims if overlap(claim.start, claim.end, item["span"]) >= 0.5}
    events = [event for event in new(brought, Kind.EVENT) if event.id in told]
    alike = [event for event in events if event.event_kind in EVENT_KINDS[item["type"]]]
    if not alike:
        return [f"not found among {[event.title for event in events]}"]
    per_event = []
    for event in alike:
        faults = []
        if not fits(event.date, item):
            faults.append(f"date {event.date}")
        missing = names(archive, item["actors"]) - {link.title for link in event.actors}
        if missing:
            faults.append(f"actors without {missing}")
        per_event.append(faults)
    return min(per_event, key=len)


def fits(date: DateSpan | None, item: Object) -> bool:
    """Whether a date is the annotated one, also right, or none where the words carry none."""
    if date is None:
        return item["date_text"] is None
    return date.text in (item["edtf"], *item["edtf_accept"])


def test_the_events_are_those_the_sample_has(brought: Brought, gold: Object) -> None:
    faults = {item["id"]: found for item in gold["events"] if (found := event_faults(brought, item))}
    assert len(gold["events"]) - len(faults) >= 0.85 * len(gold["events"]), faults


def test_the_captions_come_with_their_credit(brought: Brought, gold: Object) -> None:
    images = {image.caption: image for image in new(brought, Kind.IMAGE)}
    for item in gold["captions"]:
        image = images[item["caption"]["text"]]
        assert isinstance(image, Image)
        assert (image.image_kind, image.credit, image.creator) == (item["kind"], item["credit"], None)


def test_the_source_is_dated_as_far_as_it_can_be_known(brought: Brought, gold: Object) -> None:
    (source,) = new(brought, Kind.SOURCE)
    assert source.title == gold["headline"]
    assert source.published is None or source.published_basis == "inferred"


def test_every_claim_needs_work_and_names_its_rule(brought: Brought) -> None:
    claims = new(brought, Kind.CLAIM)
    assert claims and {claim.status for claim in claims} == {"work_needed"}
    assert all(claim.note for claim in claims)


def test_the_same_file_again_brings_nothing_and_one_undo_takes_all_back(brought: Brought) -> None:
    archive, imported = brought
    source = archive.source_text(new(brought, Kind.SOURCE)[0].id)
    assert source is not None
    before = archive.totals()
    again = import_files(archive, [shared("seed-article.txt")])
    assert (again.already, again.counts) == (1, {}) and archive.totals() == before
    editing.undo(archive, imported.changes.group_id)
    assert archive.totals()[Kind.SOURCE] == before[Kind.SOURCE] - 1
    editing.redo(archive)

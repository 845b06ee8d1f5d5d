"""The data files of the sample archive: whole, consistent and anchored; no storage is needed."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from palmyra_desktop.domain import vocabulary
from palmyra_desktop.domain.claim import SPECIAL_FIELDS
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import FieldType, Kind
from palmyra_desktop.domain.record import record_type
from palmyra_desktop.domain.text import name_key
from tests.sample_files import RECORD_FILES, sample_records

Records = dict[Kind, list[dict[str, Any]]]
_LABEL = "Abstract in our own words."
_CONTEXT = 32  # code points kept before and after the words of a claim


@pytest.fixture(scope="module")
def records() -> Records:
    """The sample's records by kind."""
    return sample_records()


def _each(records: Records) -> Iterator[tuple[Kind, dict[str, Any]]]:
    return ((kind, record) for kind, found in records.items() for record in found)


def _by_uid(records: Records, kind: Kind, uid: str) -> dict[str, Any]:
    return next(record for record in records[kind] if record["uid"] == uid)


def test_everything_the_sample_promises_is_there(records: Records) -> None:
    assert len(records[Kind.EVENT]) >= 17
    assert sum("latitude" in monument for monument in records[Kind.MONUMENT]) == 13
    assert len(records[Kind.MONUMENT]) >= 18
    assert len(records[Kind.SOURCE]) == 57
    assert len(records[Kind.CLAIM]) >= 100
    assert len(records[Kind.IMAGE]) >= 4


def test_ids_and_uids_name_one_record_each(records: Records) -> None:
    for found in records.values():
        assert len({record["id"] for record in found}) == len(found)
    uids = Counter(record["uid"] for _, record in _each(records))
    assert [uid for uid, count in uids.items() if count > 1] == []


def test_a_name_leads_to_one_record_only(records: Records) -> None:
    for kind in (Kind.MONUMENT, Kind.ACTOR):
        owners: dict[str, set[str]] = {}
        for record in records[kind]:
            for name in (record["name"], *record.get("names", [])):
                owners.setdefault(name_key(name), set()).add(record["uid"])
        assert {name: found for name, found in owners.items() if len(found) > 1} == {}


def test_every_reference_leads_to_the_record_it_names(records: Records) -> None:
    titles = {(kind, record["id"]): record[record_type(kind).title_key] for kind, record in _each(records)}
    for kind, record in _each(records):
        for field in record_type(kind).fields:
            if not field.is_link or field.key == "subject":
                continue
            target = Kind(record.get(f"{field.key}_kind", field.links_to[0]))
            many = field.type is FieldType.LINKS
            ids = record.get(f"{field.key}_ids", []) if many else [record.get(f"{field.key}_id")]
            names = record.get(field.key, []) if many else [record.get(field.key)]
            expected = [titles[target, number] if number else None for number in ids]
            assert names == expected, (record["uid"], field.key)


def test_the_actors_of_an_event_have_a_role_each(records: Records) -> None:
    known = vocabulary.vocabulary("actor_role").term_keys
    for event in records[Kind.EVENT]:
        assert len(event["actors_roles"]) == len(event["actors_ids"]) > 0
        assert set(event["actors_roles"]) <= set(known), event["uid"]


def test_every_key_is_a_field_of_its_kind(records: Records) -> None:
    extras = {"id", "uid", "kind", "claims", "chosen", "text", "subject_kind", "subject_id"}
    for kind, record in _each(records):
        fields = {field.key for field in record_type(kind).entered}
        derived_keys = {key + end for key in fields for end in ("_id", "_ids", "_kind", "_roles", "_details")}
        assert set(record) <= fields | derived_keys | extras, record["uid"]


def test_every_term_is_in_its_list(records: Records) -> None:
    for kind, record in _each(records):
        for field in record_type(kind).entered:
            if field.type is FieldType.TERM and field.key in record:
                assert record[field.key] in vocabulary.vocabulary(str(field.vocabulary)).term_keys, (
                    record["uid"],
                    field.key,
                )


def test_every_date_is_edtf(records: Records) -> None:
    for kind, record in _each(records):
        for field in record_type(kind).entered:
            if field.type is FieldType.DATE and field.key in record:
                assert str(DateSpan.parse(record[field.key])) == record[field.key]


def test_a_claim_is_about_a_field_its_subject_has_and_claims_a_value_it_can_hold(records: Records) -> None:
    special = {key for key, _ in SPECIAL_FIELDS}
    for claim in records[Kind.CLAIM]:
        if claim["field"] in special:
            continue
        field = record_type(Kind(claim["subject_kind"])).field(claim["field"])
        assert field.claimable, claim["uid"]
        value = claim.get("value")
        if value is None:
            continue
        if field.type is FieldType.DATE:
            DateSpan.parse(value)
        if field.type is FieldType.TERM:
            assert value in vocabulary.vocabulary(str(field.vocabulary)).term_keys, claim["uid"]


def test_the_words_of_a_claim_stand_where_it_says(records: Records) -> None:
    sources = {source["id"]: source["text"] for source in records[Kind.SOURCE]}
    for claim in records[Kind.CLAIM]:
        if "source_id" not in claim:
            continue
        text, start, end = sources[claim["source_id"]], claim["start"], claim["end"]
        assert text[start:end] == claim["words"] != "", claim["uid"]
        assert claim["prefix"] == text[max(0, start - _CONTEXT) : start]
        assert claim.get("suffix", "") == text[end : end + _CONTEXT]
        assert claim["anchor_sha256"] == hashlib.sha256(text.encode()).hexdigest()


def test_a_claim_without_a_source_asks_for_work(records: Records) -> None:
    unsourced = [claim for claim in records[Kind.CLAIM] if "source_id" not in claim]
    assert all(claim["status"] == "work_needed" and claim["note"] for claim in unsourced)
    assert len(unsourced) <= 1


def test_a_claim_that_is_not_plainly_accepted_says_why(records: Records) -> None:
    for claim in records[Kind.CLAIM]:
        assert claim["status"] == "accepted" or claim.get("note"), claim["uid"]


def test_every_source_has_an_abstract_labelled_so(records: Records) -> None:
    for source in records[Kind.SOURCE]:
        assert source["text"].startswith(_LABEL + "\n\n")
        assert source["text_kind"] == "abstract"
        assert ("published" in source) == ("published_basis" in source), source["uid"]


def test_a_chosen_claim_says_what_the_record_shows(records: Records) -> None:
    claims = {claim["id"]: claim for claim in records[Kind.CLAIM]}
    chosen = [
        (kind, record, field, claims[number])
        for kind, record in _each(records)
        for field, number in record.get("chosen", {}).items()
    ]
    assert chosen
    for kind, record, field, claim in chosen:
        assert (claim["subject_kind"], claim["subject_id"]) == (kind.value, record["id"])
        assert claim["field"] == field
        assert claim["value"] == record[field], record["uid"]
        assert claim["stance"] in ("asserts", "confirms")


def test_the_temple_of_bel_shows_both_sides(records: Records) -> None:
    bel = _by_uid(records, Kind.MONUMENT, "bel")
    condition = [claim for claim in bel["claims"] if claim["field"] == "condition"]
    sides = {(claim["stance"], name) for claim in condition for name in claim["claimants"]}
    assert ("confirms", "UNITAR-UNOSAT") in sides
    assert ("denies", "Maamoun Abdulkarim") in sides
    chosen = next(claim for claim in condition if claim["id"] == bel["chosen"]["condition"])
    assert chosen["claimants"][0] == "UNITAR-UNOSAT"


def test_one_event_alone_joins_the_temple_of_bel_and_islamic_state(records: Records) -> None:
    found = [
        event["date"]
        for event in records[Kind.EVENT]
        if "Temple of Bel" in event["monuments"] and "Islamic State" in event["actors"]
    ]
    assert found == ["2015-08-30"]


def test_who_held_the_town_follows_without_a_gap(records: Records) -> None:
    palmyra = _by_uid(records, Kind.MONUMENT, "palmyra")
    held = {claim["uid"]: claim for claim in palmyra["claims"] if claim["field"] == "held_by"}
    sequence = [
        held[uid]
        for uid in (
            "held-government-to-2015",
            "held-is-2015-2016",
            "held-government-2016",
            "held-is-2016-2017",
            "held-government-2017",
        )
    ]
    government, group = "Syrian government", "Islamic State"
    assert [claim["value_link"] for claim in sequence] == [government, group, government, group, government]
    edges = [claim["about"].split("/") for claim in sequence]
    assert [end for _, end in edges[:-1]] == [start for start, _ in edges[1:]]


def test_the_records_of_a_file_are_numbered_in_order_and_begin_alike(records: Records) -> None:
    for kind in RECORD_FILES:
        numbers = [record["id"] for record in records[kind]]
        assert numbers == list(range(1, len(numbers) + 1))
        assert all(list(record)[:3] == ["id", "uid", "kind"] for record in records[kind])

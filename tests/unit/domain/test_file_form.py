"""Records as plain values, as the command line promises them."""

import json

import pytest

from palmyra_desktop.domain.event import Event
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.file_form import cell, cells, record_values, value_keys
from palmyra_desktop.domain.reference import Record
from tests.records import CLAIM, EVENT, IMAGE, MONUMENT, RECORDS

PROMISED = {
    Kind.EVENT: "date event_kind place monuments actors damage description claim_count conflict",
    Kind.IMAGE: "caption credit agency creator monuments actors source",
    Kind.CLAIM: "subject_kind subject_id subject field value stance claimants verb hedges via source "
    "publisher said about words start end origin confidence status note",
    Kind.MONUMENT: "names event_count condition latitude longitude",
    Kind.ACTOR: "names actor_kind event_count claim_count",
    Kind.SOURCE: "publisher published url text_sha256 claim_count",
}


@pytest.mark.parametrize("kind", Kind)
def test_every_promised_key_is_there(kind: Kind) -> None:
    assert {"id", "kind", "title", *PROMISED[kind].split()} <= set(value_keys(kind))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.uid)
def test_keys_are_those_announced_and_values_are_json(record: Record) -> None:
    values = record_values(record)

    assert tuple(values) == value_keys(record.kind)
    assert json.loads(json.dumps(values)) == values


def test_dates_come_with_their_bounds() -> None:
    values = record_values(IMAGE)

    assert (values["date"], values["date_earliest"], values["date_latest"]) == (
        "2010~",
        "2010-01-01",
        "2010-12-31",
    )


def test_absent_values_are_null() -> None:
    values = record_values(Event(title="nothing known"))

    assert values["date"] is values["date_earliest"] is values["damage"] is None
    assert values["monuments"] == values["monuments_ids"] == []


def test_links_are_titles_with_ids_and_roles_beside_them() -> None:
    values = record_values(EVENT)

    assert (values["monuments"], values["monuments_ids"]) == (["Temple of Bel"], [2])
    assert (values["actors"], values["actors_roles"]) == (["Islamic State"], ["perpetrator"])


def test_the_subject_of_a_claim_is_told_with_its_kind() -> None:
    values = record_values(CLAIM)

    assert (values["subject_kind"], values["subject_id"], values["subject"]) == (
        "event",
        1,
        "Temple of Bel blown up",
    )
    assert values["hedges"] == ["likely", "it seems"]


def test_names_stand_in_arabic_too() -> None:
    assert record_values(MONUMENT)["names"] == ["معبد بل", "Temple of Baal"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (34.5, "34.5"),
        (["a", "b"], "a; b"),
        ([{"scheme": "wikidata", "value": "Q1"}], "wikidata:Q1"),
    ],
)
def test_a_cell_is_text(value: object, text: str) -> None:
    assert cell(value) == text


@pytest.mark.parametrize(
    "values",
    [
        (),
        ("a", None, "معبد بل"),
        (1, -2, 10**15),
        (1, None, True),
        (["a", "معبد بل"], ()),
        ([1, 2], [3], []),
        (["destroyer", None], ["", None]),
        (["a", 1], ["b"]),
        ([{"scheme": "wikidata", "value": "Q1"}], []),
        (34.5, None, "a", ["b"]),
    ],
)
def test_the_cells_of_a_column_are_those_of_its_values(values: tuple[object, ...]) -> None:
    assert cells(values) == [cell(value) for value in values]

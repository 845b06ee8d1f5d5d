"""Who says so, and how to cite them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from palmyra_desktop import i18n
from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.domain.source import Source
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.attribution import attribution, citation
from palmyra_desktop.services.editing import apply
from tests import small_archive

Small = tuple[Archive, dict[str, RecordRef]]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    with Archive.create(tmp_path_factory.mktemp("small") / "small.palmyra") as archive:
        yield archive, small_archive.fill(archive)


def claim(small: Small, key: str) -> Claim:
    found = small[0].record(small[1][key])
    assert isinstance(found, Claim)
    return found


def source(small: Small, key: str) -> Source:
    found = small[0].record(small[1][key])
    assert isinstance(found, Source)
    return found


def test_claims_are_gathered_by_field_with_the_value_shown(small: Small) -> None:
    archive, refs = small
    found = attribution(archive, refs["bel"])
    (condition,) = found.fields
    assert (condition.label, condition.shown_value, condition.chosen_claim_id) == (
        "Condition",
        "destroyed",
        None,
    )
    assert (condition.claims.reports, len(condition.claims.origins)) == (2, 1)


def test_both_sides_of_a_contradiction_are_there(small: Small) -> None:
    archive, refs = small
    (occurrence,) = attribution(archive, refs["blown"]).fields
    assert occurrence.claims.conflict
    assert occurrence.claims.disagreeing == {refs["said"].id, refs["denied"].id}
    assert occurrence.shown_value is None


def test_a_claim_is_shown_among_those_about_the_same_field(small: Small) -> None:
    archive, refs = small
    found = attribution(archive, refs["repeated"])
    assert found.record.ref == refs["repeated"]
    assert [one.id for one in found.fields[0].claims.claims] == [refs["state_of_bel"].id, refs["repeated"].id]


def test_a_claim_rests_on_one_about_another_record_and_shares_its_origin(small: Small) -> None:
    archive, refs = small
    (occurrence,) = attribution(archive, refs["blown"]).fields
    assert {origin.label for origin in occurrence.claims.origins} == {"Observatory", "Directorate"}


def test_the_claim_a_value_was_chosen_from_is_named(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "a.palmyra") as archive:
        refs = small_archive.fill(archive)
        values = {"field": "condition", "claim_id": refs["repeated"].id}
        apply(archive, [Edit(Action.CHOOSE, Kind.MONUMENT, refs["bel"].id, 1, values)], label="Choose")
        (condition,) = attribution(archive, refs["bel"]).fields
    assert condition.chosen_claim_id == refs["repeated"].id


def test_a_record_nobody_speaks_of_has_no_fields(small: Small) -> None:
    archive, refs = small
    assert attribution(archive, refs["museum"]).fields == ()


def test_a_record_that_is_not_there_is_told(small: Small) -> None:
    with pytest.raises(KnownError):
        attribution(small[0], RecordRef(Kind.EVENT, 999))


def test_a_source_is_cited_in_prose(small: Small) -> None:
    cited = citation(source(small, "bbc"), small[0])
    assert cited == "A. Author, B & Sons. “Temple destroyed”. BBC, 31 August 2015. https://example.org/a_b"


def test_a_claim_is_cited_with_its_words_its_speaker_and_its_source(small: Small) -> None:
    cited = citation(claim(small, "said"), small[0])
    assert cited.startswith("“the temple was blown up” (Observatory, 30 August 2015). In: A. Author")


def test_a_claim_of_nobody_named_without_a_source_says_so(small: Small) -> None:
    assert citation(claim(small, "held_is"), small[0]) == "IS held it (nobody named)."


def test_bibtex_escapes_what_it_would_read_as_commands(small: Small) -> None:
    hostile = replace(source(small, "bbc"), title="50 % of {A} & B_c \\ #1 ~ $", url="https://e.org/a b_c%20")
    entry = citation(hostile, small[0], "bibtex")
    assert r"title = {{50 \% of \{A\} \& B\_c \textbackslash{} \#1 \textasciitilde{} \$}}" in entry
    assert r"author = {{A. Author} and {B \& Sons}}" in entry
    assert r"url = {https://e.org/a%20b_c\%20}" in entry
    assert "year = {2015}" in entry and "date = {2015-08-31}" in entry
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")


def test_bibtex_of_a_claim_quotes_its_words_under_a_key_of_its_own(small: Small) -> None:
    archive, refs = small
    entry = citation(claim(small, "said"), archive, "bibtex")
    assert entry.startswith(f"@online{{author2015-claim{refs['said'].id},")
    assert "note = {“the temple was blown up” (Observatory, 30 August 2015).}" in entry


def test_an_arabic_source_has_a_plain_key_and_keeps_its_title(small: Small) -> None:
    arabic = replace(source(small, "sana"), title="المعبد قائم", publisher="سانا", published=None)
    entry = citation(arabic, small[0], "bibtex")
    assert entry.startswith(f"@misc{{source-source{arabic.id},")
    assert "title = {{المعبد قائم}}" in entry


def test_dates_in_prose_are_in_the_language_shown(small: Small) -> None:
    i18n.set_language("ar")
    try:
        assert "2015" not in citation(source(small, "sana"), small[0])
    finally:
        i18n.set_language("en")

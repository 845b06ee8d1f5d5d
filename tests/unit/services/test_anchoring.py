"""The words of claims stay where they stand when a text is edited, and lost ones are put in place anew."""

from dataclasses import replace
from pathlib import Path

import pytest

from palmyra_desktop.domain.anchor import Anchor
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.services.anchoring import anchor
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.attribution import LostAnchor, locate
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.editing import undo
from tests import small_archive
from tests.acts import change


@pytest.fixture
def small(tmp_path: Path) -> tuple[Archive, dict[str, RecordRef]]:
    archive = Archive.create(tmp_path / "small.palmyra")
    return archive, small_archive.fill(archive)


def claim(archive: Archive, ref: RecordRef) -> Claim:
    found = archive.record(ref)
    assert isinstance(found, Claim)
    return found


def words_lit(archive: Archive, source: RecordRef, ref: RecordRef) -> str | None:
    """Return the words a claim is found at, None where they are lost."""
    text, found = archive.source_text(source.id), claim(archive, ref)
    assert text is not None
    place = locate(text, found)
    return text.text[place.start : place.end] if isinstance(place, Anchor) else None


def test_a_claim_moves_with_its_words_in_the_act_that_edits_the_text(
    small: tuple[Archive, dict[str, RecordRef]],
) -> None:
    archive, refs = small
    before = claim(archive, refs["said"])
    change(archive, refs["bbc"], text="Corrected on Monday. " + small_archive.TEXT)

    after = claim(archive, refs["said"])
    assert (after.start, after.words) == ((before.start or 0) + 21, before.words)
    assert after.prefix == "cted on Monday. The Observatory said "[-32:]
    assert [one for one in check(archive) if one.code == "anchor"] == []

    undo(archive)
    assert claim(archive, refs["said"]).start == before.start
    archive.close()


def test_words_that_were_taken_out_are_lost_and_kept(small: tuple[Archive, dict[str, RecordRef]]) -> None:
    archive, refs = small
    change(archive, refs["bbc"], text="The Observatory said nothing any more.")
    lost = locate(archive.source_text(refs["bbc"].id), claim(archive, refs["said"]))  # type: ignore[arg-type]
    assert isinstance(lost, LostAnchor)
    assert lost.reason.endswith(".")
    assert claim(archive, refs["said"]).words == "the temple was blown up"
    archive.close()


def test_lost_words_are_anchored_anew_by_one_act(small: tuple[Archive, dict[str, RecordRef]]) -> None:
    archive, refs = small
    new = "The Observatory said the shrine was destroyed."
    change(archive, refs["bbc"], text=new)
    start = new.index("the shrine")
    anchor(archive, claim(archive, refs["said"]), start, start + 24)
    assert words_lit(archive, refs["bbc"], refs["said"]) == "the shrine was destroyed"
    undo(archive)
    assert words_lit(archive, refs["bbc"], refs["said"]) is None
    archive.close()


def test_a_place_outside_the_text_is_refused(small: tuple[Archive, dict[str, RecordRef]]) -> None:
    archive, refs = small
    with pytest.raises(ValueError):
        anchor(archive, claim(archive, refs["said"]), 5, 10**6)
    archive.close()


@pytest.mark.parametrize("changed", [{"words": "The temple was blown up"}, {"words": None}])
def test_words_the_text_does_not_have_are_lost(
    small: tuple[Archive, dict[str, RecordRef]], changed: dict[str, object]
) -> None:
    archive, refs = small
    text = archive.source_text(refs["bbc"].id)
    assert text is not None
    assert isinstance(locate(text, replace(claim(archive, refs["said"]), **changed)), LostAnchor)
    archive.close()


@pytest.mark.parametrize("changed", [{"start": 20}, {"end": None}, {"start": 900, "end": 999}, {}])
def test_words_are_found_whatever_their_recorded_place(
    small: tuple[Archive, dict[str, RecordRef]], changed: dict[str, object]
) -> None:
    archive, refs = small
    text = archive.source_text(refs["bbc"].id)
    assert text is not None
    found = locate(text, replace(claim(archive, refs["said"]), **changed))
    assert isinstance(found, Anchor)
    assert (found.start, found.end) == (21, 44)
    archive.close()

"""The one door for reading: totals, details, saved searches, threads and other programs."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.found import Detail
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.services import searches
from palmyra_desktop.services.archive import Archive, facets_of, kinds_with
from palmyra_desktop.services.editing import apply
from tests import small_archive

Small = tuple[Archive, dict[str, RecordRef]]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    with Archive.create(tmp_path_factory.mktemp("small") / "small.palmyra", title="صغير") as archive:
        yield archive, small_archive.fill(archive)


def detail(small: Small, key: str) -> Detail:
    return small[0].detail(small[1][key])


def groups(small: Small, key: str) -> dict[str, list[str]]:
    by_ref = {ref: key for key, ref in small[1].items()}
    return {group.label: [by_ref[link.ref] for link in group.links] for group in detail(small, key).linked}


def test_an_archive_knows_its_name_and_how_many_records_it_has(small: Small) -> None:
    archive = small[0]
    assert (archive.title, archive.is_sample, archive.read_only) == ("صغير", False, False)
    assert archive.totals() == {
        Kind.EVENT: 5,
        Kind.MONUMENT: 3,
        Kind.IMAGE: 1,
        Kind.ACTOR: 4,
        Kind.SOURCE: 2,
        Kind.CLAIM: 6,
    }


def test_files_are_kept_beside_the_archive(small: Small) -> None:
    archive = small[0]
    assert archive.files_folder == Path(archive.location).parent / "small.palmyra.d" / "files"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            "bbc",
            {
                "Claims citing it": ["said", "state_of_bel"],
                "Images printed in it": ["picture"],
                "Events it tells of": ["blown"],
            },
        ),
        ("palmyra", {"Events": ["taken", "undated"], "Parts": ["bel"]}),
        ("bel", {"Events": ["blown", "undated"], "Images": ["picture"]}),
        ("blown", {"Images": ["picture"]}),
        ("is", {"Events": ["taken", "blown"], "Claims naming it": ["held_is"]}),
        ("sohr", {"Events": ["blown"], "Claims made": ["said", "state_of_bel"]}),
        ("state_of_bel", {"Claims resting on it": ["repeated"]}),
        ("picture", {}),
    ],
)
def test_a_record_shows_what_points_at_it(small: Small, key: str, expected: dict[str, list[str]]) -> None:
    assert groups(small, key) == expected


def test_claims_about_a_record_come_by_field_and_of_a_claim_those_resting_on_it(small: Small) -> None:
    refs = small[1]
    assert [claim.id for claim in detail(small, "blown").claims] == [refs["said"].id, refs["denied"].id]
    assert [claim.id for claim in detail(small, "state_of_bel").claims] == [refs["repeated"].id]


def test_a_linked_monument_is_shown_with_its_name_in_another_script(small: Small) -> None:
    archive, refs = small
    assert detail(small, "blown").other_names == {refs["bel"]: "معبد بل", refs["is"]: "داعش"}


def test_a_record_that_is_not_there_is_told_in_words(small: Small) -> None:
    for ask in (small[0].record, small[0].detail):
        with pytest.raises(KnownError, match="#999"):
            ask(RecordRef(Kind.EVENT, 999))


def test_the_text_of_a_source_and_the_claims_in_it_come_in_its_order(small: Small) -> None:
    archive, refs = small
    text = archive.source_text(refs["bbc"].id)
    assert text is not None
    assert (text.text, text.text_kind) == (small_archive.TEXT, "excerpt")
    assert [claim.id for claim in archive.claims_in(refs["bbc"].id)] == [
        refs["said"].id,
        refs["state_of_bel"].id,
    ]
    assert (archive.source_text(refs["sana"].id), archive.claims_in(999)) == (None, ())


def test_claims_carry_the_publisher_of_their_source(small: Small) -> None:
    claim = small[0].record(small[1]["said"])
    assert isinstance(claim, Claim)
    assert (claim.publisher, claim.subject.title) == ("BBC", "Temple blown up")


def test_the_terms_of_a_list_come_in_its_order(small: Small) -> None:
    assert [term.key for term in small[0].terms("claim_status")] == [
        "accepted",
        "conflict",
        "work_needed",
        "issue",
    ]


def test_another_programs_change_is_noticed_once(tmp_path: Path) -> None:
    path = tmp_path / "a.palmyra"
    with Archive.create(path) as ours, Archive.open(path) as theirs:
        assert not ours.changed_elsewhere()
        apply(theirs, [Edit(Action.CREATE, Kind.EVENT, -1, None, {"title": "New"})], label="New")
        assert ours.changed_elsewhere()
        assert not ours.changed_elsewhere()


def test_an_archive_open_for_reading_is_read_and_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.palmyra"
    with Archive.create(path) as made:
        small_archive.fill(made)
    before = path.read_bytes()
    with Archive.open(path, read_only=True) as archive:
        assert archive.search(Criteria(text="temple")).total == 5
        with pytest.raises(KnownError):
            searches.save(archive, "mine", Criteria())
    assert path.read_bytes() == before


def test_many_threads_read_while_another_writes(small: Small, tmp_path: Path) -> None:
    with Archive.create(tmp_path / "a.palmyra") as archive, ThreadPoolExecutor(4) as threads:
        small_archive.fill(archive)
        reads = [threads.submit(archive.search, Criteria(text="temple")) for _ in range(20)]
        for number in range(5):
            apply(archive, [Edit(Action.CREATE, Kind.EVENT, -1, None, {"title": f"{number}"})], label="New")
        assert all(len(read.result().ids) == 2 for read in reads)


def test_every_filter_of_the_command_line_has_a_meaning_for_every_kind() -> None:
    for kind in Kind:
        assert {
            "monument",
            "site",
            "actor",
            "claimant",
            "source",
            "publisher",
            "agency",
            "damage",
            "status",
        } <= set(facets_of(kind))
    assert kinds_with("condition") == (Kind.MONUMENT,)

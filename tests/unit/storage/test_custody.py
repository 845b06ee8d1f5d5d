"""The chain of custody: what is taken in is logged with the act, each look is; no step is altered unseen."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.custody import Step, custody_words
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.reference import RecordRef
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from palmyra_desktop.services.custody import look_again
from palmyra_desktop.services.editing import attach_file
from palmyra_desktop.services.exporting import export
from palmyra_desktop.services.importing import import_files
from palmyra_desktop.storage.custody import verify
from palmyra_desktop.storage.engine import for_writing
from palmyra_desktop.storage.schema import custody
from palmyra_desktop.storage.values import text_sha256
from tests.acts import EVENT, IMAGE, SOURCE, change, create

NewArchive = Callable[[], Archive]
TEXT = "قال إن المعبد سقط"


def steps(archive: Archive, ref: RecordRef) -> list[tuple[Step, str, str]]:
    return [(one.step, one.origin, one.author) for one in archive.detail(ref).custody]


def test_a_text_is_taken_in_from_where_its_source_says(empty: Archive) -> None:
    ref = create(empty, SOURCE, title="s", text=TEXT, url="https://example.org/a")
    (step,) = empty.detail(ref).custody
    assert (step.step, step.what, step.sha256) == (Step.TAKEN_IN, "text", text_sha256(TEXT))
    assert (step.origin, step.how, step.initiator) == ("https://example.org/a", "create", "window")
    assert custody_words(step) == "taken in from https://example.org/a (create)"
    change(empty, ref, note="no other text")
    assert len(empty.detail(ref).custody) == 1
    change(empty, ref, text="another")
    assert [one.sha256 for one in empty.detail(ref).custody] == [text_sha256(TEXT), text_sha256("another")]
    assert empty.detail(create(empty, EVENT, title="e")).custody == ()


def test_an_abstract_in_our_words_does_not_come_from_its_sources_address(empty: Archive) -> None:
    ref = create(empty, SOURCE, title="s", text=TEXT, url="https://example.org/a", text_kind="abstract")
    assert steps(empty, ref) == [(Step.TAKEN_IN, "", "")]


def test_a_file_is_taken_in_by_name_and_looked_at_again(empty: Archive, tmp_path: Path) -> None:
    ref, source = create(empty, IMAGE, caption="c"), create(empty, SOURCE, title="s", text=TEXT)
    picture = tmp_path / "صورة.jpg"
    picture.write_bytes(b"bytes")
    attach_file(empty, ref, picture, author="Amal")
    assert steps(empty, ref) == [(Step.TAKEN_IN, "صورة.jpg", "Amal")]

    assert look_again(empty, author="Basil") == {Step.AS_IT_WAS: 2}
    (kept,) = empty.files_folder.iterdir()
    kept.write_bytes(b"other")
    assert look_again(empty) == {Step.AS_IT_WAS: 1, Step.CHANGED: 1}
    kept.unlink()
    assert look_again(empty) == {Step.AS_IT_WAS: 1, Step.MISSING: 1}

    assert [step for step, *_rest in steps(empty, ref)] == list(Step)
    assert steps(empty, source)[1] == (Step.AS_IT_WAS, "", "Basil")
    assert [found.code for found in check(empty)] == ["attachment"]


def test_of_an_archive_without_files_nothing_is_logged(empty: Archive) -> None:
    assert look_again(empty) == {}


TAMPERING = {
    "a time": update(custody).where(custody.c.id == 2).values(at_utc="1999-01-01T00:00:00.000Z"),
    "an origin": update(custody).where(custody.c.id == 1).values(origin="https://elsewhere.example"),
    "a step gone": delete(custody).where(custody.c.id == 2),
    "the first gone": delete(custody).where(custody.c.id == 1),
}


@pytest.mark.parametrize("forgery", TAMPERING.values(), ids=TAMPERING.keys())
def test_a_step_that_was_altered_is_found_out(empty: Archive, forgery: object) -> None:
    for number in range(3):
        create(empty, SOURCE, title="s", text=f"{number}")
    with for_writing(empty.engine.connect()) as connection:  # rolled back at the end
        assert list(verify(connection)) == []
        connection.execute(forgery)  # type: ignore[call-overload]
        assert len(list(verify(connection))) == 1


def test_a_look_at_an_archive_that_may_only_be_read_is_not_logged(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "a.palmyra") as archive:
        create(archive, SOURCE, title="s", text=TEXT)
    with (
        Archive.open(tmp_path / "a.palmyra", read_only=True) as archive,
        pytest.raises(KnownError, match="only be read"),
    ):
        look_again(archive)


def test_the_chain_goes_out_with_an_export_and_comes_back_by_import(empty: Archive, tmp_path: Path) -> None:
    ref = create(empty, SOURCE, title="s", text=TEXT, url="https://example.org/a")
    look_again(empty, author="باسل")
    before = empty.detail(ref).custody
    output = tmp_path / "s.json"
    export(empty, Criteria(kind=SOURCE), format="json", output=output)
    with Archive.create(tmp_path / "other.palmyra") as other:
        import_files(other, [output], author="Carla")
        (number,) = other.search(Criteria(kind=SOURCE), first=0).ids
        after = other.detail(RecordRef(SOURCE, number)).custody
        assert [replace(one, ref=ref) for one in after[:2]] == list(before)
        assert (after[2].step, after[2].author) == (Step.TAKEN_IN, "Carla") and len(after) == 3
        assert check(other) == ()
        import_files(other, [output])
        assert other.detail(RecordRef(SOURCE, number)).custody == after, "it is known already"


WRONG = {
    "no list": "yesterday",
    "no step": [17],
    "no sha256": [{"at": "2024-01-01T00:00:00.000Z", "step": "taken_in", "what": "text", "sha256": "x"}],
    "no time": [{"at": "then", "step": "taken_in", "what": "text", "sha256": "a" * 64}],
    "a time nowhere": [{"at": "2024-01-01T00:00:00", "step": "taken_in", "what": "text", "sha256": "a" * 64}],
    "an unknown step": [{"at": "2024-01-01T00:00:00Z", "step": "x", "what": "text", "sha256": "a" * 64}],
    "a list": [{"at": "2024-01-01T00:00:00Z", "step": ["x"], "what": "text", "sha256": "a" * 64}],
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_chain_in_a_file_that_is_none_is_told_and_the_record_taken_in(
    wrong: str, empty: Archive, tmp_path: Path
) -> None:
    record = {"id": 1, "title": "s", "text": TEXT, "custody": WRONG[wrong]}
    file = tmp_path / "s.json"
    file.write_text(json.dumps({"palmyra": 1, "kind": "sources", "count": 1, "records": [record]}))
    done = import_files(empty, [file])
    assert [(issue.field, issue.place) for issue in done.issues] == [("custody", "s.json, record 1")]
    (number,) = empty.search(Criteria(kind=SOURCE), first=0).ids
    assert [one.step for one in empty.detail(RecordRef(SOURCE, number)).custody] == [Step.TAKEN_IN]

"""Admiralty grades: what they are made of, that they are kept, and that they stay at home."""

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from palmyra_desktop.domain.claim import Claim
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.domain.file_form import value_keys
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import undo
from palmyra_desktop.services.exporting import export, formats
from palmyra_desktop.services.importing import import_files
from tests.acts import CLAIM, EVENT, SOURCE, change, claim_on, create, state, to

NewArchive = Callable[[], Archive]


def test_a_claim_bears_its_sources_letter_and_its_own_figure_and_f_or_6_for_what_nobody_judged(
    new_archive: NewArchive,
) -> None:
    archive = new_archive()
    judged = create(archive, SOURCE, title="judged", reliability="B")
    other = create(archive, SOURCE, title="لم يُحكم عليه")
    event = create(archive, EVENT, title="an event")
    graded = (
        claim_on(archive, event, "occurrence", source=to(judged), credibility="2"),
        claim_on(archive, event, "occurrence", source=to(judged)),
        claim_on(archive, event, "occurrence", source=to(other), credibility="1"),
        claim_on(archive, event, "occurrence", source=to(other)),
        claim_on(archive, event, "occurrence", credibility="5"),
    )

    found = archive.rows(CLAIM, [ref.id for ref in graded])

    assert [one.grade for one in found if isinstance(one, Claim)] == ["B2", "B6", "F1", None, "F5"]


def test_a_grade_is_changed_and_taken_back_like_any_value(new_archive: NewArchive) -> None:
    archive = new_archive()
    source = create(archive, SOURCE, title="a source", reliability="A")
    change(archive, source, reliability="E")
    assert state(archive, source).values["reliability"] == "E"
    undo(archive)
    assert state(archive, source).values["reliability"] == "A"


@pytest.mark.parametrize(("kind", "key"), [(Kind.SOURCE, "reliability"), (Kind.CLAIM, "credibility")])
def test_grades_are_told_to_nobody(kind: Kind, key: str) -> None:
    assert key not in value_keys(kind)
    assert "grade" not in value_keys(kind)


@pytest.mark.parametrize("format", [one.key for one in formats()])
def test_no_file_has_a_grade_in_it(new_archive: NewArchive, tmp_path: Path, format: str) -> None:
    archive = new_archive()
    source = create(archive, SOURCE, title="a source", reliability="grade of ours")
    claim_on(archive, source, "published", source=to(source), credibility="grade of ours")

    written = export(archive, Criteria(SOURCE), format=format, output=tmp_path / "out")

    parts = [written.path.read_bytes()]
    if zipfile.is_zipfile(written.path):
        with zipfile.ZipFile(written.path) as packed:
            parts = [packed.read(name) for name in packed.namelist()]
    assert any(b"a source" in part for part in parts)
    assert not any(b"grade of ours" in part or b"reliability" in part.lower() for part in parts)


def test_grades_go_with_a_file_that_asks_for_them_and_come_back(
    new_archive: NewArchive, tmp_path: Path
) -> None:
    archive, other = new_archive(), new_archive()
    source = create(archive, SOURCE, title="مصدر", reliability="B")
    event = create(archive, EVENT, title="an event")
    claim_on(archive, event, "occurrence", source=to(source), credibility="2")

    file = tmp_path / "graded.json"
    export(archive, Criteria(EVENT), format="json", output=file, options={"grades": True})
    import_files(other, (file,))

    (claim,) = other.rows(CLAIM, other.search(Criteria(CLAIM)).ids)
    assert isinstance(claim, Claim)
    assert claim.grade == "B2"


def test_a_table_gets_a_last_column_of_grades(new_archive: NewArchive, tmp_path: Path) -> None:
    archive = new_archive()
    create(archive, SOURCE, title="judged", reliability="B")
    create(archive, SOURCE, title="not judged")

    file = tmp_path / "graded.csv"
    export(archive, Criteria(SOURCE), format="csv", output=file, columns=("title",), options={"grades": True})

    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["title", "reliability"]
    assert sorted(rows[1:]) == [["judged", "B"], ["not judged", ""]]


@pytest.mark.parametrize(("format", "kind"), [("html", SOURCE), ("csv", EVENT)])
def test_a_file_without_a_place_for_grades_says_so(
    new_archive: NewArchive, tmp_path: Path, format: str, kind: Kind
) -> None:
    with pytest.raises(KnownError, match="no place for grades"):
        export(new_archive(), Criteria(kind), format=format, output=tmp_path / "a", options={"grades": True})

    assert list(tmp_path.glob("a*")) == []
    assert "grades" not in {one.key: one.options for one in formats(kind)}[format]

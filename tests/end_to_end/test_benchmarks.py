"""The benchmarks on small archives: what they measure is right; how long it takes is nobody's test."""

from pathlib import Path

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from tests.benchmarks.generate import make


def test_a_generated_archive_is_what_the_program_would_have_written(tmp_path: Path) -> None:
    path = tmp_path / "made.palmyra"

    make(path, 300)

    with Archive.open(path) as archive:
        assert archive.totals()[Kind.EVENT] == 300
        assert {found.code for found in check(archive)} <= {"log"}  # it says itself that it logs nothing


def test_the_same_numbers_give_the_same_archive(tmp_path: Path) -> None:
    first, second = tmp_path / "first.palmyra", tmp_path / "second.palmyra"

    for path in (first, second):
        make(path, 50)

    with Archive.open(first) as one, Archive.open(second) as other:
        assert one.search(Criteria(), first=50).rows == other.search(Criteria(), first=50).rows

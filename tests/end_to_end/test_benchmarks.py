"""The benchmarks on small archives: what they measure is right; how long it takes is nobody's test."""

import importlib
from pathlib import Path

import pytest

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from tests.benchmarks.generate import make
from tests.benchmarks.setting import Setting
from tests.benchmarks.table import printed


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Setting:
    """Return a setting of so many events that the index answers."""
    return Setting(2_500, tmp_path_factory.mktemp("benchmarks"))


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


@pytest.mark.parametrize("name", ["filters", "search", "pages", "index", "timeline"])
def test_what_is_measured_answers_as_plain_sql_does(name: str, small: Setting) -> None:
    measured = importlib.import_module(f"tests.benchmarks.{name}").measure

    rows = list(measured(small))  # raises where ours and theirs differ

    assert rows
    assert printed(rows).splitlines()[-1].startswith("goals met ")

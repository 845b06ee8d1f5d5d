"""A process is killed while it keeps the index: what is found afterwards is whole, and says what SQL says."""

import signal
import time
from pathlib import Path

import pytest

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check
from tests.benchmarks.generate import make
from tests.end_to_end.test_processes import another_process

KEEP = """
    import sys
    from pathlib import Path
    from palmyra_desktop.services.archive import Archive
    with Archive.open(Path(sys.argv[1])) as archive:
        kinds = archive.index()
        print("ready", flush=True)
        while True:
            archive.keep_index(kinds)
"""
ASKED = (
    Criteria(),
    Criteria().only("actor", 1),
    Criteria(text="rusir").only("monument", 2),
    Criteria(kind=Kind.CLAIM),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive large enough to have an index."""
    path = tmp_path_factory.mktemp("killed") / "made.palmyra"
    make(path, 2_100)
    return path


@pytest.mark.parametrize("milliseconds", [0, 30, 90, 200])
def test_an_index_half_written_is_none(made: Path, milliseconds: int) -> None:
    process = another_process(KEEP, made)
    with process:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        time.sleep(milliseconds / 1000)  # somewhere in the writing; each place must do
        process.kill()
    assert process.returncode == -signal.SIGKILL

    with Archive.open(made) as indexed, Archive.open(made) as plain:
        indexed.index()
        for criteria in ASKED:
            assert indexed.search(criteria, first=5) == plain.search(criteria, first=5)
            assert indexed.facet_counts(criteria, limit=9) == plain.facet_counts(criteria, limit=9)
        assert {found.code for found in check(indexed)} <= {"log"}  # a generated archive logs nothing

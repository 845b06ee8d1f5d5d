"""Ten thousand records out by every format, and in again."""

from pathlib import Path

import pytest

from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply
from palmyra_desktop.services.exporting import export, formats
from palmyra_desktop.services.importing import import_files

MANY = 10_000


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive of ten thousand events, written as one act."""
    archive = Archive.create(tmp_path_factory.mktemp("many") / "many.palmyra", title="Many")
    date = DateSpan.parse("2015-08-30")
    edits = [
        Edit(Action.CREATE, Kind.EVENT, -1 - number, values={"title": f"Event {number}", "date": date})
        for number in range(MANY)
    ]
    apply(archive, edits, label="Filling")
    return archive


@pytest.mark.parametrize("key", [found.key for found in formats()])
def test_ten_thousand_records_are_written(archive: Archive, tmp_path: Path, key: str) -> None:
    seen: list[int] = []

    def progress(done: int, total: int | None) -> None:
        seen.append(done)

    done = export(archive, Criteria(), format=key, output=tmp_path / "out", progress=progress)

    assert done.count == seen[-1] == MANY
    assert seen == sorted(seen)


def test_ten_thousand_records_come_back(archive: Archive, tmp_path: Path) -> None:
    export(archive, Criteria(), format="json", output=tmp_path / "out.json")
    with Archive.create(tmp_path / "other.palmyra") as other:
        done = import_files(other, [tmp_path / "out.json"])

        assert done.counts == {Kind.EVENT: MANY}
        assert len(other.search(Criteria()).ids) == MANY

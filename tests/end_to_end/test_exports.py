"""Every export format on the same archive: whole or not at all, counted, logged, and back again."""

import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from palmyra_desktop.domain.cancel import Cancellation
from palmyra_desktop.domain.changes import Action, Edit
from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.dates import DateSpan
from palmyra_desktop.domain.errors import Cancelled, KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.editing import apply
from palmyra_desktop.services.exporting import export, formats
from palmyra_desktop.services.importing import import_files
from palmyra_desktop.storage.schema import export_log
from palmyra_desktop.storage.unit_of_work import reading

KEYS = [found.key for found in formats()]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive on disk."""
    with Archive.create(tmp_path / "a.palmyra", title="Test") as archive:
        yield archive


def _fill(archive: Archive, titles: list[str]) -> None:
    date = DateSpan.parse("2015-08-30")
    edits = [
        Edit(Action.CREATE, Kind.EVENT, -1 - number, values={"title": title, "date": date})
        for number, title in enumerate(titles)
    ]
    apply(archive, edits, label="Filling")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("titles", [[], ["One"], ["تفجير معبد بل", "=1+1", 'a;b\nc "d"']])
def test_what_is_found_is_written_counted_and_logged(
    archive: Archive, tmp_path: Path, key: str, titles: list[str]
) -> None:
    _fill(archive, titles) if titles else None

    done = export(archive, Criteria(), format=key, output=tmp_path / "out")

    with reading(archive.engine) as connection:
        (row,) = connection.execute(select(export_log)).all()
    assert (done.count, row.count, row.sha256, row.file_name) == (
        len(titles),
        len(titles),
        done.sha256,
        "out",
    )
    assert sorted(path.name for path in tmp_path.iterdir() if "palmyra" not in path.name) == ["out"]


@pytest.mark.parametrize("key", KEYS)
def test_cancelled_half_way_leaves_nothing(archive: Archive, tmp_path: Path, key: str) -> None:
    _fill(archive, ["x"] * 1_200)
    cancel = Cancellation()

    with pytest.raises(Cancelled):
        export(
            archive,
            Criteria(),
            format=key,
            output=tmp_path / "out",
            cancel=cancel,
            progress=lambda _n, _total: cancel.cancel(),
        )

    assert [path.name for path in tmp_path.iterdir() if "palmyra" not in path.name] == []


def test_a_drive_that_does_not_take_it_in_leaves_what_was_there(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(archive, ["One"])
    output = tmp_path / "out"
    output.write_text("before")

    def fail(_descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(KnownError, match="out cannot be written: Input/output error"):
        export(archive, Criteria(), format="csv", output=output, force=True)

    assert [path.name for path in tmp_path.iterdir() if "palmyra" not in path.name] == ["out"]
    assert output.read_text() == "before"


def test_a_folder_that_is_not_there_is_told_in_words(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        export(archive, Criteria(), format="csv", output=tmp_path / "none" / "out.csv")


def test_an_unknown_format_is_told_with_those_there_are(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="csv"):
        export(archive, Criteria(), format="docx", output=tmp_path / "out")


def test_rows_are_written_in_the_order_asked_for(archive: Archive, tmp_path: Path) -> None:
    _fill(archive, ["a", "b", "c"])

    export(archive, Criteria(ids=(3, 1)), format="json", output=tmp_path / "out")

    assert [r["title"] for r in json.loads((tmp_path / "out").read_text("utf-8"))["records"]] == ["c", "a"]


def test_a_name_alone_is_looked_up_in_the_archive(archive: Archive, tmp_path: Path) -> None:
    apply(archive, [Edit(Action.CREATE, Kind.MONUMENT, -1, values={"name": "معبد بل"})], label="x")
    record = {"title": "Blown up", "monuments": ["معبد بل", "Nowhere"]}
    path = tmp_path / "in.json"
    path.write_text(json.dumps({"palmyra": 1, "kind": "events", "count": 1, "records": [record]}), "utf-8")

    done = import_files(archive, [path])

    (event,) = archive.search(Criteria()).rows
    assert [link.title for link in event.monuments] == ["معبد بل"]  # type: ignore[attr-defined]
    assert [issue.text for issue in done.issues] == ["Nowhere"]
    assert done.counts == {Kind.EVENT: 1}


def test_a_file_of_no_known_format_is_told(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "in.xyz"
    path.write_text("hello", "utf-8")

    with pytest.raises(KnownError):
        import_files(archive, [path])

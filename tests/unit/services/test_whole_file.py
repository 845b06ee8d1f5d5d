"""What a file that is written may replace."""

from pathlib import Path

import pytest

from palmyra_desktop.domain.criteria import Criteria
from palmyra_desktop.domain.errors import KnownError
from palmyra_desktop.domain.fields import Kind
from palmyra_desktop.services import backups
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.exporting import export
from palmyra_desktop.services.whole_file import write_file


def test_an_export_never_replaces_an_archive_whatever_its_name(archive: Archive, tmp_path: Path) -> None:
    path = Path(archive.location)
    renamed = tmp_path / "renamed.db"
    renamed.hardlink_to(path)
    linked = tmp_path / "linked.csv"
    linked.symlink_to(path)
    backup = backups.back_up(archive)
    before = path.read_bytes()
    for output in (path, renamed, linked, backup):
        with pytest.raises(KnownError, match="belongs to an archive"):
            export(archive, Criteria(Kind.EVENT), format="csv", output=output, force=True)
    assert path.read_bytes() == before
    assert renamed.samefile(path) and linked.is_symlink()


def test_neither_its_log_nor_an_attached_file_is_replaced(archive: Archive, tmp_path: Path) -> None:
    attached = archive.files_folder / ("0" * 64)
    attached.parent.mkdir(parents=True)
    attached.write_text("kept")
    beside = tmp_path / "test.palmyra-wal"
    beside.touch()
    for output in (attached, beside):
        with pytest.raises(KnownError, match="belongs to an archive"):
            write_file(output, b"picture")
    assert attached.read_text() == "kept"


def test_any_other_file_is_replaced_when_it_may_be(archive: Archive, tmp_path: Path) -> None:
    output = tmp_path / "events.csv"
    output.write_text("older")
    export(archive, Criteria(Kind.EVENT), format="csv", output=output, force=True)
    assert output.read_text(encoding="utf-8").startswith("id")

"""An archive in a file that every story must leave whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.checking import check


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.create(tmp_path / "test.palmyra", title="Test") as archive:
        yield archive
        assert check(archive) == ()
